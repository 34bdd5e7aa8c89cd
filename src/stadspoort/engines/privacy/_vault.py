"""The vault of one scope: which token stands for which value, and who wrote it first."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace

from stadspoort.engines.privacy._tokens import token_for
from stadspoort.engines.privacy._values import RESTRICTED_KINDS, Kind
from stadspoort.engines.privacy._words import WordIndex, clean
from stadspoort.errors import StadspoortError

_SHORTEST_VALUE = 3
_SHORTEST_NUMBER = 5
_NUMBER = re.compile(r"[\d\s.,-]+")


class VaultDamagedError(StadspoortError):
    """Entries share a token or value, or one is of another scope: nothing may be restored."""

    code = "privacy.vault_damaged"


@dataclass(frozen=True, slots=True)
class Entry:
    """One value of a scope and the token that stands for it.

    Attributes:
        token: With brackets: "[PERSOON_k7f3q2a1]".
        number: 1 for the first value of the scope, counting on.
        value: The value; white space inside is one space and invisible signs are gone, except in
            a secret (GEHEIM), which is kept to the letter.
        kind: What the value was found as first; the token carries this kind.
        writer: The asker who wrote the value first.
        is_restricted: Put back only in answer text and only for the writer.
    """

    token: str
    number: int
    value: str
    kind: Kind
    writer: str
    is_restricted: bool


class Vault:
    """The values of one scope in memory: one value has one token, one token one value.

    Spellings of a value that differ only in white space, invisible signs or Unicode composition
    are the same value: a name broken over two lines of a PDF is the same name. Putting back gives
    the clean spelling.
    """

    def __init__(self, tag: str, entries: Iterable[Entry] = ()) -> None:
        """Hold `entries`, in any order.

        Raises:
            VaultDamagedError: If two entries share a token or value, or one has another tag.
        """
        self.tag = tag
        self._by_token: dict[str, Entry] = {}
        self._by_value: dict[str, Entry] = {}
        self._index: WordIndex | None = None
        self._sorted: list[str] | None = None
        self._last = 0
        for entry in entries:
            key = clean(entry.value)
            if (
                entry.token in self._by_token
                or key in self._by_value
                or f"_{tag}" not in entry.token
            ):
                raise VaultDamagedError(number=entry.number)
            self._keep(entry, key)

    def __len__(self) -> int:
        return len(self._by_token)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Return the entries by number."""
        return tuple(sorted(self._by_token.values(), key=lambda entry: entry.number))

    def by_value(self, value: str) -> Entry | None:
        """Return the entry of `value` in any of its spellings; None if it is unknown."""
        return self._by_value.get(clean(value))

    def by_token(self, token: str) -> Entry | None:
        """Return the entry of this exact token; None if this scope did not issue it."""
        return self._by_token.get(token)

    def by_bare(self, name: str) -> Entry | None:
        """Return the entry whose token without brackets is `name`; None if there is none."""
        return self._by_token.get(f"[{name}]")

    def add(self, value: str, kind: Kind, writer: str) -> Entry:
        """Return the entry of `value`, made if it is new.

        A known value keeps its token, kind and writer. Found as a restricted kind even once, it
        stays restricted.

        Raises:
            ValueError: If there is nothing but white space and invisible signs in `value`.
        """
        key = clean(value)
        if not key:
            message = "an empty value has no token"
            raise ValueError(message)
        known = self._by_value.get(key)
        if known is None:
            number = self._last + 1
            kept = value if kind is Kind.GEHEIM else key
            entry = Entry(
                token=token_for(kind, self.tag, number),
                number=number,
                value=kept,
                kind=kind,
                writer=writer,
                is_restricted=kind in RESTRICTED_KINDS,
            )
            self._keep(entry, key)
            return entry
        if kind in RESTRICTED_KINDS and not known.is_restricted:
            known = replace(known, is_restricted=True)
            self._by_token[known.token] = self._by_value[key] = known
        return known

    def occurrences(self, text: str) -> list[tuple[int, int, Entry]]:
        """Return where known values stand in `text` as whole words, for text already clean.

        Values that would hit by chance (under 3 characters, numbers under 5 digits) are left out.
        """
        if self._index is None:
            self._index = WordIndex()
            for value in self._by_value:
                self._index_value(value)
        return [(start, end, self._by_value[value]) for start, end, value in self._index.find(text)]

    def is_start_of_token(self, text: str) -> bool:
        """Say whether `text` is a proper prefix of a token that was issued here."""
        if self._sorted is None:
            self._sorted = sorted(self._by_token)
        place = bisect_right(self._sorted, text)
        return place < len(self._sorted) and self._sorted[place].startswith(text)

    def _keep(self, entry: Entry, key: str) -> None:
        self._by_token[entry.token] = entry
        self._by_value[key] = entry
        self._last = max(self._last, entry.number)
        self._sorted = None
        if self._index is not None:
            self._index_value(key)

    def _index_value(self, value: str) -> None:
        if len(value) < _SHORTEST_VALUE:
            return
        if _NUMBER.fullmatch(value) and sum(map(str.isdigit, value)) < _SHORTEST_NUMBER:
            return
        if self._index is not None:
            self._index.add(value)


def bare(token: str) -> str:
    """Return `token` without its brackets, for places that take letters, digits, "_" and "-"."""
    return token[1:-1]
