"""The life of this process, and what it clears up: calls of dead ones, data past its term."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from stadspoort.apps.audit import actions as audit
from stadspoort.apps.audit import anchors, lives, scopes
from stadspoort.apps.audit.errors import LifeEndedError
from stadspoort.apps.audit.events import Event
from stadspoort.apps.gate import budgets
from stadspoort.apps.gate.entries import Closed, closed_payload
from stadspoort.apps.gate.models import CallRecord, Scope, SealedCopy, SealPeriodKey
from stadspoort.apps.gate.rows import close_rows
from stadspoort.gate.values import Closing, Outcome

SWEEP_AT_ONCE = 200
"""Calls closed, or rows deleted, in one transaction."""

EXPIRE_EVERY = timedelta(minutes=10)


class Keeper:
    """Keeps this process alive in the eyes of others and closes what dead ones left open."""

    def __init__(self) -> None:
        self._boot_id: UUID | None = None
        self._expired_at: datetime | None = None

    def boot_id(self, now: datetime) -> UUID:
        """Return the id of this life; it begins at the first asking."""
        if self._boot_id is None:
            self._boot_id = lives.begin(now)
        return self._boot_id

    def beat(self, now: datetime) -> None:
        """Say that this process lives, sweep, and anchor the ledger when that is due.

        Others declare a process dead that was silent too long (a suspended laptop). It then goes on
        under a new id; its calls of before count as interrupted.
        """
        try:
            lives.beat(self.boot_id(now), now)
        except LifeEndedError:
            self._boot_id = lives.begin(now)
        close_dead_calls(now)
        if self._expired_at is None or now - self._expired_at >= EXPIRE_EVERY:
            self._expired_at = now
            delete_expired(now)
        # Last: an anchor that accuses the database raises, at every beat, and stops nothing else.
        anchors.write_if_due(now)

    def end(self, now: datetime) -> None:
        """Say that this process ended in good order, and anchor what it wrote."""
        if self._boot_id is not None:
            lives.end(self._boot_id, now)
            self._boot_id = None
            anchors.write(now)


def close_dead_calls(now: datetime) -> int:
    """Close the calls of dead processes as `interrupted`; return how many.

    What such a call used is not known: what it had reserved is booked as used.
    """
    left_open = set(
        CallRecord.objects.filter(closed_at=None).values_list("boot_id", flat=True).distinct()
    )
    dead = left_open & set(lives.dead_boots(now)) if left_open else set()
    closed = 0
    while dead and (number := _close_some(dead, now)):
        closed += number
    return closed


@transaction.atomic
def _close_some(boots: set[UUID], now: datetime) -> int:
    calls = list(
        CallRecord.objects.select_for_update(skip_locked=True)
        .filter(closed_at=None, boot_id__in=boots)
        .order_by("opened_at")[:SWEEP_AT_ONCE]
    )
    spent: Counter[str] = Counter()
    entries: list[audit.NewEntry] = []
    for call in calls:
        closing = Closing(call.call_id, Outcome.INTERRUPTED)
        if not close_rows([Closed(closing, now)]):
            continue
        spent[call.purpose] += budgets.held(call.estimated_tokens)
        entries.append(audit.NewEntry(Event.CALL_CLOSED, closed_payload(closing), now))
    budgets.book({purpose: (tokens, tokens) for purpose, tokens in spent.items()})
    audit.append(entries, now)
    return len(entries)


def delete_expired(now: datetime) -> tuple[int, int]:
    """Delete sealed copies and vaults past their term; return how many of each.

    An expired vault loses its data key first: what remains of it anywhere is unreadable.
    """
    return _delete_copies(now), _delete_scopes(now)


@transaction.atomic
def _delete_copies(now: datetime) -> int:
    number, _ = SealedCopy.objects.filter(expires_at__lte=now).delete()
    if not number:
        return 0
    # Not the key of the running hour: it may have no copies yet.
    old = now - timedelta(hours=2)
    SealPeriodKey.objects.filter(copies=None, created_at__lt=old).delete()
    payload = {"copies": number, "until": now.isoformat()}
    audit.append([audit.NewEntry(Event.SEALED_COPIES_EXPIRED, payload)], now)
    return number


@transaction.atomic
def _delete_scopes(now: datetime) -> int:
    expired = list(
        Scope.objects.select_for_update(skip_locked=True)
        .filter(expires_at__lte=now)
        .order_by("expires_at")[:SWEEP_AT_ONCE]
    )
    entries = []
    for scope in expired:
        entries.append(audit.NewEntry(Event.SCOPE_FORGOTTEN, {"scope": str(scope.id)}, now))
        scopes.forget(scope.id)
        scope.delete()
    audit.append(entries, now)
    return len(entries)
