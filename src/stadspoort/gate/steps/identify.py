"""Step 1, identify: whose key is this?

A key is 256 random bits; only its SHA-256 digest is known, and it is found by that digest alone, so
neither the time of the look-up nor an error tells anything about other keys (CVE-2026-42208 is what
happens when a key becomes part of a query).
"""

from __future__ import annotations

import hashlib
from datetime import datetime

from stadspoort.gate.errors import CallRefusedError
from stadspoort.gate.values import Outcome, Principal, PrincipalKind, Snapshot

_LONGEST_KEY = 512


def digest_of(key: str) -> bytes:
    """Return the SHA-256 digest under which a key is kept."""
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).digest()


def identify(authorization: str, snapshot: Snapshot, *, now: datetime) -> Principal:
    """Return the asker behind an `Authorization` header of the form `Bearer KEY`.

    Raises:
        CallRefusedError: WRONG_KEY, for every kind of wrong header alike.
    """
    scheme, _, key = authorization.partition(" ")
    key = key.strip()
    if scheme.lower() != "bearer" or not key or len(key) > _LONGEST_KEY:
        raise CallRefusedError(Outcome.WRONG_KEY)
    grant = snapshot.keys.get(digest_of(key))
    if grant is None or (grant.expires_at is not None and grant.expires_at <= now):
        raise CallRefusedError(Outcome.WRONG_KEY)
    return Principal(
        kind=PrincipalKind.KEY,
        id=grant.id,
        user_id=grant.user_id,
        application=grant.application,
        purposes=grant.purposes,
    )
