"""A client that calls an ASGI application in this process: no network, no server."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from starlette.types import ASGIApp


@dataclass
class Answer:
    """What an application answered."""

    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    parts: list[bytes] = field(default_factory=list)

    @property
    def body(self) -> bytes:
        """Return the whole body."""
        return b"".join(self.parts)

    def json(self) -> Any:  # noqa: ANN401 (JSON border)
        """Return the body as JSON."""
        return json.loads(self.body)

    def events(self) -> list[str]:
        """Return the data of each server-sent event."""
        return [event.removeprefix("data: ") for event in self.body.decode().split("\n\n") if event]


async def request(
    app: ASGIApp,
    method: str,
    path: str,
    *,
    body: bytes | object = b"",
    headers: Mapping[str, str] | None = None,
    leave_after: int | None = None,
    leave_when: asyncio.Event | None = None,
    query: bytes = b"",
) -> Answer:
    """Return the answer to one request.

    Args:
        app: The application.
        method: "GET", "POST".
        path: Without a query.
        body: Bytes, or a value that is sent as JSON.
        headers: Beside the host.
        leave_after: Disconnect once this many parts of the body have come; None stays.
        leave_when: Disconnect when this happens.
        query: What stands behind the "?".
    """
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": method,
        "path": unquote(path),
        "raw_path": path.encode(),
        "query_string": query,
        "headers": _raw({"host": "127.0.0.1", **(headers or {})}),
    }
    answer, left = Answer(), asyncio.Event()
    inbox: Sequence[dict[str, Any]] = [{"type": "http.request", "body": raw, "more_body": False}]
    incoming = iter(inbox)

    async def receive() -> dict[str, Any]:
        message = next(incoming, None)
        if message is not None:
            return message
        await (leave_when or left).wait()
        return {"type": "http.disconnect"}

    async def send(message: Mapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            answer.status = message["status"]
            answer.headers = {name.decode(): value.decode() for name, value in message["headers"]}
            return
        if message.get("body"):
            answer.parts.append(message["body"])
        if leave_after is not None and len(answer.parts) >= leave_after:
            left.set()
            await asyncio.sleep(0)

    await app(scope, receive, send)
    return answer


def _raw(headers: Mapping[str, str]) -> list[tuple[bytes, bytes]]:
    return [(name.lower().encode(), value.encode("latin-1")) for name, value in headers.items()]
