"""`admin add-user`, `set-roles`, `reset-mfa`, ...: the people of this installation."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from stadspoort.apps.accounts.roles import Role
from stadspoort.cli import acting, django_setup
from stadspoort.cli.parser import CommandParser, Subparsers

if TYPE_CHECKING:
    from stadspoort.apps.accounts.models import User

    Change = Callable[[User, User, datetime], None]

_ROLES = [role.value for role in Role]


def add_commands(commands: Subparsers) -> None:
    """Add the commands for people to `admin`."""
    add = _writing(commands, "add-user", "voeg een gebruiker toe; toont het wachtwoord één keer")
    add.add_argument("--username", required=True, metavar="GEBRUIKER")
    add.add_argument("--name", required=True, metavar="NAAM")
    add.add_argument("--email", default="", metavar="ADRES")
    _add_roles(add)
    add.set_defaults(handler=run_add_user)

    roles = _about(commands, "set-roles", "geef een gebruiker precies deze rollen")
    _add_roles(roles)
    roles.set_defaults(handler=run_set_roles)

    for name, help_text, handler in (
        ("reset-mfa", "verwijder de tweede stap van een gebruiker", run_reset_mfa),
        ("reset-password", "geef een gebruiker een tijdelijk wachtwoord", run_reset_password),
        ("deactivate", "sluit een account af", run_deactivate),
        ("activate", "open een afgesloten account weer", run_activate),
    ):
        _about(commands, name, help_text).set_defaults(handler=handler)

    listing = commands.add_parser("list-users", help="toon de gebruikers en hun rollen")
    listing.add_argument("--json", action="store_true", help="toon het antwoord als JSON")
    listing.set_defaults(handler=run_list_users)


def run_add_user(arguments: argparse.Namespace) -> int:
    """Add a user and print the temporary password."""
    django_setup.set_up(arguments)
    from stadspoort.apps.accounts import actions

    password = actions.temporary_password()
    user = actions.create_user(
        username=arguments.username,
        display_name=arguments.name,
        email=arguments.email,
        roles=[Role(role) for role in arguments.role],
        by=acting.acting_user(arguments),
        now=datetime.now(UTC),
        password=password,
    )
    _print_user(arguments, user, password=password)
    return 0


def run_set_roles(arguments: argparse.Namespace) -> int:
    """Make the named roles those of the user."""

    def change(user: User, by: User, now: datetime) -> None:
        from stadspoort.apps.accounts import actions

        roles = [Role(role) for role in arguments.role]
        actions.set_roles(user=user, roles=roles, by=by, now=now)

    return _change(arguments, change)


def run_reset_mfa(arguments: argparse.Namespace) -> int:
    """Remove the second factor of a user."""

    def change(user: User, by: User, now: datetime) -> None:
        from stadspoort.apps.accounts import second_factor

        second_factor.reset(user=user, by=by, now=now)

    return _change(arguments, change)


def run_reset_password(arguments: argparse.Namespace) -> int:
    """Give a user a temporary password and print it."""
    django_setup.set_up(arguments)
    from stadspoort.apps.accounts import actions, queries

    password = actions.temporary_password()
    user = queries.by_username(arguments.username)
    by = acting.acting_user(arguments)
    actions.set_temporary_password(user=user, password=password, by=by, now=datetime.now(UTC))
    _print_user(arguments, user, password=password)
    return 0


def run_deactivate(arguments: argparse.Namespace) -> int:
    """Close an account."""

    def change(user: User, by: User, now: datetime) -> None:
        from stadspoort.apps.accounts import actions

        actions.deactivate(user=user, by=by, now=now)

    return _change(arguments, change)


def run_activate(arguments: argparse.Namespace) -> int:
    """Open a closed account."""

    def change(user: User, by: User, now: datetime) -> None:
        from stadspoort.apps.accounts import actions

        actions.activate(user=user, by=by, now=now)

    return _change(arguments, change)


def run_list_users(arguments: argparse.Namespace) -> int:
    """Print every user with roles and state, in the order of their user names."""
    django_setup.set_up(arguments)
    from stadspoort.apps.accounts.models import User

    for user in User.objects.filter(is_system=False).order_by("username"):
        _print_user(arguments, user)
    return 0


def _change(arguments: argparse.Namespace, change: Change) -> int:
    django_setup.set_up(arguments)
    from stadspoort.apps.accounts import queries

    user = queries.by_username(arguments.username)
    change(user, acting.acting_user(arguments), datetime.now(UTC))
    _print_user(arguments, user)
    return 0


def _print_user(arguments: argparse.Namespace, user: User, *, password: str | None = None) -> None:
    from stadspoort.apps.accounts import queries

    roles = sorted(queries.granted_roles(user))
    if arguments.json:
        facts: dict[str, object] = {
            "username": user.username,
            "pseudonym": user.pseudonym,
            "roles": roles,
            "is_active": user.is_active,
        }
        if password is not None:
            facts["password"] = password
        print(json.dumps(facts, ensure_ascii=False))
        return
    state = "actief" if user.is_active else "afgesloten"
    print(f"{user.username}  {state}  {', '.join(roles) or 'geen rol'}")
    if password is not None:
        print(f"tijdelijk wachtwoord (wordt niet nog eens getoond): {password}")


def _writing(commands: Subparsers, name: str, help_text: str) -> CommandParser:
    parser = commands.add_parser(name, help=help_text)
    acting.add_by(parser)
    parser.add_argument("--json", action="store_true", help="toon het antwoord als JSON")
    return parser


def _about(commands: Subparsers, name: str, help_text: str) -> CommandParser:
    parser = _writing(commands, name, help_text)
    parser.add_argument("username", metavar="GEBRUIKER")
    return parser


def _add_roles(parser: CommandParser) -> None:
    parser.add_argument(
        "--role",
        action="append",
        default=[],
        choices=_ROLES,
        metavar="ROL",
        help=f"mag vaker; een van {', '.join(_ROLES)}",
    )
