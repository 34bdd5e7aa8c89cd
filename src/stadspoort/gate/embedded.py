"""The embedded model as an endpoint: the same wire, no network.

`stadspoort/citaat` only quotes, so a fresh machine has a real path through the whole gate. It
answers in the bytes an outside endpoint would send: everything after it is the same code.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator, Iterator
from typing import Any

from stadspoort.engines.chat import quote
from stadspoort.engines.chat.wire import DONE, chunk, completion, sse_event, usage
from stadspoort.gate.call import CHAT
from stadspoort.gate.errors import UpstreamError
from stadspoort.gate.seams import Upstream
from stadspoort.gate.values import EMBEDDED_MODEL, Model, Outcome

_HEAD: dict[str, Any] = {"id": "citaat", "created": 0, "model": EMBEDDED_MODEL}


class EmbeddedUpstream:
    """Answers with literal sentences of the given sources."""

    async def ask(self, model: Model, endpoint: str, body: bytes) -> dict[str, Any]:
        """Return the whole answer.

        Raises:
            UpstreamError: UPSTREAM_ERROR for an endpoint other than chat: it has no embeddings.
        """
        pieces, counted = await asyncio.to_thread(_quoted, endpoint, body)
        return completion(**_HEAD, contents=["".join(pieces)], usage=counted)

    async def stream(self, model: Model, endpoint: str, body: bytes) -> AsyncGenerator[bytes]:
        """Yield the answer as events.

        Raises:
            UpstreamError: UPSTREAM_ERROR for an endpoint other than chat.
        """
        pieces, counted = await asyncio.to_thread(_quoted, endpoint, body)
        for event in _events(pieces, counted):
            yield event


class Upstreams:
    """Sends each call where its model lives: the embedded one here, all others over HTTP."""

    def __init__(self, http: Upstream) -> None:
        self._http = http
        self._embedded = EmbeddedUpstream()

    async def ask(self, model: Model, endpoint: str, body: bytes) -> dict[str, Any]:
        """Return the whole answer; errors as the endpoint's own."""
        return await self._of(model).ask(model, endpoint, body)

    def stream(self, model: Model, endpoint: str, body: bytes) -> AsyncGenerator[bytes]:
        """Return the stream of the answer; errors as the endpoint's own."""
        return self._of(model).stream(model, endpoint, body)

    def _of(self, model: Model) -> Upstream:
        return self._embedded if model.is_embedded else self._http


def _quoted(endpoint: str, body: bytes) -> tuple[list[str], dict[str, Any]]:
    """Return the answer in pieces, and its usage."""
    if endpoint != CHAT:
        raise UpstreamError(Outcome.UPSTREAM_ERROR, model=EMBEDDED_MODEL)
    answer = quote(json.loads(body)["messages"])
    return list(answer.pieces()), {**usage(answer.prompt_tokens, answer.completion_tokens)}


def _events(pieces: list[str], counted: dict[str, Any]) -> Iterator[bytes]:
    yield sse_event(chunk(**_HEAD, delta={"role": "assistant", "content": ""}))
    for piece in pieces:
        yield sse_event(chunk(**_HEAD, delta={"content": piece}))
    yield sse_event(chunk(**_HEAD, delta={}, finish_reason="stop"))
    yield sse_event(chunk(**_HEAD, delta=None, usage=counted))
    yield DONE
