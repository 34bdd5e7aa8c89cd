"""The gate's side of the ledger: one batching writer per process. Implements `gate.seams.Journal`.

Callers hand in an entry and wait. One thread takes all that is waiting, without waiting for more,
and writes it in one transaction; while that commits, the next batch gathers by itself. So a quiet
gate answers at once and a busy one pays one commit for many calls.

```
opened() ─┐                      ┌─ call rows, sealed copies, budget
closed() ─┼─> queue ─> writer ───┤                                    ─> futures of the callers
refused()─┘            (thread)  └─ ledger entries, last before commit
```
"""

from __future__ import annotations

import asyncio
import logging
import queue
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import InterfaceError, OperationalError, connections

from stadspoort.apps.gate.batch import BatchWriter
from stadspoort.apps.gate.entries import AtOnce, Closed, Entry, Opened
from stadspoort.apps.gate.sweeper import Keeper
from stadspoort.errors import StadspoortError
from stadspoort.gate.errors import CallRefusedError, LedgerUnavailableError, RegisterStaleError
from stadspoort.gate.seams import Clock, Register
from stadspoort.gate.steps.purpose import split_model
from stadspoort.gate.values import Closing, Opening, Outcome

logger = logging.getLogger(__name__)

MOST_WAITING = 2_000
"""Entries that may wait; more means the database does not keep up, and calls are refused."""

MOST_PER_BATCH = 200
"""Entries in one transaction: short, so that other writers get their turn."""

COMPANY_WITHIN = 0.02
"""Seconds that closings alone wait for an opening, which has a commit of its own anyway."""

BEAT_EVERY = 5.0
"""Seconds between two heartbeats of this process."""


@dataclass(slots=True, eq=False)
class _Waiting:
    """An entry in the queue, and who waits for it."""

    entry: Entry
    future: asyncio.Future[None]
    loop: asyncio.AbstractEventLoop
    is_abandoned: bool = False


class LedgerJournal:
    """Writes the calls of this process to the ledger.

    Cancelling a waiting `opened` leaves nothing behind, or a call that is opened and closed as
    `client_disconnected`: never an open call that nobody closes. Cancelling `closed` or `refused`
    does not stop the writing.

    Args:
        writer: Writes one batch.
        keeper: Beats for this process and sweeps up after dead ones.
        register: Knows budgets and how long copies are kept.
        clock: The moment now.
    """

    def __init__(
        self, *, writer: BatchWriter, keeper: Keeper, register: Register, clock: Clock
    ) -> None:
        self._writer = writer
        self._keeper = keeper
        self._register = register
        self._clock = clock
        self._queue: queue.SimpleQueue[_Waiting | None] = queue.SimpleQueue()
        self._owed: list[Closed] = []
        # Held to hand in and to stop: an entry behind the end of the queue would wait for ever.
        self._door = threading.Lock()
        self._is_stopping = False
        self._thread = threading.Thread(target=self._run, name="gate-journal", daemon=True)

    # -- Journal ------------------------------------------------------------------------------

    async def opened(self, opening: Opening, *, at: datetime, seal: bytes | None) -> None:
        """Return once the entry, and the sealed copy of the masked body `seal`, are committed.

        Raises:
            BudgetSpentError: If the purpose's token budget would be exceeded; nothing is written.
            LedgerUnavailableError: If it could not be committed: no call may pass.
            RegisterStaleError: If the budget that holds now is not known.
            CallRefusedError: PURPOSE_NOT_ALLOWED, if the purpose was withdrawn a moment ago.
        """
        purpose = self._register.snapshot().purposes.get(opening.purpose)
        if purpose is None:
            raise CallRefusedError(Outcome.PURPOSE_NOT_ALLOWED, purpose=opening.purpose)
        entry = Opened(
            opening, at, body=seal, seal_days=purpose.seal_days, budget=purpose.budget_tokens
        )
        waiting = self._put(entry)
        try:
            await waiting.future
        except asyncio.CancelledError:
            waiting.is_abandoned = True
            raise

    def closed(self, closing: Closing, *, at: datetime) -> asyncio.Future[None]:
        """Take the entry in and return what ends when it is committed; nobody has to wait for it.

        It waits a moment for the next opening, so that both go in one commit. Closing a call twice
        changes nothing. What could not be committed is tried again at every beat.

        Raises:
            LedgerUnavailableError: If the journal is closed; the call then counts as interrupted.
        """
        future = self._put(Closed(closing, at)).future
        future.add_done_callback(_note_error)
        return future

    async def refused(self, opening: Opening, closing: Closing, *, at: datetime) -> None:
        """Record a call that was refused before it opened, as both entries in one commit.

        Names of purposes and models that the register does not know are left out: they are text of
        the client.

        Raises:
            LedgerUnavailableError: If it could not be committed.
        """
        await self._put(AtOnce(self._with_known_names(opening), closing, at)).future

    async def done(self, opening: Opening, closing: Closing, *, at: datetime) -> None:
        """Record a call that asked no model, as both entries in one commit.

        Raises:
            LedgerUnavailableError: If it could not be committed: nothing may be answered.
        """
        await self._put(AtOnce(opening, closing, at)).future

    # -- Life ---------------------------------------------------------------------------------

    def start(self) -> None:
        """Start the writer; the first thing it does is to beat."""
        self._thread.start()

    def stop(self) -> None:
        """Write all that waits, close what is still open as interrupted, and end the thread."""
        with self._door:
            self._is_stopping = True
            self._queue.put(None)
        self._thread.join()

    def _put(self, entry: Entry) -> _Waiting:
        loop = asyncio.get_running_loop()
        waiting = _Waiting(entry, loop.create_future(), loop)
        with self._door:
            # A call that is open is let in again to be closed: there are no more than were let in.
            is_full = self._queue.qsize() >= MOST_WAITING and not isinstance(entry, Closed)
            if self._is_stopping or is_full or not self._thread.is_alive():
                raise LedgerUnavailableError(waiting=self._queue.qsize())
            self._queue.put(waiting)
        return waiting

    def _with_known_names(self, opening: Opening) -> Opening:
        try:
            snapshot = self._register.snapshot()
        except RegisterStaleError:
            return replace(opening, purpose="", model="")
        named, model = split_model(opening.model)
        purpose = opening.purpose or named or ""
        return replace(
            opening,
            purpose=purpose if purpose in snapshot.purposes else "",
            model=model if model in snapshot.models else "",
        )

    # -- The writer thread --------------------------------------------------------------------

    def _run(self) -> None:
        next_beat = time.monotonic()
        is_running = True
        while is_running:
            batch, is_running = self._take(until=next_beat)
            # The beat comes first: after a long wait others may have declared this process dead,
            # and it must not open calls under the id of a dead one.
            if time.monotonic() >= next_beat:
                self._beat()
                next_beat = time.monotonic() + BEAT_EVERY
            if batch:
                self._write(batch)
        self._end()

    def _take(self, *, until: float) -> tuple[list[_Waiting], bool]:
        """Return all that waits (at most one batch), and whether to go on afterwards.

        Somebody waits for an opening or a refusal: those go at once. Closings alone stay a moment.
        """
        batch: list[_Waiting] = []
        is_urgent = False
        try:
            item = self._queue.get(timeout=max(0.0, until - time.monotonic()))
            alone_until = time.monotonic() + COMPANY_WITHIN
            while item is not None:
                if not item.is_abandoned or not isinstance(item.entry, Opened):
                    batch.append(item)
                    is_urgent = is_urgent or not isinstance(item.entry, Closed)
                if len(batch) == MOST_PER_BATCH:
                    return batch, True
                patience = 0.0 if is_urgent else max(0.0, alone_until - time.monotonic())
                item = self._queue.get(timeout=patience) if patience else self._queue.get_nowait()
        except queue.Empty:
            return batch, True
        return batch, False

    def _write(self, batch: Sequence[_Waiting]) -> None:
        try:
            refusals = self._commit([waiting.entry for waiting in batch])
        except (OperationalError, InterfaceError):
            logger.exception("The journal could not be written.", extra={"entries": len(batch)})
            connections.close_all()
            self._fail(batch)
        except Exception:
            logger.exception("The journal refused a batch.", extra={"entries": len(batch)})
            if len(batch) == 1:
                self._fail(batch)
                return
            for waiting in batch:  # one entry that cannot be written must not stop the others
                self._write([waiting])
        else:
            _resolve(batch, refusals)
            self._close_abandoned(batch, refusals)

    def _commit(self, entries: Sequence[Entry]) -> list[CallRefusedError | None]:
        now = self._clock()
        return self._writer.write(entries, boot=self._keeper.boot_id(now), now=now)

    def _fail(self, batch: Sequence[_Waiting]) -> None:
        self._owed += [w.entry for w in batch if isinstance(w.entry, Closed)]
        _resolve(batch, [LedgerUnavailableError(entries=len(batch)) for _ in batch])

    def _close_abandoned(
        self, batch: Sequence[_Waiting], refusals: Sequence[CallRefusedError | None]
    ) -> None:
        """Close the calls whose caller left while their opening was being committed."""
        now = self._clock()
        gone = [
            Closed(Closing(waiting.entry.opening.call_id, Outcome.CLIENT_DISCONNECTED), now)
            for waiting, refusal in zip(batch, refusals, strict=True)
            if waiting.is_abandoned and isinstance(waiting.entry, Opened) and refusal is None
        ]
        if gone:
            self._write_owed(gone)

    def _write_owed(self, closings: Sequence[Closed]) -> None:
        try:
            self._commit(closings)
        except Exception:
            logger.exception("Closings wait for the next beat.", extra={"entries": len(closings)})
            self._owed += closings
            connections.close_all()

    def _beat(self) -> None:
        owed, self._owed = self._owed, []
        if owed:
            self._write_owed(owed)
        try:
            self._keeper.beat(self._clock())
        except StadspoortError as error:  # an older database beside newer anchors: screens say so
            logger.error("At the heartbeat: %s", error)  # noqa: TRY400 (the trace says no more)
        except Exception:  # the next beat tries again; a process that cannot beat counts as dead
            logger.exception("No heartbeat could be written.")
            connections.close_all()

    def _end(self) -> None:
        now = self._clock()
        interrupted = [
            Closed(Closing(call_id, Outcome.INTERRUPTED), now)
            for call_id in self._writer.open_calls
        ]
        owed, self._owed = self._owed, []
        if owed or interrupted:
            self._write_owed([*owed, *interrupted])
        try:
            self._keeper.end(now)
        except Exception:
            logger.exception("The end of this process could not be written.")
        connections.close_all()


def _resolve(batch: Sequence[_Waiting], errors: Sequence[CallRefusedError | None]) -> None:
    """Tell every caller how it went, with one wake-up per event loop."""
    by_loop: dict[asyncio.AbstractEventLoop, list[tuple[_Waiting, CallRefusedError | None]]] = {}
    for waiting, error in zip(batch, errors, strict=True):
        by_loop.setdefault(waiting.loop, []).append((waiting, error))
    for loop, results in by_loop.items():
        with suppress(RuntimeError):  # the loop was closed: nobody waits there any more
            loop.call_soon_threadsafe(_settle, results)


def _note_error(future: asyncio.Future[None]) -> None:
    """Look at the error, if there is one: the writer has logged it, and nobody may be waiting."""
    if not future.cancelled():
        future.exception()


def _settle(results: Sequence[tuple[_Waiting, CallRefusedError | None]]) -> None:
    for waiting, error in results:
        if waiting.future.done():  # cancelled: the caller left
            continue
        if error is None:
            waiting.future.set_result(None)
        else:
            waiting.future.set_exception(error)
