"""The reads of a conversation, always of the employee's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet

from stadspoort.apps.accounts.models import User
from stadspoort.apps.assistant import storage
from stadspoort.apps.assistant.models import Conversation, Document, Turn, TurnState
from stadspoort.apps.assistant.prompt import Exchange, Source, messages
from stadspoort.apps.gate import runtime
from stadspoort.apps.register.queries import SCREENS
from stadspoort.engines.text import Page
from stadspoort.gate.errors import CallRefusedError
from stadspoort.gate.steps.purpose import Named, resolve_purpose
from stadspoort.gate.steps.verdict import allowed_models
from stadspoort.gate.values import Principal, PrincipalKind, Purpose, Verdict, legal_day


@dataclass(frozen=True, slots=True)
class PurposeChoice:
    """A purpose that this employee may use now, and the models that are allowed for it."""

    purpose: Purpose
    models: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ConversationRow:
    """A conversation in a list."""

    id: UUID
    title: str
    purpose: str
    model: str
    turns: int
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document of a conversation, its text left out."""

    number: int
    name: str
    kind: str
    pages: int
    characters: int
    size: int
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TurnRow:
    """A question and its answer, readable."""

    id: int
    number: int
    question: str
    answer: str
    state: TurnState
    outcome: str
    reason: str
    call_id: str
    masked: dict[str, int]
    rating: int | None
    asked_at: datetime

    @property
    def is_running(self) -> bool:
        """Say whether the answer is still being written."""
        return self.state == TurnState.RUNNING

    @property
    def masked_total(self) -> int:
        """Return how many places were masked."""
        return sum(self.masked.values())


def visible_to(user: User) -> QuerySet[Conversation]:
    """Return the conversations this employee may see: their own, nobody else's."""
    return Conversation.objects.filter(owner=user)


def recent(user: User) -> QuerySet[Conversation]:
    """Return the employee's conversations, the last changed first, with their turns counted."""
    return visible_to(user).annotate(turn_count=Count("turns")).order_by("-changed_at", "pk")


def conversation_rows(found: Sequence[Conversation]) -> list[ConversationRow]:
    """Return conversations of `recent` for a list."""
    return [
        ConversationRow(
            id=one.pk,
            title=title_of(one),
            purpose=purpose_title(one.purpose),
            model=one.model,
            turns=getattr(one, "turn_count", 0),
            changed_at=one.changed_at,
        )
        for one in found
    ]


def title_of(conversation: Conversation) -> str:
    """Return the subject of a conversation: the beginning of its first question."""
    return storage.shown(conversation.pk, conversation.title, row="title")


def document_rows(conversation: Conversation) -> list[DocumentRow]:
    """Return the documents of a conversation, by number."""
    rows = []
    for one in conversation.documents.all():
        content = _content(one)
        rows.append(
            DocumentRow(
                number=one.number,
                name=_name(one),
                kind=one.kind,
                pages=one.pages,
                characters=one.characters,
                size=one.size,
                notes=tuple(content["notes"]),
            )
        )
    return rows


def turn_rows(conversation: Conversation) -> list[TurnRow]:
    """Return the turns of a conversation, by number."""
    return [turn_row(turn) for turn in conversation.turns.all()]


def turn_row(turn: Turn) -> TurnRow:
    """Return one turn, readable."""
    return TurnRow(
        id=turn.pk,
        number=turn.number,
        question=_shown(turn, "question"),
        answer=_shown(turn, "answer"),
        state=TurnState(turn.state),
        outcome=turn.outcome,
        reason=turn.reason,
        call_id=turn.call_id,
        masked=turn.masked,
        rating=turn.rating,
        asked_at=turn.asked_at,
    )


def both_sides(turn: Turn) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return the messages of a turn as given and as sent; empty lists if nothing was sent."""
    conversation = turn.conversation_id
    given = storage.shown_json(conversation, turn.given, row=f"turn:{turn.number}:given")
    sent = storage.shown_json(conversation, turn.sent, row=f"turn:{turn.number}:sent")
    return given or [], sent or []


def principal_of(user: User) -> Principal:
    """Return the employee as an asker; which purposes hold is the register's."""
    return Principal(
        kind=PrincipalKind.USER,
        id=str(user.pk),
        user_id=user.pk,
        application=SCREENS,
        purposes=frozenset(runtime.current().register.snapshot().purposes),
    )


def purpose_choices(user: User, *, now: datetime) -> list[PurposeChoice]:
    """Return the purposes this employee may use now with at least one model, by title."""
    snapshot = runtime.current().register.snapshot()
    principal, today = principal_of(user), legal_day(now)
    choices = []
    for slug in snapshot.purposes:
        try:
            purpose, _ = resolve_purpose(Named("", header=slug), principal, snapshot, today=today)
        except CallRefusedError:
            continue  # ended, or for others: not a choice
        models = allowed_models(purpose, principal, snapshot, today=today)
        if models:
            choices.append(PurposeChoice(purpose, models))
    return sorted(choices, key=lambda choice: choice.purpose.title.casefold())


def purpose_title(slug: str) -> str:
    """Return the title of a purpose; its slug if the register does not hold it any more."""
    purpose = runtime.current().register.snapshot().purposes.get(slug)
    return purpose.title if purpose else slug


def pages_of(document: Document) -> tuple[Page, ...]:
    """Return the text of a document, by page."""
    return tuple(Page(**page) for page in _content(document)["pages"])


def verdict_of(conversation: Conversation) -> Verdict | None:
    """Return what the register says now of this conversation's model and purpose."""
    verdicts = runtime.current().register.snapshot().verdicts
    return verdicts.get((SCREENS, conversation.model, conversation.purpose))


def messages_for(turn: Turn) -> list[dict[str, Any]]:
    """Return the messages of the call that answers a turn."""
    conversation = turn.conversation
    earlier = [
        Exchange(_shown(before, "question"), _shown(before, "answer"))
        for before in conversation.turns.filter(number__lt=turn.number)
        if before.answer is not None and before.state != TurnState.REFUSED
    ]
    return messages(_shown(turn, "question"), sources=_sources(conversation), earlier=earlier)


def _sources(conversation: Conversation) -> list[Source]:
    return [
        Source(
            number=one.number,
            name=_name(one),
            pages=pages_of(one),
        )
        for one in conversation.documents.all()
    ]


def _name(document: Document) -> str:
    row = f"document:{document.number}:name"
    return storage.shown(document.conversation_id, document.name, row=row)


def _content(document: Document) -> dict[str, Any]:
    row = f"document:{document.number}:content"
    content: dict[str, Any] = storage.shown_json(
        document.conversation_id, document.content, row=row
    )
    return content


def _shown(turn: Turn, field: str) -> str:
    row = f"turn:{turn.number}:{field}"
    return storage.shown(turn.conversation_id, getattr(turn, field), row=row)
