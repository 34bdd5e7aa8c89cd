"""One batch of the gate's journal: all its rows and ledger entries in one transaction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from stadspoort.apps.audit import actions as audit
from stadspoort.apps.audit.events import Event
from stadspoort.apps.gate import budgets
from stadspoort.apps.gate.entries import (
    AtOnce,
    Closed,
    Entry,
    Opened,
    closed_payload,
    opened_payload,
)
from stadspoort.apps.gate.rows import (
    SealedBody,
    close_rows,
    insert_copies,
    insert_rows,
    storable_count,
)
from stadspoort.apps.gate.seals import Sealer
from stadspoort.gate.errors import CallRefusedError
from stadspoort.gate.values import Closing, Opening


class ClosedElsewhereError(Exception):
    """Another process took this one for dead and closed calls of this batch as interrupted."""


class BatchWriter:
    """Writes batches for one process and remembers which calls that process has open.

    Args:
        sealer: Seals the masked bodies.
    """

    def __init__(self, *, sealer: Sealer) -> None:
        self._sealer = sealer
        self._open: dict[str, Opening] = {}

    @property
    def open_calls(self) -> tuple[str, ...]:
        """Return the ids of the calls that were opened here and not closed yet."""
        return tuple(self._open)

    def write(
        self, entries: Sequence[Entry], *, boot: UUID, now: datetime
    ) -> list[CallRefusedError | None]:
        """Commit the entries and return, per entry, why it was refused (None: it stands).

        A `Closed` of a call that is not open is skipped: closing twice changes nothing.

        Raises:
            ClosedElsewhereError: If some of several calls were closed by another process. Written
                one by one, the others stand and those are skipped.
            Exception: Whatever the database, the sealer or the ledger raise. Nothing stands after
                either.
        """
        with transaction.atomic():
            # Before reserving: what the calls that end here did not use is free for the next.
            ended = self._ended(entries)
            budgets.book(_spent(ended, self._open))
            refusals = [_reserve(entry) for entry in entries]
            accepted = [e for e, refusal in zip(entries, refusals, strict=True) if refusal is None]
            openings = self._openings(accepted)
            standing = _without_repeated_closings(accepted, openings)
            self._write_openings(standing, boot)
            standing = _close(standing)
            booked = {id(entry) for entry in ended}
            budgets.book(_spent([e for e in standing if id(e) not in booked], openings))
            # Last before the commit: appending locks the head of the chain for every process.
            audit.append(_ledger_entries(standing, boot), now)
        for entry in accepted:
            if isinstance(entry, Closed):
                openings.pop(entry.closing.call_id, None)
        self._open = openings
        return refusals

    def _ended(self, entries: Sequence[Entry]) -> list[Entry]:
        """Return the closings of calls that were open before this batch.

        None of a single one: it may turn out to be closed by another process, and then nothing of
        it counts.
        """
        if len(entries) == 1:
            return []
        closings = [entry for entry in entries if isinstance(entry, Closed)]
        return _without_repeated_closings(closings, self._open)

    def _openings(self, entries: Iterable[Entry]) -> dict[str, Opening]:
        """Return the calls that are open once the openings of this batch stand."""
        return self._open | {
            entry.opening.call_id: entry.opening for entry in entries if isinstance(entry, Opened)
        }

    def _write_openings(self, entries: Sequence[Entry], boot: UUID) -> None:
        insert_rows([entry for entry in entries if isinstance(entry, Opened | AtOnce)], boot)
        copies = [
            self._sealed(entry, entry.body)
            for entry in entries
            if isinstance(entry, Opened) and entry.body is not None and entry.is_sealed
        ]
        insert_copies(copies)

    def _sealed(self, entry: Opened, body: bytes) -> SealedBody:
        call_id = entry.opening.call_id
        period, blob = self._sealer.seal(call_id, body, at=entry.at)
        expires_at = entry.at + timedelta(days=entry.seal_days)
        return SealedBody(call_id, period, blob, expires_at)


def _ledger_entries(entries: Iterable[Entry], boot: UUID) -> list[audit.NewEntry]:
    """Return the ledger entries of a batch, in the order in which it was handed in."""
    found: list[audit.NewEntry] = []
    for entry in entries:
        if isinstance(entry, Opened | AtOnce):
            payload = opened_payload(entry, boot=boot)
            found.append(audit.NewEntry(Event.CALL_OPENED, payload, entry.at))
        if isinstance(entry, Closed | AtOnce):
            payload = closed_payload(entry.closing)
            found.append(audit.NewEntry(Event.CALL_CLOSED, payload, entry.at))
    return found


def _reserve(entry: Entry) -> CallRefusedError | None:
    return budgets.reserve(entry.opening, entry.budget) if isinstance(entry, Opened) else None


def _close(entries: list[Entry]) -> list[Entry]:
    """Close the rows and return the entries that stand: not those that another process closed.

    Raises:
        ClosedElsewhereError: If which ones those are cannot be told.
    """
    closings = [entry for entry in entries if isinstance(entry, Closed)]
    if close_rows(closings) == len(closings):
        return entries
    if len(entries) > 1:
        raise ClosedElsewhereError
    return []


def _without_repeated_closings(
    entries: Iterable[Entry], openings: Mapping[str, Opening]
) -> list[Entry]:
    """Return the entries without closings of calls that are closed already or were never open."""
    still_open = set(openings)
    kept: list[Entry] = []
    for entry in entries:
        if isinstance(entry, Closed):
            if entry.closing.call_id not in still_open:
                continue
            still_open.discard(entry.closing.call_id)
        kept.append(entry)
    return kept


def _spent(entries: Iterable[Entry], openings: Mapping[str, Opening]) -> dict[str, tuple[int, int]]:
    """Return per purpose the tokens used and the tokens to release."""
    used: Counter[str] = Counter()
    reserved: Counter[str] = Counter()
    for entry in entries:
        if isinstance(entry, Closed):
            opening = openings[entry.closing.call_id]
            used[opening.purpose] += _tokens(entry.closing)
            reserved[opening.purpose] += budgets.reservation(opening)
    return {purpose: (used[purpose], reserved[purpose]) for purpose in reserved}


def _tokens(closing: Closing) -> int:
    return storable_count(closing.prompt_tokens) + storable_count(closing.completion_tokens)
