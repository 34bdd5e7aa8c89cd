"""`stadspoort evaluate privacy`: how well a detector does on marked texts. No Django, no network.

The figures and their intervals are those of `stadspoort.engines.privacy.measure`; here are the
files, the detector to measure, and the clock.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import stadspoort
from stadspoort.cli.evaluate_tables import Measured, Speed, tables
from stadspoort.cli.failures import NoGoldTextsError
from stadspoort.cli.files import as_text, read_bytes
from stadspoort.cli.list_files import add_lists, own_lists
from stadspoort.cli.parser import Subparsers

if TYPE_CHECKING:
    from stadspoort.engines.privacy import Finding
    from stadspoort.engines.privacy.lists import MunicipalLists
    from stadspoort.engines.privacy.measure import GoldSet

POINTS = ("gate", "review")
"""What the gate masks (all findings), and what a review proposes (those that are certain)."""

PAGE = 3_000
"""Characters of a page, for the speed."""

_ENOUGH_SECONDS = 20
"""Of CPU: no new round of timing after it."""

_CHECKOUT = Path(stadspoort.__file__).parents[2] / "tests" / "data" / "privacy"
"""The project's own marked texts: in a checkout, not in an installed package."""

Detect = Callable[[str], "Sequence[Finding]"]


def register(subparsers: Subparsers) -> None:
    """Add `evaluate privacy`."""
    evaluate = subparsers.add_parser("evaluate", help="meet hoe goed een onderdeel het doet")
    what = evaluate.add_subparsers(title="wat", metavar="WAT", required=True)
    privacy = what.add_parser(
        "privacy",
        help="meet de herkenning van persoonsgegevens op gemarkeerde teksten",
        description="Meet een detector op gemarkeerde teksten en toont per soort gegeven wat hij "
        "vindt, mist en te veel aanwijst, met bij elk cijfer het 95 %-interval. Twee werkpunten: "
        "'gate' telt alle vondsten (wat de poort maskeert), 'review' alleen de zekere (wat een "
        "beoordelaar voorgesteld krijgt).",
    )
    privacy.add_argument(
        "--texts",
        metavar="BESTAND",
        nargs="+",
        help="gemarkeerde teksten, een of meer bestanden, of - voor standaardinvoer; anders de "
        "eigen teksten van het project (tests/data/privacy/gold*.txt in een werkkopie)",
    )
    privacy.add_argument(
        "--plugin",
        metavar="NAAM",
        help="meet deze detector: de naam van een entry point in de groep stadspoort.detectors, of "
        "spacy=MAP, transformers=MAP of gliner=MAP; anders die van Stadspoort",
    )
    privacy.add_argument(
        "--joined",
        action="store_true",
        help="met --plugin: samen met de detector van Stadspoort, zoals de poort ze samenvoegt",
    )
    add_lists(privacy)
    privacy.add_argument(
        "--point", choices=(*POINTS, "both"), default="both", help="werkpunt; anders beide"
    )
    privacy.add_argument(
        "--failures",
        action="store_true",
        help="toon ook elk gemist en elk te veel gevonden stuk; LET OP: met de tekst ervan",
    )
    privacy.add_argument("--json", action="store_true", help="toon de uitkomst als JSON")
    privacy.set_defaults(handler=run_privacy)


def run_privacy(arguments: argparse.Namespace) -> int:
    """Print the figures of every set of texts, as tables or as one JSON object."""
    points = POINTS if arguments.point == "both" else (arguments.point,)
    sets = [(name, _gold(name)) for name in arguments.texts or own_texts()]
    name = _who(arguments)
    detect = own_detector(own_lists(arguments))
    if arguments.plugin is not None:
        detect = plugin_detector(arguments.plugin, beside=detect if arguments.joined else None)
    measured = [measure_set(_title(file), gold, detect, points) for file, gold in sets]
    if not arguments.failures:
        measured = [dataclasses.replace(one, failures={}) for one in measured]
    if arguments.json:
        shown = [dataclasses.asdict(one) for one in measured]
        print(json.dumps({"detector": name, "sets": shown}, ensure_ascii=False))
    else:
        for one in measured:
            print(tables(name, one))
    return 0


def own_texts() -> list[str]:
    """Return the project's own marked texts.

    Raises:
        NoGoldTextsError: If this is an installed package, which does not hold them.
    """
    found = sorted(str(file) for file in _CHECKOUT.glob("gold*.txt"))
    if not found:
        raise NoGoldTextsError
    return found


def own_detector(own: MunicipalLists | None = None) -> Detect:
    """Return the detector of Stadspoort, with a municipality's own lists or without."""
    from stadspoort.engines.privacy import Detector

    return Detector(own).detect


def plugin_detector(name: str, beside: Detect | None = None) -> Detect:
    """Return the detector of somebody else that is called `name`; see `sandbox.plugins`.

    Args:
        name: An entry point, or an adapter with the folder of its model.
        beside: A detector of our own; its findings are then joined with those of the plug-in, as
            the gate does.

    Raises:
        PluginUnknownError: If there is none of this name.
        PluginAnswerError: At a text, if it gave something else than findings in it.
    """
    from stadspoort.engines.privacy.plugins import merge_plugins
    from stadspoort.sandbox import plugins

    plugins.load(name)  # now: an unknown name is told before anything is measured

    def detect(text: str) -> list[Finding]:
        found = plugins.detect_with(text, plugin=name)
        return found if beside is None else merge_plugins(text, beside(text), found)

    return detect


def measure_set(name: str, gold: GoldSet, detect: Detect, points: Sequence[str]) -> Measured:
    """Return the figures of `detect` on the texts, at each of the operating points."""
    from stadspoort.engines.privacy import measure

    found = [detect(text.text) for text in gold.texts]
    reports, failures = {}, {}
    for point in points:
        taken = [
            [(f.start, f.end, f.kind.value) for f in row if f.certain or point == "gate"]
            for row in found
        ]
        tallies = measure.score(gold.texts, taken)
        reports[point] = measure.report(gold, tallies)
        failures[point] = tuple(line for tally in tallies for line in tally.failures)
    speed = speed_of(_seconds(detect), [text.text for text in gold.texts])
    return Measured(name, reports, speed, failures)


def speed_of(seconds: Callable[[str], float], texts: Sequence[str], *, rounds: int = 5) -> Speed:
    """Return the speed over some rounds on the texts; a slow detector gets at least one round.

    Digits differ from round to round, so that remembering whole texts does not help.

    Args:
        seconds: From a text to the CPU time it took.
        texts: The texts of a round.
        rounds: At most.
    """
    pages = sum(map(len, texts)) / PAGE
    measured: list[float] = []
    total = 0.0
    for shift in range(1, rounds + 1):
        digits = str.maketrans("0123456789", "0123456789"[shift:] + "0123456789"[:shift])
        spent = sum(seconds(text.translate(digits)) for text in texts)
        measured.append(pages / max(spent, 1e-9))
        total += spent
        if total > _ENOUGH_SECONDS:
            break
    measured.sort()
    return Speed(measured[len(measured) // 2], measured[0], measured[-1], len(measured))


def _seconds(detect: Detect) -> Callable[[str], float]:
    def seconds(text: str) -> float:
        start = time.process_time()
        detect(text)
        return time.process_time() - start

    return seconds


def _gold(name: str) -> GoldSet:
    from stadspoort.engines.privacy import measure

    file = None if name == "-" else name
    return measure.read_gold(as_text(read_bytes(file), file))


def _who(arguments: argparse.Namespace) -> str:
    if arguments.plugin is None:
        return "stadspoort"
    return f"stadspoort + {arguments.plugin}" if arguments.joined else str(arguments.plugin)


def _title(name: str) -> str:
    return "standaardinvoer" if name == "-" else Path(name).name
