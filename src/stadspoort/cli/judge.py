"""`stadspoort judge`: the verdicts on a file of facts, without database or Django."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date
from typing import TYPE_CHECKING

from stadspoort.cli.files import read_bytes
from stadspoort.cli.framework_files import add_files, library_with
from stadspoort.cli.parser import Subparsers
from stadspoort.cli.saying import add_json

if TYPE_CHECKING:
    from stadspoort.engines.frameworks.facts import Facts
    from stadspoort.engines.frameworks.judging import Finding, Ruling
    from stadspoort.engines.frameworks.library import Library

VERDICTS = {
    "allowed": "toegestaan",
    "conditional": "onder voorwaarden",
    "unproven": "niet aangetoond",
    "forbidden": "verboden",
}
_REACHES = {
    "gate": "de poort dwingt het af",
    "workbench": "de werkbank dwingt het af",
    "setting": "een instelling",
    "contract": "alleen een afspraak",
    "instruction": "alleen een instructie",
}


def register(subparsers: Subparsers) -> None:
    """Add `judge`."""
    parser = subparsers.add_parser(
        "judge",
        help="beoordeel een bestand met feiten",
        description="Beoordeelt elke toepassing in een bestand met feiten voor elk gebruik, op een "
        "dag, en zegt waarom. Werkt zonder installatie. De kaders zijn een concept, te toetsen "
        "door een jurist.",
    )
    parser.add_argument("facts", metavar="FEITEN", help="YAML-bestand met feiten")
    parser.add_argument(
        "--on",
        metavar="DATUM",
        type=date.fromisoformat,
        required=True,
        help="dag van het oordeel (JJJJ-MM-DD)",
    )
    parser.add_argument("--application", metavar="KENMERK", help="alleen deze toepassing")
    parser.add_argument("--use", metavar="KENMERK", help="alleen dit gebruik")
    add_files(parser)
    add_json(parser)
    parser.set_defaults(handler=run_judge)


def run_judge(arguments: argparse.Namespace) -> int:
    """Print the verdicts; 1 when the facts are refused."""
    from stadspoort.engines.frameworks.judging import judge_each

    library = library_with(arguments.files)
    facts = read_or_tell(arguments.facts, library)
    if facts is None:
        return 1
    rulings = judge_each(
        library, facts, arguments.on, application=arguments.application, use=arguments.use
    )
    if arguments.json:
        print(json.dumps([_row(each) for each in rulings], ensure_ascii=False))
        return 0
    print("\n\n".join(_told(each, facts, library) for each in rulings) or "Niets te beoordelen.")
    return 0


def read_or_tell(name: str, library: Library) -> Facts | None:
    """Return the facts in a file; None when it is refused, with every problem on standard error."""
    from stadspoort.engines.frameworks.facts import FactsRefusedError, read_facts

    try:
        return read_facts(read_bytes(name), library, name)
    except FactsRefusedError as error:
        for problem in error.problems:
            print(problem, file=sys.stderr)
        print("De feiten zijn geweigerd; er is niets beoordeeld.", file=sys.stderr)
        return None


def _row(ruling: Ruling) -> dict[str, object]:
    reasons: list[dict[str, object]] = [_reason(each) for each in ruling.reasons]
    if ruling.decision is not None:
        outcome = "allowed_by_person" if ruling.decision.allows else "forbidden_by_person"
        reasons.insert(
            0,
            {
                "requirement": None,
                "provision": None,
                "outcome": outcome,
                "evidence": [],
                "reach": None,
            },
        )
    return {
        "application": ruling.application,
        "use": ruling.use,
        "on": ruling.day.isoformat(),
        "verdict": ruling.verdict,
        "valid_until": ruling.valid_until.isoformat() if ruling.valid_until else None,
        "reasons": reasons,
    }


def _reason(finding: Finding) -> dict[str, object]:
    return {
        "requirement": finding.requirement.id,
        "provision": finding.requirement.provision,
        "outcome": finding.outcome,
        "evidence": list(finding.evidence),
        "reach": finding.reach,
    }


def _told(ruling: Ruling, facts: Facts, library: Library) -> str:
    application = facts.applications[ruling.application].name
    use = facts.uses[ruling.use].name
    lines = [f"{application}, {use}, {ruling.day:%d-%m-%Y}: {VERDICTS[ruling.verdict]}"]
    if ruling.valid_until is not None:
        lines.append(f"Dit blijft zo tot en met {ruling.valid_until:%d-%m-%Y}.")
    if ruling.decision is not None:
        decision = ruling.decision
        until = f" tot en met {decision.until:%d-%m-%Y}" if decision.until else ""
        lines.append(f"Besluit van {decision.by}{until}: {decision.reason}")
    deciding = [each for each in ruling.reasons if each.effect != "allowed"]
    lines += [
        f"- {each.article} ({each.requirement.id}): {each.requirement.obligation} {each.reason}"
        for each in deciding
    ]
    rest = len(ruling.reasons) - len(deciding)
    lines.append(f"Eisen die verder gelden: {rest}.")
    words = library.vocabulary.conditions_of_use
    if ruling.conditions:
        lines.append("Voorwaarden:")
    lines += [f"- {words[each.id].label} ({_REACHES[each.reach]})" for each in ruling.conditions]
    return "\n".join(lines)
