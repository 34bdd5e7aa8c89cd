"""Make the weights for names of people again, from the project's own marked texts.

.venv/bin/python scripts/train_names.py               # writes src/.../data/name_weights.txt
.venv/bin/python scripts/train_names.py --folds 5     # writes nothing: measures on texts kept apart
.venv/bin/python scripts/train_names.py --without m   # writes nothing: measures on training/m.txt,
                                                      # with weights that never saw it

Logistic regression, fitted by AdaGrad with a fixed seed: the same texts and lists give the same
file. Each text is seen several times: as written, with names and other words taken off the lists
at random (so that the weights lean on what stands around a word), in lower case, and with other
names and towns in the place of its own (from the lists, and made up). The second step is fitted on
what the first says of texts that it has not seen.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from swapped_names import persons_in, swapped

from stadspoort.engines.privacy import Detector, _tagger, measure
from stadspoort.engines.privacy._forms import find_fields
from stadspoort.engines.privacy._labelled_names import find_cued_names
from stadspoort.engines.privacy._labels import lower_case
from stadspoort.engines.privacy._layout import find_placed
from stadspoort.engines.privacy._lists import packaged_lists
from stadspoort.engines.privacy._name_features import (
    AROUND,
    WHOLE,
    document_features,
    features,
)
from stadspoort.engines.privacy._name_scores import Scores
from stadspoort.engines.privacy._name_tokens import Tokens, candidates
from stadspoort.engines.privacy._records import read_records
from stadspoort.engines.privacy._tagger import chance, sure_characters

ROOT = Path(__file__).resolve().parent.parent
TEXTS = ROOT / "tests/data/privacy"
WEIGHTS = ROOT / "src/stadspoort/engines/privacy/data/name_weights.txt"
SEED = 20261124
FORGET_FIRST, FORGET_SURNAME, FORGET_WORD = 0.2, 0.3, 0.1
REPEATS = 2
SWAPS = 3
"""Times that a text is read with words taken off the lists, and with other names in it."""
EPOCHS, RATE, DECAY = 4, 0.2, 0.002
LEAST = 3
"""Hundredths: a smaller weight is left out of the file."""

LEAST_TEXTS = 2
"""A feature of fewer texts teaches their names, not names."""

Row = tuple[Sequence[str], int]
Text = tuple[str, measure.GoldText]
"""The name of a file and a text of it."""
Version = tuple[str, bytearray, random.Random | None]
"""A text, its characters that are in names, and what takes words off the lists."""


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
    if arguments[:1] == ["--without"]:
        _measure_apart(texts, readings, arguments[1])
        return 0
    around, whole = _fit(readings)
    lines = [
        f"{name}\t{round(value * 100)}"
        for weights in (around, whole)
        for name, value in sorted(_written(weights).items())
    ]
    head = f"# Made by scripts/train_names.py from {len(texts)} texts; see docs/explanation.\n"
    WEIGHTS.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines)} weights from {len(texts)} texts")
    return 0


def _texts() -> list[Text]:
    paths = [TEXTS / "gold.txt", *sorted((TEXTS / "training").glob("*.txt"))]
    return [
        (path.stem, text)
        for path in paths
        for text in measure.read_gold(path.read_text(encoding="utf-8")).texts
    ]


def _readings(texts: list[Text]) -> list[list[Reading]]:
    chosen = random.Random(SEED)  # noqa: S311  repeatable, nothing secret
    groups = []
    texts_with: Counter[str] = Counter()
    for _, gold in texts:
        written, inside = gold.text, persons_in(gold)
        lower = lower_case(gold.text)
        versions: list[Version] = [(written, inside, None)]
        versions += [(written, inside, chosen)] * REPEATS
        versions += [(lower, inside, None), (lower, inside, chosen)]
        for turn in range(SWAPS):
            versions.append((*swapped(gold, chosen), chosen if turn % 2 else None))
        group = [_read(*version) for version in versions]
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
    numbers: dict[str, int] = {}
    order = [
        ([numbers.setdefault(name, len(numbers)) for name in names], label) for names, label in rows
    ]
    weights, squares = [0.0] * len(numbers), [0.5] * len(numbers)
    for _ in range(EPOCHS):
        chosen.shuffle(order)
        for features_of_row, label in order:
            off = chance(sum([weights[at] for at in features_of_row])) - label
            if -0.02 < off < 0.02:
                continue
            square = off * off
            for at in features_of_row:
                squares[at] += square
                weights[at] -= RATE * (off + DECAY * weights[at]) / squares[at] ** 0.5
    return {name: weights[at] for name, at in numbers.items()}


def _written(weights: dict[str, float]) -> dict[str, float]:
    """Return the weights as the file will hold them: in hundredths, small ones left out."""
    rounded = {name: round(value * 100) for name, value in weights.items()}
    return {name: value / 100 for name, value in rounded.items() if abs(value) >= LEAST}


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


def _measure_apart(texts: list[Text], groups: list[list[Reading]], batch: str) -> None:
    """Print what the whole detector finds of the names of one author whom the weights never saw."""
    around, whole = _fit([g for (name, _), g in zip(texts, groups, strict=True) if name != batch])
    apart = [text for name, text in texts if name == batch]
    scores = Scores(AROUND, _written(around)), Scores(WHOLE, _written(whole))
    detector = Detector()
    with patch.object(_tagger, "_packaged_scores", return_value=scores):
        findings = [detector.detect(text.text) for text in apart]
    for point in ("all", "certain"):
        kept = [[f for f in one if f.certain or point == "all"] for one in findings]
        found = [[(f.start, f.end, f.kind.value) for f in one] for one in kept]
        figures = measure.report(measure.GoldSet(tuple(apart)), measure.score(apart, found))
        names = next(row for row in figures.kinds if row.kind == "PERSOON").overlap
        print(
            f"{batch}, {point}: {names.precision.value} right, {names.recall.value} found; "
            f"{figures.masked_organisations.value} of the organisations touched"
        )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
