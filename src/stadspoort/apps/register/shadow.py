"""What the register says of services that a log of traffic shows, and what to block."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from stadspoort.apps.accounts.models import User
from stadspoort.apps.audit.actions import record
from stadspoort.apps.audit.events import Event
from stadspoort.apps.register.models import STANDING_LABELS
from stadspoort.apps.register.uses import Filter, UseRow, use_rows
from stadspoort.engines.frameworks import Standing
from stadspoort.engines.shadow import (
    Access,
    BlockLine,
    LogReading,
    Sighting,
    block_list,
    packaged_services,
    sightings,
)

_OPEN = frozenset({Standing.TOEGESTAAN, Standing.ONDER_VOORWAARDEN})
_NOT_LISTED = "Niet in het register: mag niet."
_UNKNOWN_VERSION = "Dienst gezien, versie onbekend."


@dataclass(frozen=True, slots=True)
class SeenService:
    """One line of the outcome.

    Attributes:
        names: Of the services that share the hosts.
        count: Requests.
        hosts: The hosts that were seen.
        standing: Of the register, when only one version can have been used and it is there; else
            None.
        told: In Dutch, what may be said of it.
        register: Slugs of the services that the register holds, with their names.
    """

    names: tuple[str, ...]
    count: int
    hosts: tuple[str, ...]
    standing: Standing | None
    told: str
    register: tuple[tuple[str, str], ...]

    @property
    def standing_label(self) -> str:
        """Return the standing in Dutch; empty when none can be given."""
        return STANDING_LABELS[self.standing] if self.standing else ""


@transaction.atomic
def record_reading(reading: LogReading, *, by: User, now: datetime) -> None:
    """Record that somebody read a log: how much, and nothing of what was in it."""
    facts = {
        "rows": reading.rows,
        "services": len(reading.counts),
        "requests": sum(reading.counts.values()),
        "unreadable": len(reading.problems) + reading.more_problems,
    }
    record(Event.TRAFFIC_READ, by=by, subject="traffic:log", facts=facts, now=now)


def seen_services(reading: LogReading, *, on: date) -> tuple[SeenService, ...]:
    """Return what was seen, the most used first, with what the register says on a day."""
    best = _best_standings(use_rows(Filter(), on=on))
    return tuple(_seen(sighting, best) for sighting in sightings(reading, packaged_services()))


def _seen(sighting: Sighting, best: dict[str, UseRow]) -> SeenService:
    services = (*sighting.free, *sighting.contracted)
    known = [best[service.slug] for service in services if service.slug in best]
    standing = None
    if not sighting.is_version_known:
        told = _UNKNOWN_VERSION
    elif not known:
        told = _NOT_LISTED
    else:
        row = max(known, key=lambda row: row.standing.badness)
        standing = row.standing
        told = f"Nu niet te gebruiken. {row.obstacle}" if row.obstacle else row.reason
    return SeenService(
        names=tuple(service.name for service in services),
        count=sighting.count,
        hosts=tuple(host for host, _ in sighting.hosts),
        standing=standing,
        told=told,
        register=tuple((row.application, row.application_name) for row in known),
    )


def _best_standings(rows: Iterable[UseRow]) -> dict[str, UseRow]:
    """Return the row with the best standing of each application, if any one that can be used."""
    best: dict[str, UseRow] = {}
    for row in rows:
        held = best.get(row.application)
        if row.application and (held is None or _rank(row) < _rank(held)):
            best[row.application] = row
    return best


def _rank(row: UseRow) -> tuple[bool, int, bool]:
    is_usable = row.standing in _OPEN and not row.obstacle
    return not is_usable, row.standing.badness, row.obstacle != ""


def blocks(*, on: date) -> tuple[BlockLine, ...]:
    """Return the hosts of free services; an exception where a service with a good standing is."""
    best = _best_standings(use_rows(Filter(), on=on))
    used = {slug for slug, row in best.items() if row.standing in _OPEN and not row.obstacle}
    return block_list(packaged_services(), lambda service: service.slug in used)


def services_as_of() -> date:
    """Return the day on which the hosts were read last."""
    return packaged_services().as_of


def number_of_free_services() -> int:
    """Return how many free services are recognised."""
    return sum(service.access is Access.FREE for service in packaged_services().services)
