"""`package`: a key pair, a package from facts, and everything that makes the receiver refuse."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

import pytest

from stadspoort.cli import main

FACTS = files("stadspoort.engines.frameworks.catalogue") / "data" / "facts.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with keys of two municipalities and a package of the first."""
    (tmp_path / "facts.yaml").write_bytes(FACTS.read_bytes())
    for name in ("een", "twee"):
        assert main(["package", "key", str(tmp_path / name)]) == 0
    assert written(tmp_path, sequence=3) == 0
    return tmp_path


def written(folder: Path, *, sequence: int, key: str = "een") -> int:
    return main(
        ["package", "write", str(folder / "facts.yaml"), "-o", str(folder / "p.json"),
         "--key", str(folder / key), "--issuer", "Gemeente Een", "--sequence", str(sequence),
         "--assess", "2026-11-24"]
    )  # fmt: skip


def read(folder: Path, *more: str, trust: str = "Gemeente Een=een.pub") -> int:
    name, _, file = trust.partition("=")
    return main(
        ["package", "read", str(folder / "p.json"), "--trust", f"{name}={folder / file}",
         "--on", "2026-11-24", *more]
    )  # fmt: skip


def test_what_was_written_is_read(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Evidence with its dates; the private key is for its owner only."""
    assert (folder / "een").stat().st_mode & 0o077 == 0
    capsys.readouterr()
    assert read(folder, "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["issuer"], told["sequence"]) == ("Gemeente Een", 3)
    assert len(told["evidence"]) == 169
    assert told["assessments"] > 1000
    assert read(folder) == 0
    assert "de handtekening klopt" in capsys.readouterr().out


def test_a_changed_letter_is_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing of it is shown."""
    package = folder / "p.json"
    package.write_text(package.read_text().replace("copilot", "copiloot", 1))
    capsys.readouterr()
    assert read(folder) == 1
    said = capsys.readouterr()
    assert "content_changed" in said.err
    assert "copiloot" not in said.out


def test_another_key_and_a_revoked_one_are_refused(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever it says it is."""
    assert read(folder, trust="Gemeente Een=twee.pub") == 1
    assert "key_unknown" in capsys.readouterr().err
    assert read(folder, "--revoked", "Gemeente Een=2026-11-01") == 1
    assert "key_revoked" in capsys.readouterr().err
    assert read(folder, trust="Gemeente Anders=een.pub") == 1
    assert "other_issuer" in capsys.readouterr().err


def test_a_replayed_or_older_package_is_refused(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """As long as the memory is kept; a damaged memory refuses everything."""
    seen = str(folder / "gezien.json")
    assert read(folder, "--seen", seen) == 0
    assert read(folder, "--seen", seen) == 1
    assert "replayed" in capsys.readouterr().err
    assert written(folder, sequence=2) == 0
    assert read(folder, "--seen", seen) == 1
    assert "older" in capsys.readouterr().err
    assert written(folder, sequence=4) == 0
    assert read(folder, "--seen", seen) == 0
    Path(seen).write_text("[]")
    assert read(folder, "--seen", seen) == 1
    assert "beschadigd" in capsys.readouterr().err


def test_what_is_no_key_is_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With what to do."""
    assert written(folder, sequence=5, key="een.pub") == 1
    assert "package key" in capsys.readouterr().err
