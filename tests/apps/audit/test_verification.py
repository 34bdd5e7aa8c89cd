"""The ledger in the database: tampering with its rows is found, and told in Dutch."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from pytest_django import Settings
from tests.apps.audit.people import NOW

from stadspoort.apps.audit import anchors, verification
from stadspoort.apps.audit.actions import NewEntry, append
from stadspoort.apps.audit.errors import AnchorFileMissingError
from stadspoort.apps.audit.models import LedgerEntry, LedgerHead
from stadspoort.engines.ledger import Flaw

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _anchor_file(settings: Settings, tmp_path: Path) -> None:
    settings.ANCHOR_FILE = tmp_path / "anchors.jsonl"


@pytest.fixture
def _ten_entries() -> None:
    append([NewEntry("call.opened", {"call": number}) for number in range(10)], NOW)


def change(**columns: object) -> Callable[[], object]:
    return lambda: LedgerEntry.objects.filter(seq=4).update(**columns)


TAMPERING = [
    pytest.param(change(payload='{"call":99}'), Flaw.PAYLOAD_CHANGED, 4, id="payload"),
    pytest.param(change(kind="x"), Flaw.CHANGED, 4, id="kind"),
    pytest.param(change(at="2026-11-24T12:00:01Z"), Flaw.CHANGED, 4, id="moment"),
    pytest.param(change(digest="x"), Flaw.CHANGED, 4, id="digest"),
    pytest.param(change(seq=40), Flaw.MISSING, 4, id="moved to the end"),
    pytest.param(change(seq=-1), Flaw.OUT_OF_PLACE, -1, id="moved to the start"),
    pytest.param(lambda: LedgerEntry.objects.filter(seq=4).delete(), Flaw.MISSING, 4, id="deleted"),
    pytest.param(
        lambda: LedgerEntry.objects.filter(seq__gt=4).delete(), Flaw.CUT_BEFORE_HEAD, 5, id="cut"
    ),
    pytest.param(
        lambda: LedgerHead.objects.update(signature="00"), Flaw.HEAD_FORGED, 1, id="signature"
    ),
    pytest.param(lambda: LedgerHead.objects.all().delete(), Flaw.HEAD_MISSING, 1, id="no head"),
]


@pytest.mark.usefixtures("_ten_entries")
@pytest.mark.parametrize(("tamper", "flaw", "first_bad"), TAMPERING)
def test_tampering_is_found(tamper: Callable[[], object], flaw: Flaw, first_bad: int) -> None:
    tamper()

    report = verification.verify()

    assert (report.ok, report.flaw, report.first_bad) == (False, flaw, first_bad)


@pytest.mark.usefixtures("_ten_entries")
@pytest.mark.parametrize(
    "change_sql",
    [
        pytest.param("at = 'gisteren'", id="a moment that is none"),
        pytest.param("payload = x'00ff'", id="bytes for text"),
        pytest.param("kind = x'ff'", id="bytes for a name"),
        pytest.param("seq = 3.5", id="half a number"),
        pytest.param("seq = 'vier'", id="text for a number"),
    ],
)
def test_values_that_only_sqlite_can_hold_are_found(change_sql: str) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL keeps no value of another type in a column")
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE audit_ledger_entry SET {change_sql} WHERE seq = 4")  # noqa: S608 (the table above)

    report = verification.verify()

    assert (report.ok, report.first_bad) == (False, 4)


@pytest.mark.usefixtures("_ten_entries")
def test_facts_deleted_before_their_term_are_found() -> None:
    LedgerEntry.objects.filter(seq__in=(4, 6)).update(payload=None)
    report = verification.verify()

    assert (report.ok, report.flaw, report.first_bad) == (False, Flaw.PAYLOAD_GONE, 4)
    assert verification.explain(report) == "De feiten van regel 4 zijn verwijderd."


@pytest.mark.usefixtures("_ten_entries")
def test_payloads_past_their_term_leave_the_ledger_whole() -> None:
    later = NOW + timedelta(days=184)
    append([NewEntry("call.opened", {"call": 11}, later)], later)
    LedgerEntry.objects.filter(seq__lt=6).update(payload=None)

    assert verification.verify().ok


def test_an_empty_ledger_is_sound() -> None:
    report = verification.verify()

    assert (report.ok, report.entries) == (True, 0)


def test_entries_over_several_pages_are_all_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verification, "_PAGE", 3)
    append([NewEntry("call.opened", {"call": number}) for number in range(9)], NOW)

    assert verification.verify().entries == 9
    LedgerEntry.objects.filter(seq=8).update(kind="x")
    assert verification.verify().first_bad == 8


def test_entries_that_come_in_while_it_reads_are_checked_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    append([NewEntry("call.opened", {"call": 1})], NOW)
    sound_end = verification._end
    late = [NewEntry("call.opened", {"call": 2})]

    def end_after_another_append() -> object:
        if late:
            append([late.pop()], NOW)
        return sound_end()

    monkeypatch.setattr(verification, "_end", end_after_another_append)

    report = verification.verify()

    assert (report.ok, report.entries) == (True, 2)


@pytest.mark.usefixtures("_ten_entries")
def test_without_an_anchor_it_says_that_a_cut_cannot_be_excluded() -> None:
    assert verification.explain(verification.verify()) == (
        "Het logboek klopt: 10 regels gecontroleerd. Er is geen anker. Dat regels aan het einde "
        "zijn afgeknipt of dat een oudere database is teruggezet, is daarom niet uit te sluiten."
    )


@pytest.mark.usefixtures("_ten_entries")
def test_with_an_anchor_it_says_how_far_that_reaches() -> None:
    anchors.write(NOW)
    append([NewEntry("call.opened", {"call": 11})], NOW)

    assert verification.explain(verification.verify()) == (
        "Het logboek klopt: 11 regels gecontroleerd. Een anker bevestigt het tot en met regel 10. "
        "Dat na het laatste anker regels zijn afgeknipt, is niet uit te sluiten."
    )


@pytest.mark.usefixtures("_ten_entries")
def test_an_older_database_is_found_by_a_copy_of_the_anchor_file(tmp_path: Path) -> None:
    older = LedgerHead.objects.values("seq", "digest", "signature").get()
    append([NewEntry("call.opened", {"call": 11})], NOW)
    anchors.write(NOW)
    copy = anchors.anchor_file().rename(tmp_path / "kopie.jsonl")
    LedgerEntry.objects.filter(seq=11).delete()
    LedgerHead.objects.update(**older)

    assert verification.verify().ok
    report = verification.verify(copy)

    assert (report.flaw, report.first_bad) == (Flaw.CUT_BEFORE_ANCHOR, 11)
    assert verification.explain(report) == (
        "Regel 11 en verder ontbreken, terwijl een anker ze kent: het einde is afgeknipt of een "
        "oudere database is teruggezet."
    )


def test_an_anchor_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(AnchorFileMissingError):
        verification.verify(tmp_path / "weg.jsonl")


def test_every_flaw_has_a_reason_in_dutch() -> None:
    assert set(verification._REASONS) == set(Flaw)
