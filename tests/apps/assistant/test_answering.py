"""An answer is a task of its own: it is kept while it grows, and always gets an end."""

from __future__ import annotations

import asyncio

import pytest
from asgiref.sync import sync_to_async
from tests.apps.assistant.make import LETTER, employee, started, upload
from tests.gate.make import DONE, STOP, World, delta_event

from stadspoort.apps.assistant import answering, queries
from stadspoort.apps.assistant.models import Turn, TurnState
from stadspoort.gate.errors import UpstreamError
from stadspoort.gate.values import Closing, Outcome

pytestmark = pytest.mark.django_db(transaction=True)


async def answered(turn: Turn) -> tuple[str, queries.TurnRow]:
    """Return what a reader saw of an answer, and its turn afterwards."""
    text = ""
    async for part in answering.begin(turn).follow():
        text += part
    return text, await sync_to_async(_row)(turn.pk)


def _row(turn_id: int) -> queries.TurnRow:
    return queries.turn_row(Turn.objects.get(pk=turn_id))


def _started(*, question: str = "Wat vroeg mevrouw Jansen?") -> Turn:
    turn = started(employee("anna"), upload(), question=question)
    return Turn.objects.select_related("conversation__owner").get(pk=turn.pk)


async def test_the_answer_is_shown_and_kept(here: World) -> None:
    """The endpoint repeats the question, masked; the employee reads it whole."""
    turn = await sync_to_async(_started)()
    text, row = await answered(turn)

    assert text == "Wat vroeg mevrouw Jansen?"
    assert (row.answer, row.state, row.outcome) == (text, TurnState.COMPLETE, "answered")
    assert row.masked["PERSOON"] >= 2


async def test_both_sides_of_what_was_sent_are_kept(here: World) -> None:
    """For "dit zag het model"."""
    turn = await sync_to_async(_started)()
    await answered(turn)
    given, sent = await sync_to_async(lambda: queries.both_sides(Turn.objects.get(pk=turn.pk)))()

    assert LETTER in given[1]["content"]
    assert "Jansen" not in str(sent)
    assert sent == here.upstream.sent[0]["messages"]


async def test_an_answer_that_breaks_keeps_what_came(here: World) -> None:
    """The text so far stays, marked as incomplete, with the reason."""
    here.upstream.events = [delta_event("Zij vroeg"), UpstreamError(Outcome.UPSTREAM_BROKEN_OFF)]
    turn = await sync_to_async(_started)()
    text, row = await answered(turn)

    assert (text, row.answer) == ("Zij vroeg", "Zij vroeg")
    assert (row.state, row.outcome) == (TurnState.INCOMPLETE, "upstream_broken_off")
    assert row.reason == "uitleg: upstream_broken_off"


async def test_a_call_that_is_refused_says_why(here: World) -> None:
    """The verdict is asked again at every question."""
    here.register.held = here.register.held.__class__(version=4)
    turn = await sync_to_async(_started)()
    text, row = await answered(turn)

    assert (text, row.state, row.outcome) == ("", TurnState.REFUSED, "purpose_not_allowed")
    assert here.upstream.sent == []


async def test_an_unforeseen_failure_ends_the_turn_too(here: World) -> None:
    """No turn stays running because of a bug."""
    here.upstream.error = RuntimeError("kapot")
    turn = await sync_to_async(_started)()
    _, row = await answered(turn)

    assert (row.state, row.outcome) == (TurnState.REFUSED, "gate_failed")


async def test_a_reader_may_come_later(here: World) -> None:
    """Whoever follows from the middle gets the text from its beginning."""
    turn = await sync_to_async(_started)()
    writing = answering.begin(turn)
    async for _ in writing.follow():
        pass
    again = "".join([part async for part in writing.follow()])

    assert again == "Wat vroeg mevrouw Jansen?"


async def test_the_end_of_the_server_ends_what_is_being_written(here: World) -> None:
    """What was there is kept, and the turn says that it was interrupted."""
    held = asyncio.Event()

    async def stream(*_: object) -> object:
        yield delta_event("Zij ")
        held.set()
        await asyncio.Event().wait()
        yield STOP + DONE

    here.upstream.stream = stream  # type: ignore[method-assign, assignment] # an endpoint that hangs
    turn = await sync_to_async(_started)()
    answering.begin(turn)
    await held.wait()
    await answering.finish_all()
    row = await sync_to_async(_row)(turn.pk)

    assert (row.answer, row.state, row.outcome) == ("Zij ", TurnState.INCOMPLETE, "interrupted")


async def test_the_asker_can_stop_an_answer(here: World) -> None:
    """What was there is kept; the ledger has the outcome of someone who left."""
    held = asyncio.Event()

    async def stream(*_: object) -> object:
        yield delta_event("Zij ")
        held.set()
        await asyncio.Event().wait()
        yield STOP + DONE

    here.upstream.stream = stream  # type: ignore[method-assign, assignment] # an endpoint that hangs
    turn = await sync_to_async(_started)()
    writing = answering.begin(turn)
    await held.wait()
    was_written_here = await answering.stop(turn.pk)
    text = "".join([part async for part in writing.follow()])
    row = await sync_to_async(_row)(turn.pk)

    assert was_written_here
    assert (text, row.answer) == ("Zij ", "Zij ")
    assert (row.state, row.outcome) == (TurnState.INCOMPLETE, "client_disconnected")
    assert row.reason == "U hebt dit antwoord gestopt. Wat er al stond, is bewaard."
    assert [kind for kind, _ in here.journal.entries] == ["opened", "closed"]
    closing = here.journal.entries[-1][1]
    assert isinstance(closing, Closing)
    assert closing.outcome == "client_disconnected"


async def test_an_answer_that_nobody_writes_cannot_be_stopped(here: World) -> None:
    """It ended a moment ago, or another process wrote it."""
    turn = await sync_to_async(_started)()

    assert not await answering.stop(turn.pk)


async def test_earlier_turns_go_along(here: World) -> None:
    """A conversation remembers; a refused question does not count."""
    turn = await sync_to_async(_started)()
    await answered(turn)

    def next_turn() -> Turn:
        from stadspoort.apps.assistant import actions

        made = actions.ask(
            conversation=turn.conversation,
            question="En wanneer?",
            uploads=[],
            by=turn.conversation.owner,
            now=turn.asked_at,
        )
        return Turn.objects.select_related("conversation__owner").get(pk=made.pk)

    await answered(await sync_to_async(next_turn)())

    roles = [message["role"] for message in here.upstream.sent[1]["messages"]]
    assert roles == ["system", "user", "user", "assistant", "user"]
