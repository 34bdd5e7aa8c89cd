"""Names after a cue, also in lower case: titles, greetings, closings, "ik heet".

The cue says that a name follows; so spelling does not matter and lists are hardly needed. After a
weak cue ("mevrouw belt", "ik ben boos") an unknown word in lower case is no name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from stadspoort.engines.privacy._lists import Lists, fold
from stadspoort.engines.privacy._name_words import INITIALS, JOIN, JOINS, ROLE, VERB_AFTER
from stadspoort.engines.privacy._values import Finding, Kind

_WORD = r"[^\W\d_](?:[^\W\d_]|(?<=\w)['-](?=\w))*"
_NAME = re.compile(
    rf"(?:(?:{JOIN} |{INITIALS} ?){{0,4}}{_WORD}(?: (?:{JOIN} ){{0,3}}{_WORD}){{0,3}}|{INITIALS})"
)
_TITLES = re.compile(
    r"(?:(?:van|namens|dhr|mevr|mw|mr|drs|ir|ing|dr|prof|w\.g|de heer|mevrouw|heer|"
    r"meneer)\.? ){1,3}",
    re.IGNORECASE,
)


_HOUSE_NUMBER = re.compile(r",? \d{1,4}(?!\d)")
_STREET_TAIL = re.compile(r" (?:van|op|aan|uit) (?:de |het )?[^\W\d_][\w'-]+(?: [A-Z][\w'-]+)?\Z")
_PREPOSITIONS = frozenset(("in", "op", "aan", "uit", "bij", "over", "onder", "tot", "af", "het"))


class Cue(NamedTuple):
    """Words after which a name follows.

    Attributes:
        before: The words, in lower case.
        after: What must stand after the name.
        is_strong: Whether any word after them is taken for a name.
        triggers: Parts of those words; a text without any of them has no such cue.
        is_title: Whether a word that no list knows is taken for a name.
        reason: Why, in Dutch.
    """

    before: re.Pattern[str]
    after: re.Pattern[str]
    is_strong: bool
    reason: str
    triggers: tuple[str, ...]
    is_title: bool = False


_ANYTHING = re.compile("")
_END_OF_GREETING = re.compile(r" ?(?:[,!.:]|\n|$| en | - )")
_END_OF_CLOSING = re.compile(r"[ \t]*(?:[,.!|(/-]|\n|$)")
_CUES = (
    Cue(
        re.compile(r"(?<![\w-])(?:fam\.?|de erven|echtpaar|t\.?n\.?v\.?|ten name van) "),
        _ANYTHING,
        True,
        "'familie' of 'ten name van' ervoor",
        ("fam", "erven", "echtpaar", "tnv", "t.n", "name van"),
    ),
    Cue(
        re.compile(
            r"(?<![\w-])(?:dhr|de heer|meneer|mijnheer|mevrouw|mevr|mw|mej|"
            r"hr|familie)\.? (?:en (?:mevrouw|mevr\.?) )?"
        ),
        _ANYTHING,
        False,
        "aanspreektitel ervoor",
        ("dhr", "heer", "meneer", "mevr", "mw", "mej", "hr ", "hr.", "familie"),
        is_title=True,
    ),
    Cue(
        re.compile(
            rf"(?<!\w)(?:ik heet|m(?:ij|')n naam is|naam is|heet ik|(?:je|u|jij) spreekt met|"
            rf"(?:hij|zij|ze) heet|genaamd|"
            rf"my name is|groet(?:en|jes)? van|(?:hoi|hallo|hai|hey|ja),? met|(?:onze|mijn|zijn|"
            rf"haar|hun|uw) {ROLE} heet) "
        ),
        _ANYTHING,
        True,
        "'ik heet' of 'met' ervoor",
        (
            "heet",
            "naam is",
            "spreekt met",
            "genaamd",
            "name is",
            "groet van",
            "groeten van",
            "groetjes van",
            ", met ",
            "i met ",
            "o met ",
            "y met ",
            "a met ",
        ),
    ),
    Cue(
        re.compile(r"(?<!\w)(?:ik ben|i am|i'm) "),
        _ANYTHING,
        False,
        "'ik ben' ervoor",
        ("ik ben", "i am", "i'm"),
    ),
    Cue(
        re.compile(
            r"[ >]{0,4}(?:beste|geachte|lieve|hoi|hallo|hey|hai|hi|ha|dag|dear|hello|"
            r"goede(?:morgen|middag|navond)|yo)"
            r"(?: (?:heer|mevrouw|meneer|mevr\.?|dhr\.?|mw\.?|collega|oom|tante|buurman|"
            r"buurvrouw))?,? "
        ),
        _END_OF_GREETING,
        True,
        "aanhef ervoor",
        ("beste", "geachte", "lieve", "h", "dag", "dear", "goede", "yo"),
    ),
    Cue(
        re.compile(
            r"(?<![\w-])(?:met (?:vriendelijke|hartelijke|beleefde|warme|"
            r"vriendelijk) (?:groet(?:en)?|groetjes)|"
            r"mvg|m\.v\.g\.|(?:vriendelijke |hartelijke |warme )?groet(?:en|jes)?|gr|grtz|groetn|"
            r"liefs|hoogachtend|(?:kind |best )?regards|"
            r"sincerely|xx?x?|kus|hgr|vr\. ?gr|vrgr|namens dezen?|tot snel|"
            r"w\.g)(?:,? namens [^\n]{0,60})?"
            r"[.,!:]{0,2}(?: |[ \t]*\n[ \t>]*(?:\n[ \t>]*){0,3})"
        ),
        _END_OF_CLOSING,
        True,
        "afsluiting van een brief of bericht ervoor",
        (
            "groet",
            "mvg",
            "m.v.g",
            "gr ",
            "gr\n",
            "gr.",
            "gr,",
            "grtz",
            "liefs",
            "hoogacht",
            "regards",
            "sincerely",
            "x ",
            "x\n",
            "x,",
            "kus",
            "namens deze",
            "tot snel",
            "w.g",
        ),
    ),
    Cue(
        re.compile(
            r"(?:(?<=[.!?,] )|(?<=\n))(?:alvast bedankt|bedankt|dank|bvd|dank u(?: wel)?|"
            r"dankjewel)[.,!]{0,2}[ \n]"
        ),
        _END_OF_CLOSING,
        False,
        "bedankje ervoor",
        ("dank", "bvd"),
    ),
)


_GREETING = next(cue for cue in _CUES if cue.reason == "aanhef ervoor")
_LINE_START = re.compile(r"\n|: [\"']?|>")


def find_cued_names(text: str, lower: str, lists: Lists) -> Iterator[Finding]:
    """Yield the names that follow a title, greeting, closing or "ik heet"."""
    for cue in _CUES:
        for found in _places(cue, lower):
            titles = _TITLES.match(text, found.end())
            name = _NAME.match(text, titles.end() if titles else found.end())
            if not name or not _fits_after(cue, text, name.end()):
                continue
            span = name_within(
                text, *name.span(), lists, is_strong=cue.is_strong, is_title=cue.is_title
            )
            if span:
                yield Finding(*span, Kind.PERSOON, 0.85, cue.reason)


def _places(cue: Cue, lower: str) -> Iterator[re.Match[str]]:
    """Yield where the words of `cue` stand; greetings only where a line or message begins."""
    if not any(trigger in lower for trigger in cue.triggers):
        return
    if cue is not _GREETING:
        yield from cue.before.finditer(lower)
        return
    begin = cue.before.match(lower)
    if begin:
        yield begin
    for start in _LINE_START.finditer(lower):
        found = cue.before.match(lower, start.end())
        if found:
            yield found


def _fits_after(cue: Cue, text: str, end: int) -> bool:
    return cue.after.match(text, end) is not None


def name_within(
    text: str,
    start: int,
    end: int,
    lists: Lists,
    *,
    is_strong: bool = True,
    is_title: bool = False,
) -> tuple[int, int] | None:
    """Return the part of [start, end) that can be a name, counted from the start.

    It ends before the first ordinary word; tussenvoegsels at the end are left off.
    """
    stop = start
    is_first = True
    after_join = False
    for found in re.finditer(rf"{INITIALS}|[^\s]+", text[start:end]):
        word = found[0]
        if not is_first and word in _PREPOSITIONS:
            break
        is_join = word in JOINS
        if not is_join:
            if "." not in word and not (
                (is_title and is_first and _is_unknown(word, lists))
                or (is_title and is_first and VERB_AFTER.match(text, start + found.end()))
                or _can_be_name(
                    word, lists, is_first=is_first, after_join=after_join, is_strong=is_strong
                )
            ):
                break
            stop = start + found.end()
            is_first = False
        after_join = is_join
    if _HOUSE_NUMBER.match(text, stop):
        street = _STREET_TAIL.search(text[start:stop])
        stop = start + street.start() if street else stop
    return (start, stop) if stop > start else None


def _is_unknown(word: str, lists: Lists) -> bool:
    """Say whether `word` is in no list at all."""
    key = fold(word)
    return len(key) > 3 and key not in lists.dictionary


def _can_be_name(
    word: str, lists: Lists, *, is_first: bool, after_join: bool, is_strong: bool
) -> bool:
    """Say whether `word` continues a name that a cue began."""
    key = fold(word)
    is_name = key in lists.first_names or key in lists.surnames
    if key in lists.organisations and key not in lists.first_names:
        return False
    if after_join and key in lists.surnames:
        return True
    if key in lists.words:
        is_late_surname = is_strong and not is_first and key in lists.surnames
        return is_name and (word[0].isupper() or is_late_surname)
    if word[0].isupper():
        return True
    # In lower case an unknown later word is more often a word than a surname.
    return (
        is_name
        or (after_join and (is_first or key not in lists.dictionary))
        or (is_first and is_strong and key not in lists.dictionary)
    )
