"""`stadspoort judge`: the examples of docs/reference/facts.md, and what a person reads."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from tests.engines.frameworks import make

from stadspoort.cli import main

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "facts.md"
EXAMPLE = re.compile(
    r"^### (?P<name>[^\n]+)\n\nOp (?P<day>[\d-]{10})[^\n]*\n\n```yaml\n(?P<facts>.*?)```\n\n"
    r"```json\n(?P<expected>.*?)```",
    re.DOTALL | re.MULTILINE,
)
EXAMPLES = list(EXAMPLE.finditer(PAGE.read_text()))
FRAMEWORKS = ["--file", str(make.FOLDER)]


def test_every_example_is_found() -> None:
    """An example that the pattern misses would never be tested."""
    assert len(EXAMPLES) == PAGE.read_text().count("```json") == 3


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda each: each["name"])
def test_the_examples_of_the_documentation(
    example: re.Match[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "feiten.yaml"
    file.write_text(example["facts"])

    assert main(["judge", str(file), "--on", example["day"], *FRAMEWORKS, "--json"]) == 0

    assert json.loads(capsys.readouterr().out) == json.loads(example["expected"])


def test_a_person_reads_why(capsys: pytest.CaptureFixture[str]) -> None:
    file = str(make.FACTS / "wet-in-de-tijd.yaml")

    assert main(["judge", file, "--on", "2026-12-02", *FRAMEWORKS]) == 0

    assert capsys.readouterr().out.splitlines() == [
        "Chatbot voor inwoners, Antwoorden aan inwoners, 02-12-2026: niet aangetoond",
        "Dit blijft zo tot en met 01-08-2027.",
        "- AI-verordening art. 50(1) (aia-50-1-ai-herkenbaar): De inwoner merkt bij het eerste "
        "contact dat hij met AI praat. Er is geen bewijs dat telt. Nodig: Tekst op het scherm.",
        "- AI-verordening art. 50(2) (aia-50-2-markering): Gemaakte beelden zijn als gemaakt te "
        "herkennen. Er is geen bewijs dat telt. Nodig: Test van de markering.",
        "Eisen die verder gelden: 1.",
        "Voorwaarden:",
        "- De ontvanger ziet dat het AI is (alleen een instructie)",
    ]


def test_a_person_reads_the_decision(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "feiten.yaml"
    file.write_text(EXAMPLES[2]["facts"])

    assert main(["judge", str(file), "--on", "2026-12-02", "--use", "folders", *FRAMEWORKS]) == 0

    assert capsys.readouterr().out.splitlines()[:3] == [
        "Beeldmaker, Plaatjes voor folders, 02-12-2026: onder voorwaarden",
        "Dit blijft zo tot en met 31-01-2027.",
        "Besluit van fatima tot en met 31-01-2027: proef",
    ]


def test_wrong_facts_are_refused_with_every_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "feiten.yaml"
    file.write_text("schema: stadspoort.facts/1\norganisation: {id: w, naam: Waterdam}\n")

    assert main(["judge", str(file), "--on", "2026-12-02", *FRAMEWORKS]) == 1

    assert capsys.readouterr().err.splitlines() == [
        f"{file}, regel 2: het veld name ontbreekt",
        f"{file}, regel 2: het veld naam is onbekend",
        "De feiten zijn geweigerd; er is niets beoordeeld.",
    ]


def test_an_unknown_application_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    file = str(make.FACTS / "wet-in-de-tijd.yaml")

    command = ["judge", file, "--on", "2026-12-02", "--application", "weg", *FRAMEWORKS]
    assert main(command) == 1
    assert "Er is geen toepassing met het kenmerk weg in de feiten." in capsys.readouterr().err


def test_nothing_to_judge_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "feiten.yaml"
    file.write_text("schema: stadspoort.facts/1\norganisation: {id: w, name: Waterdam}\n")

    assert main(["judge", str(file), "--on", "2026-12-02", *FRAMEWORKS]) == 0
    assert capsys.readouterr().out == "Niets te beoordelen.\n"


def test_a_day_is_needed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["judge", "feiten.yaml"]) == 2
    assert main(["judge", "feiten.yaml", "--on", "2 december"]) == 2
    assert "geen datum" in capsys.readouterr().err
