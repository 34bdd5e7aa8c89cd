"""The row per call that the screens read and the sweeper looks at."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import connection

from stadspoort.apps.gate.budgets import reservation
from stadspoort.apps.gate.entries import Closed, Opened, Refused
from stadspoort.apps.gate.models import CallRecord
from stadspoort.gate.values import Opening

_LARGEST = 2**31 - 1

# Raw, because it is paid per call. `closed_at IS NULL`: a second closing changes nothing.
_CLOSE = """
    UPDATE gate_callrecord
    SET closed_at = %s, outcome = %s, reason = %s, prompt_tokens = %s, completion_tokens = %s,
        duration_ms = %s, restored = %s, unknown_tokens = %s, neutralised = %s
    WHERE call_id = %s AND closed_at IS NULL
"""


def storable_count(value: int) -> int:
    """Return a count that fits its column: a model can report any number of tokens."""
    return min(max(value, 0), _LARGEST)


def call_row(entry: Opened | Refused, boot: UUID) -> CallRecord:
    """Return the unsaved row of a call that opens, or that was refused at once."""
    opening = entry.opening
    row = CallRecord(
        call_id=opening.call_id,
        boot_id=boot,
        opened_at=entry.at,
        principal_kind=str(opening.principal.kind),
        principal_id=opening.principal.id,
        # A caller that nobody knows (wrong key) is recorded without a person.
        user_id=opening.principal.user_id or None,
        application=opening.principal.application,
        purpose=opening.purpose,
        model=opening.model,
        endpoint=opening.endpoint,
        verdict=opening.verdict,
        masked={str(kind): number for kind, number in opening.masked.items()},
        masked_values=storable_count(sum(opening.masked.values())),
        body_digest=opening.body_digest,
        register_version=opening.register_version,
        is_streamed=opening.streamed,
        estimated_tokens=_estimate(entry.opening, is_refused=isinstance(entry, Refused)),
    )
    if isinstance(entry, Refused):
        row.closed_at = entry.at
        row.outcome = str(entry.closing.outcome)
        row.reason = _storable(entry.closing.reason)
        row.duration_ms = storable_count(entry.closing.duration_ms)
    return row


def close_rows(entries: Sequence[Closed]) -> int:
    """Write how calls ended into their rows; return how many were still open."""
    if not entries:
        return 0
    with connection.cursor() as cursor:
        cursor.executemany(_CLOSE, [_closing_columns(entry) for entry in entries])
        closed: int = cursor.rowcount
    return closed


def _closing_columns(entry: Closed) -> tuple[str | int | None, ...]:
    closing = entry.closing
    return (
        connection.ops.adapt_datetimefield_value(entry.at),
        str(closing.outcome),
        _storable(closing.reason),
        storable_count(closing.prompt_tokens),
        storable_count(closing.completion_tokens),
        storable_count(closing.duration_ms),
        storable_count(closing.restored),
        storable_count(closing.unknown_tokens),
        storable_count(closing.neutralised),
        closing.call_id,
    )


def _estimate(opening: Opening, *, is_refused: bool) -> int:
    return 0 if is_refused else storable_count(reservation(opening))


def _storable(text: str) -> str:
    """Return a text without NUL, which PostgreSQL cannot store."""
    return text.replace("\x00", "")
