"""The path of one model call, as a list of steps.

    identify -> purpose -> verdict -> mask -> record -> ask -> restore -> check -> record

Whatever goes wrong in a step ends the call with a named outcome and an entry in the ledger. Entry
`opened` is committed before the first byte goes upstream; `closed` is handed in before the answer
is complete, and committed within moments.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
from collections.abc import AsyncGenerator, Callable, Coroutine
from contextlib import aclosing
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from stadspoort.engines.chat import RestoredInAddressError
from stadspoort.gate.call import (
    CallRequest,
    OpenCall,
    blocked_answer,
    blocked_chunk,
    body_to_send,
    estimate,
    passed_run,
    rest_chunks,
    tokens_used,
    whole_answer,
)
from stadspoort.gate.errors import CallRefusedError, LedgerUnavailableError, UpstreamError
from stadspoort.gate.seams import Clock, Journal, Register, Scanner, Upstream, Vaults
from stadspoort.gate.steps.ask import ask_runs, usage_of
from stadspoort.gate.steps.mask import Masked, Masking
from stadspoort.gate.steps.purpose import Named, resolve_purpose
from stadspoort.gate.steps.verdict import judge
from stadspoort.gate.values import (
    Closing,
    Model,
    Opening,
    Outcome,
    Principal,
    Purpose,
    Snapshot,
    legal_day,
)

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Gate:
    """The gate: the steps joined to what they need from outside.

    Attributes:
        explain: Gives the Dutch sentence for an outcome.
        new_id: Gives a fresh call id (32 hexadecimal digits).
    """

    register: Register
    journal: Journal
    vaults: Vaults
    scanner: Scanner
    upstream: Upstream
    clock: Clock
    new_id: Callable[[], str]
    explain: Callable[[CallRefusedError], str]
    _background: set[asyncio.Task[None]] = field(default_factory=set)

    async def open(self, request: CallRequest) -> OpenCall:
        """Return the call, let through and recorded.

        Raises:
            CallRefusedError: With the outcome that ended it; recorded as well.
        """
        call_id, now = self.new_id(), self.clock()
        try:
            return await self._opened(call_id, request, now)
        except CallRefusedError as refusal:
            await self._refuse(call_id, request, refusal)
            raise
        except Exception as error:
            # An unforeseen failure must not pass as a yes, nor go unrecorded.
            logger.exception("gate failed before opening", extra={"call_id": call_id})
            failed = CallRefusedError(Outcome.GATE_FAILED)
            await self._refuse(call_id, request, failed)
            raise failed from error

    async def _refuse(self, call_id: str, request: CallRequest, refusal: CallRefusedError) -> None:
        await self.refuse(
            request.principal,
            request.endpoint,
            refusal,
            named=request.named,
            is_streamed=request.chat.stream,
            call_id=call_id,
        )

    async def _opened(self, call_id: str, request: CallRequest, now: datetime) -> OpenCall:
        snapshot = self.register.snapshot()
        today = legal_day(now)
        purpose, model_name = resolve_purpose(
            request.named, request.principal, snapshot, today=today
        )
        model, verdict = judge(model_name, purpose, request.principal, snapshot, today=today)
        masked = await self._masked(call_id, request, purpose, model)
        sent = body_to_send(masked.body, model, request)
        call = OpenCall(
            id=call_id,
            principal=request.principal,
            endpoint=request.endpoint,
            purpose=purpose,
            model=model,
            verdict=verdict,
            masked=masked,
            sent=sent,
            opened_at=now,
            asked_model=request.named.model,
            wants_usage=request.chat.include_usage,
        )
        await self._record_opening(call, request, snapshot)
        return call

    async def _masked(
        self, call_id: str, request: CallRequest, purpose: Purpose, model: Model
    ) -> Masked:
        try:
            return await Masking(self.scanner, self.vaults).mask(
                request.chat.body,
                purpose=purpose,
                model=model,
                principal=request.principal,
                scope=request.scope,
            )
        except asyncio.CancelledError:
            # The client left before anything was recorded; that it asked still counts.
            left = CallRefusedError(Outcome.CLIENT_DISCONNECTED, purpose=purpose.slug)
            self.in_background(self._refuse(call_id, request, left))
            raise

    async def _record_opening(
        self, call: OpenCall, request: CallRequest, snapshot: Snapshot
    ) -> None:
        opening = Opening(
            call_id=call.id,
            principal=call.principal,
            purpose=call.purpose.slug,
            model=call.model.name,
            endpoint=call.endpoint,
            verdict=str(call.verdict.standing),
            masked=call.masked.counts,
            body_digest=hashlib.sha256(call.sent).hexdigest(),
            register_version=snapshot.version,
            streamed=request.chat.stream,
            estimated_tokens=estimate(call.masked, request),
        )
        seal = call.sent if call.purpose.seal_days > 0 else None
        entry = asyncio.ensure_future(self.journal.opened(opening, at=call.opened_at, seal=seal))
        try:
            await asyncio.shield(entry)
        except asyncio.CancelledError:
            # The client left while the entry was being committed: it may stand and needs an end.
            self.in_background(self._close_if_opened(entry, call))
            raise

    async def _close_if_opened(self, entry: asyncio.Future[None], call: OpenCall) -> None:
        try:
            await entry
        except CallRefusedError:
            return
        self.close(call, Outcome.CLIENT_DISCONNECTED)

    async def answer(self, call: OpenCall) -> dict[str, Any]:
        """Return the whole answer, restored and checked, its end recorded.

        A blocked answer has the finish reason "content_filter" and says why in `refusal`.

        Raises:
            CallRefusedError: With the outcome that ended it.
        """
        outcome = Outcome.GATE_FAILED
        try:
            received = await self.upstream.ask(call.model, call.endpoint, call.sent)
            call.was_asked = True
            call.usage = usage_of(received) or call.usage
            try:
                answer = whole_answer(call, received)
                outcome = Outcome.ANSWERED
            except RestoredInAddressError:
                answer = blocked_answer(call, self._why_blocked())
                outcome = Outcome.ANSWER_BLOCKED
        except asyncio.CancelledError:
            outcome = Outcome.CLIENT_DISCONNECTED
            raise
        except CallRefusedError as refusal:
            outcome = refusal.outcome
            raise
        except Exception as error:
            logger.exception("gate failed on an answer", extra={"call_id": call.id})
            raise CallRefusedError(Outcome.GATE_FAILED) from error
        finally:
            self.close(call, outcome)
        return answer

    async def stream(self, call: OpenCall) -> AsyncGenerator[dict[str, Any]]:
        """Yield the chunks of a streamed answer one by one; see `runs`."""
        async with aclosing(self.runs(call)) as runs:
            async for run in runs:
                for chunk in run:
                    yield chunk

    async def runs(self, call: OpenCall) -> AsyncGenerator[list[dict[str, Any]]]:
        """Yield the chunks of a streamed answer, restored and checked; its end is recorded.

        Chunks that came together go on together, which costs a fraction of one by one. A blocked
        answer ends with a chunk whose finish reason is "content_filter".

        Raises:
            CallRefusedError: With the outcome that ended it, after what was received was passed on.
        """
        outcome = Outcome.GATE_FAILED
        try:
            async with aclosing(self._runs(call)) as runs:
                async for run in runs:
                    yield run
            outcome = Outcome.ANSWERED
        except RestoredInAddressError:
            outcome = Outcome.ANSWER_BLOCKED
            yield [blocked_chunk(call, self._why_blocked())]
        except (asyncio.CancelledError, GeneratorExit):
            outcome = Outcome.CLIENT_DISCONNECTED
            raise
        except CallRefusedError as refusal:
            outcome = refusal.outcome
            raise
        except Exception as error:
            logger.exception("gate failed in a stream", extra={"call_id": call.id})
            raise CallRefusedError(Outcome.GATE_FAILED) from error
        finally:
            self.close(call, outcome)

    async def _runs(self, call: OpenCall) -> AsyncGenerator[list[dict[str, Any]]]:
        open_choices: set[int] = set()
        try:
            # Closed with this one: the endpoint must not go on for a client that left.
            async with aclosing(self._passed_runs(call, open_choices)) as runs:
                async for run in runs:
                    yield run
        except UpstreamError as error:
            is_complete = error.outcome == Outcome.UPSTREAM_BROKEN_OFF and call.was_asked
            if open_choices or not is_complete:
                if rest := list(rest_chunks(call, open_choices)):
                    yield rest
                raise
        if rest := list(rest_chunks(call, open_choices)):
            yield rest

    async def _passed_runs(
        self, call: OpenCall, open_choices: set[int]
    ) -> AsyncGenerator[list[dict[str, Any]]]:
        received = ask_runs(self.upstream, call.model, call.endpoint, call.sent)
        async with aclosing(received):
            async for events in received:
                call.was_asked = True
                run, fault = passed_run(call, events, open_choices)
                if run:
                    yield run
                if fault is not None:
                    raise fault

    def close(self, call: OpenCall, outcome: Outcome) -> None:
        """Record how the call ended; the journal sees to it that it is committed."""
        now = self.clock()
        call.was_asked |= outcome == Outcome.CLIENT_DISCONNECTED
        prompt, completion = tokens_used(call)
        closing = Closing(
            call_id=call.id,
            outcome=outcome,
            prompt_tokens=prompt,
            completion_tokens=completion,
            duration_ms=int((now - call.opened_at).total_seconds() * 1000),
            restored=call.answer.restored,
            unknown_tokens=call.answer.unknown_tokens,
            neutralised=call.answer.neutralised,
        )
        try:
            self.journal.closed(closing, at=now)
        except LedgerUnavailableError as error:
            # The server is stopping; the journal closes what it has open as interrupted.
            logger.error("end not recorded: %s", error, extra={"call_id": call.id})  # noqa: TRY400 (the trace would say nothing more)

    def in_background(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Return a task that is kept alive until it is done: the caller has left."""
        task: asyncio.Task[None] = asyncio.create_task(work)
        self._background.add(task)
        task.add_done_callback(self._background.discard)
        return task

    async def refuse(
        self,
        principal: Principal,
        endpoint: str,
        refusal: CallRefusedError,
        *,
        named: Named | None = None,
        is_streamed: bool = False,
        call_id: str | None = None,
    ) -> None:
        """Record a call that never opened; it stays refused also if that cannot be recorded."""
        call_id = call_id or self.new_id()
        named = named or Named("")
        opening = Opening(
            call_id=call_id,
            principal=principal,
            purpose=str(refusal.context.get("purpose") or named.header or named.metadata or "")[
                :100
            ],
            model=named.model[:200],
            endpoint=endpoint,
            verdict="",
            masked={},
            body_digest="",
            register_version=0,
            streamed=is_streamed,
        )
        closing = Closing(call_id=call_id, outcome=refusal.outcome, reason=self.explain(refusal))
        try:
            await self.journal.refused(opening, closing, at=self.clock())
        except LedgerUnavailableError as error:
            logger.error("refusal not recorded: %s", error, extra={"call_id": call_id})  # noqa: TRY400 (the trace would say nothing more)

    def _why_blocked(self) -> str:
        return self.explain(CallRefusedError(Outcome.ANSWER_BLOCKED))
