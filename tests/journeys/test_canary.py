"""A canary in every place where something of a client comes in is found nowhere in clear.

Database, uploads, logs, error pages and answer headers: what an employee or a client writes stands
encrypted or not at all. What the gate sends to the endpoint is masked, and is looked at elsewhere.
"""

from __future__ import annotations

import json
import re
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator, Mapping
from pathlib import Path

import psycopg
import pytest
from tests.journeys.endpoint import Endpoint, running_endpoint
from tests.journeys.installation import Installation, running_server

pytestmark = pytest.mark.journey

CANARY = "kanarie7f3qz"


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    """Run an endpoint on this machine."""
    with running_endpoint() as made:
        yield made


def test_a_canary_is_found_nowhere(
    own_installation: Installation, endpoint: Endpoint, tmp_path: Path
) -> None:
    """Each input position once, also those that end in an error."""
    own = own_installation
    for arguments in (
        ("admin", "add-model", "--name", "echo", "--base-url", endpoint.url,
         "--private-host", "--self-hosted"),
        ("admin", "add-purpose", "--slug", "proef", "--title", "Proef",
         "--data-classes", "openbaar,persoonsgegevens"),
        ("admin", "allow", "--purpose", "proef", "--model", "echo",
         "--until", "2099-01-01", "--reason", "Proef."),
    ):  # fmt: skip
        own.run(*arguments)
    key = json.loads(
        own.run("admin", "add-key", "--purpose", "proef", "--owner", "proef", "--json")
    )["key"]
    log = tmp_path / "server.log"
    with running_server(own.env, log) as url:
        seen = [_call(url, key, *call) for call in _calls()]

    for headers, status, body in seen:
        assert CANARY not in headers
        # What was asked comes back to the asker alone; an error gives nothing of it back.
        assert status == 200 or CANARY not in body, body
    assert {200, 400, 401, 403, 404, 413} <= {status for _, status, _ in seen}
    assert CANARY not in log.read_text()
    assert key not in log.read_text()
    for place, raw in _stored(own):
        assert CANARY.encode() not in raw, place
        assert key.encode() not in raw, place


def _calls() -> Iterator[tuple[str, object, Mapping[str, str]]]:
    """Yield (path, body, headers): the canary in each position of a call."""
    chat = "/v1/chat/completions"
    said = {"role": "user", "content": f"Mevrouw Jansen zegt {CANARY}."}
    ask = {"model": "echo", "messages": [said]}
    tool_call = {"id": "c1", "type": "function",
                 "function": {"name": "zoek", "arguments": json.dumps({"q": CANARY})}}  # fmt: skip
    yield chat, ask, {}
    yield chat, {**ask, "stream": True}, {}
    yield (
        chat,
        {**ask, "messages": [{"role": "user", "content": [{"type": "text", "text": CANARY}]}]},
        {},
    )
    called = {"role": "assistant", "tool_calls": [tool_call]}
    result = {"role": "tool", "tool_call_id": "c1", "content": CANARY}
    yield chat, {**ask, "messages": [said, called, result]}, {}
    yield chat, {**ask, "messages": [{**said, "name": CANARY}]}, {}
    yield chat, {**ask, "user": CANARY, "metadata": {"dossier": CANARY}}, {}
    yield chat, {**ask, "stop": [CANARY], CANARY: CANARY}, {}
    yield chat, ask, {"X-Stadspoort-Conversation": CANARY}
    yield chat, ask, {"X-Stadspoort-Purpose": CANARY}
    yield chat, {**ask, "model": CANARY}, {}
    yield chat, {**ask, "model": f"doel-{CANARY}/echo"}, {}
    yield chat, f'{{"model": "{CANARY}'.encode(), {}
    yield chat, {"model": "echo", "messages": CANARY}, {}
    yield chat, {**ask, "messages": [{"role": CANARY, "content": "x"}]}, {}
    yield chat, ask, {"Authorization": f"Bearer {CANARY}"}
    yield chat, {**ask, "x": CANARY * 800_000}, {}
    yield f"/v1/{CANARY}", ask, {}
    yield from _calls_of_others()
    yield f"/{CANARY}/", b"", {}


def _calls_of_others() -> Iterator[tuple[str, object, Mapping[str, str]]]:
    """Yield calls in the forms of Presidio and LiteLLM: the canary in each position."""
    text = f"Mevrouw {CANARY.capitalize()}, BSN 123456782."
    analyze = {"text": text, "language": "nl", "return_decision_process": True}
    yield "/analyze", analyze, {}
    yield "/analyze", {**analyze, "text": [text], "correlation_id": CANARY}, {}
    yield "/analyze", {**analyze, "context": [CANARY], "allow_list": [CANARY], CANARY: 1}, {}
    yield "/analyze", {**analyze, "language": CANARY}, {}
    yield "/analyze", {**analyze, "entities": [CANARY]}, {}
    yield "/analyze", {**analyze, "ad_hoc_recognizers": [{"name": CANARY}]}, {}
    yield "/analyze", f'{{"text": "{CANARY}'.encode(), {}
    yield "/analyze", analyze, {"Authorization": f"Bearer {CANARY}"}
    place = {"start": 0, "end": len(text), "score": 1, "entity_type": "PERSON"}
    anonymize = {"text": text, "analyzer_results": [place]}
    tokens = {"DEFAULT": {"type": "pseudonymize"}}
    yield "/anonymize", {**anonymize, "anonymizers": tokens}, {"X-Stadspoort-Conversation": CANARY}
    yield "/anonymize", {**anonymize, "anonymizers": {CANARY: {"type": CANARY}}}, {}
    yield "/anonymize", {"text": text, "analyzer_results": [{**place, "entity_type": CANARY}]}, {}
    yield "/anonymize", {"text": text, "analyzer_results": [{**place, "start": CANARY}]}, {}
    back = {
        "text": CANARY,
        "anonymizer_results": [],
        "deanonymizers": {"DEFAULT": {"type": CANARY}},
    }
    yield "/deanonymize", back, {}
    yield f"/supportedentities?language={CANARY}", b"", {}
    guarded = {"input_type": "request", "texts": [text], "litellm_trace_id": CANARY,
               "request_data": {"user_api_key_alias": CANARY}, "model": CANARY,
               "request_headers": {"x": CANARY}}  # fmt: skip
    path = "/beta/litellm_basic_guardrail_api"
    yield path, guarded, {}
    yield path, {**guarded, "input_type": "response"}, {}
    yield path, {**guarded, "input_type": CANARY}, {}
    yield path, guarded, {"X-Stadspoort-Purpose": CANARY}
    yield path, {**guarded, "additional_provider_specific_params": {"purpose": CANARY}}, {}
    tool = {"type": "function", "function": {CANARY: CANARY, "name": CANARY}}
    yield path, {**guarded, "tools": [tool], CANARY: CANARY}, {}


def _call(
    url: str, key: str, path: str, body: object, headers: Mapping[str, str]
) -> tuple[str, int, str]:
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    request = urllib.request.Request(  # noqa: S310 (an address of our own)
        url + path,
        data=raw,
        headers={"Authorization": f"Bearer {key}", "Content-Type": "application/json", **headers},
    )
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310 (an address of our own)
            return str(answer.headers), answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return str(error.headers), error.code, error.read().decode()


def _try_to_sign_in(url: str) -> None:
    """Send the canary as name and password: people do type a password into the wrong field."""
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
    page = opener.open(f"{url}/inloggen/").read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    assert token is not None
    form = {"username": CANARY, "password": CANARY, "csrfmiddlewaretoken": token[1]}
    answer = opener.open(f"{url}/inloggen/", urllib.parse.urlencode(form).encode())
    assert answer.status == 200


def _stored(own: Installation) -> Iterator[tuple[str, bytes]]:
    """Yield every file of the data and key folders, and every row of every table on PostgreSQL."""
    for folder in (own.data, Path(own.env["STADSPOORT_KEYS"])):
        for file in folder.rglob("*"):
            if file.is_file():
                yield file.name, file.read_bytes()
    address = own.env.get("STADSPOORT_DATABASE_URL")
    if address is None:
        return
    with psycopg.connect(address) as connection:
        tables = connection.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
        ).fetchall()
        for (table,) in tables:
            assert re.fullmatch(r"\w+", table)
            for row in connection.execute(f"SELECT * FROM {table}".encode()):  # noqa: S608 (checked above)
                for value in row:
                    yield table, value if isinstance(value, bytes) else str(value).encode()
