"""What is known on a day: the engine's facts, from the rows that hold and the register's entries.

The register gives its entries as plain values; what it does not hold of them stands here as facts
with days.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from types import MappingProxyType
from typing import TypeAlias, TypeVar

from django.db.models import Manager, QuerySet

from stadspoort.apps.frameworks.adoption_actions import text_hash
from stadspoort.apps.frameworks.attributes import (
    APP_MODELS,
    FIELDS,
    MODEL_MAKER,
    MODEL_VERSION,
    PASSES_GATE,
    SUPPLIER_COUNTRY,
    value_of,
)
from stadspoort.apps.frameworks.choices import Bearing, SubjectKind
from stadspoort.apps.frameworks.errors import RequirementUnknownError
from stadspoort.apps.frameworks.evidence_actions import ORGANISATION
from stadspoort.apps.frameworks.models import (
    Adoption,
    AttributeFact,
    Evidence,
    SettingFact,
    SubProcessorFact,
    Withdrawable,
)
from stadspoort.engines.frameworks import facts as engine
from stadspoort.engines.frameworks import records
from stadspoort.engines.frameworks.conditions import Value
from stadspoort.engines.frameworks.library import UnknownVersionError, packaged_library

_Row = TypeVar("_Row", bound=Withdrawable)
ONE_DAY = timedelta(days=1)
Told: TypeAlias = "dict[tuple[str, str], dict[str, Value]]"
"""Attributes in full by kind and name of the entry."""
Moves: TypeAlias = "dict[tuple[str, str], date]"
"""The first later day on which something changes, by kind and name of the entry."""


@dataclass(frozen=True, slots=True)
class Runner:
    """Where a model of the register runs.

    Attributes:
        supplier: Who runs it; None for unknown.
        is_self_hosted: On the municipality's own machines.
    """

    supplier: str | None
    is_self_hosted: bool


@dataclass(frozen=True, slots=True)
class Entries:
    """The entries of the register, without the attributes that stand here."""

    organisation: str
    suppliers: tuple[engine.Supplier, ...] = ()
    applications: tuple[engine.Application, ...] = ()
    models: tuple[engine.Model, ...] = ()
    uses: tuple[engine.Use, ...] = ()
    runners: Mapping[str, Runner] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Known:
    """Everything that is judged on one day; equal values give equal rulings.

    Attributes:
        facts: The facts.
        runners: By model.
        moves: By kind and name of an entry, the first later day on which an attribute changes, or
            the chain behind a supplier.
        is_adopted: Whether this municipality ever adopted anything. Before that day the frameworks
            may refuse, and say nothing else. After it they stay in play: an adoption that is
            withdrawn, or whose text changed, leaves a concept, and a concept allows nothing.
    """

    facts: engine.Facts
    runners: Mapping[str, Runner]
    moves: Mapping[tuple[str, str], date]
    is_adopted: bool


def known_on(day: date, entries: Entries) -> Known:
    """Return everything that is known on a day, with seven queries.

    A file that is held, an adoption whose text changed, and a row that was withdrawn do not count.
    """
    moves: Moves = {}
    told = _told(day, moves)
    adoptions = _adoptions()
    suppliers = _suppliers(entries, told, _chains(day, moves))
    models = {each.id: _model(each, told) for each in entries.models}
    uses = {
        each.id: replace(each, attributes=_plain(told, SubjectKind.USE, each.id))
        for each in entries.uses
    }
    facts = engine.Facts(
        organisation=engine.Organisation(
            ORGANISATION, entries.organisation, _plain(told, SubjectKind.ORGANISATION, "")
        ),
        suppliers=suppliers,
        applications={each.id: _application(each, told, models) for each in entries.applications},
        models=models,
        uses=uses,
        evidence=_evidence(uses),
        settings=_settings(),
        adoptions=adoptions,
    )
    return Known(facts, entries.runners, MappingProxyType(moves), _is_ever_adopted(day))


def _is_ever_adopted(day: date) -> bool:
    """Say whether two people ever adopted anything from a day up to this one, also if withdrawn."""
    rows = Adoption.objects.filter(adopted=True, since__lte=day)
    return rows.exclude(confirmed_at=None).exists()


def _told(day: date, moves: Moves) -> Told:
    """Return the latest answer that holds on a day; note when each entry's answers change next."""
    told: Told = {}
    attributes = packaged_library().vocabulary.attributes
    for row in _standing(AttributeFact.objects).order_by("since", "pk"):
        entry = (row.subject_kind, row.subject)
        _note(moves, entry, row, day)
        attribute = FIELDS.get(row.attribute) or attributes.get(row.attribute)
        if attribute is None or row.since > day or (row.until is not None and row.until < day):
            continue
        told.setdefault(entry, {})[row.attribute] = value_of(attribute, row.value)
    return told


def _note(
    moves: Moves, entry: tuple[str, str], row: AttributeFact | SubProcessorFact, day: date
) -> None:
    """Note when a row begins or ends after a day, if nothing about the entry does so before."""
    for moment in (row.since, row.until + ONE_DAY if row.until else None):
        if moment is not None and moment > day:
            moves[entry] = min(moves.get(entry, moment), moment)


def _standing(rows: Manager[_Row]) -> QuerySet[_Row]:
    return rows.filter(withdrawn_at=None)


def _plain(told: Told, kind: SubjectKind, name: str) -> dict[str, Value]:
    """Return the attributes of an entry without their prefix, as the engine names them."""
    return {
        attribute.partition(".")[2]: value
        for attribute, value in told.get((kind.value, name), {}).items()
        if attribute not in FIELDS
    }


def _field(told: Told, kind: SubjectKind, name: str, attribute: str) -> Value | None:
    return told.get((kind.value, name), {}).get(attribute)


def _suppliers(
    entries: Entries, told: Told, chains: Mapping[str, tuple[engine.SubProcessor, ...]]
) -> dict[str, engine.Supplier]:
    found = {}
    for each in entries.suppliers:
        country = _field(told, SubjectKind.SUPPLIER, each.id, SUPPLIER_COUNTRY)
        found[each.id] = replace(
            each,
            country=str(country) if country else each.country,
            attributes=_plain(told, SubjectKind.SUPPLIER, each.id),
            subprocessors=chains.get(each.id),
        )
    for links in chains.values():
        for link in links:
            # Not in the register: then nobody knows its own chain either.
            found.setdefault(link.supplier, engine.Supplier(link.supplier, link.supplier))
    return found


def _chains(day: date, moves: Moves) -> dict[str, tuple[engine.SubProcessor, ...]]:
    """Return the links by supplier, and note when these change next.

    "None" counts only where no link holds.
    """
    chains: dict[str, tuple[engine.SubProcessor, ...]] = {}
    for row in _standing(SubProcessorFact.objects):
        _note(moves, (SubjectKind.SUPPLIER.value, row.supplier), row, day)
        if row.since > day or (row.until is not None and row.until < day):
            continue
        links = chains.setdefault(row.supplier, ())
        if not row.is_none:
            link = engine.SubProcessor(row.subprocessor, row.country or None, row.task or None)
            chains[row.supplier] = (*links, link)
    return chains


def _model(model: engine.Model, told: Told) -> engine.Model:
    version = _field(told, SubjectKind.MODEL, model.id, MODEL_VERSION)
    maker = _field(told, SubjectKind.MODEL, model.id, MODEL_MAKER)
    return replace(
        model,
        version=str(version) if version else model.version,
        supplier=str(maker) if maker else model.supplier,
        attributes=_plain(told, SubjectKind.MODEL, model.id),
    )


def _application(
    application: engine.Application, told: Told, models: Mapping[str, engine.Model]
) -> engine.Application:
    passes = _field(told, SubjectKind.APPLICATION, application.id, PASSES_GATE)
    named = _field(told, SubjectKind.APPLICATION, application.id, APP_MODELS)
    names = sorted(named) if isinstance(named, frozenset) else []
    is_whole = all(name in models for name in names)
    return replace(
        application,
        passes_gate=passes if isinstance(passes, bool) else application.passes_gate,
        # A model that the register does not hold is not known: then none of them counts as known.
        models=tuple(names) if is_whole else (),
        attributes=_plain(told, SubjectKind.APPLICATION, application.id),
    )


def _evidence(uses: Mapping[str, engine.Use]) -> tuple[records.Evidence, ...]:
    rows = _standing(Evidence.objects).select_related("file", "annulled_by__file")
    return tuple(
        _record(row)
        for row in rows.defer("file__content", "annulled_by__file__content").order_by("slug")
        if row.subject.get(SubjectKind.USE.value) in (None, *uses)
    )


def _record(row: Evidence) -> records.Evidence:
    is_held = _is_held(row)
    annuls = row.annulled_by
    if annuls is not None and row.bearing == Bearing.AGAINST and _is_held(annuls):
        annuls = None  # a file that is not believed takes nothing away that is against
    return records.Evidence(
        id=row.slug,
        type=row.type,
        subject=dict(row.subject),
        effective=row.effective,
        read_as=records.ReadAs(row.read_as),
        via=records.Via(row.via),
        bearing=records.Bearing(Bearing.CONTEXT if is_held else row.bearing),
        reliance=records.Reliance(row.reliance),
        received=row.received,
        ends=row.ends,
        issuer=row.issuer or None,
        hash=row.digest or None,
        concerns=tuple(row.concerns),
        withdrawn_on=row.withdrawn_on,
        annulled_by=annuls.slug if annuls else None,
        source=row.source or None,
        note=row.note or None,
    )


def _is_held(row: Evidence) -> bool:
    return row.file is not None and row.file.held != ""


def _settings() -> tuple[engine.Setting, ...]:
    """Return the settings; one ends the day before a newer one of the same name begins."""
    found: list[engine.Setting] = []
    rows = _standing(SettingFact.objects).order_by("application", "name", "since", "pk")
    for row in rows:
        before = found[-1] if found else None
        if before and (before.application, before.name) == (row.application, row.name):
            last = row.since - ONE_DAY
            ends = last if before.until is None else min(before.until, last)
            found.pop()
            if ends >= before.since:
                found.append(replace(before, until=ends))
        found.append(
            engine.Setting(
                application=row.application,
                name=row.name,
                value=row.value,
                since=row.since,
                counts_as=row.counts_as,
                until=row.until,
                checked_by=row.checked_by or None,
                bearing=records.Bearing.FOR if row.supports else records.Bearing.AGAINST,
            )
        )
    return tuple(found)


def _adoptions() -> tuple[records.Adoption, ...]:
    """Return what two people adopted or set aside, of texts that are still the same."""
    rows = _standing(Adoption.objects).exclude(confirmed_at=None)
    return tuple(
        records.Adoption(
            framework=row.framework,
            version=row.version,
            adopted=row.adopted,
            by=f"{row.author.username} en {row.confirmed_by.username}" if row.confirmed_by else "",
            on=row.since,
            requirement=row.requirement or None,
            reason=row.reason or None,
            until=row.until,
            advice=row.advice or None,
        )
        for row in _of_this_text(rows.select_related("author", "confirmed_by").order_by("pk"))
    )


def _of_this_text(rows: Iterable[Adoption]) -> Iterable[Adoption]:
    for row in rows:
        try:
            is_same = text_hash(row.framework, row.version, row.requirement) == row.digest
        except (UnknownVersionError, RequirementUnknownError):
            continue  # a version that this package no longer has: it judges nothing
        if is_same:
            yield row
