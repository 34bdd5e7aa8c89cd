"""The detector on the project's own gold texts: stated levels per kind, known failures exactly.

An improvement that mends a known failure must be recorded too: take it out of
tests/data/privacy/known_failures.txt. How the texts are made and marked: SOURCES.md there.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from stadspoort.engines.privacy import Detector, measure

DATA = Path(__file__).resolve().parents[2] / "data" / "privacy"

# Kind: least recall, least precision (half of the characters covered).
LEVELS = {
    "PERSOON": (0.97, 0.94),
    "ADRES": (0.90, 0.95),
    "POSTCODE": (1.0, 1.0),
    "TELEFOON": (1.0, 1.0),
    "EMAIL": (1.0, 1.0),
    "BSN": (1.0, 1.0),
    "IBAN": (0.85, 1.0),
    "GEBOORTEDATUM": (1.0, 0.97),
    "KENTEKEN": (0.93, 1.0),
    "DOCUMENTNUMMER": (1.0, 1.0),
    "KLANTNUMMER": (1.0, 1.0),
    "IP": (1.0, 1.0),
    "URL_PROFIEL": (1.0, 1.0),
    "BIJZONDER": (0.95, 0.95),
}


@cache
def failures_and_figures() -> tuple[list[str], measure.Report]:
    """Return what all findings get, those in doubt too: what the gate masks."""
    gold = measure.read_gold((DATA / "gold.txt").read_text(encoding="utf-8"))
    detector = Detector()
    found = [
        [(f.start, f.end, f.kind.value) for f in detector.detect(text.text)] for text in gold.texts
    ]
    tallies = measure.score(gold.texts, found)
    failures = [failure for tally in tallies for failure in tally.failures]
    return sorted(failures), measure.report(gold, tallies)


@pytest.mark.parametrize("kind", LEVELS)
def test_level(kind: str) -> None:
    recall, precision = LEVELS[kind]
    (figures,) = (row for row in failures_and_figures()[1].kinds if row.kind == kind)

    assert figures.marks > 0
    assert (figures.overlap.recall.value or 0) >= recall
    assert (figures.overlap.precision.value or 0) >= precision


def test_little_leaks_and_little_is_masked_too_much() -> None:
    figures = failures_and_figures()[1]

    assert (figures.direct.leaked_characters.value or 0) <= 0.015
    assert (figures.over_masking.value or 0) <= 0.02
    assert (figures.masked_organisations.value or 0) <= 0.1


def test_the_failures_are_the_known_failures() -> None:
    """A new failure is a regression; a failure less must be recorded."""
    known = (DATA / "known_failures.txt").read_text(encoding="utf-8").splitlines()

    assert failures_and_figures()[0] == [line for line in known if not line.startswith("#")]
