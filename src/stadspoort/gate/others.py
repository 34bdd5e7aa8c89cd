"""The routes for others: Presidio's analyzer and anonymizer, LiteLLM's Generic Guardrail API.

They have the same askers, purposes, bounds and ledger as `/v1`, in the wire forms that existing
clients speak. Errors are Presidio's `{"error": "..."}`. Nothing of a text is kept or logged.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from stadspoort.engines.chat import BadRequestError
from stadspoort.engines.chat.wire import json_object
from stadspoort.gate.door import Door, KeyForm, header, json_answer, read_body, unless_gone
from stadspoort.gate.errors import CallRefusedError
from stadspoort.gate.guardrail.answers import blocked, masked_request, restored_answer
from stadspoort.gate.guardrail.wire import FIELDS, GuardrailRequest, read_guardrail
from stadspoort.gate.http import STATUS_OF
from stadspoort.gate.pipeline import Gate
from stadspoort.gate.presidio import calls
from stadspoort.gate.presidio.analyzer import AnalyzeRequest, check_supported, read_analyze
from stadspoort.gate.presidio.anonymizer import Replacing, read_anonymize, read_deanonymize
from stadspoort.gate.presidio.errors import PresidioRequestError
from stadspoort.gate.presidio.names import ENTITY_OF, recognizer_of
from stadspoort.gate.presidio.operators import ANONYMIZERS, DEANONYMIZERS, Random
from stadspoort.gate.routes import LiteralPaths
from stadspoort.gate.steps.purpose import Named
from stadspoort.gate.text_calls import Done, Recorded, TextCall, recorded
from stadspoort.gate.values import Outcome, Principal, Purpose

GUARDRAIL_PATH = "/beta/litellm_basic_guardrail_api"
PATHS = frozenset(
    {
        *("/health", "/analyze", "/recognizers", "/supportedentities", "/anonymize"),
        *("/deanonymize", "/anonymizers", "/deanonymizers", GUARDRAIL_PATH),
    }
)
"""The addresses these routes have; the server sends nothing else here."""

_ENDPOINTS = {path: path.removeprefix("/") for path in PATHS} | {GUARDRAIL_PATH: "guardrail"}
"""What the ledger calls a path."""

_PURPOSE = "x-stadspoort-purpose"
_CONVERSATION = "x-stadspoort-conversation"
_PARAMS = FIELDS | {_PURPOSE, _CONVERSATION}
_NOT_FOUND = "Dit adres bestaat niet, of niet met {method}."
_SENDS_ON = frozenset({Outcome.WRONG_KEY, Outcome.BAD_REQUEST, Outcome.TOO_LARGE})
"""What the guardrail answers with an HTTP status; everything else with BLOCKED, because LiteLLM can
be set to let a call pass when its guardrail fails, and never when the guardrail blocks it."""


def others_app(gate: Callable[[], Gate], *, random: Random = os.urandom) -> Starlette:
    """Return the ASGI application that serves `PATHS`.

    Args:
        gate: Gives the running gate, once the server has started it.
        random: Gives that many random bytes.
    """
    routes = _Routes(gate, random)
    app = Starlette(
        routes=[
            Route("/health", routes.health, methods=["GET"]),
            Route("/analyze", routes.analyze, methods=["POST"]),
            Route("/recognizers", routes.recognizers, methods=["GET"]),
            Route("/supportedentities", routes.supported_entities, methods=["GET"]),
            Route("/anonymize", routes.anonymize, methods=["POST"]),
            Route("/deanonymize", routes.deanonymize, methods=["POST"]),
            Route("/anonymizers", routes.anonymizers, methods=["GET"]),
            Route("/deanonymizers", routes.deanonymizers, methods=["GET"]),
            Route(GUARDRAIL_PATH, routes.guardrail, methods=["POST"]),
        ],
        exception_handlers={
            CallRefusedError: routes.refused,
            BadRequestError: routes.bad_request,
            HTTPException: no_such_route,
            Exception: routes.failed,
        },
        middleware=[Middleware(LiteralPaths, refuse=no_such_route)],
    )
    app.router.redirect_slashes = False
    return app


async def no_such_route(request: Request, error: Exception) -> Response:
    """Return the answer to an address, or a method, that is not there."""
    status = error.status_code if isinstance(error, HTTPException) else 404
    headers = getattr(error, "headers", None)
    message = _NOT_FOUND.format(method=request.method)
    return json_answer({"error": message}, status=status, headers=headers)


class _Routes:
    """The handlers; thin: read, one call, write."""

    def __init__(self, gate: Callable[[], Gate], random: Random) -> None:
        self._gate = gate
        self._random = random
        self._door = Door(gate)

    async def health(self, request: Request) -> Response:
        """Say whether calls can be served; open to everyone and telling nothing else."""
        self._gate().register.snapshot()
        return PlainTextResponse("Stadspoort is up", headers={"Cache-Control": "no-store"})

    # -- Presidio -------------------------------------------------------------------------------

    async def analyze(self, request: Request) -> Response:
        gate = self._gate()
        principal = self._presidio_asker(request)
        asked, call = await self._read(request, principal, "analyze", read_analyze)
        return await unless_gone(request, self._analyzed(gate, call, asked))

    async def _analyzed(self, gate: Gate, call: TextCall, asked: AnalyzeRequest) -> Response:
        async def work(_: Purpose) -> Done[list[Any]]:
            return await calls.analyze(asked, gate.scanner)

        known = await recorded(gate, call, work)
        headers = {"X-Stadspoort-Unsupported": str(len(asked.unsupported))}
        return _answer(known, headers if asked.unsupported else {})

    async def anonymize(self, request: Request) -> Response:
        gate = self._gate()
        principal = self._presidio_asker(request)
        asked, call = await self._read(request, principal, "anonymize", read_anonymize)
        return await unless_gone(request, self._anonymized(gate, call, asked))

    async def _anonymized(self, gate: Gate, call: TextCall, asked: Replacing) -> Response:
        async def work(purpose: Purpose) -> Done[dict[str, Any]]:
            conversation = calls.Conversation(gate.vaults, call.principal, purpose, call.scope)
            return await calls.anonymize(asked, conversation, random=self._random)

        return _answer(await recorded(gate, call, work))

    async def deanonymize(self, request: Request) -> Response:
        gate = self._gate()
        principal = self._presidio_asker(request)
        asked, call = await self._read(request, principal, "deanonymize", read_deanonymize)
        return await unless_gone(request, self._deanonymized(gate, call, asked))

    async def _deanonymized(self, gate: Gate, call: TextCall, asked: Replacing) -> Response:
        async def work(purpose: Purpose) -> Done[dict[str, Any]]:
            conversation = calls.Conversation(gate.vaults, call.principal, purpose, call.scope)
            return await calls.deanonymize(asked, conversation)

        return _answer(await recorded(gate, call, work))

    async def recognizers(self, request: Request) -> Response:
        self._presidio_asker(request)
        check_supported(request.query_params.get("language"))
        return json_answer([recognizer_of(kind) for kind in ENTITY_OF])

    async def supported_entities(self, request: Request) -> Response:
        self._presidio_asker(request)
        check_supported(request.query_params.get("language"))
        return json_answer(list(ENTITY_OF.values()))

    async def anonymizers(self, request: Request) -> Response:
        self._presidio_asker(request)
        return json_answer(list(ANONYMIZERS))

    async def deanonymizers(self, request: Request) -> Response:
        self._presidio_asker(request)
        return json_answer(list(DEANONYMIZERS))

    def _presidio_asker(self, request: Request) -> Principal:
        # LiteLLM's client of Presidio can send no header, only a name and password in the address.
        return self._door.principal(request, also=KeyForm.BASIC_PASSWORD)

    # -- LiteLLM --------------------------------------------------------------------------------

    async def guardrail(self, request: Request) -> Response:
        gate = self._gate()
        try:
            principal = self._door.principal(request, also=KeyForm.API_KEY_HEADER)
            asked, call = await self._read(request, principal, "guardrail", read_guardrail)
            call = TextCall(
                principal=call.principal,
                endpoint=f"guardrail/{asked.side}",
                named=Named("", header=call.named.header, metadata=asked.purpose),
            )
            return await unless_gone(request, self._guarded(gate, call, asked))
        except CallRefusedError as error:
            if error.outcome in _SENDS_ON:
                raise
            return json_answer(blocked(gate.explain(error)))

    async def _guarded(self, gate: Gate, call: TextCall, asked: GuardrailRequest) -> Response:
        async def work(purpose: Purpose) -> Done[dict[str, Any]]:
            if asked.side == "response":
                return await restored_answer(
                    asked, principal=call.principal, purpose=purpose, vaults=gate.vaults
                )
            return await masked_request(
                asked,
                principal=call.principal,
                purpose=purpose,
                scanner=gate.scanner,
                vaults=gate.vaults,
            )

        return _answer(await recorded(gate, call, work))

    # -- Reading and refusing -------------------------------------------------------------------

    async def _read(
        self,
        request: Request,
        principal: Principal,
        endpoint: str,
        read: Callable[[dict[str, Any]], Any],
    ) -> tuple[Any, TextCall]:
        """Return what the body asks, and the call it is; what cannot be read is recorded."""
        try:
            named = Named("", header=header(request, _PURPOSE))
            call = TextCall(principal, endpoint, named, header(request, _CONVERSATION))
            return read(json_object(await read_body(request))), call
        except (BadRequestError, CallRefusedError) as error:
            await self._gate().refuse(principal, endpoint, _as_refusal(error))
            raise

    async def refused(self, request: Request, error: Exception) -> Response:
        assert isinstance(error, CallRefusedError)  # noqa: S101 (Starlette gives handlers their own class)
        status, _ = STATUS_OF.get(error.outcome, (500, ""))
        if error.outcome == Outcome.WRONG_KEY:
            await self._door.note_wrong_key(_ENDPOINTS.get(request.url.path, ""), error)
        if error.outcome == Outcome.ANSWER_BLOCKED:
            status = 403
        headers = {"WWW-Authenticate": "Bearer"} if status == 401 else {}
        return json_answer({"error": self._gate().explain(error)}, status=status, headers=headers)

    async def bad_request(self, request: Request, error: Exception) -> Response:
        if isinstance(error, PresidioRequestError):
            return json_answer({"error": error.message}, status=error.status)
        param = getattr(error, "param", "body")
        # A field that the client made up may be called after a person.
        message = f"Invalid parameter {param}" if param in _PARAMS else "Invalid request json"
        return json_answer({"error": message}, status=400)

    async def failed(self, request: Request, error: Exception) -> Response:
        message = self._gate().explain(CallRefusedError(Outcome.GATE_FAILED))
        return json_answer({"error": message}, status=500)


def _as_refusal(error: Exception) -> CallRefusedError:
    if isinstance(error, CallRefusedError):
        return error
    return CallRefusedError(Outcome.BAD_REQUEST, param=getattr(error, "param", None))


def _answer(known: Recorded[Any], headers: dict[str, str] | None = None) -> Response:
    facts = {
        "X-Stadspoort-Request-Id": known.call_id,
        "X-Stadspoort-Masked": str(sum(known.done.found.values())),
    }
    return json_answer(known.done.result, headers={**facts, **(headers or {})})
