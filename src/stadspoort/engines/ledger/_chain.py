"""How an entry is hashed and joined to the one before."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256

from stadspoort.engines.ledger._values import Entry, Head
from stadspoort.engines.ledger.errors import NaiveMomentError, NotCanonicalError

_ENTRY = b"stadspoort/ledger/entry/1"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

_to_json = json.JSONEncoder(
    ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")
).encode


def canonical(facts: Mapping[str, object]) -> str:
    """Return the facts as JSON text that is the same for the same facts.

    Keys sorted, no spaces, no escapes but those JSON demands.

    Raises:
        NotCanonicalError: If a value is no JSON value, or text holds half of a surrogate pair.
    """
    try:
        text = _to_json(facts)
        text.encode()
    except (TypeError, ValueError) as error:
        raise NotCanonicalError(keys=len(facts)) from error
    return text


def framed(*parts: bytes) -> bytes:
    """Return the parts, each with its length before it: no two lists give the same bytes.

    Without the lengths "ab" + "c" and "a" + "bc" would have one digest, and a character could
    move from one column to the next unseen.
    """
    return b"".join(b"%d:%b" % (len(part), part) for part in parts)


def microseconds(at: datetime) -> int:
    """Return the microseconds since 1970 UTC, exact (a float would round).

    Raises:
        NaiveMomentError: If `at` has no time zone.
    """
    if at.tzinfo is None:
        raise NaiveMomentError
    since = at - _EPOCH
    return (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds


def payload_digest(payload: str) -> str:
    """Return the SHA-256 of the payload text, hexadecimal.

    Half a surrogate, which only a tampered store can hold, is hashed too instead of failing.
    """
    return sha256(payload.encode(errors="surrogatepass")).hexdigest()


def entry_digest(seq: int, at: datetime, kind: str, payload: str, previous: str) -> str:
    """Return the SHA-256 over all columns of an entry; `payload` is the digest of the payload."""
    columns = (str(seq), str(microseconds(at)), kind, payload, previous)
    encoded = (column.encode(errors="surrogatepass") for column in columns)
    return sha256(framed(_ENTRY, *encoded)).hexdigest()


def append(head: Head, kind: str, payload: str, at: datetime) -> Entry:
    """Return the entry that comes after `head`.

    Args:
        head: The last entry, `Head()` for an empty chain.
        kind: What happened.
        payload: The facts as `canonical` text; hashed as it stands.
        at: When it happened, aware. Need not be later than the entry before: the clocks of
            several machines differ, the order of the chain is that of the commits.

    Raises:
        NaiveMomentError: If `at` has no time zone.
    """
    seq = head.seq + 1
    digest_of_payload = payload_digest(payload)
    digest = entry_digest(seq, at, kind, digest_of_payload, head.digest)
    return Entry(seq, at, kind, digest_of_payload, head.digest, digest)
