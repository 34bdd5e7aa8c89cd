"""All records in a text, whatever their notation: cells under a known field, and plain signs.

Tables with and without a header, columns pasted below each other, JSON, XML, SQL, calendars, bank
statements: each reader yields the same cells, so that one table of meanings (`_keys`, `_columns`)
and one of shapes (`_cell_values`) serve them all.
"""

from __future__ import annotations

from typing import NamedTuple

from stadspoort.engines.privacy._brp import read_register
from stadspoort.engines.privacy._cells import Cell
from stadspoort.engines.privacy._headed import cells_of, plain_columns, read_tables, told_numbers
from stadspoort.engines.privacy._headless import headless_cells
from stadspoort.engines.privacy._labels_behind import labels_behind
from stadspoort.engines.privacy._lists import Lists
from stadspoort.engines.privacy._loose_rows import loose_cells
from stadspoort.engines.privacy._markup import read_markup
from stadspoort.engines.privacy._tables import find_blocks, find_declared, without_bare_streets


class Records(NamedTuple):
    """The records of one text.

    Attributes:
        cells: The values whose field has a meaning.
        signs: Start and end of what names nobody: headers, tags, commands, letters for a sex.
        numbers: Start and end of values below a header that says something else than a BSN.
    """

    cells: list[Cell]
    signs: list[tuple[int, int]]
    numbers: list[tuple[int, int]]


def read_records(text: str, lists: Lists) -> Records:
    """Return the records in `text`."""
    tables = read_tables(text)
    cells, signs = read_markup(text)
    numbers: list[tuple[int, int]] = []
    for table in tables:
        if table.rows:
            cells += without_bare_streets(text, cells_of(text, table))
            signs.append(table.span)
            signs += plain_columns(text, table)
            numbers += told_numbers(table)
    taken = [span for table in tables if table.rows for span in table.lines]
    cells += headless_cells(text, taken, lists, signs)
    cells += without_bare_streets(text, find_declared(text))
    cells += find_blocks(text)
    cells += labels_behind(text)
    register, names = read_register(text)
    cells += register
    signs += names
    cells += loose_cells(text)
    return Records(cells, signs, numbers)
