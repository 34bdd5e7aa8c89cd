"""Writing to the ledger: one chain, one signed head, all or nothing with what it records."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.db import connection, transaction
from tests.apps.audit.people import NOW, someone

from stadspoort.apps.audit import verification
from stadspoort.apps.audit.actions import NewEntry, append, record
from stadspoort.apps.audit.errors import (
    HeadForgedError,
    HeadMissingError,
    NotInTransactionError,
)
from stadspoort.apps.audit.events import Event
from stadspoort.apps.audit.models import LedgerEntry, LedgerHead
from stadspoort.engines.ledger.errors import NotCanonicalError

pytestmark = pytest.mark.django_db


def entries(*numbers: int) -> list[NewEntry]:
    return [NewEntry(Event.CALL_OPENED, {"call": number}) for number in numbers]


def test_entries_get_their_place_in_the_chain() -> None:
    append(entries(1, 2), NOW)
    head = append(entries(3), NOW)

    rows = list(LedgerEntry.objects.all())
    assert [row.seq for row in rows] == [1, 2, 3]
    assert [row.payload for row in rows] == ['{"call":1}', '{"call":2}', '{"call":3}']
    assert [rows[1].previous, rows[2].previous] == [rows[0].digest, rows[1].digest]
    assert head is not None
    assert (head.seq, head.digest) == (3, rows[2].digest)
    assert LedgerHead.objects.get().digest == rows[2].digest
    assert verification.verify().ok


def test_an_entry_may_say_when_it_happened() -> None:
    earlier = NOW - timedelta(seconds=3)

    append([NewEntry(Event.CALL_OPENED, {}, at=earlier), *entries(1)], NOW)

    assert list(LedgerEntry.objects.values_list("at", flat=True)) == [earlier, NOW]


def test_nothing_to_append_changes_nothing() -> None:
    assert append([], NOW) is None
    assert not LedgerHead.objects.exists()


def test_a_batch_with_one_bad_payload_adds_none_of_it() -> None:
    with pytest.raises(NotCanonicalError):
        append([*entries(1), NewEntry(Event.CALL_OPENED, {"bad": object()})], NOW)

    assert not LedgerEntry.objects.exists()


def test_an_event_holds_who_what_and_which_but_no_name() -> None:
    with transaction.atomic():
        record(
            Event.PURPOSE_CHANGED,
            by=someone("alice"),
            subject="purpose:woo-zoeken",
            facts={"version": 3},
            now=NOW,
        )

    row = LedgerEntry.objects.get()
    payload = json.loads(row.payload or "")
    assert len(payload.pop("salt")) == 32
    assert payload == {"by": "mw-ecila", "subject": "purpose:woo-zoeken", "facts": {"version": 3}}
    assert (row.kind, row.at) == ("register.purpose_changed", NOW)


def test_the_salt_keeps_a_deleted_payload_from_being_guessed() -> None:
    alice = someone()
    with transaction.atomic():
        for _ in range(2):
            record(Event.SIGN_IN, by=alice, subject="user:1", facts={}, now=NOW)

    first, second = LedgerEntry.objects.values_list("payload_digest", flat=True)
    assert first != second


@pytest.mark.django_db(transaction=True)
def test_an_event_outside_a_transaction_is_refused() -> None:
    with pytest.raises(NotInTransactionError):
        record(Event.SIGN_IN, by=someone(), subject="user:1", facts={}, now=NOW)


@pytest.mark.django_db(transaction=True)
def test_what_is_rolled_back_leaves_no_event() -> None:
    def change_and_fail() -> None:
        with transaction.atomic():
            record(Event.SIGN_IN, by=someone(), subject="user:1", facts={}, now=NOW)
            raise ZeroDivisionError

    append(entries(1), NOW)
    with pytest.raises(ZeroDivisionError):
        change_and_fail()
    append(entries(2), NOW)

    assert list(LedgerEntry.objects.values_list("payload", flat=True)) == [
        '{"call":1}',
        '{"call":2}',
    ]
    assert verification.verify().ok


def test_a_chain_without_its_head_is_not_continued() -> None:
    append(entries(1), NOW)
    LedgerHead.objects.all().delete()

    with pytest.raises(HeadMissingError):
        append(entries(2), NOW)


def test_a_head_that_was_changed_outside_is_not_signed_again() -> None:
    """Else the next call would make good what somebody rewrote in the database."""
    append(entries(1, 2), NOW)
    LedgerHead.objects.update(seq=1, digest=LedgerEntry.objects.get(seq=1).digest)
    LedgerEntry.objects.filter(seq=2).delete()

    with pytest.raises(HeadForgedError):
        append(entries(3), NOW)


def test_a_head_that_another_process_signed_is_continued() -> None:
    append(entries(1), NOW)
    first = LedgerHead.objects.values("seq", "digest", "signature").get()
    append(entries(2), NOW)
    LedgerEntry.objects.filter(seq=2).delete()
    LedgerHead.objects.update(**first)

    append(entries(3), NOW)

    assert verification.verify().ok


def test_an_append_costs_three_statements_however_many_entries() -> None:
    append(entries(1), NOW)

    with connection.execute_wrapper(Counter()) as _:
        append(entries(*range(50)), NOW)

    assert Counter.statements == ["SELECT", "INSERT", "UPDATE"]


class Counter:
    """Notes the first word of every statement."""

    statements: list[str] = []  # noqa: RUF012 (one test, one list)

    def __call__(self, execute, sql, params, many, context):  # noqa: ANN001, ANN204 (called by Django)
        self.statements.append(sql.split()[0])
        return execute(sql, params, many, context)


def test_every_event_has_a_dutch_name_of_its_own() -> None:
    assert Event("call.opened").label == "Modelaanroep begonnen"
    assert len({event.label for event in Event}) == len(list(Event))
