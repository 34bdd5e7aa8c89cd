"""The reads of tasks."""

from __future__ import annotations

from django.db.models import F, Q, QuerySet

from stadspoort.apps.accounts.models import User
from stadspoort.apps.frameworks.models import Task


def open_tasks(*, mine: User | None = None, words: str = "") -> QuerySet[Task]:
    """Return the tasks that are not done, the soonest first; those without a day come last.

    Args:
        mine: Only of this person; None for all.
        words: Must all stand in the task or in what it is about.
    """
    rows = Task.objects.filter(closed_at=None).select_related("owner")
    if mine is not None:
        rows = rows.filter(owner=mine)
    for word in words.split():
        rows = rows.filter(Q(title__icontains=word) | Q(subject__icontains=word))
    return rows.order_by(F("due").asc(nulls_last=True), "pk")


def closed_tasks() -> QuerySet[Task]:
    """Return the tasks that are done, the latest first."""
    return Task.objects.exclude(closed_at=None).select_related("owner").order_by("-closed_at")
