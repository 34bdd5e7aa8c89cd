"""Entry and Head."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

ZERO = "0" * 64
"""The digest before the first entry."""


@dataclass(frozen=True, slots=True)
class Head:
    """The last entry of a chain: all that an append and a verification need to know of it.

    Attributes:
        seq: Number of the last entry; 0 means that the chain is empty.
        digest: Its digest, 64 lower-case hexadecimal digits.
    """

    seq: int = 0
    digest: str = ZERO


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a chain, without its payload.

    Attributes:
        seq: 1 for the first entry, then without gaps.
        at: When it was made, aware; kept to the microsecond.
        kind: What happened ("call.opened").
        payload_digest: SHA-256 of the payload text as UTF-8, hexadecimal.
        previous: Digest of the entry before, `ZERO` for the first.
        digest: SHA-256 over all of the above.
    """

    seq: int
    at: datetime
    kind: str
    payload_digest: str
    previous: str
    digest: str

    @property
    def head(self) -> Head:
        """Return the head of a chain that ends here."""
        return Head(self.seq, self.digest)
