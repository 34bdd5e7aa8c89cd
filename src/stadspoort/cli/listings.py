"""`admin list-...` and `admin answer`: what the register holds, as lines or as JSON."""

from __future__ import annotations

import argparse
import json
from datetime import UTC, datetime

from stadspoort.cli import django_setup
from stadspoort.cli.parser import Subparsers
from stadspoort.cli.tables import table

_LISTS = {
    "suppliers": "toon de leveranciers",
    "applications": "toon de toepassingen",
    "models": "toon de modellen",
    "purposes": "toon de doelen",
    "decisions": "toon de besluiten",
    "assessments": "toon de beoordelingen",
    "uses": "toon wat er per gebruik geldt",
}


def add_commands(commands: Subparsers) -> None:
    """Add the commands that read the register to `admin`."""
    for name, words in _LISTS.items():
        parser = commands.add_parser(f"list-{name}", help=words)
        _add_json(parser)
        parser.set_defaults(handler=run_list, listing=name)
    parser = commands.add_parser(
        "answer",
        help="mag deze toepassing, met dit model, voor dit doel?",
        description="Zegt of een gebruik vandaag mag, en waarom. Eindigt met 0 als het mag, "
        "anders met 1.",
    )
    parser.add_argument("--application", required=True, metavar="TOEPASSING")
    parser.add_argument("--model", metavar="MODEL", help="anders: met welk model dan ook")
    parser.add_argument("--purpose", required=True, metavar="DOEL")
    _add_json(parser)
    parser.set_defaults(handler=run_answer)


def run_list(arguments: argparse.Namespace) -> int:
    """Print one list of the register."""
    django_setup.set_up(arguments)
    from stadspoort.apps.register import listings

    rows = listings.LISTINGS[arguments.listing](datetime.now(UTC))
    if arguments.json:
        print(json.dumps(rows, ensure_ascii=False))
        return 0
    print(table(rows) if rows else "Niets in het register.")
    return 0


def run_answer(arguments: argparse.Namespace) -> int:
    """Print whether a use is allowed, why, and what is allowed instead; 0 for yes, 1 for no."""
    django_setup.set_up(arguments)
    from stadspoort.apps.register import answers, queries

    queries.application(arguments.application)
    queries.purpose(arguments.purpose)
    if arguments.model:
        queries.model(arguments.model)
    now = datetime.now(UTC)
    answer = answers.answer(arguments.application, arguments.model, arguments.purpose, now=now)
    others = [f"{other.application} met {other.model}" for other in answer.alternatives]
    if arguments.json:
        facts = {
            "allowed": answer.is_allowed,
            "standing": answer.standing.value,
            "reason": answer.reason,
            "until": answer.until.isoformat() if answer.until else None,
            "conditions": answer.conditions,
            "by_person": answer.by_person,
            "models": answer.models,
            "alternatives": [
                {"application": other.application, "model": other.model}
                for other in answer.alternatives
            ],
        }
        print(json.dumps(facts, ensure_ascii=False))
        return 0 if answer.is_allowed else 1
    print(answer.sentence)
    for condition in answer.conditions:
        print(f"- {condition}")
    if others:
        print(f"Wel toegestaan: {', '.join(others)}.")
    return 0 if answer.is_allowed else 1


def _add_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="toon de uitkomst als JSON")
