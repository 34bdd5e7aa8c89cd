"""Writing to the ledger."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import connection, transaction

from stadspoort.apps.accounts.models import User
from stadspoort.apps.audit import anchors, chain, keyring
from stadspoort.apps.audit.errors import HeadForgedError, NotInTransactionError
from stadspoort.apps.audit.events import Event
from stadspoort.engines.ledger import Entry, Head, canonical, is_signed, sign_head
from stadspoort.engines.ledger import append as next_entry
from stadspoort.engines.ledger.anchors import Anchor

Fact = str | int | bool | None
_SALT_BYTES = 16


@dataclass(frozen=True, slots=True)
class NewEntry:
    """An entry that is not in the chain yet.

    Attributes:
        kind: What happened; an `Event`.
        payload: The facts: ids, counts, slugs, digests. Never content, never a person's name. Holds
            something that cannot be guessed (a random id, a salt), or its digest would tell a
            deleted payload to whoever tries all likely ones.
        at: When it happened, aware; None is the moment of appending.
    """

    kind: str
    payload: Mapping[str, object]
    at: datetime | None = None


class _Signed:
    """The head that this process signed last: its signature need not be checked once more."""

    def __init__(self) -> None:
        self._last: tuple[Head, Ed25519PrivateKey] | None = None

    def note(self, head: Head, key: Ed25519PrivateKey) -> None:
        self._last = (head, key)

    def holds(self, head: Head, key: Ed25519PrivateKey) -> bool:
        return self._last is not None and self._last[0] == head and self._last[1] is key


_signed = _Signed()


def _checked_head(key: Ed25519PrivateKey) -> Head:
    head, signature = chain.lock_head()
    is_known = head == Head() or _signed.holds(head, key)
    if not is_known and not is_signed(head, signature, key.public_key()):
        raise HeadForgedError(seq=head.seq)
    return head


def append(entries: Sequence[NewEntry], now: datetime) -> Head | None:
    """Add the entries to the chain, in this order and under one signature; return the new head.

    Call it as the last statement before commit: it locks the head, and every other append of the
    installation waits until this transaction ends. Outside a transaction it makes its own. None
    when there was nothing to add.

    Raises:
        HeadMissingError: If the head row was deleted while there are entries.
        HeadForgedError: If the head has no valid signature: signing what follows would make
            good what someone changed in the database.
        NotCanonicalError: If a payload is no JSON.
        NaiveMomentError: If a moment has no time zone.
    """
    if not entries:
        return None
    # Both before the lock: other processes wait for what comes after it.
    payloads = [canonical(entry.payload) for entry in entries]
    signing_key = keyring.current().signing_key
    with transaction.atomic(savepoint=False):
        head = _checked_head(signing_key)
        chained: list[tuple[Entry, str]] = []
        for new, payload in zip(entries, payloads, strict=True):
            entry = next_entry(head, new.kind, payload, new.at or now)
            chained.append((entry, payload))
            head = entry.head
        chain.add(chained, signature=sign_head(head, signing_key))
        _signed.note(head, signing_key)
    return head


def record(
    event: Event, *, by: User, subject: str, facts: Mapping[str, Fact], now: datetime
) -> None:
    """Record that a person, or the system user, did something. Last statement before commit.

    Args:
        event: What happened.
        by: Who did it; the entry holds the pseudonym.
        subject: What it was done to, as `kind:id` ("purpose:woo-zoeken"); never a person's name.
        facts: Ids, counts and slugs. Never content.
        now: The moment, aware.

    Raises:
        NotInTransactionError: If the caller has no transaction open.
    """
    if not connection.in_atomic_block:
        raise NotInTransactionError(event=event)
    payload = {
        "by": by.pseudonym,
        "subject": subject,
        "facts": dict(facts),
        "salt": secrets.token_hex(_SALT_BYTES),
    }
    append([NewEntry(event, payload)], now)


def write_anchor(*, by: User, now: datetime) -> Anchor:
    """Record that an anchor is written by hand, commit, and write it.

    Raises as `anchors.write`; the event then stays, because the attempt was made.
    """
    with transaction.atomic():
        record(Event.ANCHOR_WRITTEN, by=by, subject="ledger:anchor", facts={}, now=now)
    return anchors.write(now)
