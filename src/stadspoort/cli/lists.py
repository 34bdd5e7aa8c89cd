"""`stadspoort lists`: check, load and show a municipality's own lists."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import UTC, datetime

from stadspoort.cli import acting, django_setup
from stadspoort.cli.list_files import read_folder, read_lists
from stadspoort.cli.parser import Subparsers
from stadspoort.cli.tables import table

_NONE = "geen"


def register(subparsers: Subparsers) -> None:
    """Add `lists check`, `load`, `show` and `use`."""
    lists = subparsers.add_parser(
        "lists",
        help="beheer de eigen lijsten voor het herkennen van persoonsgegevens",
        description="Beheert de eigen lijsten van de gemeente: medewerkers, bestuurders, adressen, "
        "organisaties, vormen van nummers, en wat altijd of nooit gemaskeerd wordt.",
    )
    commands = lists.add_subparsers(title="opdrachten", metavar="OPDRACHT", required=True)

    check = commands.add_parser(
        "check",
        help="controleer bestanden zonder ze te laden",
        description="Controleert de bestanden in een map en toont elke fout met bestand en regel.",
    )
    check.add_argument("folder", metavar="LIJSTEN", help="map met CSV-bestanden")
    check.set_defaults(handler=run_check)

    load = commands.add_parser(
        "load",
        help="laad de bestanden in een map en neem ze in gebruik",
        description="Laadt alle lijsten uit een map als nieuwe versie. Wat niet in de map staat, "
        "telt niet meer mee. Binnen 5 seconden gebruikt elk proces de lijsten.",
    )
    load.add_argument("folder", metavar="LIJSTEN", help="map met CSV-bestanden")
    acting.add_by(load)
    load.set_defaults(handler=run_load)

    show = commands.add_parser("show", help="toon de versies, zonder wat in de lijsten staat")
    show.add_argument("--json", action="store_true", help="toon de uitkomst als JSON")
    show.set_defaults(handler=run_show)

    use = commands.add_parser("use", help="ga terug naar een eerdere versie")
    use.add_argument(
        "version", metavar="VERSIE", help=f"minstens 6 tekens ervan, of `{_NONE}` voor geen lijsten"
    )
    acting.add_by(use)
    use.set_defaults(handler=run_use)


def run_check(arguments: argparse.Namespace) -> int:
    """Print how many entries each list has, or every problem."""
    from stadspoort.engines.privacy.lists import ListsRefusedError, parse_lists

    try:
        lists = parse_lists(read_folder(arguments.folder))
    except ListsRefusedError as error:
        for problem in error.problems:
            print(problem, file=sys.stderr)
        print(f"Geweigerd: {len(error.problems)} fouten.", file=sys.stderr)
        return 1
    print(f"De lijsten zijn goed. Versie {lists.version[:12]}.")
    print(table([{"lijst": name, "aantal": size} for name, size in lists.counts.items()]))
    return 0


def run_load(arguments: argparse.Namespace) -> int:
    """Load the lists of a folder."""
    lists = read_lists(arguments.folder)
    django_setup.set_up(arguments)
    from stadspoort.apps.lists import actions

    row = actions.load(lists, by=acting.acting_user(arguments), now=datetime.now(UTC))
    print(f"Versie {row.short} is in gebruik.")
    return 0


def run_show(arguments: argparse.Namespace) -> int:
    """Print the versions, the newest first."""
    django_setup.set_up(arguments)
    from stadspoort.apps.lists import queries

    rows = queries.rows()
    if arguments.json:
        shown = [
            {
                "version": row.version,
                "loaded_at": row.loaded_at.isoformat(),
                "loaded_by": row.loaded_by,
                "in_use": row.is_in_use,
                "forgotten": row.is_forgotten,
                "entries": {count.label: count.entries for count in row.counts},
            }
            for row in rows
        ]
        print(json.dumps(shown, ensure_ascii=False))
        return 0
    if not rows:
        print("Er zijn nog geen lijsten geladen.")
        return 0
    print(
        table(
            [
                {
                    "versie": row.short,
                    "geladen op": row.loaded_at.date().isoformat(),
                    "door": row.loaded_by,
                    "status": _status(is_in_use=row.is_in_use, is_forgotten=row.is_forgotten),
                    "inhoud": ", ".join(f"{count.label} {count.entries}" for count in row.counts),
                }
                for row in rows
            ]
        )
    )
    return 0


def run_use(arguments: argparse.Namespace) -> int:
    """Take an earlier version in use, or none."""
    django_setup.set_up(arguments)
    from stadspoort.apps.lists import actions, queries

    by, now = acting.acting_user(arguments), datetime.now(UTC)
    if arguments.version == _NONE:
        actions.stop(by=by, now=now)
        print("Er zijn geen eigen lijsten meer in gebruik.")
        return 0
    row = queries.named(arguments.version)
    actions.use(row, by=by, now=now)
    print(f"Versie {row.short} is in gebruik.")
    return 0


def _status(*, is_in_use: bool, is_forgotten: bool) -> str:
    if is_in_use:
        return "in gebruik"
    return "inhoud vernietigd" if is_forgotten else "bewaard"
