"""Reading the body of a call (OpenAI API reference: chat completions, embeddings)."""

from __future__ import annotations

import json

import pytest

from stadspoort.engines.chat import BadRequestError, ContentNotCheckableError, read_request

CHAT = "chat/completions"
MESSAGES = [{"role": "user", "content": "Hallo"}]


def _raw(**fields: object) -> bytes:
    return json.dumps({"model": "mock", "messages": MESSAGES, **fields}).encode()


def test_the_fields_that_the_gate_needs() -> None:
    request = read_request(
        _raw(
            stream=True,
            stream_options={"include_usage": True},
            metadata={"purpose": "bezwaar"},
            n=2,
        ),
        endpoint=CHAT,
    )

    assert request.model == "mock"
    assert request.stream is True
    assert request.include_usage is True
    assert request.purpose_in_metadata == "bezwaar"
    assert request.choices == 2


def test_what_is_left_out_by_default() -> None:
    request = read_request(_raw(), endpoint=CHAT)

    assert request.stream is False
    assert request.include_usage is False
    assert request.purpose_in_metadata is None
    assert request.choices == 1


def test_who_asks_and_where_to_does_not_go_upstream() -> None:
    request = read_request(
        _raw(
            user="jan@voorbeeld.nl",
            metadata={"dossier": "Jan"},
            safety_identifier="jan",
            prompt_cache_key="jan",
            store=True,
            api_base="http://127.0.0.1",
            extra_headers={"a": "b"},
            temperature=0.5,
            vreemd={"veld": "blijft"},
            **{"X-Naam": "Jan", "x-naam": "Jan"},
        ),
        endpoint=CHAT,
    )

    assert set(request.body) == {"model", "messages", "temperature", "vreemd"}


@pytest.mark.parametrize(
    ("raw", "param"),
    [
        pytest.param(b"", "body", id="empty"),
        pytest.param(b"{", "body", id="cut off"),
        pytest.param(b"[]", "body", id="a list"),
        pytest.param(b"\xff\xfe{}", "body", id="no UTF-8"),
        pytest.param(b"[" * 100_000, "body", id="nesting bomb"),
        pytest.param(b'{"a":' + b"[" * 200 + b"]" * 200 + b"}", "body", id="over 64 levels"),
        pytest.param(b'{"model":"a","model":"b"}', "body", id="the same field twice"),
        pytest.param(b'{"model":"a","top_p":NaN}', "body", id="NaN"),
        pytest.param(b'{"model":"a","top_p":1e999}', "body", id="too large for a number"),
        pytest.param(b'{"model":"a","seed":' + b"9" * 5000 + b"}", "body", id="5,000 digits"),
        pytest.param(rb'{"model":"\ud800"}', "body", id="half a character"),
        pytest.param(_raw(model=None), "model", id="no model"),
        pytest.param(_raw(model=1), "model", id="model is a number"),
        pytest.param(_raw(model=" "), "model", id="model is blank"),
        pytest.param(_raw(messages=None), "messages", id="no messages"),
        pytest.param(_raw(messages=[]), "messages", id="no message"),
        pytest.param(_raw(messages="Hallo"), "messages", id="messages is text"),
        pytest.param(_raw(messages=["Hallo"]), "messages[0]", id="message is text"),
        pytest.param(_raw(messages=[{"content": "x"}]), "messages[0].role", id="no role"),
        pytest.param(
            _raw(messages=[{"role": "user", "content": 1}]), "messages[0].content", id="number"
        ),
        pytest.param(
            _raw(messages=[{"role": "user", "content": [1]}]), "messages[0].content[0]", id="part"
        ),
        pytest.param(
            _raw(messages=[{"role": "user", "content": [{"type": "text", "text": 1}]}]),
            "messages[0].content[0].text",
            id="part without text",
        ),
        pytest.param(
            _raw(messages=[{"role": "assistant", "tool_calls": [{"function": {"arguments": {}}}]}]),
            "messages[0].tool_calls[0].function.arguments",
            id="arguments are no string",
        ),
        pytest.param(_raw(stream="ja"), "stream", id="stream is text"),
        pytest.param(_raw(stream_options=[]), "stream_options", id="options are a list"),
        pytest.param(_raw(metadata="x"), "metadata", id="metadata is text"),
        pytest.param(_raw(metadata={"purpose": 1}), "metadata.purpose", id="purpose is a number"),
        pytest.param(_raw(n=0), "n", id="no answer asked"),
        pytest.param(_raw(n=True), "n", id="n is true"),
        pytest.param(_raw(tools={}), "tools", id="tools are no list"),
        pytest.param(_raw(tools=[{"type": "function"}]), "tools[0].function", id="no function"),
        pytest.param(
            _raw(tools=[{"type": "mcp", "server_url": "http://x"}]),
            "tools[0].type",
            id="a tool that runs at the supplier",
        ),
        pytest.param(_raw(web_search_options={}), "web_search_options", id="web search"),
    ],
)
def test_a_bad_body_names_the_field(raw: bytes, param: str) -> None:
    with pytest.raises(BadRequestError) as caught:
        read_request(raw, endpoint=CHAT)

    assert caught.value.param == param
    assert caught.value.code == "chat.bad_request"


def test_a_bad_value_is_not_in_the_error() -> None:
    with pytest.raises(BadRequestError) as caught:
        read_request(_raw(model="mock", stream="Jan de Vries"), endpoint=CHAT)

    assert "Jan" not in str(caught.value)


@pytest.mark.parametrize(
    "part",
    [
        pytest.param({"type": "image_url", "image_url": {"url": "https://x"}}, id="picture"),
        pytest.param({"type": "input_audio", "input_audio": {"data": "x"}}, id="sound"),
        pytest.param({"type": "file", "file": {"file_id": "x"}}, id="file"),
        pytest.param({"type": "hologram", "text": "x"}, id="unknown"),
        pytest.param({"type": "text", "text": "x", "image_url": "https://x"}, id="picture beside"),
    ],
)
def test_a_part_that_is_no_text_is_refused(part: dict[str, object]) -> None:
    with pytest.raises(ContentNotCheckableError):
        read_request(_raw(messages=[{"role": "user", "content": [part]}]), endpoint=CHAT)


def test_text_parts_and_refusals_are_taken() -> None:
    content = [{"type": "text", "text": "a"}, {"type": "refusal", "refusal": "b"}]
    request = read_request(_raw(messages=[{"role": "user", "content": content}]), endpoint=CHAT)

    assert request.body["messages"] == [{"role": "user", "content": content}]


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param({"modalities": ["text", "audio"]}, id="modalities"),
        pytest.param({"audio": {"voice": "x"}}, id="voice"),
        pytest.param({"messages": [{"role": "assistant", "audio": {"id": "x"}}]}, id="history"),
    ],
)
def test_sound_is_refused(fields: dict[str, object]) -> None:
    with pytest.raises(ContentNotCheckableError):
        read_request(_raw(**fields), endpoint=CHAT)


@pytest.mark.parametrize("given", ["tekst", ["a", "b"]])
def test_embeddings_of_text(given: object) -> None:
    raw = json.dumps({"model": "m", "input": given}).encode()

    assert read_request(raw, endpoint="embeddings").body == {"model": "m", "input": given}


@pytest.mark.parametrize("given", [[1, 2], [[1, 2], [3]], 5])
def test_embeddings_of_token_numbers_are_refused(given: object) -> None:
    with pytest.raises(ContentNotCheckableError):
        read_request(json.dumps({"model": "m", "input": given}).encode(), endpoint="embeddings")


@pytest.mark.parametrize("given", [None, [], [None], {"a": "b"}, True])
def test_embeddings_of_nothing_are_bad_requests(given: object) -> None:
    with pytest.raises(BadRequestError):
        read_request(json.dumps({"model": "m", "input": given}).encode(), endpoint="embeddings")
