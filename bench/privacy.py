"""Measure the detector: speed on one core, load, memory, and scores on gold texts.

.venv/bin/python -m bench.privacy [GOLD.txt ...]

Without arguments: the project's own gold texts, and ../shared/pii-dev/dev.txt when it is there.
Times are CPU time, so that other work on the machine counts little.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from bench import privacy_gold, table

if TYPE_CHECKING:
    from stadspoort.engines.privacy import Detector

ROOT = Path(__file__).resolve().parent.parent
PAGE = 3_000
PROMPT = (
    "Schrijf een brief aan Jeannette Roosegaarde, BSN 978291694, over de afwijzing van haar "
    "aanvraag. Zij heeft vorige week gebeld en wil weten waarom de aanvraag is afgewezen. "
    "Gebruik korte zinnen en leg uit hoe zij bezwaar kan maken bij de gemeente. Noem de termijn "
    "van zes weken, het adres waar het bezwaar naartoe moet en wat er in het bezwaar moet staan. "
    "Sluit af met een vriendelijke groet en zonder naam."
)


def main(paths: list[Path]) -> int:
    """Print one table of speed and one of scores per file; return 0."""
    before = _megabytes()
    start = time.process_time()
    from stadspoort.engines.privacy import Detector as Measured  # its cost is measured

    detector = Measured()
    rows = [
        ("import and construct", f"{time.process_time() - start:.2f} s"),
        ("memory", f"{_megabytes() - before:.0f} MB"),
        (f"prompt of {len(PROMPT)} characters", f"{_per_call(detector.detect):.2f} ms"),
    ]
    for path in paths:
        texts = [gold.text for gold in privacy_gold.read_gold(path)]
        pages = _speed(detector.detect, texts) / PAGE
        rows.append((f"{path.name}, {len(texts)} texts", f"{pages:.0f} pages per CPU-second"))
    table.show("Detector: speed", ("what", "measured"), rows)
    for path in paths:
        _show_scores(path, detector)
    return 0


def _show_scores(path: Path, detector: Detector) -> None:
    columns = ["kind"]
    results = []
    for title, with_doubt in (("all", True), ("certain", False)):
        columns += [f"precision, {title}", f"recall, {title}"]
        results.append(privacy_gold.score_detector(path, detector, with_doubt=with_doubt))
    rows = [
        [
            kind,
            *(f"{figure:.3f}" for r in results for figure in (r.precision(kind), r.recall(kind))),
        ]
        for kind in privacy_gold.PERSONAL
        if any(r.marks[kind] or r.findings[kind] for r in results)
    ]
    table.show(f"{path.name}: per kind", columns, rows)
    pairs = zip(*(privacy_gold.totals(r) for r in results), strict=True)
    table.show(
        f"{path.name}: together, special data apart",
        ("figure", "all", "certain"),
        [(name, one, other) for (name, one), (_, other) in pairs],
    )


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


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


def _speed(detect: Callable[[str], object], texts: list[str], least: int = 300_000) -> float:
    """Return the characters per CPU-second; digits shift every round so that no cache helps."""
    done, shift = 0, 0
    start = time.process_time()
    while done < least:
        shift = shift % 9 + 1
        digits = str.maketrans("0123456789", "0123456789"[shift:] + "0123456789"[:shift])
        for text in texts:
            detect(text.translate(digits))
            done += len(text)
    return done / (time.process_time() - start)


if __name__ == "__main__":
    given = [Path(name) for name in sys.argv[1:] if not name.startswith("-")]
    usual = [ROOT / "tests/data/privacy/gold.txt", ROOT.parent / "shared/pii-dev/dev.txt"]
    sys.exit(main(given or [path for path in usual if path.exists()]))
