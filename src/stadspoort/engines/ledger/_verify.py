"""Walking a chain from its first entry to its head."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from stadspoort.engines.ledger._chain import entry_digest, payload_digest
from stadspoort.engines.ledger._heads import is_signed
from stadspoort.engines.ledger._values import Entry, Head
from stadspoort.engines.ledger.anchors import Anchors


class Flaw(StrEnum):
    """What is wrong with a chain; the first that a walk from the start meets."""

    UNREADABLE = "entry_unreadable"
    """A column holds something that can be no value of it."""
    MISSING = "entry_missing"
    """One or more entries between two others were taken out."""
    OUT_OF_PLACE = "entry_out_of_place"
    """An entry stands before or at a number that was already there: added or moved."""
    CHANGED = "entry_changed"
    """A column (moment, kind, digests) differs from what was recorded."""
    PAYLOAD_CHANGED = "payload_changed"
    """The facts differ from what was recorded."""
    PAYLOAD_GONE = "payload_gone"
    """The facts were deleted before their term."""
    REPLACED = "entry_replaced"
    """The next entry vouches for another entry at this place."""
    ANCHOR_DIFFERS = "anchor_differs"
    """An anchor vouches for another entry at its number: rewritten, or an older database."""
    CUT_BEFORE_ANCHOR = "cut_before_anchor"
    """An anchor knows later entries: cut off, or an older database was put back."""
    HEAD_MISSING = "head_missing"
    """There are entries, but the row that names the last one is gone."""
    HEAD_FORGED = "head_forged"
    """The signature under the head is not valid."""
    CUT_BEFORE_HEAD = "cut_before_head"
    """The head knows later entries: the end was cut off."""
    BEYOND_HEAD = "entry_beyond_head"
    """An entry after the head: added without a signature."""
    HEAD_DIFFERS = "head_differs"
    """The head vouches for another last entry."""
    ROW_CHANGED = "row_changed"
    """A row that screens show for this entry says something else than the entry."""
    ROW_MISSING = "row_missing"
    """The row that screens show for this entry is gone."""
    ROW_ADDED = "row_added"
    """Screens have rows that no entry knows."""
    ANCHOR_FILE_CHANGED = "anchor_file_changed"
    """A line of the anchor file was changed, moved, taken out or added."""


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of a verification.

    Attributes:
        ok: True when nothing was found.
        entries: Entries that were checked; the walk stops at the first flaw.
        flaw: What was found first, None when `ok`.
        first_bad: The first entry that cannot be relied on any more: everything before it is
            as it was recorded. None when `ok`, and when only the anchor file is damaged.
        anchored_to: Last entry that an anchor confirms, 0 without. A cut after it that was
            signed again, or a whole older state, cannot be excluded.
        lost: Entries given up by declared restores of a backup, [first, last] of each.
        bad_line: Line of the anchor file, with `Flaw.ANCHOR_FILE_CHANGED`.
    """

    ok: bool
    entries: int
    flaw: Flaw | None
    first_bad: int | None
    anchored_to: int
    lost: tuple[tuple[int, int], ...] = ()
    bad_line: int | None = None


class Verifier:
    """Checks a chain that is fed to it entry by entry; memory does not grow with the entries.

    Feed rows in rising order of seq until `feed` returns False or there are no more, then ask
    `finish` once. Both work on what the store says, however it was tampered with: nothing in a
    row makes them fail.
    """

    def __init__(
        self, anchors: Anchors, key: Ed25519PublicKey, *, kept_since: datetime | None = None
    ) -> None:
        """Check against anchors and the signature under the head.

        Args:
            anchors: What the anchor file says.
            key: Public half of the key that heads and anchors were signed with.
            kept_since: Payloads of entries from this moment on are within their term: one that
                is gone is a flaw. None asks for none.
        """
        self._kept_since = kept_since
        self._anchors = anchors
        self._key = key
        self._last = Head()
        self._entries = 0
        self._anchored_to = 0
        self._flaw: Flaw | None = None
        self._behind_gap = 0
        self._first_bad: int | None = None
        # An anchor of the empty chain (seq 0) vouches for nothing.
        self._waiting = [point for point in anchors.points if point.seq > 0][::-1]

    @property
    def last(self) -> Head:
        """Return the last entry that was found good."""
        return self._last

    def feed(self, entry: Entry, payload: str | None) -> bool:
        """Check the next entry; False once a flaw was found.

        Args:
            entry: As it stands in the store.
            payload: As it stands in the store; None when it was deleted.
        """
        if self._flaw is None and not self._has_flaw(entry, payload):
            self._last = entry.head
            self._entries += 1
            self._compare_anchors()
        return self._flaw is None

    def feed_unreadable(self) -> bool:
        """Note that the next row cannot be read as an entry; always False."""
        return not self._found(Flaw.UNREADABLE, self._last.seq + 1)

    def finish(self, head: Head | None, signature: str) -> Report:
        """Return the outcome, after the last row was fed.

        Args:
            head: The head as it stands in the store, None when it is gone.
            signature: The signature under it; not looked at for an empty chain.
        """
        if self._flaw is None:
            self._check_end(head, signature)
        elif (
            self._flaw is Flaw.MISSING
            and head == self._last
            and is_signed(head, signature, self._key)
        ):
            # All entries up to the head are there, so none is missing: a row with a higher number
            # was added behind it.
            self._flaw, self._first_bad = Flaw.BEYOND_HEAD, self._behind_gap
        return Report(
            ok=self._flaw is None,
            entries=self._entries,
            flaw=self._flaw,
            first_bad=self._first_bad,
            anchored_to=self._anchored_to,
            lost=self._anchors.lost,
            bad_line=self._anchors.bad_line,
        )

    def _found(self, flaw: Flaw, first_bad: int | None) -> bool:
        if self._flaw is None:
            self._flaw, self._first_bad = flaw, first_bad
        return True

    def _has_flaw(self, entry: Entry, payload: str | None) -> bool:
        expected = self._last.seq + 1
        if entry.seq != expected:
            self._behind_gap = entry.seq
            flaw = Flaw.MISSING if entry.seq > expected else Flaw.OUT_OF_PLACE
            return self._found(flaw, min(entry.seq, expected))
        if not _is_digest_of(entry):
            return self._found(Flaw.CHANGED, entry.seq)
        if entry.previous != self._last.digest:
            # Its own digest is right, so it is as it was recorded or wholly made up. The one
            # before it is the first of the two that cannot be relied on.
            return self._found(Flaw.REPLACED, max(self._last.seq, 1))
        if payload is None:
            is_kept = self._kept_since is not None and entry.at >= self._kept_since
            return is_kept and self._found(Flaw.PAYLOAD_GONE, entry.seq)
        if payload_digest(payload) != entry.payload_digest:
            return self._found(Flaw.PAYLOAD_CHANGED, entry.seq)
        return False

    def _compare_anchors(self) -> None:
        while self._waiting and self._waiting[-1].seq == self._last.seq:
            if self._waiting.pop().digest != self._last.digest:
                self._found(Flaw.ANCHOR_DIFFERS, self._anchored_to + 1)
                return
            self._anchored_to = self._last.seq

    def _check_end(self, head: Head | None, signature: str) -> None:
        if self._waiting:
            self._found(Flaw.CUT_BEFORE_ANCHOR, self._last.seq + 1)
        elif head is None or head.seq == 0:
            if self._entries:
                self._found(Flaw.HEAD_MISSING, self._anchored_to + 1)
        elif not is_signed(head, signature, self._key):
            self._found(Flaw.HEAD_FORGED, self._anchored_to + 1)
        else:
            self._compare_head(head)
        if self._anchors.bad_line is not None:
            self._found(Flaw.ANCHOR_FILE_CHANGED, None)

    def _compare_head(self, head: Head) -> None:
        if head.seq > self._last.seq:
            self._found(Flaw.CUT_BEFORE_HEAD, self._last.seq + 1)
        elif head.seq < self._last.seq:
            self._found(Flaw.BEYOND_HEAD, head.seq + 1)
        elif head.digest != self._last.digest:
            self._found(Flaw.HEAD_DIFFERS, self._anchored_to + 1)


def _is_digest_of(entry: Entry) -> bool:
    return entry.digest == entry_digest(
        entry.seq, entry.at, entry.kind, entry.payload_digest, entry.previous
    )


def verify(
    entries: Iterable[tuple[Entry, str | None]],
    head: Head | None,
    signature: str,
    anchors: Anchors,
    key: Ed25519PublicKey,
    *,
    kept_since: datetime | None = None,
) -> Report:
    """Return the outcome over a chain that no one is writing to; see `Verifier`.

    Args:
        entries: Each with its payload, None when that was deleted; by rising seq.
        head: The head as it stands in the store, None when it is gone.
        signature: The signature under it.
        anchors: What the anchor file says, `Anchors()` without one.
        key: Public half of the key that heads and anchors were signed with.
        kept_since: Payloads of entries from this moment on must be there; None asks for none.
    """
    verifier = Verifier(anchors, key, kept_since=kept_since)
    for entry, payload in entries:
        if not verifier.feed(entry, payload):
            break
    return verifier.finish(head, signature)
