"""The detector on the project's own gold texts: stated levels per kind, known failures exactly.

An improvement that mends a known failure must be recorded too: take it out of
tests/data/privacy/known_failures.txt. How the texts are made and marked: SOURCES.md there.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from bench.privacy_gold import Score, read_gold, score

from stadspoort.engines.privacy import Detector

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
    "GEBOORTEDATUM": (1.0, 1.0),
    "KENTEKEN": (0.93, 1.0),
    "DOCUMENTNUMMER": (1.0, 1.0),
    "KLANTNUMMER": (1.0, 1.0),
    "IP": (1.0, 1.0),
    "URL_PROFIEL": (1.0, 1.0),
    "BIJZONDER": (0.95, 0.95),
}


@cache
def measured() -> Score:
    """Return the score of all findings, those in doubt too: what the gate masks."""
    detector = Detector()
    return score(
        read_gold(DATA / "gold.txt"),
        lambda text: [(f.start, f.end, f.kind.value) for f in detector.detect(text)],
    )


@pytest.mark.parametrize("kind", LEVELS)
def test_level(kind: str) -> None:
    recall, precision = LEVELS[kind]

    assert measured().marks[kind] > 0
    assert measured().recall(kind) >= recall
    assert measured().precision(kind) >= precision


def test_little_leaks_and_little_is_masked_too_much() -> None:
    result = measured()

    assert result.leaked / result.personal <= 0.015
    assert result.masked / result.plain <= 0.02
    assert result.organisations_masked <= 0.1 * result.organisations


def test_the_failures_are_the_known_failures() -> None:
    """A new failure is a regression; a failure less must be recorded."""
    known = (DATA / "known_failures.txt").read_text(encoding="utf-8").splitlines()

    assert sorted(measured().failures) == [line for line in known if not line.startswith("#")]
