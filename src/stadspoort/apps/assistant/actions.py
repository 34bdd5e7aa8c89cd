"""The writes of a conversation: start, add a document, ask, answer, rate, delete."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from stadspoort.apps.accounts.models import User
from stadspoort.apps.assistant import storage
from stadspoort.apps.assistant.errors import (
    StillAnsweringError,
    TooManyDocumentsError,
    TooMuchTextError,
)
from stadspoort.apps.assistant.models import Conversation, Document, Turn, TurnState
from stadspoort.apps.audit import scopes
from stadspoort.apps.audit.actions import record
from stadspoort.apps.audit.events import Event
from stadspoort.apps.gate.actions import forget_vault
from stadspoort.sandbox.reading import ReadUpload

MOST_DOCUMENTS = 10
MOST_CHARACTERS = 400_000
_TITLE = 80


def start_conversation(
    *,
    owner: User,
    purpose: str,
    model: str,
    question: str,
    uploads: Sequence[ReadUpload],
    now: datetime,
) -> Turn:
    """Store a conversation with its documents and first question; return that turn, running.

    Raises:
        TooManyDocumentsError: If there are more documents than fit.
        TooMuchTextError: If documents and question are longer than fits.
    """
    _require_room(len(uploads), len(question) + sum(upload.characters for upload in uploads))
    with _stored_files() as files, transaction.atomic():
        conversation = Conversation(
            owner=owner, purpose=purpose, model=model, started_at=now, changed_at=now
        )
        scopes.new_scope_key(now, scope_id=conversation.id)
        conversation.title = storage.hidden(conversation.id, _title(question), row="title")
        conversation.save()
        for number, upload in enumerate(uploads, start=1):
            files.append(_store(conversation, number, upload, now))
        turn = _ask(conversation, question, now)
        record(
            Event.CONVERSATION_STARTED,
            by=owner,
            subject=f"conversation:{conversation.id}",
            facts={"purpose": purpose, "model": model, "documents": len(uploads)},
            now=now,
        )
    return turn


def ask(
    *,
    conversation: Conversation,
    question: str,
    uploads: Sequence[ReadUpload],
    by: User,
    now: datetime,
) -> Turn:
    """Store a next question, with documents that came along; return its turn, running.

    Raises:
        StillAnsweringError: If the previous answer is not complete.
        TooManyDocumentsError: If there would be more documents than fit.
        TooMuchTextError: If the conversation would be longer than fits.
    """
    with _stored_files() as files, transaction.atomic():
        locked = Conversation.objects.select_for_update().get(pk=conversation.pk)
        if locked.turns.filter(state=TurnState.RUNNING).exists():
            raise StillAnsweringError(conversation=str(locked.pk))
        held = list(locked.documents.values_list("characters", flat=True))
        text = len(question) + sum(held) + sum(upload.characters for upload in uploads)
        _require_room(len(held) + len(uploads), text)
        for number, upload in enumerate(uploads, start=len(held) + 1):
            files.append(_store(locked, number, upload, now))
        turn = _ask(locked, question, now)
        Conversation.objects.filter(pk=locked.pk).update(changed_at=now)
        if uploads:
            record(
                Event.DOCUMENT_ADDED,
                by=by,
                subject=f"conversation:{locked.pk}",
                facts={"documents": len(uploads)},
                now=now,
            )
    return turn


def note_sent(
    *,
    turn: Turn,
    call_id: str,
    given: Sequence[Mapping[str, Any]],
    sent: Sequence[Mapping[str, Any]],
    masked: Mapping[str, int],
) -> None:
    """Keep both sides of what the model got: the employee's own text, and the masked one."""
    conversation = turn.conversation_id
    Turn.objects.filter(pk=turn.pk).update(
        call_id=call_id,
        given=storage.hidden_json(conversation, given, row=_row(turn, "given")),
        sent=storage.hidden_json(conversation, sent, row=_row(turn, "sent")),
        masked=dict(masked),
    )


def save_answer(
    *,
    turn: Turn,
    answer: str,
    now: datetime,
    state: str = TurnState.RUNNING,
    outcome: str = "",
    reason: str = "",
) -> None:
    """Keep the answer so far, or its end. A turn that has ended does not change any more."""
    Turn.objects.filter(pk=turn.pk, state=TurnState.RUNNING).update(
        answer=storage.hidden(turn.conversation_id, answer, row=_row(turn, "answer")),
        state=state,
        outcome=outcome,
        reason=reason[:1000],
        beat_at=now,
    )


def beat(*, turn: Turn, now: datetime) -> None:
    """Note that a turn is still being written."""
    Turn.objects.filter(pk=turn.pk, state=TurnState.RUNNING).update(beat_at=now)


def give_up(*, turn: Turn, reason: str, outcome: str) -> None:
    """Mark a turn whose process died as incomplete; what was kept of its answer stays."""
    Turn.objects.filter(pk=turn.pk, state=TurnState.RUNNING).update(
        state=TurnState.INCOMPLETE, reason=reason, outcome=outcome
    )


@transaction.atomic
def rate(*, turn: Turn, rating: int | None, by: User, now: datetime) -> None:
    """Store whether an answer was of use: 1 yes, -1 no, None takes it back."""
    Turn.objects.filter(pk=turn.pk).update(rating=rating)
    record(
        Event.FEEDBACK_GIVEN,
        by=by,
        subject=f"call:{turn.call_id}",
        facts={"rating": rating},
        now=now,
    )


def delete_conversation(*, conversation: Conversation, by: User, now: datetime) -> None:
    """Delete a conversation with its documents and its key: it can never be read again."""
    files = list(conversation.documents.values_list("file", flat=True))
    subject = f"conversation:{conversation.pk}"
    with transaction.atomic():
        forget_vault(conversation.pk)
        scopes.forget(conversation.pk)
        turns = conversation.turns.count()
        conversation.delete()
        record(
            Event.CONVERSATION_DELETED,
            by=by,
            subject=subject,
            facts={"turns": turns, "documents": len(files)},
            now=now,
        )
    # After the commit: a file without its row is unreadable, a row without its file is a loss.
    for file in files:
        storage.remove_file(file)


def _ask(conversation: Conversation, question: str, now: datetime) -> Turn:
    last = conversation.turns.aggregate(last=Max("number"))["last"] or 0
    turn = Turn(conversation=conversation, number=last + 1, asked_at=now, beat_at=now)
    turn.question = storage.hidden(conversation.pk, question, row=_row(turn, "question"))
    turn.save()
    return turn


def _store(conversation: Conversation, number: int, upload: ReadUpload, now: datetime) -> str:
    file = storage.store_file(conversation.pk, upload.data)
    content = {"pages": [asdict(page) for page in upload.pages], "notes": list(upload.notes)}
    Document.objects.create(
        conversation=conversation,
        number=number,
        name=storage.hidden(conversation.pk, upload.name, row=f"document:{number}:name"),
        kind=upload.kind,
        content=storage.hidden_json(conversation.pk, content, row=f"document:{number}:content"),
        file=file,
        size=len(upload.data),
        pages=len(upload.pages),
        characters=upload.characters,
        added_at=now,
    )
    return file


@contextmanager
def _stored_files() -> Iterator[list[str]]:
    """Give a list for names of files being stored; if the block fails, those files go again."""
    files: list[str] = []
    try:
        yield files
    except BaseException:
        for file in files:
            storage.remove_file(file)
        raise


def _require_room(documents: int, characters: int) -> None:
    if documents > MOST_DOCUMENTS:
        raise TooManyDocumentsError(documents=documents, limit=MOST_DOCUMENTS)
    if characters > MOST_CHARACTERS:
        raise TooMuchTextError(characters=characters, limit=MOST_CHARACTERS)


def _title(question: str) -> str:
    first = " ".join(question.split())
    return first if len(first) <= _TITLE else f"{first[: _TITLE - 1].rstrip()}…"


def _row(turn: Turn, field: str) -> str:
    return f"turn:{turn.number}:{field}"
