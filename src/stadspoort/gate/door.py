"""The door of the gate's routes: whose key, which headers, how large a body, and who left.

Every route lets askers in here and nowhere else, whatever form its clients send a key in.
"""

from __future__ import annotations

import asyncio
import base64
import binascii
import json
from collections.abc import Callable, Coroutine
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive

from stadspoort.engines.chat import BadRequestError
from stadspoort.gate.errors import CallRefusedError
from stadspoort.gate.pipeline import Gate
from stadspoort.gate.steps.identify import identify
from stadspoort.gate.values import Outcome, Principal, PrincipalKind

LONGEST_BODY = 8 * 1024 * 1024
_LONGEST_NAME = 200
_CLIENT_LEFT = 499
_WRONG_KEYS_APART = timedelta(seconds=1)
_NOBODY = Principal(PrincipalKind.KEY, "", 0, "", frozenset())
"""Who asks with a wrong key: it is not known, and the ledger says so."""


class KeyForm(StrEnum):
    """Where a route takes a key beside `Authorization: Bearer KEY`."""

    API_KEY_HEADER = "x-api-key"
    BASIC_PASSWORD = "basic"  # noqa: S105 (the name of a form, no password)


class Door:
    """Lets askers in by their key; notes who came with a wrong one."""

    def __init__(self, gate: Callable[[], Gate]) -> None:
        """Serve the running gate that `gate` gives, once the server has started it."""
        self._gate = gate
        self._noted_wrong_key_at: datetime | None = None

    def principal(self, request: Request, *, also: KeyForm | None = None) -> Principal:
        """Return the asker.

        Args:
            request: Its headers alone are read.
            also: A second form in which this route takes a key.

        Raises:
            CallRefusedError: WRONG_KEY, for every kind of wrong key alike.
            RegisterStaleError: If it is not known which keys hold now.
        """
        gate = self._gate()
        return identify(_authorization(request, also), gate.register.snapshot(), now=gate.clock())

    async def note_wrong_key(self, endpoint: str, error: CallRefusedError) -> None:
        """Record a call with a wrong key; at most one a second, or anyone could fill the ledger."""
        gate, now = self._gate(), self._gate().clock()
        last = self._noted_wrong_key_at
        if last is not None and now - last < _WRONG_KEYS_APART:
            return
        self._noted_wrong_key_at = now
        await gate.refuse(_NOBODY, endpoint, error)


def _authorization(request: Request, also: KeyForm | None) -> str:
    """Return the one key a request carries, as `Bearer KEY`; "" if there is none or more than one.

    Of two keys a proxy in front may have tested the other one.
    """
    given = request.headers.getlist("authorization")
    if also is KeyForm.API_KEY_HEADER:
        given += [f"Bearer {key}" for key in request.headers.getlist(also)]
    if len(given) != 1:
        return ""
    if also is KeyForm.BASIC_PASSWORD and given[0][:6].lower() == "basic ":
        return f"Bearer {_password(given[0][6:])}"
    return given[0]


def _password(written: str) -> str:
    try:
        return base64.b64decode(written.strip(), validate=True).decode().partition(":")[2]
    except (binascii.Error, UnicodeDecodeError, ValueError):
        return ""


def header(request: Request, name: str) -> str | None:
    """Return a header's value; None if it is absent or empty.

    Raises:
        BadRequestError: If it is longer than any name can be, or given twice with two values.
    """
    values = {value.strip() for value in request.headers.getlist(name)}
    if len(values) > 1:
        raise BadRequestError(name, "given_twice")
    value = values.pop() if values else ""
    if len(value) > _LONGEST_NAME:
        raise BadRequestError(name, "too_long")
    return value or None


async def read_body(request: Request) -> bytes:
    """Return the whole body.

    Raises:
        CallRefusedError: TOO_LARGE, as soon as it passes the bound.
    """
    received = bytearray()
    async for data in request.stream():
        received += data
        if len(received) > LONGEST_BODY:
            raise CallRefusedError(Outcome.TOO_LARGE, limit=LONGEST_BODY)
    return bytes(received)


async def unless_gone(request: Request, work: Coroutine[Any, Any, Response]) -> Response:
    """Return the answer of `work`, cancelled as soon as the client has left.

    Nobody reads what is then returned; it only keeps the server from logging a failure.
    """
    task = asyncio.create_task(work)
    watch = asyncio.create_task(gone(request.receive))
    try:
        await asyncio.wait({task, watch}, return_when=asyncio.FIRST_COMPLETED)
        if not task.done():
            task.cancel()
            await asyncio.wait({task})
            return Response(status_code=_CLIENT_LEFT)
        return await task
    finally:
        watch.cancel()
        task.cancel()


async def gone(receive: Receive) -> None:
    """Return once the client has left."""
    while (await receive())["type"] != "http.disconnect":
        pass


def json_answer(
    body: object, *, status: int = 200, headers: dict[str, str] | None = None
) -> Response:
    """Return a value as JSON that nobody keeps."""
    return Response(
        json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode(),
        status_code=status,
        headers={
            "Cache-Control": "no-store",
            "X-Content-Type-Options": "nosniff",
            **(headers or {}),
        },
        media_type="application/json",
    )
