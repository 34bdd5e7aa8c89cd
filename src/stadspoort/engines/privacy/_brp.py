"""Person lists of the population register: "01.02.40 GESLACHTSNAAM   ZWAAG".

Each line begins with the numbers of a category, a group and an element. The group and the element
say what the value is, with or without the name of the element behind them.

Source: Logisch Ontwerp BRP, part II (categories, groups 01, 02, 03, 11, 35 and 36).
"""

from __future__ import annotations

import re

from stadspoort.engines.privacy._cells import Cell
from stadspoort.engines.privacy._labels import Meaning
from stadspoort.engines.privacy._values import Kind

_LINE = re.compile(
    r"(?m)^[ \t>|]{0,8}(?:\d\d\.)?(\d\d\.\d\d)[ \t|:]{1,8}"
    r"((?:[A-Za-z][\w./-]*(?: [\w./-]+){0,4}?(?:[ \t]{2,40}|\t|[ \t]{0,4}[:|=][ \t]{0,30}))?)"
    r"([^\s:|=][^\n|]{0,80}?)[ \t|]*$"
)
_TRIGGER = re.compile(r"(?m)^[ \t>|]{0,8}(?:\d\d\.)?(?:0[123]|11|35|36)\.\d0[ \t|:]")
_ELEMENTS: dict[str, tuple[str, Meaning]] = {
    "01.10": ("A-nummer", Kind.KLANTNUMMER), "01.20": ("burgerservicenummer", Kind.BSN),
    "02.10": ("voornamen", Kind.PERSOON), "02.30": ("voorvoegsel", Kind.PERSOON),
    "02.40": ("geslachtsnaam", Kind.PERSOON), "03.10": ("geboortedatum", Kind.GEBOORTEDATUM),
    "11.10": ("straatnaam", Kind.ADRES), "11.15": ("straatnaam", Kind.ADRES),
    "11.20": ("huisnummer", Kind.ADRES), "11.30": ("huisletter", Kind.ADRES),
    "11.40": ("toevoeging", Kind.ADRES), "11.60": ("postcode", Kind.POSTCODE),
    "11.80": ("identificatie verblijfplaats", Kind.ADRES),
    "35.20": ("nummer reisdocument", Kind.DOCUMENTNUMMER),
}  # fmt: skip
_NAMES = frozenset(
    (
        "a-nummer", "burgerservicenummer", "voornamen", "voorvoegsel", "geslachtsnaam",
        "geboortedatum", "straatnaam", "huisnummer", "huisletter", "huisnummertoevoeging",
        "postcode", "nummer",
    )
)  # fmt: skip
_FEWEST = 2
"""Lines; a single one may be a time or a number of a paragraph."""


def read_register(text: str) -> tuple[list[Cell], list[tuple[int, int]]]:
    """Return the values of a person list in `text`, and the places of what names nobody in it.

    That is the name of each element, also where no value follows it ("02.30 Voorvoegsel"), and
    the value of an element that holds a code or a place.
    """
    if not _TRIGGER.search(text):
        return [], []
    cells: list[Cell] = []
    signs: list[tuple[int, int]] = []
    for found in _LINE.finditer(text):
        header, meaning = _ELEMENTS.get(found[1], ("", None))
        is_bare = not found[2] and found[3].lower() in _NAMES
        if meaning is None or is_bare:
            signs.append((found.start(2), found.end(3)))
        else:
            signs.append(found.span(2))
            cells.append(Cell(*found.span(3), meaning, header))
    return (cells, signs) if len(cells) >= _FEWEST else ([], [])
