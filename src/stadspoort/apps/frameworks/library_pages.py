"""Frameworks as the screens show them: versions, their requirements with dates, differences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from stadspoort.apps.frameworks.models import Adoption
from stadspoort.engines.frameworks.changes import ChangeKind, RequirementChange, differences
from stadspoort.engines.frameworks.library import (
    FrameworkVersion,
    Library,
    Requirement,
    packaged_library,
)

KINDS = {
    "law": "Wet",
    "standard": "Norm",
    "contract_terms": "Contractvoorwaarden",
    "policy": "Beleid",
}
SEVERITIES = {
    "block": "Zonder bewijs niet toegestaan",
    "warn": "Tekort wordt een voorwaarde",
    "info": "Alleen ter informatie",
}
CHECKS = {
    "document": "Document",
    "setting": "Instelling",
    "runtime": "Poort of werkplek",
    "test": "Meting",
}
CERTAINTIES = {
    "verified": "gelezen in de tekst",
    "two_sources": "twee bronnen",
    "one_source": "één bron",
    "general_knowledge": "algemeen bekend",
}
FIELDS = {
    "article": "artikel",
    "obligation": "verplichting",
    "dates": "datums",
    "condition": "voorwaarde",
    "actor": "voor wie",
    "kind": "voor welke gevallen",
    "subject": "waarvan",
    "check": "controle",
    "severity": "gevolg",
    "prohibits": "verbod",
    "machine": "een machine kan het beslissen",
    "evidence": "bewijs",
    "enforces": "voorwaarden aan het gebruik",
    "reach": "hoe afgedwongen",
    "supersedes": "in plaats van",
}
CHANGES = {
    ChangeKind.NEW: "Nieuw",
    ChangeKind.GONE: "Vervallen",
    ChangeKind.REPLACED: "Vervangen",
    ChangeKind.CHANGED: "Gewijzigd",
    ChangeKind.MOVED: "Andere datum",
}


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One line of the list of frameworks.

    Attributes:
        state: "in force", "coming" or "past" on the day that was asked.
        adopted: Requirements that were adopted, also through the whole version, on that day.
    """

    framework: str
    version: str
    title: str
    kind: str
    first: date
    last: date | None
    requirements: int
    state: str
    adopted: int

    @property
    def state_label(self) -> str:
        """Return the state in Dutch."""
        return {"in force": "Geldt nu", "coming": "Komt nog", "past": "Voorbij"}[self.state]


@dataclass(frozen=True, slots=True)
class Period:
    """From when to when something applies, to whom, how sure that is, and what others say."""

    actor: str
    kind: str
    first: date
    last: date | None
    certainty: str
    note: str
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RequirementRow:
    """One requirement as a reader sees it.

    Attributes:
        state: Of the adoption on the day: "adopted", "set_aside", "proposed" or "".
        said: Who adopted it or set it aside, when, and why; empty when nobody did.
    """

    id: str
    article: str
    title: str
    obligation: str
    severity: str
    check: str
    needs_all: bool
    evidence: tuple[str, ...]
    conditions: tuple[str, ...]
    periods: tuple[Period, ...]
    is_for_people: bool
    prohibits: bool
    note: str
    state: str
    said: str


def version_rows(*, on: date) -> tuple[VersionRow, ...]:
    """Return every version, those in force first, then by title and day."""
    library = packaged_library()
    adoptions = _confirmed(on)
    rows = [_version_row(version, adoptions, on) for version in library.versions]
    order = {"in force": 0, "coming": 1, "past": 2}
    return tuple(sorted(rows, key=lambda row: (order[row.state], row.title, row.first)))


def _version_row(version: FrameworkVersion, adoptions: Sequence[Adoption], on: date) -> VersionRow:
    state = "in force" if version.holds_on(on) else "coming" if on < version.first else "past"
    states = [_state(version, each, adoptions)[0] for each in version.requirements]
    return VersionRow(
        framework=version.framework,
        version=version.version,
        title=version.title,
        kind=KINDS[str(version.kind)],
        first=version.first,
        last=version.last,
        requirements=len(version.requirements),
        state=state,
        adopted=states.count("adopted"),
    )


def sources(version: FrameworkVersion) -> tuple[tuple[str, str, str], ...]:
    """Return of each source of a version its id, how sure it is, and the note."""
    return tuple(
        (each.id, CERTAINTIES[str(each.certainty)], each.note or "") for each in version.sources
    )


def requirement_rows(version: FrameworkVersion, *, on: date) -> tuple[RequirementRow, ...]:
    """Return the requirements of a version, in the order of its file."""
    library = packaged_library()
    rows = _confirmed(on)
    proposed = tuple(
        Adoption.objects.filter(
            framework=version.framework, version=version.version, withdrawn_at=None,
            confirmed_at=None,
        )
    )  # fmt: skip
    return tuple(
        _requirement_row(library, version, each, rows, proposed) for each in version.requirements
    )


def _requirement_row(
    library: Library,
    version: FrameworkVersion,
    requirement: Requirement,
    adoptions: Sequence[Adoption],
    proposed: Iterable[Adoption],
) -> RequirementRow:
    words = library.vocabulary
    provision = version.provision(requirement.provision)
    state, said = _state(version, requirement, adoptions)
    if not state and any(row.requirement in ("", requirement.id) for row in proposed):
        state, said = "proposed", "Voorgesteld; een ander moet het nog bevestigen."
    conditions = (words.conditions_of_use[each] for each in requirement.enforces)
    return RequirementRow(
        id=requirement.id,
        article=provision.article,
        title=provision.title,
        obligation=requirement.obligation,
        severity=SEVERITIES[str(requirement.severity)],
        check=CHECKS[str(requirement.check)],
        needs_all=requirement.needs_all,
        evidence=tuple(
            _accepted(words.evidence_types[each.type].label, each.max_age_days)
            for each in requirement.accepts
        ),
        conditions=tuple(condition.label for condition in conditions),
        periods=tuple(
            Period(
                actor=words.actors[entry.actor],
                kind=words.kinds[entry.kind],
                first=entry.first,
                last=entry.last,
                certainty=CERTAINTIES[str(entry.certainty)],
                note=entry.note or "",
                others=tuple(
                    f"{other.day:%d-%m-%Y} volgens {other.source}" for other in entry.conflicts
                ),
            )
            for entry in provision.applies
            if entry.actor == requirement.actor and entry.kind in requirement.kinds
        ),
        is_for_people=not requirement.machine,
        prohibits=requirement.prohibits,
        note=requirement.note or "",
        state=state,
        said=said,
    )


def _accepted(label: str, days: int | None) -> str:
    return f"{label} (hoogstens {days} dagen oud)" if days else label


def _confirmed(on: date) -> tuple[Adoption, ...]:
    """Return what counts on a day, the latest first."""
    rows = Adoption.objects.filter(
        withdrawn_at=None, confirmed_at__isnull=False, since__lte=on
    ).select_related("author", "confirmed_by")
    return tuple(row for row in rows if row.until is None or on <= row.until)


def _state(
    version: FrameworkVersion, requirement: Requirement, adoptions: Sequence[Adoption]
) -> tuple[str, str]:
    """Return the state of a requirement and who said so; one about it alone goes first."""
    fitting = [
        row
        for row in adoptions
        if row.framework == version.framework
        and row.version == version.version
        and row.requirement in ("", requirement.id)
    ]
    if not fitting:
        return "", ""
    row = max(fitting, key=lambda row: (bool(row.requirement), row.pk))
    until = f", tot en met {row.until:%d-%m-%Y}" if row.until else ""
    advice = f", op advies van {row.advice}" if row.advice else ""
    reason = f". {row.reason}" if row.reason else ""
    verb = "Overgenomen" if row.adopted else "Opzijgezet"
    confirmed_by = row.confirmed_by.display_name if row.confirmed_by else ""
    said = (
        f"{verb} op {row.since:%d-%m-%Y}{until} door {row.author.display_name} en "
        f"{confirmed_by}{advice}{reason}"
    )
    return ("adopted" if row.adopted else "set_aside"), said


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One difference between two versions, in Dutch."""

    kind: str
    requirement: str
    article: str
    obligation: str
    replaces: tuple[str, ...]
    fields: tuple[tuple[str, str, str], ...]


def change_rows(old: FrameworkVersion, new: FrameworkVersion) -> tuple[ChangeRow, ...]:
    """Return what `new` changes against `old`."""
    texts = {each.id: each.obligation for version in (old, new) for each in version.requirements}
    return tuple(_change_row(change, texts) for change in differences(old, new))


def _change_row(change: RequirementChange, texts: Mapping[str, str]) -> ChangeRow:
    return ChangeRow(
        kind=CHANGES[change.kind],
        requirement=change.requirement,
        article=change.article,
        obligation=texts[change.requirement],
        replaces=change.replaces,
        fields=tuple((FIELDS[each.name], each.before, each.after) for each in change.fields),
    )
