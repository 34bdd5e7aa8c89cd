"""The register as plain facts, for the command line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from stadspoort.apps.register.models import (
    Application,
    Assessment,
    Decision,
    ModelDeployment,
    Purpose,
    Supplier,
)
from stadspoort.apps.register.uses import Filter, use_rows
from stadspoort.gate.values import legal_day

Facts = dict[str, object]


def suppliers(_now: datetime) -> list[Facts]:
    """Return every supplier."""
    return [
        {"slug": row.slug, "name": row.name, "country": row.country, "website": row.website}
        for row in Supplier.objects.order_by("slug")
    ]


def applications(_now: datetime) -> list[Facts]:
    """Return every application."""
    return [
        {
            "slug": row.slug,
            "name": row.name,
            "supplier": row.supplier.slug,
            "kind": row.kind,
            "is_contracted": row.is_contracted,
            "terms_url": row.terms_url,
            "is_active": row.is_active,
        }
        for row in Application.objects.select_related("supplier").order_by("slug")
    ]


def models(_now: datetime) -> list[Facts]:
    """Return every model; of its key only whether there is one."""
    return [
        {
            "name": row.name,
            "supplier": row.supplier.slug if row.supplier else None,
            "base_url": row.base_url,
            "upstream_model": row.upstream_model,
            "has_key": bool(row.secret_file),
            "is_self_hosted": row.is_self_hosted,
            "processor_agreement_on": _day(row.processor_agreement_on),
            "allows_private_host": row.allows_private_host,
            "data_classes": row.data_classes,
            "is_active": row.is_active,
        }
        for row in ModelDeployment.objects.select_related("supplier").order_by("name")
    ]


def purposes(_now: datetime) -> list[Facts]:
    """Return every purpose; of the participants only how many."""
    return [
        {
            "slug": row.slug,
            "title": row.title,
            "kind": row.kind,
            "data_classes": row.data_classes,
            "output": row.output,
            "ends_on": _day(row.ends_on),
            "budget_tokens": row.budget_tokens,
            "participants": row.participants.count(),
            "legal_article": row.legal_article,
            "seal_days": row.seal_days,
            "is_active": row.is_active,
        }
        for row in Purpose.objects.order_by("slug").prefetch_related("participants")
    ]


def decisions(_now: datetime) -> list[Facts]:
    """Return every decision, also withdrawn ones, newest first."""
    return [
        {
            "id": row.pk,
            "application": row.application.slug,
            "model": row.model.name,
            "purpose": row.purpose.slug,
            "allows": row.allows,
            "decided_on": _day(row.decided_on),
            "valid_until": _day(row.valid_until),
            "is_withdrawn": row.withdrawn_at is not None,
            "reason": row.reason,
        }
        for row in Decision.objects.select_related("application", "model", "purpose")
    ]


def assessments(_now: datetime) -> list[Facts]:
    """Return every assessment, also withdrawn ones, newest first."""
    return [
        {
            "id": row.pk,
            "application": row.application.slug if row.application else None,
            "model": row.model.name if row.model else None,
            "purpose": row.purpose.slug if row.purpose else None,
            "standing": row.standing,
            "assessed_on": _day(row.assessed_on),
            "valid_until": _day(row.valid_until),
            "is_withdrawn": row.withdrawn_at is not None,
            "reason": row.reason,
            "source": row.source,
        }
        for row in Assessment.objects.select_related("application", "model", "purpose")
    ]


def uses(now: datetime) -> list[Facts]:
    """Return what holds per use today."""
    return [
        {
            "application": row.application or None,
            "model": row.model or None,
            "purpose": row.purpose or None,
            "standing": row.standing.value,
            "until": _day(row.until),
            "by_person": row.by_person,
            "reason": row.reason,
            "obstacle": row.obstacle,
        }
        for row in use_rows(Filter(), on=legal_day(now))
    ]


LISTINGS: dict[str, Callable[[datetime], list[Facts]]] = {
    "suppliers": suppliers,
    "applications": applications,
    "models": models,
    "purposes": purposes,
    "decisions": decisions,
    "assessments": assessments,
    "uses": uses,
}


def _day(day: object) -> str | None:
    return None if day is None else str(day)
