"""Several real processes share one chain, and one that is killed leaves it whole."""

from __future__ import annotations

import json
import subprocess

import pytest
from tests.apps.audit.people import NOW
from tests.apps.audit.programs import start

from stadspoort.apps.audit import verification
from stadspoort.apps.audit.actions import NewEntry, append
from stadspoort.apps.audit.models import LedgerEntry

pytestmark = pytest.mark.django_db(transaction=True)

HAMMER = "tests.apps.audit.hammer"


def numbers_of(process: str) -> list[int]:
    """Return the numbers of the entries of one process, in the order of the chain."""
    payloads = LedgerEntry.objects.values_list("payload", flat=True)
    facts = [json.loads(payload or "") for payload in payloads]
    return [fact["number"] for fact in facts if fact["process"] == process]


def test_four_processes_write_one_chain_in_their_own_order() -> None:
    processes = [start(HAMMER, name, "20") for name in "abcd"]

    endings = [process.communicate() for process in processes]

    assert [
        (process.returncode, errors)
        for process, (_, errors) in zip(processes, endings, strict=True)
    ] == [(0, "")] * 4
    report = verification.verify()
    assert (report.ok, report.entries) == (True, 240)
    for name in "abcd":
        assert numbers_of(name) == list(range(60))


def test_processes_that_are_killed_leave_what_they_promised_and_no_half_batch() -> None:
    processes = {name: start(HAMMER, name, "0") for name in "abc"}
    promised = {name: last_promise(process) for name, process in processes.items()}

    report = verification.verify()
    assert (report.ok, report.entries) == (True, LedgerEntry.objects.count())
    assert report.entries >= max(promised.values())
    for name in processes:
        written = numbers_of(name)
        assert written == list(range(len(written)))
        assert len(written) % 3 == 0
    append([NewEntry("call.opened", {"call": "after"})], NOW)
    assert verification.verify().ok


def last_promise(process: subprocess.Popen[str]) -> int:
    """Let the process commit some batches, kill it, and return the last number it promised."""
    assert process.stdout is not None
    for _ in range(10):
        assert process.stdout.readline(), process.stderr and process.stderr.read()
    process.kill()
    rest, _ = process.communicate()
    lines = rest.split("\n")[:-1]  # what follows the last line end was cut off by the kill
    return int(lines[-1]) if lines else 0
