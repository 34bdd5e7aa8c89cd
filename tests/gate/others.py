"""A world with one key, and a client of the routes for others."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Mapping
from typing import Any

from tests.gate.asgi import Answer, request
from tests.gate.make import World, snapshot, world

from stadspoort.gate.others import GUARDRAIL_PATH, others_app
from stadspoort.gate.values import Closing, KeyGrant, Opening, Outcome

KEY = "stp_sleutel"
BEARER = {"authorization": f"Bearer {KEY}"}


def here_with(*purposes: str) -> World:
    """Return a world in which `KEY` has these purposes."""
    grant = KeyGrant("k1", 7, "api", frozenset(purposes or ("brieven",)))
    return world(snapshot(keys={hashlib.sha256(KEY.encode()).digest(): grant}))


async def post(
    here: World,
    path: str,
    body: object,
    *,
    headers: Mapping[str, str] | None = None,
    leave_when: asyncio.Event | None = None,
) -> Answer:
    """Return the answer to a body; random bytes are 0, 1, 2, ..."""
    app = others_app(lambda: here.gate, random=lambda number: bytes(range(number)))
    given = BEARER if headers is None else headers
    return await request(app, "POST", path, body=body, headers=given, leave_when=leave_when)


async def get(
    here: World, path: str, *, headers: Mapping[str, str] | None = None, query: bytes = b""
) -> Answer:
    """Return the answer to a question without a body."""
    app = others_app(lambda: here.gate)
    given = BEARER if headers is None else headers
    return await request(app, "GET", path, headers=given, query=query)


async def guard(here: World, side: str, *texts: str, call: str = "c-1", **more: object) -> Any:  # noqa: ANN401 (any JSON)
    """Return what the guardrail answers to LiteLLM."""
    body = {
        "input_type": side,
        "texts": list(texts),
        "request_data": {},
        "litellm_call_id": call,
        "litellm_version": "1.108.7",
        **more,
    }
    answer = await post(here, GUARDRAIL_PATH, body)
    assert answer.status == 200, answer.body
    return answer.json()


def recorded(here: World) -> list[tuple[str, dict[str, int], Outcome]]:
    """Return what the ledger keeps of each call: what was called, what was found, how it ended."""
    openings = [entry for _, entry in here.journal.entries if isinstance(entry, Opening)]
    closings = [entry for _, entry in here.journal.entries if isinstance(entry, Closing)]
    assert [one.call_id for one in openings] == [one.call_id for one in closings]
    return [
        (opening.endpoint, dict(opening.masked), closing.outcome)
        for opening, closing in zip(openings, closings, strict=True)
    ]
