"""Making an installation: folders, keys, database, and what every register starts with."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, OperationalError, connection, transaction
from django.db.migrations.loader import MigrationLoader

from stadspoort.apps.accounts.queries import system_user
from stadspoort.apps.audit import keyring
from stadspoort.apps.audit.actions import record
from stadspoort.apps.audit.events import Event
from stadspoort.apps.register.errors import DataFolderFilledError
from stadspoort.apps.register.starter import add_own_entries
from stadspoort.errors import StadspoortError


class NotInstalledError(StadspoortError):
    """There is no installation in the data folder or in the database that the settings name."""

    code = "site.not_installed"


class MigrationsPendingError(StadspoortError):
    """The database is of an older version: nothing is read or written before it is migrated."""

    code = "site.migrations_pending"


class DatabaseUnreachableError(StadspoortError):
    """The database does not answer, or does not let this user in."""

    code = "site.database_unreachable"


class DatabaseBusyError(StadspoortError):
    """Another process held the database for longer than one may wait for it."""

    code = "site.database_busy"


def initialise(now: datetime) -> str:
    """Make an empty installation; return the pass phrase of the FG's key, which is stored nowhere.

    Raises:
        DataFolderFilledError: If data folder or database already hold something; nothing changes.
        KeysExistError: If the key folder holds keys: they may be those of other data.
        KeysInsideDataError: If the key folder lies in the data folder.
    """
    if is_filled():
        raise DataFolderFilledError
    # Keys first: they refuse most, and nothing else exists yet when they do.
    passphrase = keyring.initialise(now)
    settings.DATA.mkdir(mode=0o700, parents=True, exist_ok=True)
    settings.UPLOADS.mkdir(mode=0o700, exist_ok=True)
    call_command("migrate", interactive=False, verbosity=0)
    with transaction.atomic():
        by = system_user()
        add_own_entries(by=by, now=now)
        record(Event.SYSTEM_INITIALISED, by=by, subject="system:installation", facts={}, now=now)
    return passphrase


def require_current() -> None:
    """Check that there is an installation here, and that its database is of this version.

    Raises:
        NotInstalledError: If there is none; nothing is made.
        MigrationsPendingError: If its database is of an older version.
        DatabaseError: If the database cannot be asked; see `named`.
    """
    if pending := _pending():
        raise MigrationsPendingError(steps=pending)


def migrate(now: datetime) -> int:
    """Bring the database to this version; return the steps that took, 0 if it was there already.

    Raises:
        NotInstalledError: If there is no installation; nothing is made.
    """
    steps = _pending()
    if steps:
        call_command("migrate", interactive=False, verbosity=0)
        with transaction.atomic():
            by, facts = system_user(), {"steps": steps}
            subject = "system:installation"
            record(Event.SYSTEM_MIGRATED, by=by, subject=subject, facts=facts, now=now)
    return steps


def named(error: DatabaseError) -> StadspoortError | None:
    """Return a failure of the database itself by its name; None for a mistake of ours."""
    if not isinstance(error, OperationalError):
        return None
    return DatabaseBusyError() if "locked" in str(error) else DatabaseUnreachableError()


def _pending() -> int:
    """Return the migrations that this version has and the database has not.

    Raises:
        NotInstalledError: If it has none at all.
    """
    # SQLite would make its file on connecting.
    is_file = connection.vendor == "sqlite"
    if is_file and not Path(connection.settings_dict["NAME"]).is_file():
        raise NotInstalledError(folder=str(settings.DATA))
    loader = MigrationLoader(connection)
    applied = set(loader.applied_migrations)
    if not applied:
        raise NotInstalledError(folder=str(settings.DATA))
    return len(loader.graph.nodes.keys() - applied)


def is_filled() -> bool:
    """Say whether there is anything in the data folder or the database."""
    if settings.DATA.is_dir() and any(settings.DATA.iterdir()):
        return True
    # SQLite would make its file on connecting; without the folder there can be none.
    is_file = connection.vendor == "sqlite"
    return False if is_file else bool(connection.introspection.table_names())
