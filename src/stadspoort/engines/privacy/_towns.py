"""Towns that no list knows: behind "gemeente" or a postcode, or before the date of a letter.

A place alone points to nobody. Where the text itself says that a word is one, the word is no name
of a person; elsewhere in the text too, unless a list knows it as a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from stadspoort.engines.privacy._lists import Lists, fold
from stadspoort.engines.privacy._values import Finding, Kind

_MONTH = (
    r"(?:jan|feb|mrt|maart|apr|mei|jun|jul|aug|sep|okt|nov|dec|Jan|Feb|Mrt|Maart|Apr|Mei|Jun|Jul|"
    r"Aug|Sep|Okt|Nov|Dec)"
)
_PLACE = r"([^\W\d_][\w'-]{2,24})"
_SAID = (
    ("emeente", re.compile(rf"emeente(?<=[Gg]emeente)(?<!\w.{{8}})[ \n]{{1,4}}{_PLACE}")),
    ("Gem.", re.compile(rf"Gem\.(?<!\w....) {{1,4}}{_PLACE}")),
    ("GEMEENTE", re.compile(rf"GEMEENTE(?<!\w.{{8}}) {{1,4}}{_PLACE}")),
    ("geb", re.compile(rf"geb(?<!\w...)(?:oren|\.)? (?:te|in) {_PLACE}(?= ?,? ?(?:op\s)?\s?\d)")),
    ("geb", re.compile(rf"geb(?<!\w...)(?:oren|\.)? {_PLACE}(?= ?, ?\d\d?[-/. ])")),
    (" ", re.compile(rf"[1-9](?<![\w.,/-].)\d{{3}} ?[A-Z]{{2}} {{1,6}}{_PLACE}")),
)
_DATED = re.compile(rf", {{0,3}}(?:den )?\d{{1,2}}\.? (?:{_MONTH}|oct)")
_LETTER_HEAD = re.compile(rf"(?:\A|\n|  ){_PLACE}\Z")
_BEFORE = re.compile(r"(?<!\w)(?:te|gemeente|plaats|woonplaats|Woonpl\.) +\Z")


def without_towns(text: str, findings: Iterable[Finding], lists: Lists) -> list[Finding]:
    """Return `findings` but the single words that the text itself calls a town."""
    kept = list(findings)
    singles = {
        text[finding.start : finding.end]
        for finding in kept
        if finding.kind is Kind.PERSOON and finding.rule in _UNSURE_RULES
    }
    if not any(map(str.isalpha, singles)):
        return kept
    towns = set(_towns(text)) & singles
    if not towns:
        return kept
    return [finding for finding in kept if not _is_town(text, finding, towns, lists)]


_UNSURE_RULES = frozenset(("tagger", "neighbour", "memory", "layout", "cued_name"))


def _towns(text: str) -> Iterator[str]:
    for trigger, pattern in _SAID:
        if trigger in text:
            for found in pattern.finditer(text):
                if found[1][0].isupper():
                    yield found[1]
    for date in _DATED.finditer(text):
        found_head = _LETTER_HEAD.search(text, max(0, date.start() - 30), date.start())
        if found_head and found_head[1][0].isupper():
            yield found_head[1]


def _is_town(text: str, finding: Finding, towns: set[str], lists: Lists) -> bool:
    word = text[finding.start : finding.end]
    if finding.kind is not Kind.PERSOON or word not in towns:
        return False
    if finding.rule not in _UNSURE_RULES:
        return False
    if fold(word) in lists.common_first_names:
        return False
    return fold(word) not in lists.surnames or _stands_as_town(text, finding)


def _stands_as_town(text: str, finding: Finding) -> bool:
    """Say whether a surname stands where a town does: "te Emmen", "Emmen, 3 mei"."""
    if _BEFORE.search(text, max(0, finding.start - 14), finding.start):
        return True
    if _DATED.match(text, finding.end):
        return True
    return any(
        found.span(1) == (finding.start, finding.end)
        for trigger, pattern in _SAID
        if trigger in text
        for found in pattern.finditer(text, max(0, finding.start - 30), finding.end + 20)
    )
