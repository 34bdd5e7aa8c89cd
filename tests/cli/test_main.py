"""The command line: Dutch help, `--data` on either side, one line for a failure, no traceback."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from stadspoort import cli
from stadspoort.apps.oversight.errors import ReasonTooShortError
from stadspoort.cli.failures import FileUnreadableError
from stadspoort.cli.parser import CommandParser, Subparsers
from stadspoort.errors import StadspoortError
from stadspoort.gate.errors import BudgetSpentError, CallRefusedError
from stadspoort.gate.values import Outcome


class Module:
    """A module of commands that does what a test tells it, in place of the real table."""

    def __init__(self, handler: Callable[[argparse.Namespace], int]) -> None:
        self.handler = handler

    def register(self, subparsers: Subparsers) -> None:
        plain = subparsers.add_parser("gewoon", help="een opdracht")
        plain.set_defaults(handler=self.handler)
        group = subparsers.add_parser("groep", help="een groep").add_subparsers(required=True)
        inner = group.add_parser("binnen", help="een opdracht in een groep")
        inner.add_argument("--aantal", type=int, default=1)
        inner.add_argument("--dag", type=date.fromisoformat)
        inner.set_defaults(handler=self.handler)


@pytest.fixture
def commands(monkeypatch: pytest.MonkeyPatch) -> list[argparse.Namespace]:
    seen: list[argparse.Namespace] = []

    def remember(arguments: argparse.Namespace) -> int:
        seen.append(arguments)
        return 0

    monkeypatch.setattr(cli, "MODULES", (Module(remember),))
    return seen


@pytest.mark.parametrize(
    ("argv", "data"),
    [
        pytest.param(["gewoon"], None, id="not named"),
        pytest.param(["--data", "map", "gewoon"], "map", id="before the command"),
        pytest.param(["gewoon", "--data", "map"], "map", id="after the command"),
        pytest.param(["groep", "--data", "map", "binnen"], "map", id="inside a group"),
        pytest.param(["groep", "binnen", "--data", "map"], "map", id="after a group"),
        pytest.param(["--data", "een", "gewoon", "--data", "twee"], "twee", id="the last one wins"),
    ],
)
def test_data_folder_may_stand_on_either_side(
    commands: list[argparse.Namespace], argv: list[str], data: str | None
) -> None:
    assert cli.main(argv) == 0

    assert [arguments.data for arguments in commands] == [data]


@pytest.mark.parametrize(
    ("argv", "sentence"),
    [
        pytest.param([], "dit ontbreekt: OPDRACHT", id="no command"),
        pytest.param(["weg"], "'weg' bestaat niet; kies uit", id="unknown command"),
        pytest.param(["gewoon", "--wat"], "dit is onbekend: --wat", id="unknown option"),
        pytest.param(["gewoon", "--data"], "--data: hier moet een waarde achter", id="no value"),
        pytest.param(
            ["groep", "binnen", "--aantal", "x"],
            "--aantal: 'x' is geen geheel getal",
            id="no number",
        ),
        pytest.param(
            ["groep", "binnen", "--dag", "morgen"],
            "--dag: 'morgen' is geen datum; schrijf JJJJ-MM-DD",
            id="no date",
        ),
        pytest.param(["gewoon", "--dat", "x"], "dit is onbekend: --dat x", id="no abbreviations"),
    ],
)
def test_wrong_usage_is_status_2_in_dutch(
    commands: list[argparse.Namespace],
    capsys: pytest.CaptureFixture[str],
    argv: list[str],
    sentence: str,
) -> None:
    assert cli.main(argv) == 2

    shown = capsys.readouterr().err
    assert sentence in shown
    assert shown.startswith("gebruik: stadspoort")
    assert commands == []


def test_help_is_dutch_and_status_0(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--help"]) == 0

    shown = capsys.readouterr().out
    assert "opdrachten:" in shown
    assert "toon deze uitleg en stop" in shown
    assert "usage" not in shown


def test_a_named_failure_is_one_dutch_line_and_status_1(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(arguments: argparse.Namespace) -> int:
        raise FileUnreadableError(file="brief.txt")

    monkeypatch.setattr(cli, "MODULES", (Module(fail),))

    assert cli.main(["gewoon"]) == 1
    assert capsys.readouterr().err == (
        "stadspoort: Het bestand brief.txt kan niet worden gelezen. Controleer de naam en of u het "
        "mag openen. [cli.file_unreadable]\n"
    )


def test_the_facts_of_a_failure_are_filled_in(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Also here nobody reads `{shortest}`; a refused call tells its own reason."""
    failures = iter(
        [
            ReasonTooShortError(characters=3, shortest=15),
            CallRefusedError(Outcome.VERDICT_FORBIDS, explanation="Te veel risico."),
        ]
    )

    def fail(arguments: argparse.Namespace) -> int:
        raise next(failures)

    monkeypatch.setattr(cli, "MODULES", (Module(fail),))
    assert [cli.main(["gewoon"]), cli.main(["gewoon"])] == [1, 1]
    first, second = capsys.readouterr().err.splitlines()
    assert "minstens 15 tekens" in first
    assert "Reden: Te veel risico." in second


@pytest.mark.parametrize(
    ("refusal", "parts"),
    [
        pytest.param(
            CallRefusedError(
                Outcome.VERDICT_MISSING,
                alternatives=("stadspoort/citaat",),
                explanation="Dit gebruik is nog niet beoordeeld.",
            ),
            (
                "niet aangetoond dat het mag",
                "Reden: Dit gebruik is nog niet beoordeeld.",
                "Modellen die wel mogen: stadspoort/citaat.",
            ),
            id="verdict missing",
        ),
        pytest.param(
            CallRefusedError(Outcome.NOT_A_PARTICIPANT, alternatives=("brieven",)),
            ("een experiment met vaste deelnemers", "Doelen die wel mogen: brieven."),
            id="not a participant",
        ),
        pytest.param(
            CallRefusedError(Outcome.MODEL_UNKNOWN, alternatives=("een/model", "twee")),
            ("staat niet in het register", "Modellen die wel mogen: een/model, twee."),
            id="model unknown",
        ),
        pytest.param(
            CallRefusedError(Outcome.PURPOSE_ENDED, alternatives=("brieven", "openbaar")),
            ("gestopt of de einddatum is voorbij", "Doelen die wel mogen: brieven, openbaar."),
            id="purpose ended",
        ),
        pytest.param(
            BudgetSpentError(purpose="proef", budget=20_000, asked=12_500, left=1_200),
            ("past niet meer", "nog 1.200 tokens over; deze vraag kan er 12.500 kosten."),
            id="budget: not nothing, but too little",
        ),
    ],
)
def test_a_refusal_tells_its_reason_and_what_is_allowed(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    refusal: CallRefusedError,
    parts: tuple[str, ...],
) -> None:
    """As on the screens and under /v1: on one line, status 1."""

    def refuse(arguments: argparse.Namespace) -> int:
        raise refusal

    monkeypatch.setattr(cli, "MODULES", (Module(refuse),))

    assert cli.main(["gewoon"]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert not [part for part in parts if part not in line]


@pytest.mark.parametrize(
    "command",
    [
        pytest.param(("admin", "list-models"), id="reading"),
        pytest.param(("admin", "add-supplier", "--slug", "x", "--name", "X"), id="writing"),
        pytest.param(("ask", "Hoi", "--purpose", "x"), id="asking"),
        pytest.param(("serve",), id="serving"),
        pytest.param(("migrate",), id="migrating"),
        pytest.param(("ledger", "verify"), id="verifying"),
    ],
)
def test_without_an_installation_every_command_says_so(
    tmp_path: Path, command: tuple[str, ...]
) -> None:
    """One line that names the folder, status 1, and nothing is made."""
    folder = tmp_path / "bestaatniet"
    done = stadspoort("--data", str(folder), *command)

    (line,) = done.stderr.splitlines()
    assert done.returncode == 1
    assert "Hier is geen Stadspoort ingericht" in line
    assert str(folder) in line
    assert not folder.exists()


def test_a_database_that_does_not_answer_is_one_line(tmp_path: Path) -> None:
    """Nobody listens on port 1."""
    address = "postgresql://iemand@127.0.0.1:1/geen"
    done = stadspoort(
        "--data", str(tmp_path), "admin", "list-models", STADSPOORT_DATABASE_URL=address
    )

    (line,) = done.stderr.splitlines()
    assert (done.returncode, "De database is niet te bereiken" in line) == (1, True)


def stadspoort(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own, in an environment without our own settings."""
    kept = {name: word for name, word in os.environ.items() if not name.startswith("STADSPOORT_")}
    return subprocess.run(
        [sys.executable, "-m", "stadspoort.cli", *arguments],
        env=kept | variables,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_a_failure_without_a_sentence_still_shows_its_code(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(arguments: argparse.Namespace) -> int:
        raise StadspoortError

    monkeypatch.setattr(cli, "MODULES", (Module(fail),))

    assert cli.main(["gewoon"]) == 1
    assert "[stadspoort.error]" in capsys.readouterr().err


def test_ctrl_c_is_status_130_without_a_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stop(arguments: argparse.Namespace) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "MODULES", (Module(stop),))

    assert cli.main(["gewoon"]) == 130
    assert capsys.readouterr().err == ""


def test_a_reader_that_leaves_early_gives_no_noise() -> None:
    """`stadspoort ... | head -1` must not end in a BrokenPipeError on the screen."""
    program = (
        "import sys; from stadspoort import cli\n"
        "class M:\n"
        "    def register(self, s):\n"
        "        s.add_parser('veel').set_defaults(handler=self.run)\n"
        "    def run(self, a):\n"
        "        print('regel\\n' * 1_000_000)\n"
        "        return 0\n"
        "cli.MODULES = (M(),)\n"
        "sys.exit(cli.main(['veel']))\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as command:
        assert command.stdout is not None
        assert command.stderr is not None
        assert command.stdout.readline() == b"regel\n"
        command.stdout.close()
        assert command.stderr.read() == b""


def test_every_real_command_has_help() -> None:
    parser = CommandParser(prog="stadspoort")
    subparsers = parser.add_subparsers()
    for module in cli.MODULES:
        module.register(subparsers)

    names = set(subparsers.choices)
    helped = {action.dest for action in subparsers._choices_actions if action.help}
    assert names
    assert names == helped
