"""`evaluate privacy`: files in, figures out; somebody else's detector on the same texts."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterable
from importlib.metadata import EntryPoint, EntryPoints
from pathlib import Path

import pytest

from stadspoort.cli import evaluate, main
from stadspoort.sandbox import plugins

TEXTS = "# annotators: 2\n# readers: 1\n=== a | brief\nBSN [[BSN:123456782]] van [[PERSOON:Jan]]\n"


def detect_for_test(text: str) -> Iterable[tuple[object, ...]]:
    """A detector of somebody else: sure of the BSN, in doubt about the name."""
    assert text.startswith("BSN ")
    return [(4, 13, "BSN"), (18, 21, "PERSOON", 0.3, "een naam?")]


def detect_nothing_usable(_text: str) -> Iterable[object]:
    return ["Jan"]


@pytest.fixture
def texts(tmp_path: Path) -> str:
    file = tmp_path / "eigen.txt"
    file.write_text(TEXTS, encoding="utf-8")
    return str(file)


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two packages are installed that offer a detector, and one that offers a number."""
    offered = [
        EntryPoint("proef", f"{__name__}:detect_for_test", plugins.GROUP),
        EntryPoint("kapot", f"{__name__}:detect_nothing_usable", plugins.GROUP),
        EntryPoint("getal", "math:pi", plugins.GROUP),
    ]
    monkeypatch.setattr(plugins, "entry_points", lambda **_: EntryPoints(offered))
    plugins.load.cache_clear()


def sets(capsys: pytest.CaptureFixture[str]) -> list[dict[str, dict[str, dict[str, object]]]]:
    told: list[dict[str, dict[str, dict[str, object]]]] = json.loads(capsys.readouterr().out)[
        "sets"
    ]
    return told


def test_tables_name_the_set_who_marked_it_and_both_points(
    texts: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["evaluate", "privacy", "--texts", texts]) == 0

    shown = capsys.readouterr().out
    assert "eigen.txt: stadspoort" in shown
    assert "1 tekst, 21 tekens, 2 persoonsgegevens" in shown
    assert "annotatoren: 2, nagelezen door 1" in shown
    assert "poort (alle vondsten)" in shown
    assert "beoordeling (alleen zekere)" in shown


def test_a_plugin_is_measured_in_place_of_our_own(
    texts: str, installed: None, capsys: pytest.CaptureFixture[str]
) -> None:
    """What it scores below a half is in doubt: counted at the gate, not in a review."""
    assert main(["evaluate", "privacy", "--plugin", "proef", "--texts", texts, "--json"]) == 0

    (told,) = sets(capsys)
    gate, review = told["points"]["gate"], told["points"]["review"]
    assert gate["direct"]["overlap"]["recall"] | {"low": 0, "high": 0} == {
        "value": 1.0, "low": 0, "high": 0, "part": 2, "whole": 2, "method": "wilson",
    }  # fmt: skip
    assert review["direct"]["overlap"]["recall"]["part"] == 1
    assert told["speed"]["rounds"] == 5


def test_a_plugin_joined_with_our_own_is_what_the_gate_would_do(
    texts: str, installed: None, capsys: pytest.CaptureFixture[str]
) -> None:
    """Ours is certain of the BSN and does not see the bare name; the plug-in adds its doubt."""
    command = ["evaluate", "privacy", "--plugin", "proef", "--joined", "--texts", texts, "--json"]
    assert main(command) == 0

    told = json.loads(capsys.readouterr().out)
    assert told["detector"] == "stadspoort + proef"
    direct = told["sets"][0]["points"]["gate"]["direct"]
    assert (direct["overlap"]["recall"]["part"], direct["findings"]) == (2, 2)


def test_failures_are_told_only_when_asked(
    texts: str, installed: None, capsys: pytest.CaptureFixture[str]
) -> None:
    """They hold what stands in the texts."""
    command = ["evaluate", "privacy", "--plugin", "proef", "--texts", texts]

    assert main(command) == 0
    assert "MIST" not in capsys.readouterr().out

    assert main([*command, "--failures"]) == 0
    shown = capsys.readouterr().out
    assert "Gemist en te veel, poort (alle vondsten): 0\n" in shown
    assert "Gemist en te veel, beoordeling (alleen zekere): 1\na MIST PERSOON Jan\n" in shown


def test_one_point_and_several_files(
    texts: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "anders.jsonl"
    other.write_text('{"id": "b", "text": "Niets hier.", "spans": []}\n', encoding="utf-8")
    arguments = ["evaluate", "privacy", "--texts", texts, str(other), "--point", "gate", "--json"]

    assert main(arguments) == 0

    first, second = sets(capsys)
    assert (first["name"], second["name"]) == ("eigen.txt", "anders.jsonl")
    assert list(first["points"]) == ["gate"]
    assert second["points"]["gate"]["marks"] == 0


def test_texts_come_from_standard_input(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXTS.encode())))

    assert main(["evaluate", "privacy", "--texts", "-", "--json"]) == 0

    (told,) = sets(capsys)
    assert told["name"] == "standaardinvoer"


@pytest.mark.parametrize(
    ("plugin", "code"),
    [
        pytest.param("onbekend", "sandbox.plugin_unknown", id="not installed"),
        pytest.param("getal", "sandbox.plugin_unknown", id="cannot be called"),
        pytest.param("kapot", "privacy.plugin_answer", id="gives no places"),
    ],
)
def test_a_plugin_that_cannot_be_measured_is_named(
    plugin: str, code: str, texts: str, installed: None, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["evaluate", "privacy", "--plugin", plugin, "--texts", texts]) == 1

    assert f"[{code}]" in capsys.readouterr().err


def test_without_texts_a_checkout_takes_its_own_and_a_package_says_what_is_missing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "gold.txt" in [Path(name).name for name in evaluate.own_texts()]

    monkeypatch.setattr(evaluate, "_CHECKOUT", tmp_path)
    assert main(["evaluate", "privacy"]) == 1

    assert "--texts" in capsys.readouterr().err


def test_a_file_that_is_badly_marked_is_named_with_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "fout.txt"
    file.write_text("=== a | brief\nHallo [[NAAM:Jan]]\n", encoding="utf-8")

    assert main(["evaluate", "privacy", "--texts", str(file)]) == 1

    assert "Regel 2 van de gemarkeerde teksten klopt niet: onbekende soort." in (
        capsys.readouterr().err
    )
