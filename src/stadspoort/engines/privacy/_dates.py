"""Dates, and which of them is a date of birth.

A date is personal only when the text says it is a birth: a label ("geb.", "geboren", "*"), a
column, or brackets right after a name ("Jan de Vries (12-03-1980)"). All other dates are left.

Source: annotation guideline of the project (docs/reference/personal-data-kinds.md).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator

from stadspoort.engines.privacy._labels import Labels
from stadspoort.engines.privacy._values import Finding, Kind

MONTH = (
    r"(?:jan(?:uari|uary)?|feb(?:ruari|ruary|r)?|maart|mrt|mar(?:ch)?|apr(?:il)?|mei|may|jun[ie]?|"
    r"jul[iy]?|aug(?:ustus|ust)?|sept?(?:ember)?|o[kc]t(?:ober)?|nov(?:ember)?|de[ck](?:ember)?)\.?"
)
_D = r"[0-9OolI]"
NUMBER_WORD = (
    r"(?:een|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|dertien|veertien|vijftien|"
    r"zestien|zeventien|achttien|negentien|(?:(?:een|twee|drie|vier|vijf|zes|zeven|acht|"
    r"negen)[eë]n)?"
    r"(?:twintig|dertig|veertig|vijftig|zestig|zeventig|tachtig|negentig))"
)
_ORDINAL = (
    r"(?:eerste|tweede|derde|vierde|vijfde|zesde|zevende|achtste|negende|tiende|elfde|twaalfde|"
    r"\w{3,7}tiende|\w{0,10}twintigste|(?:eenen)?dertigste)"
)
DATE = (
    rf"(?:{_D}{{1,2}} ?[-/.] ?{_D}{{1,2}} ?[-/.] ?(?:{_D}{{4}}|'?{_D}{{2}})|"
    rf"\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}|"
    rf"{_D}{{1,2}}(?:e|de|den|ste|sten|st|nd|rd|th)?[ -](?:of )?"
    rf"{MONTH}[ ,'-]{{1,3}}[\dOolI]{{2,4}}|"
    rf"{MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|\d{{1,2}} \d{{1,2}} (?:19|20)\d{{2}})"
)
_LABELLED_DATE = re.compile(
    rf"(?i)(?:{DATE}|\d{{8}}|\d{{6}}|(?:{NUMBER_WORD}|{_ORDINAL}) {MONTH} (?:negentien|"
    rf"twee ?duizend)[\w ]{{0,40}}?"
    rf"{NUMBER_WORD}|(?:{NUMBER_WORD}|{_ORDINAL}) {MONTH} "
    rf"(?:{NUMBER_WORD}|\d{{2,4}})|"
    rf"(?:\d{{1,2}}|{NUMBER_WORD}|{_ORDINAL}) {MONTH}|\d{{1,2}} \d{{1,2}} '?\d{{2}}(?! ?\d)|"
    rf"\d{{1,2}}\|\d{{1,2}}\|\d{{4}})(?!\w)"
)
_FILLER = re.compile(
    r"(?i)(?:[ \t]*(?:\.{2,60}|[:=(\"'*|,>?-]|op\b|te\b [A-Z][\w-]{1,25}(?: aan den? [A-Z]\w+)?|"
    r"in\b [A-Z][\w-]{1,25}"
    r"(?: op| \(\w+\))?|is\b|datum\b|dat\b\.?|d\.d\.|dd\b\.?|on\b|was\b|ben\b|mijn\b|zijn\b|"
    r"haar\b|van\b|"
    r"ik\b|aldaar\b|alhier\b|op den?\b|den?\b|\d{1,2}:\d\d|(?-i:[A-Z])[\w-]{2,25}(?= ?,))){0,7}"
    r"[ \t]{0,60}\s{0,3}"
)
_STAR = re.compile(rf"(?i)(?<!\w)[*°] ?({DATE})(?!\w)")
_BRACKETS = re.compile(
    rf"(?i)\((?:(?<=[^\W\d_]\()|(?<=[^\W\d_] \())(?:[mvx][,;. ]+|man[,;] ?|vrouw[,;] ?|"
    rf"(?:dhr|mw)\.?,? ?)?(?:\d{{1,2}} jaar, ?)?({DATE}|\d{{1,2}}[-/](?:19|20)\d\d)(?=[ ]?[),;])"
)
_BACKWARD = re.compile(
    rf"(?i)(?<![\w])({DATE})(?=\s(?:te [A-Z][\w-]+\s)?(?:is\s(?:hij |zij |ik )?)?geboren\b)"
)
_NAME_BEFORE = re.compile(r"[A-ZÀ-Þ][\w'.-]+(?: \([\w .'-]+\))?$")


def find_birth_dates(text: str, labels: Labels) -> Iterator[Finding]:
    """Yield every date that the text calls a date of birth."""
    for label in labels.all:
        if label.meaning is not Kind.GEBOORTEDATUM:
            continue
        filler = _FILLER.match(text, label.end)
        found = _LABELLED_DATE.match(text, filler.end() if filler else label.end)
        if found:
            yield Finding(*found.span(), Kind.GEBOORTEDATUM, 0.97, f"label '{label.word}' ervoor")
    for pattern, score, reason, trigger in (
        (_STAR, 0.9, "sterretje voor een datum", "*"),
        (_BACKWARD, 0.95, "'geboren' erachter", "geboren"),
    ):
        for found in pattern.finditer(text) if trigger in labels.lower else ():
            yield Finding(*found.span(1), Kind.GEBOORTEDATUM, score, reason)
    for found in _BRACKETS.finditer(text) if "(" in text else ():
        start = found.start() - (text[found.start() - 1] == " ")
        if _NAME_BEFORE.search(text, max(0, start - 40), start):
            yield Finding(
                *found.span(1), Kind.GEBOORTEDATUM, 0.85, "datum tussen haakjes achter een naam"
            )


_AFTER_NAME = re.compile(
    rf"(?i)(?:,|:| -)? ?\(?(?:[mvx][,;. ]+)?((?:{DATE}|\d{{6}}|\d{{8}}))(?=[),.;\n]|$| is| \()"
)


_CELL = re.compile(
    rf"(?im)(?:^|(?<=[;|\t])|(?<=  )|(?<= [-/] ))[ \t]?({DATE}|(?:19|20)\d{{6}})"
    r"[ \t]?(?=[;|\t]|  | [-/] |$)"
)
_BSN_AFTER = re.compile(r"(?i)[ \t|;]{0,12}(?:bsn|sofi)")
_PROSE = re.compile(r"(?<= )[a-z]{2,}(?=[ ,.;])(?! {2})")
_OF_AN_ADULT = re.compile(r"(?<!\d)(?:19[2-9]\d|200\d)(?!\d)|^(?:19[2-9]\d|200\d)\d{4}$|'\d\d$")


def find_dates_in_rows(text: str, persons: Iterable[Finding]) -> Iterator[Finding]:
    """Yield the dates of long ago that fill a cell of a row in which a name stands; in doubt."""
    if not any(sign in text for sign in (";", "|", "\t", "  ", " - ", " / ")):
        return
    starts = sorted(person.start for person in persons if person.kind is Kind.PERSOON)
    for found in _CELL.finditer(text) if starts else ():
        line_start = text.rfind("\n", 0, found.start()) + 1
        at = bisect_left(starts, line_start)
        has_name = at < len(starts) and "\n" not in text[found.end() : starts[at]]
        if has_name and _OF_AN_ADULT.search(found[1]) and not _is_diary(text, found):
            yield Finding(
                *found.span(1), Kind.GEBOORTEDATUM, 0.65, "oude datum in een rij met een naam",
                certain=_BSN_AFTER.match(text, found.end()) is not None,
            )  # fmt: skip


def _is_diary(text: str, date: re.Match[str]) -> bool:
    """Say whether the date begins a line of prose: "9-5-'74   Gré weggelopen, door politie"."""
    line_start = text.rfind("\n", 0, date.start()) + 1
    if text[line_start : date.start(1)].strip():
        return False
    return len(_PROSE.findall(text, date.end(), date.end() + 100)) > 2


def find_dates_after_names(text: str, persons: Iterable[Finding]) -> Iterator[Finding]:
    """Yield the dates that follow a name at once: "cliënte Nadia Ilunga, 19-06-1988, ..."."""
    for person in persons:
        if person.kind is Kind.PERSOON and text[person.end : person.end + 1] in (",", " ", ":"):
            found = _AFTER_NAME.match(text, person.end)
            if found:
                is_old = not re.search(r"(?:20[1-9]\d|[12][0-9])$", found[1])
                yield Finding(
                    *found.span(1), Kind.GEBOORTEDATUM, 0.8 if is_old else 0.5,
                    "datum direct na een naam", certain=is_old,
                )  # fmt: skip
