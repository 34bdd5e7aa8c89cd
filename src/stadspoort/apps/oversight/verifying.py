"""A verification of the whole ledger in the background, with its outcome in the database.

It takes seconds to minutes: the page that started it can be left and looked at again later.
"""

from __future__ import annotations

import logging
import os
import tempfile
import threading
from datetime import datetime, timedelta
from pathlib import Path

from django.db import connection, transaction
from django.utils import timezone

from stadspoort.apps.accounts.models import User
from stadspoort.apps.audit import actions as audit
from stadspoort.apps.audit import verification
from stadspoort.apps.audit.events import Event
from stadspoort.apps.audit.models import LedgerHead
from stadspoort.apps.gate.call_rows import CallRowsCheck
from stadspoort.apps.oversight.models import VerificationRun
from stadspoort.engines.ledger import Report

logger = logging.getLogger(__name__)

GIVEN_UP_AFTER = timedelta(minutes=30)
"""A run without an outcome for this long was broken off with its process."""


def start(*, by: User, anchors: bytes | None, now: datetime) -> VerificationRun:
    """Start a verification and return its row; the outcome comes into the row later.

    Args:
        by: Who asked for it.
        anchors: Content of an anchor file that was kept elsewhere; None takes that of this
            installation.
        now: The moment.
    """
    run = VerificationRun.objects.create(
        started_by=by,
        started_at=now,
        entries_expected=LedgerHead.objects.values_list("seq", flat=True).first() or 0,
        has_own_anchors=anchors is not None,
    )
    thread = threading.Thread(
        target=_work, args=(run.pk, anchors), name="ledger-verification", daemon=True
    )
    transaction.on_commit(thread.start)
    return run


def _work(run_id: int, anchors: bytes | None) -> None:
    try:
        finish(run_id, anchors)
    except Exception:  # the thread has nobody to tell: the run shows as broken off
        logger.exception("A verification of the ledger failed.", extra={"run": run_id})
    finally:
        connection.close()


def finish(run_id: int, anchors: bytes | None) -> None:
    """Verify, store the outcome in the run and record it."""
    report = _verify(anchors)
    now = timezone.now()
    with transaction.atomic():
        run = VerificationRun.objects.select_related("started_by").get(pk=run_id)
        run.finished_at = now
        run.is_ok = report.ok
        run.entries = report.entries
        run.first_bad = report.first_bad
        run.explanation = verification.explain(report)
        run.save()
        facts: dict[str, audit.Fact] = {
            "ok": report.ok,
            "entries": report.entries,
            "first_bad": report.first_bad,
            "flaw": str(report.flaw) if report.flaw else None,
        }
        subject = f"verification:{run_id}"
        audit.record(
            Event.LEDGER_VERIFIED, by=run.started_by, subject=subject, facts=facts, now=now
        )


def _verify(anchors: bytes | None) -> Report:
    if anchors is None:
        return verification.verify(rows=CallRowsCheck())
    descriptor, name = tempfile.mkstemp(prefix="stadspoort-anchors-")
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(anchors)
        return verification.verify(Path(name), rows=CallRowsCheck())
    finally:
        Path(name).unlink()
