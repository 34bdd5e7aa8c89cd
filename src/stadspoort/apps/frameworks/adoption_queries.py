"""The reads of adoptions."""

from __future__ import annotations

from django.db.models import QuerySet

from stadspoort.apps.frameworks.models import Adoption

_PEOPLE = ("author", "confirmed_by", "withdrawn_by")


def waiting() -> QuerySet[Adoption]:
    """Return what was proposed and waits for another person, the oldest first."""
    rows = Adoption.objects.filter(confirmed_at=None, withdrawn_at=None)
    return rows.select_related(*_PEOPLE).order_by("pk")


def of_version(framework: str, version: str) -> QuerySet[Adoption]:
    """Return everything that was ever proposed about a version, newest first."""
    rows = Adoption.objects.filter(framework=framework, version=version)
    return rows.select_related(*_PEOPLE).order_by("-pk")
