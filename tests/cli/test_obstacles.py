"""`obstacles`: a file of facts in, requirements that stand in the way out."""

from __future__ import annotations

import json
from importlib.resources import as_file, files

import pytest

from stadspoort.cli import main

FACTS = files("stadspoort.engines.frameworks.catalogue") / "data" / "facts.yaml"


@pytest.mark.parametrize(
    ("form", "begin"), [([], "eis"), (["--csv"], "eis;kader;in de weg;van"), (["--json"], '[{"req')]
)
def test_three_forms(capsys: pytest.CaptureFixture[str], form: list[str], begin: str) -> None:
    """For people, for a spreadsheet, for scripts."""
    with as_file(FACTS) as file:
        assert main(["obstacles", str(file), "--on", "2026-11-24", *form]) == 0
    told = capsys.readouterr().out
    assert told.startswith(begin)
    if form == ["--json"]:
        first = json.loads(told)[0]
        assert first["count"] <= first["asked"]


def test_facts_that_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    """With line and reason."""
    with as_file(FACTS.parent / "notes.yaml") as file:  # type: ignore[attr-defined] # a file here
        assert main(["obstacles", str(file), "--on", "2026-11-24"]) == 1
    assert "regel 2" in capsys.readouterr().err
