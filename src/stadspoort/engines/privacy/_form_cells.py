"""Cells of a form in which label and value stand together: "Naam Kouwenberg      Naam Nguyen".

Wide gaps divide the cells of a scanned form; inside a cell one space divides a short label from
its value. Also the parts of an address behind "huisnr" and "toev.".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from stadspoort.engines.privacy._lists import Lists, fold
from stadspoort.engines.privacy._values import Finding, Kind

_NAME = (
    r"[A-ZÀ-Þ][\w'.-]*(?:[ ](?:(?:van|de|der|den|ter|ten|v\.|v\.d\.|vd|el|al)[ ]){0,3}"
    r"[A-ZÀ-Þ][\w'.-]*){0,3}"
)
_NAMED = re.compile(
    r"(?m)(?:^[ \t]{0,60}|(?<=[ \t]{3}))(?:\d{1,2}[a-z]?[.)]? {1,3})?"
    r"(?:[Nn]aam|[Aa]chternaam|[Aa]chtern\.?|[Vv]oornaam|[Vv]oornamen|[Vv]oorn\.?|[Rr]oepnaam|"
    r"[Rr]oepn\.?|[Mm]eisjesnaam|[Gg]eslachtsnaam)[ ]{1,2}"
    rf"({_NAME})(?=[ \t]{{3}}|[ \t]*(?:\n|\Z))"
)
_SHORT_END = re.compile(r"(?<![^\W_])[A-Z]\.$")
_INITIALS = re.compile(r"(?:\n|  |: )((?:[A-Z] ){1,4})\Z")
_LETTERS = re.compile(
    r"(?<![\w])(?:[Vv]oorletters?|[Vv]oorl\.)(?: ?:)?[ ]{1,30}"
    r"((?:[A-Z]\. ?){1,5}|[A-Z]{1,4})(?=\s|\Z)"
)
_ROLE_SIGN = re.compile(r"[.:](?<=[lrtgwdp].):? {1,6}(?=[A-Z])")
_ROLE = re.compile(
    r"(?<![\w.])(?:[Cc]onsul|[Pp]ar|[Gg]et|[Ww]\.g|[Mm]edew|[Bb]ehand|[Rr]app|[Bb]ehandeld door)\Z"
)
_NAME_AFTER = re.compile(rf"({_NAME})(?![\w'-])(?!,? \d)")
"""Short words for who signed or handled it, and the name behind them."""
_ADDITION = re.compile(
    r"(?<![\w])(?:[Tt]oev\.?:? {1,6}|[Tt]oevoeging(?:: ?| {2,6}))"
    r"([A-Z]{1,2}\d{0,2}|[a-z]|\d{1,3}|bis|hs|zw|rd)(?![\w'])"
)


def find_form_cells(text: str, lists: Lists) -> Iterator[Finding]:
    """Yield names and additions of a house that share a cell with their label."""
    if "   " in text and ("aam " in text or "oorn" in text or "htern" in text):
        for found in _NAMED.finditer(text):
            if not _is_label(found[1], lists):
                yield Finding(*found.span(1), Kind.PERSOON, 0.85, "naam achter een label")
    for sign in _ROLE_SIGN.finditer(text):
        if _ROLE.search(text, max(0, sign.start() - 16), sign.start()):
            yield from _after_role(text, sign.end(), lists)
    yield from _parts(text)


def _after_role(text: str, at: int, lists: Lists) -> Iterator[Finding]:
    found = _NAME_AFTER.match(text, at)
    if found and not _is_label(found[1], lists) and fold(found[1]) not in lists.places:
        name = found[1] if _SHORT_END.search(found[1]) else found[1].rstrip(".")
        yield Finding(at, at + len(name), Kind.PERSOON, 0.85, "naam achter een rol")


def _parts(text: str) -> Iterator[Finding]:
    """Yield the initials and the additions of a house that stand behind their label."""
    for trigger, pattern, kind, reason in (
        ("oorl", _LETTERS, Kind.PERSOON, "voorletters achter een label"),
        ("oev", _ADDITION, Kind.ADRES, "toevoeging achter een label"),
    ):
        for found in pattern.finditer(text) if trigger in text else ():
            end = found.start(1) + len(found[1].rstrip())
            yield Finding(found.start(1), end, kind, 0.85, reason)


def with_initials(text: str, findings: Iterable[Finding]) -> list[Finding]:
    """Return `findings`, names with the bare initials before them in their cell: "M Tesfay"."""
    kept = list(findings)
    for at, finding in enumerate(kept):
        start = finding.start
        if finding.kind is Kind.PERSOON and text[start - 1 : start] == " " and start > 1:
            found = _INITIALS.search(text, max(0, start - 12), start)
            if found:
                kept[at] = replace(finding, start=found.start(1))
    return kept


def _is_label(value: str, lists: Lists) -> bool:
    """Say whether `value` only goes on with the label: "Naam Aanvrager"."""
    words = [fold(word.strip(".")) for word in value.split()]
    return all(
        word in lists.dictionary and word not in lists.surnames and word not in lists.first_names
        for word in words
    )
