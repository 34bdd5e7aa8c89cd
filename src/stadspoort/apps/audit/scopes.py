"""Encryption at rest: each scope (conversation, dossier) has its own data key.

The data key lies in the database, wrapped by the key ring. Without it nothing of the scope can be
read, so deleting that one row is the end of all of it (AVG art. 17, 32).
"""

from __future__ import annotations

import hmac
import os
import threading
import time
from collections import OrderedDict
from datetime import datetime
from functools import partial
from uuid import UUID, uuid4

from django.db import connection, transaction

from stadspoort.apps.audit import keyring
from stadspoort.apps.audit.errors import ScopeForgottenError
from stadspoort.apps.audit.models import DataKey
from stadspoort.engines.sealing import seal, unseal

_KEY_BYTES = 32
_NONCE_BYTES = 12
_FINGERPRINT = b"stadspoort/scope-fingerprint/1"


class _KeyCache:
    """Unwrapped data keys of the scopes in use, for a short while.

    Short, because another process may delete a key: `SECONDS` later no process can use it.
    """

    SIZE = 1_000
    SECONDS = 15.0

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._keys: OrderedDict[UUID, tuple[float, bytes]] = OrderedDict()

    def get(self, scope: UUID) -> bytes | None:
        with self._lock:
            until, key = self._keys.get(scope, (0.0, b""))
            if until <= time.monotonic():
                self._keys.pop(scope, None)
                return None
            self._keys.move_to_end(scope)
            return key

    def put(self, scope: UUID, key: bytes) -> None:
        with self._lock:
            self._keys[scope] = (time.monotonic() + self.SECONDS, key)
            self._keys.move_to_end(scope)
            if len(self._keys) > self.SIZE:
                self._keys.popitem(last=False)

    def drop(self, scope: UUID) -> None:
        with self._lock:
            self._keys.pop(scope, None)


_cache = _KeyCache()


def new_scope_key(now: datetime, *, scope_id: UUID | None = None) -> DataKey:
    """Store a fresh data key and return it; its `scope` is the id for all other functions here.

    Args:
        now: The moment, aware.
        scope_id: The id of the scope; None makes a new one.

    Raises:
        IntegrityError: If the scope already has a key.
    """
    scope = scope_id or uuid4()
    ring = keyring.current()
    wrapped = ring.wrap(os.urandom(_KEY_BYTES), scope=scope)
    return DataKey.objects.create(scope=scope, wrapped=wrapped, key_id=ring.active, created_at=now)


def encrypt(scope_id: UUID, plain: bytes, *, row: str) -> bytes:
    """Return `plain` encrypted with the data key of the scope.

    Args:
        scope_id: The scope.
        plain: What to hide; may be empty.
        row: Identity of the row and field it will stand in ("message:17:text"): only there it can
            be decrypted, so that content cannot be moved to another row.

    Raises:
        ScopeForgottenError: If the scope has no key.
    """
    key = _data_key(scope_id)
    return seal(key, plain, nonce=os.urandom(_NONCE_BYTES), associated=_identity(scope_id, row))


def decrypt(scope_id: UUID, sealed: bytes, *, row: str) -> bytes:
    """Return what `encrypt` hid for the same scope and row.

    Raises:
        ScopeForgottenError: If the scope has no key any more.
        NotAuthenticError: If the content was changed or comes from another row.
        WrongKeyError: If it comes from another scope.
        EnvelopeUnreadableError: If these are no encrypted bytes.
    """
    # bytes(): PostgreSQL hands out memoryviews.
    return unseal(_data_key(scope_id), bytes(sealed), associated=_identity(scope_id, row))


def fingerprint(scope_id: UUID, value: bytes) -> bytes:
    """Return 32 bytes that are the same for the same value in this scope and say nothing else.

    For a unique constraint on a value that is stored encrypted. Without the scope's key nobody can
    try values against it.

    Raises:
        ScopeForgottenError: If the scope has no key.
    """
    key = hmac.digest(_data_key(scope_id), _FINGERPRINT, "sha256")
    return hmac.digest(key, value, "sha256")


def forget(scope_id: UUID) -> None:
    """Delete the data key: what was encrypted with it can never be read again.

    Other processes may hold the key for at most 15 seconds more. A backup made before still holds
    the wrapped key until it is deleted too.
    """
    if connection.vendor == "sqlite":
        # Without it the row's bytes stay in the file until something else is written over them.
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete = ON")
    DataKey.objects.filter(pk=scope_id).delete()
    _cache.drop(scope_id)
    # Another thread may have read the row again before this transaction ended.
    transaction.on_commit(partial(_cache.drop, scope_id))


def _identity(scope_id: UUID, row: str) -> bytes:
    return scope_id.bytes + row.encode()


def _data_key(scope_id: UUID) -> bytes:
    key = _cache.get(scope_id)
    if key is None:
        stored = DataKey.objects.filter(pk=scope_id).values_list("key_id", "wrapped").first()
        if stored is None:
            raise ScopeForgottenError(scope=str(scope_id))
        key_id, wrapped = stored
        key = keyring.current().unwrap(key_id, bytes(wrapped), scope=scope_id)
        _cache.put(scope_id, key)
    return key
