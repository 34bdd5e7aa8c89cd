"""A conversation as one text, to keep in the case system."""

from __future__ import annotations

from stadspoort.apps.assistant import queries
from stadspoort.apps.assistant.models import Conversation


def as_text(conversation: Conversation) -> str:
    """Return the questions, answers and documents of a conversation as Markdown.

    Answers stay as they came through the gate: "&lt;" is how Markdown writes "<" without a tag.
    """
    parts = [
        f"# {queries.title_of(conversation)}",
        f"Doel: {queries.purpose_title(conversation.purpose)}. Model: {conversation.model}.",
    ]
    documents = queries.document_rows(conversation)
    if documents:
        parts.append("\n".join(f"- bron {one.number}: {one.name}" for one in documents))
    for turn in queries.turn_rows(conversation):
        parts.append(f"## Vraag {turn.number}\n\n{turn.question}")
        note = f"\n\n({turn.reason})" if turn.reason else ""
        parts.append(f"## Antwoord {turn.number} (door AI)\n\n{turn.answer}{note}")
    return "\n\n".join(parts) + "\n"
