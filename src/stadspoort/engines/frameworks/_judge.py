"""The rule that joins evidence and people.

```
                         no decision          allows            forbids
toegestaan               toegestaan           onder voorw.      verboden
onder voorwaarden        onder voorw.         onder voorw.      verboden
niet aangetoond / none   niet aangetoond      onder voorw.      verboden
verboden                 verboden             verboden          verboden
```
A person may always be stricter than the evidence, lifts at most one step and never a prohibition.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from stadspoort.engines.frameworks._values import Assessed, Decided, Judgement, Standing, worst

NOT_ASSESSED = "Dit gebruik is nog niet beoordeeld."
_FORBIDDEN_ALL_THE_SAME = "Een besluit van een medewerker kan een verbod niet opheffen."


def judge(assessed: Sequence[Assessed], decided: Sequence[Decided], day: date) -> Judgement:
    """Return what holds for one use on `day`.

    Args:
        assessed: Every assessment that covers the use, also those of wider groups; the worst wins.
            None at all, or one that lapsed, is "niet aangetoond".
        decided: Every decision about exactly this use, in any order. Of those that count, one that
            forbids goes before one that allows, and a later one before an earlier one.
        day: The day in the Netherlands.
    """
    base = _base(assessed, day)
    counting = [decision for decision in decided if decision.holds_on(day)]
    if not counting:
        return _with_lapsed(base, decided, day)
    decision = max(counting, key=lambda each: (not each.allows, each.decided_on))
    if base.standing == Standing.VERBODEN:
        return _still_forbidden(base, decision)
    standing = Standing.ONDER_VOORWAARDEN if decision.allows else Standing.VERBODEN
    return Judgement(
        standing=standing,
        reason=decision.reason,
        until=_earliest(decision.valid_until, base.until),
        conditions=(*base.conditions, *decision.conditions),
        by_person=True,
    )


def _base(assessed: Sequence[Assessed], day: date) -> Judgement:
    if not assessed:
        return Judgement(Standing.NIET_AANGETOOND, NOT_ASSESSED)
    judged = [_on(day, each) for each in assessed]
    standing = worst(each.standing for each in judged)
    deciding = next(each for each in judged if each.standing == standing)
    # What is already no permission cannot lapse into something worse.
    is_open = standing in (Standing.TOEGESTAAN, Standing.ONDER_VOORWAARDEN)
    until = _earliest(*(each.until for each in judged)) if is_open else None
    # Also below "onder voorwaarden": a decision may lift it, and then they hold.
    conditions = tuple(
        dict.fromkeys(text for each in assessed if each.holds_on(day) for text in each.conditions)
    )
    return Judgement(standing, deciding.reason, until, conditions)


def _on(day: date, assessed: Assessed) -> Judgement:
    if assessed.holds_on(day):
        return Judgement(assessed.standing, assessed.reason, assessed.valid_until)
    if assessed.standing == Standing.VERBODEN and day > assessed.assessed_on:
        # Evidence lapses, a prohibition does not: whoever wants it gone must say so.
        return Judgement(Standing.VERBODEN, assessed.reason)
    if day < assessed.assessed_on:
        return Judgement(Standing.NIET_AANGETOOND, NOT_ASSESSED)
    return Judgement(
        Standing.NIET_AANGETOOND,
        f"De beoordeling liep af op {_written(assessed.valid_until)}. {assessed.reason}",
    )


def _with_lapsed(base: Judgement, decided: Sequence[Decided], day: date) -> Judgement:
    """Return the base; when it is "niet aangetoond" because a decision lapsed, say so."""
    lapsed = [
        decision
        for decision in decided
        if not decision.is_withdrawn and decision.valid_until is not None
        if decision.valid_until < day
    ]
    if base.standing != Standing.NIET_AANGETOOND or not lapsed:
        return base
    last = max(lapsed, key=lambda each: (each.valid_until or day, each.decided_on))
    reason = f"Het besluit liep af op {_written(last.valid_until)}. {base.reason}"
    return Judgement(base.standing, reason, base.until, base.conditions)


def _still_forbidden(base: Judgement, decision: Decided) -> Judgement:
    reason = f"{base.reason} {_FORBIDDEN_ALL_THE_SAME}" if decision.allows else base.reason
    return Judgement(Standing.VERBODEN, reason, base.until)


def _earliest(*days: date | None) -> date | None:
    return min((day for day in days if day is not None), default=None)


def _written(day: date | None) -> str:
    return f"{day:%d-%m-%Y}" if day else ""
