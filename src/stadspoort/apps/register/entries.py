"""The register's entries as the frameworks judge them, and what the gate does not see to."""

from __future__ import annotations

from stadspoort.apps.frameworks.known import Entries, Runner
from stadspoort.apps.register.countries import code_of
from stadspoort.apps.register.models import (
    Application,
    ApplicationKind,
    ModelDeployment,
    Purpose,
    Supplier,
)
from stadspoort.engines.frameworks import facts as engine
from stadspoort.gate.values import Output

MUNICIPALITY = "De gemeente"
SCREENS = "assistent"
"""The application that our own screens are: the only one whose users sign in one by one."""


def entries() -> Entries:
    """Return all entries, with four queries."""
    models = list(ModelDeployment.objects.select_related("supplier").order_by("pk"))
    applications = list(Application.objects.select_related("supplier").order_by("pk"))
    purposes = list(Purpose.objects.order_by("pk"))
    return Entries(
        organisation=MUNICIPALITY,
        suppliers=tuple(
            engine.Supplier(row.slug, row.name, code_of(row.country))
            for row in Supplier.objects.order_by("pk")
        ),
        applications=tuple(
            engine.Application(
                id=row.slug,
                name=row.name,
                supplier=row.supplier.slug,
                kind=row.kind,
                passes_gate=row.kind == ApplicationKind.OWN,
                unenforced=_unenforced_by(row),
            )
            for row in applications
        ),
        models=tuple(engine.Model(row.name, row.name) for row in models),
        uses=tuple(
            engine.Use(
                id=row.slug,
                name=row.title,
                data_classes=frozenset(row.data_classes),
                purpose=row.title,
                unenforced=_unenforced_for(row),
            )
            for row in purposes
        ),
        runners={
            row.name: Runner(row.supplier.slug if row.supplier else None, row.is_self_hosted)
            for row in models
        },
    )


def _unenforced_by(application: Application) -> frozenset[str]:
    """Return the conditions that the gate cannot see to for an application.

    A key belongs to a system: who sits behind it, the gate does not know.
    """
    return frozenset() if application.slug == SCREENS else frozenset({"personal_access"})


def _unenforced_for(purpose: Purpose) -> frozenset[str]:
    """Return the conditions that the gate does not see to for a purpose, as it was set up."""
    found = set()
    if purpose.budget_tokens is None:
        found.add("budget")
    if purpose.output != Output.STRICT.value:
        found.add("safe_output")
    return frozenset(found)
