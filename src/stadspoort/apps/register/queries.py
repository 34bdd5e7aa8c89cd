"""The reads of the register."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TypeVar

from django.db.models import Model as Row

from stadspoort.apps.register import compiled as compiling
from stadspoort.apps.register.errors import UnknownEntryError
from stadspoort.apps.register.models import (
    Application,
    ModelDeployment,
    Purpose,
    Revision,
    Supplier,
)
from stadspoort.gate import values

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


def _found(entry: Entry | None, kind: str) -> Entry:
    if entry is None:
        raise UnknownEntryError(kind=kind)
    return entry
