"""Names after a cue, also in lower case: titles, greetings, signatures, "ik heet", "naam:".

The cue says that a name follows; so spelling does not matter and lists are hardly needed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from stadspoort.engines.privacy._lists import Lists, fold
from stadspoort.engines.privacy._name_words import CAP, INITIALS, JOIN, ROLE
from stadspoort.engines.privacy._values import Finding, Kind

_WORD = r"[^\W\d_](?:[^\W\d_]|(?<=\w)['-](?=\w))*"
_NAME = rf"(?:(?:{JOIN} |{INITIALS} ?){{0,4}}{_WORD}(?: (?:{JOIN} ){{0,3}}{_WORD}){{0,3}})"
_CAPS_NAME = (
    rf"(?:(?:{JOIN} |{INITIALS} ?){{0,4}}(?:{CAP}|[A-Z]{{2,4}})(?: (?:{JOIN} ){{0,3}}{CAP}){{0,3}})"
)
_CUES: tuple[tuple[re.Pattern[str], float, str], ...] = (
    (
        re.compile(
            rf"(?i)(?<![\w-])(?:dhr|de heer|meneer|mijnheer|mevrouw|mevr|mw|mej|fam|familie|hr)\.? (?:en mevr(?:ouw)?\.? )?({_NAME})"
        ),
        0.85,
        "aanspreektitel ervoor",
    ),
    (
        re.compile(
            rf"(?i)(?<!\w)(?:ik heet|mijn naam is|m'n naam is|naam is|ik ben|heet ik|je spreekt met|u spreekt met|hij heet|zij heet|ze heet|genaamd|"
            rf"my name is|i am|groet(?:en|jes)? van|(?:hoi|hallo|hai|hey|goedemorgen|goedemiddag|goedenavond|dag|ja),? (?:u spreekt )?met) ({_NAME})"
        ),
        0.85,
        "'ik heet' of 'met' ervoor",
    ),
    (
        re.compile(
            rf"(?im)^[>\s]*(?:beste|geachte|lieve|hoi|hallo|hey|hai|hi|ha|dag|dear|hello|goedemorgen|goedemiddag|goedenavond|yo)"
            rf"(?: (?:heer|mevrouw|meneer|mevr\.?|dhr\.?|mw\.?|collega|oom|tante|buurman|buurvrouw))?,? ({_NAME})(?= ?(?:[,!.:]|\n|$| en | - ))"
        ),
        0.85,
        "aanhef ervoor",
    ),
    (
        re.compile(
            rf"(?im)(?:^|[.!?,] ?|\s)(?:met (?:vriendelijke|hartelijke|beleefde|warme|vriendelijk|hoogachtende) (?:groet(?:en)?|groetjes),?(?: namens [^\n]{{0,60}})?|"
            rf"mvg|m\.v\.g\.|vriendelijke groet(?:en)?|hartelijke groet(?:en)?|groet(?:en|jes)?|gr|grtz|groetn|liefs|hoogachtend|kind regards|best regards|regards|"
            rf"with kind regards|sincerely|xx?x?|kus|hgr|vr\. ?gr|vrgr|alvast bedankt|bedankt|dank|bvd|tot snel|dank u(?: wel)?|dankjewel)"
            rf"[.,!:]{{0,2}}(?: |[ \t]*\n[ \t]*(?:\n[ \t]*){{0,3}})(?:(?:van|namens|dhr\.?|mevr\.?|mw\.?|mr\.?|drs\.?|ir\.?|ing\.?|dr\.?|prof\.?|w\.g\.) ){{0,3}}({_NAME})(?=[ \t]*(?:[,.!|(/-]|\n|$))"
        ),
        0.85,
        "afsluiting van een brief of bericht ervoor",
    ),
    (
        re.compile(
            rf"(?i)(?<!\w)(?:onze|mijn|zijn|haar|hun|uw|m'n|z'n|de|een)? ?{ROLE} (?:heet |genaamd )({_NAME})"
        ),
        0.85,
        "'heet' ervoor",
    ),
)
_WEAK = re.compile(
    r"(?i)(?:ik ben|i am|mevrouw|meneer|mevr|dhr|mw|hr|heer|mijnheer|mej|bedankt|dank|wel|x)\W*$"
)
"""Cues after which an unknown word in lower case is more often a word than a name."""


def find_cued_names(text: str, lists: Lists) -> Iterator[Finding]:
    """Yield the names that follow a title, greeting, closing or "ik heet"."""
    for pattern, score, reason in _CUES:
        for found in pattern.finditer(text):
            is_strong = not _WEAK.search(text, found.start(), found.start(1))
            span = name_within(text, *found.span(1), lists, is_strong=is_strong)
            if span:
                yield Finding(*span, Kind.PERSOON, score, reason)


def name_within(
    text: str, start: int, end: int, lists: Lists, *, is_strong: bool = True
) -> tuple[int, int] | None:
    """Return the part of [start, end) that can be a name, counted from the start.

    It ends before the first ordinary word; tussenvoegsels at the end are left off.
    """
    stop = start
    is_first = True
    after_join = False
    for found in re.finditer(rf"{INITIALS}|\S+", text[start:end]):
        word = found[0].strip("'\"")
        key = fold(word)
        is_join = re.fullmatch(JOIN, word) is not None
        is_after_join = after_join and key in lists.surnames
        if not (is_join or is_after_join) and _is_ordinary(
            word, key, lists, is_first=is_first or after_join
        ):
            break
        is_known = key in lists.surnames or key in lists.first_names or after_join
        if not is_join and is_first and word.islower() and not is_known and not is_strong:
            break
        after_join = is_join
        if not is_join:
            stop = start + found.end()
            is_first = False
    return (start, stop) if stop > start else None


def _is_ordinary(word: str, key: str, lists: Lists, *, is_first: bool) -> bool:
    if key in lists.organisations and key not in lists.first_names:
        return True
    if key not in lists.words:
        # In lower case an unknown second word is more often a word than a surname.
        return (
            not is_first
            and word.islower()
            and key not in lists.surnames
            and key not in lists.first_names
        )
    if key not in lists.first_names and key not in lists.surnames:
        return True
    return word.islower()
