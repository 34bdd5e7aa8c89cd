"""`stadspoort frameworks`: check and show the frameworks, without database or Django."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date
from typing import TYPE_CHECKING

from stadspoort.cli import framework_changes
from stadspoort.cli.framework_files import add_files, library_with
from stadspoort.cli.parser import Subparsers
from stadspoort.cli.saying import add_json
from stadspoort.cli.tables import table

if TYPE_CHECKING:
    from stadspoort.engines.frameworks.library import FrameworkVersion, Library, Requirement

_SHORT_HASH = 12


def register(subparsers: Subparsers) -> None:
    """Add `frameworks validate`, `show`, `diff` and `impact`."""
    frameworks = subparsers.add_parser(
        "frameworks",
        help="controleer en bekijk de kaders: wetten, normen en afspraken als gegevens",
        description="Werkt met de kaders: wetten, normen en afspraken als gegevens met datums. "
        "Wat er staat is een concept, te toetsen door een jurist.",
    )
    commands = frameworks.add_subparsers(title="opdrachten", metavar="OPDRACHT", required=True)

    validate = commands.add_parser(
        "validate",
        help="controleer kaderbestanden",
        description="Controleert kaderbestanden en toont elke fout met bestand, regel en reden. "
        "Zonder BESTAND: de kaders van het pakket. Met BESTAND: dat bestand naast die van het "
        "pakket. Een map wordt als geheel gecontroleerd.",
    )
    validate.add_argument("files", metavar="BESTAND", nargs="*", help="kaderbestand of map")
    validate.set_defaults(handler=run_validate)

    show = commands.add_parser(
        "show",
        help="toon een kader",
        description="Toont de eisen van een kader, met de datums waarop zij gelden. "
        "Zonder KADER: alle versies.",
    )
    show.add_argument(
        "name", metavar="KADER", nargs="?", help="kader, of kader@versie; anders alle versies"
    )
    show.add_argument(
        "--on",
        metavar="DATUM",
        type=date.fromisoformat,
        help="dag (JJJJ-MM-DD): de versie van die dag, en of een eis dan geldt",
    )
    add_files(show)
    add_json(show)
    show.set_defaults(handler=run_show)

    framework_changes.add_commands(commands)


def run_validate(arguments: argparse.Namespace) -> int:
    """Print the versions that are right, or every problem."""
    from stadspoort.engines.frameworks.library import FrameworksRefusedError

    try:
        library = library_with(arguments.files)
    except FrameworksRefusedError as error:
        for problem in error.problems:
            print(problem, file=sys.stderr)
        print(f"Geweigerd: {_counted(len(error.problems), 'fout', 'fouten')}.", file=sys.stderr)
        return 1
    requirements = sum(len(version.requirements) for version in library.versions)
    print(
        f"De kaders zijn goed: {_counted(len(library.versions), 'versie', 'versies')}, "
        f"{_counted(requirements, 'eis', 'eisen')}."
    )
    _print_versions(library)
    return 0


def run_show(arguments: argparse.Namespace) -> int:
    """Print the versions, or the requirements of one."""
    library = library_with(arguments.files)
    if arguments.name is None:
        if arguments.json:
            print(json.dumps([_head(each) for each in library.versions], ensure_ascii=False))
        else:
            _print_versions(library)
        return 0
    version = library.named(arguments.name, arguments.on)
    rows = [_row(version, each) for each in version.requirements]
    if arguments.on is not None:
        rows = [
            row | {"applies": _applies(version, each, arguments.on)}
            for row, each in zip(rows, version.requirements, strict=True)
        ]
    if arguments.json:
        print(json.dumps(_head(version) | {"requirements": rows}, ensure_ascii=False))
        return 0
    print(f"{version.title}, versie {version.version} ({_period(version)})")
    print(_status(version))
    print(table([_shown(row) for row in rows]))
    return 0


def _print_versions(library: Library) -> None:
    if not library.versions:
        print("Er zijn geen kaders.")
        return
    print(
        table(
            [
                {
                    "kader": each.framework,
                    "versie": each.version,
                    "geldt": _period(each),
                    "eisen": len(each.requirements),
                    "status": each.status,
                    "hash": each.hash[:_SHORT_HASH],
                    "vrijgegeven": each.name in library.released,
                }
                for each in library.versions
            ]
        )
    )


def _head(version: FrameworkVersion) -> dict[str, object]:
    return {
        "framework": version.framework,
        "version": version.version,
        "title": version.title,
        "kind": version.kind,
        "status": version.status,
        "from": version.first.isoformat(),
        "to": _day(version.last),
        "hash": version.hash,
        "sources": [each.id for each in version.sources],
    }


def _row(version: FrameworkVersion, requirement: Requirement) -> dict[str, object]:
    provision = version.provision(requirement.provision)
    return {
        "id": requirement.id,
        "article": provision.article,
        "obligation": requirement.obligation,
        "actor": requirement.actor,
        "subject": requirement.subject,
        "condition": str(requirement.condition),
        "check": requirement.check,
        "severity": requirement.severity,
        "prohibits": requirement.prohibits,
        "machine": requirement.machine,
        "evidence": {
            "needs": "all" if requirement.needs_all else "any",
            "of": [
                {"type": each.type, "max_age_days": each.max_age_days}
                for each in requirement.accepts
            ],
        },
        "enforces": list(requirement.enforces),
        "reach": requirement.reach,
        "supersedes": list(requirement.supersedes),
        "dates": [
            {
                "kind": entry.kind,
                "when": str(entry.when) if entry.when else None,
                "from": entry.first.isoformat(),
                "to": _day(entry.last),
                "certainty": entry.certainty,
            }
            for entry in provision.applies
            if entry.actor == requirement.actor and entry.kind in requirement.kinds
        ],
        "hash": requirement.hash,
    }


def _shown(row: dict[str, object]) -> dict[str, object]:
    dates = row["dates"]
    first = min(each["from"] for each in dates) if isinstance(dates, list) else ""
    shown = {
        "eis": row["id"],
        "artikel": row["article"],
        "vanaf": first,
        "ernst": row["severity"],
        "voor": row["condition"],
        "wat": row["obligation"],
    }
    return shown | ({"geldt": row["applies"]} if "applies" in row else {})


def _applies(version: FrameworkVersion, requirement: Requirement, day: date) -> bool:
    entries = version.provision(requirement.provision).applies
    return version.holds_on(day) and any(
        entry.actor == requirement.actor and entry.kind in requirement.kinds and entry.holds_on(day)
        for entry in entries
    )


def _status(version: FrameworkVersion) -> str:
    if version.status == "concept":
        return "Concept, te toetsen door een jurist."
    return "Vastgesteld."


def _period(version: FrameworkVersion) -> str:
    return (
        f"{version.first} tot en met {version.last}" if version.last else f"vanaf {version.first}"
    )


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _counted(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"
