"""Names given in answer to a question, or beside a word that says so, also when they are words.

    op welke naam / jorien ten have         the question in the turn before
    ja winter hier, goedemiddag             the name before "hier" opens the turn
    wolf is de voornaam, hij heet wolf kamminga
    want mijn zoon storm is ziek            a relative, and what he does

What follows must be in a list of names or in no list at all, and no verb or particle.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from stadspoort.engines.privacy._lists import Lists, fold
from stadspoort.engines.privacy._name_words import VERB_AFTER, Class, classify
from stadspoort.engines.privacy._talk import OPENERS
from stadspoort.engines.privacy._titled_names import NO_NAME
from stadspoort.engines.privacy._values import Finding, Kind

_CLOSING = re.compile(
    r"(?:hoogachtend|groet(?:en|jes)?)(?:,? (?:komma|nieuwe regel|nieuwe alinea|witregel)){1,3} "
    r"((?:[a-z] ){0,3})(?=[^\W\d_]{2})"
)
"""The end of a dictated letter."""
_JOIN = r"(?:van|de|den|der|ter|ten|te|het|'t|el|al|ben|bin|le|la|von|di|da|dos|op|in)"
_WORD = r"[^\W\d_](?:[^\W\d_]|(?<=\w)['-](?=\w)){1,25}"
_NAME = re.compile(rf"((?:{_JOIN} ){{0,3}})({_WORD})(?![\w@]|\.\w)")
_TRIGGERS = ("naam", "heet", "wie ben", "wie spreek")
_REACH_OF_QUESTION = 100
_MOST_WORDS = 4
_ARCHAIC = frozenset(("ten", "ter", "van der", "van den"))
_NO_PERSON = Class.WORD | Class.PLACE | Class.ORGANISATION | Class.STREET
_QUESTION = re.compile(
    r"(?<!\w)(?:(?:op )?welke naam|(?:uw|je|jouw|haar|zijn|hun) (?:eigen |volledige |hele )?"
    r"(?:achter|voor|roep)?"
    r"naam|de (?:achter|voor)?naam van|(?:achter|voor)naam(?=[ ?]{0,2}\n)|"
    r"hoe heet (?:u|je|jij|hij|zij|ze|die|"
    r"(?:uw|je|jouw|haar|zijn|die) [^\W\d_]+)|"
    r"met wie spreek|wie bent u|"
    r"wie ben je|hoe heten (?:ze|zij))(?!\w| ?[:=;|])[^\n]{0,45}\n"
)
_SPEAKER = re.compile(
    r"(?:\[[\d:.]{4,10}\] ?)?(?:[^\n:]{1,25}: |(?:spreker|klant|beller|melder|agent|inwoner|"
    r"huurder|medewerker|burger|cliënt|cliënte|consulent|patiënt|vrager|getuige|verbalisant|"
    r"inspreker|voorzitter|tolk|bewoner|[a-z]) "
    r"(?:(?:een|twee|drie|vier|vijf|\d) )?)?"
)
_FILLER = re.compile(
    r"(?:(?:ja|nou|eh|ehm|uh|oh|dat is|met|ik ben|ik heet|mijn naam is|op naam van|gewoon|"
    r"mevrouw|meneer|hallo|dag|zeg maar)(?:, | |\. ))*"
)
# These begin with a literal: a search for one costs next to nothing where it does not stand.
_LABEL = re.compile(r"naam(?: is|,)? (?=[^\W\d_])")
_LABELS = ("achter", "voor", "roep", "meisjes")
_IS_NAME = re.compile(
    r" is (?:de|mijn|zijn|haar|een|uw|je) (?:voor|achter|roep|meisjes)naam(?![^\W\d_])"
)
_LAST_WORD = re.compile(rf"(?<![\w-]){_WORD}\Z")
_CALLED = re.compile(r"heet(?:te)?(?: ook)? (?=[^\W\d_])|heet ik (?=[^\W\d_])")
_GREETING = re.compile(
    r"(?<!\w)(?:(?:goede|goeie|goeden)(?:morgen|middag|navond|avond)|hallo|hoi|hey|hé|hai|dag|ja|"
    r"spreekt(?: u)?|gesproken) \Z"
)
_CALLER = re.compile(
    r"(?<!\w)(?:ik|hij|zij|ze|die|u|jij|en|zo|zoon|dochter|man|vrouw|moeder|vader|zus|broer|vriend|"
    r"vriendin|buurman|buurvrouw|baby) \Z"
)
_WHOLE = re.compile(rf"({_WORD})(?=[.,]?(?:\n|$)|[.,] )")
_HERE = re.compile(
    rf"(?:(?:ja|hallo|hoi|dag|goede(?:morgen|middag|navond)|met)[, ]{{1,2}})*"
    rf"((?:{_JOIN} ){{0,3}}{_WORD}) hier(?=[ ,.!]|$)"
)
_POSSESSIVES = (
    "mijn ", "m'n ", "haar ", "zijn ", "z'n ", "hun ", "onze ", "uw ", "je ", "jouw ",
)  # fmt: skip
_KIN = re.compile(
    r"(?:zoon(?:tje)?|dochter(?:tje)?|man|vrouw|vriend(?:in)?|broer(?:tje)?|zus(?:je|ter)?|"
    r"neef(?:je)?|nicht(?:je)?|kleinzoon|kleindochter|oma|opa|oom|tante|buurman|buurvrouw|collega|"
    r"zwager|schoonzus|stiefzoon|partner|kind|hulp|verzorger|begeleider|begeleidster) "
    r"(?=[^\W\d_])"
)
_AFTER_KIN = re.compile(r" ?(?:[,.;:!?\n)]|$)| (?:en|die|punt|komma|mee|ook|zelf|van|met)(?!\w)")


def find_answered_names(text: str, lower: str, lists: Lists) -> Iterator[Finding]:
    """Yield the names that `text` gives when asked, or calls a name.

    Args:
        text: The even text.
        lower: The same in lower case.
        lists: The word lists.
    """
    if any(trigger in lower for trigger in _TRIGGERS):
        yield from _answers(text, lower, lists)
        yield from _called(text, lower, lists)
    if " komma" in lower or " nieuwe " in lower:
        for closing in _CLOSING.finditer(lower):
            for name in _name_at(text, closing.end(), lists, "afsluiting van een dictaat ervoor"):
                yield replace(name, start=closing.start(1))
    if " met " in lower:
        yield from _greeted(text, lower, lists)
    if " hier" in lower:
        yield from _speakers(text, lower, lists)
    yield from _relatives(text, lower, lists)


def _answers(text: str, lower: str, lists: Lists) -> Iterator[Finding]:
    for end in sorted(_ends_of_questions(lower)):
        begin = max(lower.rfind("\n", 0, end) + 1, end - _REACH_OF_QUESTION)
        if _QUESTION.search(lower, begin, end + 1):
            speaker = _SPEAKER.match(lower, end + 1)
            filler = _FILLER.match(lower, speaker.end() if speaker else end + 1)
            start = filler.end() if filler else end + 1
            yield from _answer_at(text, lower, start, lists)


def _ends_of_questions(lower: str) -> set[int]:
    """Return where the lines end near whose end a word of the questions stands."""
    ends = set()
    for trigger in _TRIGGERS:
        at = lower.find(trigger)
        while at >= 0:
            end = lower.find("\n", at, at + _REACH_OF_QUESTION)
            if end >= 0:
                ends.add(end)
            at = lower.find(trigger, at + 1)
    return ends


def _answer_at(text: str, lower: str, start: int, lists: Lists) -> Iterator[Finding]:
    """Yield the name that answers at `start`; one that is all of the answer may be any word."""
    found = list(_name_at(text, start, lists, "antwoord op de vraag naar een naam"))
    whole = None if found else _WHOLE.match(lower, start)
    if whole and whole[1] not in OPENERS and whole[1] not in NO_NAME:
        yield Finding(
            *whole.span(1), Kind.PERSOON, 0.7, "heel het antwoord op de vraag naar een naam",
            certain=text[start].isupper(),
        )  # fmt: skip
    yield from found


def _called(text: str, lower: str, lists: Lists) -> Iterator[Finding]:
    for cue in _LABEL.finditer(lower):
        if lower.endswith(_LABELS, 0, cue.start()) and text[cue.end()].islower():
            yield from _name_at(text, cue.end(), lists, "'achternaam' of 'voornaam' ervoor")
    for cue in _CALLED.finditer(lower):
        caller = _CALLER.search(lower, max(0, cue.start() - 12), cue.start())
        if caller and text[cue.end()].islower():
            yield from _name_at(text, cue.end(), lists, "'heet' ervoor")
    for cue in _IS_NAME.finditer(lower):
        found = _LAST_WORD.search(text, max(0, cue.start() - 28), cue.start())
        if found and found[0].islower() and _is_name(found[0], lists):
            yield Finding(*found.span(), Kind.PERSOON, 0.88, "'is de naam' erachter")


def _greeted(text: str, lower: str, lists: Lists) -> Iterator[Finding]:
    """Yield the names in lower case after "goedemorgen met"."""
    at = lower.find(" met ")
    while at >= 0:
        end = at + len(" met ")
        is_lower = text[end : end + 1].islower()
        if is_lower and _GREETING.search(lower, max(0, at - 16), at + 1):
            yield from _name_at(text, end, lists, "groet en 'met' ervoor")
        at = lower.find(" met ", end)


def _name_at(text: str, start: int, lists: Lists, reason: str) -> Iterator[Finding]:
    """Yield the name that begins at `start`, as far as its words can be one."""
    end = at = start
    for _ in range(_MOST_WORDS):
        found = _NAME.match(text, at)
        if found is None or not _is_name(found[2], lists, join=found[1]):
            break
        if text[found.end() : found.end() + 1] == ":":
            break  # the label of the next field
        end = found.end()
        if text[end : end + 1] != " ":
            break
        at = end + 1
    if end > start:
        yield Finding(start, end, Kind.PERSOON, 0.88, reason)


def _is_name(word: str, lists: Lists, *, join: str = "") -> bool:
    if "-" in word:
        return all(_is_name(part, lists) for part in word.split("-"))
    key = fold(word)
    if key in NO_NAME or VERB_AFTER.fullmatch(word):
        return False
    if key in lists.surnames or key in lists.first_names or join.strip() in _ARCHAIC:
        return True
    is_unknown = key not in lists.dictionary and (len(key) > 3 or bool(join))
    return is_unknown and not classify(word, lists) & _NO_PERSON


def _speakers(text: str, lower: str, lists: Lists) -> Iterator[Finding]:
    """Yield the names before "hier" that open a turn."""
    at = lower.find(" hier")
    while at >= 0:
        line = lower.rfind("\n", 0, at) + 1
        if at - line < 90:
            speaker = _SPEAKER.match(lower, line)
            for start in {line, speaker.end() if speaker else line}:
                found = _HERE.match(lower, start)
                if found and found.end(1) == at and _is_last_a_name(found[1], lists):
                    yield Finding(*found.span(1), Kind.PERSOON, 0.85, "opent de beurt voor 'hier'")
        at = lower.find(" hier", at + 1)


def _is_last_a_name(words: str, lists: Lists) -> bool:
    return _is_name(words.rpartition(" ")[2], lists) and words.split()[0] not in ("het", "in", "op")


def _relatives(text: str, lower: str, lists: Lists) -> Iterator[Finding]:
    """Yield ordinary words that name a relative: a list of names knows them, a verb follows."""
    for cue in _kin(lower):
        found = _NAME.match(text, cue.end())
        if found is None or found[1] or not found[2].islower():
            continue
        key = fold(found[2])
        is_listed = key in lists.first_names or key in lists.surnames
        if not is_listed or key in NO_NAME or VERB_AFTER.fullmatch(found[2]):
            continue
        if VERB_AFTER.match(text, found.end()) or _AFTER_KIN.match(lower, found.end()):
            yield Finding(*found.span(2), Kind.PERSOON, 0.85, "woord voor familie ervoor")


def _kin(lower: str) -> Iterator[re.Match[str]]:
    """Yield where a word for a relative follows "mijn", "haar" and the like."""
    for possessive in _POSSESSIVES:
        at = lower.find(possessive)
        while at >= 0:
            end = at + len(possessive)
            if not lower[at - 1 : at].isalnum():
                found = _KIN.match(lower, end)
                if found:
                    yield found
            at = lower.find(possessive, end)
