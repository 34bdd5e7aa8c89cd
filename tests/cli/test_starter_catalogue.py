"""`catalogue`: checked, shown, and what it leaves open."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

import pytest

from stadspoort.cli import main

DATA = files("stadspoort.engines.frameworks.catalogue") / "data"


def test_the_packaged_catalogue_is_right(capsys: pytest.CaptureFixture[str]) -> None:
    """With how much it holds, and of when."""
    assert main(["catalogue", "validate"]) == 0
    told = capsys.readouterr().out
    assert "46 toepassingen, 19 modellen" in told
    assert "23-11-2026" in told


def test_every_problem_of_an_own_catalogue_is_told(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """With file, line and reason; the status is 1."""
    (tmp_path / "facts.yaml").write_bytes((DATA / "facts.yaml").read_bytes())
    notes = (DATA / "notes.yaml").read_text(encoding="utf-8")
    (tmp_path / "notes.yaml").write_text(notes.replace("as_of: 2026-11-23", "as_of: gisteren"))
    assert main(["catalogue", "validate", str(tmp_path)]) == 1
    assert "notes.yaml, regel 3: as_of: 'gisteren' is geen datum" in capsys.readouterr().err


def test_one_application_with_its_evidence_and_gaps(capsys: pytest.CaptureFixture[str]) -> None:
    """For people, and for scripts."""
    assert main(["catalogue", "show", "m365-copilot"]) == 0
    told = capsys.readouterr().out
    assert "Microsoft 365 Copilot" in told
    assert "Open, en wie het kan leveren:" in told
    assert main(["catalogue", "show", "m365-copilot", "--json"]) == 0
    facts = json.loads(capsys.readouterr().out)
    assert all(piece["source"] for piece in facts["evidence"])


def test_an_unknown_application_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    """With where to look."""
    assert main(["catalogue", "show", "praatmaat"]) == 1
    assert "catalogue show" in capsys.readouterr().err


def test_the_gaps_per_use(capsys: pytest.CaptureFixture[str]) -> None:
    """The open part as a share, and who can deliver."""
    assert main(["catalogue", "gaps", "--on", "2026-11-24", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [each["use"] for each in found][-1] == "antwoorden-aan-inwoners"
    assert all(0.82 <= each["share"] <= 1 for each in found)
