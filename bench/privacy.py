"""Measure the detector: speed on one core, load, memory, and scores on gold texts.

Usage: python -m bench.privacy [GOLD.txt ...]
Without arguments: the project's own gold texts, and ../shared/pii-dev/dev.txt when it is there.
Every figure is of CPU time, so that other work on the machine does not count.
"""

from __future__ import annotations

import resource
import sys
import time
from pathlib import Path

_ROOT = Path(__file__).resolve().parent.parent
_PAGE = 3_000
_PROMPT = (
    "Schrijf een brief aan Jeannette Roosegaarde, BSN 978291694, over de afwijzing van haar "
    "aanvraag. Zij heeft vorige week gebeld en wil weten waarom de aanvraag is afgewezen. "
    "Gebruik korte zinnen en leg uit hoe zij bezwaar kan maken bij de gemeente. Noem de termijn "
    "van zes weken, het adres waar het bezwaar naartoe moet en wat er in het bezwaar moet staan. "
    "Sluit af met een vriendelijke groet en zonder naam."
)


def main(paths: list[Path]) -> None:
    """Print one table of speed and one of scores per file."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.process_time()
    from stadspoort.engines.privacy import Detector

    detector = Detector()
    load = time.process_time() - start
    memory = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    from bench.privacy_gold import PERSONAL, read_gold, score, totals

    rows = [("import and construct", f"{load:.2f} s"), ("memory", f"{memory:.0f} MB")]
    rows += [(f"prompt of {len(_PROMPT)} characters", f"{_per_call(detector.detect):.2f} ms")]
    for path in paths:
        texts = read_gold(path)
        speed = _speed(detector.detect, [gold.text for gold in texts])
        rows.append((f"{path.name}, {len(texts)} texts", f"{speed / _PAGE:.0f} pages/CPU-s"))
    _table("speed", rows)
    for path in paths:
        for title, with_doubt in (("with doubt", True), ("certain only", False)):
            result = score(
                read_gold(path),
                lambda text, doubt=with_doubt: [
                    (f.start, f.end, f.kind.value)
                    for f in detector.detect(text)
                    if f.certain or doubt
                ],
            )
            rows = [
                (kind, f"P {result.precision(kind):.3f}  R {result.recall(kind):.3f}")
                for kind in PERSONAL
                if result.marks[kind] or result.findings[kind]
            ]
            _table(f"{path.name}, {title}", rows + list(totals(result)))


def _per_call(detect: object, rounds: int = 300) -> float:
    """Return the milliseconds of CPU of one call on the prompt."""
    assert callable(detect)  # noqa: S101 - tells the type checker
    detect(_PROMPT)
    start = time.process_time()
    for _ in range(rounds):
        detect(_PROMPT)
    return (time.process_time() - start) / rounds * 1_000


def _speed(detect: object, texts: list[str], least: int = 300_000) -> float:
    """Return the characters per CPU-second; digits shift every round so that no cache helps."""
    assert callable(detect)  # noqa: S101 - tells the type checker
    done, shift = 0, 0
    start = time.process_time()
    while done < least:
        shift = shift % 9 + 1
        table = str.maketrans("0123456789", "0123456789"[shift:] + "0123456789"[:shift])
        for text in texts:
            detect(text.translate(table))
            done += len(text)
    return done / (time.process_time() - start)


def _table(title: str, rows: list[tuple[str, str]]) -> None:
    print(f"\n{title}")
    for name, value in rows:
        print(f"  {name:32} {value}")


if __name__ == "__main__":
    given = [Path(name) for name in sys.argv[1:]]
    usual = [_ROOT / "tests/data/privacy/gold.txt", _ROOT.parent / "shared/pii-dev/dev.txt"]
    main(given or [path for path in usual if path.exists()])
