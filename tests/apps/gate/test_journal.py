"""The journal: two chained ledger entries per call, committed before the caller goes on.

Sources: AVG art. 5(2) (accountability), BIO2 8.15 (logging); house.md, "The ledger".
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import OperationalError
from tests.apps.gate import make
from tests.apps.gate.make import NOON

from stadspoort.apps.audit import lives, verification
from stadspoort.apps.audit.models import LedgerEntry, LedgerHead
from stadspoort.apps.gate import batch
from stadspoort.apps.gate.journal import LedgerJournal
from stadspoort.apps.gate.models import CallRecord, PurposeUsage, SealedCopy
from stadspoort.apps.gate.sweeper import Keeper, close_dead_calls
from stadspoort.errors import StadspoortError
from stadspoort.gate.errors import BudgetSpentError, LedgerUnavailableError
from stadspoort.gate.values import Outcome

pytestmark = pytest.mark.django_db(transaction=True)


@contextmanager
def running(journal: LedgerJournal) -> Iterator[LedgerJournal]:
    journal.start()
    try:
        yield journal
    finally:
        journal.stop()


def payloads() -> list[tuple[str, dict[str, object]]]:
    rows = LedgerEntry.objects.filter(kind__startswith="call.").order_by("seq")
    return [(row.kind, json.loads(row.payload)) for row in rows]


def test_a_call_is_two_entries_and_one_row() -> None:
    async def call() -> None:
        await journal.opened(make.opening("c1"), at=NOON, seal=None)
        await journal.closed(make.closing("c1"), at=NOON + timedelta(seconds=1))

    with running(make.journal()) as journal:
        asyncio.run(call())

    (opened, first), (closed, second) = payloads()
    assert (opened, closed) == ("call.opened", "call.closed")
    assert first | {"boot": ""} == {
        "call": "c1",
        "boot": "",
        "principal": "key:sl-0a1b2c3d4e",
        "application": "burgerzaken",
        "purpose": "brieven",
        "model": "mock",
        "endpoint": "chat/completions",
        "verdict": "toegestaan",
        "masked": {"PERSOON": 2, "BSN": 1},
        "body": "ab" * 32,
        "register": 7,
        "streamed": False,
        "sealed": False,
    }
    assert second == {
        "call": "c1",
        "outcome": "answered",
        "reason": "",
        "prompt_tokens": 30,
        "completion_tokens": 12,
        "duration_ms": 850,
        "restored": 3,
        "unknown_tokens": 0,
        "neutralised": 0,
    }
    row = CallRecord.objects.get()
    assert (row.opened_at, row.closed_at) == (NOON, NOON + timedelta(seconds=1))
    assert (row.outcome, row.prompt_tokens, row.completion_tokens) == ("answered", 30, 12)
    assert verification.verify().ok


def test_a_refusal_is_both_entries_at_once_without_names_the_register_does_not_know() -> None:
    """A client may write anything in a model's name: a resident's name, for one."""
    call = make.opening("c1", purpose="brieven", model="doel-brieven/Jan de Vries", verdict="")
    end = make.closing("c1", outcome=Outcome.MODEL_UNKNOWN)

    with running(make.journal()) as journal:
        asyncio.run(journal.refused(call, end, at=NOON))

    row = CallRecord.objects.get()
    assert (row.purpose, row.model, row.outcome) == ("brieven", "", "model_unknown")
    assert [kind for kind, _ in payloads()] == ["call.opened", "call.closed"]
    assert "Vries" not in json.dumps(payloads())


def test_closing_twice_changes_nothing() -> None:
    async def call() -> None:
        await journal.opened(make.opening("c1"), at=NOON, seal=None)
        await journal.closed(make.closing("c1"), at=NOON)
        await journal.closed(make.closing("c1", outcome=Outcome.GATE_FAILED), at=NOON)

    with running(make.journal()) as journal:
        asyncio.run(call())

    assert CallRecord.objects.get().outcome == "answered"
    assert len(payloads()) == 2


def test_the_masked_body_is_sealed_with_the_call_and_readable_nowhere() -> None:
    body = b'{"messages":[{"content":"Beste [PERSOON_k7f3q2a1]"}]}'

    with running(make.journal()) as journal:
        asyncio.run(journal.opened(make.opening("c1"), at=NOON, seal=body))

    copy = SealedCopy.objects.get()
    assert copy.call_id == "c1"
    assert copy.expires_at == NOON + timedelta(days=30)
    assert b"Beste" not in bytes(copy.blob)
    assert payloads()[0][1]["sealed"] is True


def test_of_two_hundred_parallel_calls_exactly_as_many_pass_as_the_budget_holds() -> None:
    register = make.FixedRegister({"brieven": make.purpose(budget_tokens=1_050)})

    async def all_at_once() -> list[object]:
        calls = [
            journal.opened(make.opening(estimated_tokens=50), at=NOON, seal=None)
            for _ in range(200)
        ]
        return await asyncio.gather(*calls, return_exceptions=True)

    with running(make.journal(register)) as journal:
        results = asyncio.run(all_at_once())
        assert results.count(None) == 21
        assert sum(isinstance(result, BudgetSpentError) for result in results) == 179
        assert CallRecord.objects.count() == 21
        assert PurposeUsage.objects.get().reserved == 1_050


def test_a_closed_call_books_what_it_used_and_frees_the_rest() -> None:
    register = make.FixedRegister({"brieven": make.purpose(budget_tokens=1_000)})

    async def call() -> None:
        await journal.opened(make.opening("c1", estimated_tokens=900), at=NOON, seal=None)
        with pytest.raises(BudgetSpentError) as caught:
            await journal.opened(make.opening("c2", estimated_tokens=200), at=NOON, seal=None)
        assert (caught.value.context["asked"], caught.value.context["left"]) == (200, 100)
        await journal.closed(make.closing("c1"), at=NOON)
        await journal.opened(make.opening("c3", estimated_tokens=900), at=NOON, seal=None)

    with running(make.journal(register)) as journal:
        asyncio.run(call())
        usage = PurposeUsage.objects.get()
        assert (usage.used, usage.reserved) == (42, 900)


def test_a_budget_set_later_counts_the_calls_of_before() -> None:
    register = make.FixedRegister()

    async def call() -> None:
        await journal.opened(make.opening("c1"), at=NOON, seal=None)
        await journal.closed(make.closing("c1"), at=NOON)
        await journal.opened(make.opening("c2", estimated_tokens=300), at=NOON, seal=None)
        register.held = make.FixedRegister({"brieven": make.purpose(budget_tokens=400)}).held
        with pytest.raises(BudgetSpentError):
            await journal.opened(make.opening("c3", estimated_tokens=59), at=NOON, seal=None)
        await journal.opened(make.opening("c4", estimated_tokens=58), at=NOON, seal=None)

    with running(make.journal(register)) as journal:
        asyncio.run(call())


def test_what_cannot_be_committed_is_refused_and_leaves_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def no_disk(*_: object) -> None:
        raise OperationalError("disk full")

    monkeypatch.setattr(batch.audit, "append", no_disk)

    with running(make.journal()) as journal, pytest.raises(LedgerUnavailableError):
        asyncio.run(journal.opened(make.opening("c1"), at=NOON, seal=b"{}"))

    assert not CallRecord.objects.exists()
    assert not SealedCopy.objects.exists()


def test_one_entry_that_cannot_be_written_does_not_stop_its_neighbours() -> None:
    async def calls() -> list[object]:
        await journal.opened(make.opening("c1"), at=NOON, seal=None)
        again = journal.opened(make.opening("c1"), at=NOON, seal=None)
        others = [journal.opened(make.opening(), at=NOON, seal=None) for _ in range(5)]
        return await asyncio.gather(again, *others, return_exceptions=True)

    with running(make.journal()) as journal:
        first, *rest = asyncio.run(calls())

    assert isinstance(first, LedgerUnavailableError)
    assert rest == [None] * 5
    assert verification.verify().ok


def test_a_caller_that_leaves_while_its_call_is_committed_leaves_no_open_call() -> None:
    async def leave() -> None:
        waiting = asyncio.ensure_future(journal.opened(make.opening("c1"), at=NOON, seal=None))
        await asyncio.sleep(0)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting

    with running(make.journal()) as journal:
        asyncio.run(leave())

    assert not CallRecord.objects.filter(closed_at=None).exists()
    assert verification.verify().ok


def test_stopping_writes_what_waits_and_closes_what_is_open_as_interrupted() -> None:
    with running(make.journal()) as journal:
        asyncio.run(journal.opened(make.opening("c1"), at=NOON, seal=None))

    assert CallRecord.objects.get().outcome == "interrupted"
    with pytest.raises(LedgerUnavailableError):
        asyncio.run(journal.opened(make.opening("c2"), at=NOON, seal=None))


def test_the_calls_of_a_dead_process_are_closed_by_another_one() -> None:
    """Only after 20 seconds of silence; what they had reserved counts as used."""
    dead = lives.begin(NOON - timedelta(seconds=21))
    alive = lives.begin(NOON - timedelta(seconds=19))
    for boot in (dead, alive):
        writer = batch.BatchWriter(sealer=make.sealer())
        entry = batch.Opened(make.opening(f"of-{boot}"), NOON, budget=1_000)
        writer.write([entry], boot=boot, now=NOON)

    assert close_dead_calls(NOON) == 1

    assert CallRecord.objects.get(boot_id=dead).outcome == "interrupted"
    assert CallRecord.objects.get(boot_id=alive).closed_at is None
    usage = PurposeUsage.objects.get()
    assert (usage.used, usage.reserved) == (100, 100)
    assert [kind for kind, _ in payloads()] == ["call.opened", "call.opened", "call.closed"]


def test_a_process_taken_for_dead_does_not_close_its_calls_a_second_time() -> None:
    boot = lives.begin(NOON - timedelta(seconds=21))
    writer = batch.BatchWriter(sealer=make.sealer())
    writer.write([batch.Opened(make.opening("c1"), NOON)], boot=boot, now=NOON)
    close_dead_calls(NOON)

    writer.write([batch.Closed(make.closing("c1"), NOON)], boot=boot, now=NOON)

    assert CallRecord.objects.get().outcome == "interrupted"
    assert len(payloads()) == 2


def test_a_clean_stop_anchors_all_that_was_written(anchor_file: Path) -> None:
    async def call() -> None:
        await journal.opened(make.opening("c1"), at=NOON, seal=None)
        await journal.closed(make.closing("c1"), at=NOON)

    with running(make.journal()) as journal:
        asyncio.run(call())

    assert verification.verify(anchor_file).anchored_to == 2


def test_what_is_past_its_term_goes_also_when_the_anchors_accuse_the_database(
    anchor_file: Path,
) -> None:
    """An older database was put back: that must be told, and stops no deletion."""
    with running(make.journal()) as journal:
        asyncio.run(journal.opened(make.opening("c1"), at=NOON, seal=b"{}"))
    LedgerEntry.objects.all().delete()
    LedgerHead.objects.all().delete()

    keeper = Keeper()
    with pytest.raises(StadspoortError):
        keeper.beat(NOON + timedelta(days=30))

    assert not SealedCopy.objects.exists()


def test_a_closing_that_could_not_be_committed_is_written_later(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The answer was given: the ledger owes its end, and may not forget it."""

    def no_disk(*_: object) -> None:
        raise OperationalError("disk full")

    async def call() -> None:
        await journal.opened(make.opening("c1"), at=NOON, seal=None)
        with monkeypatch.context() as broken:
            broken.setattr(batch.audit, "append", no_disk)
            with pytest.raises(LedgerUnavailableError):
                await journal.closed(make.closing("c1"), at=NOON)

    with running(make.journal()) as journal:
        asyncio.run(call())

    assert CallRecord.objects.get().outcome == "answered"
    assert [kind for kind, _ in payloads()] == ["call.opened", "call.closed"]
    assert verification.verify().ok


def test_a_process_that_others_took_for_dead_goes_on_under_a_new_id() -> None:
    keeper = Keeper()
    first = keeper.boot_id(NOON)
    asleep = NOON + timedelta(seconds=21)
    assert first in lives.dead_boots(asleep)

    keeper.beat(asleep)

    assert keeper.boot_id(asleep) != first
    assert keeper.boot_id(asleep) not in lives.dead_boots(asleep)


def test_a_journal_that_does_not_run_refuses_at_once() -> None:
    with pytest.raises(LedgerUnavailableError):
        asyncio.run(make.journal().opened(make.opening("c1"), at=NOON, seal=None))
