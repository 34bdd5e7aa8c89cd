"""Fields whose label stands behind the value: "418966849   bsn", "170681      geb.".

Slips and print-outs put the value first. A wide space, an arrow or an equals sign divides the two,
and nothing else stands on the line but a remark in brackets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from stadspoort.engines.privacy._cells import Cell
from stadspoort.engines.privacy._keys import key_meaning
from stadspoort.engines.privacy._labels import Other, meaning_of
from stadspoort.engines.privacy._lines import lines_with
from stadspoort.engines.privacy._values import Kind

_SIGN = re.compile(r"[^\s:](?: {2}|\t| ?<[-=]| = )[^\n]")
_LINE = re.compile(
    r"[ \t>*-]{0,8}(\S(?: ?[^\s]){1,40}?)(?:[ \t]{2,40}|\t| ?(?:<-+|<=|=) ?)"
    r"([A-Za-z][\w.-]{0,25}(?: [\w.-]{1,20})?)[:.]?(?: {1,4}\([^)\n]{1,40}\))?[ \t]*"
)
_LONGEST = 100
_BY_NUMBER = frozenset(
    (
        Kind.BSN, Kind.GEBOORTEDATUM, Kind.DOCUMENTNUMMER, Kind.KLANTNUMMER, Kind.TELEFOON,
        Kind.IBAN, Kind.POSTCODE, Kind.KENTEKEN,
    )
)  # fmt: skip


def labels_behind(text: str) -> Iterator[Cell]:
    """Yield the values in `text` that stand before their label on a line of their own."""
    for start, end, _ in lines_with(_SIGN, text):
        found = _LINE.fullmatch(text, start, end) if end - start < _LONGEST else None
        if found is None:
            continue
        value, label = found[1].strip(), found[2]
        meaning = meaning_of(label) or key_meaning(label)
        if not isinstance(meaning, Kind) or isinstance(meaning_of(value), Kind | Other):
            continue
        has_digit = any(map(str.isdigit, value))
        is_written_small = label.islower() or value.isupper()
        if (meaning in _BY_NUMBER and has_digit) or (
            meaning is Kind.PERSOON and not has_digit and is_written_small
        ):
            yield Cell(found.start(1), found.start(1) + len(value), meaning, label)
