"""Which values of a scope are one entity: a person in several spellings, a number written twice.

A person is recognised by name (`_clusters`); an e-mail address is the person's whose full name it
spells. Numbers and addresses on the network are one entity when only their layout differs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from stadspoort.engines.privacy._clusters import Clusters
from stadspoort.engines.privacy._lists import fold
from stadspoort.engines.privacy._person_names import Gender, PersonName, gender_before, read_name
from stadspoort.engines.privacy._values import Finding, Kind

_LAYOUT_SAYS_NOTHING = frozenset((Kind.BSN, Kind.IBAN, Kind.KENTEKEN, Kind.POSTCODE))
_NO_SIGN = re.compile(r"[\W_]+")
_NO_LETTER = re.compile(r"[\W\d_]+")
_NO_DIGIT = re.compile(r"\D+")
_ABROAD = re.compile(r"^(?:\+|00)31(?:\s*\(0\)|\s*0)?")


@dataclass(frozen=True, slots=True)
class NewValue:
    """A value found in a text, for a vault that may not know it yet.

    Attributes:
        value: As it stands in the text.
        kind: What it was found as.
        gender: What the title before a name says: "m" a man, "v" a woman, or nothing.
    """

    value: str
    kind: Kind
    gender: str = ""

    @classmethod
    def found(cls, text: str, finding: Finding) -> NewValue:
        """Return the value of a finding in `text`, with what stands before it."""
        is_name = finding.kind is Kind.PERSOON
        return cls(
            text[finding.start : finding.end],
            finding.kind,
            gender_before(text, finding.start) if is_name else Gender.UNKNOWN,
        )


@dataclass(frozen=True, slots=True)
class Known:
    """A clean value with its kind, gender and, when it was placed before, its entity."""

    value: str
    kind: Kind
    gender: Gender
    entity: int = 0


class Entities:
    """The entities of one scope; grows, and never moves a value from one to another."""

    def __init__(self, known: Iterable[Known]) -> None:
        self._persons = Clusters()
        self._spelled: dict[tuple[Kind, str], int] = {}
        for value in known:
            if value.kind is Kind.PERSOON:
                self._persons.add(value.entity, read_name(value.value, value.gender))
            else:
                self._spelled.setdefault((value.kind, _spelled(value)), value.entity)

    def copy(self) -> Entities:
        """Return entities that can grow without changing these."""
        made = Entities(())
        made._persons = self._persons.copy()
        made._spelled = self._spelled.copy()
        return made

    def place(self, values: Sequence[Known], first: int) -> list[int]:
        """Return the entity of each new value; they are known from now on.

        The order of `values` decides nothing about which of them belong together. A new entity
        bears the number of its first value.

        Args:
            values: New values, each once.
            first: The number of the first of them; the others count on.
        """
        names = [read_name(v.value, v.gender) for v in values if v.kind is Kind.PERSOON]
        persons = iter(self._persons.assign(names))
        mailboxes = self._mailboxes() if any(v.kind is Kind.EMAIL for v in values) else {}
        made: dict[int, int] = {}
        placed: list[int] = []
        for number, value in enumerate(values, first):
            if value.kind is Kind.PERSOON:
                person = next(persons)
            else:
                is_mail = value.kind is Kind.EMAIL
                person = mailboxes.get(local_part(value.value), 0) if is_mail else 0
            if person < 0:
                person = made.setdefault(person, number)
            if value.kind is not Kind.PERSOON:
                person = self._spelled.setdefault((value.kind, _spelled(value)), person or number)
            placed.append(person)
        for person, number in made.items():
            self._persons.rename(person, number)
        return placed

    def maybe_same(self, entity: int) -> tuple[int, ...]:
        """Return the entities that may be the same person as this one; nothing decides it."""
        return self._persons.maybe_same(entity)

    def is_undecided(self, entity: int) -> bool:
        """Say whether an entity has no full name and may be the same person as another."""
        return bool(self.maybe_same(entity)) and not self._persons.full_names(entity)

    def _mailboxes(self) -> dict[str, int]:
        """Return the person whose full name a local part spells, where it is one person only."""
        owners: dict[str, int] = {}
        shared: set[str] = set()
        for person, name in self._persons.all_full_names():
            for local in _local_parts(name):
                if owners.setdefault(local, person) != person:
                    shared.add(local)
        return {local: person for local, person in owners.items() if local not in shared}


def _local_parts(name: PersonName) -> tuple[str, str]:
    given, surname = "".join(name.given), (name.joins + name.surname).replace(" ", "")
    return given + surname, surname + given


def local_part(address: str) -> str:
    """Return the letters of an e-mail address before "@" and "+", folded."""
    return _NO_LETTER.sub("", fold(address.partition("@")[0].partition("+")[0]))


def _spelled(value: Known) -> str:
    """Return what all layouts of a value have in common."""
    if value.kind in _LAYOUT_SAYS_NOTHING:
        return _NO_SIGN.sub("", value.value).upper() or value.value
    if value.kind is Kind.TELEFOON:
        return _NO_DIGIT.sub("", _ABROAD.sub("0", value.value)) or value.value
    return value.value.lower() if value.kind is Kind.EMAIL else value.value
