"""Whether the rows of calls, which the screens show, still say what the ledger says.

The ledger is the proof and the row its readable side: whoever can write to the database could leave
the chain alone and change what everybody looks at.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

from stadspoort.apps.audit.events import Event
from stadspoort.apps.gate.models import CallRecord
from stadspoort.apps.gate.rows import storable_count
from stadspoort.engines.ledger import Entry, Flaw

_AT_ONCE = 500
_COUNTS = (
    "prompt_tokens",
    "completion_tokens",
    "duration_ms",
    "restored",
    "unknown_tokens",
    "neutralised",
)

_Seen = tuple[Entry, dict[str, Any]]


class CallRowsCheck:
    """Compares rows with entries, while the ledger is being verified from its start.

    Make it before the first entry is read: rows of calls that come meanwhile are not missed, but
    not counted as too many either. Memory does not grow with the ledger.
    """

    def __init__(self) -> None:
        self._rows = CallRecord.objects.count()
        self._opened = 0
        self._waiting: list[_Seen] = []
        self._flaw: tuple[Flaw, int | None] | None = None

    def see(self, entry: Entry, payload: str | None) -> None:
        """Take in an entry that was found good; payloads past their term say nothing."""
        if entry.kind == Event.CALL_OPENED:
            self._opened += 1
        if payload is None or entry.kind not in (Event.CALL_OPENED, Event.CALL_CLOSED):
            return
        self._waiting.append((entry, json.loads(payload)))
        if len(self._waiting) >= _AT_ONCE:
            self._compare()

    def finish(self) -> tuple[Flaw, int | None] | None:
        """Return what is wrong and at which entry; None when rows and ledger say the same."""
        self._compare()
        if self._flaw is None and self._rows > self._opened:
            self._flaw = (Flaw.ROW_ADDED, None)
        return self._flaw

    def _compare(self) -> None:
        waiting, self._waiting = self._waiting, []
        if self._flaw is not None:
            return
        rows = CallRecord.objects.in_bulk({payload["call"] for _, payload in waiting})
        for entry, payload in waiting:
            row = rows.get(payload["call"])
            if row is None:
                self._flaw = (Flaw.ROW_MISSING, entry.seq)
                return
            says = _opening(row) if entry.kind == Event.CALL_OPENED else _closing(row)
            if says != _in_a_row(entry, payload):
                self._flaw = (Flaw.ROW_CHANGED, entry.seq)
                return


def _in_a_row(entry: Entry, payload: dict[str, Any]) -> dict[str, Any]:
    """Return what a row says of an entry: its facts, counts as far as a column holds them."""
    facts = {name: value for name, value in payload.items() if name not in _NOT_IN_A_ROW}
    facts |= {name: storable_count(payload[name]) for name in _COUNTS if name in payload}
    if "masked" in payload:
        facts["masked_values"] = storable_count(sum(payload["masked"].values()))
    return {**facts, "at": entry.at}


_NOT_IN_A_ROW = frozenset({"boot", "sealed", "salt"})
"""Technical facts, and whether a copy was kept: copies go when their term has passed."""


def _opening(row: CallRecord) -> dict[str, Any]:
    return {
        "at": row.opened_at,
        "call": row.call_id,
        "principal": _principal(row),
        "application": row.application,
        "purpose": row.purpose,
        "model": row.model,
        "endpoint": row.endpoint,
        "verdict": row.verdict,
        "masked": row.masked,
        "masked_values": row.masked_values,
        "body": row.body_digest,
        "register": row.register_version,
        "streamed": row.is_streamed,
    }


def _principal(row: CallRecord) -> str:
    """Return the asker; of a person's own call the person, too, is in the ledger."""
    is_person = row.principal_kind == "user"
    return f"{row.principal_kind}:{row.user_id if is_person else row.principal_id}"


def _closing(row: CallRecord) -> dict[str, Any]:
    reason = row.reason
    return {
        "at": row.closed_at,
        "call": row.call_id,
        "outcome": row.outcome,
        "reason": hashlib.sha256(reason.encode()).hexdigest() if reason else "",
        **{name: getattr(row, name) for name in _COUNTS},
    }
