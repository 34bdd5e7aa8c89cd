"""What each page of the assistant shows, gathered from the reads."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.module_loading import import_string
from django.utils.safestring import SafeString

from stadspoort.apps.assistant import queries
from stadspoort.apps.assistant.forms import QuestionForm
from stadspoort.apps.assistant.models import Conversation, Document, Turn, TurnState
from stadspoort.apps.assistant.prompt import blocks_of
from stadspoort.apps.assistant.queries import PurposeChoice, TurnRow
from stadspoort.apps.assistant.rendering import answer_html, plain_text
from stadspoort.apps.gate.labels import masked_words
from stadspoort.errors import StadspoortError
from stadspoort.gate.values import Outcome

_TOKEN = re.compile(r"\[[A-Z_]+_[0-9a-z]{7,}\]")

_FAILURES = frozenset(
    {
        Outcome.REGISTER_STALE,
        Outcome.LEDGER_UNAVAILABLE,
        Outcome.MASKING_FAILED,
        Outcome.DETECTOR_FAILED,
        Outcome.UPSTREAM_UNREACHABLE,
        Outcome.UPSTREAM_TIMEOUT,
        Outcome.UPSTREAM_ERROR,
        Outcome.UPSTREAM_GARBAGE,
        Outcome.UPSTREAM_BROKEN_OFF,
        Outcome.UPSTREAM_NOT_ALLOWED,
        Outcome.INTERRUPTED,
        Outcome.GATE_FAILED,
    }
)
"""Something did not work; in all other refusals somebody decided that it may not."""

_INSTRUCTION = "Instructie van Stadspoort"
_SOURCES = "De documenten"
_QUESTION = "Uw vraag"
_EARLIER_QUESTION = "Eerdere vraag"
_EARLIER_ANSWER = "Eerder antwoord"


@dataclass(frozen=True, slots=True)
class ShownTurn:
    """A turn as the page shows it."""

    row: TurnRow
    html: SafeString
    plain: str

    @property
    def ending(self) -> str:
        """Return the words above the reason of an answer that did not come, or not whole."""
        if self.row.state != TurnState.REFUSED:
            return "Dit antwoord is niet compleet."
        return "Geen antwoord." if self.row.outcome in _FAILURES else "Niet doorgelaten."

    @property
    def may_ask_again(self) -> bool:
        """Say whether the same question may well get an answer the next time."""
        is_blocked = self.row.outcome == Outcome.ANSWER_BLOCKED
        is_broken = self.row.state == TurnState.INCOMPLETE and not is_blocked
        return is_broken or self.row.outcome in _FAILURES


@dataclass(frozen=True, slots=True)
class Run:
    """A run of text in a comparison; `is_marked` where the two sides differ."""

    text: str
    is_marked: bool


@dataclass(frozen=True, slots=True)
class BothSides:
    """One message, or one block of a source in it, as given and as sent."""

    heading: str
    given: list[Run]
    sent: list[Run]


@dataclass(frozen=True, slots=True)
class ShownMessage:
    """A message in the blocks that a reader knows it by, and exactly as it was sent."""

    role: str
    blocks: list[BothSides]
    exact: str

    @property
    def is_instruction(self) -> bool:
        """Say whether this is our own text, the same in every call."""
        return self.role == _INSTRUCTION


def new_page(form: QuestionForm, choices: Sequence[PurposeChoice]) -> dict[str, Any]:
    """Return what the page for a new conversation shows."""
    return {"form": form, "choices": choices}


def conversation_page(conversation: Conversation, form: QuestionForm) -> dict[str, Any]:
    """Return what the page of a conversation shows."""
    return {
        "conversation": conversation,
        "title": queries.title_of(conversation),
        "documents": queries.document_rows(conversation),
        "turns": [_shown(conversation, row) for row in queries.turn_rows(conversation)],
        "purpose": queries.purpose_title(conversation.purpose),
        "verdict": queries.verdict_of(conversation),
        "form": form,
    }


def turn_part(conversation: Conversation, turn: Turn) -> dict[str, Any]:
    """Return what one turn alone shows."""
    return {"conversation": conversation, "turn": _shown(conversation, queries.turn_row(turn))}


def seen_page(conversation: Conversation, turn: Turn) -> dict[str, Any]:
    """Return what "dit zag het model" shows: each message on both sides."""
    given, sent = queries.both_sides(turn)
    return {
        "conversation": conversation,
        "title": queries.title_of(conversation),
        "turn": queries.turn_row(turn),
        "kinds": masked_words(turn.masked),
        "messages_sent": _compared_messages(given, sent),
    }


def document_page(conversation: Conversation, document: Document) -> dict[str, Any]:
    """Return what the page with the text of a document shows."""
    row = next(row for row in queries.document_rows(conversation) if row.number == document.number)
    return {
        "conversation": conversation,
        "title": queries.title_of(conversation),
        "document": row,
        "places": [(f"plaats-{page.number}", page) for page in queries.pages_of(document)],
    }


def delete_page(conversation: Conversation) -> dict[str, Any]:
    """Return what the question before deleting shows."""
    return {
        "conversation": conversation,
        "title": queries.title_of(conversation),
        "documents": queries.document_rows(conversation),
        "turns": conversation.turns.count(),
    }


def add_error(form: QuestionForm, error: StadspoortError, *, file: str = "") -> None:
    """Put the Dutch text of a failure on the form, so that nothing typed is lost.

    `file` is the name of the upload it is about.
    """
    text = import_string(settings.STADSPOORT_DESCRIBE)(error)
    if file:
        form.add_error("documents", f"{file}: {text}")
    else:
        form.add_error(None, text)


def compared(heading: str, given: str, sent: str) -> BothSides:
    """Return a text on both sides, marked where a token took the place of a value.

    The sent text is the given text with tokens in it: what stands between two tokens stands in
    both, so each value is what lies between the same neighbours on the given side.
    """
    left: list[Run] = []
    right: list[Run] = []
    at = 0
    parts = _TOKEN.split(sent)
    tokens = _TOKEN.findall(sent)
    for part, token in zip(parts, [*tokens, ""], strict=True):
        if not token and given.endswith(part):
            found = len(given) - len(part)  # the end is the end: its words may occur in a value too
        else:
            found = given.find(part, at) if part else at
        if found < 0:  # the text was normalised here; show the rest unmarked rather than wrong
            return BothSides(heading, [*left, Run(given[at:], False)], _runs(sent))
        if found > at:
            left.append(Run(given[at:found], True))
        if part:
            left.append(Run(part, False))
            right.append(Run(part, False))
        at = found + len(part)
        if token:
            right.append(Run(token, True))
    if at < len(given):
        left.append(Run(given[at:], bool(tokens)))
    return BothSides(heading, left, right)


def _compared_messages(
    given: Sequence[Mapping[str, Any]], sent: Sequence[Mapping[str, Any]]
) -> list[ShownMessage]:
    """Return the messages on both sides, what the employee gave first, the instruction last."""
    shown = [
        _compared_message(
            _heading(given, at), str(left.get("content") or ""), str(right.get("content") or "")
        )
        for at, (left, right) in enumerate(zip(given, sent, strict=True))
    ]
    return sorted(shown, key=lambda message: message.is_instruction)


def _compared_message(role: str, given: str, sent: str) -> ShownMessage:
    left, right = blocks_of(given), blocks_of(sent)
    if role != _SOURCES or len(left) != len(right):
        return ShownMessage(role, [compared("", given, sent)], sent)
    blocks = [
        compared(before.heading, before.text, after.text)
        for before, after in zip(left, right, strict=True)
    ]
    return ShownMessage(role, blocks, sent)


def _heading(messages: Sequence[Mapping[str, Any]], at: int) -> str:
    """Return what a message is, as `prompt.messages` puts them in order."""
    role = messages[at].get("role")
    if role == "system":
        return _INSTRUCTION
    if role == "assistant":
        return _EARLIER_ANSWER
    if at == len(messages) - 1:
        return _QUESTION
    is_sources = at == 1 and str(messages[at].get("content")).startswith("<bron ")
    return _SOURCES if is_sources else _EARLIER_QUESTION


def _runs(sent: str) -> list[Run]:
    runs: list[Run] = []
    at = 0
    for token in _TOKEN.finditer(sent):
        runs += [Run(sent[at : token.start()], False), Run(token[0], True)]
        at = token.end()
    return [run for run in [*runs, Run(sent[at:], False)] if run.text]


def _shown(conversation: Conversation, row: TurnRow) -> ShownTurn:
    html = answer_html(row.answer, _places(conversation))
    return ShownTurn(row=row, html=html, plain=plain_text(row.answer))


def _places(conversation: Conversation) -> dict[tuple[int, str], str]:
    """Return the address of each document and place of a conversation."""
    places: dict[tuple[int, str], str] = {}
    for document in conversation.documents.all():
        address = reverse("assistant:document", args=[conversation.pk, document.number])
        places[(document.number, "")] = address
        for page in queries.pages_of(document):
            places[(document.number, page.place)] = f"{address}#plaats-{page.number}"
    return places
