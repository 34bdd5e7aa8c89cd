"""What the ledger costs: appending in batches, encrypting a value, and a verification.

The gate adds two entries to every call; a busy gate writes them in batches by itself. SQLite with
`synchronous=FULL`, so wall time is that of the disk and CPU time is ours.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from bench.table import show

PAYLOAD = {
    "call": "0f4cbb2e-6c0e-4f0a-9a0b-3f6f7c1d2e3f",
    "boot": "7d1c2b3a-0a1b-4c2d-8e3f-4a5b6c7d8e9f",
    "principal": "key:3f6f7c1d",
    "application": "zaaksysteem",
    "purpose": "woo-zoeken",
    "model": "stadspoort/citaat",
    "endpoint": "chat/completions",
    "verdict": "toegestaan",
    "masked": {"BSN": 1, "PERSOON": 2},
    "body": "a" * 64,
    "register": 3,
    "streamed": False,
    "sealed": True,
}
MOST_MS_PER_ENTRY = {1: 1.0, 10: 0.2, 50: 0.1}
MOST_US = {"encrypt 500 bytes": 50.0, "decrypt 500 bytes": 50.0, "verify one entry": 50.0}


def main() -> int:
    """Print the table; return 1 if a limit was not met."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["STADSPOORT_DATA"] = str(Path(folder) / "data")
        os.environ["STADSPOORT_KEYS"] = str(Path(folder) / "keys")
        os.environ.pop("STADSPOORT_DATABASE_URL", None)
        os.environ.pop("STADSPOORT_ANCHOR_FILE", None)
        os.environ["DJANGO_SETTINGS_MODULE"] = "stadspoort.site.settings"
        Path(os.environ["STADSPOORT_DATA"]).mkdir()
        rows = [*appending(), *sealing(), verifying()]
    show("ledger: CPU on SQLite", ("what", "CPU", "may be"), [row[:3] for row in rows])
    return 0 if all(is_met for *_, is_met in rows) else 1


def cpu(repeats: int, work: Callable[[], object]) -> float:
    """Return the CPU seconds of one `work`, over `repeats` of them."""
    start = time.process_time()
    for _ in range(repeats):
        work()
    return (time.process_time() - start) / repeats


def appending() -> list[tuple[str, str, str, bool]]:
    """Make an empty installation and append in batches of three sizes."""
    import django

    django.setup()
    from django.core.management import call_command

    from stadspoort.apps.audit import keyring
    from stadspoort.apps.audit.actions import NewEntry, append

    call_command("migrate", "audit", verbosity=0)
    now = datetime.now(UTC)
    keyring.initialise(now)
    rows = []
    for size, most in MOST_MS_PER_ENTRY.items():
        batch = [NewEntry("call.opened", PAYLOAD, now)] * size
        append(batch, now)
        cost = cpu(2_000 // size, partial(append, batch, now)) / size * 1_000
        rows.append((f"append, batch of {size}", f"{cost:.3f} ms", f"{most} ms", cost <= most))
    return rows


def sealing() -> list[tuple[str, str, str, bool]]:
    """Encrypt and decrypt a message of 500 bytes with the key of its scope."""
    from stadspoort.apps.audit import scopes

    scope = scopes.new_scope_key(datetime.now(UTC)).scope
    hidden = scopes.encrypt(scope, b"x" * 500, row="message:1")
    return [
        timed("encrypt 500 bytes", 5_000, lambda: scopes.encrypt(scope, b"x" * 500, row="m:1")),
        timed("decrypt 500 bytes", 5_000, lambda: scopes.decrypt(scope, hidden, row="message:1")),
    ]


def verifying() -> tuple[str, str, str, bool]:
    """Verify all that was appended."""
    from stadspoort.apps.audit.models import LedgerEntry
    from stadspoort.apps.audit.verification import verify

    entries = LedgerEntry.objects.count()
    return timed("verify one entry", 1, verify, share=entries)


def timed(
    what: str, repeats: int, work: Callable[[], object], *, share: int = 1
) -> tuple[str, str, str, bool]:
    """Return the row of one measurement in microseconds, divided by `share`."""
    cost = cpu(repeats, work) / share * 1_000_000
    return what, f"{cost:.1f} us", f"{MOST_US[what]} us", cost <= MOST_US[what]


if __name__ == "__main__":
    sys.exit(main())
