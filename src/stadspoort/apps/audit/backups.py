"""Backups: database, uploads and anchors in one folder with a manifest. Never keys.

```
manifest.json     what it holds, the ledger's head, SHA-256 of every file; signed
database.sqlite3  or database.pgdump
uploads/...
anchors.jsonl     the anchors as they were
```
Without the key folder a backup shows nothing that was encrypted; keep the two apart.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import file_digest
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from django.conf import settings
from django.db import connection, transaction

from stadspoort.apps.accounts.models import User
from stadspoort.apps.accounts.queries import system_user
from stadspoort.apps.audit import anchors, databases, keyring, rotation, verification
from stadspoort.apps.audit.actions import record
from stadspoort.apps.audit.errors import (
    BackupDamagedError,
    BackupInsideError,
    BackupOfOtherDatabaseError,
    BackupTargetFilledError,
    RestoreTargetFilledError,
)
from stadspoort.apps.audit.events import Event
from stadspoort.engines.ledger import Head, Report, canonical

_MANIFEST = "manifest.json"
_ANCHORS = "anchors.jsonl"
_UPLOADS = "uploads"
_VERSION = 1


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds.

    Attributes:
        made_at: When it was made, aware.
        vendor: Kind of database: "sqlite" or "postgresql".
        head: The ledger's head in the copy of the database.
        files: SHA-256 of every file, by its path in the backup.
    """

    made_at: datetime
    vendor: str
    head: Head
    files: dict[str, str]


def make_backup(folder: Path, *, by: User, now: datetime) -> Manifest:
    """Write a backup to `folder`, which must be empty or not there, and record it.

    The service may run on. Uploads that are deleted meanwhile are left out; those that come in
    after the database was copied may be there without a row.

    Raises:
        BackupTargetFilledError: If the folder holds something.
        BackupInsideError: If it lies in the data folder or the key folder.
        BackupToolMissingError: If PostgreSQL's client is not installed.
        BackupToolFailedError: If it failed.
    """
    _refuse_inside(folder)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise BackupTargetFilledError
    with transaction.atomic():
        record(Event.BACKUP_MADE, by=by, subject="backup:all", facts={}, now=now)
    # Before the database: an anchor of an entry that the copy does not have would accuse it.
    if anchors.anchor_file().exists():
        shutil.copyfile(anchors.anchor_file(), folder / _ANCHORS)
    head = databases.copy_to(folder / databases.copy_name())
    _copy_uploads(folder / _UPLOADS)
    files = {str(file.relative_to(folder)): _digest(file) for file in _files(folder)}
    manifest = Manifest(now, connection.vendor, head, files)
    _write_manifest(folder, manifest)
    for path in folder.rglob("*"):
        path.chmod(0o700 if path.is_dir() else 0o600)
    return manifest


def restore_backup(folder: Path, *, now: datetime) -> Report:
    """Put a backup back into an empty installation and return the verification of its ledger.

    When the ledger in the backup is sound this also declares, in the anchor file and in the
    ledger, which later entries were lost. When it is not, everything stays as it was put back, for
    an investigation, and nothing is added.

    Args:
        folder: The folder that `make_backup` wrote.
        now: The moment, aware.

    Raises:
        KeysMissingError: If the key folder is not in place: bring it back first.
        BackupDamagedError: If a file is missing or changed.
        BackupOfOtherDatabaseError: If it is of another kind of database.
        KeyRingIncompleteError: If the key folder is of before the last rotation: what was put
            back stays, nothing is added, and it cannot be used.
        RestoreTargetFilledError: If the database or the folder of uploads is not empty.
        BackupToolMissingError: If PostgreSQL's client is not installed.
        BackupToolFailedError: If it failed.
    """
    keyring.current()
    manifest = read_manifest(folder)
    if manifest.vendor != connection.vendor:
        raise BackupOfOtherDatabaseError(backup=manifest.vendor, here=connection.vendor)
    uploads: Path = settings.UPLOADS
    if uploads.exists() and any(uploads.iterdir()):
        raise RestoreTargetFilledError(folder=_UPLOADS)
    databases.refuse_filled()
    settings.DATA.mkdir(mode=0o700, parents=True, exist_ok=True)
    if (folder / _UPLOADS).exists():
        shutil.copytree(folder / _UPLOADS, uploads, dirs_exist_ok=True)
    databases.restore_from(folder / databases.copy_name())
    rotation.refuse_locked()
    return _verify_and_declare(folder, now)


def read_manifest(folder: Path) -> Manifest:
    """Return the manifest of a backup whose every file is as it was written.

    Raises:
        BackupDamagedError: If a file is missing, changed or added, or the manifest was not signed
            with the keys of this installation.
    """
    manifest = _parse_manifest(folder / _MANIFEST)
    present = {str(file.relative_to(folder)) for file in _files(folder)} - {_MANIFEST}
    for name in sorted(present ^ manifest.files.keys()):
        raise BackupDamagedError(file=name)
    for name, digest in manifest.files.items():
        if _digest(folder / name) != digest:
            raise BackupDamagedError(file=name)
    return manifest


def _parse_manifest(file: Path) -> Manifest:
    try:
        fields = json.loads(file.read_text())
        signed, signature = fields["signed"], bytes.fromhex(fields["signature"])
        keyring.current().public_key.verify(signature, _signed_bytes(signed))
        if signed["version"] != _VERSION:
            raise BackupDamagedError(file=_MANIFEST)
        return Manifest(
            datetime.fromisoformat(signed["made_at"]),
            signed["vendor"],
            Head(**signed["head"]),
            signed["files"],
        )
    except (OSError, ValueError, KeyError, TypeError, InvalidSignature) as error:
        raise BackupDamagedError(file=_MANIFEST) from error


def _verify_and_declare(folder: Path, now: datetime) -> Report:
    copied = folder / _ANCHORS
    report = verification.verify(copied if copied.exists() else None)
    if not report.ok:
        return report
    if not anchors.anchor_file().exists() and copied.exists():
        shutil.copyfile(copied, anchors.anchor_file())
        anchors.anchor_file().chmod(0o600)
    anchors.write(now, is_restored=True)
    report = verification.verify()
    lost = sum(last - first + 1 for first, last in report.lost)
    with transaction.atomic():
        # Who asked may have no account in the database that came back.
        by = system_user()
        facts = {"entries": report.entries, "lost": lost}
        record(Event.BACKUP_RESTORED, by=by, subject="backup:all", facts=facts, now=now)
    return report


def _refuse_inside(folder: Path) -> None:
    resolved = folder.resolve()
    for kept in (settings.DATA, settings.KEYS):
        if resolved.is_relative_to(Path(kept).resolve()):
            raise BackupInsideError


def _copy_uploads(target: Path) -> None:
    uploads: Path = settings.UPLOADS
    for file in _files(uploads) if uploads.exists() else ():
        copy = target / file.relative_to(uploads)
        copy.parent.mkdir(parents=True, exist_ok=True)
        try:
            shutil.copyfile(file, copy)
        except FileNotFoundError:
            continue  # deleted meanwhile, with its key: not to be kept


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file())


def _digest(file: Path) -> str:
    with file.open("rb") as stream:
        return file_digest(stream, "sha256").hexdigest()


def _write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write the manifest, signed: who can write where backups are kept may not change them."""
    signed = {
        "version": _VERSION,
        "made_at": manifest.made_at.isoformat(),
        "vendor": manifest.vendor,
        "head": {"seq": manifest.head.seq, "digest": manifest.head.digest},
        "files": manifest.files,
    }
    signature = keyring.current().signing_key.sign(_signed_bytes(signed)).hex()
    fields = {"signed": signed, "signature": signature}
    (folder / _MANIFEST).write_text(json.dumps(fields, indent=1))


def _signed_bytes(signed: dict[str, object]) -> bytes:
    return b"stadspoort/backup/1:" + canonical(signed).encode()
