"""One traversal over every string: the default is to visit."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stadspoort.engines.chat import BadRequestError, Slot, Strings


def _texts(body: dict[str, Any]) -> list[str]:
    return [slot.text for slot in Strings(body).slots]


def _filled(body: dict[str, Any], old: str, new: str) -> dict[str, Any]:
    strings = Strings(body)
    return strings.filled([slot.text.replace(old, new) for slot in strings.slots])


CANARY = "KANARIE"


@pytest.mark.parametrize(
    "body",
    [
        pytest.param({"messages": [{"role": "user", "content": CANARY}]}, id="content"),
        pytest.param(
            {"messages": [{"role": "user", "content": [{"type": "text", "text": CANARY}]}]},
            id="text part",
        ),
        pytest.param({"messages": [{"role": "user", "name": CANARY}]}, id="name"),
        pytest.param({"messages": [{"role": CANARY, "content": ""}]}, id="role"),
        pytest.param({"messages": [{"role": "user", "content": "", CANARY: 1}]}, id="unknown key"),
        pytest.param(
            {"messages": [{"role": "assistant", "refusal": CANARY}]},
            id="refusal",
        ),
        pytest.param(
            {"messages": [{"tool_calls": [{"function": {"name": CANARY}}]}]}, id="called function"
        ),
        pytest.param({"messages": [{"tool_calls": [{"id": CANARY}]}]}, id="call id"),
        pytest.param({"messages": [{"tool_calls": [{"type": CANARY}]}]}, id="call type"),
        pytest.param({"messages": [{"tool_call_id": CANARY}]}, id="answered call id"),
        pytest.param(
            {"messages": [{"tool_calls": [{"function": {"arguments": f'{{"a":"{CANARY}"}}'}}]}]},
            id="argument",
        ),
        pytest.param(
            {"messages": [{"tool_calls": [{"function": {"arguments": f'{{"{CANARY}":1}}'}}]}]},
            id="name of an argument",
        ),
        pytest.param(
            {"messages": [{"tool_calls": [{"function": {"arguments": f"{{ {CANARY}"}}]}]},
            id="arguments that are no JSON",
        ),
        pytest.param(
            {"messages": [{"tool_calls": [{"custom": {"input": CANARY}}]}]}, id="custom input"
        ),
        pytest.param({"messages": [{"function_call": {"arguments": CANARY}}]}, id="old call"),
        pytest.param({"tools": [{"function": {"name": CANARY}}]}, id="tool name"),
        pytest.param({"tools": [{"function": {"description": CANARY}}]}, id="tool description"),
        pytest.param(
            {"tools": [{"function": {"parameters": {"properties": {CANARY: {}}}}}]},
            id="name of a parameter",
        ),
        pytest.param(
            {"tools": [{"function": {"parameters": {"properties": {"a": {"enum": [CANARY]}}}}}]},
            id="enum",
        ),
        pytest.param(
            {"tools": [{"function": {"parameters": {"type": CANARY}}}]}, id="type of a schema"
        ),
        pytest.param(
            {"response_format": {"type": "json_schema", "json_schema": {"name": CANARY}}},
            id="name of a format",
        ),
        pytest.param(
            {"response_format": {"json_schema": {"schema": {"default": CANARY}}}}, id="format"
        ),
        pytest.param({"tool_choice": CANARY}, id="tool choice"),
        pytest.param({"tool_choice": {"function": {"name": CANARY}}}, id="chosen tool"),
        pytest.param({"stop": [CANARY]}, id="stop sequences"),
        pytest.param({"logit_bias": {CANARY: 1}}, id="bias that is no token number"),
        pytest.param({"input": CANARY}, id="embedding"),
        pytest.param({"input": ["a", CANARY]}, id="embeddings"),
        pytest.param({"prediction": {"type": "content", "content": CANARY}}, id="prediction"),
        pytest.param({"onbekend": {"x": [{"y": CANARY}]}}, id="unknown field"),
        pytest.param({CANARY: 1}, id="name of an unknown field"),
        pytest.param({"reasoning_effort": CANARY}, id="word that the protocol does not know"),
        pytest.param({"choices": [{"message": {"reasoning_content": CANARY}}]}, id="answer"),
    ],
)
def test_no_place_hides_a_string(body: dict[str, Any]) -> None:
    assert CANARY in "".join(_texts(body))
    assert CANARY not in json.dumps(_filled(body, CANARY, "x"))


def test_words_of_the_protocol_are_passed_over() -> None:
    body = {
        "messages": [
            {"role": "user", "content": [{"type": "text", "text": "Hallo"}]},
            {
                "role": "assistant",
                "tool_calls": [{"id": "call_" + "a1B2" * 6, "type": "function"}],
            },
        ],
        "tools": [{"type": "function", "function": {"parameters": {"type": "object"}}}],
        "tool_choice": "auto",
        "logit_bias": {"50256": -100},
        "temperature": 0.123456,
        "max_tokens": 123456,
    }

    assert _texts(body) == ["Hallo"]


@pytest.mark.parametrize(
    "body",
    [
        pytest.param({"seed": 123456782}, id="a setting"),
        pytest.param({"created": 123456782}, id="another setting"),
        pytest.param({"iets": {"bsn": -123456782}}, id="with a sign in front"),
    ],
)
def test_a_long_number_is_visited_wherever_it_stands(body: dict[str, Any]) -> None:
    """A detector sees the digits alone; one it does not know stays as it is, sign included."""
    assert "123456782" in _texts(body)
    assert _filled(body, "nergens", "x") == body
    assert "123456782" not in json.dumps(_filled(body, "123456782", "x"))


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("messages[].name", {"messages": [{"name": "Jan_de_Vries"}]}),
        ("tools[].function.name", {"tools": [{"function": {"name": "Jan_de_Vries"}}]}),
        ("messages[].tool_call_id", {"messages": [{"tool_call_id": "Jan_de_Vries"}]}),
    ],
)
def test_names_say_that_they_are_names(path: str, body: dict[str, Any]) -> None:
    assert Strings(body).slots == [Slot("Jan_de_Vries", "name", path=path)]


def test_a_name_is_scanned_with_spaces_in_the_same_places() -> None:
    slot = Slot("Jan_de_Vries", "name")

    assert slot.to_scan == "Jan de Vries"
    assert slot.shift == 0


def _arguments(text: str) -> dict[str, Any]:
    return {"messages": [{"tool_calls": [{"function": {"arguments": text}}]}]}


def _back(body: dict[str, Any]) -> str:
    arguments: str = body["messages"][0]["tool_calls"][0]["function"]["arguments"]
    return arguments


def test_arguments_are_opened_and_written_back_as_json() -> None:
    body = _arguments('{"naam": "Jan", "regels": ["een \\"Jan\\" twee"]}')
    back = _back(_filled(body, "Jan", 'A"\n'))

    assert json.loads(back) == {"naam": 'A"\n', "regels": ['een "A"\n" twee']}


def test_arguments_that_need_no_masking_stay_to_the_letter() -> None:
    text = '{ "a" : [1, 2.50,\n true], "b": "Jos\\u00e9" }'

    assert _back(_filled(_arguments(text), "niets", "x")) == text


def test_a_number_in_arguments_is_seen_with_its_label() -> None:
    slots = Strings(_arguments('{"bsn": 123456782}')).slots

    assert [(slot.text, slot.label) for slot in slots] == [("bsn", ""), ("123456782", "bsn")]
    assert slots[1].to_scan == "bsn: 123456782"
    assert slots[1].to_scan[slots[1].shift :] == "123456782"


def test_a_number_that_is_masked_becomes_a_string() -> None:
    back = _back(_filled(_arguments('{"bsn": 123456782, "n": 12}'), "123456782", "[BSN_x]"))

    assert json.loads(back) == {"bsn": "[BSN_x]", "n": 12}


def test_escapes_in_pasted_json_hide_nothing() -> None:
    body = {"messages": [{"role": "tool", "content": '{"naam": "Jos\\u00e9\\nBos"}'}]}

    assert "José\nBos" in _texts(body)
    assert json.loads(_filled(body, "José", "X")["messages"][0]["content"]) == {"naam": "X\nBos"}


def test_text_with_a_bracket_and_a_backslash_is_text() -> None:
    body = {"messages": [{"role": "user", "content": "[zie C:\\map]"}]}

    assert _texts(body) == ["[zie C:\\map]"]


def test_the_number_of_texts_must_be_right() -> None:
    with pytest.raises(ValueError, match="1 slots, 2 texts"):
        Strings({"input": "a"}).filled(["a", "b"])


@pytest.mark.parametrize(
    "body",
    [
        pytest.param({"x": {"Jan": 1, "Piet": 2}}, id="unknown field"),
        pytest.param(_arguments('{"Jan": 1, "Piet": 2}'), id="arguments"),
    ],
)
def test_no_field_is_lost_when_names_become_the_same(body: dict[str, Any]) -> None:
    with pytest.raises(BadRequestError):
        _filled(_filled(body, "Jan", "A"), "Piet", "A")


def test_the_body_that_came_in_is_not_changed() -> None:
    body = {"messages": [{"role": "user", "content": "Jan"}]}
    _filled(body, "Jan", "X")

    assert body == {"messages": [{"role": "user", "content": "Jan"}]}


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=20,
)


@given(st.dictionaries(st.sampled_from(["messages", "tools", "stop", "input", "x"]), _JSON))
def test_the_same_texts_give_the_same_body(body: dict[str, Any]) -> None:
    strings = Strings(body)

    assert strings.filled([slot.text for slot in strings.slots]) == body
