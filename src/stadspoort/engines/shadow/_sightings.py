"""What a reading says of the services: seen how often, and whether the version is known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from stadspoort.engines.shadow._log import LogReading
from stadspoort.engines.shadow._services import Access, Service, ServiceList


@dataclass(frozen=True, slots=True)
class Sighting:
    """Services that share their hosts, as far as a log shows.

    Attributes:
        free: Freely accessible services that it may have been.
        contracted: Services under a contract that it may have been.
        hosts: The listed hosts that were seen, with their requests, most used first.
    """

    free: tuple[Service, ...]
    contracted: tuple[Service, ...]
    hosts: tuple[tuple[str, int], ...]

    @property
    def count(self) -> int:
        """Return the requests to all of its hosts."""
        return sum(count for _, count in self.hosts)

    @property
    def is_version_known(self) -> bool:
        """Say whether only a free service, or only contracted ones, can have been used."""
        return not (self.free and self.contracted)


def sightings(reading: LogReading, services: ServiceList) -> tuple[Sighting, ...]:
    """Return what was seen, the most used first; hosts of the same services stand together."""
    seen: dict[tuple[Service, ...], list[tuple[str, int]]] = {}
    for host, count in reading.counts.items():
        at = services.at(host)
        if at is not None:
            seen.setdefault(at[1], []).append((host, count))
    found = [
        Sighting(tuple(_of(group, Access.FREE)), tuple(_of(group, Access.CONTRACTED)), tuple(hosts))
        for group, hosts in seen.items()
    ]
    return tuple(sorted(found, key=lambda sighting: (-sighting.count, sighting.hosts[0][0])))


def _of(group: Iterable[Service], access: Access) -> Iterable[Service]:
    return (service for service in group if service.access is access)
