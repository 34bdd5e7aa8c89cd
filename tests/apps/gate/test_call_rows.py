"""What screens show of calls is compared with the ledger: tampering with the rows is found too."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from tests.apps.gate import make
from tests.apps.gate.make import NOON

from stadspoort.apps.audit import verification
from stadspoort.apps.audit.models import LedgerEntry
from stadspoort.apps.gate import call_rows
from stadspoort.apps.gate.call_rows import CallRowsCheck
from stadspoort.apps.gate.models import CallRecord
from stadspoort.engines.ledger import Flaw, Report
from stadspoort.gate.values import Closing, Outcome, PrincipalKind

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def _two_calls() -> None:
    """Entries 1 and 2 are the first call, 3 and 4 a refusal."""

    async def calls() -> None:
        await journal.opened(make.opening("c1"), at=NOON, seal=None)
        # More tokens than a column holds: the row shows the most there is.
        closing = make.closing("c1", prompt_tokens=2**40)
        await journal.closed(closing, at=NOON + timedelta(seconds=1))
        refusal = Closing("c2", Outcome.PURPOSE_ENDED, reason="Voorbij.")
        await journal.refused(make.opening("c2"), refusal, at=NOON)

    journal = make.journal()
    journal.start()
    try:
        asyncio.run(calls())
    finally:
        journal.stop()


def report() -> Report:
    return verification.verify(rows=CallRowsCheck())


@pytest.mark.usefixtures("_two_calls")
def test_rows_as_they_were_written_are_sound(monkeypatch: pytest.MonkeyPatch) -> None:
    assert report().ok
    monkeypatch.setattr(call_rows, "_AT_ONCE", 1)
    assert report().ok


def test_the_row_of_a_call_that_asked_no_model_says_what_the_ledger_says() -> None:
    """Both entries at once, with what was found and put back."""

    async def call() -> None:
        opening = make.opening("c1", endpoint="guardrail/response", model="", verdict="")
        closing = make.closing("c1", restored=3, unknown_tokens=1)
        await journal.done(opening, closing, at=NOON)

    journal = make.journal()
    journal.start()
    try:
        asyncio.run(call())
    finally:
        journal.stop()

    row = CallRecord.objects.get()
    assert (row.restored, row.unknown_tokens, row.closed_at) == (3, 1, NOON)
    assert report().ok


@pytest.mark.usefixtures("_two_calls")
@pytest.mark.parametrize(
    ("call", "changes", "first_bad"),
    [
        pytest.param("c1", {"principal_id": "sl-ander"}, 1, id="who"),
        pytest.param("c1", {"purpose": "iets-anders"}, 1, id="what for"),
        pytest.param("c1", {"model": "ander"}, 1, id="which model"),
        pytest.param("c1", {"masked": {"PERSOON": 2}}, 1, id="what was masked"),
        pytest.param("c1", {"masked_values": 0}, 1, id="how much was masked"),
        pytest.param("c1", {"opened_at": NOON - timedelta(days=1)}, 1, id="when"),
        pytest.param("c1", {"outcome": "answer_blocked"}, 2, id="how it ended"),
        pytest.param("c1", {"completion_tokens": 1}, 2, id="tokens"),
        pytest.param("c1", {"closed_at": None}, 2, id="reopened"),
        pytest.param("c2", {"reason": "Toch niet."}, 4, id="the reason"),
    ],
)
def test_a_changed_row_is_found(call: str, changes: dict[str, object], first_bad: int) -> None:
    CallRecord.objects.filter(pk=call).update(**changes)
    found = report()

    assert (found.ok, found.flaw, found.first_bad) == (False, Flaw.ROW_CHANGED, first_bad)


@pytest.mark.usefixtures("_two_calls")
def test_a_deleted_row_is_found() -> None:
    CallRecord.objects.filter(pk="c2").delete()
    found = report()

    assert (found.ok, found.flaw, found.first_bad) == (False, Flaw.ROW_MISSING, 3)
    assert verification.explain(found) == (
        "Het logboek zelf klopt, maar de aanroep van regel 3 is uit het overzicht verwijderd."
    )


@pytest.mark.usefixtures("_two_calls")
def test_an_added_row_is_found() -> None:
    row = CallRecord.objects.get(pk="c1")
    row.pk = "c9"
    row.save(force_insert=True)
    found = report()

    assert (found.ok, found.flaw, found.first_bad) == (False, Flaw.ROW_ADDED, None)


@pytest.mark.usefixtures("_two_calls")
def test_a_flaw_of_the_ledger_itself_goes_first() -> None:
    CallRecord.objects.filter(pk="c1").update(purpose="iets-anders")
    LedgerEntry.objects.filter(seq=3).update(payload="{}")

    assert (report().flaw, report().first_bad) == (Flaw.PAYLOAD_CHANGED, 3)


def test_the_person_behind_a_call_of_their_own_is_compared() -> None:
    """The row names the person; of calls on our own screens the ledger does so too."""
    anna, ben = make.user("anna"), make.user("ben")
    asker = make.principal(kind=PrincipalKind.USER, id=str(anna.pk), user_id=anna.pk)

    async def call() -> None:
        refusal = Closing("c1", Outcome.PURPOSE_ENDED)
        await journal.refused(make.opening("c1", principal=asker), refusal, at=NOON)

    journal = make.journal()
    journal.start()
    try:
        asyncio.run(call())
    finally:
        journal.stop()

    assert report().ok
    CallRecord.objects.update(user=ben)
    assert report().flaw == Flaw.ROW_CHANGED
