"""How much public sources leave open, per use, and who can close it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from stadspoort.engines.frameworks.facts import Facts
from stadspoort.engines.frameworks.judging import Finding, Outcome, Verdict, judge
from stadspoort.engines.frameworks.library import Library

_SHOWN = frozenset({Outcome.MET, Outcome.ENFORCED})
ATTRIBUTE = "attribute"
"""Who closes an open question that no document answers: whoever fills in the intake."""


@dataclass(frozen=True, slots=True)
class Openness:
    """What is open for one use, over all applications.

    Attributes:
        use: Its id.
        verdicts: Applications by verdict.
        asked: Requirements that apply, over all applications.
        open: Of these, neither met nor enforced.
        deliverers: Of the open ones, how many somebody could close: by kind of deliverer
            ("municipality", "supplier", "government", "gate"), and "attribute" for a question of
            the intake. One that two can close counts for both.
    """

    use: str
    verdicts: Mapping[str, int]
    asked: int
    open: int
    deliverers: Mapping[str, int]

    @property
    def share(self) -> float:
        """Return the open part of what is asked, 0 to 1."""
        return self.open / self.asked if self.asked else 0.0


def openness(library: Library, facts: Facts, day: date) -> tuple[Openness, ...]:
    """Return for each use what is open on a day. Applications that are forbidden do not count."""
    return tuple(_of_use(library, facts, use, day) for use in facts.uses)


def _of_use(library: Library, facts: Facts, use: str, day: date) -> Openness:
    verdicts: Counter[str] = Counter()
    deliverers: Counter[str] = Counter()
    asked = unshown = 0
    for application in facts.applications:
        ruling = judge(library, facts, application, use, day)
        verdicts[str(ruling.verdict)] += 1
        if ruling.verdict is Verdict.FORBIDDEN:
            continue
        applying = [finding for finding in ruling.trace if finding.applies]
        left = [finding for finding in applying if finding.outcome not in _SHOWN]
        asked += len(applying)
        unshown += len(left)
        for finding in left:
            deliverers.update(deliverers_of(finding, library))
    return Openness(use, dict(verdicts), asked, unshown, dict(deliverers))


def deliverers_of(finding: Finding, library: Library) -> frozenset[str]:
    """Return who can close an open finding; see `Openness.deliverers`."""
    if finding.missing:
        return frozenset({ATTRIBUTE})
    types = library.vocabulary.evidence_types
    return frozenset(str(types[each.type].deliverer) for each in finding.requirement.accepts)
