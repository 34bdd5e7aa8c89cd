"""Per requirement how often it stands in the way, why, and whether anybody could show it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from stadspoort.engines.frameworks.facts import Facts
from stadspoort.engines.frameworks.judging import Finding, Outcome, Verdict, judge
from stadspoort.engines.frameworks.library import Library, Requirement

_IN_THE_WAY = (Verdict.UNPROVEN, Verdict.FORBIDDEN)


@dataclass(slots=True)
class _Counted:
    requirement: Requirement
    framework: str
    article: str
    asked: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    applications: set[str] = field(default_factory=set)
    uses: set[str] = field(default_factory=set)
    missing: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One requirement that stands in the way of a permission.

    Attributes:
        requirement: Its id.
        framework: With its version, `aia@2026-07-27`.
        article: Of its provision.
        obligation: In Dutch.
        asked: For how many pairs of application and use it applies.
        outcomes: Of those where it stands in the way, how many by outcome.
        applications: How many applications that touches.
        uses: How many uses.
        deliverers: Who could show it: kinds of deliverers, sorted.
        is_seen: Whether the facts hold evidence of a type that it accepts, of anybody. False: in
            this register nobody could show it so far.
        missing: Attributes without a value that leave it open.
    """

    requirement: str
    framework: str
    article: str
    obligation: str
    asked: int
    outcomes: Mapping[str, int]
    applications: int
    uses: int
    deliverers: tuple[str, ...]
    is_seen: bool
    missing: tuple[str, ...]

    @property
    def count(self) -> int:
        """Return in how many pairs of application and use it stands in the way."""
        return sum(self.outcomes.values())


def obstacles(library: Library, facts: Facts, day: date) -> tuple[Obstacle, ...]:
    """Return the requirements that stand in the way on a day, the commonest first.

    A freely accessible service that is forbidden altogether does not count: that is meant so.
    """
    counted: dict[tuple[str, str], _Counted] = {}
    for application in facts.applications.values():
        if application.kind == "consumer":
            continue
        for use in facts.uses:
            for finding in judge(library, facts, application.id, use, day).trace:
                if finding.applies:
                    _count(counted, finding, application.id, use)
    types = {each.type for each in facts.all_evidence()}
    found = [_obstacle(each, types, library) for each in counted.values() if each.outcomes]
    return tuple(sorted(found, key=lambda each: (-each.count, each.framework, each.requirement)))


def _count(
    counted: dict[tuple[str, str], _Counted], finding: Finding, application: str, use: str
) -> None:
    framework = f"{finding.framework}@{finding.version}"
    key = (framework, finding.requirement.id)
    if key not in counted:
        counted[key] = _Counted(finding.requirement, framework, finding.article)
    row = counted[key]
    row.asked += 1
    if finding.effect in _IN_THE_WAY and finding.outcome not in (Outcome.MET, Outcome.ENFORCED):
        row.outcomes[str(finding.outcome)] += 1
        row.applications.add(application)
        row.uses.add(use)
        row.missing.update(finding.missing)


def _obstacle(row: _Counted, types: set[str], library: Library) -> Obstacle:
    accepted = [each.type for each in row.requirement.accepts]
    known = library.vocabulary.evidence_types
    return Obstacle(
        requirement=row.requirement.id,
        framework=row.framework,
        article=row.article,
        obligation=row.requirement.obligation,
        asked=row.asked,
        outcomes=dict(row.outcomes),
        applications=len(row.applications),
        uses=len(row.uses),
        deliverers=tuple(sorted({str(known[each].deliverer) for each in accepted})),
        is_seen=bool(types.intersection(accepted)),
        missing=tuple(sorted(row.missing)),
    )
