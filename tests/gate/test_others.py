"""The routes for others: whose key, which purpose, how much, and what happens when it goes wrong.

Whatever the wire form, the rules are those of `/v1`: fail closed, every call in the ledger, nothing
of a text anywhere else.
"""

from __future__ import annotations

import asyncio
import base64
import logging
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from starlette.routing import Route
from tests.gate.asgi import request
from tests.gate.make import NOW, World
from tests.gate.others import BEARER, KEY, get, guard, here_with, post, recorded

from stadspoort.gate.door import LONGEST_BODY
from stadspoort.gate.errors import (
    LedgerUnavailableError,
    RegisterStaleError,
    ScanFailedError,
    VaultUnavailableError,
)
from stadspoort.gate.others import GUARDRAIL_PATH, PATHS, others_app
from stadspoort.gate.values import Opening, Outcome

NAME = "Jansen"
TEXT = f"Mevrouw {NAME} belt."
PLACE = {"start": 8, "end": 14, "score": 0.9, "entity_type": "PERSON"}
BODIES: dict[str, dict[str, Any]] = {
    "/analyze": {"text": TEXT, "language": "nl"},
    "/anonymize": {"text": TEXT, "analyzer_results": [PLACE]},
    "/deanonymize": {"text": TEXT, "anonymizer_results": [], "deanonymizers": {}},
    GUARDRAIL_PATH: {"input_type": "request", "texts": [TEXT], "litellm_call_id": "c-1"},
}
LISTS = ("/recognizers", "/supportedentities", "/anonymizers", "/deanonymizers")
ENDPOINT = {path: path[1:] for path in BODIES} | {GUARDRAIL_PATH: "guardrail/request"}

every_call = pytest.mark.parametrize("path", sorted(BODIES))


def basic(name: str, password: str) -> dict[str, str]:
    """Return a name and password as clients send those of an address."""
    return {"authorization": "Basic " + base64.b64encode(f"{name}:{password}".encode()).decode()}


async def test_the_table_of_paths_is_that_of_the_routes() -> None:
    """The server sends exactly these here."""
    routes = others_app(lambda: here_with().gate).routes
    assert {route.path for route in routes if isinstance(route, Route)} == PATHS
    assert {*BODIES, *LISTS, "/health"} == PATHS


async def test_no_route_reaches_a_model() -> None:
    """These calls are about texts; a model is asked by `/v1` alone."""
    here = here_with()
    app = others_app(lambda: here.gate)
    for path in sorted(PATHS):
        for method in ("GET", "POST"):
            for body in BODIES.values():
                await request(app, method, path, body=body, headers=BEARER)

    assert here.upstream.sent == []


@every_call
async def test_every_call_stands_in_the_ledger(path: str) -> None:
    """Asker, purpose, what was called and how it ended; before anything is answered."""
    here = here_with()
    answer = await post(here, path, BODIES[path])

    assert answer.status == 200
    [opening] = [entry for _, entry in here.journal.entries if isinstance(entry, Opening)]
    assert (opening.endpoint, opening.purpose) == (ENDPOINT[path], "brieven")
    assert (opening.principal.asker, opening.principal.user_id) == ("key:k1", 7)
    assert (opening.principal.application, opening.model, opening.body_digest) == ("api", "", "")
    assert answer.headers["x-stadspoort-request-id"] == opening.call_id
    assert recorded(here)[0][2] == Outcome.ANSWERED


@pytest.mark.parametrize(
    "headers",
    [
        pytest.param({}, id="no key"),
        pytest.param({"authorization": "Bearer anders"}, id="another key"),
        pytest.param({"authorization": KEY}, id="no scheme"),
        pytest.param(basic(KEY, ""), id="the key as name"),
        pytest.param(basic("x", "anders"), id="another password"),
        pytest.param({"authorization": "Basic !!!"}, id="no base64"),
        pytest.param({"authorization": "Basic /w=="}, id="no UTF-8"),
        pytest.param({"x-api-key": "anders"}, id="another key in litellm's header"),
        pytest.param({**BEARER, "Authorization": "Bearer x"}, id="two keys"),
    ],
)
@pytest.mark.parametrize("path", sorted(PATHS - {"/health"}))
async def test_a_wrong_key_gets_nothing(path: str, headers: dict[str, str]) -> None:
    """Before a byte of the body is read; all wrong keys alike."""
    here = here_with()
    ask = get if path in LISTS else None
    answer = (
        await get(here, path, headers=headers)
        if ask
        else await post(here, path, b"{kapot", headers=headers)
    )

    assert (answer.status, answer.json()) == (401, {"error": "uitleg: wrong_key"})
    assert answer.headers["www-authenticate"] == "Bearer"
    [(_, _, outcome)] = recorded(here)
    assert outcome == Outcome.WRONG_KEY


@every_call
@pytest.mark.parametrize(
    ("headers", "on_guardrail", "on_presidio"),
    [
        pytest.param(BEARER, 200, 200, id="bearer"),
        pytest.param({"x-api-key": KEY}, 200, 401, id="litellm's own header"),
        pytest.param(basic("stadspoort", KEY), 401, 200, id="in the address, as password"),
        pytest.param({**BEARER, "x-api-key": KEY}, 401, 200, id="two forms on the guardrail"),
    ],
)
async def test_forms_of_a_key(
    path: str, headers: dict[str, str], on_guardrail: int, on_presidio: int
) -> None:
    """Each route takes the form its clients have, beside the usual one; never two at once."""
    expected = on_guardrail if path == GUARDRAIL_PATH else on_presidio
    answer = await post(here_with(), path, BODIES[path], headers=headers)

    assert answer.status == expected


@every_call
async def test_a_key_that_expired_or_was_revoked_counts_no_more(path: str) -> None:
    """The snapshot in force decides, at every call."""
    here = here_with()
    [(digest, grant)] = here.register.held.keys.items()
    past = replace(grant, expires_at=NOW - timedelta(seconds=1))
    for keys in ({digest: past}, {}):
        here.register.held = replace(here.register.held, keys=keys)
        assert (await post(here, path, BODIES[path])).status == 401


def refused(path: str, outcome: str, status: int) -> tuple[int, object]:
    """Return how a refusal looks: LiteLLM is told to block, whatever it does about failures."""
    if path == GUARDRAIL_PATH:
        return 200, {"action": "BLOCKED", "blocked_reason": f"uitleg: {outcome}"}
    return status, {"error": f"uitleg: {outcome}"}


@every_call
@pytest.mark.parametrize(
    ("purposes", "named", "outcome", "status"),
    [
        pytest.param(("brieven", "openbaar"), None, "purpose_missing", 400, id="none of two"),
        pytest.param(("brieven",), "openbaar", "purpose_not_allowed", 403, id="not of this key"),
        pytest.param(("brieven",), "anders", "purpose_not_allowed", 403, id="unknown"),
        pytest.param(("brieven", "openbaar"), "openbaar", None, 200, id="one of two"),
    ],
)
async def test_a_call_has_one_purpose(
    path: str, purposes: tuple[str, ...], named: str | None, outcome: str | None, status: int
) -> None:
    """AVG art. 5(1)(b), as under `/v1`."""
    here = here_with(*purposes)
    headers = {**BEARER, **({"x-stadspoort-purpose": named} if named else {})}
    answer = await post(here, path, BODIES[path], headers=headers)

    if outcome is None:
        assert answer.status == 200
    else:
        assert (answer.status, answer.json()) == refused(path, outcome, status)
    assert recorded(here)[0][2] == (outcome or Outcome.ANSWERED)


@every_call
async def test_a_body_over_the_limit_is_413(path: str) -> None:
    """Read no further than the bound."""
    here = here_with()
    answer = await post(here, path, b" " * (LONGEST_BODY + 1))

    assert (answer.status, answer.json()) == (413, {"error": "uitleg: too_large"})
    assert recorded(here)[0][2] == Outcome.TOO_LARGE


@pytest.mark.parametrize(
    ("path", "name"),
    [
        *((path, "x-stadspoort-purpose") for path in sorted(BODIES)),
        ("/anonymize", "x-stadspoort-conversation"),
        ("/deanonymize", "x-stadspoort-conversation"),
    ],
)
async def test_a_header_longer_than_any_name_is_refused(path: str, name: str) -> None:
    """Those that the route looks at."""
    answer = await post(here_with(), path, BODIES[path], headers={**BEARER, name: "a" * 201})

    assert (answer.status, answer.json()) == (400, {"error": f"Invalid parameter {name}"})


@pytest.mark.parametrize("path", ["/analyze", GUARDRAIL_PATH])
@pytest.mark.parametrize(
    ("error", "outcome", "status"),
    [
        pytest.param(ScanFailedError(cause="X"), "masking_failed", 503, id="the detector failed"),
        pytest.param(RuntimeError(NAME), "gate_failed", 500, id="the detector crashed"),
        pytest.param(MemoryError(), "gate_failed", 500, id="out of memory"),
    ],
)
async def test_a_detector_that_crashes_closes_the_call(
    path: str,
    error: Exception,
    outcome: str,
    status: int,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """No finding is not the same as nothing found: no result, and the ledger says why."""
    here = here_with()
    here.scanner.error = error
    with caplog.at_level(logging.DEBUG):
        answer = await post(here, path, BODIES[path])

    assert (answer.status, answer.json()) == refused(path, outcome, status)
    assert recorded(here) == [(ENDPOINT[path], {}, outcome)]
    assert NAME not in caplog.text


@every_call
async def test_a_ledger_that_cannot_be_written_closes_the_call(path: str) -> None:
    """What cannot be recorded does not happen."""
    here = here_with()
    here.journal.error = LedgerUnavailableError()
    answer = await post(here, path, BODIES[path])

    assert (answer.status, answer.json()) == refused(path, "ledger_unavailable", 503)


@every_call
async def test_a_register_that_is_not_confirmed_closes_the_call(path: str) -> None:
    """Nobody knows which keys hold."""
    here = here_with()
    here.register.error = RegisterStaleError()
    answer = await post(here, path, BODIES[path])

    assert (answer.status, answer.json()) == refused(path, "register_stale", 503)
    assert (await get(here, "/health", headers={})).status == 503


@pytest.mark.parametrize("side", ["request", "response"])
async def test_a_vault_that_cannot_be_reached_blocks(side: str) -> None:
    """Neither a text that was not masked nor an answer that was not restored goes on."""
    here = here_with()
    here.vaults.error = VaultUnavailableError()

    assert (await guard(here, side, TEXT))["action"] == "BLOCKED"
    assert recorded(here)[0][2] == Outcome.MASKING_FAILED


async def test_a_client_that_leaves_ends_the_call() -> None:
    """The scan is cancelled, and the ledger says why there is no answer."""
    here = here_with()
    asked = asyncio.Event()

    async def never(_: object) -> list[list[object]]:
        asked.set()
        await asyncio.Event().wait()
        raise AssertionError

    here.scanner.scan = never  # type: ignore[method-assign, assignment] # a detector that never ends
    await post(here, "/analyze", BODIES["/analyze"], leave_when=asked)
    while not here.journal.entries:  # recorded after the client is gone
        await asyncio.sleep(0)

    assert recorded(here) == [("analyze", {}, Outcome.CLIENT_DISCONNECTED)]


async def test_health_is_open_and_tells_nothing() -> None:
    """For whoever watches over the service."""
    answer = await get(here_with(), "/health", headers={})

    assert (answer.status, answer.body) == (200, b"Stadspoort is up")
    assert answer.headers["content-type"].startswith("text/plain")


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        pytest.param("GET", "/analyze", 405, id="another method"),
        pytest.param("POST", "/analyze/", 404, id="a slash more"),
        pytest.param("POST", "/%61nalyze", 404, id="an escaped letter"),
        pytest.param("POST", "/decrypt", 404, id="a route of an older Presidio"),
        pytest.param("POST", "/beta/", 404, id="half a path"),
    ],
)
async def test_every_other_path_is_refused(method: str, path: str, status: int) -> None:
    """In the error form of these routes."""
    app = others_app(lambda: here_with().gate)
    answer = await request(app, method, path, body=BODIES["/analyze"], headers=BEARER)

    assert answer.status == status
    assert answer.json() == {"error": f"Dit adres bestaat niet, of niet met {method}."}


def _texts_of(here: World) -> str:
    return repr(here.journal.entries) + repr(here.journal.seals)


@every_call
async def test_nothing_of_a_text_is_recorded_or_logged(
    path: str, caplog: pytest.LogCaptureFixture
) -> None:
    """Also when it fails: ids, counts and kinds, no content."""
    here = here_with()
    with caplog.at_level(logging.DEBUG):
        await post(here, path, BODIES[path])
        await post(here, path, {**BODIES[path], "language": NAME, "input_type": NAME})
        await post(here, path, f'{{"text": "{NAME}'.encode())

    assert NAME not in _texts_of(here)
    assert NAME not in caplog.text
