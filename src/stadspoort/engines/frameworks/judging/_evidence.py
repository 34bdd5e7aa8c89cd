"""What the evidence for one requirement comes to on a day.

Evidence *for* supports when it was read whole or in the passage itself, at its author's or as the
document, and when it is its giver's to give. Read as an excerpt or in a report it is to be checked.
Memory says nothing. It counts from its effective day up to its end, its maximum age, or the day
before it is withdrawn or annulled.

Evidence *against* counts when it is an own check, or of a supervisor or government. It has no
maximum age: a prohibition does not lapse because nobody looks. It contradicts when no supporting
evidence is newer.

What annuls and is not there, or is memory, leaves no trust: what supports falls from the start, and
what is against stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum

from stadspoort.engines.frameworks.judging._rules import ONE_DAY, days_after
from stadspoort.engines.frameworks.judging._values import Outcome
from stadspoort.engines.frameworks.library import Requirement
from stadspoort.engines.frameworks.records import Bearing, Evidence, ReadAs, Reliance, Via
from stadspoort.engines.frameworks.vocabulary import Deliverer, Vocabulary


class Weight(IntEnum):
    """What a piece of evidence is worth for one requirement."""

    NOTHING = 0
    TO_CHECK = 1
    SUPPORTS = 2
    AGAINST = 3


@dataclass(frozen=True, slots=True)
class Item:
    """A piece of evidence beside one requirement.

    Attributes:
        evidence: The evidence.
        weight: What it is worth here.
        last: Last day it counts; None for no end.
        lapsed_by_time: Whether that end is one of age or term, and not of withdrawal.
        is_assessment: Whether it is a person's judgement.
    """

    evidence: Evidence
    weight: Weight
    last: date | None
    lapsed_by_time: bool
    is_assessment: bool

    def counts_on(self, day: date) -> bool:
        """Say whether it counts on this day."""
        return self.evidence.effective <= day and (self.last is None or day <= self.last)

    def lapsed_on(self, day: date) -> bool:
        """Say whether it would have counted on this day, had it not become too old or ended."""
        return self.lapsed_by_time and self.last is not None and self.last < day


@dataclass(frozen=True, slots=True)
class Weighed:
    """What the evidence comes to.

    Attributes:
        outcome: met, enforced, to_check, expired, missing or contradicted.
        items: What it rests on, the longest first; or what was found and does not suffice.
        until: Last day before it gets worse by itself; None for none.
    """

    outcome: Outcome
    items: tuple[Item, ...]
    until: date | None


class EvidenceFile:
    """All evidence, as items beside a requirement."""

    def __init__(self, evidence: Iterable[Evidence], vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._by_type: dict[str, list[Evidence]] = {}
        self._by_concern: dict[str, list[Evidence]] = {}
        annulled: dict[str, date] = {}
        every = tuple(evidence)
        there = {each.id: each for each in every}
        for each in every:
            self._by_type.setdefault(each.type, []).append(each)
            for requirement in each.concerns:
                self._by_concern.setdefault(requirement, []).append(each)
            if each.annulled_by is not None:
                by = there.get(each.annulled_by)
                if by is not None and by.reliance != Reliance.MEMORY:
                    annulled[each.id] = by.effective
                elif each.bearing != Bearing.AGAINST:
                    # No trust from either: what supports falls from the start, what is against
                    # stays.
                    annulled[each.id] = date.min
        self._annulled: Mapping[str, date] = annulled

    def beside(self, requirement: Requirement) -> tuple[Item, ...]:
        """Return the evidence that may say something about a requirement, in order of id."""
        found: dict[str, Item] = {}
        for accepted in requirement.accepts:
            for each in self._by_type.get(accepted.type, ()):
                if not each.concerns or requirement.id in each.concerns:
                    found[each.id] = self._item(each, accepted.max_age_days)
        for each in self._by_concern.get(requirement.id, ()):
            if each.bearing == Bearing.AGAINST:
                found[each.id] = self._item(each, None)
        return tuple(found[id_] for id_ in sorted(found))

    def _item(self, evidence: Evidence, max_age: int | None) -> Item:
        type_ = self._vocabulary.evidence_types[evidence.type]
        weight = _weight(evidence, type_.deliverer)
        terms = [evidence.ends]
        if max_age is not None and weight != Weight.AGAINST:
            terms.append(_later(evidence.effective, max_age))
        taken = [evidence.withdrawn_on, self._annulled.get(evidence.id)]
        by_time = min((each for each in terms if each is not None), default=None)
        by_hand = min((_before(each) for each in taken if each is not None), default=None)
        is_by_time = by_time is not None and (by_hand is None or by_time <= by_hand)
        return Item(
            evidence, weight, by_time if is_by_time else by_hand, is_by_time, type_.assessment
        )


def _weight(evidence: Evidence, deliverer: Deliverer) -> Weight:
    if evidence.bearing == Bearing.CONTEXT or evidence.reliance == Reliance.MEMORY:
        return Weight.NOTHING
    if evidence.bearing == Bearing.AGAINST:
        own = (Reliance.OWN_CHECK, Reliance.SUPERVISOR_OR_GOVERNMENT)
        return Weight.AGAINST if evidence.reliance in own else Weight.NOTHING
    if evidence.reliance == Reliance.SUPPLIER_CLAIM and deliverer != Deliverer.SUPPLIER:
        return Weight.NOTHING
    if evidence.read_as == ReadAs.EXCERPT or evidence.via == Via.REPORT:
        return Weight.TO_CHECK
    return Weight.SUPPORTS


def _later(day: date, days: int) -> date:
    return day + timedelta(days=days) if (date.max - day).days >= days else date.max


def _before(day: date) -> date:
    return day - ONE_DAY if day > date.min else date.min


def weigh(
    requirement: Requirement, items: Sequence[Item], day: date, *, is_enforced: bool
) -> Weighed:
    """Return what these items come to for a requirement on a day.

    Args:
        requirement: With evidence to ask for; not a prohibition.
        items: Those whose subject matches.
        day: The day.
        is_enforced: Whether the gate or workbench sees to it. Then no evidence is needed, but an
            own check or a supervisor can still contradict it.
    """
    outcome = _outcome(requirement, items, day, is_enforced=is_enforced)
    until = None
    for moment in days_after(day, ((item.evidence.effective, item.last) for item in items)):
        then = _outcome(requirement, items, moment, is_enforced=is_enforced)
        if _rank(then) > _rank(outcome):
            until = moment - ONE_DAY
            break
    return Weighed(outcome, _shown(outcome, items, day), until)


def _outcome(
    requirement: Requirement, items: Sequence[Item], day: date, *, is_enforced: bool
) -> Outcome:
    counting = [item for item in items if item.counts_on(day)]
    support = [item for item in counting if item.weight == Weight.SUPPORTS]
    newest = max((item.evidence.effective for item in support), default=date.min)
    against = [item for item in counting if item.weight == Weight.AGAINST]
    if any(item.evidence.effective >= newest for item in against):
        return Outcome.CONTRADICTED
    if is_enforced:
        return Outcome.ENFORCED
    levels = [
        _level([item for item in items if item.evidence.type == accepted.type], day)
        for accepted in requirement.accepts
    ]
    level = max(levels) if requirement.needs_all else min(levels)
    if not requirement.machine:
        level = max(level, _level([item for item in items if item.is_assessment], day))
    return _LEVELS[level]


_LEVELS = (Outcome.MET, Outcome.TO_CHECK, Outcome.EXPIRED, Outcome.MISSING)


def _level(items: Sequence[Item], day: date) -> int:
    """Return the place in `_LEVELS` of evidence of one type."""
    if any(item.weight == Weight.SUPPORTS and item.counts_on(day) for item in items):
        return 0
    if any(item.weight == Weight.TO_CHECK and item.counts_on(day) for item in items):
        return 1
    is_lapsed = any(item.weight == Weight.SUPPORTS and item.lapsed_on(day) for item in items)
    return 2 if is_lapsed else 3


def _rank(outcome: Outcome) -> int:
    return {Outcome.MET: 0, Outcome.ENFORCED: 0, Outcome.CONTRADICTED: 2}.get(outcome, 1)


def _shown(outcome: Outcome, items: Sequence[Item], day: date) -> tuple[Item, ...]:
    if outcome in (Outcome.MET, Outcome.ENFORCED):
        found = [i for i in items if i.weight == Weight.SUPPORTS and i.counts_on(day)]
    elif outcome == Outcome.CONTRADICTED:
        found = [i for i in items if i.weight == Weight.AGAINST and i.counts_on(day)]
    else:
        found = [i for i in items if i.weight != Weight.AGAINST]
    return tuple(sorted(found, key=lambda item: item.last or date.max, reverse=True))
