"""The anchor file: signed heads outside the database, so that cutting the ledger shows.

`settings.ANCHOR_FILE` (STADSPOORT_ANCHOR_FILE), else `anchors.jsonl` in the key folder. It is worth
most on a machine of somebody else: a cut after the last anchor cannot be seen.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from stadspoort.apps.audit import chain, keyring
from stadspoort.apps.audit.errors import (
    AnchorFileDamagedError,
    AnchorFileMissingError,
    HeadForgedError,
    HeadMissingError,
)
from stadspoort.apps.audit.models import LedgerEntry
from stadspoort.engines.ledger import Head, is_signed
from stadspoort.engines.ledger.anchors import Anchor, Anchors, anchor, parse, read_anchors
from stadspoort.engines.ledger.errors import AnchorOutOfOrderError
from stadspoort.errors import StadspoortError

EVERY = timedelta(minutes=15)
"""A new anchor at least this often while entries come in."""

EVERY_ENTRIES = 1_000
"""A new anchor at least after this many entries."""

_MOST_OF_A_LINE = 4_096


def anchor_file() -> Path:
    """Return where the anchors of this installation are written."""
    return settings.ANCHOR_FILE or settings.KEYS / "anchors.jsonl"


def read(file: Path | None = None) -> Anchors:
    """Return what an anchor file says.

    Args:
        file: A copy that was kept elsewhere; None takes the file of this installation, which may
            not exist yet.

    Raises:
        AnchorFileMissingError: If `file` was named and is not there.
    """
    source = file or anchor_file()
    key = keyring.current().public_key
    try:
        # surrogateescape: bytes that are no text make a changed line, not a crash.
        with source.open(encoding="utf-8", errors="surrogateescape", newline="\n") as lines:
            # Without line end: a power cut in the middle of writing; never acknowledged.
            return read_anchors((line for line in lines if line.endswith("\n")), key)
    except (FileNotFoundError, IsADirectoryError) as error:
        if file is not None:
            raise AnchorFileMissingError from error
        return Anchors()


def write(now: datetime, *, is_restored: bool = False) -> Anchor:
    """Add the head as it is committed now and return its line; the last one when it already has it.

    Never inside a transaction that appended: an anchor of what is rolled back would accuse a
    sound ledger.

    Args:
        now: The moment, aware.
        is_restored: The database was just put back from a backup; see `Anchor.is_restored`.

    Raises:
        AnchorOutOfOrderError: If the last anchor knows a later or another entry: an older database.
        HeadForgedError: If the head has no valid signature: anchoring it would make it good.
        HeadMissingError: If there are entries without a head.
        AnchorFileDamagedError: If the last line is no anchor.
    """
    ring = keyring.current()
    with _appending() as stream:
        last = _last_line(stream)
        # Read under the lock of the file: of two processes the later one has the later head.
        head, signature = chain.read_head()
        if head == Head() and LedgerEntry.objects.exists():
            raise HeadMissingError
        if head != Head() and not is_signed(head, signature, ring.public_key):
            raise HeadForgedError(seq=head.seq)
        if last is not None and last.head == head:
            return last
        new = anchor(last, head, now, ring.signing_key, is_restored=is_restored)
        stream.write(new.line.encode() + b"\n")
        stream.flush()
        os.fsync(stream.fileno())
    return new


def write_if_due(now: datetime) -> Anchor | None:
    """Write an anchor when the last one is 15 minutes or 1,000 entries old; for a heartbeat.

    Raises as `write`.
    """
    last = _last_anchor()
    if last is not None:
        head, _ = chain.read_head()
        is_old = now - last.at >= EVERY or head.seq - last.head.seq >= EVERY_ENTRIES
        # An older database is always due: `write` refuses it by name.
        if head.seq >= last.head.seq and not is_old:
            return None
    return write(now)


def contradiction() -> StadspoortError | None:
    """Return what the last anchor has against the database, None if nothing; cheap, for screens.

    An older database beside newer anchors is `AnchorOutOfOrderError`; a last line that cannot be
    read `AnchorFileDamagedError`. Whether the entries before it are whole, `verification` says.
    """
    try:
        last = _last_anchor()
    except AnchorFileDamagedError as error:
        return error
    # The head after the anchor: in between it can only have moved on.
    head, _ = chain.read_head()
    if last is None or last.head.seq < head.seq or last.head == head:
        return None
    return AnchorOutOfOrderError(seq=head.seq, last=last.head.seq)


def last_at() -> datetime | None:
    """Return when the last anchor was written; None if there is none, or it cannot be read."""
    try:
        last = _last_anchor()
    except AnchorFileDamagedError:  # `contradiction` tells it
        return None
    return last.at if last else None


def _last_anchor() -> Anchor | None:
    try:
        with anchor_file().open("rb") as stream:
            return _last_line(stream)
    except FileNotFoundError:
        return None


@contextmanager
def _appending() -> Iterator[BinaryIO]:
    """Open the anchor file for adding, one process at a time."""
    file = anchor_file()
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(descriptor, "r+b") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        yield stream


def _last_line(stream: BinaryIO) -> Anchor | None:
    """Return the last whole line; a half one after it is taken away if the stream can write."""
    size = stream.seek(0, os.SEEK_END)
    stream.seek(max(0, size - _MOST_OF_A_LINE))
    tail = stream.read()
    whole = tail[: tail.rfind(b"\n") + 1]
    if len(whole) < len(tail) and stream.writable():
        stream.truncate(size - len(tail) + len(whole))
        stream.seek(0, os.SEEK_END)
    if not whole:
        if size > len(tail):
            raise AnchorFileDamagedError
        return None
    last = parse(whole[:-1].rpartition(b"\n")[2].decode(errors="surrogateescape"))
    if last is None:
        raise AnchorFileDamagedError
    return last
