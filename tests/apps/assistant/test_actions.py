"""Conversations: stored encrypted and whole or not at all; deleting ends their data."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from pytest_django import Settings
from tests.apps.assistant.make import LETTER, NOON, employee, started, upload

from stadspoort.apps.assistant import actions, queries, storage
from stadspoort.apps.assistant.errors import (
    StillAnsweringError,
    TooManyDocumentsError,
    TooMuchTextError,
)
from stadspoort.apps.assistant.models import Conversation, Document, Turn, TurnState
from stadspoort.apps.audit.errors import ScopeForgottenError
from stadspoort.apps.audit.models import LedgerEntry

pytestmark = pytest.mark.django_db


def files() -> set[Path]:
    """Return the stored uploads."""
    return {path for path in Path(settings.UPLOADS).rglob("*") if path.is_file()}


@pytest.fixture(autouse=True)
def _own_uploads(tmp_path: Path, settings: Settings) -> None:
    settings.UPLOADS = tmp_path / "uploads"


def test_what_was_given_can_be_read_back() -> None:
    """Question, documents and title, for the employee."""
    turn = started(employee("anna"), upload())

    [row] = queries.turn_rows(turn.conversation)
    [document] = queries.document_rows(turn.conversation)
    assert (row.question, row.state) == ("Wat vroeg mevrouw Jansen?", TurnState.RUNNING)
    assert (document.name, document.characters) == ("brief aan Jansen.txt", len(LETTER))
    assert queries.title_of(turn.conversation) == "Wat vroeg mevrouw Jansen?"
    [stored] = turn.conversation.documents.all()
    assert storage.read_file(turn.conversation_id, stored.file) == LETTER.encode()


def test_nothing_stands_in_clear_in_database_or_uploads() -> None:
    """A canary: the name is in the question, the document, its file name and the answer."""
    turn = started(employee("anna"), upload())
    actions.note_sent(
        turn=turn,
        call_id="c" * 32,
        given=[{"content": "Jansen"}],
        sent=[{"content": "x"}],
        masked={},
    )
    actions.save_answer(turn=turn, answer="Mevrouw Jansen vroeg een vergunning.", now=NOON)

    with connection.cursor() as cursor:
        for model in (Conversation, Document, Turn, LedgerEntry):
            cursor.execute(f"SELECT * FROM {model._meta.db_table}")  # noqa: S608 (names of our own)
            for row in cursor.fetchall():
                for value in row:
                    raw = bytes(value) if isinstance(value, memoryview) else value
                    assert "Jansen" not in str(raw)
                    assert b"Jansen" not in raw if isinstance(raw, bytes) else True
    for path in files():
        assert b"Jansen" not in path.read_bytes()
        assert "Jansen" not in path.name


def test_too_many_documents_leave_nothing_behind() -> None:
    """Nothing is stored half."""
    with pytest.raises(TooManyDocumentsError):
        started(employee("anna"), *[upload() for _ in range(11)])

    assert not Conversation.objects.exists()
    assert files() == set()


def test_a_failure_while_storing_takes_the_files_away(monkeypatch: pytest.MonkeyPatch) -> None:
    """The transaction rolls back; the files that were written go, too."""

    def broken(*_: object, **__: object) -> None:
        raise OSError("schijf vol")

    monkeypatch.setattr(actions, "record", broken)
    with pytest.raises(OSError, match="schijf vol"):
        started(employee("anna"), upload(), upload())

    assert files() == set()


def test_a_conversation_holds_a_bounded_amount_of_text() -> None:
    """What does not fit in one call is refused at once, with the numbers."""
    with pytest.raises(TooMuchTextError) as caught:
        started(employee("anna"), upload("x" * 399_990))

    assert caught.value.context == {"characters": 400_015, "limit": 400_000}


def test_a_next_question_waits_for_the_answer() -> None:
    """One answer at a time: the next question builds on it."""
    anna = employee("anna")
    turn = started(anna)

    with pytest.raises(StillAnsweringError):
        actions.ask(
            conversation=turn.conversation, question="En nu?", uploads=[], by=anna, now=NOON
        )

    actions.save_answer(turn=turn, answer="Ja.", now=NOON, state=TurnState.COMPLETE)
    second = actions.ask(
        conversation=turn.conversation, question="En nu?", uploads=[upload()], by=anna, now=NOON
    )
    assert second.number == 2
    assert [document.number for document in second.conversation.documents.all()] == [1]


def test_an_answer_that_ended_does_not_change_any_more() -> None:
    """A late writer cannot overwrite an ending."""
    turn = started(employee("anna"))
    actions.save_answer(turn=turn, answer="Ja.", now=NOON, state=TurnState.COMPLETE)
    actions.save_answer(turn=turn, answer="Nee.", now=NOON, state=TurnState.INCOMPLETE)

    turn.refresh_from_db()
    assert queries.turn_row(turn).answer == "Ja."
    assert turn.state == TurnState.COMPLETE


def test_deleting_a_conversation_ends_its_data() -> None:
    """Rows, files and key go; a copy of a row kept elsewhere can no longer be read."""
    anna = employee("anna")
    turn = started(anna, upload())
    conversation = turn.conversation
    kept, identity = bytes(conversation.title), conversation.pk
    actions.delete_conversation(conversation=conversation, by=anna, now=NOON)

    assert not Conversation.objects.exists()
    assert files() == set()
    with pytest.raises(ScopeForgottenError):
        storage.shown(identity, kept, row="title")


def test_every_write_is_in_the_ledger_without_content() -> None:
    """Started, rated, deleted: by pseudonym, with counts."""
    anna = employee("anna")
    turn = started(anna, upload())
    actions.rate(turn=turn, rating=1, by=anna, now=NOON)
    actions.delete_conversation(conversation=turn.conversation, by=anna, now=NOON)

    kinds = list(LedgerEntry.objects.order_by("seq").values_list("kind", flat=True))
    assert kinds[-3:] == [
        "conversation.started",
        "conversation.feedback_given",
        "conversation.deleted",
    ]
    payload = LedgerEntry.objects.order_by("-seq").first()
    assert payload is not None
    assert anna.pseudonym in (payload.payload or "")


def test_employees_see_their_own_conversations_only() -> None:
    """Alice owns; Bob sees nothing of hers."""
    alice, bob = employee("alice"), employee("bob")
    started(alice)

    assert queries.visible_to(alice).count() == 1
    assert queries.visible_to(bob).count() == 0
