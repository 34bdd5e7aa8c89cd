"""Numbers, dates and addresses in digits that answer a question of the turn before.

    Wat is uw klantnummer?
    inwoner: 884-20193 denk ik
    kenteken?
    sanne: nb 829 g

The question ends its line and names what it asks for; the value stands near the beginning of the
next line, behind the name of the speaker and a few words. Values in words: `_spoken_numbers`.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from stadspoort.engines.privacy._addresses import AFTER_IS_NO_HOUSE, NO_STREET_WORDS
from stadspoort.engines.privacy._dates import DATE
from stadspoort.engines.privacy._labels import Labels
from stadspoort.engines.privacy._plates import SIDECODES
from stadspoort.engines.privacy._values import Finding, Kind

_SPEAKER = re.compile(
    r"[ \t>*-]{0,4}(?:[\[(]?\d{1,2}[-/.]\d{1,2}(?:[-/.]\d{2,4})?,? )?"
    r"(?:[\[(]?\d{1,2}[:.]\d{2}(?:[:.]\d{2})?[\])]?,?[ -]{0,3})?(?:[^\n:]{1,30}: )"
)
_TABLE = re.compile(r"[;|\t]|  ")
_DIGIT = re.compile(r"\d")
_ASKS = re.compile(r"[?:]|\b(?:mag|wat|heeft|hebt|heb|welke?|geef|typ|noem|vul|graag|weet)\b")
_REACH = 60
_SPEECH = 45
"""Characters of an answer in which its value begins."""
_VALUES: dict[Kind, re.Pattern[str]] = {
    Kind.BSN: re.compile(r"(?<![\w.,/-])\d(?:(?:, ?|[ .-])?\d){7,8}(?![\w-])"),
    Kind.TELEFOON: re.compile(r"(?<![\w.,/-])(?:\+|\(?0)\d(?:[ .()-]{0,2}\d){7,10}(?![\w-])"),
    Kind.KLANTNUMMER: re.compile(
        r"(?<![\w.,/-])(?!\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4})(?:[a-z]{1,4}[-. ]?)?\d[\da-z]{2,12}"
        r"(?:[-./ ]\d{2,8}){0,4}(?![\w-])"
    ),
    Kind.DOCUMENTNUMMER: re.compile(
        r"(?<![\w.,/-])(?:[a-z]{2}[\da-z]{6}\d|\d{10}|\d{4},? \d{3},? \d{3}|"
        r"[a-z]{1,3}\d{5,8})(?![\w-])"
    ),
    Kind.GEBOORTEDATUM: re.compile(
        rf"(?<![\w.,/-])(?:{DATE}|\d{{1,2}}[ .]\d{{1,2}}[ .]\d{{2,4}})(?![\w-])"
    ),
    Kind.KENTEKEN: re.compile(
        r"(?<![\w.,/-])[a-z\d]{1,3}([ -]?)[a-z\d]{1,3}\1[a-z\d]{1,3}(?![\w-])"
    ),
    Kind.IBAN: re.compile(r"(?<![\w.,/-])[a-z]{2} ?\d{2} ?[a-z]{4}(?: ?\d){10}(?![\w-])"),
}
_ASKED_ADDRESS = re.compile(
    r"(?<!\w)(?:(?:woon|huis|post)?adres|waar woon\w*|woont u|straat en (?:huis)?nummer)(?!\w)"
)
_ADDRESS = re.compile(
    r"(?<!\w)((?:(?:de|het|van|der|den|'t|oude|nieuwe) ){0,3}[^\W\d_][\w'.-]{2,30}) "
    r"\d{1,4}(?: ?-?[a-z]{1,2}(?![^\W_]))?(?: (?:bis|hs|zwart|rood|boven|huis)(?!\w))?"
    r"(?![\w€%]|[.,:]\d)"
)
_SIDECODES = frozenset(code.replace("-", "") for code in SIDECODES)


def find_answered_values(text: str, labels: Labels) -> Iterator[Finding]:
    """Yield the values that answer a question of the line before."""
    lower = labels.lower
    starts = [label.start for label in labels.all]
    end = lower.find("\n")
    while end >= 0:
        begin = max(lower.rfind("\n", 0, end) + 1, end - 2 * _REACH)
        speaker = _SPEAKER.match(lower, end + 1)
        if speaker and _is_question(lower, begin, end):
            for label in labels.all[bisect_left(starts, begin) : bisect_right(starts, end)]:
                is_near = end - label.end <= _REACH and not _DIGIT.search(lower, label.end, end)
                if is_near and isinstance(label.meaning, Kind):
                    yield from _answer(lower, speaker.end(), label.meaning)
            if _ASKED_ADDRESS.search(lower, begin, end):
                yield from _address(lower, speaker.end())
        end = lower.find("\n", end + 1)


def _is_question(lower: str, begin: int, end: int) -> bool:
    """Say whether the line in [begin, end) asks for something, and is no row of a table."""
    return _ASKS.search(lower, begin, end) is not None and _TABLE.search(lower, begin, end) is None


def _answer(lower: str, start: int, kind: Kind) -> Iterator[Finding]:
    pattern = _VALUES.get(kind)
    if pattern is None:
        return
    stop = lower.find("\n", start)
    stop = len(lower) if stop < 0 else stop
    for found in pattern.finditer(lower, start, stop):
        if found.start() - start > _SPEECH:
            return
        if kind is Kind.KENTEKEN and not _is_plate(found[0]):
            continue
        yield Finding(*found.span(), kind, 0.88, "antwoord op de vraag ernaar")
        return


def _is_plate(value: str) -> bool:
    signs = re.sub(r"[ -]", "", value)
    return "".join("D" if sign.isdigit() else "L" for sign in signs) in _SIDECODES


def _address(lower: str, start: int) -> Iterator[Finding]:
    stop = lower.find("\n", start)
    stop = len(lower) if stop < 0 else stop
    for found in _ADDRESS.finditer(lower, start, stop):
        if found.start() - start > _SPEECH:
            return
        is_other = not _STOP.isdisjoint(found[1].split())
        if is_other or AFTER_IS_NO_HOUSE.match(lower, found.end()):
            continue
        start = found.end(1) + 1 if found[1] in _NO_STREET else found.start()
        yield Finding(start, found.end(), Kind.ADRES, 0.88, "antwoord op de vraag naar een adres")
        return


_NO_STREET = frozenset(("plek", "nummer", "nr", "nr.", "huisnummer", "standplaats", "kavel"))
_STOP = NO_STREET_WORDS - {"de", "het", "van", "der", "den"} - _NO_STREET
