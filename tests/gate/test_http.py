"""The routes under /v1 speak OpenAI's wire form: bodies, streams, errors and status codes."""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from starlette.routing import Route
from tests.gate.asgi import Answer, request
from tests.gate.make import YES, World, answer_with, snapshot, user, world

from stadspoort.gate.door import LONGEST_BODY
from stadspoort.gate.errors import LedgerUnavailableError, UpstreamError
from stadspoort.gate.http import gate_app
from stadspoort.gate.values import Closing, KeyGrant, Opening, Outcome, Verdict

KEY = "stp_sleutel"
BEARER = {"authorization": f"Bearer {KEY}"}
ASK = {"model": "mock", "messages": [user("Mevrouw Jansen belt.")]}


def here_with(*purposes: str, verdicts: dict[tuple[str, str, str], Verdict] | None = None) -> World:
    """Return a world in which `KEY` has these purposes."""
    grant = KeyGrant("k1", 7, "api", frozenset(purposes or ("brieven",)))
    digest = hashlib.sha256(KEY.encode()).digest()
    return world(snapshot(keys={digest: grant}, verdicts=verdicts))


async def ask(here: World, body: object = ASK, **more: Any) -> Answer:  # noqa: ANN401 (passed on)
    """Return the answer to a chat call."""
    more.setdefault("headers", BEARER)
    app = gate_app(lambda: here.gate)
    return await request(app, "POST", "/v1/chat/completions", body=body, **more)


async def test_a_plain_call_in_openai_s_shape() -> None:
    """What the client's library expects, and our own facts in headers."""
    answer = await ask(here_with())

    assert answer.status == 200
    assert answer.json()["object"] == "chat.completion"
    assert answer.json()["choices"][0]["message"]["content"] == "Mevrouw Jansen belt."
    assert answer.headers["x-stadspoort-verdict"] == "onder_voorwaarden"
    assert answer.headers["x-stadspoort-masked"] == "1"
    assert answer.headers["cache-control"] == "no-store"


async def test_a_streamed_call_in_openai_s_shape() -> None:
    """One id and model over all events, [DONE] at the end, usage only if asked for."""
    answer = await ask(here_with(), {**ASK, "stream": True})

    assert answer.headers["content-type"].startswith("text/event-stream")
    *events, done = answer.events()
    chunks = [json.loads(event) for event in events]
    assert done == "[DONE]"
    assert {chunk["object"] for chunk in chunks} == {"chat.completion.chunk"}
    assert len({chunk["id"] for chunk in chunks}) == 1
    text = "".join(chunk["choices"][0]["delta"].get("content", "") for chunk in chunks)
    assert text == "Mevrouw Jansen belt."
    assert chunks[-1]["choices"][0]["finish_reason"] == "stop"


@pytest.mark.parametrize("is_asked", [True, False])
async def test_usage_comes_as_last_event_only_if_asked(is_asked: bool) -> None:
    """The gate always counts; the client gets the event only with stream_options."""
    here = here_with()
    usage = {"choices": [], "usage": {"prompt_tokens": 3, "completion_tokens": 2}}
    here.upstream.events = [
        b'data: {"choices":[{"index":0,"delta":{"content":"Dag"},"finish_reason":"stop"}]}\n\n',
        b"data: " + json.dumps(usage).encode() + b"\n\n",
        b"data: [DONE]\n\n",
    ]
    options = {"stream_options": {"include_usage": True}} if is_asked else {}
    answer = await ask(here, {**ASK, "stream": True, **options})

    has_usage = any('"usage"' in event for event in answer.events())
    assert has_usage is is_asked
    assert here.upstream.sent[0]["stream_options"] == {"include_usage": True}


async def test_wrong_keys_are_recorded_at_most_once_a_second() -> None:
    """By nobody; the clock of the test stands still, so only the first one is."""
    here = here_with()
    app = gate_app(lambda: here.gate)
    for _ in range(3):
        headers = {"authorization": "Bearer anders"}
        await request(app, "POST", "/v1/chat/completions", body=ASK, headers=headers)

    [(_, opening), (_, closing)] = here.journal.entries
    assert isinstance(opening, Opening)
    assert (opening.principal.id, opening.endpoint) == ("", "chat/completions")
    assert isinstance(closing, Closing)
    assert closing.outcome == Outcome.WRONG_KEY


async def test_a_wrong_key_is_401_in_openai_s_shape() -> None:
    """Also with a body that could not be read: the asker comes first."""
    answer = await ask(here_with(), b"{kapot", headers={"authorization": "Bearer anders"})

    assert answer.status == 401
    assert answer.json()["error"]["code"] == "invalid_api_key"
    assert answer.json()["error"]["type"] == "invalid_request_error"
    assert answer.headers["www-authenticate"] == "Bearer"


@pytest.mark.parametrize(
    ("headers", "body", "status", "code"),
    [
        pytest.param(
            {}, {**ASK, "model": "doel-geheim/mock"}, 403, "purpose_not_allowed", id="purpose"
        ),
        pytest.param(
            {"x-stadspoort-purpose": "openbaar"},
            {**ASK, "model": "doel-brieven/mock"},
            400,
            "purpose_conflict",
            id="two purposes",
        ),
        pytest.param({}, {**ASK, "model": "onbekend"}, 404, "model_not_found", id="model"),
        pytest.param({}, {**ASK, "model": "wolk"}, 403, "verdict_missing", id="verdict"),
        pytest.param({}, b"{kapot", 400, "bad_request", id="broken JSON"),
        pytest.param({}, b"[]", 400, "bad_request", id="no object"),
        pytest.param({}, {"model": "mock", "messages": "x"}, 400, "bad_request", id="wrong type"),
        pytest.param({}, {"model": 5, "messages": []}, 400, "bad_request", id="model no text"),
        pytest.param(
            {},
            {
                "model": "mock",
                "messages": [
                    {
                        "role": "user",
                        "content": [
                            {"type": "image_url", "image_url": {"url": "https://x.example/a.png"}}
                        ],
                    }
                ],
            },
            400,
            "content_not_checkable",
            id="a picture",
        ),
    ],
)
async def test_refusals(headers: dict[str, str], body: object, status: int, code: str) -> None:
    """The right status, a stable code, a Dutch reason; recorded, and nothing is sent."""
    here = here_with()
    answer = await ask(here, body, headers={**BEARER, **headers})

    assert (answer.status, answer.json()["error"]["code"]) == (status, code)
    assert answer.json()["error"]["message"].startswith("uitleg: ")
    assert here.upstream.sent == []
    assert [kind for kind, _ in here.journal.entries] == ["opened", "closed"]


async def test_a_refusal_says_what_would_be_allowed() -> None:
    """For the person who has to choose again."""
    answer = await ask(here_with("brieven", "openbaar"))

    assert answer.json()["error"]["code"] == "purpose_missing"
    assert answer.json()["error"]["alternatives"] == ["brieven", "openbaar"]


async def test_a_body_over_the_limit_is_413() -> None:
    """Read no further than the bound."""
    answer = await ask(here_with(), b" " * (LONGEST_BODY + 1))

    assert (answer.status, answer.json()["error"]["code"]) == (413, "too_large")


async def test_a_ledger_that_cannot_be_written_is_503() -> None:
    """A call that cannot be recorded does not happen."""
    here = here_with()
    here.journal.error = LedgerUnavailableError()
    answer = await ask(here)

    assert (answer.status, answer.json()["error"]["code"]) == (503, "ledger_unavailable")
    assert here.upstream.sent == []


@pytest.mark.parametrize("is_stream", [True, False])
async def test_an_endpoint_that_is_down_is_502_also_for_a_stream(is_stream: bool) -> None:
    """The status goes out only once there is something to send."""
    here = here_with()
    here.upstream.error = UpstreamError(Outcome.UPSTREAM_UNREACHABLE)
    answer = await ask(here, {**ASK, "stream": is_stream})

    assert (answer.status, answer.json()["error"]["code"]) == (502, "upstream_unreachable")


async def test_a_stream_that_breaks_ends_with_an_error_event_and_no_done() -> None:
    """The text so far stays; the client sees that it is not complete."""
    here = here_with()
    here.upstream.events = [
        b'data: {"choices":[{"index":0,"delta":{"content":"Dag"}}]}\n\n',
        UpstreamError(Outcome.UPSTREAM_BROKEN_OFF),
    ]
    answer = await ask(here, {**ASK, "stream": True})

    first, last = answer.events()
    assert json.loads(first)["choices"][0]["delta"]["content"] == "Dag"
    assert json.loads(last)["error"]["code"] == "upstream_broken_off"


async def test_a_client_that_leaves_ends_the_call() -> None:
    """The endpoint is let go and the ledger says why."""
    here = here_with()
    await ask(here, {**ASK, "stream": True}, leave_after=2)

    assert here.journal.outcome == Outcome.CLIENT_DISCONNECTED


async def test_a_client_that_leaves_a_plain_call_is_no_failure_of_the_server() -> None:
    """It is recorded as what it is, and nothing is raised."""
    here = here_with()
    asked = asyncio.Event()

    async def never(*_: object) -> dict[str, object]:
        asked.set()
        await asyncio.Event().wait()
        raise AssertionError

    here.upstream.ask = never  # type: ignore[method-assign] # an endpoint that never answers
    await ask(here, leave_when=asked)

    assert here.journal.outcome == Outcome.CLIENT_DISCONNECTED


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        pytest.param("POST", "/v1/completions", 404, id="a route of OpenAI's we do not have"),
        pytest.param("POST", "/v1/responses", 404, id="responses"),
        pytest.param("GET", "/v1/files", 404, id="files"),
        pytest.param("POST", "/v1/chat/completions/", 404, id="a slash more"),
        pytest.param("POST", "/v1/../v1/chat/completions", 404, id="dots"),
        pytest.param("POST", "/v1/proxy/https://x.example", 404, id="a proxy"),
        pytest.param("POST", "/v1/chat%2Fcompletions", 404, id="an escaped slash"),
        pytest.param("POST", "/v1/chat/c%6fmpletions", 404, id="an escaped letter"),
        pytest.param("GET", "/v1/chat/completions", 405, id="another method"),
        pytest.param("GET", "/v1", 404, id="the root"),
    ],
)
async def test_every_other_path_is_refused(method: str, path: str, status: int) -> None:
    """Refused, never passed on; in OpenAI's error shape."""
    here = here_with()
    app = gate_app(lambda: here.gate)
    answer = await request(app, method, path, body=ASK, headers=BEARER)

    assert (answer.status, answer.json()["error"]["code"]) == (status, "unknown_url")
    assert here.upstream.sent == []


@pytest.mark.parametrize(
    ("purposes", "headers", "expected"),
    [
        pytest.param(("brieven",), {}, ["mock"], id="one purpose: plain names"),
        pytest.param(
            ("brieven", "openbaar"),
            {},
            ["doel-brieven/mock", "doel-openbaar/mock", "doel-openbaar/wolk"],
            id="several: the purpose in the name",
        ),
        pytest.param(
            ("brieven", "openbaar"),
            {"x-stadspoort-purpose": "openbaar"},
            ["mock", "wolk"],
            id="named",
        ),
    ],
)
async def test_models_are_those_that_key_and_purpose_allow(
    purposes: tuple[str, ...], headers: dict[str, str], expected: list[str]
) -> None:
    """A client that lists models is offered nothing it would be refused."""
    verdicts = {
        ("api", "mock", "brieven"): YES,
        ("api", "wolk", "brieven"): YES,  # no processor agreement: never offered for personal data
        ("api", "mock", "openbaar"): YES,
        ("api", "wolk", "openbaar"): YES,
    }
    here = here_with(*purposes, verdicts=verdicts)
    app = gate_app(lambda: here.gate)
    answer = await request(app, "GET", "/v1/models", headers={**BEARER, **headers})

    assert answer.json()["object"] == "list"
    assert [row["id"] for row in answer.json()["data"]] == expected


@pytest.mark.parametrize(
    ("purposes", "name", "status"),
    [
        pytest.param(("brieven",), "mock", 200, id="one purpose: the plain name"),
        pytest.param(("brieven",), "doel-brieven/mock", 200, id="with its purpose"),
        pytest.param(("brieven", "openbaar"), "doel-openbaar/mock", 200, id="one of two purposes"),
        pytest.param(("brieven", "openbaar"), "mock", 404, id="of two purposes, for neither"),
        pytest.param(("brieven",), "wolk", 404, id="a model that may not"),
        pytest.param(("brieven",), "een/onbekend/model", 404, id="unknown, with slashes"),
    ],
)
async def test_one_model_is_given_when_it_may_be_used(
    purposes: tuple[str, ...], name: str, status: int
) -> None:
    """Clients look a model up before they use it; what may not be used is not found."""
    verdicts = {("api", "mock", "brieven"): YES, ("api", "mock", "openbaar"): YES}
    here = here_with(*purposes, verdicts=verdicts)
    app = gate_app(lambda: here.gate)
    answer = await request(app, "GET", f"/v1/models/{name}", headers=BEARER)

    assert answer.status == status
    if status == 200:
        assert (answer.json()["id"], answer.json()["object"]) == (name, "model")
    else:
        assert answer.json()["error"]["code"] == "model_not_found"


@pytest.mark.parametrize(
    ("method", "path", "verb"),
    [
        pytest.param("GET", "/v1/chat/completions", "POST", id="a browser on the chat route"),
        pytest.param("GET", "/v1/embeddings", "POST", id="embeddings"),
        pytest.param("POST", "/v1/models", "GET", id="the other way round"),
    ],
)
async def test_another_method_is_told_which_one_it_is(method: str, path: str, verb: str) -> None:
    """The address is right, so it must not be said that it does not exist."""
    here = here_with()
    answer = await request(gate_app(lambda: here.gate), method, path, headers=BEARER)

    message = answer.json()["error"]["message"]
    assert (answer.status, message) == (
        405,
        f"Dit adres bestaat, maar niet met {method}. Gebruik {verb}.",
    )


async def test_embeddings_are_masked_and_recorded() -> None:
    """Retrieval in other applications sends its texts here: they are personal, too."""
    here = here_with()
    here.upstream.answer = {
        "object": "list",
        "data": [{"index": 0, "embedding": [0.1]}],
        "usage": {},
    }
    body = {"model": "mock", "input": ["Mevrouw Jansen belt.", "Hallo"]}
    app = gate_app(lambda: here.gate)
    answer = await request(app, "POST", "/v1/embeddings", body=body, headers=BEARER)

    assert answer.json()["data"][0]["embedding"] == [0.1]
    assert "Jansen" not in json.dumps(here.upstream.sent)
    assert here.journal.outcome == Outcome.ANSWERED


async def test_no_client_field_or_header_changes_where_a_call_goes() -> None:
    """api_base, api_key and their like are dropped (litellm #5418, Portkey CVE-2025-66405)."""
    here = here_with()
    body = {**ASK, "api_base": "https://kwaad.example", "api_key": "x", "user": "Jansen"}
    headers = {**BEARER, "x-portkey-custom-host": "https://kwaad.example", "host": "kwaad.example"}
    await ask(here, body, headers=headers)

    sent = here.upstream.sent[0]
    assert set(sent) == {"model", "messages"}


async def test_the_conversation_header_makes_the_scope() -> None:
    """Two calls of one conversation use one token for one value."""
    here = here_with()
    headers = {**BEARER, "x-stadspoort-conversation": "gesprek-1"}
    await ask(here, headers=headers)
    await ask(here, headers=headers)
    await ask(here)

    texts = [sent["messages"][0]["content"] for sent in here.upstream.sent]
    assert texts[0] == texts[1] != texts[2]


async def test_an_unforeseen_failure_gives_nothing_away() -> None:
    """A bug is a 500 in OpenAI's shape, without its text."""
    here = here_with()
    here.scanner.error = RuntimeError("Jansen stond hier")
    answer = await ask(here)

    assert (answer.status, answer.json()["error"]["code"]) == (500, "gate_failed")
    assert b"Jansen" not in answer.body


def _grants(change: Callable[[KeyGrant], KeyGrant]) -> World:
    here = here_with()
    digest, grant = next(iter(here.register.held.keys.items()))
    here.register.held = replace(here.register.held, keys={digest: change(grant)})
    return here


async def test_a_changed_key_counts_at_once() -> None:
    """The snapshot decides at every call."""
    here = _grants(lambda grant: replace(grant, purposes=frozenset({"openbaar"})))
    answer = await ask(here, {**ASK, "model": "doel-brieven/mock"})

    assert answer.json()["error"]["code"] == "purpose_not_allowed"


@pytest.mark.parametrize(
    ("header", "other", "status"),
    [
        pytest.param("Authorization", "Bearer iets-anders", 401, id="two keys"),
        pytest.param("X-Stadspoort-Purpose", "openbaar", 400, id="two purposes"),
        pytest.param("X-Stadspoort-Conversation", "b", 400, id="two conversations"),
    ],
)
async def test_a_header_given_twice_is_refused(header: str, other: str, status: int) -> None:
    """The one that a proxy in front looked at may be the other one."""
    here = here_with("brieven", "openbaar")
    first = {**BEARER, "X-Stadspoort-Purpose": "brieven", "X-Stadspoort-Conversation": "a"}
    # A second spelling of the name is a second header on the wire.
    answer = await ask(here, headers={**first, header.upper(): other})

    assert answer.status == status
    assert here.upstream.sent == []
    assert [kind for kind, _ in here.journal.entries] == ["opened", "closed"]


async def test_no_route_reaches_a_model_without_an_opened_entry() -> None:
    """Every route there is, with every method and a body that would do: asked means recorded."""
    here = here_with()
    here.upstream.answer = {**answer_with("Dag."), "data": []}
    app = gate_app(lambda: here.gate)
    asked = 0
    for route in app.routes:
        assert isinstance(route, Route)
        for method in sorted(route.methods or ()):
            for body in (ASK, {**ASK, "stream": True}, {"model": "mock", "input": "Hallo"}):
                before = len(here.upstream.sent)
                await request(app, method, route.path, body=body, headers=BEARER)
                asked += len(here.upstream.sent) - before
                opened = [
                    entry
                    for _, entry in here.journal.entries
                    if isinstance(entry, Opening) and entry.body_digest
                ]
                assert len(opened) == len(here.upstream.sent)
    assert asked >= 3
