"""`keys rotate`, `backup`, `restore-backup` and `migrate`."""

from __future__ import annotations

import argparse
import json
from datetime import UTC, datetime
from pathlib import Path

from stadspoort.cli import acting, django_setup
from stadspoort.cli.parser import Subparsers


def register(subparsers: Subparsers) -> None:
    """Add the commands for keys and backups."""
    keys = subparsers.add_parser(
        "keys",
        help="beheer de hoofdsleutels",
        description="Beheert de hoofdsleutels, die de gegevenssleutels versleutelen.",
    )
    commands = keys.add_subparsers(title="opdrachten", metavar="OPDRACHT", required=True)
    rotate = commands.add_parser(
        "rotate",
        help="vernieuw de hoofdsleutel",
        description="Maakt een nieuwe hoofdsleutel en versleutelt daarmee alle gegevenssleutels. "
        "Mag worden afgebroken: de volgende keer gaat het verder.",
    )
    acting.add_by(rotate)
    rotate.add_argument("--json", action="store_true", help="toon de uitkomst als JSON")
    rotate.set_defaults(handler=run_rotate)

    backup = subparsers.add_parser(
        "backup",
        help="maak een back-up, ook terwijl Stadspoort draait",
        description="Bewaart database, uploads en ankers in een nieuwe map. Sleutels nooit: bewaar "
        "de sleutelmap zelf, ergens anders.",
    )
    backup.add_argument("folder", metavar="MAP", type=Path, help="een nieuwe of lege map")
    acting.add_by(backup)
    backup.set_defaults(handler=run_backup)

    restore = subparsers.add_parser(
        "restore-backup",
        help="zet een back-up terug in een lege installatie",
        description="Zet een back-up terug en controleert het logboek. Eindigt met 1 als dat niet "
        "klopt. De sleutelmap moet al terugstaan.",
    )
    restore.add_argument("folder", metavar="MAP", type=Path, help="de map van de back-up")
    restore.set_defaults(handler=run_restore)

    migrate = subparsers.add_parser(
        "migrate",
        help="werk de database bij na een nieuwe versie",
        description="Brengt de database van een bestaande installatie naar deze versie. Maak eerst "
        "een back-up en stop Stadspoort.",
    )
    migrate.set_defaults(handler=run_migrate)


def run_rotate(arguments: argparse.Namespace) -> int:
    """Renew the wrapping key and print what was done."""
    django_setup.set_up(arguments)
    from stadspoort.apps.audit.rotation import rotate_keys

    now = datetime.now(UTC)
    rotation = rotate_keys(by=acting.acting_user(arguments), now=now)
    if arguments.json:
        outcome = {
            "key": rotation.key_id,
            "rewrapped": rotation.rewrapped,
            "resumed": rotation.is_resumed,
        }
        print(json.dumps(outcome))
        return 0
    if rotation.is_resumed:
        print("Een eerder afgebroken vernieuwing is afgemaakt; er is geen nieuwe sleutel gemaakt.")
    print(f"Hoofdsleutel {rotation.key_id} is actief; {rotation.rewrapped} sleutels overgezet.")
    return 0


def run_backup(arguments: argparse.Namespace) -> int:
    """Make a backup and print what it holds."""
    django_setup.set_up(arguments)
    from stadspoort.apps.audit.backups import make_backup

    now = datetime.now(UTC)
    manifest = make_backup(arguments.folder, by=acting.acting_user(arguments), now=now)
    print(
        f"Back-up gemaakt: {len(manifest.files)} bestanden, logboek tot en met regel "
        f"{manifest.head.seq}. Bewaar de sleutelmap apart."
    )
    return 0


def run_restore(arguments: argparse.Namespace) -> int:
    """Put a backup back and print what the verification says; 0 if the ledger is sound, else 1."""
    django_setup.wake(arguments)
    from stadspoort.apps.audit.backups import restore_backup
    from stadspoort.apps.audit.verification import explain

    report = restore_backup(arguments.folder, now=datetime.now(UTC))
    print("De back-up is teruggezet.")
    print(explain(report))
    return 0 if report.ok else 1


def run_migrate(arguments: argparse.Namespace) -> int:
    """Bring the database to this version and print whether that was needed."""
    django_setup.wake(arguments)
    from stadspoort.site.installation import migrate

    steps = migrate(datetime.now(UTC))
    done = f"De database is bijgewerkt (stappen: {steps})."
    print(done if steps else "De database is al van deze versie. Er is niets gewijzigd.")
    return 0
