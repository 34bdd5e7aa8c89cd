"""A call that asks no model: texts come in, findings or other texts go out.

It has the same asker, purpose, outcomes and two entries in the ledger as a call of a model. Both
entries are committed before anything is answered: what cannot be recorded does not happen.
"""

from __future__ import annotations

import asyncio
import logging
import traceback
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Generic, TypeVar

from stadspoort.engines.chat import BadRequestError
from stadspoort.gate.errors import CallRefusedError
from stadspoort.gate.pipeline import Gate
from stadspoort.gate.steps.purpose import Named, resolve_purpose
from stadspoort.gate.values import (
    Closing,
    Opening,
    Outcome,
    Principal,
    Purpose,
    Snapshot,
    legal_day,
)

logger = logging.getLogger(__name__)

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class TextCall:
    """One call as it came in.

    Attributes:
        principal: The asker, identified.
        endpoint: What was called, as the ledger names it: "analyze".
        named: The purpose it names, before that is believed; its model is "".
        scope: Id of the conversation it names; None if it names none.
    """

    principal: Principal
    endpoint: str
    named: Named = field(default_factory=lambda: Named(""))
    scope: str | None = None


@dataclass(frozen=True, slots=True)
class Done(Generic[Result]):
    """What came of a call, and the counts that the ledger keeps of it.

    Attributes:
        result: What is answered.
        found: Places found or masked, per kind.
        restored: Tokens put back.
        unknown_tokens: Altered or invented tokens, left as they are.
        outcome: ANSWERED, or what was decided instead.
    """

    result: Result
    found: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    restored: int = 0
    unknown_tokens: int = 0
    outcome: Outcome = Outcome.ANSWERED


@dataclass(frozen=True, slots=True)
class Recorded(Generic[Result]):
    """A call with its entries in the ledger: only now its result may go out."""

    call_id: str
    done: Done[Result]


async def recorded(
    gate: Gate, call: TextCall, work: Callable[[Purpose], Awaitable[Done[Result]]]
) -> Recorded[Result]:
    """Return what `work` came to under the purpose of this call, recorded.

    Raises:
        CallRefusedError: With the outcome that ended it; recorded as well.
        BadRequestError: If `work` found the request wrong; recorded as BAD_REQUEST.
    """
    call_id, began = gate.new_id(), gate.clock()
    purpose: Purpose | None = None
    try:
        snapshot = gate.register.snapshot()
        purpose, _ = resolve_purpose(call.named, call.principal, snapshot, today=legal_day(began))
        done = await work(purpose)
    except asyncio.CancelledError:
        left = CallRefusedError(Outcome.CLIENT_DISCONNECTED)
        gate.in_background(_refuse(gate, call, call_id, purpose, left))
        raise
    except CallRefusedError as refusal:
        await _refuse(gate, call, call_id, purpose, refusal)
        raise
    except BadRequestError as error:
        wrong = CallRefusedError(Outcome.BAD_REQUEST, param=error.param)
        await _refuse(gate, call, call_id, purpose, wrong)
        raise
    except Exception as error:
        # The error's own text may hold a piece of the text at hand: its type and place go on.
        logger.error("gate failed on texts: %s", _place_of(error), extra={"call_id": call_id})  # noqa: TRY400 (the trace would end with that text)
        failed = CallRefusedError(Outcome.GATE_FAILED)
        await _refuse(gate, call, call_id, purpose, failed)
        raise failed from None
    await _record(gate, call, call_id, began, purpose, snapshot, done)
    return Recorded(call_id, done)


def _place_of(error: Exception) -> str:
    """Return the type of an error and where it was raised."""
    frames = traceback.extract_tb(error.__traceback__)
    where = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "?"
    return f"{type(error).__name__} at {where}"


async def _record(
    gate: Gate,
    call: TextCall,
    call_id: str,
    began: datetime,
    purpose: Purpose,
    snapshot: Snapshot,
    done: Done[Result],
) -> None:
    now = gate.clock()
    opening = Opening(
        call_id=call_id,
        principal=call.principal,
        purpose=purpose.slug,
        model="",
        endpoint=call.endpoint,
        verdict="",
        masked=done.found,
        body_digest="",
        register_version=snapshot.version,
        streamed=False,
    )
    closing = Closing(
        call_id=call_id,
        outcome=done.outcome,
        duration_ms=int((now - began).total_seconds() * 1000),
        restored=done.restored,
        unknown_tokens=done.unknown_tokens,
    )
    # A client that leaves now does not undo it: the entries stand, or they do not.
    await asyncio.shield(asyncio.ensure_future(gate.journal.done(opening, closing, at=began)))


async def _refuse(
    gate: Gate, call: TextCall, call_id: str, purpose: Purpose | None, refusal: CallRefusedError
) -> None:
    named = Named("", header=purpose.slug) if purpose else call.named
    await gate.refuse(call.principal, call.endpoint, refusal, named=named, call_id=call_id)
