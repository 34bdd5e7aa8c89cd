"""Two hundred calls at once, the process killed: the ledger holds, nothing stays open.

Source: house.md, "The ledger": a sweeper closes as `interrupted` only the calls of dead processes.
"""

from __future__ import annotations

import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from stadspoort.apps.audit import verification
from stadspoort.apps.audit.models import LedgerEntry
from stadspoort.apps.gate.models import CallRecord
from stadspoort.apps.gate.sweeper import Keeper, close_dead_calls

pytestmark = pytest.mark.django_db(transaction=True)

_PROCESS = """
import asyncio
from datetime import UTC, datetime
import django
django.setup()
from tests.apps.gate import make

def now():
    return datetime.now(UTC)

journal = make.journal(now=now)
journal.start()

async def call(number):
    while True:
        opening = make.opening()
        await journal.opened(opening, at=now(), seal=b"{}")
        if number >= 150:
            await asyncio.Event().wait()  # a model that takes its time
        await journal.closed(make.closing(opening.call_id), at=now())
        if number == 0:
            print("one more", flush=True)

async def main():
    await asyncio.gather(*(call(number) for number in range(200)))

asyncio.run(main())
"""


def test_a_killed_process_leaves_a_sound_ledger_and_no_open_call(
    own_process_environment: dict[str, str],
) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", _PROCESS],
        env=own_process_environment,
        cwd=Path(__file__).resolve().parents[3],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    for _ in range(5):
        assert process.stdout.readline() == "one more\n"
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert process.returncode == -signal.SIGKILL

    started = CallRecord.objects.count()
    left_open = CallRecord.objects.filter(closed_at=None).count()
    soon = datetime.now(UTC)
    keeper = Keeper()
    keeper.beat(soon)
    assert CallRecord.objects.filter(closed_at=None).count() == left_open  # not yet known as dead

    assert close_dead_calls(soon + timedelta(seconds=21)) == left_open

    assert left_open >= 50
    assert started >= 200
    assert not CallRecord.objects.filter(closed_at=None).exists()
    assert CallRecord.objects.filter(outcome="interrupted").count() == left_open
    for kind in ("call.opened", "call.closed"):
        assert LedgerEntry.objects.filter(kind=kind).count() == started
    assert verification.verify().ok
