"""Special categories of personal data and offences, said about a person in the text.

A term counts only when its sentence speaks of a person: first person, a pronoun, a kin word, a
title, or a name that was found. In general text ("subsidie voor mensen met dementie", a policy on
religion) the same word is left. The finding is the smallest phrase that carries the fact.

Sources: AVG art. 9(1) (special categories), art. 10 (criminal convictions and offences), art. 4(15)
(data concerning health); Uitvoeringswet AVG art. 22 to 33.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from operator import add

from stadspoort.engines.privacy._lists import fold, packaged_lists
from stadspoort.engines.privacy._special_about import is_about_a_person
from stadspoort.engines.privacy._special_terms import Terms, expression, packaged_terms
from stadspoort.engines.privacy._values import Finding, Kind

_ADJECTIVE = re.compile(
    r"(?<!\w)(?:(?:postnatale|ernstige?|zware?|lichte?|chronische?|beginnende?|manische?|"
    r"terminale?|acute?|recidiverende?|matige?|progressieve?|ongeneeslijke?|aangeboren|"
    r"licht verstandelijke|verstandelijke|lichamelijke|psychische|psychiatrische|gegeneraliseerde|"
    r"vergevorderde|psychotische|medicinale|natte|droge|severe|type|juveniele|erfelijke|zeldzame|"
    r"uitgezaaide|sociale|bipolaire|antisociale|visuele|auditieve|reumatoïde|open|dubbele|"
    r"hevige|beenmerg|vorm van|een vorm van) )+$"
)
_AFTER = re.compile(
    r" \d{1,2} ?dd(?: \d+ ?mg)?\b| \d{1,4} ?(?:mg|mcg|ie)\b| type [12]\b|"
    r" gold (?:[1-4]|i{1,3}v?)\b| stadium \w{1,3}\b| nyha \w{1,3}\b| re 20\d\d\b"
)
_ADMITTED = ("opgenomen in", "opgenomen op", "opgenomen bij", "opname ")
"""Only with the name of an institution after them: a rule is "opgenomen in de wet" too."""
_INSTITUTIONS = (
    "ziekenhuis", "kliniek", "verpleeghuis", "hospice", "inrichting", "psychiatrie", "afdeling",
    "paaz", "care", " ic",
)  # fmt: skip
_WORD = re.compile(r"\w{2,40}")
_JOINED = re.compile(
    r"-(?:\n|pati|diagnose|klacht|proble|gezin|meisje|jongen|kind|vrouw|man\b|famili|cliënt|lid\b|"
    r"medicatie|aanval|positie|stemmer|verle|stoornis|gerelateerd|symptomen|behandeling|en\b)"
)
_OF_A_THING = re.compile(
    r"[ -](?:vereniging|stichting|school|monument|basisschool|college|restaurant|winkel|supermarkt|"
    r"bakkerij|"
    r"keuken|les|lessen|taal|ambassade|consulaat|paspoort|nationaliteit|rijbewijs|grens|overheid|"
    r"regering|autoriteiten|kenteken|vlag|cultuur|centrum|museum|begraafplaats|basisonderwijs|"
    r"onderwijs|feestdag\w*|straat|markt|bank|documenten|akte|tolk|bonen|beleid|café|poli|afdeling|"
    r"kliniek|onderzoek|training|avond|dag|week|fonds)\b"
)
_LABEL_ITSELF = re.compile(r" {0,12}:")
_NOT = re.compile(r"(?<!\w)(?:(?:geen|nooit)(?: \w+)?|niet(?: meer)?)[ \n]$")
_LEAD = re.compile(
    r"(?:(?:hij|zij|ze|ik|u|is|was|ben|bent|heeft|had|heb|hebt|werd|wordt|waren|zich|een|de|het|"
    r"door de politie|vader|moeder|gezin|nog|al|ook|en|in \d{4})[ \n]+)+"
)
_TRAIL = re.compile(
    r"(?:[ \n]+(?:zou|in|te|wegens|voor|van|en|een|de|het|op|bij|is|was|heeft|zijn|haar)|"
    r"[.,;:'-])+$"
)
_TITLED = re.compile(r"(?:heer|mevrouw|mevr|dhr|mw|meneer|familie|fam)\.?[ \n]$")
_PRISON = re.compile(r"(?:in )?(?:de )?pi\b")
_SAID = re.compile(r"(?:vast|detentie|gedetineerd|gezeten|gevangen)\b.{0,16}$")
"""Before the name of a prison: the sentence has told the fact."""
_HAS = re.compile(
    r"(?:aan|heeft|had|heb|met|wegens|door|van|is|ben|zijn|was|waren|krijgt|kreeg|gebruikt|slikt|"
    r":|tegen|voor|die)(?:[ \n]+(?:een|de|het))?[ \n]+$"
)
"""Before an illness that bears somebody's name, taken for that name."""
_BREAK = r"(?:[ -]{1,2}|-? *\n *)"
_REACH = 120
_LONGEST = 200


def find_special(text: str, lower: str, persons: Iterable[Finding]) -> Iterator[Finding]:
    """Yield the phrases with special-category data about a person in `text`.

    Args:
        text: The even text.
        lower: The same in lower case, with the same offsets.
        persons: The names found in it.
    """
    spans = _longest_first(lower, _phrases(text, lower))
    if not spans:
        return
    people = [finding for finding in persons if finding.kind is Kind.PERSOON]
    starts = sorted(finding.start for finding in people)
    names = {(finding.start, finding.end) for finding in people}
    for start, end, group in spans:
        is_name = (start, end) in names
        if is_name and _is_known_name(lower, start, end):
            continue
        certain = is_about_a_person(text, lower, start, end, starts)
        if certain is not None:
            yield Finding(
                start, end, Kind.BIJZONDER, _SCORES[certain, is_name],
                f"{group}, gezegd over een persoon", certain=certain,
            )  # fmt: skip


def _is_known_name(lower: str, start: int, end: int) -> bool:
    """Say whether the lists know [start, end) as a name, and no word says it is an illness."""
    if _TITLED.search(lower, max(0, start - 12), start):
        return True
    word = fold(lower[start:end])
    lists = packaged_lists()
    if word not in lists.surnames and word not in lists.first_names:
        return False
    return _HAS.search(lower, max(0, start - 20), start) is None


def _longest_first(
    lower: str, phrases: Iterable[tuple[int, int, str]]
) -> list[tuple[int, int, str]]:
    """Return `phrases` trimmed, in order; of those that overlap the longest alone."""
    trimmed = {(*_trimmed(lower, start, end), group) for start, end, group in phrases}
    kept: list[tuple[int, int, str]] = []
    free = 0
    for start, end, group in sorted(trimmed):
        if start >= end or _is_nothing(lower, start, end):
            continue
        if kept and start < free:
            if end - start <= kept[-1][1] - kept[-1][0]:
                continue
            kept.pop()
        kept.append((start, end, group))
        free = end
    return kept


def _phrases(text: str, lower: str) -> Iterator[tuple[int, int, str]]:
    """Yield where terms stand, whether said of a person or not, and their group."""
    terms = packaged_terms()
    for found in terms.any.finditer(lower):
        flat = found[0].replace("\n", " ")
        is_place = flat.endswith(_INSTITUTIONS) or _ends_in_capital(text, found.end())
        if not flat.startswith(_ADMITTED) or is_place:
            yield *_whole_phrase(lower, *found.span()), terms.group_of(found[0])
    words = _WORD.findall(lower)
    seen = set(words)
    for word in _known(terms, seen):
        for start in _places(lower, word):
            end = start + len(word)
            written = terms.as_written.get(word)
            if written is None or (
                text[start:end] == written and not _is_in_capitals(text, start, end)
            ):
                yield *_whole_phrase(lower, start, end), terms.words.get(word, "gezondheid")
    yield from _matches(terms, lower, seen)
    yield from _broken(terms, lower, words)


def _trimmed(lower: str, start: int, end: int) -> tuple[int, int]:
    """Return [start, end) without the words before and after it that tell nothing."""
    lead = _LEAD.match(lower, start, end)
    if lead:
        start = lead.end()
    trail = _TRAIL.search(lower, start, end)
    return start, trail.start() if trail else end


def _is_nothing(lower: str, start: int, end: int) -> bool:
    """Say whether the words around [start, end) take the fact away: a label, "geen", a thing."""
    return bool(
        _LABEL_ITSELF.match(lower, end)
        or _OF_A_THING.match(lower, end)
        or _NOT.search(lower, max(0, start - 24), start)
        or (_PRISON.match(lower, start) and _SAID.search(lower, max(0, start - 30), start))
    )


def _known(terms: Terms, seen: set[str]) -> Iterator[str]:
    """Yield the words of `seen` that are terms."""
    yield from seen & terms.words.keys()
    for word in seen:
        if (
            word[-3:] in terms.tails
            and word.endswith(terms.endings)
            and word not in terms.words
            and word not in terms.never
        ):
            yield word


def _places(lower: str, word: str, *, alone: bool = True) -> Iterator[int]:
    """Yield where `word` stands in `lower`: alone, or before a hyphen and what may follow one."""
    at = lower.find(word)
    while at >= 0:
        end = at + len(word)
        before, after = lower[at - 1 : at], lower[end : end + 1]
        is_whole = not (before.isalnum() or before == "_" or after.isalnum() or after == "_")
        fits = before != "-" and (after != "-" or _JOINED.match(lower, end))
        if is_whole and (fits or not alone):
            yield at
        at = lower.find(word, end)


def _matches(terms: Terms, lower: str, seen: set[str]) -> Iterator[tuple[int, int, str]]:
    """Yield where phrases of the lists stand."""
    for key in seen & terms.phrases.keys():
        ready = [(expression(each), before, group) for each, before, group in terms.phrases[key]]
        for at in _places(lower, key, alone=False):
            for pattern, before, group in ready:
                found = _match_over(pattern, lower, at, before)
                if found and found.re.groups:
                    yield *found.span(1), group
                elif found:
                    yield *_whole_phrase(lower, *found.span()), group


def _match_over(pattern: re.Pattern[str], lower: str, at: int, before: int) -> re.Match[str] | None:
    """Return the match of `pattern` that holds the character `at`."""
    end = at + _REACH
    if before == 0:
        return pattern.match(lower, at, end)
    start = max(0, at - before)
    while found := pattern.search(lower, start, end):
        if found.end() > at:
            return found if found.start() <= at else None
        start = found.end()
    return None


def _broken(terms: Terms, lower: str, words: list[str]) -> Iterator[tuple[int, int, str]]:
    """Yield long words that a scanner, a line end or the writer broke in two."""
    known = set(map(add, words, words[1:])) & terms.words.keys()
    if not known:
        return
    for first, second in {*pairwise(words)}:
        word = first + second
        if (
            word in known
            and len(word) > _SHORT
            and word not in terms.as_written
            and not _PARTICLES.fullmatch(first)
        ):
            for found in re.finditer(rf"(?<![\w-]){first}{_BREAK}{second}(?!\w)", lower):
                yield *found.span(), terms.words[word]


_SHORT = 7
_SCORES = {(True, False): 0.85, (True, True): 0.99, (False, False): 0.55, (False, True): 0.55}
_PARTICLES = re.compile(
    r"(?:in|op|over|aan|uit|door|voor|na|onder|mis|ver|be|ge|af|bij|te|om|tegen|mee|wan|niet|on)"
)


def _is_in_capitals(text: str, start: int, end: int) -> bool:
    """Say whether the words around [start, end) are in capitals too: then they say nothing."""
    around = text[max(0, start - 12) : start] + text[end : end + 12]
    return around.isupper() and sum(map(str.isalpha, around)) > 5


def _ends_in_capital(text: str, end: int) -> bool:
    """Say whether the word of `text` that ends at `end` begins with a capital."""
    start = max(text.rfind(" ", 0, end), text.rfind("\n", 0, end)) + 1
    return text[start : start + 1].isupper()


def _whole_phrase(lower: str, start: int, end: int) -> tuple[int, int]:
    adjective = _ADJECTIVE.search(lower, max(0, start - 45), start)
    after = _AFTER.match(lower, end)
    return adjective.start() if adjective else start, after.end() if after else end
