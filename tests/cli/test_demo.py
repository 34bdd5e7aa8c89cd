"""`init` and `demo`, as a new user runs them: in a process and a folder of their own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest


def stadspoort(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith("STADSPOORT_")
    }
    return subprocess.run(
        [sys.executable, "-m", "stadspoort.cli", "--data", str(folder / "data"), *arguments],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, object]]:
    """Return the folder of a demo installation and what `demo --json` printed."""
    folder = tmp_path_factory.mktemp("demo")
    done = stadspoort(folder, "demo", "--json")
    assert done.returncode == 0, done.stderr
    return folder, json.loads(done.stdout)


def test_the_demo_has_an_account_for_every_role(demo: tuple[Path, dict[str, object]]) -> None:
    """With passwords that differ, shown once and stored nowhere in clear."""
    folder, printed = demo
    accounts = printed["accounts"]
    assert isinstance(accounts, dict)

    assert len(accounts) == 14
    assert len(set(accounts.values())) == 14
    secrets = [*accounts.values(), printed["fg_passphrase"]]
    files = [file for file in folder.rglob("*") if file.is_file()]
    stored = b"".join(file.read_bytes() for file in files)
    assert len(files) > 5
    assert not [secret for secret in secrets if str(secret).encode() in stored]


def test_the_demo_refuses_free_services_and_names_what_is_allowed(
    demo: tuple[Path, dict[str, object]],
) -> None:
    """The first question of a civil servant has an answer on day one."""
    told = json.loads(
        stadspoort(
            demo[0], "admin", "answer", "--application", "chatgpt-gratis",
            "--purpose", "brieven-begrijpelijk", "--json",
        ).stdout
    )  # fmt: skip

    assert (told["allowed"], told["standing"]) == (False, "verboden")
    assert {"application": "assistent", "model": "stadspoort/citaat"} in told["alternatives"]


def test_the_demo_allows_by_a_decision_of_today_with_an_end(
    demo: tuple[Path, dict[str, object]],
) -> None:
    """Shown as what it is: a person's, under conditions."""
    rows = json.loads(stadspoort(demo[0], "admin", "list-uses", "--json").stdout)

    quoting = [row for row in rows if row["model"] == "stadspoort/citaat"]
    assert len(quoting) == 12
    assert {(row["standing"], row["by_person"]) for row in quoting} == {("onder_voorwaarden", True)}
    assert all(row["until"] for row in quoting)
    assert not [row for row in rows if row["standing"] == "toegestaan"]


def test_a_question_is_answered_for_a_script(demo: tuple[Path, dict[str, object]]) -> None:
    """The whole gate, with what it did beside the answer."""
    done = stadspoort(
        demo[0], "ask", "Wie belt?", "--purpose", "brieven-begrijpelijk",
        "--model", "stadspoort/citaat", "--json",
    )  # fmt: skip

    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert (told["outcome"], told["model"], told["purpose"]) == (
        "answered",
        "stadspoort/citaat",
        "brieven-begrijpelijk",
    )
    assert told["answer"]
    assert (told["masked"], len(told["call_id"])) == (0, 32)


def test_a_question_that_is_refused_says_why(demo: tuple[Path, dict[str, object]]) -> None:
    """What the register says about it, and what would do."""
    done = stadspoort(
        demo[0], "ask", "Wie belt?", "--purpose", "brieven-begrijpelijk",
        "--model", "demo/model-zonder-contract",
    )  # fmt: skip

    assert done.returncode == 1
    assert "Modellen die wel mogen: stadspoort/citaat" in done.stderr


def test_a_filled_folder_is_refused_unchanged(demo: tuple[Path, dict[str, object]]) -> None:
    """Twice `demo`, or `init` after it, must not touch what is there."""
    folder = demo[0]
    before = (folder / "data" / "stadspoort.sqlite3").read_bytes()

    for command in ("demo", "init"):
        again = stadspoort(folder, command)
        assert again.returncode == 1
        assert "register.data_folder_filled" in again.stderr
    assert (folder / "data" / "stadspoort.sqlite3").read_bytes() == before


def test_the_ledger_of_the_demo_verifies(demo: tuple[Path, dict[str, object]]) -> None:
    """Everything in it went through the same actions as everyone's work."""
    checked = json.loads(stadspoort(demo[0], "ledger", "verify", "--json").stdout)

    assert checked["ok"]
    assert checked["entries"] > 50


def test_init_makes_an_installation_in_which_nothing_is_allowed(tmp_path: Path) -> None:
    """Our own applications and the embedded model are there; being built in is no verdict."""
    done = stadspoort(tmp_path, "init")
    assert done.returncode == 0, done.stderr
    assert "stadspoort serve" in done.stdout

    rows = json.loads(stadspoort(tmp_path, "admin", "list-uses", "--json").stdout)

    assert {(row["application"], row["standing"]) for row in rows} == {
        ("api", "niet_aangetoond"),
        ("assistent", "niet_aangetoond"),
    }
    assert (tmp_path / "data").stat().st_mode & 0o077 == 0


def test_keys_without_data_are_refused(tmp_path: Path) -> None:
    """They may be those of a backup that is about to come back."""
    keys = tmp_path / "data.keys"
    keys.mkdir(mode=0o700)
    (keys / "keyring.json").write_text("{}")

    done = stadspoort(tmp_path, "init")

    assert done.returncode == 1
    assert "audit.keys_exist" in done.stderr
    assert not (tmp_path / "data").exists()
