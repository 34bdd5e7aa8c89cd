"""Sealed copies: the masked body of a call, readable only with the private key of the FG.

Per process and hour one data key is made, sealed once to the FG's public key and stored; the copies
of that hour are sealed with the data key. It saves a key exchange per call, and the key is
forgotten after the hour: this machine can then no longer open what it sealed.
"""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from django.db import transaction

from stadspoort.apps.gate.models import SealedCopy, SealPeriodKey
from stadspoort.engines import sealing

_KEY_BYTES = 32
_NONCE_BYTES = 12


@dataclass(slots=True)
class _Period:
    id: uuid.UUID
    hour: datetime
    key: bytes
    is_stored: bool = False


class Sealer:
    """Seals bodies for the FG. Used by the one writer thread of a process.

    Args:
        holder: Returns the public key of the FG; asked once per hour, so that a new key of a new
            FG holds from the next hour.
    """

    def __init__(self, holder: Callable[[], X25519PublicKey]) -> None:
        self._holder = holder
        self._period: _Period | None = None

    def seal(self, call_id: str, body: bytes, *, at: datetime) -> tuple[uuid.UUID, bytes]:
        """Return the id of the period key and the sealed body; call it inside a transaction.

        Raises:
            StadspoortError: If the FG's public key cannot be read: nothing may go unsealed.
        """
        period = self._stored_period(at)
        envelope = sealing.seal(
            period.key, body, nonce=os.urandom(_NONCE_BYTES), associated=_identity(call_id)
        )
        return period.id, envelope

    def _stored_period(self, at: datetime) -> _Period:
        hour = at.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
        period = self._period
        if period is None or period.hour != hour:
            period = self._period = _Period(uuid.uuid4(), hour, os.urandom(_KEY_BYTES))
        if not period.is_stored:
            self._store(period, at)
        return period

    def _store(self, period: _Period, at: datetime) -> None:
        """Store the sealed period key; it counts as stored only once the transaction committed."""
        sealed = sealing.seal_to(
            self._holder(),
            period.key,
            ephemeral=X25519PrivateKey.generate(),
            associated=_identity(str(period.id)),
        )
        SealPeriodKey.objects.bulk_create(
            [SealPeriodKey(id=period.id, sealed_key=sealed, created_at=at)], ignore_conflicts=True
        )

        def stored() -> None:
            period.is_stored = True

        transaction.on_commit(stored)


def open_copy(copy: SealedCopy, key: X25519PrivateKey) -> bytes:
    """Return the masked body as it was sent.

    Raises:
        sealing.WrongKeyError: If it was sealed to another FG.
        sealing.NotAuthenticError: If it was changed, or belongs to another call.
    """
    period = copy.period_key
    period_key = sealing.open_sealed(
        key, bytes(period.sealed_key), associated=_identity(str(period.id))
    )
    return sealing.unseal(period_key, bytes(copy.blob), associated=_identity(copy.call_id))


def _identity(row: str) -> bytes:
    return b"stadspoort/sealed-copy/1:" + row.encode()
