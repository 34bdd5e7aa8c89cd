"""The compiled register and keys in memory. Implements `gate.seams.Register`.

Every process reads one version number per second. When it moved, or the set of usable keys or the
day changed (a decision can end at midnight without anyone writing), the whole snapshot is compiled
anew. A snapshot that was not confirmed for 5 seconds refuses every call: what holds now is then not
known.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import Error as DatabaseError
from django.db import close_old_connections, connections

from stadspoort.apps.gate import queries
from stadspoort.apps.register import queries as register_queries
from stadspoort.apps.register import verdict_actions
from stadspoort.gate.errors import RegisterStaleError
from stadspoort.gate.seams import Clock
from stadspoort.gate.values import KeyGrant, Snapshot, legal_day

logger = logging.getLogger(__name__)

CONFIRM_EVERY = 1.0
"""Seconds between two looks at the version number."""

STALE_AFTER = 5.0
"""Seconds without confirmation after which no call may pass."""

_MOST_READINGS = 5


@dataclass(frozen=True, slots=True)
class _Mark:
    """What must be unchanged for a snapshot to hold: cheap to read, other when anything moved."""

    version: int
    keys: tuple[int, int]
    day: date


@dataclass(frozen=True, slots=True)
class _Held:
    snapshot: Snapshot
    mark: _Mark
    confirmed_at: float


class Snapshots:
    """Holds the snapshot in force; one thread keeps it confirmed.

    Args:
        clock: The moment now; decides the day and which keys have expired.
        monotonic: Seconds that never run backwards; measures how old the confirmation is.
    """

    def __init__(self, *, clock: Clock, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._monotonic = monotonic
        self._held: _Held | None = None
        self._is_noted = True
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def snapshot(self) -> Snapshot:
        """Return the snapshot in force.

        Raises:
            RegisterStaleError: If it was not confirmed for 5 seconds: no call may pass.
        """
        held = self._held
        if held is None:
            raise RegisterStaleError(age=None)
        age = self._monotonic() - held.confirmed_at
        if age > STALE_AFTER:
            raise RegisterStaleError(age=round(age, 1))
        return held.snapshot

    def refresh(self) -> None:
        """Confirm the snapshot, or compile a new one when something moved.

        The moment of confirmation is taken *before* the look: what is written during the look may
        be missed by it, and must not count as confirmed.

        Raises:
            DatabaseError: If the database cannot be read; the snapshot then ages.
        """
        started = self._monotonic()
        now = self._clock()
        mark = _read_mark(now)
        if self._held is not None and self._held.mark == mark:
            self._held = _Held(self._held.snapshot, mark, started)
            return
        snapshot, mark = _compile(now, mark)
        self._held = _Held(snapshot, mark, started)
        self._is_noted = False

    def note_changes(self) -> None:
        """Have it written down which verdicts changed with the last snapshot, once.

        After the snapshot is in force: the gate obeys first. What fails is tried at the next look.

        Raises:
            DatabaseError: If it cannot be written.
        """
        if not self._is_noted:
            verdict_actions.note_verdicts(self._clock())
            self._is_noted = True

    def start(self) -> None:
        """Load the snapshot and keep it confirmed from a thread of its own.

        Raises:
            DatabaseError: If the first reading fails: a gate that knows nothing must not start.
        """
        self.refresh()
        self._thread = threading.Thread(target=self._keep, name="gate-register", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End the thread; the snapshot then ages and is refused after 5 seconds."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def _keep(self) -> None:
        while not self._stop.wait(CONFIRM_EVERY):
            close_old_connections()
            try:
                self.refresh()
            except Exception:  # whatever it is, the snapshot ages and is refused after 5 seconds
                logger.exception("The register could not be read; the snapshot is ageing.")
                connections.close_all()
                continue
            try:
                self.note_changes()
            except Exception:  # the gate already obeys; the record follows at the next look
                logger.exception("The changed verdicts could not be recorded yet.")
                connections.close_all()
        connections.close_all()


def _read_mark(now: datetime) -> _Mark:
    return _Mark(
        version=register_queries.version(),
        keys=queries.usable_key_mark(now),
        day=legal_day(now),
    )


def _compile(now: datetime, mark: _Mark) -> tuple[Snapshot, _Mark]:
    """Return a snapshot during whose reading nothing moved.

    Reading twice instead of a transaction: on SQLite a transaction takes the one write lock.
    """
    for _ in range(_MOST_READINGS):
        purposes, models, verdicts = register_queries.compiled(mark.day)
        keys: Mapping[bytes, KeyGrant] = queries.key_grants(now)
        after = _read_mark(now)
        if after == mark:
            return Snapshot(mark.version, keys, purposes, models, verdicts), mark
        mark = after
    raise DatabaseError("The register moved during every reading.")
