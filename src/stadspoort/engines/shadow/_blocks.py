"""Which hosts to block, and which not although a free service is there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from stadspoort.engines.shadow._services import Access, Service, ServiceList


@dataclass(frozen=True, slots=True)
class BlockLine:
    """One host of a free service: to block, or an exception.

    Attributes:
        host: With everything below it.
        services: Names of the free services there.
        is_blocked: False for an exception.
        kept_for: Names of the services for which an exception is made.
    """

    host: str
    services: tuple[str, ...]
    is_blocked: bool
    kept_for: tuple[str, ...] = ()


def block_list(
    services: ServiceList, is_in_use: Callable[[Service], bool]
) -> tuple[BlockLine, ...]:
    """Return every host of a free service, sorted by name; exceptions stand between the others.

    A host stays open when a service that the municipality uses is reached there, at a host above it
    or at one below it: blocking it would block that service too.

    Args:
        services: The list.
        is_in_use: Says whether the municipality may use a service; never asked of a free one.
    """
    used = [
        (host, service)
        for service in services.services
        if service.access is Access.CONTRACTED and is_in_use(service)
        for host in service.hosts
    ]
    free: dict[str, list[str]] = {}
    for service in services.services:
        if service.access is Access.FREE:
            for host in service.hosts:
                free.setdefault(host, []).append(service.name)
    lines = []
    for host, names in sorted(free.items()):
        kept = sorted({service.name for other, service in used if _touch(host, other)})
        lines.append(BlockLine(host, tuple(names), not kept, tuple(kept)))
    return tuple(lines)


def _touch(host: str, other: str) -> bool:
    """Say whether blocking `host` and what lies below it would block `other`, or the other way."""
    return host == other or other.endswith(f".{host}") or host.endswith(f".{other}")
