"""Put the measured figures in the documents: a page of tables, and two tables in the model card."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "reference" / "detection-figures.md"
CARD = ROOT / "docs" / "explanation" / "detection.md"

Table = tuple[str, Sequence[str], Sequence[Sequence[str]]]
"""Title, heads and rows; the first table of a set has its figures as rows, systems as columns."""

_HEAD = (
    "# Figures of the detector\n\n"
    "Written by `.venv/bin/python -m bench.privacy_peers --peers --write` on {day}, with the "
    "detector of commit {commit}.\n\n"
    "Percent, with the 95 % interval in brackets: Wilson for shares of things counted, a bootstrap "
    "over texts for F1 and for characters.\n"
    "Pages of 3,000 characters per CPU-second: the middle of five rounds, and the lowest and "
    "highest, on a shared machine.\n"
    "What the sets are and what the figures cannot tell: "
    "[how the detector works, and how well](../explanation/detection.md).\n"
    "Definitions: [een detector meten](../how-to/detector-meten.md).\n\n"
    '"stadspoort gate" counts all findings, "stadspoort review" those that are certain.\n'
    '"presidio" is presidio-analyzer with a blank Dutch model and the recognisers it loads for '
    "Dutch.\n"
    '"presidio NL" has a Dutch telephone plan too, and patterns for BSN, postcode, plate, address '
    "and document.\n"
    "Neither has a model for names: there is no Dutch one on the package index."
)
_OURS = (
    "precision, direct",
    "recall, direct",
    "F1, direct",
    "leaked characters, direct",
    "leaking spans, direct",
    "texts with a direct leak",
    "over-masking",
    "organisations masked",
)
_BESIDE = (
    "F1, direct",
    "leaked characters, direct",
    "leaking spans, direct",
    "texts with a direct leak",
    "BSN, IBAN, document leaking",
    "over-masking",
    "organisations masked",
    "pages per CPU-second",
)


def write(tables: Sequence[Table]) -> None:
    """Write the page of figures, and the two tables of the model card between their marks."""
    wholes = [one for one in tables if one[1][0] == "figure"]
    card = CARD.read_text(encoding="utf-8")
    card = _between(card, "own", _turned(wholes, _OURS, own=True))
    card = _between(card, "beside", _turned(wholes, _BESIDE, own=False))
    CARD.write_text(card, encoding="utf-8")
    PAGE.write_text(_page(tables), encoding="utf-8")


def _page(tables: Sequence[Table]) -> str:
    asked = ["git", "rev-parse", "--short", "HEAD"]
    told = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True)
    parts = [_HEAD.format(day=datetime.now(UTC).date(), commit=told.stdout.strip())]
    for title, heads, rows in tables:
        level = "##" if heads[0] == "figure" else "###"
        parts += [f"{level} {title}", _markdown(heads, rows)]
    return "\n\n".join(parts) + "\n"


def _turned(wholes: Sequence[Table], figures: Sequence[str], *, own: bool) -> str:
    """Return one table with a row per set and system."""
    rows = [
        [title.partition(":")[0], system, *(column[figure] for figure in figures)]
        for title, heads, told in wholes
        for system, column in _columns(heads, told)
        if system.startswith("stadspoort") or not own
    ]
    return _markdown(("set", "system", *figures), rows)


def _columns(
    heads: Sequence[str], rows: Sequence[Sequence[str]]
) -> Iterator[tuple[str, Mapping[str, str]]]:
    for place, system in enumerate(heads[1:], start=1):
        yield system, {row[0]: row[place] for row in rows}


def _between(card: str, name: str, text: str) -> str:
    begin, end = f"<!-- figures: {name} -->", "<!-- end of figures -->"
    pattern = f"{re.escape(begin)}.*?{re.escape(end)}"
    card, times = re.subn(pattern, lambda _: f"{begin}\n{text}\n{end}", card, flags=re.DOTALL)
    if times != 1:
        raise ValueError(f"{CARD.name} has no place for the figures of {name!r}")
    return card


def _markdown(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
