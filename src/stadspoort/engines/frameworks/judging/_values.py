"""What judging says: a verdict, what it rests on, and how far each condition reaches."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from stadspoort.engines.frameworks.library import Requirement
from stadspoort.engines.frameworks.records import Decision
from stadspoort.engines.frameworks.vocabulary import Reach


class Verdict(StrEnum):
    """What may be said of an application for a use on a day; from best to worst."""

    ALLOWED = "allowed"
    CONDITIONAL = "conditional"
    UNPROVEN = "unproven"
    FORBIDDEN = "forbidden"

    @property
    def badness(self) -> int:
        """Return 0 for the best verdict to 3 for the worst."""
        return _BADNESS[self]


_BADNESS = {verdict: place for place, verdict in enumerate(Verdict)}


class Outcome(StrEnum):
    """What came of one requirement."""

    MET = "met"
    ENFORCED = "enforced"
    MISSING = "missing"
    EXPIRED = "expired"
    TO_CHECK = "to_check"
    CONTRADICTED = "contradicted"
    PROHIBITED = "prohibited"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"
    SET_ASIDE = "set_aside"


class Basis(StrEnum):
    """By what authority a requirement counts."""

    CONCEPT = "concept"
    ADOPTED = "adopted"
    FINAL = "final"
    SET_ASIDE = "set_aside"


@dataclass(frozen=True, slots=True)
class Authority:
    """What a requirement rests on, on one day.

    Attributes:
        basis: A concept can refuse, and never makes green.
        by: Who adopted it or set it aside.
        on: Since when.
        reason: Why it was set aside, or on whose advice it was adopted.
        until: Last day on which this is so; None for no end.
    """

    basis: Basis
    by: str | None = None
    on: date | None = None
    reason: str | None = None
    until: date | None = None

    @property
    def counts(self) -> bool:
        """Say whether a requirement that is met counts towards a permission."""
        return self.basis in (Basis.ADOPTED, Basis.FINAL)


@dataclass(frozen=True, slots=True)
class Finding:
    """What came of one requirement, and why.

    Attributes:
        requirement: The requirement.
        framework: Its framework.
        version: Its version.
        article: Of its provision.
        outcome: What came of it.
        effect: The best verdict that is left with it.
        reason: In Dutch.
        reach: How far it is enforced for this application.
        rests_on: By what authority it counts.
        evidence: Ids: what it rests on, or what was found and does not suffice.
        missing: Attributes without a value that leave it open.
        until: Last day before it gets worse by itself; None for none.
    """

    requirement: Requirement
    framework: str
    version: str
    article: str
    outcome: Outcome
    effect: Verdict
    reason: str
    reach: Reach
    rests_on: Authority
    evidence: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    until: date | None = None

    @property
    def applies(self) -> bool:
        """Say whether it has a say: it is not out of scope and not set aside."""
        return self.outcome not in (Outcome.NOT_APPLICABLE, Outcome.SET_ASIDE)


@dataclass(frozen=True, slots=True)
class UseCondition:
    """A condition of use, and how far it is enforced here."""

    id: str
    reach: Reach


@dataclass(frozen=True, slots=True)
class Ruling:
    """The verdict on one application for one use on one day, with everything behind it.

    Attributes:
        application: Its id.
        use: Its id.
        day: The day.
        verdict: What may be said.
        valid_until: Last day it can be counted on with what is known now; None for no end.
        conditions: What a user must keep to.
        trace: Every requirement of every version in force that day, the deciding ones first.
        decision: The decision of a person that made it what it is; None when it was none.
    """

    application: str
    use: str
    day: date
    verdict: Verdict
    valid_until: date | None
    conditions: tuple[UseCondition, ...]
    trace: tuple[Finding, ...]
    decision: Decision | None = None

    @property
    def reasons(self) -> tuple[Finding, ...]:
        """Return the findings that are not out of scope."""
        return tuple(each for each in self.trace if each.outcome != Outcome.NOT_APPLICABLE)

    @property
    def shortcomings(self) -> tuple[Finding, ...]:
        """Return what falls short and is left as a condition."""
        return tuple(each for each in self.trace if each.effect == Verdict.CONDITIONAL)


@dataclass(frozen=True, slots=True)
class Row:
    """A ruling without its trace."""

    application: str
    use: str
    verdict: Verdict
    valid_until: date | None
    conditions: tuple[UseCondition, ...]
