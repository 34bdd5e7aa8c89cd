"""`stadspoort catalogue`: the starter catalogue, checked, shown, and what it leaves open.

No Django, no network.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stadspoort.cli.failures import ApplicationUnknownError
from stadspoort.cli.files import read_bytes
from stadspoort.cli.parser import Subparsers
from stadspoort.cli.saying import add_json
from stadspoort.cli.tables import table

if TYPE_CHECKING:
    from stadspoort.engines.frameworks.catalogue import Catalogue

_DELIVERERS = {
    "municipality": "gemeente",
    "supplier": "leverancier",
    "government": "overheid",
    "gate": "poort",
    "attribute": "intake",
}
_VERDICTS = ("allowed", "conditional", "unproven", "forbidden")


def register(subparsers: Subparsers) -> None:
    """Add `catalogue validate`, `show` and `gaps`."""
    catalogue = subparsers.add_parser(
        "catalogue",
        help="startcatalogus van toepassingen en modellen met openbaar bewijs",
        description="De startcatalogus: toepassingen en modellen voor generatieve AI met openbaar "
        "bewijs, met bron en datum. Een vermelding is geen oordeel.",
    )
    what = catalogue.add_subparsers(title="wat", metavar="WAT", required=True)
    validate = what.add_parser(
        "validate",
        help="controleer een catalogus",
        description="Controleert facts.yaml en notes.yaml in een map en toont elke fout met "
        "bestand en regel. Zonder MAP: de catalogus van het pakket.",
    )
    validate.add_argument("folder", metavar="MAP", nargs="?")
    validate.set_defaults(handler=run_validate)
    show = what.add_parser("show", help="toon de toepassingen, of een ervan met alle bewijs")
    show.add_argument("application", metavar="TOEPASSING", nargs="?", help="kenmerk")
    add_json(show)
    show.set_defaults(handler=run_show)
    gaps = what.add_parser(
        "gaps",
        help="wat openbare bronnen openlaten, en wie het kan leveren",
        description="Beoordeelt elke toepassing voor de vijf standaardgebruiken met alleen "
        "openbare bronnen, en toont welk deel van de eisen open blijft en wie dat kan leveren.",
    )
    gaps.add_argument(
        "--on", metavar="DATUM", type=date.fromisoformat, required=True, help="dag (JJJJ-MM-DD)"
    )
    add_json(gaps)
    gaps.set_defaults(handler=run_gaps)


def run_validate(arguments: argparse.Namespace) -> int:
    """Print what the catalogue holds, or every problem."""
    from stadspoort.engines.frameworks.catalogue import packaged_catalogue, read_catalogue
    from stadspoort.engines.frameworks.library import packaged_library
    from stadspoort.errors import StadspoortError

    try:
        if arguments.folder is None:
            catalogue = packaged_catalogue()
        else:
            folder = Path(arguments.folder)
            facts, notes = (read_bytes(str(folder / f"{name}.yaml")) for name in ("facts", "notes"))
            catalogue = read_catalogue(facts, notes, packaged_library())
    except StadspoortError as error:
        problems = getattr(error, "problems", None)
        if problems is None:
            raise
        for problem in problems:
            print(problem, file=sys.stderr)
        print("Geweigerd: er wordt niets van gebruikt.", file=sys.stderr)
        return 1
    print(
        f"De catalogus is goed: {len(catalogue.facts.applications)} toepassingen, "
        f"{len(catalogue.facts.models)} modellen, {len(catalogue.facts.evidence)} bewijsstukken, "
        f"gelezen tot en met {catalogue.as_of:%d-%m-%Y}."
    )
    return 0


def run_show(arguments: argparse.Namespace) -> int:
    """Print the applications, or all about one of them.

    Raises:
        ApplicationUnknownError: If the catalogue does not hold it.
    """
    from stadspoort.engines.frameworks.catalogue import packaged_catalogue

    catalogue = packaged_catalogue()
    if arguments.application is None:
        rows = [_line(catalogue, id_) for id_ in catalogue.facts.applications]
        print(json.dumps(rows, ensure_ascii=False) if arguments.json else table(rows))
        return 0
    if arguments.application not in catalogue.facts.applications:
        raise ApplicationUnknownError(application=arguments.application)
    facts = _about(catalogue, arguments.application)
    if arguments.json:
        print(json.dumps(facts, ensure_ascii=False))
        return 0
    print(f"{facts['name']} ({facts['kind']}), leverancier: {facts['supplier']}")
    for piece in facts["evidence"]:
        print(f"\n- {piece['note']}\n  {piece['type']}, {piece['effective']}, {piece['source']}")
    print("\nOpen, en wie het kan leveren:")
    for gap in facts["gaps"]:
        print(f"- {gap['type']}: {gap['deliverer']}")
    return 0


def _line(catalogue: Catalogue, id_: str) -> dict[str, object]:
    application = catalogue.facts.applications[id_]
    own = [each for each in catalogue.facts.evidence if each.subject.get("application") == id_]
    return {
        "toepassing": id_,
        "naam": application.name,
        "soort": application.kind,
        "bewijs": len(own),
        "open": len(catalogue.applications[id_].gaps),
    }


def _about(catalogue: Catalogue, id_: str) -> dict[str, Any]:
    application, note = catalogue.facts.applications[id_], catalogue.applications[id_]
    subjects = ({"application": id_}, {"supplier": application.supplier})
    return {
        "application": id_,
        "name": application.name,
        "kind": application.kind,
        "supplier": application.supplier,
        "models": list(application.models),
        "spellings": list(note.spellings),
        "words": dict(note.words or {}),
        "public_state": dict(note.public_state or {}),
        "evidence": [
            {
                "id": each.id,
                "type": each.type,
                "effective": each.effective.isoformat(),
                "bearing": str(each.bearing),
                "reliance": str(each.reliance),
                "read_as": str(each.read_as),
                "source": each.source,
                "note": each.note,
            }
            for each in catalogue.facts.evidence
            if dict(each.subject) in subjects
        ],
        "gaps": [dataclasses.asdict(gap) for gap in note.gaps],
        "questions": [dataclasses.asdict(question) for question in note.questions],
    }


def run_gaps(arguments: argparse.Namespace) -> int:
    """Print per use what stays open."""
    from stadspoort.engines.frameworks.catalogue import openness, packaged_catalogue
    from stadspoort.engines.frameworks.library import packaged_library

    catalogue = packaged_catalogue()
    found = openness(packaged_library(), catalogue.facts, arguments.on)
    if arguments.json:
        facts = [{**dataclasses.asdict(each), "share": round(each.share, 4)} for each in found]
        print(json.dumps(facts, ensure_ascii=False))
        return 0
    rows = []
    for each in found:
        row: dict[str, object] = {"gebruik": each.use, "open": f"{each.share:.0%}"}
        row |= {verdict: each.verdicts.get(verdict, 0) for verdict in _VERDICTS}
        row |= {words: each.deliverers.get(name, 0) for name, words in _DELIVERERS.items()}
        rows.append(row)
    print(table(rows))
    print(
        "Open: het deel van de eisen dat openbare bronnen niet laten zien, bij toepassingen die "
        "niet verboden zijn. Rechts: wie hoeveel daarvan kan leveren."
    )
    return 0
