"""Answering a question: a task of its own, so that a reader may leave and come back.

The answer is kept every second or so while it grows. If this process dies, what was kept stays, and
the turn is shown as incomplete.
"""

from __future__ import annotations

import asyncio
import contextvars
import json
import logging
from collections.abc import AsyncGenerator, Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, ParamSpec, TypeVar

from django.db import connections

from stadspoort.apps.assistant import actions, queries
from stadspoort.apps.assistant.models import Turn, TurnState
from stadspoort.apps.gate import runtime
from stadspoort.engines.chat import read_request
from stadspoort.gate.call import CHAT, CallRequest
from stadspoort.gate.errors import CallRefusedError
from stadspoort.gate.pipeline import Gate
from stadspoort.gate.steps.purpose import Named
from stadspoort.gate.values import Outcome, Principal

P = ParamSpec("P")
T = TypeVar("T")

logger = logging.getLogger(__name__)

_KEEP_EVERY = 1.0
_BEAT_EVERY = 5.0
_threads = ThreadPoolExecutor(4, thread_name_prefix="assistant")


@dataclass(slots=True)
class Answering:
    """An answer that is being written, as its readers see it."""

    turn: Turn
    text: str = ""
    is_done: bool = False
    is_stopped: bool = False
    changed: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def add(self, text: str) -> None:
        """Add text and tell the readers."""
        async with self.changed:
            self.text += text
            self.changed.notify_all()

    async def end(self) -> None:
        """Tell the readers that nothing more comes."""
        async with self.changed:
            self.is_done = True
            self.changed.notify_all()

    async def follow(self) -> AsyncGenerator[str]:
        """Yield the text from its beginning, as it grows, until it is done."""
        read = 0
        while True:
            async with self.changed:
                await self.changed.wait_for(lambda: len(self.text) > read or self.is_done)  # noqa: B023 (awaited here)
                new, read, is_done = self.text[read:], len(self.text), self.is_done
            if new:
                yield new
            if is_done:
                return


_STOPPED = "U hebt dit antwoord gestopt. Wat er al stond, is bewaard."

_running: dict[int, tuple[Answering, asyncio.Task[None]]] = {}


def begin(turn: Turn) -> Answering:
    """Start answering a turn and return what its readers can follow; call it on the event loop."""
    answering = Answering(turn)
    # A context of its own: the request that asked may end long before the answer does.
    task = asyncio.get_running_loop().create_task(_answer(answering), context=contextvars.Context())
    _running[turn.pk] = (answering, task)
    task.add_done_callback(lambda _: _running.pop(turn.pk, None))
    return answering


def running(turn_id: int) -> Answering | None:
    """Return the answer of a turn that this process is writing now; None if it is not."""
    found = _running.get(turn_id)
    return found[0] if found else None


async def stop(turn_id: int) -> bool:
    """End the answer of a turn because its asker wants no more of it; what was written is kept.

    Returns whether this process was writing it. Call it on the event loop.
    """
    found = _running.get(turn_id)
    if found is None:
        return False
    answering, task = found
    answering.is_stopped = True
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    return True


async def finish_all() -> None:
    """Stop all that is being written, in good order: for the end of the server."""
    tasks = [task for _, task in _running.values()]
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def _answer(answering: Answering) -> None:
    turn, gate = answering.turn, runtime.current()
    ending: dict[str, Any] = {
        "state": TurnState.INCOMPLETE,
        "outcome": str(Outcome.INTERRUPTED),
        "reason": gate.explain(CallRefusedError(Outcome.INTERRUPTED)),
    }
    beating = asyncio.create_task(_beat(turn, gate))
    try:
        ending = await _written(answering, gate)
    except CallRefusedError as refusal:
        is_begun = bool(answering.text) or refusal.outcome == Outcome.UPSTREAM_BROKEN_OFF
        ending = {
            "state": TurnState.INCOMPLETE if is_begun else TurnState.REFUSED,
            "outcome": str(refusal.outcome),
            "reason": gate.explain(refusal),
        }
    except Exception:
        logger.exception("An answer failed.", extra={"turn": turn.pk})
        failed = CallRefusedError(Outcome.GATE_FAILED)
        ending |= {"outcome": str(failed.outcome), "reason": gate.explain(failed)}
    finally:
        beating.cancel()
        if answering.is_stopped:
            ending = _stopped()
        try:
            await _in_database(
                lambda: actions.save_answer(
                    turn=turn, answer=answering.text, now=gate.clock(), **ending
                )
            )
        finally:
            await answering.end()


def _stopped() -> dict[str, Any]:
    """Return the ending as the ledger has it too: the asker left before the answer was whole."""
    outcome = str(Outcome.CLIENT_DISCONNECTED)
    return {"state": TurnState.INCOMPLETE, "outcome": outcome, "reason": _STOPPED}


async def _beat(turn: Turn, gate: Gate) -> None:
    """Say every few seconds that this turn is being written: an endpoint may think for minutes."""
    while True:
        await _in_database(lambda: actions.beat(turn=turn, now=gate.clock()))
        await asyncio.sleep(_BEAT_EVERY)


async def _written(answering: Answering, gate: Gate) -> dict[str, Any]:
    """Write the whole answer and return how it ended.

    Raises:
        CallRefusedError: If the gate did not let it through, or it broke off.
    """
    turn = answering.turn
    principal, given, body = await _in_database(_inputs, turn)
    chat = read_request(json.dumps(body).encode(), endpoint=CHAT)
    named = Named(body["model"], header=turn.conversation.purpose)
    call = await gate.open(
        CallRequest(principal, CHAT, chat, named, scope=str(turn.conversation_id))
    )
    sent = json.loads(call.sent)["messages"]
    await _in_database(
        lambda: actions.note_sent(
            turn=turn, call_id=call.id, given=given, sent=sent, masked=call.masked.counts
        )
    )
    refusal = ""
    loop = asyncio.get_running_loop()
    keep_at = loop.time() + _KEEP_EVERY
    async for chunk in gate.stream(call):
        for choice in chunk["choices"]:
            delta = choice["delta"]
            refusal += delta.get("refusal") or ""
            if text := delta.get("content"):
                await answering.add(text)
        if loop.time() >= keep_at:
            keep_at = loop.time() + _KEEP_EVERY
            text_so_far = answering.text
            await _in_database(
                lambda: actions.save_answer(
                    turn=turn,
                    answer=text_so_far,  # noqa: B023 (called at once)
                    now=gate.clock(),
                )
            )
    if refusal:
        blocked = str(Outcome.ANSWER_BLOCKED)
        return {"state": TurnState.INCOMPLETE, "outcome": blocked, "reason": refusal}
    return {"state": TurnState.COMPLETE, "outcome": str(Outcome.ANSWERED), "reason": ""}


def _inputs(turn: Turn) -> tuple[Principal, list[dict[str, Any]], dict[str, Any]]:
    given = queries.messages_for(turn)
    body = {"model": turn.conversation.model, "messages": given, "stream": True}
    return queries.principal_of(turn.conversation.owner), given, body


async def _in_database(work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Run work that reads or writes the database in a thread, on a connection of its own."""

    def run() -> T:
        try:
            return work(*args, **kwargs)
        finally:
            connections.close_all()  # threads of a pool outlive the work: nothing stays open

    return await asyncio.get_running_loop().run_in_executor(_threads, run)
