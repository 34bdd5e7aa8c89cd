"""Reads of model calls: filtered rows, figures, and one call with its ledger entries.

Employees are pseudonymous in all of it: the tower of oversight never reads a name here.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, F, Q, QuerySet, Sum
from django.db.models.functions import TruncDate
from django.utils import timezone

from stadspoort.apps.audit.events import Event
from stadspoort.apps.audit.models import LedgerEntry
from stadspoort.apps.gate.labels import (
    WITHOUT_MODEL,
    OutcomeGroup,
    masked_words,
    outcome_badge,
    outcomes_of,
)
from stadspoort.apps.gate.models import CallRecord, SealedCopy
from stadspoort.apps.oversight.fact_labels import label_of
from stadspoort.apps.register.models import Application, Purpose

FEWEST_PEOPLE = 5
"""Below this number of people a figure about people is not shown: it would be about one of them."""

SORTS = {
    "tijd": "opened_at",
    "doel": "purpose",
    "model": "model",
    "gemaskeerd": "masked_values",
    "tokens": "tokens",
    "duur": "duration_ms",
}


@dataclass(frozen=True, slots=True)
class CallFilter:
    """What is shown of the calls; an empty part shows all. Days are Dutch days, both included."""

    since: date | None = None
    until: date | None = None
    purpose: str = ""
    model: str = ""
    application: str = ""
    outcome: OutcomeGroup | None = None
    only_masked: bool = False


@dataclass(frozen=True, slots=True)
class CallRow:
    """One call in the list; `without_model` says what was done when that needed no model."""

    call_id: str
    opened_at: datetime
    pseudonym: str
    by_key: str
    application: str
    purpose: str
    model: str
    without_model: str
    verdict: str
    masked: tuple[str, ...]
    masked_values: int
    tokens: int
    duration_ms: int | None
    outcome_tone: str
    outcome: str

    @property
    def duration(self) -> str:
        """Return how long it took in words: `0,9 s`; `-` while it runs."""
        if self.duration_ms is None:
            return "-"
        return f"{self.duration_ms / 1000:.1f} s".replace(".", ",")


@dataclass(frozen=True, slots=True)
class PurposeFigures:
    """Figures of one purpose; `people` is None below `FEWEST_PEOPLE`."""

    slug: str
    title: str
    calls: int
    refused: int
    masked: int
    tokens: int
    people: int | None


@dataclass(frozen=True, slots=True)
class DayFigures:
    """Figures of one day."""

    day: date
    calls: int
    refused: int


@dataclass(frozen=True, slots=True)
class Figures:
    """Figures over the calls that a filter shows."""

    calls: int
    refused: int
    masked: int
    tokens: int
    purposes: tuple[PurposeFigures, ...]
    days: tuple[DayFigures, ...]


def calls(wanted: CallFilter, *, sort: str = "-tijd") -> QuerySet[CallRecord]:
    """Return the calls that the filter shows; an unknown sort sorts by time, newest first."""
    found = CallRecord.objects.select_related("user").annotate(
        tokens=F("prompt_tokens") + F("completion_tokens")
    )
    found = found.filter(_condition(wanted))
    column = SORTS.get(sort.removeprefix("-"))
    if column is None:
        return found.order_by("-opened_at", "call_id")
    sign = "-" if sort.startswith("-") else ""
    return found.order_by(f"{sign}{column}", "-opened_at", "call_id")


def rows(found: Iterable[CallRecord]) -> list[CallRow]:
    """Return the calls as rows, in their order, with names of applications and purposes."""
    applications, purposes = application_names(), purpose_titles()
    return [_row(call, applications, purposes) for call in found]


def figures(wanted: CallFilter) -> Figures:
    """Return the figures over the calls that the filter shows."""
    found = CallRecord.objects.filter(_condition(wanted))
    total = found.aggregate(**_SUMS)
    titles = purpose_titles()
    by_purpose = (
        found.order_by().values("purpose").annotate(**_SUMS, people=Count("user", distinct=True))
    )
    by_day = (
        found.order_by()
        .annotate(day=TruncDate("opened_at"))
        .values("day")
        .annotate(calls=Count("pk"), refused=Count("pk", filter=_REFUSED))
        .order_by("-day")[:_MOST_DAYS]
    )
    return Figures(
        calls=total["calls"],
        refused=total["refused"],
        masked=total["masked"] or 0,
        tokens=_tokens(total),
        purposes=tuple(
            sorted(
                (_purpose_figures(row, titles) for row in by_purpose),
                key=lambda row: (-row.calls, row.slug),
            )
        ),
        days=tuple(DayFigures(row["day"], row["calls"], row["refused"]) for row in by_day),
    )


def application_names() -> Mapping[str, str]:
    """Return the names of the applications by slug."""
    return dict(Application.objects.values_list("slug", "name"))


def purpose_titles() -> Mapping[str, str]:
    """Return the titles of the purposes by slug."""
    return dict(Purpose.objects.values_list("slug", "title"))


@dataclass(frozen=True, slots=True)
class ProofEntry:
    """One ledger entry of a call."""

    seq: int
    at: datetime
    label: str
    payload: str
    payload_digest: str
    digest: str
    previous: str


@dataclass(frozen=True, slots=True)
class CallDetail:
    """One call with its proof.

    Attributes:
        differs: The row says something else than the ledger: it was changed outside Stadspoort.
        seal_expires_at: Until when the sealed copy is kept; None if there is none.
    """

    row: CallRow
    call: CallRecord
    entries: tuple[ProofEntry, ...]
    differs: bool
    seal_expires_at: datetime | None


def detail(call: CallRecord) -> CallDetail:
    """Return a call with its two ledger entries and whether they say the same."""
    entries = _entries_of(call)
    seal = SealedCopy.objects.filter(pk=call.pk).values_list("expires_at", flat=True).first()
    return CallDetail(
        row=rows([call])[0],
        call=call,
        entries=tuple(_proof(entry) for entry in entries),
        differs=_differs(call, entries),
        seal_expires_at=seal,
    )


def _entries_of(call: CallRecord) -> list[LedgerEntry]:
    """Return the entries of a call: found by kind and moment, which have an index."""
    moments = Q(kind=Event.CALL_OPENED, at=call.opened_at)
    if call.closed_at is not None:
        moments |= Q(kind=Event.CALL_CLOSED, at=call.closed_at)
    found = LedgerEntry.objects.filter(moments).order_by("seq")
    return [entry for entry in found if _facts(entry).get("call") == call.call_id]


def _facts(entry: LedgerEntry) -> dict[str, object]:
    facts: dict[str, object] = json.loads(entry.payload) if entry.payload else {}
    return facts


def _differs(call: CallRecord, entries: list[LedgerEntry]) -> bool:
    said: dict[str, object] = {}
    for entry in entries:
        said |= _facts(entry)
    expected: dict[str, object] = {
        "principal": f"{call.principal_kind}:{call.principal_id}",
        "application": call.application,
        "purpose": call.purpose,
        "model": call.model,
        "endpoint": call.endpoint,
        "verdict": call.verdict,
        "masked": call.masked,
        "body": call.body_digest,
        "register": call.register_version,
        "streamed": call.is_streamed,
    }
    if call.closed_at is not None:
        expected |= {
            "outcome": call.outcome,
            "prompt_tokens": call.prompt_tokens,
            "completion_tokens": call.completion_tokens,
            "duration_ms": call.duration_ms,
            "restored": call.restored,
            "unknown_tokens": call.unknown_tokens,
            "neutralised": call.neutralised,
        }
    # A payload past its term is gone: what it said cannot be compared any more.
    return any(name in said and said[name] != value for name, value in expected.items()) or (
        not entries
    )


def _proof(entry: LedgerEntry) -> ProofEntry:
    pretty = json.dumps(_facts(entry), indent=2, ensure_ascii=False) if entry.payload else ""
    return ProofEntry(
        seq=entry.seq,
        at=entry.at,
        label=label_of(entry.kind),
        payload=pretty,
        payload_digest=entry.payload_digest,
        digest=entry.digest,
        previous=entry.previous,
    )


_MOST_DAYS = 14
_REFUSED = Q(outcome__in=outcomes_of(OutcomeGroup.REFUSED))
_SUMS = {
    "calls": Count("pk"),
    "refused": Count("pk", filter=_REFUSED),
    "masked": Sum("masked_values"),
    "prompt": Sum("prompt_tokens"),
    "completion": Sum("completion_tokens"),
}


def _condition(wanted: CallFilter) -> Q:
    condition = Q()
    if wanted.since is not None:
        condition &= Q(opened_at__gte=midnight(wanted.since))
    if wanted.until is not None:
        condition &= Q(opened_at__lt=midnight(wanted.until + timedelta(days=1)))
    for name in ("purpose", "model", "application"):
        if value := getattr(wanted, name):
            condition &= Q(**{name: value})
    if wanted.outcome is not None:
        condition &= Q(outcome__in=outcomes_of(wanted.outcome))
    if wanted.only_masked:
        condition &= Q(masked_values__gt=0)
    return condition


def midnight(day: date) -> datetime:
    """Return the moment a Dutch day begins."""
    return timezone.make_aware(datetime.combine(day, time.min))


def _tokens(sums: Mapping[str, int | None]) -> int:
    return (sums["prompt"] or 0) + (sums["completion"] or 0)


def _purpose_figures(row: Mapping[str, object], titles: Mapping[str, str]) -> PurposeFigures:
    slug = str(row["purpose"])
    numbers = {name: int(str(row[name] or 0)) for name in (*_SUMS, "people")}
    return PurposeFigures(
        slug=slug,
        title=titles.get(slug, slug),
        calls=numbers["calls"],
        refused=numbers["refused"],
        masked=numbers["masked"],
        tokens=numbers["prompt"] + numbers["completion"],
        people=numbers["people"] if numbers["people"] >= FEWEST_PEOPLE else None,
    )


def _row(call: CallRecord, applications: Mapping[str, str], purposes: Mapping[str, str]) -> CallRow:
    tone, words = outcome_badge(call.outcome)
    return CallRow(
        call_id=call.call_id,
        opened_at=call.opened_at,
        pseudonym=call.user.pseudonym if call.user else "",
        by_key=call.principal_id if call.principal_kind == "key" else "",
        application=applications.get(call.application, call.application),
        purpose=purposes.get(call.purpose, call.purpose),
        model=call.model,
        without_model=WITHOUT_MODEL.get(call.endpoint, ""),
        verdict=call.verdict,
        masked=masked_words(call.masked),
        masked_values=call.masked_values,
        tokens=call.prompt_tokens + call.completion_tokens,
        duration_ms=call.duration_ms if call.closed_at else None,
        outcome_tone=tone,
        outcome=words,
    )
