"""`stadspoort obstacles`: where the frameworks block or leave open, for the makers of the rules."""

from __future__ import annotations

import argparse
import csv
import dataclasses
import json
import sys
from datetime import date
from typing import TYPE_CHECKING

from stadspoort.cli.framework_files import add_files, library_with
from stadspoort.cli.judge import read_or_tell
from stadspoort.cli.parser import Subparsers
from stadspoort.cli.saying import add_json
from stadspoort.cli.tables import table

if TYPE_CHECKING:
    from stadspoort.engines.frameworks.obstacles import Obstacle

_SHOWN = 25


def register(subparsers: Subparsers) -> None:
    """Add `obstacles`."""
    parser = subparsers.add_parser(
        "obstacles",
        help="waar de kaders blokkeren of openlaten, voor de makers van de regels",
        description="Telt per eis hoe vaak zij een gebruik in de weg staat, waarom, en of iemand "
        "het kon aantonen. Vrij toegankelijke diensten tellen niet mee: dat die niet mogen, is de "
        "bedoeling. Zonder --json of --csv: de 25 eisen die het vaakst in de weg staan.",
    )
    parser.add_argument("facts", metavar="FEITEN", help="YAML-bestand met feiten")
    parser.add_argument(
        "--on", metavar="DATUM", type=date.fromisoformat, required=True, help="dag (JJJJ-MM-DD)"
    )
    parser.add_argument("--csv", action="store_true", help="alle eisen, voor een rekenblad")
    add_files(parser)
    add_json(parser)
    parser.set_defaults(handler=run_obstacles)


def run_obstacles(arguments: argparse.Namespace) -> int:
    """Print the obstacles; 1 when the facts are refused."""
    from stadspoort.engines.frameworks.obstacles import obstacles

    library = library_with(arguments.files)
    facts = read_or_tell(arguments.facts, library)
    if facts is None:
        return 1
    found = obstacles(library, facts, arguments.on)
    if arguments.json:
        rows = [{**dataclasses.asdict(each), "count": each.count} for each in found]
        print(json.dumps(rows, ensure_ascii=False))
    elif arguments.csv:
        lines = [_line(each) for each in found]
        writer = csv.DictWriter(sys.stdout, list(lines[0]) if lines else [], delimiter=";")
        writer.writeheader()
        writer.writerows(lines)
    elif found:
        print(table([_line(each) for each in found[:_SHOWN]]))
        print(f"{len(found)} eisen staan ergens in de weg. De tekst van de eisen is een concept.")
    else:
        print("Geen eis staat in de weg.")
    return 0


def _line(obstacle: Obstacle) -> dict[str, object]:
    return {
        "eis": obstacle.requirement,
        "kader": obstacle.framework,
        "in de weg": obstacle.count,
        "van": obstacle.asked,
        "toepassingen": obstacle.applications,
        "waarom": ", ".join(f"{name} {count}" for name, count in sorted(obstacle.outcomes.items())),
        "ergens aangetoond": "ja" if obstacle.is_seen else "nee",
        "wie kan leveren": ", ".join(obstacle.deliverers),
    }
