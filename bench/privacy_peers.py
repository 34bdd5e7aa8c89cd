"""Measure our detector beside deduce and Presidio, on the same texts in the same run.

.venv/bin/python -m bench.privacy_peers --peers [--write] [GOLD ...]

Without files: the sets of bench.privacy. With --write the tables also go into the documents
(bench/privacy_page.py). How the findings of the others are put in our kinds:
bench/peer_detectors.py. Definitions and intervals: docs/how-to/detector-meten.md.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from operator import attrgetter
from pathlib import Path

from bench.privacy import read_set, usual_sets

from bench import peer, privacy_page, table
from stadspoort.cli import evaluate
from stadspoort.cli.evaluate_tables import Measured, Speed
from stadspoort.engines.privacy import measure

ROOT = Path(__file__).resolve().parent.parent
PEERS = ("deduce", "presidio", "presidio NL", "deduce + presidio NL")

Ask = Callable[[str], tuple[list[tuple[int, int, str]], float]]
"""From a text to the spans found in it and the CPU seconds it took."""

_WHOLE = (
    ("precision, direct", "direct.overlap.precision"),
    ("recall, direct", "direct.overlap.recall"),
    ("F1, direct", "direct.overlap.f1"),
    ("F1, exact place", "direct.exact.f1"),
    ("leaked characters, direct", "direct.leaked_characters"),
    ("leaking spans, direct", "direct.leaking_spans"),
    ("leaked characters, special too", "leaked_with_special"),
    ("leaking spans, special too", "leaking_with_special"),
    ("texts with a direct leak", "leaking_texts"),
    ("BSN, IBAN, document leaking", "leaking_numbers"),
    ("of those with label beside", "leaking_labelled_numbers"),
    ("over-masking", "over_masking"),
    ("organisations masked", "masked_organisations"),
)
_PER_KIND = (
    ("precision per kind, overlap", "overlap.precision"),
    ("recall per kind, overlap", "overlap.recall"),
    ("F1 per kind, overlap", "overlap.f1"),
    ("precision per kind, exact place", "exact.precision"),
    ("recall per kind, exact place", "exact.recall"),
    ("F1 per kind, exact place", "exact.f1"),
    ("leaked characters per kind", "leaked_characters"),
)


def main(arguments: list[str]) -> int:
    """Print the tables of every set; return 0."""
    if "--peers" not in arguments:
        print("privacy_peers: left out, it needs --peers")
        return 0
    given = [Path(name) for name in arguments if not name.startswith("-")]
    sets = [(path.name, read_set(path)) for path in given or usual_sets()]
    columns = {name: _ours(name, gold) for name, gold in sets}
    for system in PEERS:
        with _running(system) as ask:
            for name, gold in sets:
                columns[name][system] = _theirs(gold, ask)
    tables = [one for name, gold in sets for one in _tables(name, gold, columns[name])]
    for title, heads, rows in tables:
        table.show(title, heads, rows)
    if "--write" in arguments:
        privacy_page.write(tables)
    return 0


Column = tuple[measure.Report, Speed]


def _ours(name: str, gold: measure.GoldSet) -> dict[str, Column]:
    measured: Measured = evaluate.measure_set(name, gold, evaluate.own_detector(), evaluate.POINTS)
    return {
        f"stadspoort {point}": (report, measured.speed) for point, report in measured.points.items()
    }


def _theirs(gold: measure.GoldSet, ask: Ask) -> Column:
    found = [ask(text.text)[0] for text in gold.texts]
    report = measure.report(gold, measure.score(gold.texts, found))
    texts = [text.text for text in gold.texts]
    return report, evaluate.speed_of(lambda text: ask(text)[1], texts)


@contextmanager
def _running(system: str) -> Iterator[Ask]:
    """Run a system in its own environment, and take questions for it."""
    python = peer.program("python", peer.DETECTORS)
    print(f"{system}: loading (deduce builds its lists the first time: two minutes)", flush=True)
    with subprocess.Popen(
        [str(python), str(ROOT / "bench" / "peer_detectors.py"), system],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as child:  # fmt: skip
        questions, answers = child.stdin, child.stdout
        if questions is None or answers is None or not answers.readline():
            raise RuntimeError(f"{system} did not start")

        def ask(text: str) -> tuple[list[tuple[int, int, str]], float]:
            print(json.dumps({"text": text}), file=questions, flush=True)
            if not (line := answers.readline()):
                raise RuntimeError(f"{system} stopped")
            answer = json.loads(line)
            return [(start, end, kind) for start, end, kind in answer["spans"]], answer["seconds"]

        yield ask


def _tables(
    name: str, gold: measure.GoldSet, columns: dict[str, Column]
) -> Iterator[privacy_page.Table]:
    reports = {system: report for system, (report, _) in columns.items()}
    first = next(iter(reports.values()))
    told = (gold.annotators, gold.readers)
    annotators, readers = ("not told" if number is None else str(number) for number in told)
    title = (
        f"{name}: {first.texts} texts, {first.characters:,} characters, {first.marks:,} marks, "
        f"annotators: {annotators}, readers: {readers}"
    )
    rows = [
        [label, *(_cell(attrgetter(place)(report)) for report in reports.values())]
        for label, place in _WHOLE
    ]
    rows.append(["pages per CPU-second", *(_speed(speed) for _, speed in columns.values())])
    yield title, ("figure", *columns), rows
    kinds = {system: {row.kind: row for row in report.kinds} for system, report in reports.items()}
    marks = {row.kind: row.marks for row in first.kinds}
    names = list(dict.fromkeys(kind for found in kinds.values() for kind in found))
    for label, place in _PER_KIND:
        rows = [
            [
                f"{kind} ({marks.get(kind, 0)})",
                *(_kind_cell(found.get(kind), place) for found in kinds.values()),
            ]
            for kind in names
        ]
        yield f"{name}: {label}", ("kind (marks)", *columns), rows


def _kind_cell(row: measure.KindFigures | None, place: str) -> str:
    return "-" if row is None else _cell(attrgetter(place)(row))


def _cell(figure: measure.Figure) -> str:
    if figure.value is None:
        return "-"
    return f"{100 * figure.value:.1f} [{100 * figure.low:.1f}-{100 * figure.high:.1f}]"


def _speed(speed: Speed) -> str:
    return f"{speed.middle:.0f} [{speed.lowest:.0f}-{speed.highest:.0f}]"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
