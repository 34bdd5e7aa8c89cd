"""Beside each other: what was given and what was sent, marked where they differ."""

from __future__ import annotations

import pytest
from django.utils.safestring import SafeString
from tests.apps.assistant.make import NOON

from stadspoort.apps.assistant.models import TurnState
from stadspoort.apps.assistant.pages import Run, ShownTurn, compared
from stadspoort.apps.assistant.queries import TurnRow

TOKEN = "[PERSOON_k7f3q2a1]"
OTHER = "[BSN_k7f3q2b9]"


@pytest.mark.parametrize(
    ("given", "sent", "left", "right"),
    [
        pytest.param(
            "Dag Jan, tot ziens.",
            f"Dag {TOKEN}, tot ziens.",
            [Run("Dag ", False), Run("Jan", True), Run(", tot ziens.", False)],
            [Run("Dag ", False), Run(TOKEN, True), Run(", tot ziens.", False)],
            id="in the middle",
        ),
        pytest.param("Jan", TOKEN, [Run("Jan", True)], [Run(TOKEN, True)], id="all of it"),
        pytest.param(
            "Niets.", "Niets.", [Run("Niets.", False)], [Run("Niets.", False)], id="nothing masked"
        ),
        pytest.param(
            "Jan 123456782",
            f"{TOKEN} {OTHER}",
            [Run("Jan", True), Run(" ", False), Run("123456782", True)],
            [Run(TOKEN, True), Run(" ", False), Run(OTHER, True)],
            id="two, at both ends",
        ),
        pytest.param(
            "Mail s.smit@example.nl.",
            f"Mail {TOKEN}.",
            [Run("Mail ", False), Run("s.smit@example.nl", True), Run(".", False)],
            [Run("Mail ", False), Run(TOKEN, True), Run(".", False)],
            id="the end occurs in the value too",
        ),
        pytest.param("", "", [], [], id="an empty message"),
    ],
)
def test_both_sides(given: str, sent: str, left: list[Run], right: list[Run]) -> None:
    """What stands between two tokens stands in both; the rest was a value."""
    both = compared("Aan het model", given, sent)

    assert (both.given, both.sent) == (left, right)


@pytest.mark.parametrize(
    ("state", "outcome", "ending", "may_ask_again"),
    [
        (TurnState.REFUSED, "verdict_forbids", "Niet doorgelaten.", False),
        (TurnState.REFUSED, "data_class_not_allowed", "Niet doorgelaten.", False),
        (TurnState.REFUSED, "upstream_unreachable", "Geen antwoord.", True),
        (TurnState.REFUSED, "ledger_unavailable", "Geen antwoord.", True),
        (TurnState.REFUSED, "gate_failed", "Geen antwoord.", True),
        (TurnState.INCOMPLETE, "upstream_broken_off", "Dit antwoord is niet compleet.", True),
        (TurnState.INCOMPLETE, "client_disconnected", "Dit antwoord is niet compleet.", True),
        (TurnState.INCOMPLETE, "answer_blocked", "Dit antwoord is niet compleet.", False),
    ],
)
def test_what_failed_is_not_called_a_refusal(
    state: TurnState, outcome: str, ending: str, may_ask_again: bool
) -> None:
    """Where somebody decided "no", asking again does not help."""
    row = TurnRow(1, 1, "?", "", state, outcome, "reden", "", {}, None, NOON)
    shown = ShownTurn(row, SafeString(""), "")

    assert (shown.ending, shown.may_ask_again) == (ending, may_ask_again)


def test_nothing_of_the_given_text_is_ever_lost() -> None:
    """Whatever the marks, all of it is shown."""
    given = "Jan zegt: Jan en Piet. Jan!"
    both = compared("x", given, f"{TOKEN} zegt: {TOKEN} en {OTHER}. {TOKEN}!")

    assert "".join(run.text for run in both.given) == given
