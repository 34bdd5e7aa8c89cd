"""`stadspoort frameworks`: what is wrong with a file, and what a version asks."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from tests.engines.frameworks import make

from stadspoort.cli import main

FOLDER = str(make.FOLDER)
VERSIONS = ["aia@2024-07-12", "aia@2026-07-27", "--file", FOLDER]
FACTS = str(make.FACTS / "wet-in-de-tijd.yaml")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a copy of the small frameworks that a test may spoil."""
    copy = tmp_path / "kaders"
    shutil.copytree(make.FOLDER, copy)
    return copy


def test_right_files_are_counted(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["frameworks", "validate", FOLDER]) == 0

    shown = capsys.readouterr().out.splitlines()
    assert shown[0] == "De kaders zijn goed: 2 versies, 11 eisen."
    assert shown[1].split() == [
        "kader",
        "versie",
        "geldt",
        "eisen",
        "status",
        "hash",
        "vrijgegeven",
    ]
    assert shown[2].split()[:2] == ["aia", "2024-07-12"]


def test_a_wrong_file_is_told_with_its_line(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = folder / "aia" / "2024-07-12.yaml"
    file.write_text(file.read_text().replace("from: 2024-08-01", "from: 2024-08-32"))

    assert main(["frameworks", "validate", str(folder)]) == 1

    assert capsys.readouterr().err.splitlines() == [
        "aia/2024-07-12.yaml, regel 8: from: '2024-08-32' is geen datum; schrijf JJJJ-MM-DD, zoals "
        "2026-08-02",
        "Geweigerd: 1 fout.",
    ]


def test_a_file_that_is_not_there_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["frameworks", "validate", "weg.yaml"]) == 1
    assert "cli.file_unreadable" in capsys.readouterr().err


def test_a_version_is_shown_as_facts(capsys: pytest.CaptureFixture[str]) -> None:
    command = ["frameworks", "show", "aia", "--on", "2026-12-01", "--file", FOLDER, "--json"]
    assert main(command) == 0

    shown = json.loads(capsys.readouterr().out)
    assert (shown["version"], shown["from"], shown["to"]) == ("2026-07-27", "2026-07-27", None)
    applies = {row["id"]: row["applies"] for row in shown["requirements"]}
    assert applies == {
        "aia-4-geletterdheid": True,
        "aia-5-emotie": True,
        "aia-5-intieme-beelden": False,
        "aia-26-toezicht": False,
        "aia-50-1-ai-herkenbaar": True,
        "aia-50-2-markering": True,
        "aia-53-gedragscode": True,
    }


def test_a_version_is_shown_to_a_person(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["frameworks", "show", "aia@2024-07-12", "--file", FOLDER]) == 0

    shown = capsys.readouterr().out
    assert shown.startswith(
        "AI-verordening (Verordening (EU) 2024/1689), versie 2024-07-12 (2024-08-01 tot en met "
        "2026-07-26)\nConcept, te toetsen door een jurist.\n"
    )
    assert "De inwoner merkt bij het eerste contact dat hij met AI praat." in shown


def test_without_a_name_all_versions_are_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["frameworks", "show", "--file", FOLDER, "--json"]) == 0

    shown = json.loads(capsys.readouterr().out)
    assert [row["version"] for row in shown] == ["2024-07-12", "2026-07-27"]


def test_a_day_without_a_version_is_a_named_failure(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["frameworks", "show", "aia", "--on", "2020-01-01", "--file", FOLDER]) == 1
    assert "frameworks.version_unknown" in capsys.readouterr().err


def test_a_person_reads_what_changed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["frameworks", "diff", *VERSIONS]) == 0

    assert capsys.readouterr().out.splitlines() == [
        "Van aia@2024-07-12 naar aia@2026-07-27:",
        "- veranderd: aia-4-geletterdheid (AI-verordening art. 4)",
        "    wat moet: Wie met AI werkt, weet er genoeg van. -> De gemeente helpt wie met AI werkt "
        "er genoeg van te weten.",
        "    datums: vanaf 2025-02-02 -> vanaf 2026-07-27",
        "- nieuw: aia-5-intieme-beelden (AI-verordening art. 5(1)(ba))",
        "- verschoven: aia-26-toezicht (AI-verordening art. 26)",
        "    datums: vanaf 2026-08-02 -> vanaf 2027-12-02",
        "- nieuw: aia-50-2-markering (AI-verordening art. 50(2))",
        "- nieuw: aia-53-gedragscode (AI-verordening art. 53)",
    ]


def test_what_changed_as_facts(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["frameworks", "diff", *VERSIONS, "--json"]) == 0

    shown = json.loads(capsys.readouterr().out)
    assert (shown["from"], shown["to"]) == ("aia@2024-07-12", "aia@2026-07-27")
    assert shown["changes"][2] == {
        "kind": "moved",
        "requirement": "aia-26-toezicht",
        "article": "AI-verordening art. 26",
        "replaces": [],
        "fields": [{"field": "dates", "before": "vanaf 2026-08-02", "after": "vanaf 2027-12-02"}],
    }


def test_a_person_reads_the_impact(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["frameworks", "impact", *VERSIONS, "--facts", FACTS]) == 0

    assert capsys.readouterr().out.splitlines()[-7:] == [
        "Geraakt gebruik: 1.",
        "- vanaf 27-07-2026: aia-4-geletterdheid (aantal: 1)",
        "- vanaf 02-08-2026: aia-26-toezicht (aantal: 1)",
        "- vanaf 02-12-2026: aia-50-2-markering (aantal: 1)",
        "- vanaf 02-08-2027: aia-53-gedragscode (aantal: 1)",
        "",
        "Oordelen die anders worden: 0.",
    ]


def test_the_impact_on_a_verdict(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A text on the screen was shown; the old text wants oversight from 2-8-2026, the new not."""
    file = tmp_path / "feiten.yaml"
    shown = """\
  - id: scherm
    type: schermtekst
    subject: {}
    effective: 2026-07-01
    read_as: full
    via: document
    bearing: for
    reliance: own_check
adoptions:
"""
    file.write_text(Path(FACTS).read_text().replace("adoptions:\n", shown))
    command = ["frameworks", "impact", *VERSIONS, "--facts", str(file)]

    assert main(command) == 0
    assert (
        "- Chatbot voor inwoners, Antwoorden aan inwoners: op 02-08-2026 onder voorwaarden in "
        "plaats van niet aangetoond (aia-26-toezicht)"
    ) in capsys.readouterr().out.splitlines()

    assert main([*command, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["verdicts"][0] == {
        "application": "chatbot",
        "use": "antwoorden",
        "on": "2026-08-02",
        "before": "unproven",
        "after": "conditional",
        "because": ["aia-26-toezicht"],
    }


def test_the_impact_on_wrong_facts_is_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "feiten.yaml"
    file.write_text("schema: anders\n")

    assert main(["frameworks", "impact", *VERSIONS, "--facts", str(file)]) == 1
    assert "De feiten zijn geweigerd" in capsys.readouterr().err


def test_a_version_beside_itself_did_not_change(capsys: pytest.CaptureFixture[str]) -> None:
    name = "aia@2026-07-27"

    assert main(["frameworks", "diff", name, name, "--file", FOLDER]) == 0
    assert capsys.readouterr().out.splitlines()[1] == "Er is niets veranderd."
