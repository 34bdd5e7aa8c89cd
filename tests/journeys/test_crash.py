"""Two hundred calls under way, the server killed in the middle: nothing is lost from the ledger."""

from __future__ import annotations

import json
import signal
import subprocess
import threading
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest
from tests.journeys.endpoint import running_endpoint
from tests.journeys.installation import (
    STADSPOORT,
    Installation,
    address_once_up,
    free_port,
    running_server,
)

pytestmark = pytest.mark.journey

CALLS = 200


def serving(own: Installation, log: Path) -> tuple[subprocess.Popen[bytes], str]:
    """Start a server that the test itself will kill."""
    with log.open("wb") as output:
        process = subprocess.Popen(
            [str(STADSPOORT), "serve", "--port", str(free_port())],
            env=own.env,
            stdout=output,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
        )
    return process, address_once_up(process, log)


def test_killed_in_the_middle_every_call_still_has_its_end(
    own_installation: Installation, tmp_path: Path
) -> None:
    """After a restart each started call is closed or interrupted, and the ledger verifies."""
    own = own_installation
    with running_endpoint() as endpoint:
        for arguments in (
            ("admin", "add-model", "--name", "echo", "--base-url", endpoint.url,
             "--private-host", "--self-hosted"),
            ("admin", "add-purpose", "--slug", "proef", "--title", "Proef",
             "--data-classes", "openbaar,persoonsgegevens"),
            ("admin", "allow", "--purpose", "proef", "--model", "echo",
             "--until", "2099-01-01", "--reason", "Proef."),
        ):  # fmt: skip
            own.run(*arguments)
        made = own.run("admin", "add-key", "--purpose", "proef", "--owner", "proef", "--json")
        key = json.loads(made)["key"]
        process, url = serving(own, tmp_path / "first.log")
        endpoint.hold.set()
        has_enough = threading.Event()

        def ask(number: int) -> None:
            body = {"model": "echo", "messages": [{"role": "user", "content": f"Vraag {number}"}]}
            request = urllib.request.Request(  # noqa: S310 (an address of our own)
                f"{url}/v1/chat/completions",
                data=json.dumps(body).encode(),
                headers={"Authorization": f"Bearer {key}", "Content-Type": "application/json"},
            )
            with suppress(OSError):  # the server is killed: that is what this is about
                urllib.request.urlopen(request, timeout=60).close()  # noqa: S310 (an address of our own)

        with ThreadPoolExecutor(CALLS) as pool:
            for number in range(CALLS):
                pool.submit(ask, number)
            for _ in range(600):
                if len(endpoint.sent) >= CALLS // 2:
                    has_enough.set()
                    break
                threading.Event().wait(0.05)
            assert has_enough.is_set(), "The calls did not get under way."
            process.send_signal(signal.SIGKILL)
            process.wait()
            endpoint.release.set()
        started = len(endpoint.sent)

    with running_server(own.env, tmp_path / "second.log"):
        states = _states_once_swept(own)
    report = json.loads(own.run("ledger", "verify", "--json"))

    assert report["ok"] is True
    assert states["open"] == 0
    assert states["interrupted"] >= started


def _states_once_swept(own: Installation) -> dict[str, int]:
    """Return how many calls are open and interrupted, once the sweeper has been."""
    for _ in range(900):
        states = _states(own)
        if states["open"] == 0:
            return states
        threading.Event().wait(0.1)
    return states


def _states(own: Installation) -> dict[str, int]:
    program = (
        "import json, django; django.setup();"
        "from stadspoort.apps.gate.models import CallRecord as C;"
        "print(json.dumps({'open': C.objects.filter(closed_at=None).count(),"
        "'interrupted': C.objects.filter(outcome='interrupted').count()}))"
    )
    ended = subprocess.run(
        [str(STADSPOORT.with_name("python")), "-c", program],
        env={**own.env, "DJANGO_SETTINGS_MODULE": "stadspoort.site.settings"},
        capture_output=True,
        text=True,
        check=True,
    )
    states: dict[str, int] = json.loads(ended.stdout)
    return states
