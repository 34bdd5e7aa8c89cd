"""`admin`: what a functional administrator does on the screens, for scripts."""

from __future__ import annotations

from stadspoort.cli import accounts, decisions, entries, facts, keys, listings
from stadspoort.cli.parser import Subparsers

_GROUPS = (entries, decisions, facts, listings, keys, accounts)


def register(subparsers: Subparsers) -> None:
    """Add `admin` with all its commands."""
    admin = subparsers.add_parser(
        "admin",
        help="beheer modellen, doelen, besluiten, sleutels en gebruikers",
        description="Alles wat een functioneel beheerder op het scherm doet, voor in een script. "
        "Elke wijziging komt in het logboek.",
    )
    commands = admin.add_subparsers(title="opdrachten", metavar="OPDRACHT", required=True)
    for group in _GROUPS:
        group.add_commands(commands)
