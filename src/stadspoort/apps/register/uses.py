"""The register as a list: one row per use, or group of uses, that something is known about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from stadspoort.apps.register.answers import obstacle, snapshot_of
from stadspoort.apps.register.compiled import Pattern, evidence
from stadspoort.apps.register.models import (
    STANDING_LABELS,
    Application,
    ApplicationKind,
    ModelDeployment,
    Purpose,
)
from stadspoort.engines.frameworks import Judgement, Standing
from stadspoort.gate.values import Snapshot

_OPEN = (Standing.TOEGESTAAN, Standing.ONDER_VOORWAARDEN)

SORTS = ("toepassing", "leverancier", "model", "doel", "oordeel", "einde")


@dataclass(frozen=True, slots=True)
class UseRow:
    """One line of the register. An empty model or purpose stands for all of them.

    Attributes:
        application: Slug; empty for a rule about every application.
        until: Last day the standing can be counted on; None when no end is set.
        by_person: A person's decision made the standing what it is.
        obstacle: What keeps it from being used although its standing is good; empty when nothing.
    """

    application: str
    application_name: str
    kind: str
    supplier: str
    supplier_name: str
    model: str
    purpose: str
    purpose_title: str
    standing: Standing
    reason: str
    until: date | None
    conditions: tuple[str, ...]
    by_person: bool
    obstacle: str

    @property
    def standing_label(self) -> str:
        """Return the standing in Dutch."""
        return STANDING_LABELS[self.standing]

    @property
    def model_label(self) -> str:
        """Return the model as shown."""
        return self.model or "Alle modellen"

    @property
    def purpose_label(self) -> str:
        """Return the purpose as shown."""
        return self.purpose_title or "Alle doelen"


@dataclass(frozen=True, slots=True)
class Filter:
    """What of the register is asked; an empty string asks for all.

    Attributes:
        words: Must all occur in a name of the row.
        purpose: Slug; rules for all purposes count as well.
        sort: One of `SORTS`, with `-` in front for descending.
    """

    words: str = ""
    standing: str = ""
    supplier: str = ""
    purpose: str = ""
    application: str = ""
    model: str = ""
    sort: str = "toepassing"


def use_rows(asked: Filter, *, on: date) -> list[UseRow]:
    """Return the lines of the register that are asked, sorted, as they hold on a day."""
    known = evidence(on)
    names = _Names()
    snapshot = snapshot_of(on)
    # An application about which nothing is known is in the list too: as not shown.
    spoken_of = {pattern[0] for pattern in known.patterns()}
    unknown: set[Pattern] = {(pk, None, None) for pk in names.applications if pk not in spoken_of}
    rows = [
        _row(names.of(pattern), known.judge(pattern), snapshot, on)
        for pattern in known.patterns() | unknown | set(known.of_the_gate())
    ]
    return _sorted([row for row in rows if _is_asked(row, asked)], asked.sort)


def _row(names: dict[str, str], judgement: Judgement, snapshot: Snapshot, day: date) -> UseRow:
    use = (names["application"], names["model"], names["purpose"])
    is_single = all(use) and judgement.standing in _OPEN
    purpose = snapshot.purposes.get(names["purpose"])
    ends = (judgement.until, purpose.ends_on if is_single and purpose else None)
    return UseRow(
        **names,
        standing=judgement.standing,
        reason=judgement.reason,
        until=min((end for end in ends if end is not None), default=None),
        conditions=judgement.conditions,
        by_person=judgement.by_person,
        obstacle=obstacle(use, snapshot, today=day) if is_single else "",
    )


class _Names:
    """The names of everything in the register, with three queries."""

    def __init__(self) -> None:
        rows = Application.objects.select_related("supplier")
        self.applications = {row.pk: row for row in rows}
        self._models = dict(ModelDeployment.objects.values_list("pk", "name"))
        self._purposes = {row.pk: row for row in Purpose.objects.all()}

    def of(self, pattern: Pattern) -> dict[str, str]:
        application_id, model_id, purpose_id = pattern
        application = self.applications.get(application_id) if application_id else None
        purpose = self._purposes.get(purpose_id) if purpose_id else None
        return {
            "application": application.slug if application else "",
            "application_name": application.name if application else "Alle toepassingen",
            "kind": ApplicationKind(application.kind).label if application else "",
            "supplier": application.supplier.slug if application else "",
            "supplier_name": application.supplier.name if application else "",
            "model": self._models[model_id] if model_id else "",
            "purpose": purpose.slug if purpose else "",
            "purpose_title": purpose.title if purpose else "",
        }


def _is_asked(row: UseRow, asked: Filter) -> bool:
    names = f"{row.application_name} {row.supplier_name} {row.model} {row.purpose_title}".lower()
    return (
        all(word in names for word in asked.words.lower().split())
        and asked.standing in ("", row.standing.value)
        and asked.supplier in ("", row.supplier)
        and (asked.purpose == "" or row.purpose in ("", asked.purpose))
        and asked.application in ("", row.application)
        and asked.model in ("", row.model)
    )


def _sorted(rows: list[UseRow], sort: str) -> list[UseRow]:
    name = sort.removeprefix("-")
    rows.sort(key=lambda row: (row.application_name.lower(), row.purpose_title, row.model))
    if name in SORTS:
        rows.sort(key=lambda row: _sort_key(row, name), reverse=sort.startswith("-"))
    return rows


def _sort_key(row: UseRow, name: str) -> tuple[int, str]:
    if name == "oordeel":
        return row.standing.badness, ""
    if name == "einde":
        return (0, row.until.isoformat()) if row.until else (1, "")
    words = {
        "toepassing": row.application_name,
        "leverancier": row.supplier_name,
        "model": row.model,
        "doel": row.purpose_title,
    }
    return 0, words[name].lower()
