"""`admin fact`, `setting`, `evidence`, `adopt` and `verdict`: to a verdict by scripts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.apps.frameworks import make as facts
from tests.apps.frameworks import rules
from tests.apps.register import make

from stadspoort import cli
from stadspoort.apps.audit import keyring
from stadspoort.apps.audit.errors import KeysMissingError
from stadspoort.apps.frameworks.models import AttributeFact, Evidence, SettingFact
from stadspoort.engines.frameworks.library import packaged_library

pytestmark = pytest.mark.django_db

USE = ("--application", "api", "--model", "mock", "--purpose", "brieven")


@pytest.fixture(autouse=True)
def _installation(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    try:
        keyring.current()
    except KeysMissingError:
        keyring.initialise(make.NOW)
    rules.install(monkeypatch)
    make.start()
    make.model()
    make.purpose()
    yield
    packaged_library.cache_clear()


def run(*arguments: str) -> int:
    return cli.main(["admin", *arguments])


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, object]:
    capsys.readouterr()
    assert run(*arguments, "--json") == 0
    found: dict[str, object] = json.loads(capsys.readouterr().out)
    return found


def test_from_nothing_to_shown(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """On a fixed day; what is proposed by one is confirmed by another."""
    dpia = tmp_path / "dpia.txt"
    dpia.write_text("De DPIA van brieven.")
    about = ("--kind", "use", "--of", "brieven", "--since", "2026-01-01")
    assert run("fact", *about, "--attribute", "use.practices", "--value", "") == 0
    proposed = told(capsys, "adopt", "regels@1", "--since", "2026-01-01", "--advice", "FG")
    facts.second_person("fatima")
    number = str(proposed["id"])
    assert run("confirm-adoption", number) == 1
    assert "Een ander moet het bevestigen" in capsys.readouterr().err
    assert run("confirm-adoption", number, "--by", "fatima") == 0
    day = ("--on", "2026-11-24")
    assert told(capsys, "verdict", *USE, *day)["verdict"] == "unproven"

    assert run(
        "evidence", "--slug", "dpia", "--type", "dpia", "--title", "DPIA", "--about",
        "use=brieven", "--effective", "2026-01-15", "--file", str(dpia),
    ) == 0  # fmt: skip

    verdict = told(capsys, "verdict", *USE, *day)
    assert (verdict["verdict"], verdict["valid_until"]) == ("conditional", "2027-01-15")
    assert run("verdict", *USE, *day) == 0
    assert "Aangetoond met dpia" in capsys.readouterr().out


def test_a_file_that_is_held_is_said_to_be_held(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    scan = tmp_path / "scan.png"
    scan.write_text("geen afbeelding")

    assert run(
        "evidence", "--slug", "scan", "--type", "dpia", "--title", "Scan", "--about",
        "use=brieven", "--effective", "2026-01-15", "--file", str(scan),
    ) == 0  # fmt: skip

    assert "Vastgehouden: Het bestand heet een afbeelding" in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(
            ("fact", "--kind", "use", "--of", "elders", "--attribute", "use.publishes",
             "--value", "ja"),
            id="a purpose that is not there",
        ),
        pytest.param(
            ("evidence", "--slug", "x", "--type", "dpia", "--title", "X", "--about",
             "wolk=1", "--effective", "2026-01-15"),
            id="evidence about no kind of entry",
        ),
        pytest.param(("confirm-adoption", "99"), id="an adoption that nobody proposed"),
        pytest.param(("adopt", "regels@7"), id="a version that is not there"),
    ],
)  # fmt: skip
def test_what_is_not_there_is_refused(arguments: tuple[str, ...]) -> None:
    assert run(*arguments) == 1
    assert not AttributeFact.objects.exists()
    assert not Evidence.objects.exists()


def test_a_setting_is_recorded_with_who_looked() -> None:
    assert run(
        "setting", "--application", "api", "--name", "Bewaren", "--value", "30 dagen",
        "--counts-as", "instelling_retentie", "--checked-by", "beheer",
    ) == 0  # fmt: skip

    row = SettingFact.objects.get()
    assert (row.application, row.checked_by, row.supports) == ("api", "beheer", True)
