"""The value in a cell or field of which the meaning is known, taken as far as its shape goes.

A cell holds more than its value: "13-05-1964 (?)", "nr. 0118", "Dorpsstraat 1, 6711 AB Ede". And
what cannot be the value is left: "n.v.t." is no number of a document, "Ede" no date of birth.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from stadspoort.engines.privacy._cells import Cell
from stadspoort.engines.privacy._dates import DATE
from stadspoort.engines.privacy._keys import plain_key
from stadspoort.engines.privacy._values import Kind

_MONTHS = r"(?:jan|feb|febr|mrt|maart|apr|mei|jun|jul|aug|sep|sept|okt|oct|nov|dec)"
BIRTH = (
    rf"(?:{DATE}|(?:1[89]|20)\d{{2}}[-/.]?(?:0\d|1[0-2])[-/.]?[0-3]\d|[0-3]?\d[01]\d(?:19|20)\d\d|"
    rf"\d{{6}}|\d{{1,2}}[ .|/-]{{1,2}}\d{{1,2}}[ .|/-]{{1,2}}'?\d{{2}}(?:\d{{2}})?|"
    rf"\d{{1,2}}[ -]{_MONTHS}[a-z]*\.?[ -]'?\d{{2,4}}|(?:19|20)\d\d|"
    r"[\dOolI](?: ?[\dOolI]){5,7}|[\dOolI]{1,2} ?[-./] ?[\dOolI]{1,2} ?[-./] ?[\dOolI]{2,4})"
)
"""A date as a field of births holds it: also without signs, with bars, or the year alone."""
_LONGEST = 80
_ALARM = ("112", "113", "144")
_EMPTY = re.compile(
    r"(?i)[\W_]*(?:(?:geen|null|none|nil|n\.?v\.?t\.?|n/a|onbekend|unknown|leeg|nee|ja|idem|zie .*|"
    r"niet .*|volgt|aangevraagd|\?+|x+)?[\W_]*)"
)
_DIGIT = r"[\dOolISB]"
_SHAPES: dict[Kind, re.Pattern[str]] = {
    Kind.BSN: re.compile(
        rf"(?<![\w.])(?!\d\d?[./-]\d\d?[./-](?:19|20)\d\d(?!\d))"
        rf"{_DIGIT}(?:[ ._-]{{0,2}}{_DIGIT}){{6,8}}(?!\w)"
    ),
    Kind.IBAN: re.compile(
        r"(?<!\w)(?:[A-Za-z]{2}\d\d[ .]?(?:\w{1,4}[ .]?){3,8}|\d[\d.]{4,12}\d)(?!\w)"
    ),
    Kind.TELEFOON: re.compile(r"(?<!\w)[+(]?[\dOol][\dOol\s().\-/]{1,20}[\dOol](?!\w)"),
    Kind.EMAIL: re.compile(r"[^\s;,<>|\"']+@[^\s;,<>|\"']+"),
    Kind.POSTCODE: re.compile(r"(?<!\w)[1-9]\d{3} {0,2}[A-Za-z]{2}(?!\w)"),
    Kind.GEBOORTEDATUM: re.compile(rf"(?i)(?<!\w){BIRTH}(?!\w)"),
    Kind.KENTEKEN: re.compile(
        r"(?<!\w)(?=[\w -]{0,9}\d)(?=[\w -]{0,9}[A-Za-z])"
        r"[A-Za-z0-9]{1,3}[ -]?[A-Za-z0-9]{2,3}[ -]?[A-Za-z0-9]{1,3}(?!\w)"
    ),
    Kind.DOCUMENTNUMMER: re.compile(
        r"(?<!\w)(?=[\w.-]{0,12}\d)(?:[A-Z]{1,3} (?=\d))?"
        r"[A-Za-z0-9][\w.-]{3,17}(?: \d{2,6}){0,3}(?!\w)"
    ),
    Kind.KLANTNUMMER: re.compile(
        r"(?<!\w)(?=[\w./-]{0,24}\d)(?:[A-Z]{1,4} (?=\d))?[\w./-]{0,24}\w(?: \d{2,6}){0,3}(?!\w)"
    ),
    Kind.IP: re.compile(r"[\da-fA-F.:]{6,45}"),
    Kind.GEHEIM: re.compile(r"\S{4,100}"),
    Kind.BIJZONDER: re.compile(r"(?=.*[a-z]{3})[^\n]{2,40}"),
}
_ID_CARD = re.compile(r"(?<!\w)(?=[A-Za-z0-9]{8}\d(?!\w))[A-Za-z]{2}[A-Za-z0-9]{6}\d(?!\w)")
_STREET_AND_NUMBER = re.compile(
    r"(?=[^\d\n]{0,50}[^\W\d_])[^\n,;|]{0,60}?\d{1,5}"
    r"(?:[ -]{0,3}(?:[A-Za-z]{1,3}\.?[ -]?\d{0,3}|\d{1,4}|[IVX]{1,4}|bis|hs|huis|zwart|"
    r"rood|zw|rd|boven|hoog)(?!\w)){0,2}"
)
_POSTCODE = re.compile(r"[,\s]{1,3}[1-9]\d{3} ?[A-Z]{2}(?!\w)|[,;|]")
_NUMBER = re.compile(r"(?:nr\.? ?)?(\d{1,5}[\w /-]{0,10})")
_LETTER = re.compile(r"[\w-]{1,8}(?: [\w-]{1,5})?")
_STREET = re.compile(r"[^\W\d_'][^\n;|]{1,48}[^\s,;|:]|'[st] [^\n;|]{2,48}")
_BAG = re.compile(r"\d{15,16}(?!\d)")
_NO_HOME = re.compile(r"(?i)(?:postbus|antwoordn|pb\.? \d)")
_NUMBER_KEY = re.compile(
    r"(?:.*\b)?(?:huis ?(?:nummer|nr|no)|nr|hnr|nummer|no|num|number|bldg ?nb|house.*)\b.*"
)
_LETTER_KEY = re.compile(
    r"(?:.*\b)?(?:toev|huis ?letter|letter|addition|suffix|bis|hltr|h\.?l)\b.*|.*toevoeging.*"
)
_STREET_KEY = re.compile(r".*(?:straat|street|strt|ruimte|weg\b|straße|strasse|rue).*")


def values_in(text: str, cell: Cell) -> Iterator[tuple[int, int, Kind]]:
    """Yield place and kind of what the cell holds by its meaning; names of persons not."""
    kind = cell.meaning
    if not isinstance(kind, Kind) or kind is Kind.PERSOON:
        return
    if _EMPTY.fullmatch(text, cell.start, cell.end):
        return
    if kind is Kind.ADRES:
        yield from _address(text, cell)
        return
    if kind is Kind.DOCUMENTNUMMER and plain_key(cell.header) in ("id", "nummer id"):
        shape: re.Pattern[str] | None = _ID_CARD  # a bare "id" numbers the rows of most tables
    else:
        shape = _SHAPES.get(kind)
    end = min(cell.end, cell.start + _LONGEST)
    # A word with a digit stands in many a remark: it is the number where it comes first.
    is_code = kind in (Kind.KLANTNUMMER, Kind.DOCUMENTNUMMER, Kind.BIJZONDER)
    if shape is not None:
        found = (
            shape.match(text, cell.start, end) if is_code else shape.search(text, cell.start, end)
        )
        if found and not (kind is Kind.TELEFOON and found[0] in _ALARM):
            yield *found.span(), kind


def _address(text: str, cell: Cell) -> Iterator[tuple[int, int, Kind]]:
    """Yield the address in a cell: street, number, addition, or street and number in one."""
    start, end = cell.start, cell.end
    if _SHAPES[Kind.POSTCODE].fullmatch(text, start, end):
        yield start, end, Kind.POSTCODE
    elif not _NO_HOME.match(text, start, end):
        stop = _POSTCODE.search(text, start + 1, end)
        found = _address_span(text, start, stop.start() if stop else end, plain_key(cell.header))
        if found:
            yield *found, Kind.ADRES


def _address_span(text: str, start: int, end: int, key: str) -> tuple[int, int] | None:
    """Return the part of [start, end) that is what the header `key` promises of an address."""
    is_street = _STREET_KEY.fullmatch(key)
    if not is_street and _LETTER_KEY.fullmatch(key):
        return (start, end) if _LETTER.fullmatch(text, start, end) else None
    if not is_street and _NUMBER_KEY.fullmatch(key):
        number = _NUMBER.match(text, start, end)
        return number.span(1) if number else None
    found = _BAG.match(text, start, end) or _STREET_AND_NUMBER.match(text, start, end)
    if found is None and is_street and "straat en" not in key:
        found = _STREET.match(text, start, end)
    return found.span() if found else None
