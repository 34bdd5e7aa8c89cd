"""What the public register tells, as values of its API."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from stadspoort.apps.frameworks import library_pages
from stadspoort.apps.register.models import Application, ApplicationKind
from stadspoort.apps.register.uses import Filter, UseRow, use_rows
from stadspoort.engines.frameworks.library import FrameworkVersion

Row = dict[str, Any]


def applications(words: str) -> list[Row]:
    """Return the applications whose name or supplier holds all of `words`, by name."""
    rows = Application.objects.filter(is_active=True).select_related("supplier").order_by("name")
    asked = words.lower().split()
    return [
        _application(row)
        for row in rows
        if all(word in f"{row.name} {row.supplier.name}".lower() for word in asked)
    ]


def application(slug: str, *, on: date) -> Row | None:
    """Return one application with what holds for it; None if the register has no such one."""
    row = Application.objects.filter(slug=slug, is_active=True).select_related("supplier").first()
    if row is None:
        return None
    uses = use_rows(Filter(application=slug), on=on)
    return {**_application(row), "oordelen": [_use(use) for use in uses]}


def uses(asked: Filter, *, on: date) -> list[Row]:
    """Return what holds per use on a day."""
    return [_use(row) for row in use_rows(asked, on=on)]


def versions(*, on: date) -> list[Row]:
    """Return every version of every framework."""
    return [
        {
            "kader": row.framework,
            "versie": row.version,
            "titel": row.title,
            "soort": row.kind,
            "vanafDatum": row.first.isoformat(),
            "totEnMetDatum": _day(row.last),
            "aantalEisen": row.requirements,
        }
        for row in library_pages.version_rows(on=on)
    ]


def version(found: FrameworkVersion, *, on: date) -> Row:
    """Return one version with its requirements."""
    return {
        "kader": found.framework,
        "versie": found.version,
        "titel": found.title,
        "soort": library_pages.KINDS[str(found.kind)],
        "vanafDatum": found.first.isoformat(),
        "totEnMetDatum": _day(found.last),
        "aantalEisen": len(found.requirements),
        "eisen": [
            {
                "kenmerk": row.id,
                "artikel": row.article,
                "verplichting": row.obligation,
                "ernst": row.severity,
                "stand": row.state or "concept",
                "perioden": [
                    {
                        "voor": period.actor,
                        "vanafDatum": period.first.isoformat(),
                        "totEnMetDatum": _day(period.last),
                        "zekerheid": period.certainty,
                    }
                    for period in row.periods
                ],
            }
            for row in library_pages.requirement_rows(found, on=on)
        ],
    }


def page(rows: list[Row], asked: Mapping[str, int]) -> Row:
    """Return one page of rows with their number."""
    size, number = asked["paginaGrootte"], asked["pagina"]
    start = (number - 1) * size
    return {
        "aantal": len(rows),
        "pagina": number,
        "paginaGrootte": size,
        "resultaten": rows[start : start + size],
    }


def _application(row: Application) -> Row:
    return {
        "kenmerk": row.slug,
        "naam": row.name,
        "soort": ApplicationKind(row.kind).label,
        "leverancier": row.supplier.name,
    }


def _use(row: UseRow) -> Row:
    return {
        "toepassing": row.application,
        "toepassingNaam": row.application_name,
        "leverancier": row.supplier_name,
        "model": row.model,
        "doel": row.purpose,
        "doelTitel": row.purpose_label,
        "oordeel": row.standing.value,
        "reden": row.reason,
        "belemmering": row.obstacle,
        "geldigTotEnMetDatum": _day(row.until),
        "voorwaarden": list(row.conditions),
        "doorBesluit": row.by_person,
    }


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None
