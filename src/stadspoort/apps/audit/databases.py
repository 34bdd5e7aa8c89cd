"""Copying the whole database, as of one moment, while it is in use; and putting a copy back."""

from __future__ import annotations

import logging
import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

from django.db import connection, transaction
from django.db.backends.postgresql.client import DatabaseClient

from stadspoort.apps.audit import chain
from stadspoort.apps.audit.errors import (
    BackupToolFailedError,
    BackupToolMissingError,
    RestoreTargetFilledError,
)
from stadspoort.engines.ledger import Head

logger = logging.getLogger(__name__)

# All or nothing, and without the roles of the server it was made on.
_RESTORING = ("--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error")


def copy_name() -> str:
    """Return the file name of a copy of this kind of database."""
    return "database.sqlite3" if connection.vendor == "sqlite" else "database.pgdump"


def copy_to(file: Path) -> Head:
    """Write a copy of the database to `file`; return the ledger's head in it.

    Raises:
        BackupToolMissingError: If pg_dump is not installed.
        BackupToolFailedError: If it failed.
    """
    return _copy_sqlite(file) if connection.vendor == "sqlite" else _copy_postgresql(file)


def restore_from(file: Path) -> None:
    """Fill the empty database with a copy that `copy_to` made.

    Raises:
        RestoreTargetFilledError: If the database is not empty.
        BackupToolMissingError: If pg_restore is not installed.
        BackupToolFailedError: If it failed; the database is still empty.
    """
    refuse_filled()
    if connection.vendor == "sqlite":
        _restore_sqlite(file)
    else:
        _run_tool("pg_restore", *_RESTORING, str(file))


def refuse_filled() -> None:
    """Do nothing when the database holds no tables.

    Raises:
        RestoreTargetFilledError: If it holds any.
    """
    if connection.vendor == "sqlite" and not _sqlite_file().exists():
        return  # asking would make the file
    tables = connection.introspection.table_names()
    connection.close()  # an open connection would keep writing to the file that is replaced
    if tables:
        raise RestoreTargetFilledError(tables=len(tables))


def _sqlite_file() -> Path:
    return Path(connection.settings_dict["NAME"])


def _copy_sqlite(file: Path) -> Head:
    with closing(sqlite3.connect(_sqlite_file())) as source, closing(sqlite3.connect(file)) as copy:
        # In one step: a reader of a write-ahead log stops no writer, and a copy in steps would
        # start again after every write in between.
        source.backup(copy)
        # One file without a log beside it: that is what gets a digest and is carried away.
        copy.execute("PRAGMA journal_mode=DELETE")
        row = copy.execute(chain.HEAD).fetchone()
    return Head() if row is None else Head(row[0], row[1])


def _restore_sqlite(file: Path) -> None:
    target = _sqlite_file()
    draft = target.with_name(f"{target.name}.restoring")
    shutil.copyfile(file, draft)
    draft.chmod(0o600)
    for beside in ("-wal", "-shm"):
        target.with_name(target.name + beside).unlink(missing_ok=True)
    draft.replace(target)


def _copy_postgresql(file: Path) -> Head:
    # The snapshot that this transaction exports is the one that pg_dump reads, so that the head
    # in the manifest is the head in the copy.
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        (snapshot,) = cursor.fetchone()
        head, _ = chain.read_head()
        _run_tool("pg_dump", "--format=custom", f"--snapshot={snapshot}", f"--file={file}")
    return head


def _run_tool(tool: str, *arguments: str) -> None:
    program = shutil.which(tool)
    if program is None:
        raise BackupToolMissingError(tool=tool)
    psql, environment = DatabaseClient.settings_to_cmd_args_env(connection.settings_dict, [])
    # [psql, options of the connection ..., name of the database]; the password is in environment.
    command = [program, *psql[1:-1], f"--dbname={psql[-1]}", *arguments]
    done = subprocess.run(  # noqa: S603 (a fixed program, arguments from the settings)
        command, env={**os.environ, **(environment or {})}, capture_output=True, check=False
    )
    if done.returncode:
        logger.error("%s: %s", tool, done.stderr.decode(errors="replace").strip())
        raise BackupToolFailedError(tool=tool, status=done.returncode)
