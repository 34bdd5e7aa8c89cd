"""What changes a turn does so for its own employee only, and says what it did."""

from __future__ import annotations

import pytest
from tests.apps.accounts.people import person, signed_in
from tests.apps.assistant.make import NOON, started
from tests.gate.make import World

from stadspoort.apps.accounts.roles import Role
from stadspoort.apps.assistant import actions
from stadspoort.apps.assistant.models import Turn, TurnState

pytestmark = pytest.mark.django_db(transaction=True)


def _turn(owner: str) -> tuple[Turn, str]:
    """Return a turn that was answered, and the address of its parts."""
    turn = started(person(owner, Role.MEDEWERKER, is_demo=True))
    actions.save_answer(turn=turn, answer="Een vergunning.", now=NOON, state=TurnState.COMPLETE)
    return turn, f"/assistent/{turn.conversation_id}/beurt/1/"


@pytest.mark.parametrize(
    ("part", "given"), [("stop/", {}), ("oordeel/", {"oordeel": "goed"})], ids=["stop", "rate"]
)
def test_another_employee_s_turn_is_not_there(
    here: World, part: str, given: dict[str, str]
) -> None:
    """404, as for one that never was."""
    turn, address = _turn("anna")
    other = signed_in(person("bert", Role.MEDEWERKER, is_demo=True))

    assert other.post(address + part, given).status_code == 404
    turn.refresh_from_db()
    assert turn.rating is None


def test_stopping_an_answer_that_is_there_already_changes_nothing(here: World) -> None:
    """The button may be pressed a moment too late; a script gets no page for it."""
    turn, address = _turn("anna")
    client = signed_in(turn.conversation.owner)
    answer = client.post(f"{address}stop/")

    assert answer.headers["Location"] == f"/assistent/{turn.conversation_id}/#beurt-1"
    script = client.post(f"{address}stop/", headers={"accept": "application/x-ndjson"})
    assert script.status_code == 204
    turn.refresh_from_db()
    assert turn.state == TurnState.COMPLETE


@pytest.mark.parametrize(
    ("choices", "words"),
    [
        (["goed"], "Dank u, uw oordeel is bewaard."),
        (["goed", "goed"], "Uw oordeel is weggehaald."),
    ],
)
def test_a_rating_is_thanked_for(here: World, choices: list[str], words: str) -> None:
    """Without a script the page says it, with one the turn itself."""
    turn, address = _turn("anna")
    client = signed_in(turn.conversation.owner)
    for choice in choices:
        page = client.post(f"{address}oordeel/", {"oordeel": choice}, follow=True)
    part = client.post(f"{address}oordeel/", {"oordeel": "slecht"}, headers={"hx-request": "true"})

    assert words in page.content.decode()
    assert '<span role="status">Dank u, uw oordeel is bewaard.</span>' in part.content.decode()
