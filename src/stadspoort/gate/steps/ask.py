"""Step 5, ask: the masked body goes to the model, its answer comes back as values.

What a model sends is not trusted either: an event that is no JSON object, or an answer without
choices, ends the call as garbage.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass
from typing import Any

from stadspoort.engines.chat import SseReader
from stadspoort.engines.chat.wire import StreamGarbageError, read_object
from stadspoort.gate.errors import UpstreamError
from stadspoort.gate.seams import Upstream
from stadspoort.gate.values import Model, Outcome

_DONE = "[DONE]"


async def ask_runs(
    upstream: Upstream, model: Model, endpoint: str, body: bytes
) -> AsyncGenerator[list[dict[str, Any]]]:
    """Yield the chunks of a streamed answer until `[DONE]`, in runs of those that came together.

    Raises:
        UpstreamError: UPSTREAM_BROKEN_OFF if the stream ends without `[DONE]`, UPSTREAM_GARBAGE
            for what is no chunk, UPSTREAM_ERROR for an error event, and all that the endpoint's
            adapter raises. The chunks before a fault are yielded first.
    """
    reader = SseReader()
    async with aclosing(upstream.stream(model, endpoint, body)) as received:
        async for data in received:
            run = _run(_read(reader, data))
            if run.chunks:
                yield run.chunks
            if run.is_last:
                return
            if run.fault is not None:
                raise run.fault
    run = _run(_read(reader, None))
    if run.chunks:
        yield run.chunks
    if not run.is_last:
        raise run.fault or UpstreamError(Outcome.UPSTREAM_BROKEN_OFF)


@dataclass(frozen=True, slots=True)
class _Run:
    """Chunks that came together, and what came after them: the end, a fault, or nothing yet."""

    chunks: list[dict[str, Any]]
    is_last: bool = False
    fault: UpstreamError | None = None


def _run(events: list[str]) -> _Run:
    chunks: list[dict[str, Any]] = []
    for event in events:
        if event.strip() == _DONE:
            return _Run(chunks, is_last=True)
        try:
            chunks.append(_chunk(event))
        except UpstreamError as fault:
            return _Run(chunks, fault=fault)
    return _Run(chunks)


def _read(reader: SseReader, data: bytes | None) -> list[str]:
    try:
        return reader.finish() if data is None else reader.feed(data)
    except StreamGarbageError as error:
        raise UpstreamError(Outcome.UPSTREAM_GARBAGE) from error


def _chunk(event: str) -> dict[str, Any]:
    try:
        chunk: dict[str, Any] = read_object(event)
    except StreamGarbageError as error:
        raise UpstreamError(Outcome.UPSTREAM_GARBAGE) from error
    if chunk.get("error"):
        raise UpstreamError(Outcome.UPSTREAM_ERROR)
    return chunk


def choices_of(answer: dict[str, Any], part: str) -> list[dict[str, Any]]:
    """Return the choices of an answer or chunk, each with an object under `part`.

    Some servers send `choices: null` or leave the part out; both mean an empty one.

    Raises:
        UpstreamError: UPSTREAM_GARBAGE if the choices have another form.
    """
    choices = answer.get("choices") or []
    if not isinstance(choices, list):
        raise UpstreamError(Outcome.UPSTREAM_GARBAGE)
    for choice in choices:
        if not isinstance(choice, dict) or not isinstance(choice.get(part) or {}, dict):
            raise UpstreamError(Outcome.UPSTREAM_GARBAGE)
        if not isinstance(choice.get("index", 0), int):
            raise UpstreamError(Outcome.UPSTREAM_GARBAGE)
    return choices


def usage_of(answer: dict[str, Any]) -> tuple[int, int] | None:
    """Return (prompt tokens, completion tokens) as the endpoint counted them; None without them."""
    usage = answer.get("usage")
    if not isinstance(usage, dict):
        return None
    prompt, completion = usage.get("prompt_tokens"), usage.get("completion_tokens")
    return (
        prompt if isinstance(prompt, int) and prompt >= 0 else 0,
        completion if isinstance(completion, int) and completion >= 0 else 0,
    )
