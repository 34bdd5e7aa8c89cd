"""Turns whose process died: they are not being written any more, and the screen must say so."""

from __future__ import annotations

from datetime import datetime, timedelta

from stadspoort.apps.assistant import actions, answering
from stadspoort.apps.assistant.models import Conversation, TurnState
from stadspoort.apps.gate import runtime
from stadspoort.gate.errors import CallRefusedError
from stadspoort.gate.values import Outcome

DEAD_AFTER = timedelta(seconds=20)
"""A turn that is being written beats every few seconds; this long without means nobody writes."""


def give_up_dead(conversation: Conversation, *, now: datetime) -> None:
    """Mark turns that nobody writes any more as incomplete; what was kept of them stays."""
    for turn in conversation.turns.filter(state=TurnState.RUNNING, beat_at__lt=now - DEAD_AFTER):
        if answering.running(turn.pk) is None:
            interrupted = CallRefusedError(Outcome.INTERRUPTED)
            actions.give_up(
                turn=turn,
                outcome=str(interrupted.outcome),
                reason=runtime.current().explain(interrupted),
            )
