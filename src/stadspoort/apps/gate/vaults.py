"""Where the pseudonyms of a scope live. Implements `gate.seams.Vaults`.

One value has one token and one token one value, also when several processes extend one scope at
once: extending locks the row of the scope, reads what others added, numbers the new values and
commits. The unique constraints of `VaultEntry` refuse what would break that all the same.

Vaults of scopes in use stay in memory, decrypted; the version of the scope's row, read on every
call, tells whether they still hold. Calls share them; who adds a value works on a copy.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import os
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from functools import partial
from typing import TypeVar
from uuid import UUID, uuid4

from django.db import (
    DatabaseError,
    IntegrityError,
    close_old_connections,
    connections,
    transaction,
)

from stadspoort.apps.audit import scopes
from stadspoort.apps.audit.models import DataKey
from stadspoort.apps.gate.models import Scope, VaultEntry
from stadspoort.engines.privacy import Entry, Kind, Vault, new_tag
from stadspoort.errors import StadspoortError
from stadspoort.gate.errors import VaultUnavailableError
from stadspoort.gate.seams import Clock, NewValue
from stadspoort.gate.values import Principal, PrincipalKind

Result = TypeVar("Result")

KEPT_AFTER_LAST_USE = timedelta(days=30)
"""How long the vault of a client's conversation is kept.

Those of our own screens stay as long as the conversation: deleting that deletes its vault.
"""

_USE_NOTED_EVERY = timedelta(hours=1)
_TAG_BYTES = 16
_THREADS = 4
_MOST_CACHED = 500
_MOST_TRIES = 3


class DatabaseVaults:
    """Vaults in the database, encrypted with the data key of their scope."""

    def __init__(self, *, clock: Clock) -> None:
        self._clock = clock
        self._cache = _Cache()
        self._threads = ThreadPoolExecutor(_THREADS, thread_name_prefix="gate-vaults")

    async def of_call(self) -> Vault:
        """Return an empty vault with a fresh random tag that is never stored."""
        return Vault(new_tag(os.urandom(_TAG_BYTES)))

    async def extend(
        self,
        scope: str,
        values: Sequence[NewValue],
        *,
        principal: Principal,
        keep: timedelta | None = None,
    ) -> Vault:
        """Return the vault of `scope`, extended with what is new, committed.

        Raises:
            VaultUnavailableError: If it could not be read or committed.
        """
        term = keep or KEPT_AFTER_LAST_USE
        return await self._in_thread(partial(self._extend, scope, values, principal, term))

    async def existing(self, scope: str, *, principal: Principal) -> Vault | None:
        """Return the vault of `scope` as it is; None if there is none, or none any more.

        Raises:
            VaultUnavailableError: If it could not be read.
        """
        return await self._in_thread(partial(self._existing, scope, principal))

    async def _in_thread(self, work: Callable[[], Result]) -> Result:
        loop = asyncio.get_running_loop()
        try:
            return await loop.run_in_executor(self._threads, work)
        except (DatabaseError, StadspoortError) as error:
            raise VaultUnavailableError(cause=type(error).__name__) from error
        except Exception as error:
            # The error's own text may hold a value: only its type goes on.
            raise VaultUnavailableError(cause=type(error).__name__) from None

    def close(self) -> None:
        """Close the connections of the threads, then the threads."""
        barrier = threading.Barrier(_THREADS)

        def close_one() -> None:
            barrier.wait()  # so that each thread gets exactly one of these
            connections.close_all()

        for _ in range(_THREADS):
            self._threads.submit(close_one)
        self._threads.shutdown()

    def _existing(self, scope: str, principal: Principal) -> Vault | None:
        close_old_connections()
        now = self._clock()
        found = Scope.objects.filter(external_digest=external_digest(scope, principal)).first()
        # Past its term it is gone, also when nobody has swept yet.
        if found is None or (found.expires_at is not None and found.expires_at <= now):
            return None
        if now - found.last_used_at >= _USE_NOTED_EVERY:
            _note_use(found, now)
        return self._vault(found)

    def _extend(
        self, scope: str, values: Sequence[NewValue], principal: Principal, keep: timedelta
    ) -> Vault:
        close_old_connections()
        now = self._clock()
        found = find_or_create(scope, principal, now, keep=keep)
        vault = self._vault(found)
        if not vault.knows(values):
            vault = self._write(found.id, values, principal.asker, now)
        elif now - found.last_used_at >= _USE_NOTED_EVERY:
            _note_use(found, now)
        return vault

    def _write(
        self, scope_id: UUID, values: Sequence[NewValue], asker: str, now: datetime
    ) -> Vault:
        with transaction.atomic():
            # SQLite needs no row lock: its transactions are IMMEDIATE, so this is the only writer.
            scope = Scope.objects.select_for_update().get(pk=scope_id)
            vault = self._vault(scope).copy()
            known = len(vault)
            _store(scope_id, vault.extend(values, asker), known=known)
            scope.version += 1
            scope.save(update_fields=("version",))
            _note_use(scope, now)
        self._cache.put(scope_id, scope.version, vault)
        return vault

    def _vault(self, scope: Scope) -> Vault:
        """Return the vault as it is at this version; calls share it, so nobody may extend it."""
        vault = self._cache.get(scope.id, scope.version)
        if vault is None:
            rows = VaultEntry.objects.filter(scope=scope.id).values_list("number", "blob")
            entries = [_decrypted(scope.id, number, bytes(blob)) for number, blob in rows]
            vault = Vault(scope.tag, entries)
            self._cache.put(scope.id, scope.version, vault)
        return vault


class _Cache:
    """Vaults of the scopes in use, by the version at which they were read."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._held: OrderedDict[UUID, tuple[int, Vault]] = OrderedDict()

    def get(self, scope_id: UUID, version: int) -> Vault | None:
        with self._lock:
            held = self._held.get(scope_id)
            if held is None or held[0] != version:
                return None
            self._held.move_to_end(scope_id)
            return held[1]

    def put(self, scope_id: UUID, version: int, vault: Vault) -> None:
        with self._lock:
            self._held[scope_id] = (version, vault)
            self._held.move_to_end(scope_id)
            if len(self._held) > _MOST_CACHED:
                self._held.popitem(last=False)


def external_digest(scope: str, principal: Principal) -> bytes:
    """Return SHA-256 over asker and conversation id, each with its length before it.

    Bound to the asker: another one that names the same id gets another vault.
    """
    parts = [part.encode("utf-8", "surrogatepass") for part in (principal.asker, scope)]
    framed = b"".join(b"%d:%b" % (len(part), part) for part in parts)
    return hashlib.sha256(b"stadspoort/scope/1:" + framed).digest()


def find_or_create(
    scope: str, principal: Principal, now: datetime, *, keep: timedelta = KEPT_AFTER_LAST_USE
) -> Scope:
    """Return the scope of this conversation and asker, made with a data key if it is new.

    A new one of a client is kept for `keep` after its last use.

    Raises:
        VaultUnavailableError: If the id is a conversation of somebody else.
    """
    digest = external_digest(scope, principal)
    for _ in range(_MOST_TRIES):
        found = Scope.objects.filter(external_digest=digest).first()
        if found is not None:
            return found
        try:
            return _create(scope, digest, principal, now, keep)
        except IntegrityError:  # another process made it, or the tag is taken: look again
            continue
    raise VaultUnavailableError(tries=_MOST_TRIES)


@transaction.atomic
def _create(
    scope: str, digest: bytes, principal: Principal, now: datetime, keep: timedelta
) -> Scope:
    scope_id = _own_conversation(scope, principal) or uuid4()
    created = Scope.objects.create(
        id=scope_id,
        principal_kind=str(principal.kind),
        principal_id=principal.id,
        external_digest=digest,
        tag=new_tag(os.urandom(_TAG_BYTES)),
        created_at=now,
        last_used_at=now,
        expires_at=None if principal.kind == PrincipalKind.USER else now + keep,
    )
    if not DataKey.objects.filter(pk=scope_id).exists():
        scopes.new_scope_key(now, scope_id=scope_id)
    return created


def _own_conversation(scope: str, principal: Principal) -> UUID | None:
    """Return the id of a conversation of our own screens, whose data key the vault shares."""
    if principal.kind != PrincipalKind.USER:
        return None
    try:
        return UUID(scope)
    except ValueError:
        return None


def _note_use(scope: Scope, now: datetime) -> None:
    if scope.expires_at is not None:  # each scope keeps the term it was made with
        scope.expires_at = now + (scope.expires_at - scope.last_used_at)
    scope.last_used_at = now
    scope.save(update_fields=("last_used_at", "expires_at"))


def _store(scope_id: UUID, entries: Iterable[Entry], *, known: int) -> None:
    """Store the entries; those numbered up to `known` are there already and became restricted."""
    new: list[VaultEntry] = []
    for entry in entries:
        blob = scopes.encrypt(scope_id, _content(entry), row=_row(entry.number))
        if entry.number <= known:
            VaultEntry.objects.filter(scope=scope_id, number=entry.number).update(blob=blob)
            continue
        fingerprint = scopes.fingerprint(scope_id, entry.value.encode("utf-8", "surrogatepass"))
        new.append(
            VaultEntry(scope_id=scope_id, number=entry.number, value_digest=fingerprint, blob=blob)
        )
    VaultEntry.objects.bulk_create(new)


def _content(entry: Entry) -> bytes:
    content = {
        "token": entry.token,
        "value": entry.value,
        "kind": str(entry.kind),
        "writer": entry.writer,
        "is_restricted": entry.is_restricted,
        "entity": entry.entity,
        "gender": str(entry.gender),
    }
    return json.dumps(content, ensure_ascii=True).encode()


def _decrypted(scope_id: UUID, number: int, blob: bytes) -> Entry:
    content = json.loads(scopes.decrypt(scope_id, blob, row=_row(number)))
    return Entry(
        token=content["token"],
        number=number,
        value=content["value"],
        kind=Kind(content["kind"]),
        writer=content["writer"],
        is_restricted=content["is_restricted"],
        entity=content.get("entity", 0),  # not kept in entries of before 2026-11-24
        gender=content.get("gender", ""),
    )


def _row(number: int) -> str:
    return f"vault:{number}"
