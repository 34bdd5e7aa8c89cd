"""The shapes that clients of the OpenAI API read."""

from __future__ import annotations

import pytest

from stadspoort.engines.chat import wire
from stadspoort.engines.chat.wire import StreamGarbageError, read_object


def test_an_event_is_one_line_of_json() -> None:
    assert wire.sse_event({"a": "é\nb"}) == 'data: {"a":"é\\nb"}\n\n'.encode()
    assert wire.DONE == b"data: [DONE]\n\n"


def test_a_chunk() -> None:
    assert wire.chunk(
        id="c1", created=5, model="mock", delta={"content": "a"}, index=1, finish_reason="stop"
    ) == {
        "id": "c1",
        "object": "chat.completion.chunk",
        "created": 5,
        "model": "mock",
        "choices": [{"index": 1, "delta": {"content": "a"}, "finish_reason": "stop"}],
    }


def test_the_last_chunk_has_the_usage_and_no_choice() -> None:
    last = wire.chunk(id="c1", created=5, model="mock", delta=None, usage=wire.usage(3, 4))

    assert last["choices"] == []
    assert last["usage"] == {"prompt_tokens": 3, "completion_tokens": 4, "total_tokens": 7}


def test_a_completion_has_one_choice_per_content() -> None:
    answer = wire.completion(id="c1", created=5, model="mock", contents=["a", "b"])

    assert answer["object"] == "chat.completion"
    assert answer["choices"] == [
        {"index": 0, "message": {"role": "assistant", "content": "a"}, "finish_reason": "stop"},
        {"index": 1, "message": {"role": "assistant", "content": "b"}, "finish_reason": "stop"},
    ]
    assert "usage" not in answer


def test_an_error() -> None:
    assert wire.error_body("Nee.", type="policy_denied", code="gate.no", param="model") == {
        "error": {"message": "Nee.", "type": "policy_denied", "param": "model", "code": "gate.no"}
    }


def test_the_list_of_models() -> None:
    assert wire.model_list(["a"], created=5, owned_by="stadspoort") == {
        "object": "list",
        "data": [{"id": "a", "object": "model", "created": 5, "owned_by": "stadspoort"}],
    }


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param('{"a": NaN}', id="no number"),
        pytest.param('{"a": "\\ud800"}', id="half a character"),
        pytest.param("[" * 100_000, id="nesting without end"),
        pytest.param('{"a":' * 100_000, id="objects without end"),
        pytest.param("[]", id="no object"),
        pytest.param("", id="nothing"),
        pytest.param(b'{"a": "\xff"}', id="no UTF-8"),
    ],
)
def test_what_no_client_could_be_given_is_garbage(raw: str | bytes) -> None:
    """It ends as what it is, not as a failure of the gate while writing it out again."""
    with pytest.raises(StreamGarbageError):
        read_object(raw)


def test_a_character_written_as_two_halves_is_whole() -> None:
    """A pair of halves is one character."""
    assert read_object('{"a": "\\ud83d\\ude00"}') == {"a": "😀"}
