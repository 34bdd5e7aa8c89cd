"""Special data in everyday words: terms, phrases around ordinary words, and the border.

The sentences stand in tests/data/privacy/special_said.txt and special_general.txt, one per line;
between < and > stands what is to be found (AVG art. 9 and 10).
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from stadspoort.engines.privacy import Detector, Finding, Kind

DATA = Path(__file__).resolve().parents[2] / "data" / "privacy"
DETECTOR = Detector()
_MARK = re.compile("[<>]")


def lines(name: str) -> list[str]:
    """Return the sentences in a file of tests/data/privacy."""
    content = (DATA / name).read_text(encoding="utf-8")
    return [line for line in content.splitlines() if line and line[0] != "#"]


def special(text: str) -> list[Finding]:
    """Return what is found as special data in `text`."""
    return [finding for finding in DETECTOR.detect(text) if finding.kind is Kind.BIJZONDER]


@pytest.mark.parametrize("marked", lines("special_said.txt"))
def test_said_of_a_person(marked: str) -> None:
    """At least half of the characters of the phrase are found, and nothing else but beside it."""
    text = _MARK.sub("", marked)
    for phrase in re.findall("<(.*?)>", marked):
        start = text.index(phrase)
        end = start + len(phrase)
        covered = sum(
            max(0, min(end, found.end) - max(start, found.start)) for found in special(text)
        )
        assert 2 * covered >= len(phrase)
    assert len(special(text)) == marked.count("<")


@pytest.mark.parametrize("text", lines("special_general.txt"))
def test_general_text(text: str) -> None:
    assert special(text) == []


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        pytest.param("Mijn man is slecht horend.", "slecht horend", id="written apart"),
        pytest.param("Mevrouw heeft hart-\nfalen.", "hart-\nfalen", id="broken at a line end"),
        pytest.param("Hij is opgenomen in\nhet ziekenhuis.", "opgenomen in\nhet ziekenhuis",
                     id="phrase over a line end"),
        pytest.param("Hij heeft een burnout.", "burnout", id="without hyphen"),
        pytest.param("Hij heeft een burn out.", "burn out", id="space for hyphen"),
        pytest.param("Zij is oud gereformeerd.", "oud gereformeerd", id="space in a faith"),
        pytest.param("Zij is 24 weken zwanger.", "24 weken zwanger", id="any word in it"),
        pytest.param("Zij heeft ADHD-klachten.", "ADHD", id="first part of a compound"),
        pytest.param("Jansen\nDiagnose: COPD gold 3", "COPD gold 3", id="grade after it"),
        pytest.param("Hij lijdt aan Parkinson.", "Parkinson", id="illness with a surname"),
    ],
)  # fmt: skip
def test_spelling(text: str, phrase: str) -> None:
    assert [text[found.start : found.end] for found in special(text)] == [phrase]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Hij heeft geen burn-out.", id="denied"),
        pytest.param("Bent u zwanger?", id="asked"),
        pytest.param("De nationaliteit van mijn man is Poolse.", id="nationality as a field"),
        pytest.param("Zij volgt de ADHD-training voor medewerkers.", id="compound for a thing"),
        pytest.param("Jan Smit\nReclassering: mevrouw Kuit", id="a label"),
        pytest.param("Zijn aanvraag is aangehouden.", id="adjourned"),
        pytest.param("Mijn kastanje is ziek.", id="a tree"),
    ],
)
def test_look_alike(text: str) -> None:
    assert special(text) == []
