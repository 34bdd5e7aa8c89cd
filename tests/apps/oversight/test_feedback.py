"""Ratings are shown per purpose, and never of fewer than five people."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.apps.accounts.people import person

from stadspoort.apps.accounts.roles import Role
from stadspoort.apps.assistant.models import Conversation, Turn, TurnState
from stadspoort.apps.oversight.feedback import Feedback, by_purpose
from stadspoort.apps.oversight.queries import CallFilter

pytestmark = pytest.mark.django_db


def rated(name: str, rating: int | None, *, days_ago: int = 0) -> None:
    """Store a turn of this person with a rating."""
    moment = timezone.now() - timedelta(days=days_ago)
    conversation = Conversation.objects.create(
        owner=person(name, Role.MEDEWERKER),
        purpose="brieven",
        model="mock",
        title=b"x",
        started_at=moment,
        changed_at=moment,
    )
    Turn.objects.create(
        conversation=conversation,
        number=1,
        question=b"x",
        state=TurnState.COMPLETE,
        rating=rating,
        asked_at=moment,
        beat_at=moment,
    )


def test_five_people_make_a_figure() -> None:
    for name in ("a", "b", "c"):
        rated(name, 1)
    for name in ("d", "e"):
        rated(name, -1)

    assert by_purpose(CallFilter()) == {"brieven": Feedback(useful=3, not_useful=2)}


def test_four_people_do_not_even_beside_one_who_said_nothing() -> None:
    for name in ("a", "b", "c", "d"):
        rated(name, 1)
    rated("e", None)

    assert by_purpose(CallFilter()) == {}


def test_the_period_of_the_filter_counts() -> None:
    for name in ("a", "b", "c", "d"):
        rated(name, 1)
    rated("e", -1, days_ago=10)
    today = timezone.localdate()

    assert by_purpose(CallFilter(since=today - timedelta(days=2))) == {}
    assert by_purpose(CallFilter(since=today - timedelta(days=20))) == {
        "brieven": Feedback(useful=4, not_useful=1)
    }
