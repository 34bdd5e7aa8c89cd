"""Which requirements ask something on a day, and on which later days that changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeAlias

from stadspoort.engines.frameworks.conditions import All, AnyOf, Condition, Constant, Value
from stadspoort.engines.frameworks.library import FrameworkVersion, Library, Requirement

ONE_DAY = timedelta(days=1)
Key: TypeAlias = tuple[str, str]
"""Id and hash of a requirement: the same text, in whatever version."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A requirement that counts on one day.

    Attributes:
        requirement: The requirement.
        version: The version it stands in.
        article: Of its provision.
        asks: For which use it applies that day: its own condition, and being of a kind that the
            provision already applies to.
    """

    requirement: Requirement
    version: FrameworkVersion
    article: str
    asks: Condition

    @property
    def key(self) -> Key:
        """Return what stays the same from one version to the next."""
        return self.requirement.id, self.requirement.hash


@dataclass(frozen=True, slots=True)
class LawChange:
    """One requirement that begins, ends or becomes wider or narrower on known later days.

    Attributes:
        now: What it asks on the day itself; never, when it does not count yet.
        later: From each of these days on, in order.
    """

    now: Condition
    later: tuple[tuple[date, Condition], ...]

    def first(self, lookup: Callable[[str], Value | None]) -> date | None:
        """Return the first day on which it is another answer; None when it stays the same."""
        before = self.now.truth(lookup)
        return next((day for day, asks in self.later if asks.truth(lookup) is not before), None)


NEVER = Condition(Constant(False), frozenset())


def rules_on(library: Library, day: date) -> tuple[Rule, ...]:
    """Return the requirements that count on a day, by framework and order of the file."""
    found = []
    for version in library.on(day):
        provisions = {each.id: each for each in version.provisions}
        for requirement in version.requirements:
            provision = provisions[requirement.provision]
            kinds = [
                entry.when
                for entry in provision.applies
                if entry.actor == requirement.actor
                and entry.kind in requirement.kinds
                and entry.holds_on(day)
            ]
            if kinds:
                asks = _asks(requirement.condition, kinds)
                found.append(Rule(requirement, version, provision.article, asks))
    return tuple(found)


def law_changes(library: Library, day: date) -> tuple[LawChange, ...]:
    """Return the requirements whose scope is another on a known later day."""
    now = _scopes(library, day)
    later: dict[tuple[Key, str], list[tuple[date, Condition]]] = {}
    current = dict(now)
    for moment in _law_dates(library, day):
        then = _scopes(library, moment)
        for key in current.keys() | then.keys():
            asks = then.get(key, NEVER)
            if current.get(key, NEVER) != asks:
                later.setdefault(key, []).append((moment, asks))
        current = then
    return tuple(
        LawChange(now.get(key, NEVER), tuple(steps)) for key, steps in sorted(later.items())
    )


def _scopes(library: Library, day: date) -> dict[tuple[Key, str], Condition]:
    """Return what is asked for which use, by text and by whether the text is a concept."""
    return {(rule.key, rule.version.status): rule.asks for rule in rules_on(library, day)}


def _law_dates(library: Library, day: date) -> list[date]:
    """Return the days after `day` on which a version or provision begins, or has ended."""
    periods: list[tuple[date, date | None]] = []
    for version in library.versions:
        periods.append((version.first, version.last))
        periods += [
            (entry.first, entry.last)
            for provision in version.provisions
            for entry in provision.applies
        ]
    return days_after(day, periods)


def days_after(day: date, periods: Iterable[tuple[date, date | None]]) -> list[date]:
    """Return the days after `day` on which a period begins or has ended, in order."""
    found: set[date] = set()
    for first, last in periods:
        found.add(first)
        if last is not None and last < date.max:
            found.add(last + ONE_DAY)
    return sorted(each for each in found if each > day)


def _asks(condition: Condition, kinds: list[Condition | None]) -> Condition:
    limited = [each for each in kinds if each is not None]
    if len(limited) < len(kinds):  # one of the kinds is everything
        return condition
    kind = limited[0].root if len(limited) == 1 else AnyOf(tuple(each.root for each in limited))
    names = frozenset().union(condition.names, *(each.names for each in limited))
    return Condition(All((condition.root, kind)), names)
