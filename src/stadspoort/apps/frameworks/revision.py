"""One number that moves with every write here: processes look at it once a second."""

from __future__ import annotations

from django.db.models import F

from stadspoort.apps.frameworks.models import Revision


def touch() -> None:
    """Count a change, in the transaction of that change."""
    Revision.objects.get_or_create(pk=1)
    Revision.objects.filter(pk=1).update(version=F("version") + 1)


def version() -> int:
    """Return how often facts, evidence or adoptions changed; 0 before the first time."""
    return Revision.objects.filter(pk=1).values_list("version", flat=True).first() or 0
