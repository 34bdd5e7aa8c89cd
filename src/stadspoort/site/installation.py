"""Making an installation: folders, keys, database, and what every register starts with."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction

from stadspoort.apps.accounts.queries import system_user
from stadspoort.apps.audit import keyring
from stadspoort.apps.audit.actions import record
from stadspoort.apps.audit.events import Event
from stadspoort.apps.register.errors import DataFolderFilledError
from stadspoort.apps.register.starter import add_own_entries


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


def is_filled() -> bool:
    """Say whether there is anything in the data folder or the database."""
    if settings.DATA.is_dir() and any(settings.DATA.iterdir()):
        return True
    # SQLite would make its file on connecting; without the folder there can be none.
    is_file = connection.vendor == "sqlite"
    return False if is_file else bool(connection.introspection.table_names())
