"""`stadspoort frameworks diff` and `impact`: what a version changes, and what that does."""

from __future__ import annotations

import argparse
import json
from collections import Counter
from typing import TYPE_CHECKING

from stadspoort.cli.framework_files import add_files, library_with
from stadspoort.cli.judge import VERDICTS, read_or_tell
from stadspoort.cli.parser import Subparsers
from stadspoort.cli.saying import add_json

if TYPE_CHECKING:
    from stadspoort.engines.frameworks.changes import Impact, RequirementChange, VerdictChange
    from stadspoort.engines.frameworks.facts import Facts

_KINDS = {
    "new": "nieuw",
    "gone": "vervallen",
    "replaced": "vervangt",
    "changed": "veranderd",
    "moved": "verschoven",
}
_FIELDS = {
    "article": "artikel",
    "obligation": "wat moet",
    "dates": "datums",
    "condition": "voor",
    "actor": "wie",
    "kind": "soort",
    "subject": "onderwerp",
    "check": "controle",
    "severity": "ernst",
    "prohibits": "verbod",
    "machine": "machine beslist",
    "evidence": "bewijs",
    "enforces": "voorwaarden",
    "reach": "reikwijdte",
    "supersedes": "in plaats van",
}


def add_commands(commands: Subparsers) -> None:
    """Add `diff` and `impact` to `frameworks`."""
    diff = commands.add_parser(
        "diff",
        help="toon wat er tussen twee versies veranderde",
        description="Toont welke eisen nieuw, vervallen, vervangen, veranderd of in de tijd "
        "verschoven zijn.",
    )
    _add_versions(diff)
    diff.set_defaults(handler=run_diff)

    impact = commands.add_parser(
        "impact",
        help="toon wat een nieuwe versie met oordelen doet",
        description="Toont voordat een versie wordt overgenomen welke eisen veranderen, welk "
        "gebruik dat raakt en welke oordelen anders worden, vanaf welke dag. De nieuwe versie "
        "geldt daarbij als overgenomen voor zover de oude dat is.",
    )
    _add_versions(impact)
    impact.add_argument("--facts", metavar="FEITEN", required=True, help="YAML-bestand met feiten")
    impact.set_defaults(handler=run_impact)


def _add_versions(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("old", metavar="OUD", help="kader@versie die nu geldt")
    parser.add_argument("new", metavar="NIEUW", help="kader@versie die ervoor in de plaats komt")
    add_files(parser)
    add_json(parser)


def run_diff(arguments: argparse.Namespace) -> int:
    """Print what changed."""
    from stadspoort.engines.frameworks.changes import differences

    library = library_with(arguments.files)
    old, new = library.named(arguments.old), library.named(arguments.new)
    changes = differences(old, new)
    if arguments.json:
        facts = {"from": old.name, "to": new.name, "changes": [_change(each) for each in changes]}
        print(json.dumps(facts, ensure_ascii=False))
        return 0
    print(f"Van {old.name} naar {new.name}:")
    print("\n".join(_told(each) for each in changes) or "Er is niets veranderd.")
    return 0


def run_impact(arguments: argparse.Namespace) -> int:
    """Print what changed, what it touches and which verdicts become another."""
    from stadspoort.engines.frameworks.changes import impact

    library = library_with(arguments.files)
    old, new = library.named(arguments.old), library.named(arguments.new)
    facts = read_or_tell(arguments.facts, library)
    if facts is None:
        return 1
    found = impact(library, facts, old, new)
    if arguments.json:
        told = {"from": old.name, "to": new.name} | _impact(found)
        print(json.dumps(told, ensure_ascii=False))
        return 0
    print(f"Van {old.name} naar {new.name}:")
    print("\n".join(_told(each) for each in found.changes) or "Er is niets veranderd.")
    print(f"\nGeraakt gebruik: {len({(each.application, each.use) for each in found.touched})}.")
    counts = Counter((each.on, each.requirement) for each in found.touched)
    for (on, requirement), count in sorted(counts.items()):
        print(f"- vanaf {on:%d-%m-%Y}: {requirement} (aantal: {count})")
    print(f"\nOordelen die anders worden: {len(found.verdicts)}.")
    for each in found.verdicts:
        print(_sentence(each, facts))
    return 0


def _change(change: RequirementChange) -> dict[str, object]:
    return {
        "kind": change.kind,
        "requirement": change.requirement,
        "article": change.article,
        "replaces": list(change.replaces),
        "fields": [
            {"field": each.name, "before": each.before, "after": each.after}
            for each in change.fields
        ],
    }


def _impact(found: Impact) -> dict[str, object]:
    return {
        "changes": [_change(each) for each in found.changes],
        "touched": [
            {
                "requirement": each.requirement,
                "application": each.application,
                "use": each.use,
                "on": each.on.isoformat(),
            }
            for each in found.touched
        ],
        "verdicts": [
            {
                "application": each.application,
                "use": each.use,
                "on": each.on.isoformat(),
                "before": each.before,
                "after": each.after,
                "because": list(each.because),
            }
            for each in found.verdicts
        ],
    }


def _told(change: RequirementChange) -> str:
    replaced = f" {', '.join(change.replaces)}" if change.replaces else ""
    lines = [f"- {_KINDS[change.kind]}{replaced}: {change.requirement} ({change.article})"]
    lines += [
        f"    {_FIELDS[each.name]}: {each.before or '-'} -> {each.after or '-'}"
        for each in change.fields
    ]
    return "\n".join(lines)


def _sentence(change: VerdictChange, facts: Facts) -> str:
    application = facts.applications[change.application].name
    use = facts.uses[change.use].name
    why = f" ({', '.join(change.because)})" if change.because else ""
    return (
        f"- {application}, {use}: op {change.on:%d-%m-%Y} {VERDICTS[change.after]} in plaats van "
        f"{VERDICTS[change.before]}{why}"
    )
