"""A municipality's own data for the detector, as one value that never changes."""

from __future__ import annotations

import hashlib
import json
from array import array
from base64 import b64decode, b64encode
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from typing import Any, NamedTuple

from stadspoort.engines.privacy._values import Kind
from stadspoort.errors import StadspoortError

_FORMAT = 1


class ListsDamagedError(StadspoortError):
    """The packed form of the lists is not what `MunicipalLists.packed` makes."""

    code = "privacy.lists_damaged"


class PersonName(NamedTuple):
    """A name in its parts, as written; `first` may be empty or hold initials ("J.A.")."""

    first: str
    joins: str
    last: str


class NumberFormat(NamedTuple):
    """How the municipality writes a number: `pattern` in the mini-syntax of `_own_formats`.

    `is_case` tells a number of one case (never masked) from one of a person (KLANTNUMMER).
    """

    pattern: str
    is_case: bool


class AlwaysMasked(NamedTuple):
    """A text that is always masked, and as what."""

    text: str
    kind: Kind


@dataclass(frozen=True)
class MunicipalLists:
    """What a municipality knows of its own people, addresses and numbers.

    Every tuple is sorted and without doubles, so that the same content has the same `version`
    whatever the order of the files was.

    Attributes:
        staff: People who work there.
        officers: Council members, aldermen and the mayor, in office now.
        streets: Names of streets, as in the BAG.
        towns: Names of towns.
        addresses: Postcodes with house numbers, each as `address_key`, sorted, 8 bytes each in
            the order of the machine; `has_address` asks.
        organisations: Names that are no persons.
        formats: How numbers are written.
        never: Texts that are never masked.
        always: Texts that always are; wins from `never`.
    """

    staff: tuple[PersonName, ...] = ()
    officers: tuple[PersonName, ...] = ()
    streets: tuple[str, ...] = ()
    towns: tuple[str, ...] = ()
    addresses: bytes = field(default=b"", repr=False)
    organisations: tuple[str, ...] = ()
    formats: tuple[NumberFormat, ...] = ()
    never: tuple[str, ...] = ()
    always: tuple[AlwaysMasked, ...] = ()

    @cached_property
    def packed(self) -> bytes:
        """The lists as bytes, to store them and to hand them to another process.

        Holds personal data: store it encrypted only.
        """
        shown: dict[str, Any] = {item.name: getattr(self, item.name) for item in fields(self)}
        shown["addresses"] = b64encode(_swapped(self.addresses)).decode()
        shown["format"] = _FORMAT
        return json.dumps(shown, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()

    @classmethod
    def unpack(cls, packed: bytes) -> MunicipalLists:
        """Return the lists that were packed.

        Raises:
            ListsDamagedError: If these bytes are something else.
        """
        try:
            shown = json.loads(packed)
            if shown.pop("format") != _FORMAT or not _is_text(shown):
                raise ListsDamagedError
            addresses = _swapped(b64decode(shown.pop("addresses"), validate=True))
            found = cls(
                staff=tuple(PersonName(*name) for name in shown.pop("staff")),
                officers=tuple(PersonName(*name) for name in shown.pop("officers")),
                formats=tuple(NumberFormat(*item) for item in shown.pop("formats")),
                always=tuple(AlwaysMasked(text, Kind(kind)) for text, kind in shown.pop("always")),
                addresses=addresses,
                **{name: tuple(entries) for name, entries in shown.items()},
            )
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise ListsDamagedError from error
        return found

    @cached_property
    def version(self) -> str:
        """SHA-256 of the content, in hexadecimal: the same content is the same version."""
        return hashlib.sha256(self.packed).hexdigest()

    @property
    def counts(self) -> Mapping[str, int]:
        """How many entries each list has, by the name of its attribute."""
        sizes = {item.name: len(getattr(self, item.name)) for item in fields(self)}
        return {**sizes, "addresses": len(self.addresses) // 8}

    def merged(self, other: MunicipalLists, *, taking: frozenset[str]) -> MunicipalLists:
        """Return these lists with the attributes `taking` of `other`."""
        return replace(self, **{name: getattr(other, name) for name in taking})

    def has_address(self, postcode: str, number: int) -> bool:
        """Say whether `number` stands at `postcode` ("1234AB") in the BAG extract."""
        keys = memoryview(self.addresses).cast("Q")
        wanted = address_key(postcode, number)
        at = bisect_left(keys, wanted)
        return at < len(keys) and keys[at] == wanted


def _is_text(shown: object) -> bool:
    """Say whether the lists hold only text, and numbers where formats say "true" or "false"."""
    if isinstance(shown, dict | list):
        return all(map(_is_text, shown.values() if isinstance(shown, dict) else shown))
    return isinstance(shown, str | bool)


def address_key(postcode: str, number: int) -> int:
    """Return one number for a postcode of four digits and two capitals, and a house number."""
    first, second = (ord(letter) - ord("A") for letter in postcode[4:])
    return (int(postcode[:4]) * 676 + first * 26 + second) * 100_000 + number


def _swapped(addresses: bytes) -> bytes:
    """Return the numbers turned from the order of this machine to big-endian, or back."""
    numbers = array("Q", addresses)
    if array("H", [1]).tobytes() == b"\x01\x00":
        numbers.byteswap()
    return numbers.tobytes()
