"""The demo municipality, Gemeente Waterdam: accounts, register and decisions to try things with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from stadspoort.apps.accounts.actions import create_demo_accounts, temporary_password
from stadspoort.apps.accounts.queries import system_user
from stadspoort.apps.accounts.roles import Role
from stadspoort.apps.audit.actions import record
from stadspoort.apps.audit.events import Event
from stadspoort.apps.register.demo import fill_register
from stadspoort.site.installation import initialise


@dataclass(frozen=True, slots=True)
class Demo:
    """What is shown once and stored nowhere.

    Attributes:
        passwords: Of each account, by role; the user name is the slug of the role.
        passphrase: Of the FG's private key.
    """

    passwords: dict[Role, str]
    passphrase: str


def load_demo(now: datetime) -> Demo:
    """Make an installation with the demo municipality in it.

    Raises:
        DataFolderFilledError: If data folder or database already hold something; nothing changes.
        KeysExistError: If the key folder holds keys.
    """
    passphrase = initialise(now)
    passwords = {role: temporary_password() for role in Role}
    with transaction.atomic():
        people = create_demo_accounts(now=now, passwords=passwords)
        fill_register(people=people, now=now)
        by, facts = system_user(), {"accounts": len(people)}
        record(Event.DEMO_LOADED, by=by, subject="system:installation", facts=facts, now=now)
    return Demo(passwords, passphrase)
