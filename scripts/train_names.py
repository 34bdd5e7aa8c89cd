"""Make the weights for names of people again, from the project's own marked texts.

.venv/bin/python scripts/train_names.py            # writes src/.../privacy/data/name_weights.txt
.venv/bin/python scripts/train_names.py --folds 5  # writes nothing: measures on texts kept apart

Logistic regression, fitted by AdaGrad with a fixed seed: the same texts and lists give the same
file. Each text is seen several times: as written, with names and other words taken off the lists
at random (so that the weights lean on what stands around a word), and in lower case. The second
step is fitted on what the first says of texts that it has not seen.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from stadspoort.engines.privacy import measure
from stadspoort.engines.privacy._forms import find_fields
from stadspoort.engines.privacy._labelled_names import find_cued_names
from stadspoort.engines.privacy._labels import lower_case
from stadspoort.engines.privacy._layout import find_placed
from stadspoort.engines.privacy._lists import packaged_lists
from stadspoort.engines.privacy._name_features import document_features, features
from stadspoort.engines.privacy._name_tokens import Tokens, candidates
from stadspoort.engines.privacy._records import read_records
from stadspoort.engines.privacy._tagger import chance, sure_characters

ROOT = Path(__file__).resolve().parent.parent
TEXTS = ROOT / "tests/data/privacy"
WEIGHTS = ROOT / "src/stadspoort/engines/privacy/data/name_weights.txt"
SEED = 20261124
FORGET_FIRST, FORGET_SURNAME, FORGET_WORD = 0.2, 0.3, 0.1
REPEATS = 4
EPOCHS, RATE, DECAY = 4, 0.2, 0.002
LEAST = 3
"""Hundredths: a smaller weight is left out of the file."""

LEAST_TEXTS = 2
"""A feature of fewer texts teaches their names, not names."""

Row = tuple[Sequence[str], int]


@dataclass
class Reading:
    """One text as the weights see it, once."""

    tokens: Tokens
    places: list[int]
    known: set[int]
    labels: list[int]
    rows: list[list[str]]


def main(arguments: list[str]) -> int:
    """Train and write, or measure on folds; return 0."""
    texts = _texts()
    readings = _readings(texts)
    if arguments[:1] == ["--folds"]:
        _measure(readings, int(arguments[1]))
        return 0
    around, whole = _fit(readings)
    lines = [
        f"{name}\t{hundredths}"
        for weights in (around, whole)
        for name, value in sorted(weights.items())
        if abs(hundredths := round(value * 100)) >= LEAST
    ]
    head = f"# Made by scripts/train_names.py from {len(texts)} texts; see docs/explanation.\n"
    WEIGHTS.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines)} weights from {len(texts)} texts")
    return 0


def _texts() -> list[measure.GoldText]:
    paths = [TEXTS / "gold.txt", *sorted((TEXTS / "training").glob("*.txt"))]
    return [
        text for path in paths for text in measure.read_gold(path.read_text(encoding="utf-8")).texts
    ]


def _readings(texts: list[measure.GoldText]) -> list[list[Reading]]:
    chosen = random.Random(SEED)  # noqa: S311  repeatable, nothing secret
    groups = []
    texts_with: Counter[str] = Counter()
    for gold in texts:
        inside = bytearray(len(gold.text) + 1)
        for mark in gold.marks:
            if mark.kind == "PERSOON":
                inside[mark.start : mark.end] = b"\1" * (mark.end - mark.start)
        written, lower = gold.text, lower_case(gold.text)
        versions = [(written, None)] + [(written, chosen)] * REPEATS
        versions += [(lower, None), (lower, chosen)]
        group = [_read(text, inside, forgets) for text, forgets in versions]
        texts_with.update({name for one in group for names in one.rows for name in names})
        groups.append(group)
    shared = {name for name, count in texts_with.items() if count >= LEAST_TEXTS}
    for reading in (reading for group in groups for reading in group):
        reading.rows = [[name for name in names if name in shared] for names in reading.rows]
    return groups


def _read(text: str, inside: bytearray, forgets: random.Random | None) -> Reading:
    lists = packaged_lists()
    cells = read_records(text, lists).cells
    findings = [
        *[found.found_by("field") for found in find_fields(text, lists)],
        *[found.found_by("layout") for found in find_placed(text, cells, lists)],
        *[found.found_by("cued_name") for found in find_cued_names(text, lower_case(text), lists)],
    ]
    sure = sure_characters(text, findings)
    tokens = Tokens(text)
    if forgets is not None:
        _forget(tokens, inside, forgets)
    places = candidates(tokens, sure)
    return Reading(
        tokens,
        places,
        {place for place in places if sure[tokens.spans[place][0]]},
        [int(inside[tokens.spans[place][0]]) for place in places],
        [features(tokens, place) for place in places],
    )


def _forget(tokens: Tokens, inside: bytearray, chosen: random.Random) -> None:
    """Take some words of the text off the lists, each everywhere in it."""
    codes: dict[str, str] = {}
    for at, word in enumerate(tokens.words):
        code, low = tokens.codes[at], tokens.lows[at]
        if code in "JTRI0":
            continue
        if low not in codes:
            codes[low] = _forgotten(code, word, chosen, is_name=bool(inside[tokens.spans[at][0]]))
        if codes[low] != code:
            tokens.codes[at] = codes[low]
            if tokens.kinds[at] not in ("V", "O", "H"):
                tokens.kinds[at] = "xu" if word.islower() else codes[low]


def _forgotten(code: str, word: str, chosen: random.Random, *, is_name: bool) -> str:
    if is_name:
        odds = {"F": FORGET_FIRST, "f": FORGET_FIRST, "S": FORGET_SURNAME}.get(code[0], 0.0)
        if chosen.random() < odds:
            return code.translate(str.maketrans("", "", "FfS")) or "U"
    elif word[0].isupper() and code != "W" and code[0] in "WwvdPOL":
        return "U" if chosen.random() < FORGET_WORD else code
    return code


def _fit(groups: list[list[Reading]], folds: int = 5) -> tuple[dict[str, float], dict[str, float]]:
    """Return the weights of both steps."""
    around = _regress(_first_rows(groups))
    rows: list[Row] = []
    for fold in range(folds):
        apart = _regress(_first_rows(g for i, g in enumerate(groups) if i % folds != fold))
        for reading in (reading for group in groups[fold::folds] for reading in group):
            seen = document_features(
                reading.tokens, reading.places, _logits(apart, reading.rows), reading.known
            )
            rows += zip(seen, reading.labels, strict=True)
    return around, _regress(rows)


def _first_rows(groups: Iterable[list[Reading]]) -> list[Row]:
    return [
        row
        for group in groups
        for reading in group
        for row in zip(reading.rows, reading.labels, strict=True)
    ]


def _logits(weights: dict[str, float], rows: Sequence[Sequence[str]]) -> list[float]:
    return [sum([weights.get(name, 0.0) for name in names]) for names in rows]


def _regress(rows: list[Row]) -> dict[str, float]:
    """Return weights under which the rows get their labels, by AdaGrad."""
    chosen = random.Random(SEED)  # noqa: S311  repeatable, nothing secret
    weights: dict[str, float] = {}
    squares: dict[str, float] = {}
    order = list(rows)
    for _ in range(EPOCHS):
        chosen.shuffle(order)
        for names, label in order:
            off = chance(sum([weights.get(name, 0.0) for name in names])) - label
            if -0.02 < off < 0.02:
                continue
            for name in names:
                weight = weights.get(name, 0.0)
                squares[name] = square = squares.get(name, 0.5) + off * off
                weights[name] = weight - RATE * (off + DECAY * weight) / square**0.5
    return weights


def _measure(groups: list[list[Reading]], folds: int) -> None:
    """Print precision and recall of single words on texts kept apart."""
    chosen = random.Random(SEED)  # noqa: S311  repeatable, nothing secret
    order = list(groups)
    chosen.shuffle(order)
    judged: list[tuple[float, int]] = []
    for fold in range(folds):
        around, whole = _fit([g for i, g in enumerate(order) if i % folds != fold])
        for group in order[fold::folds]:
            reading = group[0]
            seen = document_features(
                reading.tokens, reading.places, _logits(around, reading.rows), reading.known
            )
            shares = [chance(logit) for logit in _logits(whole, seen)]
            judged += zip(shares, reading.labels, strict=True)
    names = sum(label for _, label in judged)
    for least in (0.05, 0.1, 0.15, 0.3, 0.5, 0.6, 0.7, 0.8):
        found = [label for share, label in judged if share >= least]
        print(
            f"chance >= {least:.2f}: precision {sum(found) / max(1, len(found)):.3f}, "
            f"recall {sum(found) / max(1, names):.3f} of {names} words"
        )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
