"""The reads of the register."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TypeVar

from django.db.models import Model as Row

from stadspoort.apps.register import compiled as compiling
from stadspoort.apps.register.addresses import needs_mark
from stadspoort.apps.register.errors import UnknownEntryError
from stadspoort.apps.register.models import (
    Application,
    Decision,
    ModelDeployment,
    Purpose,
    Revision,
    Supplier,
)
from stadspoort.gate import values

SCREENS = "assistent"
"""The application that our own screens are in the register."""

CONNECTIONS = "api"
"""The application of keys that name none: links with other systems of our own."""

OWN_APPLICATIONS = (CONNECTIONS, SCREENS)
"""What a decision on the command line is about when it names no application."""

Entry = TypeVar("Entry", bound=Row)


def version() -> int:
    """Return how often register or keys changed; 0 before the first time."""
    return Revision.objects.filter(pk=1).values_list("version", flat=True).first() or 0


def compiled(
    on: date,
) -> tuple[
    Mapping[str, values.Purpose],
    Mapping[str, values.Model],
    Mapping[values.VerdictKey, values.Verdict],
]:
    """Return purposes by slug, models by name and verdicts by use, as they hold on a day."""
    return compiling.compiled(on)


def supplier(slug: str) -> Supplier:
    """Return the supplier.

    Raises:
        UnknownEntryError: If the register does not hold it.
    """
    return _found(Supplier.objects.filter(slug=slug).first(), "supplier")


def application(slug: str) -> Application:
    """Return the application.

    Raises:
        UnknownEntryError: If the register does not hold it.
    """
    return _found(Application.objects.filter(slug=slug).first(), "application")


def model(name: str) -> ModelDeployment:
    """Return the model.

    Raises:
        UnknownEntryError: If the register does not hold it.
    """
    return _found(ModelDeployment.objects.filter(name=name).first(), "model")


def purpose(slug: str) -> Purpose:
    """Return the purpose.

    Raises:
        UnknownEntryError: If the register does not hold it.
    """
    return _found(Purpose.objects.filter(slug=slug).first(), "purpose")


def decision(number: int) -> Decision:
    """Return the decision.

    Raises:
        UnknownEntryError: If the register does not hold it.
    """
    rows = Decision.objects.select_related("application", "model", "purpose")
    return _found(rows.filter(pk=number).first(), "decision")


def model_warnings(row: ModelDeployment) -> tuple[str, ...]:
    """Return, in Dutch, what keeps this model from being used as its owner may expect."""
    warnings = []
    if row.base_url and needs_mark(row.base_url, is_private_marked=row.allows_private_host):
        warnings.append(
            "het adres ligt op deze computer of in een eigen netwerk. De poort weigert aanroepen "
            "totdat u aangeeft dat dit klopt (op de opdrachtregel: --private-host)."
        )
    if not row.is_self_hosted and row.processor_agreement_on is None:
        warnings.append(
            "er is geen verwerkersovereenkomst en het model draait niet op eigen computers. Doelen "
            "met persoonsgegevens weigert de poort, wat het maskeren ook vindt."
        )
    return tuple(warnings)


def _found(entry: Entry | None, kind: str) -> Entry:
    if entry is None:
        raise UnknownEntryError(kind=kind)
    return entry
