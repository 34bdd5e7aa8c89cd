"""`algoritmeregister products`: a file of published entries in, proposals out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from stadspoort.cli import main

TOLD = "Met Praatmaat schrijft men sneller. Zonder Praatmaat duurt het langer."


@pytest.fixture
def entries(tmp_path: Path) -> str:
    rows = [
        {"id": "1", "title": "Praatmaat", "organisatie": "Gemeente A", "doel": TOLD},
        {"id": "2", "title": "PraatMaat Chat", "organisatie": "Gemeente B", "doel": TOLD},
    ]
    file = tmp_path / "register.json"
    file.write_text(json.dumps({"algoritmes": rows}))
    return str(file)


def test_proposals_as_a_table(capsys: pytest.CaptureFixture[str], entries: str) -> None:
    """With what a person has to look at."""
    assert main(["algoritmeregister", "products", entries]) == 0
    told = capsys.readouterr().out
    assert "Praatmaat" in told
    assert "chat" in told
    assert "2 vermeldingen gelezen. Een mens bevestigt elk voorstel." in told


def test_proposals_as_json(capsys: pytest.CaptureFixture[str], entries: str) -> None:
    """For scripts."""
    assert main(["algoritmeregister", "products", entries, "--json"]) == 0
    [product] = json.loads(capsys.readouterr().out)
    assert product["entries"] == ["1", "2"]
    assert product["editions"] == [["", ["1"]], ["chat", ["2"]]]


def test_an_entry_that_cannot_be_read_is_named(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """By its place; the status is 1."""
    file = tmp_path / "register.json"
    file.write_text('[{"id": "1", "title": "", "organisatie": "Gemeente A"}]')
    assert main(["algoritmeregister", "products", str(file)]) == 1
    assert "vermelding 1: veld title ontbreekt of is leeg" in capsys.readouterr().err
