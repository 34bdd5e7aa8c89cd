"""A conversation as one text for the case system."""

from __future__ import annotations

import pytest
from tests.apps.assistant.make import employee, started, upload
from tests.gate.make import LETTERS, World

from stadspoort.apps.assistant.exporting import as_text

pytestmark = pytest.mark.django_db


def test_the_purpose_has_the_name_that_people_know(here: World) -> None:
    """Not the one that addresses use; and the sources are listed by number."""
    turn = started(employee("anna"), upload(name="brief.txt"), question="Wat vroeg zij?")

    assert as_text(turn.conversation).startswith(
        "# Wat vroeg zij?\n\n"
        f"Doel: {LETTERS.title}. Model: mock.\n\n"
        "- bron 1: brief.txt\n\n"
        "## Vraag 1\n\nWat vroeg zij?"
    )
