"""Employees, uploads and a gate over memory for the tests of the assistant."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import UTC, datetime

from tests.gate.make import CLOUD, LETTERS, OWN, PUBLIC, YES, World, snapshot, world

from stadspoort.apps.accounts.models import User
from stadspoort.apps.assistant import actions
from stadspoort.apps.assistant.models import Turn
from stadspoort.engines.text import Page
from stadspoort.sandbox.reading import ReadUpload

NOON = datetime(2026, 11, 24, 11, 0, tzinfo=UTC)
LETTER = "Geachte mevrouw Jansen, u vroeg op 3 mei een parkeervergunning aan. U krijgt die niet."


def employee(name: str) -> User:
    """Return a stored employee."""
    return User.objects.create(
        username=name,
        display_name=name.title(),
        pseudonym=f"mw-{uuid.uuid4().hex[:8]}",
        created_at=NOON,
    )


def upload(text: str = LETTER, name: str = "brief aan Jansen.txt") -> ReadUpload:
    """Return an upload of one page."""
    return ReadUpload(name, text.encode(), "txt", (Page(1, "tekst", text),), ())


def started(owner: User, *uploads: ReadUpload, question: str = "Wat vroeg mevrouw Jansen?") -> Turn:
    """Return the first turn of a stored conversation."""
    return actions.start_conversation(
        owner=owner,
        purpose="brieven",
        model="mock",
        question=question,
        uploads=uploads,
        now=NOON,
    )


def assistants_gate() -> World:
    """Return a gate over memory in which our own screens may use "mock" for two purposes."""
    verdicts = {("assistent", "mock", "brieven"): YES, ("assistent", "mock", "openbaar"): YES}
    return world(
        snapshot(
            purposes=[LETTERS, PUBLIC, replace(LETTERS, slug="proef", participants=frozenset())],
            models=[OWN, CLOUD],
            verdicts=verdicts,
        )
    )
