"""Reads of keys and calls."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from django.db.models import Count, Max, Q, QuerySet, Sum

from stadspoort.apps.gate.errors import KeyUnknownError
from stadspoort.apps.gate.models import ApiKey, CallRecord
from stadspoort.gate.values import KeyGrant, PrincipalKind


def usable_keys(now: datetime) -> QuerySet[ApiKey]:
    """Return the keys that open the gate at `now`: not revoked, not expired, of an active owner."""
    return ApiKey.objects.filter(
        Q(expires_at=None) | Q(expires_at__gt=now), revoked_at=None, owner__is_active=True
    )


def usable_key_mark(now: datetime) -> tuple[int, int]:
    """Return how many keys are usable and the sum of their ids.

    It changes whenever a key expires or an owner leaves, which nobody writes into the register.
    """
    found = usable_keys(now).aggregate(number=Count("pk"), total=Sum("pk"))
    return found["number"], found["total"] or 0


def key_grants(now: datetime) -> Mapping[bytes, KeyGrant]:
    """Return what each usable key may do, by the SHA-256 digest of the key."""
    keys = (
        usable_keys(now).select_related("application").prefetch_related("purposes").order_by("pk")
    )
    return MappingProxyType(
        {
            bytes(key.digest): KeyGrant(
                id=key.public_id,
                user_id=key.owner_id,
                application=key.application.slug,
                purposes=frozenset(purpose.slug for purpose in key.purposes.all()),
                expires_at=key.expires_at,
            )
            for key in keys
        }
    )


class KeyState(StrEnum):
    """Whether a key opens the gate, and if not, why."""

    USABLE = "usable"
    EXPIRED = "expired"
    REVOKED = "revoked"
    OWNER_LEFT = "owner_left"


@dataclass(frozen=True, slots=True)
class KeyRow:
    """One key on the screen and the command line.

    Attributes:
        id: Its public id.
        owner: Name of the person who answers for it: a key is no employee's behaviour.
        state: What it is now.
        last_used_at: When a call was last made with it; None if never.
    """

    id: str
    application: str
    owner: str
    purposes: tuple[str, ...]
    created_at: datetime
    expires_at: datetime | None
    state: KeyState
    last_used_at: datetime | None


def keys(*, words: str = "") -> QuerySet[ApiKey]:
    """Return all keys, newest first; with `words` those whose id, application or owner has it."""
    found = ApiKey.objects.select_related("application", "owner").prefetch_related("purposes")
    if words:
        found = found.filter(
            Q(public_id__icontains=words)
            | Q(application__slug__icontains=words)
            | Q(owner__display_name__icontains=words)
        )
    return found.order_by("-created_at", "public_id")


def key_rows(found: Sequence[ApiKey], now: datetime) -> list[KeyRow]:
    """Return the keys as rows, in their order, with one query for all."""
    last_uses = dict(
        CallRecord.objects.filter(
            principal_kind=PrincipalKind.KEY, principal_id__in=[key.public_id for key in found]
        )
        .values_list("principal_id")
        .annotate(last=Max("opened_at"))
        .values_list("principal_id", "last")
    )
    return [
        KeyRow(
            id=key.public_id,
            application=key.application.slug,
            owner=key.owner.display_name,
            purposes=tuple(sorted(purpose.slug for purpose in key.purposes.all())),
            created_at=key.created_at,
            expires_at=key.expires_at,
            state=key_state(key, now),
            last_used_at=last_uses.get(key.public_id),
        )
        for key in found
    ]


def key_state(key: ApiKey, now: datetime) -> KeyState:
    """Return what the key is at `now`; agrees with `usable_keys`."""
    if key.revoked_at is not None:
        return KeyState.REVOKED
    if key.expires_at is not None and key.expires_at <= now:
        return KeyState.EXPIRED
    return KeyState.USABLE if key.owner.is_active else KeyState.OWNER_LEFT


def key_named(public_id: str) -> ApiKey:
    """Return the key with this id.

    Raises:
        KeyUnknownError: If there is none.
    """
    key = keys().filter(public_id=public_id).first()
    if key is None:
        raise KeyUnknownError
    return key
