"""`admin add-key`, `admin revoke-key`, `admin list-keys`: what the screen does, in a script."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime

import pytest
from tests.apps.gate import make

from stadspoort.apps.audit import keyring
from stadspoort.apps.audit.errors import KeysMissingError
from stadspoort.apps.audit.models import LedgerEntry
from stadspoort.apps.gate.models import ApiKey
from stadspoort.cli import main

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def _keys() -> None:
    try:
        keyring.current()
    except KeysMissingError:
        keyring.initialise(datetime(2026, 11, 24, 9, 0, tzinfo=UTC))


def test_a_key_is_printed_once_with_what_it_may(capsys: pytest.CaptureFixture[str]) -> None:
    make.registered()

    command = "admin add-key --purpose brieven --owner alice --application burgerzaken --json"
    assert main(command.split()) == 0

    made = json.loads(capsys.readouterr().out)
    row = ApiKey.objects.get()
    assert made == {
        "id": row.public_id,
        "key": made["key"],
        "purposes": ["brieven"],
        "application": "burgerzaken",
        "owner": "alice",
    }
    assert bytes(row.digest) == hashlib.sha256(made["key"].encode()).digest()
    event = LedgerEntry.objects.get(kind="key.made")
    assert json.loads(event.payload)["by"] == "systeem"

    assert main(["admin", "list-keys", "--json"]) == 0
    (listed,) = json.loads(capsys.readouterr().out)
    assert (listed["id"], listed["state"], listed["purposes"]) == (
        row.public_id,
        "usable",
        ["brieven"],
    )
    assert "key" not in listed


def test_a_key_is_revoked_by_its_id(capsys: pytest.CaptureFixture[str]) -> None:
    make.registered()
    command = "admin add-key --purpose brieven --owner alice --application burgerzaken --json"
    main(command.split())
    public_id = json.loads(capsys.readouterr().out)["id"]

    assert main(["admin", "revoke-key", public_id, "--by", "alice"]) == 0
    assert main(["admin", "revoke-key", public_id]) == 1

    assert "al ingetrokken" in capsys.readouterr().err
    assert main(["admin", "list-keys"]) == 0
    assert "ingetrokken" in capsys.readouterr().out


def test_a_new_name_becomes_an_owner_who_cannot_sign_in(
    capsys: pytest.CaptureFixture[str],
) -> None:
    make.registered()

    command = "admin add-key --purpose brieven --owner leverancier --application burgerzaken"
    assert main(command.split()) == 0

    owner = ApiKey.objects.get().owner
    assert (owner.username, owner.has_usable_password()) == ("leverancier", False)
    assert "leverancier is nog niet bekend" in capsys.readouterr().err


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param("--purpose bestaat-niet --owner alice", id="purpose"),
        pytest.param("--purpose brieven --owner alice --application x", id="application"),
        pytest.param("--purpose , --owner alice", id="no purpose"),
    ],
)
def test_what_is_unknown_makes_no_key(wrong: str, capsys: pytest.CaptureFixture[str]) -> None:
    make.registered()
    place = "" if "--application" in wrong else " --application burgerzaken"

    assert main(f"admin add-key {wrong}{place}".split()) == 1

    assert capsys.readouterr().err.startswith("stadspoort: ")
    assert not ApiKey.objects.exists()
