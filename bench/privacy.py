"""Measure the detector: speed on one core, load, memory, and scores on gold texts.

.venv/bin/python -m bench.privacy [GOLD ...]

Without arguments: the project's own gold texts, and ../shared/pii-dev/dev.txt when it is there.
Times are CPU time, so that other work on the machine counts little. The tables of scores are those
of `stadspoort evaluate privacy`.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from bench import table
from stadspoort.cli import evaluate, evaluate_tables
from stadspoort.cli.files import as_text
from stadspoort.engines.privacy import Detector, measure

ROOT = Path(__file__).resolve().parent.parent
GIVEN = ROOT.parent / "shared" / "pii-dev" / "dev.txt"
PROMPT = (
    "Schrijf een brief aan Jeannette Roosegaarde, BSN 978291694, over de afwijzing van haar "
    "aanvraag. Zij heeft vorige week gebeld en wil weten waarom de aanvraag is afgewezen. "
    "Gebruik korte zinnen en leg uit hoe zij bezwaar kan maken bij de gemeente. Noem de termijn "
    "van zes weken, het adres waar het bezwaar naartoe moet en wat er in het bezwaar moet staan. "
    "Sluit af met een vriendelijke groet en zonder naam."
)


_LOAD = """
import resource, time
def megabytes(): return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
before, start = megabytes(), time.process_time()
from stadspoort.engines.privacy import Detector
Detector()
print(f"{time.process_time() - start:.2f} s", f"{megabytes() - before:.0f} MB", sep="\\n")
"""
"""Run in a process of its own: here, other imports would already have paid for a part."""


def main(paths: list[Path]) -> int:
    """Print one table of load and memory, and the tables of scores per file; return 0."""
    told = subprocess.run([sys.executable, "-c", _LOAD], capture_output=True, text=True, check=True)
    seconds, memory = told.stdout.split("\n")[:2]
    detector = Detector()
    rows = [
        ("import and construct", seconds),
        ("memory", memory),
        (f"prompt of {len(PROMPT)} characters", f"{_per_call(detector.detect):.2f} ms"),
    ]
    table.show("Detector: load and one prompt", ("what", "measured"), rows)
    for path in paths:
        measured = evaluate.measure_set(path.name, read_set(path), detector.detect, evaluate.POINTS)
        shown = replace(measured, failures={})
        print(f"\n{evaluate_tables.tables('stadspoort', shown)}")
    return 0


def usual_sets() -> list[Path]:
    """Return the project's own marked texts, and the development set when it is there."""
    return [*map(Path, evaluate.own_texts()), *([GIVEN] if GIVEN.exists() else [])]


def read_set(path: Path) -> measure.GoldSet:
    """Return the marked texts in a file; of the development set also who marked it.

    Its file is silent about that; its guideline says that a second reader corrected the first.
    """
    gold = measure.read_gold(as_text(path.read_bytes(), path.name))
    if path == GIVEN and gold.annotators is None:
        return replace(gold, annotators=1, readers=1)
    return gold


def _per_call(detect: Callable[[str], object], rounds: int = 50, batches: int = 20) -> float:
    """Return the milliseconds of CPU of one call on the prompt, in the quietest batch."""
    detect(PROMPT)
    best = float("inf")
    for _ in range(batches):
        start = time.process_time()
        for _ in range(rounds):
            detect(PROMPT)
        best = min(best, time.process_time() - start)
    return best / rounds * 1_000


if __name__ == "__main__":
    given = [Path(name) for name in sys.argv[1:] if not name.startswith("-")]
    sys.exit(main(given or usual_sets()))
