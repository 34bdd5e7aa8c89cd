"""Services for generative AI and the hosts they are reached at, as dated data.

One host often serves a free and a contracted version of a service: what a log shows of it then
says that the service was seen, and not which version.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files

from stadspoort.errors import StadspoortError

COLUMNS = ("dienst", "naam", "soort", "host", "bron", "gelezen")
_SLUG = re.compile(r"[a-z0-9][a-z0-9-]{1,59}")
_HOST = re.compile(r"(?=.{4,253}\Z)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}")
MEMORY = "uit het geheugen, te controleren"
"""What stands as the source of a host that nobody read anywhere."""


class Access(StrEnum):
    """How one comes to a service."""

    FREE = "vrij"
    """Freely accessible: no contract with the municipality."""
    CONTRACTED = "contract"
    """Only under a contract, or on own machines."""


class ServiceListRefusedError(StadspoortError):
    """A list of services is broken; none of it is used. Names the first line and the reason."""

    code = "shadow.services_refused"


@dataclass(frozen=True, slots=True)
class Service:
    """One service, by one way of access.

    Attributes:
        slug: Its name in the register, where it is there.
        name: As shown.
        access: Free, or under a contract.
        hosts: Lower case; hosts below them belong to it as well.
        sources: Where the hosts were read, in the order of `hosts`.
    """

    slug: str
    name: str
    access: Access
    hosts: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ServiceList:
    """The services known on a day.

    Attributes:
        services: In the order of the file.
        as_of: The latest day on which a host was read.
    """

    services: tuple[Service, ...]
    as_of: date

    def at(self, host: str) -> tuple[str, tuple[Service, ...]] | None:
        """Return the listed host that `host` is or lies below, and its services; None if none.

        The longest listed host wins: "api.x.nl" before "x.nl".
        """
        labels = host.lower().strip(".").split(".")
        by_host = _by_host(self.services)
        for at in range(len(labels) - 1):
            listed = ".".join(labels[at:])
            if listed in by_host:
                return listed, by_host[listed]
        return None


@cache
def _by_host(services: tuple[Service, ...]) -> dict[str, tuple[Service, ...]]:
    found: dict[str, tuple[Service, ...]] = {}
    for service in services:
        for host in service.hosts:
            found[host] = (*found.get(host, ()), service)
    return found


@cache
def packaged_services() -> ServiceList:
    """Return the list that comes with the package; see data/SOURCES.md."""
    path = files(__package__) / "data" / "services.csv"
    return read_services(path.read_text(encoding="utf-8"), name="services.csv")


def read_services(content: str, *, name: str) -> ServiceList:
    """Return the list in `content`: a row per host, `;` between cells, `#` before remarks.

    Raises:
        ServiceListRefusedError: With the file `name`, the line and why it is wrong.
    """
    rows: dict[tuple[str, Access], list[dict[str, str]]] = {}
    latest: date | None = None
    for line, row in _rows(content, name):
        why, read = _checked(row)
        if read is None:
            raise ServiceListRefusedError(file=name, line=line, reason=why)
        known = rows.setdefault((row["dienst"], Access(row["soort"])), [])
        if any(row["host"] == other["host"] for other in known):
            raise ServiceListRefusedError(file=name, line=line, reason="host staat er al")
        known.append(row)
        latest = max(latest or read, read)
    if latest is None:
        raise ServiceListRefusedError(file=name, line=0, reason="geen enkele dienst")
    services = tuple(
        Service(
            slug, found[0]["naam"], access,
            tuple(row["host"] for row in found), tuple(row["bron"] for row in found),
        )
        for (slug, access), found in rows.items()
    )  # fmt: skip
    return ServiceList(services, latest)


def _rows(content: str, name: str) -> Iterator[tuple[int, dict[str, str]]]:
    lines: Iterable[tuple[int, str]] = enumerate(content.splitlines(), start=1)
    kept = [(number, line) for number, line in lines if line.strip() and line[0] != "#"]
    if not kept or tuple(kept[0][1].split(";")) != COLUMNS:
        number = kept[0][0] if kept else 1
        reason = f"de kop is niet {';'.join(COLUMNS)}"
        raise ServiceListRefusedError(file=name, line=number, reason=reason)
    for number, line in kept[1:]:
        cells = next(csv.reader([line], delimiter=";"))
        if len(cells) != len(COLUMNS):
            reason = f"{len(cells)} kolommen in plaats van {len(COLUMNS)}"
            raise ServiceListRefusedError(file=name, line=number, reason=reason)
        yield number, {key: cell.strip() for key, cell in zip(COLUMNS, cells, strict=True)}


def _checked(row: dict[str, str]) -> tuple[str, date | None]:
    """Return why a row is wrong, or the day on which its host was read."""
    if not _SLUG.fullmatch(row["dienst"]):
        return "het kenmerk van de dienst is geen kenmerk", None
    if not row["naam"]:
        return "de naam ontbreekt", None
    if row["soort"] not in tuple(Access):
        return "de soort is niet vrij of contract", None
    if not _HOST.fullmatch(row["host"]):
        return "de host is geen domeinnaam in kleine letters", None
    if not row["bron"]:
        return "de bron ontbreekt", None
    try:
        return "", date.fromisoformat(row["gelezen"])
    except ValueError:
        return "gelezen is geen datum als 2026-11-23", None
