"""`ledger verify`, `ledger anchor` and `keys rotate` on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pytest_django import Settings
from tests.apps.audit.people import NOW, someone

from stadspoort.apps.accounts.models import User
from stadspoort.apps.audit import keyring, scopes
from stadspoort.apps.audit.actions import NewEntry, append
from stadspoort.apps.audit.errors import KeysMissingError
from stadspoort.apps.audit.models import LedgerEntry
from stadspoort.cli import main

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _keys_of_this_test(settings: Settings, tmp_path: Path) -> None:
    settings.KEYS = tmp_path / "keys"
    with pytest.raises(KeysMissingError):
        keyring.current()
    keyring.initialise(NOW)


def add(number: int) -> None:
    append([NewEntry("register.purpose_changed", {"number": at}) for at in range(number)], NOW)


def test_a_sound_ledger_ends_with_0(capsys: pytest.CaptureFixture[str]) -> None:
    add(3)

    assert main(["ledger", "verify", "--json"]) == 0

    outcome = json.loads(capsys.readouterr().out)
    assert (outcome["ok"], outcome["entries"], outcome["first_bad"]) == (True, 3, None)
    assert outcome["reason"].startswith("Het logboek klopt: 3 regels gecontroleerd.")


def test_a_ledger_that_was_changed_ends_with_1(capsys: pytest.CaptureFixture[str]) -> None:
    add(3)
    LedgerEntry.objects.filter(seq=2).update(payload="{}")

    assert main(["ledger", "verify", "--json"]) == 1
    outcome = json.loads(capsys.readouterr().out)
    assert (outcome["ok"], outcome["entries"], outcome["first_bad"]) == (False, 1, 2)
    assert outcome["reason"] == "De feiten van regel 2 zijn gewijzigd."

    assert main(["ledger", "verify"]) == 1
    assert capsys.readouterr().out == "De feiten van regel 2 zijn gewijzigd.\n"


def test_an_anchor_file_that_is_not_there_is_a_failure_of_one_line(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert main(["ledger", "verify", "--anchor", str(tmp_path / "weg")]) == 1

    assert "Het ankerbestand staat niet op de genoemde plaats." in capsys.readouterr().err


def test_an_anchor_by_hand_is_recorded_as_the_system_user(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["ledger", "anchor"]) == 0

    assert capsys.readouterr().out == "Anker geschreven tot en met regel 1.\n"
    entry = LedgerEntry.objects.get()
    assert json.loads(entry.payload or "")["by"] == User.objects.get(is_system=True).pseudonym


def test_keys_are_renewed_under_the_name_that_was_given(
    capsys: pytest.CaptureFixture[str],
) -> None:
    someone("bob")
    scopes.new_scope_key(NOW)

    assert main(["keys", "rotate", "--by", "bob", "--json"]) == 0

    outcome = json.loads(capsys.readouterr().out)
    assert outcome == {"key": keyring.current().active, "rewrapped": 1, "resumed": False}
    assert json.loads(LedgerEntry.objects.get().payload or "")["by"] == "mw-bob"


def test_a_name_that_nobody_has_changes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    before = keyring.current().active

    assert main(["keys", "rotate", "--by", "niemand"]) == 1

    assert keyring.current().active == before
    assert not LedgerEntry.objects.exists()
