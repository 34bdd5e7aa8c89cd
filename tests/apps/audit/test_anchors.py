"""The anchor file: written from what is committed, by many processes, never over an older chain."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from pytest_django import Settings
from tests.apps.audit.people import NOW, someone

from stadspoort.apps.audit import anchors
from stadspoort.apps.audit.actions import NewEntry, append, write_anchor
from stadspoort.apps.audit.errors import (
    AnchorFileDamagedError,
    HeadForgedError,
    HeadMissingError,
)
from stadspoort.apps.audit.models import LedgerEntry, LedgerHead
from stadspoort.engines.ledger.errors import AnchorOutOfOrderError

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def file(settings: Settings, tmp_path: Path) -> Path:
    settings.ANCHOR_FILE = tmp_path / "anchors.jsonl"
    return tmp_path / "anchors.jsonl"


def add(number: int) -> None:
    append([NewEntry("call.opened", {"call": at}) for at in range(number)], NOW)


def test_the_head_is_added_as_a_line(file: Path) -> None:
    add(2)
    anchors.write(NOW)
    add(1)
    anchors.write(NOW)

    assert [point.seq for point in anchors.read().points] == [2, 3]
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_head_that_is_anchored_already_gets_no_second_line(file: Path) -> None:
    add(1)
    first = anchors.write(NOW)

    assert anchors.write(NOW + timedelta(hours=1)) == first
    assert len(file.read_text().splitlines()) == 1


def test_the_place_is_the_key_folder_unless_set_otherwise(settings: Settings) -> None:
    settings.ANCHOR_FILE = None

    assert anchors.anchor_file() == settings.KEYS / "anchors.jsonl"


@pytest.mark.parametrize(
    ("entries", "later", "is_due"),
    [
        pytest.param(0, timedelta(hours=9), False, id="nothing new"),
        pytest.param(1, timedelta(minutes=14), False, id="too early"),
        pytest.param(1, timedelta(minutes=15), True, id="a quarter of an hour"),
        pytest.param(1000, timedelta(), True, id="a thousand entries"),
    ],
)
def test_an_anchor_is_due_by_time_or_by_number(
    entries: int, later: timedelta, *, is_due: bool
) -> None:
    add(1)
    anchors.write_if_due(NOW)
    add(entries)

    anchors.write_if_due(NOW + later)

    assert len(anchors.read().points) == 1 + is_due


def test_an_older_database_is_not_anchored() -> None:
    add(1)
    older = LedgerHead.objects.values("seq", "digest", "signature").get()
    add(1)
    anchors.write(NOW)
    LedgerEntry.objects.filter(seq=2).delete()
    LedgerHead.objects.update(**older)

    for write in (anchors.write, anchors.write_if_due):
        with pytest.raises(AnchorOutOfOrderError):
            write(NOW)


def test_a_head_without_a_valid_signature_is_not_anchored() -> None:
    add(1)
    LedgerHead.objects.update(digest="f" * 64)

    with pytest.raises(HeadForgedError):
        anchors.write(NOW)


def test_entries_without_a_head_are_not_anchored() -> None:
    add(1)
    LedgerHead.objects.all().delete()

    with pytest.raises(HeadMissingError):
        anchors.write(NOW)


def test_half_a_line_of_a_power_cut_is_taken_away(file: Path) -> None:
    add(1)
    anchors.write(NOW)
    with file.open("a") as stream:
        stream.write('{"at":"2026')
    assert anchors.read().bad_line is None
    add(1)

    anchors.write(NOW)

    assert [point.seq for point in anchors.read().points] == [1, 2]


@pytest.mark.parametrize("text", ["geen anker\n", "x" * 9000])
def test_nothing_is_added_after_a_last_line_that_is_no_anchor(file: Path, text: str) -> None:
    file.write_text(text)
    add(1)

    with pytest.raises(AnchorFileDamagedError):
        anchors.write(NOW)


def test_an_anchor_by_hand_is_recorded_before_it_is_written() -> None:
    line = write_anchor(by=someone(), now=NOW)

    entry = LedgerEntry.objects.get()
    assert (entry.kind, line.head.digest) == ("ledger.anchor_written", entry.digest)
