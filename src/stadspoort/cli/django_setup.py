"""The one way in which a command wakes Django: after `--data` has become known."""

from __future__ import annotations

import argparse
import os
from pathlib import Path


def set_up(arguments: argparse.Namespace) -> None:
    """Make models, settings and the installation usable: the start of almost every command.

    Raises:
        NotInstalledError: If there is no installation in the data folder.
        MigrationsPendingError: If its database is of an older version.
        RuntimeError: As `wake`.
    """
    wake(arguments)
    from stadspoort.site.installation import require_current

    require_current()


def wake(arguments: argparse.Namespace) -> None:
    """Make models and settings usable, with the data folder that `--data` names.

    Without `--data` the settings take STADSPOORT_DATA, as everywhere. Call it first in a handler
    and import Django code after it: settings read the environment once, when they are imported.

    Raises:
        RuntimeError: If settings were already loaded with another data folder: a command would work
            on the wrong database. Only a program that calls `main` in its own process can meet it.
    """
    folder: str | None = arguments.data
    if folder is not None:
        os.environ["STADSPOORT_DATA"] = folder
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "stadspoort.site.settings")

    import django
    from django.conf import settings

    if folder is not None and Path(folder).resolve() != settings.DATA:
        message = "settings are already loaded with another data folder"
        raise RuntimeError(message)
    django.setup()
