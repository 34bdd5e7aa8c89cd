"""One call through the gate: masked, restored, recorded; whatever fails, it ends closed."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncGenerator, Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.gate.make import (
    ANNA,
    DONE,
    LETTERS,
    OWN,
    STOP,
    answer_with,
    call,
    collected,
    delta_event,
    event_of,
    snapshot,
    user,
    with_purposes,
    world,
)

from stadspoort.engines.privacy import Finding
from stadspoort.gate.call import OpenCall
from stadspoort.gate.errors import (
    BudgetSpentError,
    CallRefusedError,
    LedgerUnavailableError,
    RegisterStaleError,
    ScanFailedError,
    UpstreamError,
    VaultUnavailableError,
)
from stadspoort.gate.values import Closing, Opening, Outcome, Output

TOKEN = re.compile(r"\[[A-Z]+_[0-9a-z]{8,}\]")


def token_in(opened: OpenCall) -> str:
    """Return the one token in the first message as it was sent."""
    [token] = TOKEN.findall(json.loads(opened.sent)["messages"][0]["content"])
    return str(token)


LETTER = "Bericht van mevrouw Jansen (jansen@voorbeeld.nl), BSN 123456782."


async def test_nothing_personal_leaves_and_the_answer_comes_back_whole() -> None:
    """The purpose of it all."""
    here = world()
    opened = await here.gate.open(call(user(LETTER)))
    answer = await here.gate.answer(opened)

    sent = json.dumps(here.upstream.sent[0])
    assert "Jansen" not in sent
    assert "jansen@voorbeeld.nl" not in sent
    assert "123456782" not in sent
    assert answer["choices"][0]["message"]["content"] == LETTER


async def test_a_stream_comes_back_whole_too() -> None:
    """One letter per event: every token is cut at every place."""
    here = world()
    opened = await here.gate.open(call(user(LETTER), stream=True))

    assert await collected(here.gate.stream(opened)) == LETTER
    assert here.journal.outcome == Outcome.ANSWERED


async def test_opened_is_recorded_before_the_model_is_asked() -> None:
    """If it cannot be recorded, there is no call."""
    here = world()
    here.journal.error = LedgerUnavailableError()

    with pytest.raises(LedgerUnavailableError):
        await here.gate.open(call(user(LETTER)))

    assert here.upstream.sent == []


async def test_the_entries_hold_counts_and_no_content() -> None:
    """Two entries: what was let through, and how it ended."""
    here = world()
    opened = await here.gate.open(call(user(LETTER)))
    await here.gate.answer(opened)

    [(_, opening), (_, closing)] = here.journal.entries
    assert isinstance(opening, Opening)
    assert isinstance(closing, Closing)
    assert (opening.purpose, opening.model, opening.verdict) == (
        "brieven",
        "mock",
        "onder_voorwaarden",
    )
    assert opening.masked == {"PERSOON": 1, "EMAIL": 1, "BSN": 1}
    assert (closing.outcome, closing.restored) == (Outcome.ANSWERED, 3)
    assert (closing.prompt_tokens, closing.completion_tokens) == (11, 5)
    assert "Jansen" not in repr(here.journal.entries)


async def test_the_sealed_copy_is_the_very_body_that_was_sent() -> None:
    """An incident can be reconstructed from it; it holds masked text only."""
    here = world()
    await here.gate.answer(await here.gate.open(call(user(LETTER))))

    [seal] = here.journal.seals
    assert seal is not None
    assert json.loads(seal) == here.upstream.sent[0]


async def test_a_purpose_without_sealed_copies_makes_none() -> None:
    """Zero days means none is made."""
    here = world(snapshot(purposes=[replace(LETTERS, seal_days=0)]))
    await here.gate.answer(await here.gate.open(call(user(LETTER))))

    assert here.journal.seals == [None]


async def test_what_the_client_calls_the_model_is_what_it_hears_back() -> None:
    """The endpoint's own id and model name stay inside."""
    here = world()
    opened = await here.gate.open(call(user("Hallo"), model="doel-brieven/mock"))
    answer = await here.gate.answer(opened)

    assert here.upstream.sent[0]["model"] == "mock-model"
    assert answer["model"] == "doel-brieven/mock"
    assert answer["id"] == f"chatcmpl-{opened.id}"


REFUSING = [
    pytest.param(
        "register", RegisterStaleError(age=9), Outcome.REGISTER_STALE, id="stale register"
    ),
    pytest.param("scanner", ScanFailedError(), Outcome.MASKING_FAILED, id="detector failed"),
    pytest.param("scanner", RuntimeError("crash"), Outcome.GATE_FAILED, id="detector crashed"),
    pytest.param("vaults", VaultUnavailableError(), Outcome.MASKING_FAILED, id="vault failed"),
    pytest.param("vaults", OSError("disk"), Outcome.GATE_FAILED, id="vault crashed"),
]


@pytest.mark.parametrize(("seam", "error", "outcome"), REFUSING)
async def test_a_fault_before_opening_ends_closed(
    seam: str, error: Exception, outcome: Outcome
) -> None:
    """Nothing is sent, and the ledger says how it ended."""
    here = world()
    getattr(here, seam).error = error

    with pytest.raises(CallRefusedError) as caught:
        await here.gate.open(call(user(LETTER), scope="gesprek"))

    assert caught.value.outcome == outcome
    assert here.upstream.sent == []
    assert here.journal.outcome == outcome


async def test_a_spent_budget_ends_the_call() -> None:
    """The journal knows what is left; the gate passes it on."""
    here = world()
    here.journal.error = BudgetSpentError()

    with pytest.raises(BudgetSpentError):
        await here.gate.open(call(user("Hallo")))

    assert here.upstream.sent == []


FAULTS_UPSTREAM = [
    pytest.param(
        UpstreamError(Outcome.UPSTREAM_UNREACHABLE), Outcome.UPSTREAM_UNREACHABLE, id="down"
    ),
    pytest.param(UpstreamError(Outcome.UPSTREAM_TIMEOUT), Outcome.UPSTREAM_TIMEOUT, id="slow"),
    pytest.param(RuntimeError("bug"), Outcome.GATE_FAILED, id="a bug"),
]


@pytest.mark.parametrize(("error", "outcome"), FAULTS_UPSTREAM)
async def test_a_fault_of_the_endpoint_is_named_and_recorded(
    error: Exception, outcome: Outcome
) -> None:
    """Plain and streamed alike."""
    for is_stream in (False, True):
        here = world()
        here.upstream.error = error
        opened = await here.gate.open(call(user("Hallo"), stream=is_stream))
        answered = collected(here.gate.stream(opened)) if is_stream else here.gate.answer(opened)
        with pytest.raises(CallRefusedError) as caught:
            await answered
        assert caught.value.outcome == outcome
        assert here.journal.outcome == outcome


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param({}, id="nothing"),
        pytest.param({"choices": []}, id="no choices"),
        pytest.param({"choices": "x"}, id="choices of another type"),
        pytest.param({"choices": ["x"]}, id="a choice of another type"),
        pytest.param({"choices": [{"message": "x"}]}, id="a message of another type"),
        pytest.param({"choices": [{"index": "0", "message": {}}]}, id="an index of another type"),
    ],
)
async def test_garbage_is_no_answer(answer: dict[str, object]) -> None:
    """What a model sends is not trusted either."""
    here = world()
    here.upstream.answer = answer
    opened = await here.gate.open(call(user("Hallo")))

    with pytest.raises(UpstreamError) as caught:
        await here.gate.answer(opened)

    assert caught.value.outcome == here.journal.outcome == Outcome.UPSTREAM_GARBAGE


@pytest.mark.parametrize(
    ("events", "outcome", "text"),
    [
        pytest.param(
            [delta_event("Dag "), delta_event("mevr")],
            Outcome.UPSTREAM_BROKEN_OFF,
            "Dag mevr",
            id="ended without a finish",
        ),
        pytest.param(
            [delta_event("Dag "), UpstreamError(Outcome.UPSTREAM_BROKEN_OFF)],
            Outcome.UPSTREAM_BROKEN_OFF,
            "Dag ",
            id="connection lost",
        ),
        pytest.param(
            [delta_event("Dag "), b"data: {kapot\n\n"],
            Outcome.UPSTREAM_GARBAGE,
            "Dag ",
            id="no JSON",
        ),
        pytest.param(
            [delta_event("Dag "), b'data: {"error": {"message": "vol"}}\n\n'],
            Outcome.UPSTREAM_ERROR,
            "Dag ",
            id="an error event",
        ),
        pytest.param([], Outcome.UPSTREAM_BROKEN_OFF, "", id="nothing at all"),
    ],
)
async def test_a_stream_that_breaks_keeps_what_came(
    events: Sequence[bytes | Exception], outcome: Outcome, text: str
) -> None:
    """The text so far is passed on; the end says that it is not complete."""
    here = world()
    here.upstream.events = events
    opened = await here.gate.open(call(user("Hallo"), stream=True))

    received: list[str] = []

    async def read() -> None:
        async for chunk in here.gate.stream(opened):
            received.extend(c["delta"].get("content") or "" for c in chunk["choices"])

    with pytest.raises(CallRefusedError) as caught:
        await read()

    assert (caught.value.outcome, "".join(received)) == (outcome, text)
    assert here.journal.outcome == outcome


async def test_a_stream_without_done_but_finished_is_complete() -> None:
    """Some servers leave out [DONE]; a finish reason says as much."""
    here = world()
    here.upstream.events = [delta_event("Dag."), STOP]
    opened = await here.gate.open(call(user("Hallo"), stream=True))

    assert await collected(here.gate.stream(opened)) == "Dag."
    assert here.journal.outcome == Outcome.ANSWERED


async def test_a_client_that_leaves_is_recorded() -> None:
    """The stream is closed half-way: the call ends, and is counted."""
    here = world()
    opened = await here.gate.open(call(user("Een lang verhaal"), stream=True))
    stream = here.gate.stream(opened)
    await anext(stream)
    await stream.aclose()
    await asyncio.sleep(0)

    assert here.journal.outcome == Outcome.CLIENT_DISCONNECTED


async def test_a_cancelled_answer_is_recorded() -> None:
    """Cancelling does not reach the ledger."""
    here = world()
    waiting = asyncio.Event()

    async def never(*_: object) -> dict[str, object]:
        waiting.set()
        await asyncio.Event().wait()
        raise AssertionError

    here.upstream.ask = never  # type: ignore[method-assign] (an endpoint that never answers)
    opened = await here.gate.open(call(user("Hallo")))
    task = asyncio.create_task(here.gate.answer(opened))
    await waiting.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task

    assert here.journal.outcome == Outcome.CLIENT_DISCONNECTED


async def test_a_client_that_leaves_during_the_masking_is_recorded() -> None:
    """Nothing was sent, and that it was asked stands in the ledger."""
    here = world()
    waiting = asyncio.Event()

    async def never(*_: object) -> list[list[Finding]]:
        waiting.set()
        await asyncio.Event().wait()
        raise AssertionError

    here.scanner.scan = never  # type: ignore[method-assign] (a scan that takes long)
    task = asyncio.create_task(here.gate.open(call(user("Hallo"))))
    await waiting.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await asyncio.sleep(0)

    assert here.journal.outcome == Outcome.CLIENT_DISCONNECTED
    assert here.upstream.sent == []


async def test_the_endpoint_does_not_go_on_for_a_client_that_left() -> None:
    """Its stream is closed before the call is."""
    here = world()
    ended_with: list[list[str]] = []

    async def stream(*_: object) -> AsyncGenerator[bytes]:
        try:
            for letter in "verhaal":
                yield delta_event(letter)
        finally:
            ended_with.append([kind for kind, _ in here.journal.entries])

    here.upstream.stream = stream  # type: ignore[method-assign] (an endpoint that tells its end)
    opened = await here.gate.open(call(user("Een lang verhaal"), stream=True))
    answer = here.gate.stream(opened)
    await anext(answer)
    await answer.aclose()

    assert ended_with == [["opened"]]
    assert here.journal.outcome == Outcome.CLIENT_DISCONNECTED


async def test_a_journal_that_is_closing_does_not_take_the_answer_along() -> None:
    """The server stops: the journal itself closes what it has open as interrupted."""
    here = world()
    here.journal.closing_error = LedgerUnavailableError()
    answer = await here.gate.answer(await here.gate.open(call(user("Hallo"))))

    assert answer["choices"][0]["message"]["content"] == "Hallo"


async def test_a_value_has_one_token_over_all_messages_and_calls_of_a_conversation() -> None:
    """In a scope: one value, one token; the next turn restores what an earlier one masked."""
    here = world()
    first = await here.gate.open(call(user("Mevrouw Jansen belt."), scope="g1"))
    second = await here.gate.open(
        call(user("Mevrouw Jansen belt."), user("Wat zei mevrouw Jansen?"), scope="g1")
    )

    texts = [message["content"] for message in json.loads(second.sent)["messages"]]
    token = json.loads(first.sent)["messages"][0]["content"].removeprefix("Mevrouw ").split(" ")[0]
    assert token.startswith("[PERSOON_")
    assert texts == [f"Mevrouw {token} belt.", f"Wat zei mevrouw {token}?"]


async def test_another_asker_with_the_same_conversation_id_gets_another_vault() -> None:
    """A scope is bound to its asker."""
    here = world()
    other = replace(ANNA, id="k2")
    first = await here.gate.open(call(user("Mevrouw Jansen belt."), scope="g1"))
    second = await here.gate.open(call(user("Mevrouw Jansen belt."), scope="g1", principal=other))

    assert json.loads(first.sent)["messages"] != json.loads(second.sent)["messages"]


async def test_typed_look_alikes_stay_as_they_are() -> None:
    """A token in the user's own text names nobody."""
    here = world()
    text = "Ik ben Jan de Vries. Wat betekent [PERSOON_tag00911] en <PERSON_1>?"
    here.upstream.answer = None
    purposes = snapshot(purposes=[replace(LETTERS, output=Output.RAW)])
    here.register.held = purposes
    answer = await here.gate.answer(await here.gate.open(call(user(text))))

    assert answer["choices"][0]["message"]["content"] == text


async def test_tool_calls_are_masked_out_and_restored_in() -> None:
    """Arguments are JSON in a string: a restored quote must not break it."""
    here = world()
    opened = await here.gate.open(
        call(
            user("Zoek mevrouw Jansen op."),
            tools=[
                {
                    "type": "function",
                    "function": {
                        "name": "zoek",
                        "description": "Zoekt mevrouw Jansen",
                        "parameters": {"type": "object", "properties": {}},
                    },
                }
            ],
        )
    )
    token = token_in(opened)
    assert (
        json.loads(opened.sent)["tools"][0]["function"]["description"] == f"Zoekt mevrouw {token}"
    )
    here.upstream.answer = answer_with(
        "",
        tool_calls=[
            {
                "id": "c1",
                "type": "function",
                "function": {"name": "zoek", "arguments": json.dumps({"naam": token})},
            }
        ],
    )
    answer = await here.gate.answer(opened)

    arguments = answer["choices"][0]["message"]["tool_calls"][0]["function"]["arguments"]
    assert json.loads(arguments) == {"naam": "Jansen"}


async def test_a_bsn_is_never_put_back_in_tool_arguments() -> None:
    """Restricted values come back in answer text only."""
    here = world()
    opened = await here.gate.open(call(user("BSN 123456782")))
    token = token_in(opened)
    here.upstream.answer = answer_with(
        f"Het BSN is {token}.",
        tool_calls=[
            {
                "id": "c1",
                "type": "function",
                "function": {"name": "zoek", "arguments": json.dumps({"bsn": token})},
            }
        ],
    )
    message = (await here.gate.answer(opened))["choices"][0]["message"]

    assert message["content"] == "Het BSN is 123456782."
    assert json.loads(message["tool_calls"][0]["function"]["arguments"]) == {"bsn": token}


async def test_streamed_tool_arguments_are_restored_over_any_cut() -> None:
    """Fragments arrive by index; the value lands JSON-escaped."""
    here = world()
    opened = await here.gate.open(call(user("Zoek mevrouw Jansen op."), stream=True))
    token = token_in(opened)
    arguments = json.dumps({"naam": token})
    here.upstream.events = [
        event_of(
            {
                "tool_calls": [
                    {
                        "index": 0,
                        "id": "c1",
                        "type": "function",
                        "function": {"name": "zoek", "arguments": ""},
                    }
                ]
            }
        ),
        *(
            event_of({"tool_calls": [{"index": 0, "function": {"arguments": letter}}]})
            for letter in arguments
        ),
        event_of({}, "tool_calls"),
        DONE,
    ]
    received = ""
    async for chunk in here.gate.stream(opened):
        for tool_call in chunk["choices"][0]["delta"].get("tool_calls", []):
            received += tool_call["function"]["arguments"]

    assert json.loads(received) == {"naam": "Jansen"}


@pytest.mark.parametrize("output", [Output.STRICT, Output.RAW])
@pytest.mark.parametrize("is_stream", [False, True])
async def test_a_restored_value_in_an_address_blocks_the_answer(
    output: Output, is_stream: bool
) -> None:
    """Whoever opens such a link would send the value to its host."""
    here = world(snapshot(purposes=[replace(LETTERS, output=output)]))
    opened = await here.gate.open(call(user("Van mevrouw Jansen."), stream=is_stream))
    token = token_in(opened)
    answer = f"Zie https://kwaad.example/?q={token}."
    here.upstream.answer = answer_with(answer)
    here.upstream.events = [*(delta_event(letter) for letter in answer), STOP, DONE]

    if is_stream:
        chunks = [chunk async for chunk in here.gate.stream(opened)]
        received, last = json.dumps(chunks), chunks[-1]["choices"][0]
    else:
        whole = await here.gate.answer(opened)
        received, last = json.dumps(whole), whole["choices"][0]

    assert last["finish_reason"] == "content_filter"
    assert "Jansen" not in received
    assert here.journal.outcome == Outcome.ANSWER_BLOCKED


async def test_special_data_stays_readable_only_where_purpose_and_model_allow_it() -> None:
    """AVG art. 9: masked unless the purpose lists it; refused when the model may not have it."""
    special = replace(LETTERS, data_classes=frozenset({"persoonsgegevens", "bijzonder"}))
    text = "Mevrouw Jansen heeft diabetes."
    here = world(snapshot(purposes=[special]))
    opened = await here.gate.open(call(user(text)))
    assert "diabetes" in json.loads(opened.sent)["messages"][0]["content"]

    model = replace(OWN, data_classes=frozenset({"openbaar", "persoonsgegevens"}))
    here = world(snapshot(purposes=[special], models=[model]))
    with pytest.raises(CallRefusedError) as caught:
        await here.gate.open(call(user(text)))
    assert caught.value.outcome == Outcome.DATA_CLASS_NOT_ALLOWED
    assert caught.value.context["data_class"] == "bijzonder"

    here = world()
    opened = await here.gate.open(call(user(text)))
    assert "diabetes" not in json.loads(opened.sent)["messages"][0]["content"]


@given(st.lists(st.integers(min_value=1, max_value=40), min_size=1, max_size=60))
def test_any_split_of_the_stream_restores_the_same_text(cuts: list[int]) -> None:
    """Bytes, characters and events may be cut anywhere."""

    async def restored() -> str:
        here = world(snapshot(purposes=[replace(LETTERS, output=Output.RAW)]))
        text = "Beste mevrouw Jansen, de heer Ünal (unal@voorbeeld.nl) groet. 123456782 blijft."
        opened = await here.gate.open(call(user(text), stream=True))
        echoed = json.loads(opened.sent)["messages"][0]["content"]
        raw = delta_event(echoed[:30]) + delta_event(echoed[30:]) + STOP + DONE
        pieces, at = [], 0
        for cut in cuts:
            pieces.append(raw[at : at + cut])
            at += cut
        here.upstream.events = [*pieces, raw[at:]]
        return await collected(here.gate.stream(opened))

    expected = "Beste mevrouw Jansen, de heer Ünal (unal@voorbeeld.nl) groet. 123456782 blijft."
    assert asyncio.run(restored()) == expected


async def test_the_purpose_decides_not_the_key_alone() -> None:
    """A refusal names the purposes that would be allowed and is recorded."""
    here = world()
    both = with_purposes(ANNA, "brieven", "openbaar")
    with pytest.raises(CallRefusedError) as caught:
        await here.gate.open(call(user("Hallo"), principal=both))

    assert caught.value.outcome == Outcome.PURPOSE_MISSING
    assert here.journal.outcome == Outcome.PURPOSE_MISSING


async def test_a_label_in_arguments_counts_as_context() -> None:
    """A number is a BSN because of its field, also inside the JSON of a tool call."""
    here = world()
    history = {
        "role": "assistant",
        "content": None,
        "tool_calls": [
            {
                "id": "c1",
                "type": "function",
                "function": {"name": "zoek", "arguments": '{"bsn": "111222332"}'},
            }
        ],
    }
    result = {"role": "tool", "tool_call_id": "c1", "content": "Gevonden."}
    opened = await here.gate.open(call(user("Zoek."), history, result))

    assert "111222332" not in opened.sent.decode()


async def test_a_function_called_after_a_person_comes_back_as_the_client_wrote_it() -> None:
    """The name is masked on its way out, in the form that names may have."""
    here = world()
    name = "zoek_Jan_de_Vries"
    tool = {"type": "function", "function": {"name": name, "parameters": {"type": "object"}}}
    opened = await here.gate.open(call(user("Zoek de heer Jan de Vries."), tools=[tool]))
    sent = json.loads(opened.sent)["tools"][0]["function"]["name"]
    assert "Vries" not in sent
    assert re.fullmatch(r"[A-Za-z0-9_-]+", sent)
    here.upstream.answer = answer_with(
        "",
        tool_calls=[{"id": "c", "type": "function", "function": {"name": sent, "arguments": "{}"}}],
    )
    answer = await here.gate.answer(opened)

    assert answer["choices"][0]["message"]["tool_calls"][0]["function"]["name"] == name
