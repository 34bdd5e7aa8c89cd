"""Reads of keys and calls."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from django.db.models import Count, Q, QuerySet, Sum

from stadspoort.apps.gate.models import ApiKey
from stadspoort.gate.values import KeyGrant


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


@dataclass(frozen=True, slots=True)
class KeyRow:
    """One key on the screen and the command line."""

    id: str
    application: str
    owner: str
    purposes: tuple[str, ...]
    created_at: datetime
    expires_at: datetime | None
    revoked_at: datetime | None
    last_used_at: datetime | None
    is_usable: bool
