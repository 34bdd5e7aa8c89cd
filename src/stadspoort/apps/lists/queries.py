"""Reads: the versions, the one in use, and its content."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from datetime import datetime

from stadspoort.apps.audit import scopes
from stadspoort.apps.lists.errors import VersionForgottenError, VersionUnknownError
from stadspoort.apps.lists.models import ListsInUse, ListsVersion
from stadspoort.engines.privacy.lists import FILES, MunicipalLists

_SHORTEST_NAME = 6


@dataclass(frozen=True, slots=True)
class Count:
    """How many entries a list has, in words."""

    label: str
    entries: int


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A version as a screen shows it: never what stands in the lists."""

    version: str
    short: str
    loaded_at: datetime
    loaded_by: str
    counts: tuple[Count, ...]
    is_in_use: bool
    is_forgotten: bool


def version_in_use() -> str | None:
    """Return the SHA-256 of the version in use; None when there is none."""
    row = ListsInUse.objects.filter(pk=1).values_list("version__version", flat=True).first()
    return row or None


def rows() -> list[VersionRow]:
    """Return all versions, the newest first."""
    used = version_in_use()
    forgotten = set(ListsVersion.objects.filter(content=b"").values_list("pk", flat=True))
    return [
        VersionRow(
            version=row.version,
            short=row.short,
            loaded_at=row.loaded_at,
            loaded_by=row.loaded_by.display_name or row.loaded_by.username,
            counts=counts_of(row),
            is_in_use=row.version == used,
            is_forgotten=row.pk in forgotten,
        )
        for row in ListsVersion.objects.select_related("loaded_by").defer("content")
    ]


def counts_of(row: ListsVersion) -> tuple[Count, ...]:
    """Return the number of entries of each list that has any."""
    sizes = {kind.label: max(int(row.counts.get(name, 0)) for name in kind.gives) for kind in FILES}
    return tuple(Count(label, entries) for label, entries in sizes.items() if entries)


def named(name: str) -> ListsVersion:
    """Return the version that begins with `name`, at least 6 characters.

    Raises:
        VersionUnknownError: If none does, or more than one.
    """
    found = list(ListsVersion.objects.filter(version__startswith=name.lower())[:2])
    if len(name) < _SHORTEST_NAME or len(found) != 1:
        raise VersionUnknownError(found=len(found))
    return found[0]


def content_of(version: str) -> MunicipalLists:
    """Return the lists of a version.

    Raises:
        VersionForgottenError: If its content was destroyed.
        SealingError: If it was changed outside Stadspoort.
        ListsDamagedError: If it is no list.
    """
    row = ListsVersion.objects.get(version=version)
    if row.is_forgotten:
        raise VersionForgottenError(version=row.short)
    plain = scopes.decrypt(row.scope, bytes(row.content), row=identity(version))
    return MunicipalLists.unpack(zlib.decompress(plain))


def lists_in_use() -> MunicipalLists:
    """Return the lists in use; empty ones when there are none. Raises as `content_of`."""
    version = version_in_use()
    return MunicipalLists() if version is None else content_of(version)


def identity(version: str) -> str:
    """Return the identity under which the content of a version is encrypted."""
    return f"lists:{version}:content"
