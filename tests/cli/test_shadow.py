"""`shadow`: a log in, services and counts out; and the block list in three forms."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from stadspoort.cli import main

LIST = """dienst;naam;soort;host;bron;gelezen
praat-gratis;Praat (gratis);vrij;praat.example;eigen lijst;2026-08-01
praat-zakelijk;Praat Zakelijk;contract;praat.example;eigen lijst;2026-08-19
beeld;Beeldmaker;vrij;beeld.example;eigen lijst;2026-07-02
"""


@pytest.fixture
def services(tmp_path: Path) -> str:
    file = tmp_path / "diensten.csv"
    file.write_text(LIST, encoding="utf-8")
    return str(file)


@pytest.fixture
def log(tmp_path: Path) -> str:
    file = tmp_path / "log.csv"
    file.write_text("gebruiker;host;aantal\njb;praat.example;12\nmv;beeld.example;3\n")
    return str(file)


def test_the_log_as_a_table(capsys: pytest.CaptureFixture[str], services: str, log: str) -> None:
    """A shared host leaves the version open; nobody's name is shown."""
    assert main(["shadow", "log", log, "--services", services]) == 0
    told = capsys.readouterr().out
    assert "Beeldmaker" in told
    assert "dienst gezien, versie onbekend" in told
    assert "jb" not in told


def test_the_log_as_json(capsys: pytest.CaptureFixture[str], services: str, log: str) -> None:
    """For scripts."""
    assert main(["shadow", "log", log, "--services", services, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["services"][0] == {
        "free": ["praat-gratis"],
        "contracted": ["praat-zakelijk"],
        "is_version_known": False,
        "count": 12,
        "hosts": {"praat.example": 12},
    }


def test_wrong_rows_are_named(
    capsys: pytest.CaptureFixture[str], services: str, tmp_path: Path
) -> None:
    """The right ones count all the same, and the status is 1."""
    file = tmp_path / "log.csv"
    file.write_text("host;aantal\nbeeld.example;3\nbeeld.example;veel\n")
    assert main(["shadow", "log", str(file), "--services", services]) == 1
    said = capsys.readouterr()
    assert "Beeldmaker" in said.out
    assert "regel 3: het aantal is geen geheel getal" in said.err


FORMS = {
    "hosts": "beeld.example  # Beeldmaker\n"
    "# uitzondering: praat.example (Praat (gratis)) blijft open voor Praat Zakelijk\n",
    "csv": "host;actie;diensten;open voor\nbeeld.example;blokkeren;Beeldmaker;\n"
    "praat.example;uitzondering;Praat (gratis);Praat Zakelijk\n",
    "rpz": "beeld.example CNAME .\n*.beeld.example CNAME .\n"
    "; uitzondering: praat.example blijft open voor Praat Zakelijk\n",
}


@pytest.mark.parametrize("form", FORMS)
def test_the_block_list(capsys: pytest.CaptureFixture[str], services: str, form: str) -> None:
    """A host of a service in use stays open, and says for what."""
    asked = ["shadow", "block", "--in-use", "praat-zakelijk", "--format", form]
    assert main([*asked, "--services", services]) == 0
    assert capsys.readouterr().out.endswith(FORMS[form])


def test_an_unknown_service_in_use_is_refused(
    capsys: pytest.CaptureFixture[str], services: str
) -> None:
    """A typing error must not block what is in use."""
    assert main(["shadow", "block", "--in-use", "praatzakelijk", "--services", services]) == 1
    assert "praatzakelijk" in capsys.readouterr().err
