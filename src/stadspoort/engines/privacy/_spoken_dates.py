"""Dates of birth said in words: "eenentwintig juni zevenentachtig", "vier vier achtenvijftig".

A date counts when a word for birth stands before it, in the same turn or in the question of the
turn before, or when it follows the name of a person ("Fadumo Hersi van één een vijfentachtig").
Every other date is left.

Source: annotation guideline of the project (docs/reference/personal-data-kinds.md).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from stadspoort.engines.privacy._dates import DATE, MONTH
from stadspoort.engines.privacy._labels import Labels
from stadspoort.engines.privacy._number_words import Number, number_at
from stadspoort.engines.privacy._values import Finding, Kind


class SaidDate(NamedTuple):
    """A date as said: its place, whether a number in it is a word, and whether it has a year."""

    start: int
    end: int
    is_in_words: bool
    has_year: bool


class _Piece(NamedTuple):
    """A day, month or year: where it ends, its value, and how it is written."""

    end: int
    value: int
    is_word: bool
    is_ordinal: bool = False


_SEP = re.compile(r"(?:[,.]? ?-? ?| eh,? )(?:(?:van|in) )?(?:de )?(?<=[ ,.-])")
_MONTH_NAME = re.compile(rf"{MONTH}(?![^\W_])")
_DIGITS = re.compile(r"'?(\d{1,4})(?:e|de|ste)?(?![^\W_])(?![.,]\d)")
_CENTURIES = (17, 18, 19, 20)
_HOLIDAY = re.compile(
    r"(?<!\w)(?:(?:eerste|tweede|1e|2e) (?:kerst|paas|pinkster)dag|kerst(?:mis|avond|nacht)|"
    r"oude?jaars?(?:dag|avond|nacht)?|nieuwjaars?(?:dag|nacht)?|(?:konings|koninginne)dag|"
    r"sinterklaas(?:avond)?|pakjesavond|sint[ -]maarten|bevrijdingsdag|dodenherdenking|"
    r"hemelvaartsdag|driekoningen|dierendag|valentijnsdag)(?: van| in)? (?=\w)"
)
_NUMERIC = re.compile(rf"{DATE}(?![^\W_])")
_BEGIN = re.compile(r"(?<![\w.,/-])\d{1,2}(?!\d)|" + _HOLIDAY.pattern)
_CUE_OF_PERSON = re.compile(
    r"(?<!\w)(?:ben|bent|is|was|zijn)(?: u| je| jij| ik| zelf| er(?: een)?)? van \Z"
)
_AFTER_VAN = (" van ", " van de ")
_OTHER_EVENT = re.compile(
    r"overle|gestorven|getrouwd|gehuwd|huwelijk|sinds|verhuisd|afspraak|brief|besluit|aanvra|"
    r"ingeschreven|vergadering"
)
_ARTICLE = "de "
_TABLE = re.compile(r"[;|\t]|  ")
_REACH = 70
_REACH_WITHOUT_YEAR = 25
_REACH_OF_ANSWER = 60
_MOST_TRIED = 4
_AFTER_NAME = re.compile(
    r",? (?:van |geboren )?(?:op )?(?:de )?"
    r"(?=\d|een|één|e[eé]n|twe|twa|twi|dri|der|vie|vij|vee|ze[sv]|ach|neg|nul|tie|elf|eer)"
)


def find_spoken_dates(lower: str, labels: Labels, numbers: Sequence[Number]) -> Iterator[Finding]:
    """Yield the dates of birth in words after a word for birth.

    Args:
        lower: The text in lower case.
        labels: Its labels.
        numbers: Its numbers in words.
    """
    starts = [number.start for number in numbers]
    for label in labels.all:
        if label.meaning is Kind.GEBOORTEDATUM:
            said = _after_cue(lower, label.end, starts)
            if said:
                reason = f"label '{label.word}' ervoor, uitgesproken"
                yield Finding(said.start, said.end, Kind.GEBOORTEDATUM, 0.93, reason)
    for number in numbers:
        if not lower.endswith(_AFTER_VAN, 0, number.start):
            continue
        said = date_at(lower, number.start)
        if (
            said
            and said.has_year
            and _CUE_OF_PERSON.search(lower, max(0, said.start - 25), said.start)
        ):
            yield Finding(
                said.start, said.end, Kind.GEBOORTEDATUM, 0.85, "'ben van' ervoor, uitgesproken"
            )


def find_spoken_dates_after_names(lower: str, persons: Iterable[Finding]) -> Iterator[Finding]:
    """Yield the dates in words that follow the names of `persons` at once."""
    for person in persons:
        if person.kind is Kind.PERSOON and lower[person.end : person.end + 1] in (" ", ","):
            link = _AFTER_NAME.match(lower, person.end)
            said = date_at(lower, link.end()) if link else None
            if said and said.is_in_words and said.has_year:
                yield Finding(
                    said.start, said.end, Kind.GEBOORTEDATUM, 0.8, "datum in woorden na een naam"
                )


def _after_cue(lower: str, end: int, starts: Sequence[int]) -> SaidDate | None:
    """Return the first date after a word for birth that ends at `end`, in this or the next turn."""
    line_end = lower.find("\n", end)
    line_end = len(lower) if line_end < 0 else line_end
    said = _first_date(lower, end, min(line_end, end + _REACH), starts)
    if said:
        is_near = said.has_year or said.start - end <= _REACH_WITHOUT_YEAR
        is_answer = said.has_year and "?" in lower[end : said.start]
        return said if is_near and (said.is_in_words or is_answer) else None
    answer = line_end + 1
    if line_end - end > _REACH or answer >= len(lower) or _TABLE.search(lower, end, line_end):
        return None
    following = lower.find("\n", answer)
    following = len(lower) if following < 0 else following
    said = _first_date(lower, answer, min(following, answer + _REACH_OF_ANSWER), starts)
    is_row = said is not None and _TABLE.search(lower, answer, said.start) is not None
    return said if said and said.has_year and not is_row else None


def _first_date(lower: str, start: int, end: int, starts: Sequence[int]) -> SaidDate | None:
    """Return the first date that begins in [start, end), None when it tells another event."""
    at = bisect_left(starts, start)
    begins = [begin for begin in starts[at : at + _MOST_TRIED] if begin < end]
    begins += [found.start() for found in _BEGIN.finditer(lower, start, end)][:_MOST_TRIED]
    begins += [found.start() for found in _MONTH_NAME.finditer(lower, start, end)][:1]
    without_year = None
    for begin in sorted(begins):
        said = date_at(lower, begin)
        if said and _OTHER_EVENT.search(lower, start, begin):
            return without_year
        if said and said.has_year:
            return said
        without_year = without_year or said
    return without_year


def date_at(lower: str, start: int) -> SaidDate | None:
    """Return the date that begins at `start`, digits or words; None when there is none.

    Day and month, with a year or without; day, month and year as numbers; month and year; a
    holiday and its year. "de" right before an ordinal belongs to it.
    """
    if start > 0 and (lower[start - 1].isalnum() or start >= len(lower)):
        return None
    holiday = _HOLIDAY.match(lower, start)
    if holiday:
        year = _year(lower, holiday.end())
        return SaidDate(start, year.end, True, True) if year else None
    numeric = _NUMERIC.match(lower, start)
    if numeric:
        return SaidDate(start, numeric.end(), False, True)
    month = _MONTH_NAME.match(lower, start)
    if month:
        year = _year_after(lower, month.end())
        return SaidDate(start, year.end, True, True) if year and year.is_word else None
    day = _piece(lower, start)
    if day is None or not 1 <= day.value <= 31:
        return None
    said = _from_day(lower, start, day)
    if said and day.is_ordinal and lower.endswith(_ARTICLE, 0, start):
        return said._replace(start=start - len(_ARTICLE))
    return said


def _from_day(lower: str, start: int, day: _Piece) -> SaidDate | None:
    sep = _SEP.match(lower, day.end)
    if sep is None:
        return None
    name = _MONTH_NAME.match(lower, sep.end())
    if name:
        year = _year_after(lower, name.end())
        is_in_words = day.is_word or (year is not None and year.is_word)
        return SaidDate(start, year.end if year else name.end(), is_in_words, year is not None)
    month = _piece(lower, sep.end())
    if month is None or not 1 <= month.value <= 12 or day.is_ordinal != month.is_ordinal:
        return None
    year = _year_after(lower, month.end)
    if year is None or not (day.is_word or month.is_word or year.is_word):
        return None
    return SaidDate(start, year.end, True, True)


def _piece(lower: str, at: int) -> _Piece | None:
    """Return the day or month at `at`; "nul vier" is four."""
    found = _DIGITS.match(lower, at)
    if found:
        return _Piece(found.end(), int(found[1]), is_word=False)
    number = number_at(lower, at)
    if number is None:
        return None
    if number.value == 0:
        following = number_at(lower, number.end + 1)
        if following is None or not 1 <= following.value <= 9 or following.is_ordinal:
            return None
        return _Piece(following.end, following.value, is_word=True)
    return _Piece(number.end, number.value, True, number.is_ordinal)


def _year_after(lower: str, at: int) -> _Piece | None:
    sep = _SEP.match(lower, at)
    return _year(lower, sep.end()) if sep else None


def _year(lower: str, at: int) -> _Piece | None:
    """Return the year at `at`: "1936", "'36", "zesendertig", "negentien zesendertig"."""
    found = _DIGITS.match(lower, at)
    if found:
        is_year = len(found[1]) == 2 or (len(found[1]) == 4 and found[1][:2] in ("18", "19", "20"))
        return _Piece(found.end(), int(found[1]), is_word=False) if is_year else None
    number = number_at(lower, at)
    if number is None or number.is_ordinal:
        return None
    following = number_at(lower, number.end + 1) if lower[number.end : number.end + 1] else None
    if following and not following.is_ordinal and _is_half(number.value, following.value):
        return _Piece(following.end, 100 * number.value + following.value, is_word=True)
    is_year = 10 <= number.value < 100 or 1850 <= number.value <= 2050
    return _Piece(number.end, number.value, is_word=True) if is_year else None


def _is_half(first: int, second: int) -> bool:
    """Say whether two numbers are a year in halves: "negentien tachtig", "nul vijf"."""
    return (first in _CENTURIES and 10 <= second <= 99) or (first == 0 and 0 < second < 10)
