"""What people decided about a use, and until when that stays so."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from stadspoort.engines.frameworks.judging._rules import ONE_DAY, days_after
from stadspoort.engines.frameworks.records import Decision


def about(decisions: Sequence[Decision], application: str, use: str) -> list[Decision]:
    """Return the decisions about an application that cover this use."""
    return [
        each for each in decisions if each.application == application and each.use in (None, use)
    ]


def counting(decisions: Sequence[Decision], day: date) -> Decision | None:
    """Return the one that counts: what forbids goes first, then the last one; None for none."""
    holding = [each for each in decisions if each.holds_on(day)]
    return max(
        holding, key=lambda each: (not each.allows, each.on, each.use is not None), default=None
    )


def lasts_until(decisions: Sequence[Decision], day: date, *, is_lifted: bool) -> date | None:
    """Return the last day before decisions make a verdict worse; None when they never do.

    Args:
        decisions: Those about the use.
        day: The day of the verdict.
        is_lifted: Whether the verdict hangs on a decision that allows.
    """
    for moment in days_after(day, ((each.on, each.until) for each in decisions)):
        then = counting(decisions, moment)
        is_forbidden = then is not None and not then.allows
        if is_forbidden or (is_lifted and then is None):
            return moment - ONE_DAY
    return None
