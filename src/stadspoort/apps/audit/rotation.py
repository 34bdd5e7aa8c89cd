"""Renewing the wrapping key: a new one in the ring, and every data key wrapped by it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from stadspoort.apps.accounts.models import User
from stadspoort.apps.audit import keyring
from stadspoort.apps.audit.actions import record
from stadspoort.apps.audit.errors import KeyRingIncompleteError, WrappingKeyUnknownError
from stadspoort.apps.audit.events import Event
from stadspoort.apps.audit.keyring import KeyRing
from stadspoort.apps.audit.models import DataKey
from stadspoort.engines.sealing import NotAuthenticError

_BATCH = 500


@dataclass(frozen=True, slots=True)
class Rotation:
    """What a rotation did.

    Attributes:
        key_id: The wrapping key that is active now.
        rewrapped: Data keys that were wrapped by it in this run.
        is_resumed: An earlier run had been cut off; this one finished it and made no new key.
    """

    key_id: str
    rewrapped: int
    is_resumed: bool


def rotate_keys(*, by: User, now: datetime) -> Rotation:
    """Add a wrapping key, wrap every data key by it in short transactions, and record it.

    Content is not encrypted anew, only its keys. May be cut off at any point: the next run goes
    on where it stopped. The older wrapping keys stay in the ring for backups that need them.
    """
    is_resumed = _behind(keyring.current().active).exists()
    key_id = keyring.current().active if is_resumed else keyring.add_wrapping_key(now)
    ring = keyring.current()
    rewrapped = 0
    while batch := _rewrap_batch(ring):
        rewrapped += batch
    with transaction.atomic():
        facts = {"rewrapped": rewrapped, "resumed": is_resumed}
        record(Event.KEYS_ROTATED, by=by, subject=f"kek:{key_id}", facts=facts, now=now)
    return Rotation(key_id, rewrapped, is_resumed)


def refuse_locked() -> None:
    """Check that the ring in the key folder opens every data key of the database.

    A key folder from before a rotation lacks the newest wrapping key: all that it wrapped would be
    lost, and nobody would notice before the first conversation that will not open.

    Raises:
        KeyRingIncompleteError: If some do not open, with how many.
    """
    ring = keyring.current()
    locked = sum(not _opens(ring, key) for key in DataKey.objects.iterator(chunk_size=_BATCH))
    if locked:
        raise KeyRingIncompleteError(locked=locked)


def _opens(ring: KeyRing, key: DataKey) -> bool:
    try:
        ring.unwrap(key.key_id, bytes(key.wrapped), scope=key.scope)
    except (WrappingKeyUnknownError, NotAuthenticError):
        return False
    return True


def _behind(key_id: str) -> QuerySet[DataKey]:
    return DataKey.objects.exclude(key_id=key_id).order_by("scope")


@transaction.atomic
def _rewrap_batch(ring: KeyRing) -> int:
    """Wrap up to 500 data keys by the active key; return how many."""
    keys = list(_behind(ring.active).select_for_update()[:_BATCH])
    for key in keys:
        data_key = ring.unwrap(key.key_id, bytes(key.wrapped), scope=key.scope)
        key.wrapped, key.key_id = ring.wrap(data_key, scope=key.scope), ring.active
    DataKey.objects.bulk_update(keys, ["wrapped", "key_id"])
    return len(keys)
