"""Standing, and the facts it is judged from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Standing(StrEnum):
    """What may be said of one use: of an application, with a model, for a purpose.

    Same slugs as everywhere; the order is from best to worst.
    """

    TOEGESTAAN = "toegestaan"
    ONDER_VOORWAARDEN = "onder_voorwaarden"
    NIET_AANGETOOND = "niet_aangetoond"
    VERBODEN = "verboden"

    @property
    def badness(self) -> int:
        """Return 0 for the best standing to 3 for the worst."""
        return _FROM_BEST_TO_WORST.index(self)


_FROM_BEST_TO_WORST = tuple(Standing)


def worst(standings: Iterable[Standing]) -> Standing:
    """Return the worst; of none at all "niet aangetoond", because unknown is never green."""
    return max(standings, key=lambda standing: standing.badness, default=Standing.NIET_AANGETOOND)


@dataclass(frozen=True, slots=True)
class Assessed:
    """What evidence or policy says of this use, or of a wider group it belongs to.

    Attributes:
        standing: The outcome of the assessment.
        reason: Why, in Dutch.
        assessed_on: First day it counts.
        valid_until: Last day it counts; None means until it is replaced.
        conditions: What the user must keep to, in Dutch.
    """

    standing: Standing
    reason: str
    assessed_on: date
    valid_until: date | None = None
    conditions: tuple[str, ...] = ()

    def holds_on(self, day: date) -> bool:
        """Say whether it counts on this day, first and last day included."""
        return self.assessed_on <= day and (self.valid_until is None or day <= self.valid_until)


@dataclass(frozen=True, slots=True)
class Decided:
    """What a person decided about exactly this use.

    Attributes:
        allows: True lets it be used under conditions, False forbids it.
        reason: Why, in Dutch.
        decided_on: First day it counts.
        valid_until: Last day it counts; None means until it is withdrawn.
        conditions: What the user must keep to, in Dutch.
        is_withdrawn: True once someone took it back; then it counts for nothing.
    """

    allows: bool
    reason: str
    decided_on: date
    valid_until: date | None = None
    conditions: tuple[str, ...] = ()
    is_withdrawn: bool = False

    def holds_on(self, day: date) -> bool:
        """Say whether it counts on this day, first and last day included."""
        if self.is_withdrawn or day < self.decided_on:
            return False
        return self.valid_until is None or day <= self.valid_until


@dataclass(frozen=True, slots=True)
class Judgement:
    """What holds for one use on one day.

    Attributes:
        standing: The outcome.
        reason: Why, in Dutch.
        until: Last day the outcome can be counted on; None when no end is set.
        conditions: What the user must keep to, in Dutch.
        by_person: True when a person's decision made the outcome what it is.
    """

    standing: Standing
    reason: str
    until: date | None = None
    conditions: tuple[str, ...] = ()
    by_person: bool = False
