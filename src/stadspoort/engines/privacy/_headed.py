"""Tables with a header: CSV, semicolons, tabs, pipes, Markdown, fixed columns, dots, slashes.

A header row names the columns; every cell below one takes its meaning, far away as it may be.
A table needs a delimiter, a header in which at least two cells are known (or one, with a
delimiter that text does not use), and rows with about as many cells. Where the values stand one
column away from their header (an export that lost a cell), the values are believed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from stadspoort.engines.privacy._cells import Cell
from stadspoort.engines.privacy._keys import key_meaning
from stadspoort.engines.privacy._labels import Meaning, Other
from stadspoort.engines.privacy._row_cells import (
    DELIMITERS,
    WIDE,
    Span,
    placed,
    ruler,
    slices,
    split,
)
from stadspoort.engines.privacy._values import Kind

_NR = re.compile(r"(?i)\W*(?:nr|nummer|no|num|h\.?nr|toev\w*)\W*$")
_BOOK = re.compile(r"(?i)\W*(?:isbn|titel|boek)")
_FIRST_WORD = re.compile(r"[ \t]*(?:\d[a-z]? )?([A-Z][a-z]{1,20}\.?)(?= |$)")
_RULE = re.compile(r"[\s|:+=_-]*")
_LONGEST_HEADER = 45
_MOST_COLUMNS = 80
_ONE_SPACE = " "
_VALUE = re.compile(r"\d{3}|@|\d[./-]\d")
Headers = list[tuple[str, Meaning | None]]


@dataclass(slots=True)
class Table:
    """A header and the rows below it.

    Attributes:
        delimiter: What divides its cells.
        headers: Each header as written, and what it says.
        places: Where each header stands on its line.
        span: The whole header line.
        rows: Per row the place of its line, and its cells on that line.
    """

    delimiter: str
    headers: Headers
    places: list[Span]
    span: Span
    rows: list[tuple[int, list[Span]]] = field(default_factory=list)

    @property
    def lines(self) -> list[Span]:
        """The places of its lines, the header first; of a row only where it begins counts."""
        return [self.span, *((offset, offset) for offset, _ in self.rows)]

    def takes(self, line: str) -> list[Span]:
        """Return the cells of `line` below the headers; nothing when it is no row of this table."""
        if self.delimiter == _ONE_SPACE:
            return slices(line, [start for start, _ in self.places]) if line.strip() else []
        cells = split(line, self.delimiter)
        missing = len(self.headers) - len(cells)
        if self.delimiter == WIDE:
            if len(cells) < 2:
                return []
            if missing:
                return placed(line, cells, self.places) if missing < len(self.headers) - 1 else []
            return cells
        fits = -1 <= missing <= 1 if self.delimiter in ",|;\t" else -3 <= missing <= 1
        return cells if fits and len(cells) > 1 else []


def read_tables(text: str) -> list[Table]:
    """Return the tables in `text` that have a header, with their rows."""
    tables: list[Table] = []
    table: Table | None = None
    misses, offset = 0, 0
    lines = text.split("\n")
    for number, line in enumerate(lines):
        cells = table.takes(line) if table and misses < 2 and not _is_next(table, line) else []
        if table and cells:
            if not _RULE.fullmatch(line):
                table.rows.append((offset, cells))
        else:
            misses += 1
            following = lines[number + 1] if number + 1 < len(lines) else ""
            fresh = _header(line, offset, following)
            if fresh:
                table, misses = fresh, 0
                tables.append(fresh)
            elif not line.strip() or misses >= 2:
                table = None
        offset += len(line) + 1
    return tables


def _is_next(table: Table, line: str) -> bool:
    """Say whether `line` stands below `table` and is a header itself: labels above their values."""
    if table.delimiter != WIDE or not table.rows or any(map(str.isdigit, line)):
        return False
    names = _names(line, WIDE)
    return len(names) > 1 and all(len(name) > 1 and key_meaning(name) is not None for name in names)


def _header(line: str, offset: int, following: str) -> Table | None:
    """Return the table that begins with `line`, when `line` is a header."""
    columns = ruler(following)
    if columns:
        cells = slices(line, columns)
        names = [line[start:end] for start, end in cells]
        if len(names) > 1 and sum(key_meaning(name) is not None for name in names) > 1:
            return _table(_ONE_SPACE, names, [(at, at + 1) for at in columns], line, offset)
    for delimiter in DELIMITERS:
        if delimiter not in line or line.count(delimiter) > _MOST_COLUMNS:
            continue
        names = _names(line, delimiter)
        if not names or max(map(len, names)) > _LONGEST_HEADER:
            continue
        if _is_header(names, delimiter) and not (delimiter == WIDE and _is_label(following)):
            return _table(delimiter, names, split(line, delimiter), line, offset)
    return None


def _names(line: str, delimiter: str) -> list[str]:
    """Return the cells of `line`; for most lines without `split`, which minds quotes."""
    if delimiter in ("|", WIDE, "...") or '"' in line:
        return [line[start:end] for start, end in split(line, delimiter)]
    return [name.strip() for name in line.split(delimiter)]


def _is_label(line: str) -> bool:
    """Say whether `line` begins with a label of its own: then both are fields of a form."""
    first = _FIRST_WORD.match(line)
    return first is not None and key_meaning(first[1]) is not None


def _is_header(names: list[str], delimiter: str) -> bool:
    known = sum(key_meaning(name) is not None for name in names)
    is_loose = delimiter in (",", "|", "  ", " / ", " - ", "...", "~", "^", "#")
    needed = 2 if is_loose or len(names) > 4 else 1
    if sum(bool(name) for name in names) < (3 if delimiter in (" / ", " - ") else 2):
        return False
    return (
        known >= needed
        and known * 3 >= len(names)
        and not any(_VALUE.search(name) for name in names)
    )


def _table(delimiter: str, names: list[str], places: list[Span], line: str, offset: int) -> Table:
    headers: Headers = [(name, key_meaning(name)) for name in names]
    is_of_books = any(_BOOK.match(name) for name in names)
    for at, (name, meaning) in enumerate(headers):
        if is_of_books and meaning is Kind.PERSOON:
            headers[at] = (name, Other.ORGANISATION)  # authors are named in public
        if at and headers[at - 1][1] is Kind.ADRES and _NR.match(name):
            headers[at] = (name, Kind.ADRES)
    return Table(delimiter, headers, places, (offset, offset + len(line)))


def cells_of(text: str, table: Table) -> Iterator[Cell]:
    """Yield the cells of `table` below a known header."""
    for offset, row in table.rows:
        spans = [(offset + start, offset + end) for start, end in row]
        moved = _shift(text, table.headers, spans)
        for at, (start, end) in enumerate(spans):
            place = at - moved[1] if moved and at >= moved[0] else at
            if end <= start or not 0 <= place < len(table.headers):
                continue
            header, meaning = table.headers[place]
            if meaning is not None:
                yield Cell(start, end, meaning, header.strip())


_FITS: dict[Kind, re.Pattern[str]] = {
    Kind.GEBOORTEDATUM: re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{2,4}|(?:19|20)\d{6}"),
    Kind.POSTCODE: re.compile(r"[1-9]\d{3} ?[A-Za-z]{2}"),
    Kind.IBAN: re.compile(r"[A-Z]{2}\d{2} ?[A-Z]{4}[\d ]{10,14}"),
    Kind.BSN: re.compile(r"\d{8,9}"),
    Kind.EMAIL: re.compile(r"\S+@\S+"),
    Kind.TELEFOON: re.compile(r"(?:\+31|0)[\d -]{8,12}"),
}
_ENOUGH = 2


def _shift(text: str, headers: Headers, spans: list[Span]) -> tuple[int, int] | None:
    """Return from which cell on, and how far, this row stands beside its headers.

    Only when the values say so: fewer than two stand where they should, and two more would when
    moved by one place.
    """
    kinds = [
        [kind for kind, shape in _FITS.items() if shape.fullmatch(text, start, end)]
        for start, end in spans
    ]
    if sum(bool(found) for found in kinds) < _ENOUGH:
        return None

    def fitting(by: int, first: int = 0) -> list[int]:
        return [
            at for at, found in enumerate(kinds)
            if at >= first and 0 <= at - by < len(headers) and headers[at - by][1] in found
        ]  # fmt: skip

    here = fitting(0)
    for by in (1, -1):
        moved = fitting(by)
        if len(moved) >= _ENOUGH and len(moved) > len(here) + 1:
            return min(moved), by
    return None


def plain_columns(text: str, table: Table) -> Iterator[Span]:
    """Yield the cells of columns that hold a sex, a yes or a no, and single letters of a code."""
    for at, (header, meaning) in enumerate(table.headers):
        if meaning is Kind.PERSOON:
            continue
        cells = [
            (offset + row[at][0], offset + row[at][1])
            for offset, row in table.rows
            if at < len(row) and row[at][1] > row[at][0]
        ]
        if cells and all(_SEX.fullmatch(text, *cell) for cell in cells):
            yield from cells
        elif header.strip():
            yield from (cell for cell in cells if _LETTER.fullmatch(text, *cell))


def told_numbers(table: Table) -> Iterator[Span]:
    """Yield the cells below a header that says something else than a BSN."""
    for at, (name, meaning) in enumerate(table.headers):
        if name.strip() and meaning not in (Kind.BSN, Kind.KLANTNUMMER, Kind.PERSOON):
            for offset, row in table.rows:
                if at < len(row) and row[at][1] > row[at][0]:
                    yield offset + row[at][0], offset + row[at][1]


_LETTER = re.compile(r"[A-Z]\d?")
_SEX = re.compile(r"(?i)[mvxofjn?-]|man|vrouw|ja|nee|m/v|dhr\.?|mw\.?|mevr\.?|de heer|mevrouw")
