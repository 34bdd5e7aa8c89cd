"""`stadspoort algoritmeregister products`: published entries that may be about one product.

No Django, no network.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import sys

from stadspoort.cli.files import read_bytes
from stadspoort.cli.parser import Subparsers
from stadspoort.cli.saying import add_json
from stadspoort.cli.tables import table


def register(subparsers: Subparsers) -> None:
    """Add `algoritmeregister products`."""
    group = subparsers.add_parser(
        "algoritmeregister", help="vermeldingen uit het Algoritmeregister van de overheid"
    )
    what = group.add_subparsers(title="wat", metavar="WAT", required=True)
    products = what.add_parser(
        "products",
        help="vermeldingen die over hetzelfde product kunnen gaan",
        description="Leest de open data van het Algoritmeregister en stelt voor welke vermeldingen "
        "over hetzelfde product gaan, hoe verschillend ook geschreven. Het is een voorstel: er "
        "wordt niets samengevoegd. Eindigt met 1 als vermeldingen niet gelezen konden worden.",
    )
    products.add_argument("file", metavar="BESTAND", nargs="?", help="JSON; anders standaardinvoer")
    add_json(products)
    products.set_defaults(handler=run_products)


def run_products(arguments: argparse.Namespace) -> int:
    """Print the proposals; return 1 when entries could not be read."""
    from stadspoort.engines.algoritmeregister import propose_products, read_published

    reading = read_published(read_bytes(arguments.file))
    products = propose_products(reading.entries)
    if arguments.json:
        facts = [dataclasses.asdict(product) for product in products]
        print(json.dumps(facts, ensure_ascii=False))
    elif products:
        rows = [
            {
                "voorstel": product.name,
                "vermeldingen": len(product.entries),
                "schrijfwijzen": len(product.spellings),
                "edities": ", ".join(name for name, _ in product.editions if name),
                "onzeker": len(product.unsure),
            }
            for product in products
        ]
        print(table(rows))
    else:
        print("Geen vermeldingen van twee organisaties die hetzelfde product noemen.")
    if not arguments.json:
        print(f"{len(reading.entries)} vermeldingen gelezen. Een mens bevestigt elk voorstel.")
    for place, reason in reading.problems:
        print(f"vermelding {place}: {reason}", file=sys.stderr)
    if reading.more_problems:
        print(f"en nog {reading.more_problems} andere vermeldingen", file=sys.stderr)
    return 1 if reading.problems else 0
