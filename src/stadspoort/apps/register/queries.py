"""The reads of the register."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db.models import Model as Row
from django.db.models import Q, QuerySet

from stadspoort.apps.frameworks import revision
from stadspoort.apps.frameworks.choices import SubjectKind
from stadspoort.apps.register import compiled as compiling
from stadspoort.apps.register.addresses import needs_mark
from stadspoort.apps.register.errors import UnknownEntryError
from stadspoort.apps.register.models import (
    Application,
    Assessment,
    Decision,
    ModelDeployment,
    Purpose,
    Revision,
    Supplier,
)
from stadspoort.engines.frameworks.judging import Ruling
from stadspoort.gate import values

SCREENS = "assistent"
"""The application that our own screens are in the register."""

CONNECTIONS = "api"
"""The application of keys that name none: links with other systems of our own."""

OWN_APPLICATIONS = (CONNECTIONS, SCREENS)
"""What a decision on the command line is about when it names no application."""

Entry = TypeVar("Entry", bound=Row)

_MODEL_SORTS = {"naam": "name", "leverancier": "supplier__name"}
_PURPOSE_SORTS = {"titel": "title", "soort": "kind", "einde": "ends_on"}


@dataclass(frozen=True, slots=True)
class History:
    """What was decided and assessed about one entry of the register, newest first."""

    decisions: tuple[Decision, ...]
    assessments: tuple[Assessment, ...]


def version() -> int:
    """Return how often register, keys, facts or evidence changed; 0 before the first time."""
    own = Revision.objects.filter(pk=1).values_list("version", flat=True).first() or 0
    return own + revision.version()


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
    return _found(Supplier.objects.filter(slug=slug).first(), "supplier", slug)


def application(slug: str) -> Application:
    """Return the application.

    Raises:
        UnknownEntryError: If the register does not hold it.
    """
    return _found(Application.objects.filter(slug=slug).first(), "application", slug)


def model(name: str) -> ModelDeployment:
    """Return the model.

    Raises:
        UnknownEntryError: If the register does not hold it.
    """
    return _found(ModelDeployment.objects.filter(name=name).first(), "model", name)


def purpose(slug: str) -> Purpose:
    """Return the purpose.

    Raises:
        UnknownEntryError: If the register does not hold it.
    """
    return _found(Purpose.objects.filter(slug=slug).first(), "purpose", slug)


def require(kind: SubjectKind, name: str) -> None:
    """See that the register holds the entry that a fact or evidence is about.

    Raises:
        UnknownEntryError: If it does not.
    """
    named: dict[SubjectKind, Callable[[str], object]] = {
        SubjectKind.SUPPLIER: supplier,
        SubjectKind.APPLICATION: application,
        SubjectKind.MODEL: model,
        SubjectKind.USE: purpose,
    }
    if kind in named:
        named[kind](name)


def ruling(application_slug: str, model_name: str | None, use: str, day: date) -> Ruling:
    """Return what the frameworks say of a use on a day, with the whole trace.

    Raises:
        UnknownEntryError: If the register does not hold a part of it.
    """
    application(application_slug)
    purpose(use)
    if model_name:
        model(model_name)
    return compiling.evidence(day).rulings.whole(application_slug, model_name, use)


def decision(number: int) -> Decision:
    """Return the decision.

    Raises:
        UnknownEntryError: If the register does not hold it.
    """
    rows = Decision.objects.select_related("application", "model", "purpose")
    return _found(rows.filter(pk=number).first(), "decision", number)


def assessment(number: int) -> Assessment:
    """Return the assessment.

    Raises:
        UnknownEntryError: If the register does not hold it.
    """
    return _found(Assessment.objects.filter(pk=number).first(), "assessment", number)


def history(
    *,
    application: Application | None = None,
    model: ModelDeployment | None = None,
    purpose: Purpose | None = None,
) -> History:
    """Return what was decided and assessed about one entry, also what ended or was withdrawn."""
    about = {"application": application, "model": model, "purpose": purpose}
    named = {name: entry for name, entry in about.items() if entry is not None}
    related = ("application", "model", "purpose", "author")
    decided = Decision.objects.filter(**named).select_related(*related, "withdrawn_by")
    assessed = Assessment.objects.filter(**named).select_related(*related)
    return History(tuple(decided), tuple(assessed))


def models(*, words: str, sort: str) -> QuerySet[ModelDeployment]:
    """Return the models whose name or supplier holds the words, sorted."""
    found = ModelDeployment.objects.select_related("supplier")
    if words:
        found = found.filter(Q(name__icontains=words) | Q(supplier__name__icontains=words))
    return found.order_by(_column(sort, _MODEL_SORTS, "name"), "pk")


def purposes(*, words: str, sort: str) -> QuerySet[Purpose]:
    """Return the purposes whose title or slug holds the words, sorted."""
    found = Purpose.objects.select_related("owner")
    if words:
        found = found.filter(Q(title__icontains=words) | Q(slug__icontains=words))
    return found.order_by(_column(sort, _PURPOSE_SORTS, "title"), "pk")


def decisions(*, words: str) -> QuerySet[Decision]:
    """Return the decisions about uses whose names hold the words, newest first."""
    found = Decision.objects.select_related("application", "model", "purpose", "author")
    if words:
        found = found.filter(
            Q(application__name__icontains=words)
            | Q(model__name__icontains=words)
            | Q(purpose__title__icontains=words)
        )
    return found


def supplier_by_slug(slug: str) -> Supplier | None:
    """Return the supplier with its applications and models read along; None if there is none."""
    rows = Supplier.objects.prefetch_related("applications", "models")
    return rows.filter(slug=slug).first()


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


def _found(entry: Entry | None, kind: str, name: str | int) -> Entry:
    if entry is None:
        raise UnknownEntryError(kind=kind, name=name)
    return entry


def _column(sort: str, columns: Mapping[str, str], otherwise: str) -> str:
    sign = "-" if sort.startswith("-") else ""
    return f"{sign}{columns.get(sort.removeprefix('-'), otherwise)}"
