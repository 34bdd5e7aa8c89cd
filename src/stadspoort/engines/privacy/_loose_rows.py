"""Rows below a header whose columns one space divides: "Nr Naam Adres Geb Tel".

Where a name or an address has spaces of its own, nobody can tell the cells of such a row apart.
But when the header promises a date of birth or a BSN, the only date or number of that shape in a
row is it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from stadspoort.engines.privacy._cells import Cell
from stadspoort.engines.privacy._keys import key_meaning
from stadspoort.engines.privacy._values import Kind

_HEADER = re.compile(r"(?m)^[ \t>]{0,8}([A-Za-z][\w./-]*(?: [A-Za-z][\w./-]*){2,9})[ \t]*$")
_PROMISE = re.compile(r"(?i)(?<!\w)(?:geb|bsn)")
_SHAPES: dict[Kind, re.Pattern[str]] = {
    Kind.GEBOORTEDATUM: re.compile(
        r"(?<![\w./-])(?:\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)\d\d|(?:19|20)\d\d[-/.]\d\d[-/.]\d\d|"
        r"(?:19|20)\d\d(?:0\d|1[0-2])[0-3]\d)(?![\w/-])"
    ),
    Kind.BSN: re.compile(r"(?<![\w./-])\d{8,9}(?![\w/-]|[.,]\d)"),
}
_MOST_ROWS = 500
_SHARE = 0.6


def loose_cells(text: str) -> Iterator[Cell]:
    """Yield the dates of birth and BSNs in rows below a header with single spaces."""
    if not _PROMISE.search(text):
        return
    for header in _HEADER.finditer(text):
        words = header[1].split(" ")
        meanings = [key_meaning(word) for word in words]
        if sum(meaning is not None for meaning in meanings) < _SHARE * len(words):
            continue
        promised = [(word, kind) for word, kind in zip(words, meanings, strict=True)
                    if isinstance(kind, Kind) and kind in _SHAPES]  # fmt: skip
        yield from _below(text, header.end() + 1, promised)


def _below(text: str, at: int, promised: list[tuple[str, Kind]]) -> Iterator[Cell]:
    """Yield the one value of each promised kind in each row from `at` on, up to an empty line."""
    for _ in range(_MOST_ROWS if promised else 0):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        if not text[at:end].strip():
            return
        for header, kind in promised:
            values = list(_SHAPES[kind].finditer(text, at, end))
            if len(values) == 1:
                yield Cell(*values[0].span(), kind, header)
        at = end + 1
