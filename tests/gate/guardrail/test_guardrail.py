"""LiteLLM's Generic Guardrail API, in the shapes of litellm 1.108.7.

Requests are those its proxy sends (`GenericGuardrailAPIRequest`), answers what its client reads
(`GenericGuardrailAPIResponse`). The whole way with a real proxy is `bench/guardrail.py`.
"""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.gate.make import World
from tests.gate.others import BEARER, guard, here_with, post, recorded

from stadspoort.engines.privacy import Kind, Vault
from stadspoort.gate.guardrail.answers import LONGEST_ANSWER
from stadspoort.gate.guardrail.wire import MOST_TEXTS
from stadspoort.gate.others import GUARDRAIL_PATH
from stadspoort.gate.restoring import restored
from stadspoort.gate.values import Outcome, Purpose

TEXT = "Mevrouw Jansen, BSN 123456782."
MASKED = "Mevrouw [PERSOON_tag0011ai], BSN [BSN_tag0012ae]."
FOUND = {"PERSOON": 1, "BSN": 1}


def user(text: str) -> dict[str, Any]:
    """Return a message of a user."""
    return {"role": "user", "content": text}


async def test_a_request_is_masked_and_its_answer_restored() -> None:
    """The tokens of a call hold for its answer."""
    here = here_with()
    masked = await guard(here, "request", TEXT, structured_messages=[user(TEXT)])
    back = await guard(here, "response", MASKED)

    assert masked == {"action": "GUARDRAIL_INTERVENED", "texts": [MASKED]}
    assert back == {"action": "GUARDRAIL_INTERVENED", "texts": [TEXT]}
    assert recorded(here) == [
        ("guardrail/request", FOUND, Outcome.ANSWERED),
        ("guardrail/response", {}, Outcome.ANSWERED),
    ]


async def test_what_litellm_really_sends() -> None:
    """All of its fields, null where there is nothing."""
    here = here_with()
    body = {
        "input_type": "request",
        "litellm_call_id": "0b8f1f6e-5a53-4d0e-93a7-6f5b8b0b6a11",
        "litellm_trace_id": "2a7ce0f4-5b1b-4b43-9f0c-5d8d4c1d7f20",
        "structured_messages": [user(TEXT)],
        "images": None,
        "tools": None,
        "texts": [TEXT],
        "request_data": {"user_api_key_hash": "88dc28d0f030c55ed4ab77ed8faf098196cb1c05"},
        "request_headers": {"user-agent": "python", "authorization": "[present]"},
        "litellm_version": "1.108.7",
        "additional_provider_specific_params": {"purpose": "brieven"},
        "tool_calls": None,
        "model": "gpt-4o",
    }
    answer = await post(here, GUARDRAIL_PATH, body, headers={"x-api-key": "stp_sleutel"})

    assert answer.json() == {"action": "GUARDRAIL_INTERVENED", "texts": [MASKED]}


async def test_nothing_personal_leaves_a_request_as_it_is() -> None:
    """And makes no vault: there is nothing to put back."""
    here = here_with()

    assert await guard(here, "request", "Hoe laat is het?") == {"action": "NONE"}
    assert await guard(here, "response", "Drie uur.") == {"action": "NONE"}
    assert here.vaults.kept == {}


async def test_vaults_are_kept_for_a_day() -> None:
    """After their last use; those of clients of `/v1` for thirty."""
    here = here_with()
    await guard(here, "request", TEXT)

    assert list(here.vaults.terms.values()) == [timedelta(days=1)]


async def test_two_people_in_two_messages_stay_two() -> None:
    """litellm#31959: numbers that start anew in every message gave back the wrong person."""
    here = here_with()
    texts = ["Mevrouw Jansen belt.", "Mevrouw Bakker belt."]
    masked = (await guard(here, "request", *texts))["texts"]
    back = await guard(here, "response", *masked)

    assert masked[0] != masked[1]
    assert back["texts"] == texts


async def test_a_purpose_can_keep_a_kind_masked() -> None:
    """As under `/v1`: what it never puts back stays a token, for everyone."""
    here = here_with()
    held = here.register.held
    letters = replace(held.purposes["brieven"], unrestored=frozenset({Kind.BSN}))
    here.register.held = replace(held, purposes={**held.purposes, "brieven": letters})
    await guard(here, "request", TEXT)

    back = await guard(here, "response", MASKED)
    assert back["texts"] == ["Mevrouw Jansen, BSN [BSN_tag0012ae]."]


# -- Whose tokens -----------------------------------------------------------------------------

TRACE = {"litellm_trace_id": "gesprek-1"}


async def token(here: World, call: str, **more: object) -> str:
    """Return the masked text of a call."""
    return str((await guard(here, "request", "Mevrouw Jansen belt.", call=call, **more))["texts"])


async def test_one_session_has_one_token_for_one_value() -> None:
    """The trace that calls share makes the conversation; without it each call is one."""
    here = here_with()

    assert await token(here, "c-1", **TRACE) == await token(here, "c-2", **TRACE)
    assert await token(here, "c-3") != await token(here, "c-4")


@pytest.mark.parametrize(
    "somebody_else",
    [
        pytest.param({"user_api_key_hash": "b"}, id="another key of litellm"),
        pytest.param({"user_api_key_user_id": "b"}, id="another user"),
        pytest.param({"user_api_key_end_user_id": "b"}, id="another end user"),
    ],
)
async def test_an_id_of_somebody_else_s_session_opens_nothing(
    somebody_else: dict[str, str],
) -> None:
    """A trace id is chosen by the client: it must not be a way to another person's names."""
    here = here_with()
    mine = {"request_data": dict.fromkeys(somebody_else, "a"), **TRACE}
    theirs = {"request_data": somebody_else, **TRACE}
    text = (await guard(here, "request", TEXT, **mine))["texts"][0]

    assert await guard(here, "response", text, **theirs) == {"action": "NONE"}
    assert (await guard(here, "response", text, **mine))["texts"] == [TEXT]


async def test_a_call_without_any_id_is_masked_and_never_restored() -> None:
    """There is nothing by which its answer could be known."""
    here = here_with()
    nothing = {"litellm_call_id": None}
    masked = await guard(here, "request", TEXT, **nothing)

    assert masked["texts"] == [MASKED]
    assert await guard(here, "response", MASKED, **nothing) == {"action": "NONE"}
    assert here.vaults.kept == {}


# -- Streams ----------------------------------------------------------------------------------


async def test_a_stream_is_restored_as_it_grows_wherever_it_is_cut() -> None:
    """LiteLLM sends the text so far, and emits what is new but for the held back end."""
    here = here_with()
    await guard(here, "request", TEXT)
    emitted = ""
    for end in range(1, len(MASKED) + 1):
        so_far = MASKED[:end]
        answer = await guard(here, "response", so_far)
        text = answer.get("texts", [so_far])[0]
        shown = text[: len(text) - answer.get("stream_holdback_chars", [0])[0]]
        assert shown.startswith(emitted), "what was sent cannot be taken back"
        assert "[" not in shown, "half a token is never shown"
        emitted = shown

    assert emitted == TEXT


async def test_each_choice_is_held_back_by_itself() -> None:
    """Two answers asked at once grow apart."""
    here = here_with()
    await guard(here, "request", TEXT)
    texts = ["Dag.", "Mevrouw [PERSOON_ta", "Mevrouw [PERSOON_tag0011ai]"]
    answer = await guard(here, "response", *texts)

    assert answer == {
        "action": "GUARDRAIL_INTERVENED",
        "texts": [*texts[:2], "Mevrouw Jansen"],
        "stream_holdback_chars": [0, 11, 0],
    }


async def test_a_token_that_the_end_cuts_off_stays_one() -> None:
    """Litellm guesses by its begin, and can name another person."""
    here = here_with()
    await guard(here, "request", TEXT)
    answer = await guard(here, "response", "Groet, [PERSOON_tag00")

    assert answer == {"action": "NONE", "stream_holdback_chars": [14]}


async def test_a_long_answer_is_restored_and_an_endless_one_refused() -> None:
    """No model writes a million characters; LiteLLM takes 413 for a failure and stops."""
    here = here_with()
    await guard(here, "request", TEXT)
    long = await guard(here, "response", "[PERSOON_tag0011ai] " * 2_000)
    assert long["texts"] == ["Jansen " * 2_000]

    body = {"input_type": "response", "texts": ["x" * (LONGEST_ANSWER + 1)]}
    answer = await post(here, GUARDRAIL_PATH, {**body, "litellm_call_id": "c-1"})
    assert (answer.status, answer.json()) == (413, {"error": "uitleg: too_large"})


VALUES = ("Jan de Vries", "Jansen", "Sanne", "123456782")


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from(["[", "]", "_", " ", "a", "\n", "0", "1", "2", "3", "x"]), max_size=40
    ),
    st.integers(min_value=0, max_value=200),
)
def test_what_may_go_now_is_a_begin_of_what_goes_later(parts: list[str], cut: int) -> None:
    """Whatever a model writes: text that was sent is never taken back."""
    vault = Vault("tag001")
    tokens = [vault.add(value, Kind.PERSOON, "key:k1").token for value in VALUES]
    text = "".join(tokens[int(part)] if part.isdecimal() else part for part in parts)
    purpose = Purpose("p", "P", frozenset())
    early = restored(text[:cut], vault=vault, asker="key:k1", purpose=purpose)
    late = restored(text, vault=vault, asker="key:k1", purpose=purpose)

    assert (late.passed + late.held).startswith(early.passed)


# -- Tools, pictures, older versions ----------------------------------------------------------


def with_call(name: str) -> list[dict[str, Any]]:
    """Return a history in which a tool was called with a name."""
    function = {"name": "zoek", "arguments": json.dumps({"naam": name}, separators=(",", ":"))}
    calls = [{"id": "call_1", "type": "function", "function": function}]
    return [
        {"role": "assistant", "content": None, "tool_calls": calls},
        {"role": "tool", "tool_call_id": "call_1", "content": f"{name} woont hier."},
    ]


async def test_arguments_of_tools_are_masked_with_their_messages() -> None:
    """litellm#41265: they left unmasked. LiteLLM takes whole messages back."""
    here = here_with()
    messages = with_call("Jan de Vries")
    answer = await guard(
        here,
        "request",
        "Jan de Vries woont hier.",
        structured_messages=messages,
        tool_calls=messages[0]["tool_calls"],
    )

    assert answer == {
        "action": "GUARDRAIL_INTERVENED",
        "texts": ["[PERSOON_tag0011ai] woont hier."],
        "structured_messages": with_call("[PERSOON_tag0011ai]"),
    }


@pytest.mark.parametrize("version", ["1.100.0", "", None, "kanarie"])
async def test_a_litellm_that_cannot_take_them_back_is_blocked(version: str | None) -> None:
    """Masking half of a call would pass the other half on."""
    here = here_with()
    messages = with_call("Jan de Vries")
    answer = await guard(
        here,
        "request",
        "Jan de Vries woont hier.",
        structured_messages=messages,
        litellm_version=version,
    )

    assert answer == {"action": "BLOCKED", "blocked_reason": "uitleg: masking_failed"}
    assert recorded(here) == [("guardrail/request", {}, Outcome.MASKING_FAILED)]


async def test_calls_of_tools_without_their_messages_are_blocked_when_they_name_someone() -> None:
    """There is no field in which they could go back."""
    calls = with_call("Jan de Vries")[0]["tool_calls"]
    harmless = with_call("fiets")[0]["tool_calls"]

    assert (await guard(here_with(), "request", tool_calls=calls))["action"] == "BLOCKED"
    assert (await guard(here_with(), "request", tool_calls=harmless))["action"] == "NONE"


async def test_definitions_of_tools_are_masked() -> None:
    """People write examples into them."""
    tool = {"type": "function", "function": {"name": "zoek", "description": TEXT}}
    answer = await guard(here_with(), "request", "Hallo", tools=[tool])

    assert answer["tools"] == [
        {"type": "function", "function": {"name": "zoek", "description": MASKED}}
    ]


@pytest.mark.parametrize(
    "more",
    [
        pytest.param({"images": ["data:image/png;base64,AAAA"]}, id="a picture"),
        pytest.param(
            {
                "structured_messages": [
                    {"role": "user", "content": [{"type": "input_audio", "input_audio": {}}]}
                ]
            },
            id="sound",
        ),
        pytest.param(
            {"structured_messages": [{"role": "user", "content": [{"type": "iets-nieuws"}]}]},
            id="a part nobody knows",
        ),
        pytest.param(
            {"structured_messages": [{"role": "assistant", "audio": {"id": "a"}}]}, id="audio"
        ),
    ],
)
async def test_what_cannot_be_checked_is_blocked(more: dict[str, object]) -> None:
    """Nobody here can look into it."""
    here = here_with()

    assert (await guard(here, "request", "Hallo", **more))["action"] == "BLOCKED"
    assert recorded(here)[0][2] == Outcome.CONTENT_NOT_CHECKABLE


async def test_a_value_in_an_address_blocks_the_answer() -> None:
    """Opening it would give the name away; also in a stream."""
    here = here_with()
    await guard(here, "request", TEXT)
    answer = await guard(here, "response", "Zie https://kwaad.nl/?q=[PERSOON_tag0011ai]")

    assert answer == {"action": "BLOCKED", "blocked_reason": "uitleg: answer_blocked"}
    assert recorded(here)[-1][2] == Outcome.ANSWER_BLOCKED


async def test_two_names_of_a_purpose_must_agree() -> None:
    """A client of LiteLLM can add parameters to a call: they change no purpose that was set."""
    here = here_with("brieven", "openbaar")
    body = {
        "input_type": "request",
        "texts": ["Hallo"],
        "additional_provider_specific_params": {"purpose": "openbaar"},
    }
    headers = {**BEARER, "x-stadspoort-purpose": "brieven"}
    answer = await post(here, GUARDRAIL_PATH, body, headers=headers)

    assert answer.json() == {"action": "BLOCKED", "blocked_reason": "uitleg: purpose_conflict"}


@pytest.mark.parametrize(
    ("more", "param"),
    [
        pytest.param({"input_type": "anders"}, "input_type", id="another side"),
        pytest.param({"input_type": None}, "input_type", id="no side"),
        pytest.param({"texts": "Hallo"}, "texts", id="a text for texts"),
        pytest.param({"texts": [5]}, "texts", id="a number among texts"),
        pytest.param({"texts": ["x"] * (MOST_TEXTS + 1)}, "texts", id="too many texts"),
        pytest.param({"structured_messages": ["x"]}, "structured_messages", id="no messages"),
        pytest.param({"tools": {}}, "tools", id="tools as object"),
        pytest.param({"tool_calls": [1]}, "tool_calls", id="no calls"),
        pytest.param({"litellm_call_id": 5}, "litellm_call_id", id="a number as id"),
        pytest.param({"litellm_trace_id": "a" * 201}, "litellm_trace_id", id="a long id"),
        pytest.param({"request_data": "x"}, "request_data", id="no object"),
        pytest.param(
            {"additional_provider_specific_params": []},
            None,
            id="no parameters is none",
        ),
        pytest.param(
            {"additional_provider_specific_params": {"purpose": 5}},
            "additional_provider_specific_params",
            id="a number as purpose",
        ),
    ],
)
async def test_wrong_types(more: dict[str, object], param: str | None) -> None:
    """400, which LiteLLM takes for a failure and stops at."""
    body = {"input_type": "request", "texts": ["Hallo"], "litellm_call_id": "c-1", **more}
    answer = await post(here_with(), GUARDRAIL_PATH, body)

    if param is None:
        assert answer.status == 200
    else:
        assert (answer.status, answer.json()) == (400, {"error": f"Invalid parameter {param}"})
