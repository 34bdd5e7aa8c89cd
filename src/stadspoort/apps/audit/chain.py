"""The chain in the database: its head under a lock, and the rows that are added to it.

Plain SQL, because the gate adds two entries to every model call: the ORM costs several times what
the hashing does. Everything runs on the connection and in the transaction of the caller.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection

from stadspoort.apps.audit.errors import HeadMissingError
from stadspoort.engines.ledger import Entry, Head

HEAD = "SELECT seq, digest, signature FROM audit_ledger_head WHERE id = 1"
_FIRST_HEAD = (
    "INSERT INTO audit_ledger_head (id, seq, digest, signature) VALUES (1, %s, %s, '')"
    " ON CONFLICT DO NOTHING"
)
_MOVE_HEAD = "UPDATE audit_ledger_head SET seq = %s, digest = %s, signature = %s WHERE id = 1"
_ANY_ENTRY = "SELECT 1 FROM audit_ledger_entry LIMIT 1"
_ADD_ENTRY = (
    "INSERT INTO audit_ledger_entry (seq, at, kind, payload, payload_digest, previous, digest)"
    " VALUES (%s, %s, %s, %s, %s, %s, %s)"
)


def lock_head() -> tuple[Head, str]:
    """Return head and signature, locked until the transaction ends: appends come one by one.

    SQLite needs no lock of its own: its transactions are IMMEDIATE, so this one is the only writer.

    Raises:
        HeadMissingError: If there are entries but no head.
    """
    query = f"{HEAD} FOR UPDATE" if connection.features.has_select_for_update else HEAD
    with connection.cursor() as cursor:
        row = cursor.execute(query).fetchone()
        if row is None:
            if cursor.execute(_ANY_ENTRY).fetchone() is None:
                # Two processes may both be the first: one inserts, then both queue for the row.
                cursor.execute(_FIRST_HEAD, (Head().seq, Head().digest))
            # Also with entries: the first process of all may have committed a moment ago.
            row = cursor.execute(query).fetchone()
            if row is None:
                raise HeadMissingError
    return Head(row[0], row[1]), row[2]


def read_head() -> tuple[Head, str]:
    """Return head and signature without a lock; an empty chain has `Head()` and no signature."""
    with connection.cursor() as cursor:
        row = cursor.execute(HEAD).fetchone()
    return (Head(), "") if row is None else (Head(row[0], row[1]), row[2])


def add(entries: Sequence[tuple[Entry, str]], *, signature: str) -> None:
    """Store the entries with their payloads and move the head to the last of them.

    Args:
        entries: At least one, in order, following the locked head.
        signature: The signature under the head of the last one.
    """
    moment = connection.ops.adapt_datetimefield_value
    rows = [
        (e.seq, moment(e.at), e.kind, payload, e.payload_digest, e.previous, e.digest)
        for e, payload in entries
    ]
    last = entries[-1][0]
    with connection.cursor() as cursor:
        cursor.executemany(_ADD_ENTRY, rows)
        cursor.execute(_MOVE_HEAD, (last.seq, last.digest, signature))
