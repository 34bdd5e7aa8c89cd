"""Writes: load lists, go back to an earlier version, use none."""

from __future__ import annotations

import os
import zlib
from datetime import datetime
from uuid import UUID

from django.db import transaction

from stadspoort.apps.accounts.models import User
from stadspoort.apps.audit import actions as audit
from stadspoort.apps.audit import scopes
from stadspoort.apps.audit.events import Event
from stadspoort.apps.lists.errors import ListsMovedError, VersionForgottenError
from stadspoort.apps.lists.models import ListsInUse, ListsVersion
from stadspoort.apps.lists.queries import identity, version_in_use
from stadspoort.engines.privacy.lists import MunicipalLists

KEPT = 5
"""Versions of which the content is kept to go back to; of older ones it is destroyed."""


@transaction.atomic
def load(
    lists: MunicipalLists, *, by: User, now: datetime, made_from: str | None = None
) -> ListsVersion:
    """Store the lists as a version and take it in use; within 5 seconds every process has it.

    The same content is the same version: it is only taken in use again.

    Args:
        lists: What is to hold from now on.
        by: Who loads them.
        now: The moment.
        made_from: The version of which the lists changed a part, "" for none; None when they
            stand by themselves and replace whatever is in use.

    Raises:
        ListsMovedError: If `made_from` is not in use any more.
    """
    _refuse_if_moved(made_from)
    row = ListsVersion.objects.filter(version=lists.version).first()
    if row is None or row.is_forgotten:
        row = _store(lists, row, by=by, now=now)
    _take_in_use(row)
    forgotten = _forget_older(row)
    facts: dict[str, audit.Fact] = {**lists.counts, "forgotten": forgotten}
    _record(Event.LISTS_LOADED, row, facts, by=by, now=now)
    return row


@transaction.atomic
def use(row: ListsVersion, *, by: User, now: datetime) -> None:
    """Take an earlier version in use again.

    Raises:
        VersionForgottenError: If its content was destroyed.
    """
    row = ListsVersion.objects.select_for_update().get(pk=row.pk)
    if row.is_forgotten:
        raise VersionForgottenError(version=row.short)
    _take_in_use(row)
    _record(Event.LISTS_PUT_BACK, row, {}, by=by, now=now)


@transaction.atomic
def stop(*, by: User, now: datetime, made_from: str | None = None) -> None:
    """Use no lists; the versions stay, to go back to. `made_from` and errors as of `load`."""
    _refuse_if_moved(made_from)
    _take_in_use(None)
    _record(Event.LISTS_STOPPED, None, {}, by=by, now=now)


def _refuse_if_moved(made_from: str | None) -> None:
    """Hold the version in use until the end of the transaction, and see that it is this one."""
    ListsInUse.objects.select_for_update().filter(pk=1).first()
    if made_from is not None and made_from != (version_in_use() or ""):
        raise ListsMovedError


def _store(
    lists: MunicipalLists, forgotten: ListsVersion | None, *, by: User, now: datetime
) -> ListsVersion:
    scope = UUID(bytes=os.urandom(16), version=4)
    scopes.new_scope_key(now, scope_id=scope)
    content = scopes.encrypt(scope, zlib.compress(lists.packed), row=identity(lists.version))
    row = forgotten or ListsVersion(version=lists.version)
    row.scope = scope
    row.content = content
    row.counts = dict(lists.counts)
    row.loaded_at = now
    row.loaded_by = by
    row.save()
    return row


def _take_in_use(row: ListsVersion | None) -> None:
    ListsInUse.objects.update_or_create(pk=1, defaults={"version": row})


def _forget_older(used: ListsVersion) -> int:
    """Destroy the content of all but the newest versions; return of how many."""
    kept = ListsVersion.objects.exclude(content=b"").exclude(pk=used.pk).only("pk", "scope")
    count = 0
    for row in list(kept)[KEPT - 1 :]:
        scopes.forget(row.scope)
        ListsVersion.objects.filter(pk=row.pk).update(content=b"")
        count += 1
    return count


def _record(
    event: Event,
    row: ListsVersion | None,
    facts: dict[str, audit.Fact],
    *,
    by: User,
    now: datetime,
) -> None:
    subject = "lists:none" if row is None else f"lists:{row.version}"
    audit.record(event, by=by, subject=subject, facts=facts, now=now)
