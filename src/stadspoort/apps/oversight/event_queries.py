"""Reads of the events in the ledger that are no model calls: who changed what."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from stadspoort.apps.audit.events import Event
from stadspoort.apps.audit.models import LedgerEntry
from stadspoort.apps.oversight.fact_labels import fact_words, label_of
from stadspoort.apps.oversight.subjects import Subject, Subjects

_CALLS = {Event.CALL_OPENED, Event.CALL_CLOSED}
EVENTS = tuple(sorted((event for event in Event if event not in _CALLS), key=lambda e: e.label))
"""Every event that is no model call, by its Dutch name."""


@dataclass(frozen=True, slots=True)
class EventRow:
    """One event; `by` is a pseudonym, empty for what the machine did itself."""

    seq: int
    at: datetime
    label: str
    by: str
    subject: Subject
    facts: tuple[tuple[str, str], ...]
    digest: str
    is_past_term: bool


def events(kind: str, *, since: date | None, until: date | None) -> QuerySet[LedgerEntry]:
    """Return the events, newest first; an empty kind shows all kinds."""
    found = LedgerEntry.objects.filter(kind__in=[kind] if kind else list(EVENTS))
    if since is not None:
        found = found.filter(at__gte=_midnight(since))
    if until is not None:
        found = found.filter(at__lt=_midnight(until + timedelta(days=1)))
    return found.order_by("-seq")


def rows(found: Iterable[LedgerEntry]) -> list[EventRow]:
    """Return the events as rows, in their order."""
    read = [(entry, json.loads(entry.payload) if entry.payload else {}) for entry in found]
    subjects = Subjects(str(payload.get("subject", "")) for _, payload in read)
    return [_row(entry, payload, subjects) for entry, payload in read]


def _row(entry: LedgerEntry, payload: dict[str, object], subjects: Subjects) -> EventRow:
    facts = payload.get("facts")
    if not isinstance(facts, dict):  # of the machine itself: the payload is the facts
        facts = {name: value for name, value in payload.items() if name != "salt"}
    return EventRow(
        seq=entry.seq,
        at=entry.at,
        label=_label(entry.kind, facts),
        by=str(payload.get("by", "")),
        subject=subjects.of(str(payload.get("subject", ""))),
        facts=fact_words(facts),
        digest=entry.digest,
        is_past_term=entry.payload is None,
    )


def _label(kind: str, facts: Mapping[str, object]) -> str:
    """Return the name of the event; what was new was not changed but added."""
    words = label_of(kind)
    if facts.get("change") == "added":
        return words.replace("gewijzigd", "toegevoegd")
    return words


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
