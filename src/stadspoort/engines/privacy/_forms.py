"""Fields of forms: "Geboortedatum en -plaats : 28 oktober 1949, Delden", also several on a line.

The label says what the value is, as the header of a column does; the value is taken as far as its
shape goes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from stadspoort.engines.privacy._columns import column_meaning
from stadspoort.engines.privacy._dates import DATE, NUMBER_WORD
from stadspoort.engines.privacy._labels import Meaning
from stadspoort.engines.privacy._layout import NO_SPEAKER, names_in
from stadspoort.engines.privacy._lines import lines_with
from stadspoort.engines.privacy._lists import Lists
from stadspoort.engines.privacy._values import Finding, Kind

_FIELD = re.compile(
    r"(?m)(?:^|(?<=[|;\t(])|(?<=  )|(?<=, ))[ \t>*\u2022#-]{0,6}"
    r"(?:\d{1,2}(?:[.)]|[a-z][.)]?(?= )) ?)?([^\W\d_][\w .,/()'&-]{1,44}?)\*{0,2}"
    r"(?:[ \t]{0,30}[:=]\*{0,2}[ \t]{0,60}|[ \t]{3,30})(?=[^\s:])"
)
_SIGN = re.compile("[:=]")
_SIGN_OR_GAP = re.compile(r"[:=]|[ \t]{3}")
_LONGEST_LABEL = 100
"""Characters from the start of a label, with what may stand before it, to the sign after it."""
_END = re.compile(r"[ \t]{3,}|\t|\n|\||;| {1,2}(?=[A-Z][\w.-]{1,25} ?:)")
_VALUES: dict[Meaning, re.Pattern[str]] = {
    Kind.BSN: re.compile(r"[\dOolISB][\dOolISB. -]{5,13}[\dOolISB](?!\w)"),
    Kind.GEBOORTEDATUM: re.compile(rf"(?i)(?:{DATE}|\d{{8}}|\d{{6}})(?!\w)"),
    Kind.KLANTNUMMER: re.compile(r"(?=[\w./-]*\d)[\w./-]*\w(?: \d{2,})*"),
    Kind.DOCUMENTNUMMER: re.compile(r"(?=[\w.-]*\d)[A-Z0-9][\w.-]{4,14}"),
    Kind.TELEFOON: re.compile(
        r"[+(]?[\dOol](?:[ .\-/()]{0,3}[\dOol]){2,14}(?!\w)"
        rf"|(?i:(?:{NUMBER_WORD}|nul|dubbel|\d{{1,3}})(?:[ ,-]{{1,2}}(?:{NUMBER_WORD}|nul|dubbel|"
        rf"\d{{1,3}})){{4,12}})"
    ),
    Kind.KENTEKEN: re.compile(
        r"(?=[\w -]*\d)[A-Za-z0-9]{1,3}[ -]?[A-Za-z0-9]{2,3}[ -]?[A-Za-z0-9]{1,3}(?!\w)"
    ),
    Kind.POSTCODE: re.compile(r"[1-9]\d{3} ?[A-Za-z]{2}(?!\w)"),
    Kind.ADRES: re.compile(
        r"(?!(?i:postbus|antwoordnr|antwoordnummer|pb ))(?=[^\n,;|]{0,60}\d)[^\W\d_][^\n,;|]{1,50}?"
        r" \d{1,5}(?: ?-? ?(?:[a-zA-Z]{1,3}\d{0,3}|\d{1,4}|[IVX]{1,4}|bis|hs|zw|rd|"
        r"hoog)(?!\w)){0,2}"
        r"|\d{1,5} ?(?:-? ?[a-zA-Z]{1,2}\d{0,2})?(?=\s*(?:$|\n|[,;|]))"
    ),
    Kind.BIJZONDER: re.compile(r"(?!(?i:geen|nee|n\.?v\.?t|onbekend|zie|ja\b))[^\n,;|.]{3,60}"),
}
_STREET = re.compile(r"(?i)(?:^|\W|_)(?:straat(?:naam)?|street)$")
_STREET_VALUE = re.compile(r"[^\W\d_][^\n,;|:]{1,48}[^\s,;|:]")
_ADDITION = re.compile(r"(?i)(?:^|\W|_)(?:toev(?:oeging)?|huisletter|hltr)\.?$")
_ADDITION_VALUE = re.compile(r"(?!(?i:geen|nee|n\.?v\.?t))[\w-]{1,6}(?!\w)")
_HOUSE_NUMBER = re.compile(r"(?i)huis(?:nummer|nr)|hnr|(?:straat|adres)_(?:nummer|nr)")
_SCORES: dict[Meaning, float] = {Kind.BIJZONDER: 0.75}


def find_fields(text: str, lists: Lists) -> Iterator[Finding]:
    """Yield the values that stand after the label of a field."""
    if ":" not in text and "=" not in text and "   " not in text:
        return
    for found in _fields(text):
        meaning = column_meaning(found[1])
        if meaning is Kind.PERSOON and not _is_speaker(text, found[1]):
            yield from _names(text, found, lists)
        pattern = _part_of_address(text, found[1]) or (_VALUES.get(meaning) if meaning else None)
        meaning = Kind.ADRES if pattern in _PARTS_OF_ADDRESS else meaning
        if pattern is None or not isinstance(meaning, Kind):
            continue
        end = _END.search(text, found.end(), found.end() + 120)
        value = pattern.match(text, found.end(), end.start() if end else len(text))
        if value:
            yield Finding(
                *value.span(), meaning, _SCORES.get(meaning, 0.9), f"veld '{found[1].strip()}'"
            )


def _fields(text: str) -> Iterator[re.Match[str]]:
    """Yield the labels of fields, looked for only around the signs that can follow one."""
    sign = _SIGN_OR_GAP if "   " in text or "\t" in text else _SIGN
    for start, end, first in lines_with(sign, text):
        yield from _FIELD.finditer(text, max(start, first - _LONGEST_LABEL), end)


_PARTS_OF_ADDRESS = (_STREET_VALUE, _ADDITION_VALUE)


def _part_of_address(text: str, label: str) -> re.Pattern[str] | None:
    """Return the shape of a street or an addition that has a field of its own, beside a number."""
    if _STREET.search(label) and _HOUSE_NUMBER.search(text):
        return _STREET_VALUE
    return _ADDITION_VALUE if _ADDITION.search(label) else None


def _is_speaker(text: str, label: str) -> bool:
    """Say whether `label` is a role that takes turns in a talk ("klant: hoi")."""
    return label.lower() in NO_SPEAKER and text.count(f"{label}:") > 1


def _names(text: str, field: re.Match[str], lists: Lists) -> Iterator[Finding]:
    end = _END.search(text, field.end(), field.end() + 120)
    stop = end.start() if end else min(len(text), field.end() + 120)
    for span in names_in(text, field.end(), stop, lists, is_list=True):
        yield Finding(*span, Kind.PERSOON, 0.9, f"veld '{field[1].strip()}'")
