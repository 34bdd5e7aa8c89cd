"""The gate's own routes under `/v1`, in OpenAI's wire form.

Only the routes below exist: any other path is refused, never passed on. The asker is identified
before a byte of the body is read. Nothing of the endpoint's answer headers reaches the client.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import aclosing
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from stadspoort.engines.chat import (
    BadRequestError,
    ContentNotCheckableError,
    read_request,
)
from stadspoort.engines.chat.wire import DONE, error_body, model_entry, model_list, sse_event
from stadspoort.gate.call import CHAT, EMBEDDINGS, CallRequest, OpenCall
from stadspoort.gate.door import Door, gone, header, json_answer, read_body, unless_gone
from stadspoort.gate.errors import CallRefusedError
from stadspoort.gate.pipeline import Gate
from stadspoort.gate.routes import LiteralPaths, no_such_route
from stadspoort.gate.steps.purpose import Named, resolve_purpose, split_model, virtual_name
from stadspoort.gate.steps.verdict import allowed_models
from stadspoort.gate.values import Outcome, Principal, legal_day

STATUS_OF: dict[Outcome, tuple[int, str]] = {
    Outcome.WRONG_KEY: (401, "invalid_request_error"),
    Outcome.BAD_REQUEST: (400, "invalid_request_error"),
    Outcome.CONTENT_NOT_CHECKABLE: (400, "invalid_request_error"),
    Outcome.TOO_LARGE: (413, "invalid_request_error"),
    Outcome.PURPOSE_MISSING: (400, "invalid_request_error"),
    Outcome.PURPOSE_CONFLICT: (400, "invalid_request_error"),
    Outcome.PURPOSE_NOT_ALLOWED: (403, "policy_denied"),
    Outcome.PURPOSE_ENDED: (403, "policy_denied"),
    Outcome.NOT_A_PARTICIPANT: (403, "policy_denied"),
    Outcome.BUDGET_SPENT: (429, "insufficient_quota"),
    Outcome.MODEL_UNKNOWN: (404, "invalid_request_error"),
    Outcome.VERDICT_MISSING: (403, "policy_denied"),
    Outcome.VERDICT_EXPIRED: (403, "policy_denied"),
    Outcome.VERDICT_FORBIDS: (403, "policy_denied"),
    Outcome.NO_PROCESSOR_AGREEMENT: (403, "policy_denied"),
    Outcome.DATA_CLASS_NOT_ALLOWED: (403, "policy_denied"),
    Outcome.REGISTER_STALE: (503, "server_error"),
    Outcome.LEDGER_UNAVAILABLE: (503, "server_error"),
    Outcome.MASKING_FAILED: (503, "server_error"),
    Outcome.DETECTOR_FAILED: (503, "server_error"),
    Outcome.UPSTREAM_UNREACHABLE: (502, "server_error"),
    Outcome.UPSTREAM_TIMEOUT: (504, "server_error"),
    Outcome.UPSTREAM_ERROR: (502, "server_error"),
    Outcome.UPSTREAM_GARBAGE: (502, "server_error"),
    Outcome.UPSTREAM_BROKEN_OFF: (502, "server_error"),
    Outcome.UPSTREAM_NOT_ALLOWED: (502, "server_error"),
}
"""HTTP status and OpenAI's error type per outcome; every other one is 500, server_error."""

_OPENAI_CODES = {Outcome.WRONG_KEY: "invalid_api_key", Outcome.MODEL_UNKNOWN: "model_not_found"}


def gate_app(gate: Callable[[], Gate]) -> Starlette:
    """Return the ASGI application that serves `/v1`.

    Args:
        gate: Gives the running gate, once the server has started it.
    """
    routes = _Routes(gate)
    app = Starlette(
        routes=[
            Route("/v1/chat/completions", routes.chat, methods=["POST"]),
            Route("/v1/embeddings", routes.embeddings, methods=["POST"]),
            Route("/v1/models", routes.models, methods=["GET"]),
            Route("/v1/models/{name:path}", routes.model, methods=["GET"]),
        ],
        exception_handlers={
            CallRefusedError: routes.refused,
            BadRequestError: routes.bad_request,
            ContentNotCheckableError: routes.not_checkable,
            HTTPException: no_such_route,
            Exception: routes.failed,
        },
        middleware=[Middleware(LiteralPaths, refuse=no_such_route)],
    )
    app.router.redirect_slashes = False  # another path is refused, not pointed elsewhere
    return app


class _Routes:
    """The handlers; thin: read, one call, write."""

    def __init__(self, gate: Callable[[], Gate]) -> None:
        self._gate = gate
        self._door = Door(gate)

    async def chat(self, request: Request) -> Response:
        gate = self._gate()
        call_request = await self._read(request, CHAT)
        if call_request.chat.stream:
            return await unless_gone(request, _EventStream.of(gate, call_request, self._error))
        return await unless_gone(request, _whole(gate, call_request))

    async def embeddings(self, request: Request) -> Response:
        gate = self._gate()
        call_request = await self._read(request, EMBEDDINGS)
        return await unless_gone(request, _whole(gate, call_request))

    async def models(self, request: Request) -> Response:
        gate = self._gate()
        principal = self._door.principal(request)
        names = _models_for(gate, principal, header(request, "x-stadspoort-purpose"))
        return json_answer(model_list(names, created=0, owned_by="stadspoort"))

    async def model(self, request: Request) -> Response:
        """Return one of the models that `models` lists; a name may hold slashes."""
        name = request.path_params["name"]
        purpose, bare = split_model(name)
        purpose = purpose or header(request, "x-stadspoort-purpose")
        names = _models_for(self._gate(), self._door.principal(request), purpose)
        if bare not in names:
            raise CallRefusedError(Outcome.MODEL_UNKNOWN, alternatives=tuple(names))
        return json_answer(model_entry(name, created=0, owned_by="stadspoort"))

    async def _read(self, request: Request, endpoint: str) -> CallRequest:
        """Return the call: asker first, then the body, within its bound."""
        principal = self._door.principal(request)
        try:
            purpose = header(request, "x-stadspoort-purpose")
            scope = header(request, "x-stadspoort-conversation")
            chat = read_request(await read_body(request), endpoint=endpoint)
        except (BadRequestError, ContentNotCheckableError, CallRefusedError) as error:
            await self._gate().refuse(principal, endpoint, _as_refusal(error))
            raise
        return CallRequest(
            principal=principal,
            endpoint=endpoint,
            chat=chat,
            named=Named(chat.model, header=purpose, metadata=chat.purpose_in_metadata),
            scope=scope,
        )

    def _error(self, error: CallRefusedError) -> dict[str, Any]:
        _, kind = STATUS_OF.get(error.outcome, (500, "server_error"))
        code = _OPENAI_CODES.get(error.outcome, str(error.outcome))
        body: dict[str, Any] = error_body(self._gate().explain(error), type=kind, code=code)
        if error.alternatives:
            body["error"]["alternatives"] = list(error.alternatives)
        return body

    async def refused(self, request: Request, error: Exception) -> Response:
        assert isinstance(error, CallRefusedError)  # noqa: S101 (Starlette gives handlers their own class)
        status, _ = STATUS_OF.get(error.outcome, (500, "server_error"))
        if error.outcome == Outcome.WRONG_KEY:
            await self._door.note_wrong_key(request.url.path.removeprefix("/v1/"), error)
        headers = {"WWW-Authenticate": "Bearer"} if status == 401 else {}
        return json_answer(self._error(error), status=status, headers=headers)

    async def bad_request(self, request: Request, error: Exception) -> Response:
        body = self._error(_as_refusal(error))
        body["error"]["param"] = getattr(error, "context", {}).get("param")
        return json_answer(body, status=400)

    async def not_checkable(self, request: Request, error: Exception) -> Response:
        return json_answer(self._error(_as_refusal(error)), status=400)

    async def failed(self, request: Request, error: Exception) -> Response:
        return json_answer(self._error(CallRefusedError(Outcome.GATE_FAILED)), status=500)


def _as_refusal(error: Exception) -> CallRefusedError:
    """Return a request that could not be read as the outcome it has in the ledger."""
    if isinstance(error, CallRefusedError):
        return error
    if isinstance(error, ContentNotCheckableError):
        return CallRefusedError(Outcome.CONTENT_NOT_CHECKABLE)
    return CallRefusedError(Outcome.BAD_REQUEST, param=getattr(error, "context", {}).get("param"))


async def _whole(gate: Gate, call_request: CallRequest) -> Response:
    call = await gate.open(call_request)
    return json_answer(await gate.answer(call), headers=_facts(call))


def _models_for(gate: Gate, principal: Principal, purpose: str | None) -> list[str]:
    """Return what this key may ask: plain names for one purpose, else names that carry theirs."""
    snapshot = gate.register.snapshot()
    today = legal_day(gate.clock())
    is_single = purpose is not None or len(principal.purposes) == 1
    names: list[str] = []
    for slug in [purpose] if purpose is not None else sorted(principal.purposes):
        try:
            found, _ = resolve_purpose(Named("", header=slug), principal, snapshot, today=today)
        except CallRefusedError:
            if is_single:
                raise
            continue  # a purpose that ended offers no models; the others still do
        models = allowed_models(found, principal, snapshot, today=today)
        names += models if is_single else [virtual_name(found.slug, name) for name in models]
    return names


class _EventStream(Response):
    """An answer as server-sent events, ended at once when the client leaves.

    The first chunk is waited for before the status goes out, so that an endpoint that is down is
    a 502 and not a broken 200.
    """

    def __init__(
        self,
        first: list[dict[str, Any]],
        runs: AsyncGenerator[list[dict[str, Any]]],
        headers: dict[str, str],
        as_error: Callable[[CallRefusedError], dict[str, Any]],
    ) -> None:
        super().__init__(headers=headers, media_type="text/event-stream")
        del self.headers["content-length"]
        self._first = first
        self._runs = runs
        self._as_error = as_error

    @classmethod
    async def of(
        cls,
        gate: Gate,
        call_request: CallRequest,
        as_error: Callable[[CallRefusedError], dict[str, Any]],
    ) -> _EventStream:
        """Return the stream of a call, opened, its first chunks received."""
        call = await gate.open(call_request)
        runs = gate.runs(call)
        first: list[dict[str, Any]] = await anext(runs, [])
        return cls(first, runs, _facts(call), as_error)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        sending = asyncio.create_task(self._send_all(send))
        watch = asyncio.create_task(gone(receive))
        try:
            await asyncio.wait({sending, watch}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            watch.cancel()
            if not sending.done():
                sending.cancel()
        (failure,) = await asyncio.gather(sending, return_exceptions=True)
        if isinstance(failure, Exception):  # cancelled is no failure: the client left
            raise failure

    async def _send_all(self, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
        async with aclosing(self._runs) as runs:
            if self._first:
                await _send_run(send, self._first)
            try:
                async for run in runs:
                    await _send_run(send, run)
                ending = DONE
            except CallRefusedError as error:
                ending = sse_event(self._as_error(error))
        await send({"type": "http.response.body", "body": ending, "more_body": False})


def _send_run(send: Send, run: list[dict[str, Any]]) -> Awaitable[None]:
    body = b"".join(map(sse_event, run))
    return send({"type": "http.response.body", "body": body, "more_body": True})


def _facts(call: OpenCall) -> dict[str, str]:
    """Return the headers a client gets: our own facts, none of the endpoint's."""
    return {
        "X-Stadspoort-Request-Id": call.id,
        "X-Stadspoort-Verdict": str(call.verdict.standing),
        "X-Stadspoort-Masked": str(sum(call.masked.counts.values())),
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
    }
