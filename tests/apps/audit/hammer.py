"""One process of several that write to the ledger: `python -m tests.apps.audit.hammer NAME N`.

Each batch is three entries in one transaction. After each commit it prints the number of the last
entry, so that whoever reads knows what was promised before it kills this process.
"""

from __future__ import annotations

import itertools
import sys
from datetime import UTC, datetime

import django

PER_BATCH = 3


def main(name: str, batches: int) -> None:
    """Write `batches` batches; 0 goes on until it is killed."""
    django.setup()
    from django.db import transaction

    from stadspoort.apps.audit.actions import NewEntry, append

    for batch in range(batches) if batches else itertools.count():
        facts = [{"process": name, "number": batch * PER_BATCH + at} for at in range(PER_BATCH)]
        with transaction.atomic():
            head = append([NewEntry("call.opened", fact) for fact in facts], datetime.now(UTC))
        print(head.seq if head else 0, flush=True)  # noqa: T201 (the promise)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
