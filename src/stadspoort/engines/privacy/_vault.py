"""The vault of one scope: which token stands for which value, and who wrote it first."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from stadspoort.engines.privacy._entities import Entities, Known, NewValue
from stadspoort.engines.privacy._person_names import Gender
from stadspoort.engines.privacy._tokens import find_tokens, token_for
from stadspoort.engines.privacy._values import RESTRICTED_KINDS, Kind
from stadspoort.engines.privacy._words import WordIndex, clean
from stadspoort.errors import StadspoortError

_SHORTEST_VALUE = 3
_SHORTEST_NUMBER = 5
_GENDERS = frozenset(str(gender) for gender in Gender)
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
        entity: Number of the first value of this person or thing; 0 in vaults of before it was
            kept, and then the value is alone.
        gender: What the title before a name said when it was first found: "m", "v", "x" when
            titles of both stood before it, or nothing.
    """

    token: str
    number: int
    value: str
    kind: Kind
    writer: str
    is_restricted: bool
    entity: int = 0
    gender: str = ""


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, or a thing, with all its spellings in one scope.

    Attributes:
        number: As its tokens show it: the number of its first value.
        entries: Its values, by number.
        maybe_same: Numbers of entities that may be the same person: a name fits both, and nothing
            decides. "De Vries" in a scope with two persons of that name is such an entity.
        is_undecided: It has such numbers and no full name: who it is, nobody knows.
    """

    number: int
    entries: tuple[Entry, ...]
    maybe_same: tuple[int, ...]
    is_undecided: bool


class Vault:
    """The values of one scope in memory: one value has one token, one token one value.

    The spellings of one person have tokens that show the same entity. What was issued stays: a
    value that comes later never changes the token or the entity of an earlier one. So a bare name
    keeps the entity it had when it was seen first, also when a second person of that name appears.

    Spellings of a value that differ only in white space, invisible signs or Unicode composition
    are the same value: a name broken over two lines of a PDF is the same name. Putting back gives
    the clean spelling.
    """

    def __init__(self, tag: str, entries: Iterable[Entry] = ()) -> None:
        """Hold `entries`, in any order.

        Raises:
            VaultDamagedError: If two entries share a token or value, or one has another tag, an
                entity that came after it or a gender that nobody gave it.
        """
        self.tag = tag
        self._by_token: dict[str, Entry] = {}
        self._by_code: dict[str, Entry] = {}
        self._by_value: dict[str, Entry] = {}
        self._index: WordIndex | None = None
        self._sorted: list[str] | None = None
        self._last = 0
        self._entities: Entities | None = None
        self._sizes: Counter[int] = Counter()
        for entry in entries:
            key = clean(entry.value)
            if (
                _code(entry.token) in self._by_code
                or key in self._by_value
                or f"_{tag}" not in entry.token
                or not 0 <= entry.entity <= entry.number
                or entry.gender not in _GENDERS
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

    def by_code(self, code: str) -> Entry | None:
        """Return the entry whose token holds `code`: all behind the kind; None if there is none."""
        return self._by_code.get(code)

    def by_bare(self, name: str) -> Entry | None:
        """Return the entry whose token without brackets is `name`; None if there is none."""
        return self._by_token.get(f"[{name}]")

    @property
    def entities(self) -> tuple[Entity, ...]:
        """Return the persons and things by number."""
        members: dict[int, list[Entry]] = {}
        for entry in self.entries:
            members.setdefault(entry.entity, []).append(entry)
        known = self._known_entities()
        return tuple(
            Entity(number, tuple(entries), known.maybe_same(number), known.is_undecided(number))
            for number, entries in sorted(members.items())
        )

    def copy(self) -> Vault:
        """Return a vault with the same entries, to extend without changing this one."""
        made = Vault(self.tag)
        made._by_token = self._by_token.copy()
        made._by_code = self._by_code.copy()
        made._by_value = self._by_value.copy()
        made._last = self._last
        made._sizes = self._sizes.copy()
        made._entities = self._known_entities().copy()
        return made

    def knows(self, values: Iterable[NewValue]) -> bool:
        """Say whether `extend` with these values would change nothing."""
        for value in values:
            known = self._by_value.get(clean(value.value))
            if known is None or (value.kind in RESTRICTED_KINDS and not known.is_restricted):
                return False
        return True

    def add(self, value: str, kind: Kind, writer: str) -> Entry:
        """Return the entry of `value`, made if it is new; see `extend`.

        Raises:
            ValueError: If there is nothing but white space and invisible signs in `value`.
        """
        self.extend([NewValue(value, kind)], writer)
        return self._by_value[clean(value)]

    def extend(self, values: Iterable[NewValue], writer: str) -> list[Entry]:
        """Add the values that are new; return the entries that are new or became restricted.

        A known value keeps its token, kind, entity and writer. Found as a restricted kind even
        once, it stays restricted. Which of the values are one person does not depend on their
        order: a batch is a whole request or document, as far as the caller can take them together.

        Raises:
            ValueError: If there is nothing but white space and invisible signs in a value.
        """
        new: dict[str, tuple[Known, str]] = {}
        restricted: set[str] = set()
        changed: list[Entry] = []
        for value in values:
            key = clean(value.value)
            if not key:
                message = "an empty value has no token"
                raise ValueError(message)
            if value.kind in RESTRICTED_KINDS:
                restricted.add(key)
            if key not in self._by_value:
                seen = new.get(key)
                new[key] = (_seen_again(seen[0], value), seen[1]) if seen else _first(key, value)
        changed = [self._restrict(key) for key in restricted if self._is_open(key)]
        if new:
            changed += self._enter(new, restricted, writer)
        return changed

    def _is_open(self, key: str) -> bool:
        return key in self._by_value and not self._by_value[key].is_restricted

    def _restrict(self, key: str) -> Entry:
        entry = replace(self._by_value[key], is_restricted=True)
        self._by_token[entry.token] = self._by_code[_code(entry.token)] = entry
        self._by_value[key] = entry
        return entry

    def _enter(
        self, new: Mapping[str, tuple[Known, str]], restricted: set[str], writer: str
    ) -> list[Entry]:
        first = self._last + 1
        placed = self._known_entities().place([known for known, _ in new.values()], first)
        entered: list[Entry] = []
        for number, entity, (key, (known, kept)) in zip(
            range(first, first + len(new)), placed, new.items(), strict=True
        ):
            entry = Entry(
                token=self._free_token(known.kind, entity),
                number=number,
                value=kept,
                kind=known.kind,
                writer=writer,
                is_restricted=key in restricted,
                entity=entity,
                gender=str(known.gender),
            )
            self._keep(entry, key)
            entered.append(entry)
        return entered

    def _free_token(self, kind: Kind, entity: int) -> str:
        """Return the next token of an entity; one that an older vault has issued is passed over."""
        form = self._sizes[entity]
        while _code(token := token_for(kind, self.tag, entity, form)) in self._by_code:
            form += 1
        return token

    def _known_entities(self) -> Entities:
        if self._entities is None:
            self._entities = Entities(
                Known(key, entry.kind, Gender(entry.gender), entry.entity)
                for key, entry in self._by_value.items()
            )
        return self._entities

    def occurrences(self, text: str) -> list[tuple[int, int, Entry]]:
        """Return where known values stand in `text` as whole words, for text already clean.

        Values that would hit by chance (under 3 characters, numbers under 5 digits) are left out.
        """
        if self._index is None:
            # Whole before it is seen: many threads may read one vault.
            index = WordIndex()
            for value in self._by_value:
                _add_if_sure(index, value)
            self._index = index
        return [(start, end, self._by_value[value]) for start, end, value in self._index.find(text)]

    def foreign_tokens(self, text: str) -> int:
        """Return how many well-formed tokens in `text` are none of this vault's."""
        return sum(self.by_token(text[start:end]) is None for start, end in find_tokens(text))

    def is_start_of_code(self, text: str) -> bool:
        """Say whether `text` is a proper prefix of a code that was issued here."""
        if self._sorted is None:
            self._sorted = sorted(self._by_code)
        place = bisect_right(self._sorted, text)
        return place < len(self._sorted) and self._sorted[place].startswith(text)

    def _keep(self, entry: Entry, key: str) -> None:
        if not entry.entity:
            entry = replace(entry, entity=entry.number)
        self._sizes[entry.entity] += 1
        self._by_token[entry.token] = entry
        self._by_code[_code(entry.token)] = entry
        self._by_value[key] = entry
        self._last = max(self._last, entry.number)
        self._sorted = None
        if self._index is not None:
            _add_if_sure(self._index, key)


def _add_if_sure(index: WordIndex, value: str) -> None:
    """Add `value` to what is looked for, unless it would hit by chance."""
    if len(value) < _SHORTEST_VALUE:
        return
    if _NUMBER.fullmatch(value) and sum(map(str.isdigit, value)) < _SHORTEST_NUMBER:
        return
    index.add(value)


def _first(key: str, value: NewValue) -> tuple[Known, str]:
    """Return a value seen for the first time, and how it is kept."""
    kept = value.value.strip() if value.kind is Kind.GEHEIM else key
    return Known(key, value.kind, Gender(value.gender)), kept


def _seen_again(seen: Known, value: NewValue) -> Known:
    """Return a value with what a second place in the batch says of its gender."""
    if not value.gender or seen.gender == value.gender:
        return seen
    return replace(seen, gender=Gender.BOTH if seen.gender else Gender(value.gender))


def _code(token: str) -> str:
    return token[token.rfind("_") + 1 : -1]


def bare(token: str) -> str:
    """Return `token` without its brackets, for places that take letters, digits, "_" and "-"."""
    return token[1:-1]
