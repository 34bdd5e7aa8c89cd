"""`--by`: as whom a writing command is recorded."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stadspoort.apps.accounts.models import User


def add_by(parser: argparse.ArgumentParser) -> None:
    """Add `--by` to a command that writes."""
    parser.add_argument(
        "--by",
        metavar="GEBRUIKER",
        help="gebruikersnaam onder wie dit wordt vastgelegd; anders de systeemgebruiker",
    )


def acting_user(arguments: argparse.Namespace) -> User:
    """Return the user that `--by` names, else the system user. After `django_setup.set_up`.

    Raises:
        UserUnknownError: If there is no such user.
    """
    from stadspoort.apps.accounts.queries import by_username, system_user

    name: str | None = arguments.by
    return system_user() if name is None else by_username(name)
