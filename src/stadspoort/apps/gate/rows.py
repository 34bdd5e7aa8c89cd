"""The row per call that the screens read and the sweeper looks at."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from stadspoort.apps.gate.budgets import reservation
from stadspoort.apps.gate.entries import AtOnce, Closed, Opened
from stadspoort.gate.values import Closing

_LARGEST = 2**31 - 1

_Value = str | int | bool | UUID | None
_COLUMNS = (
    "call_id", "boot_id", "opened_at", "closed_at", "principal_kind", "principal_id", "user_id",
    "application", "purpose", "model", "endpoint", "verdict", "masked", "masked_values",
    "body_digest", "register_version", "is_streamed", "estimated_tokens", "outcome", "reason",
    "duration_ms", "prompt_tokens", "completion_tokens", "restored", "unknown_tokens",
    "neutralised",
)  # fmt: skip
_NOTHING_YET = (0, 0, 0, 0, 0)
"""The last five columns: what only a call that ended has."""

_INSERT = (
    f"INSERT INTO gate_callrecord ({', '.join(_COLUMNS)})"  # noqa: S608 (the constants above)
    f" VALUES ({', '.join(['%s'] * len(_COLUMNS))})"
)

_INSERT_COPY = """
    INSERT INTO gate_sealedcopy (call_id, period_key_id, blob, expires_at) VALUES (%s, %s, %s, %s)
"""

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


def insert_rows(entries: Sequence[Opened | AtOnce], boot: UUID) -> None:
    """Store the rows of calls that open, or that were refused at once."""
    if not entries:
        return
    with connection.cursor() as cursor:
        cursor.executemany(_INSERT, [_columns(entry, boot) for entry in entries])


@dataclass(frozen=True, slots=True)
class SealedBody:
    """A sealed body on its way to its row."""

    call_id: str
    period_key: UUID
    blob: bytes
    expires_at: datetime


def insert_copies(copies: Sequence[SealedBody]) -> None:
    """Store sealed bodies, after the rows of their calls."""
    if not copies:
        return
    is_native = connection.features.has_native_uuid_field
    moment = connection.ops.adapt_datetimefield_value
    with connection.cursor() as cursor:
        cursor.executemany(
            _INSERT_COPY,
            [
                (
                    copy.call_id,
                    copy.period_key if is_native else copy.period_key.hex,
                    copy.blob,
                    moment(copy.expires_at),
                )
                for copy in copies
            ],
        )


def _columns(entry: Opened | AtOnce, boot: UUID) -> tuple[_Value, ...]:
    """Return the values of `_COLUMNS`, as the database stores them."""
    opening = entry.opening
    moment = connection.ops.adapt_datetimefield_value(entry.at)
    closing = entry.closing if isinstance(entry, AtOnce) else None
    return (
        opening.call_id,
        boot if connection.features.has_native_uuid_field else boot.hex,
        moment,
        moment if closing else None,
        str(opening.principal.kind),
        opening.principal.id,
        # A caller that nobody knows (wrong key) is recorded without a person.
        opening.principal.user_id or None,
        opening.principal.application,
        opening.purpose,
        opening.model,
        opening.endpoint,
        opening.verdict,
        json.dumps({str(kind): number for kind, number in opening.masked.items()}),
        storable_count(sum(opening.masked.values())),
        opening.body_digest,
        opening.register_version,
        opening.streamed,
        0 if closing else storable_count(reservation(opening)),
        str(closing.outcome) if closing else "",
        _storable(closing.reason) if closing else "",
        storable_count(closing.duration_ms) if closing else 0,
        *(_counts(closing) if closing else _NOTHING_YET),
    )


def _counts(closing: Closing) -> tuple[int, ...]:
    """Return the last five columns of a call that ended."""
    return (
        storable_count(closing.prompt_tokens),
        storable_count(closing.completion_tokens),
        storable_count(closing.restored),
        storable_count(closing.unknown_tokens),
        storable_count(closing.neutralised),
    )


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


def _storable(text: str) -> str:
    """Return a text without NUL, which PostgreSQL cannot store."""
    return text.replace("\x00", "")
