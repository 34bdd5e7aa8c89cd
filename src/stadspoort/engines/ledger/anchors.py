"""Anchors: signed heads in a file outside the database, one JSON object per line.

Each line holds the digest of the line before, so that no line in the middle can be taken out.
A cut at the end of the file shows only beside a copy of the file kept elsewhere.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from stadspoort.engines.ledger._chain import canonical, framed, microseconds
from stadspoort.engines.ledger._heads import is_signature
from stadspoort.engines.ledger._values import ZERO, Head
from stadspoort.engines.ledger.errors import AnchorOutOfOrderError, NotCanonicalError

_ANCHOR = b"stadspoort/ledger/anchor/1"


@dataclass(frozen=True, slots=True)
class Anchor:
    """One line of an anchor file.

    Attributes:
        head: The head of the chain when the line was written.
        at: When that was, aware.
        is_restored: The database had just been put back from a backup that ended at `head`:
            anchors before this one that lie beyond `head` no longer hold. What was lost stays
            visible, and only the owner of the signing key can declare it.
        previous: SHA-256 of the line before without its line end, `ZERO` for the first.
        signature: Ed25519 over all of the above, hexadecimal.
    """

    head: Head
    at: datetime
    is_restored: bool
    previous: str
    signature: str

    @property
    def line(self) -> str:
        """Return the line as it stands in the file, without line end."""
        return canonical(
            {
                "seq": self.head.seq,
                "digest": self.head.digest,
                "at": self.at.astimezone(UTC).isoformat(timespec="microseconds"),
                "restored": self.is_restored,
                "previous": self.previous,
                "signature": self.signature,
            }
        )

    @property
    def digest(self) -> str:
        """Return the SHA-256 of the line, hexadecimal: `previous` of the next line."""
        return sha256(self.line.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Anchors:
    """What an anchor file says.

    Attributes:
        points: The heads that hold, by rising seq.
        lost: Entries that a declared restore gave up: [first, last] of each, in order of the file.
        lines: Lines read.
        bad_line: First line (from 1) that was changed, moved, added or has no valid signature;
            None if there is none. Later lines are not used.
        last: The last good line; the next one joins to it.
    """

    points: tuple[Head, ...] = ()
    lost: tuple[tuple[int, int], ...] = ()
    lines: int = 0
    bad_line: int | None = None
    last: Anchor | None = None


def _signed_bytes(head: Head, at: datetime, previous: str, *, is_restored: bool) -> bytes:
    parts = (str(head.seq), head.digest, str(microseconds(at)), str(int(is_restored)), previous)
    return framed(_ANCHOR, *(part.encode() for part in parts))


def anchor(
    last: Anchor | None,
    head: Head,
    at: datetime,
    key: Ed25519PrivateKey,
    *,
    is_restored: bool = False,
) -> Anchor:
    """Return the anchor that comes after `last` (None in an empty file).

    Raises:
        AnchorOutOfOrderError: If the last anchor knows a later entry, or another one at this
            number, and `is_restored` is not set: the chain is not the one that was anchored.
        NaiveMomentError: If `at` has no time zone.
    """
    if last is not None and not is_restored and not _may_follow(head, last.head):
        raise AnchorOutOfOrderError(seq=head.seq, last=last.head.seq)
    previous = ZERO if last is None else last.digest
    signature = key.sign(_signed_bytes(head, at, previous, is_restored=is_restored)).hex()
    return Anchor(head, at, is_restored, previous, signature)


def _may_follow(head: Head, last: Head) -> bool:
    return head.seq > last.seq or head == last


def parse(line: str) -> Anchor | None:
    """Return the anchor of a line that is exactly as `Anchor.line` writes it, else None.

    None is an answer here and no failure: any other shape is a changed line, which the caller
    names by its number. The signature is not looked at.
    """
    try:
        match json.loads(line):
            case {
                "seq": int(seq),
                "digest": str(digest),
                "at": str(at),
                "restored": bool(is_restored),
                "previous": str(previous),
                "signature": str(signature),
            }:
                head = Head(seq, digest)
                parsed = Anchor(head, datetime.fromisoformat(at), is_restored, previous, signature)
                return parsed if parsed.at.tzinfo and parsed.line == line else None
    except (ValueError, OverflowError, NotCanonicalError, RecursionError):
        return None
    return None


def _is_next(last: Anchor | None, line: Anchor, key: Ed25519PublicKey) -> bool:
    expected = ZERO if last is None else last.digest
    signed = _signed_bytes(line.head, line.at, line.previous, is_restored=line.is_restored)
    return line.previous == expected and is_signature(line.signature, signed, key)


def read_anchors(lines: Iterable[str], key: Ed25519PublicKey) -> Anchors:
    """Return what the lines of an anchor file say, up to the first bad one.

    Args:
        lines: In order of the file; line ends are taken off.
        key: Public half of the key the anchors were signed with.
    """
    points: list[Head] = []
    lost: list[tuple[int, int]] = []
    last: Anchor | None = None
    number = 0
    for number, line in enumerate(lines, 1):
        found = parse(line.rstrip("\n"))
        if found is None or not _is_next(last, found, key):
            return Anchors(tuple(points), tuple(lost), number, number, last)
        if found.is_restored:
            beyond = points[-1].seq if points else 0
            while points and points[-1].seq >= found.head.seq:
                points.pop()
            if beyond > found.head.seq:
                lost.append((found.head.seq + 1, beyond))
        elif points and not _may_follow(found.head, points[-1]):
            return Anchors(tuple(points), tuple(lost), number, number, last)
        points.append(found.head)
        last = found
    return Anchors(tuple(points), tuple(lost), number, None, last)
