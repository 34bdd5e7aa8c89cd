"""`admin add-key`, `admin revoke-key` and `admin list-keys`."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from stadspoort.cli import acting, django_setup
from stadspoort.cli.parser import Subparsers
from stadspoort.cli.tables import table

if TYPE_CHECKING:
    from stadspoort.apps.accounts.models import User
    from stadspoort.apps.gate.queries import KeyRow

_STATES = {
    "usable": "werkt",
    "expired": "verlopen",
    "revoked": "ingetrokken",
    "owner_left": "eigenaar niet actief",
}


def add_commands(commands: Subparsers) -> None:
    """Add the commands for API keys to `admin`."""
    add = commands.add_parser(
        "add-key",
        help="maak een sleutel voor een toepassing",
        description="Maakt een sleutel en toont hem één keer. Stadspoort bewaart hem niet.",
    )
    add.add_argument("--purpose", metavar="DOEL[,DOEL]", required=True, help="doelen die mogen")
    add.add_argument(
        "--owner",
        metavar="NAAM",
        required=True,
        help="wie aanspreekbaar is; een nieuwe naam wordt toegevoegd, zonder aanmelding",
    )
    add.add_argument(
        "--application", metavar="TOEPASSING", help="anders `api`, de eigen koppelingen"
    )
    add.add_argument("--until", metavar="JJJJ-MM-DD", type=date.fromisoformat, help="laatste dag")
    acting.add_by(add)
    _add_json(add)
    add.set_defaults(handler=run_add)

    revoke = commands.add_parser("revoke-key", help="trek een sleutel in")
    revoke.add_argument("id", metavar="KENMERK", help="zoals `admin list-keys` het toont")
    acting.add_by(revoke)
    revoke.set_defaults(handler=run_revoke)

    listing = commands.add_parser("list-keys", help="toon alle sleutels, zonder de sleutels zelf")
    _add_json(listing)
    listing.set_defaults(handler=run_list)


def run_add(arguments: argparse.Namespace) -> int:
    """Make a key and print it, once."""
    django_setup.set_up(arguments)
    from stadspoort.apps.gate import actions
    from stadspoort.apps.register import queries as register
    from stadspoort.gate.values import end_of

    now = datetime.now(UTC)
    slugs = sorted({slug.strip() for slug in arguments.purpose.split(",") if slug.strip()})
    application = register.application(arguments.application or register.CONNECTIONS)
    by = acting.acting_user(arguments)
    owner = _owner(arguments.owner, by, now)
    new = actions.make_key(
        owner=owner,
        application=application,
        purposes=[register.purpose(slug) for slug in slugs],
        expires_at=None if arguments.until is None else end_of(arguments.until),
        by=by,
        now=now,
    )
    if arguments.json:
        facts = {
            "id": new.row.public_id,
            "key": new.secret,
            "purposes": slugs,
            "application": application.slug,
            "owner": owner.username,
        }
        print(json.dumps(facts))
        return 0
    print(f"Sleutel {new.row.public_id} voor {application.slug}. U ziet hem één keer:")
    print(new.secret)
    return 0


def _owner(name: str, by: User, now: datetime) -> User:
    """Return who answers for a key; someone who is not known yet gets an account without sign-in.

    A key of a team or a supplier needs a name that can be called to account, not a person with a
    password.
    """
    from stadspoort.apps.accounts.actions import create_user
    from stadspoort.apps.accounts.errors import UserUnknownError
    from stadspoort.apps.accounts.queries import by_username

    try:
        return by_username(name)
    except UserUnknownError:
        print(
            f"{name} is nog niet bekend: als eigenaar toegevoegd, zonder aanmelding.",
            file=sys.stderr,
        )
        return create_user(username=name, display_name=name, roles=(), by=by, now=now)


def run_revoke(arguments: argparse.Namespace) -> int:
    """Revoke a key."""
    django_setup.set_up(arguments)
    from stadspoort.apps.gate import actions

    actions.revoke_key(arguments.id, by=acting.acting_user(arguments), now=datetime.now(UTC))
    print(f"Sleutel {arguments.id} is ingetrokken. Binnen 5 seconden werkt hij niet meer.")
    return 0


def run_list(arguments: argparse.Namespace) -> int:
    """Print the keys, newest first."""
    django_setup.set_up(arguments)
    from stadspoort.apps.gate import queries

    rows = queries.key_rows(list(queries.keys()), datetime.now(UTC))
    if arguments.json:
        print(json.dumps([_facts(row) for row in rows], ensure_ascii=False))
        return 0
    shown = [
        {
            "id": row.id,
            "state": _STATES[row.state],
            "application": row.application,
            "purposes": row.purposes,
            "owner": row.owner,
        }
        for row in rows
    ]
    print(table(shown) if shown else "Er zijn geen sleutels.")
    return 0


def _facts(row: KeyRow) -> dict[str, object]:
    return {
        "id": row.id,
        "application": row.application,
        "owner": row.owner,
        "purposes": row.purposes,
        "created_at": row.created_at.isoformat(),
        "expires_at": row.expires_at and row.expires_at.isoformat(),
        "state": row.state,
        "last_used_at": row.last_used_at and row.last_used_at.isoformat(),
    }


def _add_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="toon de uitkomst als JSON")
