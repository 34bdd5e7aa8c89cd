"""Tables in text: CSV, semicolons, tabs, pipes and Markdown; what stands in a column.

A header row names the columns; every cell below one takes its meaning, far away as it may be.
A table needs a delimiter, a header in which at least two cells are known (or one, with a
delimiter that text does not use), and rows with about as many cells.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from stadspoort.engines.privacy._columns import column_meaning
from stadspoort.engines.privacy._labels import Meaning, Other
from stadspoort.engines.privacy._values import Finding, Kind

_NR = re.compile(r"(?i)\W*(?:nr|nummer|no|num|h\.?nr|toev\w*)\W*$")
_JSON = re.compile(r'"([^\W\d][\w .-]{1,40})" ?: ?"([^"\n]{1,100})"')
_XML = re.compile(r"<([^\W\d][\w.:-]{1,40})>([^<\n]{1,100})</")
_DECLARED = re.compile(r"[Kk]olom(?:men|kop)?[^:\n]{0,30}: ?([^()\n:]{8,200})")
_VALUE = re.compile(r"\d{3}|@")
_RULER = re.compile(r"[\s|:+=-]*")
_REACH = 20_000
_LONGEST_CELL = 40
_IN_BLOCKS = frozenset(
    (
        Kind.BSN, Kind.IBAN, Kind.DOCUMENTNUMMER, Kind.KLANTNUMMER, Kind.GEBOORTEDATUM,
        Kind.KENTEKEN, Kind.TELEFOON,
    )
)  # fmt: skip
_DELIMITERS = ("|", ";", "\t", ",", "  ")


_QUOTED = {
    delimiter: re.compile(r'\s*"((?:[^"]|"")*)"\s*(?=' + re.escape(delimiter) + "|$)")
    for delimiter in _DELIMITERS
}


class Cell(NamedTuple):
    """One cell of a table row below a known column.

    Attributes:
        start: First character of its trimmed content.
        end: First character after it.
        meaning: What the header says of it.
        header: The header as written.
    """

    start: int
    end: int
    meaning: Meaning
    header: str


def find_cells(text: str) -> Iterator[Cell]:
    """Yield the cells of all tables in `text` that stand under a known header."""
    headers: list[tuple[str, Meaning | None]] = []
    delimiter = ""
    misses = 0
    offset = 0
    if "kolom" in text or "Kolom" in text:
        yield from _under_declared(text)
    for line in text.split("\n"):
        cells = _split(line, delimiter) if delimiter else []
        if headers and abs(len(cells) - len(headers)) <= 1 and len(cells) > 1 and misses < 2:
            if not _RULER.fullmatch(line):
                yield from _under(headers, cells, offset)
        else:
            misses += 1
            fresh = _header(line)
            if fresh:
                delimiter, headers, misses = *fresh, 0
            elif not line.strip() or misses >= 2:
                headers, delimiter, misses = [], "", 0
        offset += len(line) + 1


def _under_declared(text: str) -> Iterator[Cell]:
    """Yield cells of rows whose header stands in words: "(kolommen: nr; naam; geb.; opmerking)"."""
    for declared in _DECLARED.finditer(text):
        names = re.split(r" ?[;/|,] ?", declared[1].strip(" ."))
        headers = [(name, column_meaning(name)) for name in names]
        if sum(meaning is not None for _, meaning in headers) < 2:
            continue
        offset = text.find("\n", declared.end()) + 1
        for line in text[offset : offset + _REACH].split("\n") if offset else ():
            for delimiter in (";", "|", "\t", "  "):
                cells = _split(line, delimiter) if delimiter in line else []
                if len(headers) - 2 <= len(cells) <= len(headers) + 1 and len(cells) > 2:
                    yield from _under(headers, cells, offset)
                    break
            offset += len(line) + 1


def outside_organisations(findings: Iterable[Finding], cells: Iterable[Cell]) -> list[Finding]:
    """Return the `findings` but those in columns of schools, firms and towns."""
    starts = {cell.start for cell in cells if cell.meaning is Other.ORGANISATION}
    if not starts:
        return list(findings)
    return [finding for finding in findings if finding.start not in starts]


def find_blocks(text: str) -> Iterator[Cell]:
    """Yield the lines of a column that was pasted as a block of lines under its header.

    Only kinds that have a shape of their own: lines of prose may follow a heading "Naam" too.
    """
    offset, header, meaning, size = 0, "", None, 0
    for line in text.split("\n"):
        plain = line.strip()
        if not plain or len(plain) > _LONGEST_CELL:
            meaning = None
        elif meaning is not None and any(map(str.isdigit, plain)):
            start = offset + line.index(plain)
            yield Cell(start, start + len(plain), meaning, header)
        elif size == 0:  # a header stands at the top or below an empty line
            found = column_meaning(plain)
            header, meaning = plain, found if found in _IN_BLOCKS else None
        size = size + 1 if plain else 0
        offset += len(line) + 1


def find_pairs(text: str) -> Iterator[Cell]:
    """Yield the values of JSON objects and XML elements whose key is known as a header."""
    for pattern, trigger in ((_JSON, '": '), (_JSON, '":"'), (_XML, "</")):
        if trigger not in text:
            continue
        for found in pattern.finditer(text):
            meaning = column_meaning(found[1])
            if meaning is not None:
                yield Cell(*found.span(2), meaning, found[1])


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


def _header(line: str) -> tuple[str, list[tuple[str, Meaning | None]]] | None:
    for delimiter in _DELIMITERS:
        if delimiter not in line or line.count(delimiter) > 80:
            continue
        names = _names(line, delimiter)
        if not names or max(map(len, names)) > 45:
            continue
        found = _with_house_numbers([(name, column_meaning(name)) for name in names])
        known = sum(meaning is not None for _, meaning in found)
        needed = 2 if delimiter in ",|  " or len(names) > 4 else 1
        if sum(bool(name) for name in names) < 2:
            continue
        if known < needed or known * 3 < len(names):
            continue
        if not any(_VALUE.search(name) for name in names):
            return delimiter, found
    return None


def _names(line: str, delimiter: str) -> list[str]:
    """Return the cells of `line`; for most lines without `_split`, which minds quotes."""
    if delimiter in "|  " or '"' in line:
        return [line[start:end] for start, end in _split(line, delimiter)]
    return [name.strip() for name in line.split(delimiter)]


def _with_house_numbers(
    headers: list[tuple[str, Meaning | None]],
) -> list[tuple[str, Meaning | None]]:
    """Return `headers` in which "nr" next to a column of streets is a house number."""
    return [
        (name, Kind.ADRES if at and headers[at - 1][1] is Kind.ADRES and _NR.match(name) else known)
        for at, (name, known) in enumerate(headers)
    ]


def _split(line: str, delimiter: str) -> list[tuple[int, int]]:
    """Return start and end of each cell of `line`, quotes and white space left out."""
    if delimiter == "  ":
        return [found.span() for found in re.finditer(r"\S+(?: \S+)*", line)]
    cells = []
    start = 0
    quoted = _QUOTED[delimiter]
    if delimiter == "|" and line.lstrip().startswith("|"):
        start = line.index("|") + 1
    while start <= len(line):
        inside = quoted.match(line, start)
        if inside:
            cells.append(inside.span(1))
            start = inside.end() + 1
            continue
        end = line.find(delimiter, start)
        end = len(line) if end < 0 else end
        left, right = start, end
        while left < right and line[left].isspace():
            left += 1
        while right > left and line[right - 1].isspace():
            right -= 1
        cells.append((left, right))
        start = end + 1
    if delimiter == "|" and line.rstrip().endswith("|") and cells:
        cells.pop()
    return cells


def _under(
    headers: list[tuple[str, Meaning | None]], cells: list[tuple[int, int]], offset: int
) -> Iterator[Cell]:
    for (header, meaning), (start, end) in zip(headers, cells, strict=False):
        if meaning is not None and end > start:
            yield Cell(offset + start, offset + end, meaning, header.strip())
