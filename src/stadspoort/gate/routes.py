"""What the gate answers to addresses and methods that it does not have."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from stadspoort.engines.chat.wire import error_body


async def no_such_route(request: Request, error: Exception) -> Response:
    """Return the answer to an address, or a method, that the gate does not have."""
    status = error.status_code if isinstance(error, HTTPException) else 404
    allowed = (getattr(error, "headers", None) or {}).get("Allow", "")
    if status == 405 and allowed:
        verb = "POST" if "POST" in allowed else "GET"
        message = f"Dit adres bestaat, maar niet met {request.method}. Gebruik {verb}."
    else:
        message = (
            "Dit adres bestaat niet in de poort. Wel: POST /v1/chat/completions, "
            "POST /v1/embeddings, GET /v1/models en GET /v1/models/NAAM."
        )
    body = error_body(message, type="invalid_request_error", code="unknown_url")
    return JSONResponse(body, status_code=status, headers=getattr(error, "headers", None))


Refuse = Callable[[Request, Exception], Awaitable[Response]]
"""Answers in the error form of the routes behind it."""


class LiteralPaths:
    """Refuses a path written with escapes: "/v1/chat%2Fcompletions" may be barred by who looks on.

    What stands in front of the gate compares paths as they were written; so does the gate.
    """

    def __init__(self, app: ASGIApp, refuse: Refuse) -> None:
        self._app = app
        self._refuse = refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a connection on, or refuse its path."""
        written = scope.get("raw_path") or b""
        if scope["type"] == "http" and b"%" in written:
            answer = await self._refuse(Request(scope), HTTPException(404))
            await answer(scope, receive, send)
            return
        await self._app(scope, receive, send)
