"""What every write here does last: count the change and tell the ledger, never the words."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date, datetime

from django.db.models import Model

from stadspoort.apps.accounts.models import User
from stadspoort.apps.audit.actions import Fact, record
from stadspoort.apps.audit.events import Event
from stadspoort.apps.frameworks.errors import (
    EntryWithdrawnError,
    PeriodReversedError,
    WordsMissingError,
)
from stadspoort.apps.frameworks.models import Withdrawable
from stadspoort.apps.frameworks.revision import touch


def told(event: Event, *, subject: str, facts: Mapping[str, Fact], by: User, now: datetime) -> None:
    """Count the change and record it, as the last statements of the transaction."""
    touch()
    record(event, by=by, subject=subject, facts=facts, now=now)


def digest(content: object) -> str:
    """Return the SHA-256 of a JSON value; days are written as 2026-08-02."""
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def content_digest(row: Model, *columns: str) -> str:
    """Return the SHA-256 of these columns: the ledger proves later that nobody edited the row."""
    return digest({name: getattr(row, name) for name in columns})


def check_period(since: date, until: date | None) -> None:
    """Check that a period does not end before it begins.

    Raises:
        PeriodReversedError: If it does.
    """
    if until is not None and until < since:
        raise PeriodReversedError(since=str(since), until=str(until))


def words(field: str, text: str) -> str:
    """Return a text that must be given.

    Raises:
        WordsMissingError: If it is empty.
    """
    stripped = text.strip()
    if not stripped:
        raise WordsMissingError(field=field)
    return stripped


def take_back(row: Withdrawable, *, reason: str, by: User, now: datetime) -> None:
    """Withdraw a row that the caller holds a lock on. It stays readable.

    Raises:
        WordsMissingError: If there is no reason.
        EntryWithdrawnError: If someone did so before.
    """
    if row.withdrawn_at is not None:
        raise EntryWithdrawnError
    row.withdrawal_reason = words("een reden", reason)
    row.withdrawn_at, row.withdrawn_by = now, by
    row.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawal_reason"])
