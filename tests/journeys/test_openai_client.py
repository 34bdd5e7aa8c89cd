"""The unchanged `openai` package talks to the gate: plain, streamed, tools, models, errors."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import suppress

import openai
import pytest
from tests.journeys.endpoint import Endpoint, running_endpoint
from tests.journeys.installation import Installation

pytestmark = pytest.mark.journey

LETTER = "Mevrouw Jansen (jansen@voorbeeld.nl) vraagt om uitstel. Haar BSN is 123456782."
PURPOSE = "openai-proef"


@pytest.fixture(scope="module")
def endpoint() -> Iterator[Endpoint]:
    """Run an endpoint on this machine."""
    with running_endpoint() as made:
        yield made


@pytest.fixture(scope="module")
def client(installation: Installation, endpoint: Endpoint) -> Iterator[openai.OpenAI]:
    """Return a client with a key for one purpose, set up through the command line."""
    run = installation.run
    run("admin", "add-model", "--name", "echo", "--base-url", endpoint.url,
        "--upstream-model", "mock-model", "--private-host", "--self-hosted")  # fmt: skip
    run("admin", "add-purpose", "--slug", PURPOSE, "--title", "Proef met de client",
        "--data-classes", "openbaar,persoonsgegevens")  # fmt: skip
    run("admin", "allow", "--purpose", PURPOSE, "--model", "echo",
        "--until", "2099-01-01", "--reason", "Proef met de client.")  # fmt: skip
    made = run("admin", "add-key", "--purpose", PURPOSE, "--owner", "medewerker", "--json")
    key = json.loads(made)["key"]
    with openai.OpenAI(base_url=f"{installation.url}/v1", api_key=key) as client:
        _wait_until_known(client)
        yield client


def _wait_until_known(client: openai.OpenAI) -> None:
    """Return once the gate knows the key: the promise is within five seconds."""
    for _ in range(50):
        with suppress(openai.AuthenticationError):
            client.models.list()
            return
        threading.Event().wait(0.1)
    raise AssertionError("The gate did not take the new key within five seconds.")


def test_a_plain_call(client: openai.OpenAI, endpoint: Endpoint) -> None:
    """Masked on the way out, whole on the way back."""
    answer = client.chat.completions.create(
        model="echo", messages=[{"role": "user", "content": LETTER}]
    )

    assert answer.choices[0].message.content == LETTER
    assert answer.usage is not None
    assert answer.usage.total_tokens == 12
    assert not any(word in json.dumps(endpoint.sent) for word in ("Jansen", "123456782"))


def test_a_streamed_call(client: openai.OpenAI) -> None:
    """Five characters a piece: no token survives uncut."""
    stream = client.chat.completions.create(
        model="echo", messages=[{"role": "user", "content": LETTER}], stream=True
    )
    text = "".join(chunk.choices[0].delta.content or "" for chunk in stream if chunk.choices)

    assert text == LETTER


def test_a_tool_call(client: openai.OpenAI, endpoint: Endpoint) -> None:
    """Arguments come back as JSON with the name in it; the BSN stays a token."""
    endpoint.tool = True
    try:
        answer = client.chat.completions.create(
            model="echo",
            messages=[{"role": "user", "content": LETTER}],
            tools=[
                {
                    "type": "function",
                    "function": {
                        "name": "zoek",
                        "parameters": {
                            "type": "object",
                            "properties": {"tekst": {"type": "string"}},
                        },
                    },
                }
            ],
        )
    finally:
        endpoint.tool = False
    [call] = answer.choices[0].message.tool_calls or []
    assert call.type == "function"
    text = json.loads(call.function.arguments)["tekst"]

    assert text.startswith("Mevrouw Jansen (jansen@voorbeeld.nl) vraagt")
    assert "123456782" not in text
    assert "[BSN_" in text


def test_the_models_are_those_that_are_allowed(client: openai.OpenAI) -> None:
    """One purpose: plain names."""
    assert [model.id for model in client.models.list()] == ["echo"]


def test_errors_are_the_client_s_own_classes(
    client: openai.OpenAI, installation: Installation
) -> None:
    """A client that knows OpenAI's errors knows ours."""
    messages = [{"role": "user", "content": "Hallo"}]
    once = client.with_options(max_retries=0)
    with pytest.raises(openai.PermissionDeniedError) as refused:
        once.chat.completions.create(model="stadspoort/citaat", messages=messages)  # type: ignore[arg-type] # plain dicts
    with pytest.raises(openai.NotFoundError):
        once.chat.completions.create(model="bestaat-niet", messages=messages)  # type: ignore[arg-type] # plain dicts
    with pytest.raises(openai.BadRequestError):
        once.chat.completions.create(model="echo", messages=[])
    with pytest.raises(openai.AuthenticationError):
        once.with_options(api_key="stp_anders").models.list()

    body = refused.value.response.json()["error"]
    assert body["code"] == "verdict_missing"
    assert "Modellen die wel mogen: echo." in body["message"]


def test_every_call_stands_in_the_ledger(client: openai.OpenAI, installation: Installation) -> None:
    """And the chain verifies."""
    client.chat.completions.create(model="echo", messages=[{"role": "user", "content": "Hallo"}])
    report = json.loads(installation.run("ledger", "verify", "--json"))

    assert report["ok"] is True
    assert report["entries"] > 10
