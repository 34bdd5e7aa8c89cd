"""`init` and `demo`: make an installation, empty or with the demo municipality."""

from __future__ import annotations

import argparse
import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from stadspoort.cli import django_setup
from stadspoort.cli.parser import Subparsers

if TYPE_CHECKING:
    from stadspoort.apps.accounts.roles import Role


def register(subparsers: Subparsers) -> None:
    """Add `init` and `demo`."""
    init = subparsers.add_parser(
        "init",
        help="richt een nieuwe, lege installatie in",
        description="Maakt de gegevensmap, de sleutels en de database. Weigert een gevulde map.",
    )
    init.add_argument("--json", action="store_true", help="toon de uitkomst als JSON")
    init.set_defaults(handler=run_init)
    demo = subparsers.add_parser(
        "demo",
        help="richt een installatie in met de demogemeente Waterdam",
        description="Maakt een installatie met een gevuld register en een account per rol. "
        "Alleen om te proberen: de server luistert dan alleen op deze computer.",
    )
    demo.add_argument("--json", action="store_true", help="toon de uitkomst als JSON")
    demo.set_defaults(handler=run_demo)


def run_init(arguments: argparse.Namespace) -> int:
    """Make an empty installation; print the pass phrase of the FG once, and the next steps."""
    django_setup.wake(arguments)
    from django.conf import settings

    from stadspoort.site.installation import initialise

    passphrase = initialise(datetime.now(UTC))
    if arguments.json:
        print(json.dumps(_places() | {"fg_passphrase": passphrase}))
        return 0
    print(f"Stadspoort is ingericht in {settings.DATA}.")
    _print_passphrase(passphrase)
    print("\nVerder:")
    print("  stadspoort admin add-user ...      maak de eerste beheerder (functioneel-beheerder)")
    print("  stadspoort admin add-model ...     sluit een model aan (of gebruik stadspoort/citaat)")
    print("  stadspoort admin add-purpose ...   leg vast waarvoor")
    print("  stadspoort admin allow ...         neem het besluit")
    print("  stadspoort serve                   start Stadspoort")
    return 0


def run_demo(arguments: argparse.Namespace) -> int:
    """Make an installation with the demo municipality; print its accounts once."""
    django_setup.wake(arguments)
    from django.conf import settings

    from stadspoort.site.demo import load_demo

    demo = load_demo(datetime.now(UTC))
    if arguments.json:
        accounts = {role.value: password for role, password in demo.passwords.items()}
        print(json.dumps(_places() | {"fg_passphrase": demo.passphrase, "accounts": accounts}))
        return 0
    print(f"De demogemeente {settings.ORGANISATION} staat klaar in {settings.DATA}.")
    _print_accounts(demo.passwords)
    _print_passphrase(demo.passphrase)
    return 0


def _places() -> dict[str, object]:
    from django.conf import settings

    return {"data": str(settings.DATA), "keys": str(settings.KEYS)}


def _print_accounts(passwords: dict[Role, str]) -> None:
    print("\nAccounts (alleen nu te zien, nergens bewaard):\n")
    width = max(len(role.value) for role in passwords)
    print(f"  {'gebruikersnaam':<{width}}  {'wachtwoord':<19}  rol")
    for role, password in passwords.items():
        print(f"  {role.value:<{width}}  {password:<19}  {role.label}")


def _print_passphrase(passphrase: str) -> None:
    print("\nWachtzin van de functionaris gegevensbescherming (FG), alleen nu te zien:\n")
    print(f"  {passphrase}\n")
    print(
        "Alleen hiermee gaan verzegelde kopieën open. Geef hem aan de FG en bewaar hem niet hier."
    )
