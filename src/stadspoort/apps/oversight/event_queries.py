"""Reads of the events in the ledger that are no model calls: who changed what."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from stadspoort.apps.audit.events import Event
from stadspoort.apps.audit.models import LedgerEntry
from stadspoort.apps.oversight.fact_labels import fact_words

_CALLS = {Event.CALL_OPENED, Event.CALL_CLOSED}
EVENTS = tuple(sorted((event for event in Event if event not in _CALLS), key=lambda e: e.label))
"""Every event that is no model call, by its Dutch name."""


_LABELS = {event.value: event.label for event in Event}


def label_of(kind: str) -> str:
    """Return the Dutch name of an event; the kind itself if nobody knows it (tampered with)."""
    return _LABELS.get(kind, kind)


@dataclass(frozen=True, slots=True)
class EventRow:
    """One event; `by` is a pseudonym, empty for what the machine did itself."""

    seq: int
    at: datetime
    label: str
    by: str
    subject: str
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
    return [_row(entry) for entry in found]


def _row(entry: LedgerEntry) -> EventRow:
    payload = json.loads(entry.payload) if entry.payload else {}
    facts = payload.get("facts")
    if not isinstance(facts, dict):  # of the machine itself: the payload is the facts
        facts = {name: value for name, value in payload.items() if name != "salt"}
    return EventRow(
        seq=entry.seq,
        at=entry.at,
        label=label_of(entry.kind),
        by=str(payload.get("by", "")),
        subject=str(payload.get("subject", "")),
        facts=fact_words(facts),
        digest=entry.digest,
        is_past_term=entry.payload is None,
    )


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
