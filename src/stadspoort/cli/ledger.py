"""`ledger verify` and `ledger anchor`."""

from __future__ import annotations

import argparse
import json
from datetime import UTC, datetime
from pathlib import Path

from stadspoort.cli import acting, django_setup
from stadspoort.cli.parser import Subparsers


def register(subparsers: Subparsers) -> None:
    """Add `ledger`."""
    ledger = subparsers.add_parser(
        "ledger",
        help="controleer en veranker het logboek",
        description="Controleert het logboek, of legt het einde ervan vast in het ankerbestand.",
    )
    commands = ledger.add_subparsers(title="opdrachten", metavar="OPDRACHT", required=True)

    verify = commands.add_parser(
        "verify",
        help="controleer het hele logboek",
        description="Controleert elke regel van het logboek, de handtekening en de ankers. "
        "Eindigt met 1 als er iets niet klopt.",
    )
    verify.add_argument(
        "--anchor",
        metavar="BESTAND",
        type=Path,
        help="een elders bewaarde kopie van het ankerbestand; anders dat van deze installatie",
    )
    verify.add_argument("--json", action="store_true", help="toon de uitkomst als JSON")
    verify.set_defaults(handler=run_verify)

    anchor = commands.add_parser(
        "anchor",
        help="schrijf nu een anker",
        description="Schrijft het ondertekende einde van het logboek in het ankerbestand.",
    )
    acting.add_by(anchor)
    anchor.add_argument("--json", action="store_true", help="toon het anker als JSON")
    anchor.set_defaults(handler=run_anchor)


def run_verify(arguments: argparse.Namespace) -> int:
    """Print the outcome; 0 if the ledger is as it was written, else 1."""
    django_setup.set_up(arguments)
    from stadspoort.apps.audit.verification import explain, verify
    from stadspoort.apps.gate.call_rows import CallRowsCheck

    report = verify(arguments.anchor, rows=CallRowsCheck())
    if arguments.json:
        outcome = {
            "ok": report.ok,
            "entries": report.entries,
            "first_bad": report.first_bad,
            "reason": explain(report),
            "flaw": report.flaw,
            "anchored_to": report.anchored_to,
            "lost": report.lost,
        }
        print(json.dumps(outcome, ensure_ascii=False))
    else:
        print(explain(report))
    return 0 if report.ok else 1


def run_anchor(arguments: argparse.Namespace) -> int:
    """Record that an anchor is written, write it, and print it."""
    django_setup.set_up(arguments)
    from stadspoort.apps.audit.actions import write_anchor

    now = datetime.now(UTC)
    line = write_anchor(by=acting.acting_user(arguments), now=now)
    if arguments.json:
        print(line.line)
    else:
        print(f"Anker geschreven tot en met regel {line.head.seq}.")
    return 0
