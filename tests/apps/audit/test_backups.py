"""A backup holds database, uploads and anchors, never keys; restoring verifies, and says so."""

from __future__ import annotations

import json
import secrets
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.db import connection
from pytest_django import Settings
from tests.apps.audit.people import NOW, someone
from tests.apps.audit.programs import database_url, start

from stadspoort.apps.audit import anchors, backups, databases, scopes
from stadspoort.apps.audit.actions import NewEntry, append
from stadspoort.apps.audit.errors import (
    BackupDamagedError,
    BackupInsideError,
    BackupTargetFilledError,
    BackupToolMissingError,
    RestoreTargetFilledError,
)
from stadspoort.apps.audit.models import LedgerHead
from stadspoort.apps.audit.rotation import rotate_keys
from stadspoort.engines.ledger import Head

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _tools() -> None:
    if connection.vendor == "postgresql" and not shutil.which("pg_dump"):
        pytest.skip("pg_dump is not installed on this machine")


@pytest.fixture(autouse=True)
def _folders(settings: Settings, tmp_path: Path) -> None:
    """Give this test a copy of the keys, so that its anchors are its own, and one upload."""
    shutil.copytree(settings.KEYS, tmp_path / "keys")
    (tmp_path / "keys").chmod(0o700)
    (tmp_path / "keys" / "anchors.jsonl").unlink(missing_ok=True)
    (tmp_path / "data" / "uploads" / "ab").mkdir(parents=True)
    (tmp_path / "data" / "uploads" / "ab" / "cd").write_bytes(b"\x01versleuteld")
    settings.KEYS = tmp_path / "keys"
    settings.DATA = tmp_path / "data"
    settings.UPLOADS = tmp_path / "data" / "uploads"


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    """Return a backup of three entries (and the one that records it)."""
    append([NewEntry("register.purpose_changed", {"number": number}) for number in range(3)], NOW)
    anchors.write(NOW)
    backups.make_backup(tmp_path / "backup", by=someone(), now=NOW)
    return tmp_path / "backup"


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """An empty installation with the same keys."""

    data: Path
    url: str

    def run(self, *arguments: str, **more: str) -> tuple[int, str]:
        """Run a command there; return its exit status and all that it printed."""
        changes = {"STADSPOORT_DATABASE_URL": self.url, "STADSPOORT_DATA": str(self.data)}
        changes |= more
        process = start("stadspoort.cli", *arguments, **changes)
        output, errors = process.communicate()
        return process.returncode, output + errors


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Elsewhere]:
    data = tmp_path / "elsewhere"
    if connection.vendor == "sqlite":
        yield Elsewhere(data, f"sqlite:///{data / 'stadspoort.sqlite3'}")
        return
    name = f"test_stadspoort_{secrets.token_hex(6)}"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
    url = database_url().replace(str(connection.settings_dict["NAME"]), name)
    yield Elsewhere(data, url)
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


def test_a_backup_comes_back_whole_and_its_ledger_verifies(
    backup: Path, elsewhere: Elsewhere
) -> None:
    status, told = elsewhere.run("restore-backup", str(backup))

    assert (status, told.splitlines()) == (
        0,
        [
            "De back-up is teruggezet.",
            "Het logboek klopt: 4 regels gecontroleerd. Een anker bevestigt het tot en met "
            "regel 4. Dat na het laatste anker regels zijn afgeknipt, is niet uit te sluiten.",
        ],
    )
    assert (elsewhere.data / "uploads" / "ab" / "cd").read_bytes() == b"\x01versleuteld"
    status, told = elsewhere.run("ledger", "verify", "--json")
    outcome = json.loads(told)
    assert (status, outcome["ok"], outcome["entries"]) == (0, True, 5)


def test_a_key_folder_of_before_a_rotation_is_refused(
    elsewhere: Elsewhere, tmp_path: Path, settings: Settings
) -> None:
    """Both data keys were wrapped by the new key: with the old ring they would be lost."""
    scopes.new_scope_key(NOW)
    scopes.new_scope_key(NOW)
    shutil.copytree(settings.KEYS, tmp_path / "old-keys")
    (tmp_path / "old-keys").chmod(0o700)
    by = someone()
    rotate_keys(by=by, now=NOW)
    backups.make_backup(tmp_path / "backup", by=by, now=NOW)
    old = {"STADSPOORT_KEYS": str(tmp_path / "old-keys")}

    status, told = elsewhere.run("restore-backup", str(tmp_path / "backup"), **old)

    assert status == 1
    assert "2 gegevenssleutels uit de back-up gaan er niet mee open" in told
    assert "[audit.key_ring_incomplete" in told


def test_entries_that_a_restore_loses_are_declared(backup: Path, elsewhere: Elsewhere) -> None:
    append([NewEntry("register.purpose_changed", {"number": number}) for number in range(5)], NOW)
    anchors.write(NOW)

    status, told = elsewhere.run("restore-backup", str(backup))

    assert status == 0
    assert told.endswith(
        "Let op: bij het terugzetten van een back-up vervielen regel 5 tot en met 9.\n"
    )


def test_a_restored_database_that_is_not_declared_is_found(
    backup: Path, elsewhere: Elsewhere, tmp_path: Path
) -> None:
    """Somebody who puts back an older database by hand has no signing key to declare it with."""
    append([NewEntry("register.purpose_changed", {"number": "late"})], NOW)
    anchors.write(NOW)
    outside = shutil.copy(anchors.anchor_file(), tmp_path / "bij-de-fg.jsonl")
    anchors.anchor_file().unlink()
    elsewhere.run("restore-backup", str(backup))

    status, told = elsewhere.run("ledger", "verify", "--anchor", str(outside), "--json")

    outcome = json.loads(told)
    assert (status, outcome["ok"], outcome["flaw"]) == (1, False, "anchor_differs")
    assert outcome["first_bad"] == 4


def test_a_backup_of_a_busy_installation_verifies(
    elsewhere: Elsewhere, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Entries and anchors that come in right after the copy was made do not accuse it."""
    copy_to = databases.copy_to

    def copy_while_others_write(file: Path) -> Head:
        head = copy_to(file)
        append([NewEntry("register.purpose_changed", {"number": "late"})], NOW)
        anchors.write(NOW)
        return head

    append([NewEntry("register.purpose_changed", {"number": "early"})], NOW)
    anchors.write(NOW)
    monkeypatch.setattr(databases, "copy_to", copy_while_others_write)
    backups.make_backup(tmp_path / "backup", by=someone(), now=NOW)

    status, told = elsewhere.run("restore-backup", str(tmp_path / "backup"))

    assert (status, told.splitlines()[0]) == (0, "De back-up is teruggezet.")


def test_a_filled_installation_is_never_overwritten(backup: Path, elsewhere: Elsewhere) -> None:
    elsewhere.run("restore-backup", str(backup))

    status, _ = elsewhere.run("restore-backup", str(backup))

    assert status == 1
    with pytest.raises(RestoreTargetFilledError):
        backups.restore_backup(backup, now=NOW)


def test_a_backup_holds_no_keys(backup: Path, settings: Settings) -> None:
    held = b"".join(file.read_bytes() for file in backup.rglob("*") if file.is_file())

    ring = json.loads((settings.KEYS / "keyring.json").read_text())
    assert not any(key.encode() in held for key in ring["keys"].values())
    assert (settings.KEYS / "session-secret").read_bytes() not in held
    assert b"PRIVATE KEY" not in held


def test_a_backup_is_closed_to_others_and_its_head_is_that_of_the_copy(backup: Path) -> None:
    manifest = backups.read_manifest(backup)

    assert all(file.stat().st_mode & 0o077 == 0 for file in [backup, *backup.rglob("*")])
    assert manifest.head.seq == 4
    assert manifest.head.digest == LedgerHead.objects.get().digest


def change_a_byte(backup: Path) -> None:
    file = next(backup.glob("database.*"))
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)


def change_the_manifest_too(backup: Path) -> None:
    change_a_byte(backup)
    manifest = json.loads((backup / "manifest.json").read_text())
    name = next(backup.glob("database.*")).name
    digest = subprocess.check_output(["sha256sum", backup / name], text=True).split()[0]
    manifest["signed"]["files"][name] = digest
    (backup / "manifest.json").write_text(json.dumps(manifest))


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(change_a_byte, id="a byte of the database"),
        pytest.param(change_the_manifest_too, id="a byte, and its digest in the manifest"),
        pytest.param(lambda backup: (backup / "uploads/ab/cd").unlink(), id="an upload is gone"),
        pytest.param(lambda backup: (backup / "uploads/x").write_text("x"), id="a file was added"),
        pytest.param(lambda backup: (backup / "manifest.json").unlink(), id="no manifest"),
        pytest.param(lambda backup: (backup / "manifest.json").write_text("[]"), id="no object"),
    ],
)
def test_a_backup_that_was_changed_is_refused(backup: Path, damage: object) -> None:
    assert callable(damage)
    damage(backup)

    with pytest.raises(BackupDamagedError):
        backups.read_manifest(backup)


@pytest.mark.parametrize("place", ["data/backup", "keys/backup", "data"])
def test_a_backup_among_data_or_keys_is_refused(tmp_path: Path, place: str) -> None:
    with pytest.raises(BackupInsideError):
        backups.make_backup(tmp_path / place, by=someone(), now=NOW)


def test_a_backup_is_never_mixed_with_something_else(backup: Path) -> None:
    with pytest.raises(BackupTargetFilledError):
        backups.make_backup(backup, by=someone("bob"), now=NOW)


def test_a_missing_client_of_postgresql_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if connection.vendor == "sqlite":
        pytest.skip("SQLite needs no client")
    monkeypatch.setattr(shutil, "which", lambda _: None)

    with pytest.raises(BackupToolMissingError):
        backups.make_backup(tmp_path / "backup", by=someone(), now=NOW)
