"""One row of each kind of list: checked, and put into the draft of the lists.

Each `read_...` returns why the row is wrong, in a few Dutch words, or None. A reason never repeats
what stands in the row: it ends up on screens and in logs.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

from stadspoort.engines.privacy._lists import fold
from stadspoort.engines.privacy._name_words import JOINS
from stadspoort.engines.privacy._own_formats import MOST, why_wrong
from stadspoort.engines.privacy._own_values import (
    AlwaysMasked,
    NumberFormat,
    PersonName,
    address_key,
)
from stadspoort.engines.privacy._values import Kind

WORD = re.compile(r"[^\W_]+")
"""A word of a list, and of a text in which it is looked for."""

_MOST_WORDS = 12
_LEAST_SIGNS = 3
_LONGEST_TEXT = 200
_POSTCODE = re.compile(r"[1-9]\d{3} ?[A-Za-z]{2}")
_NUMBER = re.compile(r"\d{1,5}")
_NAME = re.compile(r"[^\W\d_][^\d_;|<>@]*")
_NO_LETTER = re.compile(r"[\W\d_]*")


@dataclass(slots=True)
class Draft:
    """What has been read so far."""

    staff: set[PersonName] = field(default_factory=set)
    officers: set[PersonName] = field(default_factory=set)
    streets: set[str] = field(default_factory=set)
    towns: set[str] = field(default_factory=set)
    addresses: set[int] = field(default_factory=set)
    organisations: set[str] = field(default_factory=set)
    formats: set[NumberFormat] = field(default_factory=set)
    never: set[str] = field(default_factory=set)
    always: set[AlwaysMasked] = field(default_factory=set)


def key_of(text: str) -> tuple[str, ...]:
    """Return the words of `text` as they are compared: lower case, without diacritics."""
    return tuple(fold(word) for word in WORD.findall(unicodedata.normalize("NFC", text)))


def read_staff(draft: Draft, cells: Mapping[str, str]) -> str | None:
    """Take in someone who works there."""
    return _read_name(draft.staff, cells)


def read_officer(draft: Draft, cells: Mapping[str, str]) -> str | None:
    """Take in someone in office."""
    return _read_name(draft.officers, cells)


def read_address(draft: Draft, cells: Mapping[str, str]) -> str | None:
    """Take in a street, its town, and the number at its postcode."""
    street, town = cells["straat"], cells.get("woonplaats", "")
    if _NO_LETTER.fullmatch(street) or len(street) > _LONGEST_TEXT:
        return "de straat is leeg of geen naam"
    postcode, number = cells.get("postcode", ""), cells.get("huisnummer", "")
    if postcode and not _POSTCODE.fullmatch(postcode):
        return "de postcode is niet vier cijfers en twee letters"
    if number and not _NUMBER.fullmatch(number):
        return "het huisnummer is geen getal van 1 tot 5 cijfers"
    draft.streets.add(_even(street))
    if town:
        draft.towns.add(_even(town))
    if postcode and number:
        draft.addresses.add(address_key(postcode.replace(" ", "").upper(), int(number)))
    return None


def read_organisation(draft: Draft, cells: Mapping[str, str]) -> str | None:
    """Take in a name that is no person."""
    return _read_text(draft.organisations, cells["naam"])


def read_never(draft: Draft, cells: Mapping[str, str]) -> str | None:
    """Take in a text that stays readable."""
    return _read_text(draft.never, cells["tekst"])


def read_always(draft: Draft, cells: Mapping[str, str]) -> str | None:
    """Take in a text that is always masked, as a name unless the row says as what."""
    name = cells.get("soort", "").upper() or Kind.PERSOON.value
    if name not in Kind.__members__:
        return "de soort bestaat niet; kies uit " + ", ".join(Kind.__members__)
    texts: set[str] = set()
    reason = _read_text(texts, cells["tekst"])
    draft.always.update(AlwaysMasked(text, Kind(name)) for text in texts)
    return reason


def read_format(draft: Draft, cells: Mapping[str, str]) -> str | None:
    """Take in a format of numbers."""
    kind = cells["soort"].lower()
    if kind not in ("zaak", "klant"):
        return "de soort is niet zaak of klant"
    if len(draft.formats) >= MOST:
        return f"er zijn meer dan {MOST} patronen"
    pattern = cells["patroon"]
    reason = why_wrong(pattern, is_case=kind == "zaak")
    if reason is None:
        draft.formats.add(NumberFormat(pattern, kind == "zaak"))
    return reason


def _read_name(into: set[PersonName], cells: Mapping[str, str]) -> str | None:
    last = cells.get("achternaam", "")
    first = cells.get("voornaam", "")
    if last:
        joins = cells.get("tussenvoegsel", "")
        names = [
            PersonName(first, joins, last),
            PersonName(cells.get("voorletters", ""), joins, last),
        ]
    else:
        names = [_split_name(cells.get("naam", ""))]
    whole = " ".join(part for part in names[0] if part)
    if len(whole) > _LONGEST_TEXT or not _NAME.fullmatch(whole) or len(key_of(whole)) > _MOST_WORDS:
        return "de naam is leeg of geen naam"
    given = [name for name in names if name.first] or names[:1]
    into.update(PersonName(*map(_even, name)) for name in given)
    return None


def _split_name(name: str) -> PersonName:
    """Return the parts of "Jan de Vries", "Vries, Jan de" or "Vries"."""
    last, comma, first = name.partition(",")
    words = first.split() if comma else name.split()
    if comma:
        joins = [word for word in words if word.lower() in JOINS]
        given = [word for word in words if word.lower() not in JOINS]
        return PersonName(" ".join(given), " ".join(joins), last.strip())
    at = next((at for at, word in enumerate(words) if at and word.lower() in JOINS), None)
    if at is None:
        return PersonName(" ".join(words[:-1]), "", words[-1] if words else "")
    end = at
    while end < len(words) - 1 and words[end].lower() in JOINS:
        end += 1
    return PersonName(" ".join(words[:at]), " ".join(words[at:end]), " ".join(words[end:]))


def _read_text(into: set[str], text: str) -> str | None:
    if len(text) > _LONGEST_TEXT or not 0 < len(key_of(text)) <= _MOST_WORDS:
        return f"de tekst is leeg of langer dan {_LONGEST_TEXT} tekens of {_MOST_WORDS} woorden"
    if sum(map(str.isalnum, text)) < _LEAST_SIGNS:
        return f"de tekst heeft minder dan {_LEAST_SIGNS} letters of cijfers"
    into.add(_even(text))
    return None


def _even(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())
