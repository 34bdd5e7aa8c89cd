"""A new application from facts to green with conditions; its DPIA lapses; a new one; all recorded.

Source: issue 4, "Shown by". Nobody decides anything here: facts, evidence and dates do it.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.journeys.endpoint import running_endpoint
from tests.journeys.installation import Installation, address_once_up, free_port

from stadspoort.engines.frameworks.library import packaged_library
from stadspoort.gate.values import legal_day

pytestmark = pytest.mark.journey

ROOT = Path(__file__).resolve().parent.parent.parent
SECONDS = 5
_MANY = """
import json, sys
from stadspoort import cli
sys.exit(max(cli.main(each) for each in json.load(sys.stdin)))
"""
TODAY = legal_day(datetime.now(UTC))
USE = ("--application", "zaakhulp", "--model", "echo", "--purpose", "zaken")
INTAKE = (
    ("application", "zaakhulp", "app.generates", "tekst"),
    ("application", "zaakhulp", "app.cloud", "nee"),
    ("application", "zaakhulp", "app.placed_on_market", "2026-01-01"),
    ("application", "zaakhulp", "app.significantly_changed", "nee"),
    ("model", "echo", "model.is_gpai", "nee"),
    ("model", "echo", "model.open_source", "ja"),
    ("model", "echo", "model.systemic_risk", "nee"),
    ("organisation", "", "org.uses_contractors", "nee"),
    ("use", "zaken", "use.practices", ""),
    ("use", "zaken", "use.risk_class", "geen"),
    ("use", "zaken", "use.domain", "intern"),
    ("use", "zaken", "use.workbench", "nee"),
    ("use", "zaken", "use.interacts_with_public", "nee"),
    ("use", "zaken", "use.decision_support", "nee"),
    ("use", "zaken", "use.publishes", "nee"),
    ("use", "zaken", "use.impactful", "nee"),
    ("use", "zaken", "use.about_employees", "nee"),
    ("use", "zaken", "use.collects_from_subject", "nee"),
    ("use", "zaken", "use.reuse", "nee"),
    ("use", "zaken", "use.joint_controller", "nee"),
    ("use", "zaken", "use.high_residual_risk", "nee"),
    ("use", "zaken", "use.collects", ""),
)


@contextmanager
def moved_server(own: Installation, ahead: Path, log: Path) -> Iterator[str]:
    """Run a server whose clock runs ahead by the days in a file."""
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.journeys.moved_clock", str(ahead),
             "serve", "--port", str(free_port())],
            env=own.env, cwd=ROOT, stdout=output, stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
        )  # fmt: skip
    try:
        yield address_once_up(process, log)
    finally:
        process.terminate()
        process.wait(30)


def install(own: Installation, address: str) -> str:
    """Enter an application, its model and its purpose; return a key for it."""
    for arguments in (
        ("admin", "add-model", "--name", "echo", "--base-url", address, "--private-host",
         "--self-hosted"),
        ("admin", "add-purpose", "--slug", "zaken", "--title", "Zaken samenvatten",
         "--data-classes", "openbaar,persoonsgegevens"),
        ("admin", "add-application", "--slug", "zaakhulp", "--name", "Zaakhulp", "--supplier",
         "eigen-gemeente", "--kind", "own"),
    ):  # fmt: skip
        own.run(*arguments)
    made = own.run(
        "admin", "add-key", "--purpose", "zaken", "--owner", "fatima", "--application",
        "zaakhulp", "--json",
    )  # fmt: skip
    return str(json.loads(made)["key"])


def run_all(own: Installation, commands: list[list[str]]) -> list[str]:
    """Run commands one after the other in one process; return the lines that they print."""
    ended = subprocess.run(
        [sys.executable, "-c", _MANY],
        env=own.env, input=json.dumps(commands), capture_output=True, text=True, check=True,
    )  # fmt: skip
    return ended.stdout.splitlines()


def adopt_all(own: Installation) -> None:
    """Adopt every version in force: the system user proposes, Fatima confirms."""
    versions = packaged_library().on(TODAY)
    told = run_all(own, [["admin", "adopt", each.name, "--json"] for each in versions])
    numbers = [str(json.loads(line)["id"]) for line in told]
    run_all(own, [["admin", "confirm-adoption", each, "--by", "fatima"] for each in numbers])


def answer_all(own: Installation) -> None:
    """Answer the questions of the intake."""
    run_all(
        own,
        [
            ["admin", "fact", "--kind", kind, "--of", entry, "--attribute", name, "--value", value]
            for kind, entry, name, value in INTAKE
        ],
    )


def evidence(own: Installation, slug: str, kind: str, *more: str) -> None:
    """Record evidence about the purpose, effective since a month ago."""
    own.run(
        "admin", "evidence", "--slug", slug, "--type", kind, "--title", slug, "--about",
        "use=zaken", "--effective", str(TODAY - timedelta(days=30)), *more,
    )  # fmt: skip


def call(url: str, key: str) -> tuple[int, str]:
    """Return the status and the text of the answer to one call through the gate."""
    body = {"model": "echo", "messages": [{"role": "user", "content": "Vat samen."}]}
    request = urllib.request.Request(  # noqa: S310 (an address of our own)
        f"{url}/v1/chat/completions",
        data=json.dumps(body).encode(),
        headers={"Authorization": f"Bearer {key}", "Content-Type": "application/json"},
    )
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310 (an address of our own)
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def within_seconds(ask: Callable[[], tuple[int, str]], status: int, words: str = "") -> str:
    """Return the first answer with this status and these words; it must come within five seconds.

    Until the register is compiled for the new day, a call is refused because its verdict has ended.
    """
    pause, started = threading.Event(), time.monotonic()
    while True:
        asked_at = time.monotonic()
        answered, text = ask()
        if answered == status and words in text:
            return text
        assert asked_at - started < SECONDS, (answered, text)
        pause.wait(0.2)


def test_from_facts_to_green_to_refused_to_green(
    own_installation: Installation, tmp_path: Path
) -> None:
    """The clock moves three days; nobody presses a button."""
    own, ahead = own_installation, tmp_path / "ahead"
    ahead.write_text("0")
    with running_endpoint() as endpoint:
        key = install(own, endpoint.url)
        adopt_all(own)
        with moved_server(own, ahead, tmp_path / "server.log") as url:
            assert call(url, key)[0] == 403

            answer_all(own)
            evidence(own, "risico", "risicoanalyse")
            evidence(own, "dpia", "dpia", "--ends", str(TODAY + timedelta(days=1)))
            within_seconds(lambda: call(url, key), 200)
            verdict = json.loads(own.run("admin", "verdict", *USE, "--json"))
            assert verdict["verdict"] == "conditional"

            ahead.write_text("3")
            last = f"{TODAY + timedelta(days=1):%d-%m-%Y}"
            refused = within_seconds(lambda: call(url, key), 403, f"telde tot en met {last}")
            assert "DPIA" in refused

            evidence(own, "dpia-nieuw", "dpia")
            within_seconds(lambda: call(url, key), 200)
    ledger = own.run("ledger", "verify")
    assert "klopt" in ledger
