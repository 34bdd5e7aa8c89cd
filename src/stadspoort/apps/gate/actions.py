"""Writes: API keys, and the end of a vault."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import transaction

from stadspoort.apps.accounts.models import User
from stadspoort.apps.audit import actions as audit
from stadspoort.apps.audit.events import Event
from stadspoort.apps.gate.errors import (
    KeyExpiryPastError,
    KeyOwnerUnusableError,
    KeyRevokedError,
    KeyUnknownError,
    KeyWithoutPurposeError,
)
from stadspoort.apps.gate.models import ApiKey, Scope
from stadspoort.apps.register import actions as register
from stadspoort.apps.register.models import Application, Purpose
from stadspoort.gate.steps.identify import digest_of

KEY_PREFIX = "stp_"
"""Lets scanners for leaked secrets recognise a key of Stadspoort."""

_KEY_BYTES = 32
_ID_BYTES = 5


@dataclass(frozen=True, slots=True)
class NewKey:
    """A key that was just made; `secret` is shown once and is nowhere stored."""

    row: ApiKey
    secret: str = field(repr=False)


@transaction.atomic
def make_key(
    *,
    owner: User,
    application: Application,
    purposes: Sequence[Purpose],
    expires_at: datetime | None,
    by: User,
    now: datetime,
) -> NewKey:
    """Return a new key of 256 random bits; only its SHA-256 digest is stored.

    Raises:
        KeyOwnerUnusableError: If the owner is no active person.
        KeyWithoutPurposeError: If no purpose is given.
        KeyExpiryPastError: If it would have expired already.
    """
    if not owner.is_active or owner.is_system:
        raise KeyOwnerUnusableError(owner=owner.pk)
    if not purposes:
        raise KeyWithoutPurposeError
    if expires_at is not None and expires_at <= now:
        raise KeyExpiryPastError
    secret = KEY_PREFIX + secrets.token_urlsafe(_KEY_BYTES)
    row = ApiKey.objects.create(
        public_id=f"sl-{secrets.token_hex(_ID_BYTES)}",
        digest=digest_of(secret),
        application=application,
        owner=owner,
        created_at=now,
        expires_at=expires_at,
    )
    row.purposes.set(purposes)
    register.touch()
    facts: dict[str, audit.Fact] = {
        "application": application.slug,
        "owner": owner.pseudonym,
        "purposes": ",".join(sorted(purpose.slug for purpose in purposes)),
        "expires_at": expires_at.isoformat() if expires_at else None,
    }
    audit.record(Event.KEY_MADE, by=by, subject=f"key:{row.public_id}", facts=facts, now=now)
    return NewKey(row, secret)


@transaction.atomic
def revoke_key(public_id: str, *, by: User, now: datetime) -> ApiKey:
    """Revoke a key: within 5 seconds no process lets it pass. It stays in the list.

    Raises:
        KeyUnknownError: If there is no such key.
        KeyRevokedError: If it was revoked already.
    """
    row = ApiKey.objects.select_for_update().filter(public_id=public_id).first()
    if row is None:
        raise KeyUnknownError
    if row.revoked_at is not None:
        raise KeyRevokedError(key=public_id)
    row.revoked_at = now
    row.save(update_fields=("revoked_at",))
    register.touch()
    audit.record(Event.KEY_REVOKED, by=by, subject=f"key:{public_id}", facts={}, now=now)
    return row


@transaction.atomic
def forget_vault(scope_id: UUID) -> None:
    """Delete the vault of a conversation of our own screens; nothing happens if there is none.

    For the action that deletes the conversation: it deletes the shared data key and records it.
    """
    Scope.objects.filter(pk=scope_id).delete()
