"""What employees thought of answers, per purpose: numbers only, never of a few people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Q

from stadspoort.apps.assistant.models import Turn
from stadspoort.apps.oversight.queries import FEWEST_PEOPLE, CallFilter, midnight


@dataclass(frozen=True, slots=True)
class Feedback:
    """How many answers were rated useful and how many not."""

    useful: int
    not_useful: int


def by_purpose(wanted: CallFilter) -> Mapping[str, Feedback]:
    """Return the ratings by purpose, of the days that the filter shows.

    A purpose that fewer than `FEWEST_PEOPLE` people rated is left out: its numbers would tell what
    one of them thought.
    """
    found = Turn.objects.exclude(rating=None)
    if wanted.since is not None:
        found = found.filter(asked_at__gte=midnight(wanted.since))
    if wanted.until is not None:
        found = found.filter(asked_at__lt=midnight(wanted.until + timedelta(days=1)))
    rows = (
        found.order_by()
        .values("conversation__purpose")
        .annotate(
            useful=Count("pk", filter=Q(rating=1)),
            not_useful=Count("pk", filter=Q(rating=-1)),
            people=Count("conversation__owner", distinct=True),
        )
        .filter(people__gte=FEWEST_PEOPLE)
    )
    return {
        row["conversation__purpose"]: Feedback(row["useful"], row["not_useful"]) for row in rows
    }
