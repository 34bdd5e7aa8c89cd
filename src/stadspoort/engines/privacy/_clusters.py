"""Which names of one scope name one person: what is known decides, and nothing is guessed.

A name joins a person only if it fits exactly one of them. A name that fits two stays on its own.
What was joined stays joined: names that come later never move an earlier one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby

from stadspoort.engines.privacy._person_names import PersonName, Rank, Relation, relate

_MOST_COMPARED = 100
"""Persons with one surname that a name is compared with; among more of them only an equal full
name is the same person. It keeps a list of ten thousand members of one family linear."""

_Order = tuple[int, int, bool, bool, bool, str]


class Clusters:
    """The persons of one scope by the names they go by; a person is a number."""

    def __init__(self) -> None:
        self._names: dict[int, list[PersonName]] = {}
        self._by_key: defaultdict[str, set[int]] = defaultdict(set)

    def copy(self) -> Clusters:
        """Return persons that can grow without changing these."""
        made = Clusters()
        made._names = {person: names[:] for person, names in self._names.items()}
        made._by_key = defaultdict(set, {key: set(found) for key, found in self._by_key.items()})
        return made

    def add(self, person: int, name: PersonName) -> None:
        """Note that `name` is one of the names of `person`."""
        self._names.setdefault(person, []).append(name)
        for key in _own_keys(name):
            self._by_key[key].add(person)

    def fitting(self, name: PersonName) -> list[int]:
        """Return the persons that `name` may name, in order of their numbers."""
        if not self._names:
            return []
        near: set[int] = set()
        for key in _sought_keys(name):
            found = self._by_key.get(key, set())
            near |= found if len(found) <= _MOST_COMPARED else set()
        near |= self._by_key.get(_full_key(name), set()) if name.given else set()
        return sorted(person for person in near if self._fits(name, person)) if near else []

    def assign(self, names: Sequence[PersonName]) -> list[int]:
        """Return the person of each name, negative for a new one; they are noted at once.

        All names are looked at before one is placed, those that tell most first, and names that
        tell as much at the same time: the order in which they come makes no difference to who is
        joined with whom.
        """
        placed: dict[int, int] = {}
        orders = [_order(name) for name in names]
        order = sorted(range(len(names)), key=orders.__getitem__)
        for _, of_rank in groupby(order, key=lambda at: orders[at][0]):
            ranked = list(of_rank)
            contested = self._contested([names[at] for at in ranked]) if self._names else set()
            for _, equals in groupby(ranked, key=lambda at: orders[at][:3]):
                placed |= self._place(list(equals), names, contested)
        return [placed[at] for at in range(len(names))]

    def _place(
        self, equals: Sequence[int], names: Sequence[PersonName], contested: set[int]
    ) -> dict[int, int]:
        """Place names that tell as much: first with who was known, then with each other."""
        placed: dict[int, int] = {}
        is_open: dict[int, bool] = {}
        for at in equals:
            fitting = self.fitting(names[at])
            person = self._choice(names[at], fitting, contested)
            if person:
                placed[at] = person
            else:
                is_open[at] = not fitting or names[at].rank is Rank.FULL
        for at, person in placed.items():
            self.add(person, names[at])
        fresh: set[int] = set()
        for at, may_join in is_open.items():
            same = [p for p in self.fitting(names[at]) if p in fresh] if may_join else []
            placed[at] = same[0] if len(same) == 1 else -len(self._names) - 1
            fresh.add(placed[at])
            self.add(placed[at], names[at])
        return placed

    def rename(self, person: int, number: int) -> None:
        """Give a new person, negative so far, its number."""
        names = self._names.pop(person)
        for name in names:
            for key in _own_keys(name):
                self._by_key[key].discard(person)
        for name in names:
            self.add(number, name)

    def maybe_same(self, person: int) -> tuple[int, ...]:
        """Return the other persons that a name of this one fits too."""
        found = {other for name in self._names.get(person, ()) for other in self.fitting(name)}
        return tuple(sorted(found - {person}))

    def full_names(self, person: int) -> list[PersonName]:
        """Return the full names of a person."""
        return [name for name in self._names.get(person, ()) if name.rank is Rank.FULL]

    def all_full_names(self) -> Iterator[tuple[int, PersonName]]:
        """Yield each person with each of its full names."""
        for person in self._names:
            for name in self.full_names(person):
                yield person, name

    def _choice(self, name: PersonName, fitting: Sequence[int], contested: set[int]) -> int | None:
        """Return the one person among those fitting that `name` surely names, if there is one."""
        sure = [person for person in fitting if self.full_names(person)]
        if name.rank is not Rank.FULL or not sure:
            sure = [p for p in fitting if p in sure or self._is_settled(p)]
        return sure[0] if len(sure) == 1 and sure[0] not in contested else None

    def _fits(self, name: PersonName, person: int) -> bool:
        is_linked = False
        for known in self._names[person]:
            relation = relate(name, known)
            if relation is Relation.CONFLICT:
                return False
            is_linked = is_linked or relation is Relation.LINK
        return is_linked

    def _is_settled(self, person: int) -> bool:
        """Say whether the best name of a person fits nobody with a name as good or better."""
        best = self._best(person)
        return not any(
            _worth(self._best(other)) <= _worth(best)
            for other in self.fitting(best)
            if other != person
        )

    def _best(self, person: int) -> PersonName:
        return min(self._names[person], key=_worth)

    def _contested(self, names: Sequence[PersonName]) -> set[int]:
        """Return the persons that two of `names` fit that cannot both be theirs."""
        claims: defaultdict[int, dict[_Order, PersonName]] = defaultdict(dict)
        contested: set[int] = set()
        for name in names:
            for person in self.fitting(name):
                others = claims[person]
                if person in contested or _order(name) in others:
                    continue
                if any(relate(name, other) is Relation.CONFLICT for other in others.values()):
                    contested.add(person)
                others[_order(name)] = name
        return contested


def _worth(name: PersonName) -> tuple[int, int]:
    return (name.rank, -len(name.initials))


def _order(name: PersonName) -> _Order:
    """Return the place of a name in its batch: what tells most comes first.

    Names that are equal here are equal in all that decides whose they are.
    """
    is_short = any(len(word) == 1 for word in name.joins.split())
    key = " ".join((*name.given, name.initials, name.joins, name.surname, name.bare, name.other))
    return (*_worth(name), is_short, not name.joins, not name.gender, f"{key}/{name.gender}")


def _full_key(name: PersonName) -> str:
    return f"f:{' '.join(name.given)}|{name.surname}"


def _own_keys(name: PersonName) -> Iterator[str]:
    if name.bare:
        yield f"b:{name.bare}"
    if name.other:
        yield f"o:{name.other}"
    if name.surname:
        yield f"s:{name.surname}"
    if name.given:
        yield f"g:{name.given[0]}"
        yield f"g:{' '.join(name.given)}"
        yield _full_key(name)


def _sought_keys(name: PersonName) -> Iterator[str]:
    if name.bare:
        yield from (f"b:{name.bare}", f"s:{name.bare}", f"g:{name.bare}")
    if name.other:
        yield f"o:{name.other}"
    if name.surname:
        yield from (f"s:{name.surname}", f"b:{name.surname}")
    if name.given:
        yield from (f"b:{name.given[0]}", f"b:{' '.join(name.given)}")
