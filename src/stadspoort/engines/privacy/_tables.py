"""Columns that are no table: pasted below each other, or named in a sentence; and what to leave.

Tables with a header stand in `_headed`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from stadspoort.engines.privacy._cells import Cell
from stadspoort.engines.privacy._columns import column_meaning
from stadspoort.engines.privacy._labels import Meaning, Other
from stadspoort.engines.privacy._row_cells import split
from stadspoort.engines.privacy._values import Finding, Kind

_DECLARED = re.compile(r"[Kk]olom(?:men|kop)?[^:\n]{0,30}: ?([^()\n:]{8,200})")
_REACH = 20_000
_LONGEST_CELL = 40
_IN_BLOCKS = frozenset(
    (
        Kind.BSN, Kind.IBAN, Kind.DOCUMENTNUMMER, Kind.KLANTNUMMER, Kind.GEBOORTEDATUM,
        Kind.KENTEKEN, Kind.TELEFOON,
    )
)  # fmt: skip


def find_declared(text: str) -> Iterator[Cell]:
    """Yield cells of rows whose header stands in words: "(kolommen: nr; naam; geb.; opmerking)"."""
    if "olom" not in text:
        return
    for declared in _DECLARED.finditer(text):
        names = re.split(r" ?[;/|,] ?", declared[1].strip(" ."))
        headers = [(name, column_meaning(name)) for name in names]
        if sum(meaning is not None for _, meaning in headers) < 2:
            continue
        offset = text.find("\n", declared.end()) + 1
        for line in text[offset : offset + _REACH].split("\n") if offset else ():
            for delimiter in (";", "|", "\t", "  "):
                cells = split(line, delimiter) if delimiter in line else []
                if len(headers) - 2 <= len(cells) <= len(headers) + 1 and len(cells) > 2:
                    yield from _under(headers, cells, offset)
                    break
            offset += len(line) + 1


def outside_organisations(findings: Iterable[Finding], cells: Iterable[Cell]) -> list[Finding]:
    """Return the `findings` but those in columns of schools, firms, towns and kinds of things.

    In a column of remarks anyone may be named.
    """
    others = [cell for cell in cells if cell.meaning is Other.ORGANISATION]
    if not others:
        return list(findings)
    return outside(findings, (cell[:2] for cell in others if not _REMARKS.match(cell.header)))


_REMARKS = re.compile(r"(?i)\W*(?:opm|omschr|onderwerp|toelichting|bijzonder|status)")


def outside(findings: Iterable[Finding], spans: Iterable[tuple[int, int]]) -> list[Finding]:
    """Return the `findings` without what lies in one of `spans` of the names of persons.

    A name that reaches into a span is cut there; the spans may come in any order.
    """
    covered = _joined(spans)
    starts = [start for start, _ in covered]
    kept = []
    for finding in findings:
        if finding.kind is Kind.PERSOON and covered:
            start, end = _cut(finding.start, finding.end, starts, covered)
            if start >= end:
                continue
            if (start, end) != (finding.start, finding.end):
                finding = replace(finding, start=start, end=end)
        kept.append(finding)
    return kept


def without_told(findings: Iterable[Finding], numbers: Iterable[tuple[int, int]]) -> list[Finding]:
    """Return `findings` without guesses of a BSN among `numbers` that a header calls otherwise."""
    told = set(numbers)
    return [
        finding
        for finding in findings
        if finding.kind is not Kind.BSN or finding.certain
        or (finding.start, finding.end) not in told
    ]  # fmt: skip


def _cut(
    start: int, end: int, starts: list[int], covered: list[tuple[int, int]]
) -> tuple[int, int]:
    """Return [start, end) without the spans that cover its start or its end."""
    at = bisect_right(starts, start) - 1
    if at >= 0 and covered[at][1] > start:
        start = covered[at][1]
    at = bisect_right(starts, end - 1) - 1
    if at >= 0 and covered[at][1] >= end and covered[at][0] > start:
        end = covered[at][0]
    return start, end


def _joined(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return `spans` in order, those that touch made one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def find_blocks(text: str) -> Iterator[Cell]:
    """Yield the lines of a column that was pasted as a block of lines under its header.

    Only kinds that have a shape of their own: lines of prose may follow a heading "Naam" too.
    """
    offset, header, meaning, size = 0, "", None, 0
    for line in text.split("\n"):
        plain = line.strip()
        if not plain or len(plain) > _LONGEST_CELL or (meaning and "  " in plain):
            meaning = None
        elif meaning is not None and any(map(str.isdigit, plain)):
            start = offset + line.index(plain)
            yield Cell(start, start + len(plain), meaning, header)
        elif size == 0:  # a header stands at the top or below an empty line
            found = None if "  " in plain or "\t" in plain else column_meaning(plain)
            header, meaning = plain, found if found in _IN_BLOCKS else None
        size = size + 1 if plain else 0
        offset += len(line) + 1


def without_bare_streets(text: str, cells: Iterable[Cell]) -> Iterator[Cell]:
    """Yield `cells` but streets with no house number in their own row: those are public places."""
    for _, row in groupby(cells, key=lambda cell: text.rfind("\n", 0, cell.start)):
        row_cells = list(row)
        has_number = any(
            cell.meaning is Kind.ADRES and any(map(str.isdigit, text[cell.start : cell.end]))
            for cell in row_cells
        )
        for cell in row_cells:
            if has_number or cell.meaning is not Kind.ADRES:
                yield cell


def _under(
    headers: list[tuple[str, Meaning | None]], cells: list[tuple[int, int]], offset: int
) -> Iterator[Cell]:
    for (header, meaning), (start, end) in zip(headers, cells, strict=False):
        if meaning is not None and end > start:
            yield Cell(offset + start, offset + end, meaning, header.strip())
