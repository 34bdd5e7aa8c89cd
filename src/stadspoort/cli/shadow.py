"""`stadspoort shadow`: services for generative AI in a log of traffic, and what to block.

No Django, no network: what the register says of a service is on the screens.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from stadspoort.cli.failures import ServiceUnknownError
from stadspoort.cli.files import as_text, read_bytes
from stadspoort.cli.parser import Subparsers
from stadspoort.cli.saying import add_json
from stadspoort.cli.tables import table

if TYPE_CHECKING:
    from stadspoort.engines.shadow import BlockLine, LogReading, ServiceList, Sighting

UNKNOWN_VERSION = "dienst gezien, versie onbekend"


def register(subparsers: Subparsers) -> None:
    """Add `shadow log` and `shadow block`."""
    shadow = subparsers.add_parser("shadow", help="vrij toegankelijke AI-diensten in het verkeer")
    what = shadow.add_subparsers(title="wat", metavar="WAT", required=True)
    log = what.add_parser(
        "log",
        help="welke AI-diensten een proxy- of DNS-log laat zien",
        description="Leest een proxy- of DNS-log (CSV met een kolom voor de host of het webadres, "
        "en zo mogelijk een voor het aantal) en toont welke diensten voor generatieve AI erin "
        "staan, hoe vaak. Wie het was en welke andere adressen bezocht zijn, wordt bij het lezen "
        "weggelaten. Deelt een host een gratis en een gecontracteerde dienst, dan is de versie "
        "onbekend. Eindigt met 1 als er regels niet gelezen konden worden.",
    )
    log.add_argument("file", metavar="LOG", nargs="?", help="CSV; zonder LOG: standaardinvoer")
    _add_services(log)
    add_json(log)
    log.set_defaults(handler=run_log)
    block = what.add_parser(
        "block",
        help="lijst van te blokkeren hosts, met uitzonderingen",
        description="Toont de hosts van vrij toegankelijke AI-diensten om te blokkeren. Een host "
        "waar ook een dienst zit die de gemeente gebruikt, is een uitzondering en blijft open.",
    )
    block.add_argument(
        "--in-use",
        metavar="DIENST",
        action="append",
        default=[],
        help="kenmerk van een gecontracteerde dienst die de gemeente gebruikt; mag vaker",
    )
    block.add_argument(
        "--format", choices=tuple(_FORMATS), default="hosts", help="vorm; anders hosts"
    )
    _add_services(block)
    block.set_defaults(handler=run_block)


def _add_services(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--services",
        metavar="BESTAND",
        help="eigen lijst van diensten (CSV); anders die van Stadspoort",
    )


def run_log(arguments: argparse.Namespace) -> int:
    """Print what a log shows; return 1 when rows could not be read."""
    from stadspoort.engines.shadow import read_log, sightings

    services = _services(arguments.services)
    reading = read_log(read_bytes(arguments.file), services)
    seen = sightings(reading, services)
    if arguments.json:
        print(json.dumps(_facts(reading, seen, services), ensure_ascii=False))
    else:
        _tell(reading, seen, services)
    for line, reason in reading.problems:
        print(f"regel {line}: {reason}", file=sys.stderr)
    if reading.more_problems:
        print(f"en nog {reading.more_problems} andere regels", file=sys.stderr)
    return 1 if reading.problems else 0


def _tell(reading: LogReading, seen: Sequence[Sighting], services: ServiceList) -> None:
    if seen:
        rows = [
            {
                "dienst": _names(sighting),
                "verzoeken": sighting.count,
                "versie": _version(sighting),
                "hosts": ", ".join(host for host, _ in sighting.hosts),
            }
            for sighting in seen
        ]
        print(table(rows))
    else:
        print("Geen bekende dienst voor generatieve AI gezien.")
    print(
        f"{reading.rows} regels gelezen, {reading.others} verzoeken aan andere adressen. "
        f"Lijst van diensten tot en met {services.as_of:%d-%m-%Y}."
    )


def _names(sighting: Sighting) -> str:
    return ", ".join(service.name for service in (*sighting.free, *sighting.contracted))


def _version(sighting: Sighting) -> str:
    if not sighting.is_version_known:
        return UNKNOWN_VERSION
    return "vrij toegankelijk" if sighting.free else "onder contract"


def _facts(
    reading: LogReading, seen: Sequence[Sighting], services: ServiceList
) -> dict[str, object]:
    return {
        "as_of": services.as_of.isoformat(),
        "rows": reading.rows,
        "others": reading.others,
        "services": [
            {
                "free": [service.slug for service in sighting.free],
                "contracted": [service.slug for service in sighting.contracted],
                "is_version_known": sighting.is_version_known,
                "count": sighting.count,
                "hosts": dict(sighting.hosts),
            }
            for sighting in seen
        ],
        "problems": [{"line": line, "reason": reason} for line, reason in reading.problems],
        "more_problems": reading.more_problems,
    }


def run_block(arguments: argparse.Namespace) -> int:
    """Print the list; return 0.

    Raises:
        ServiceUnknownError: If a service in use is not in the list.
    """
    from stadspoort.engines.shadow import Access, block_list

    services = _services(arguments.services)
    used = set(arguments.in_use)
    known = {one.slug for one in services.services if one.access is Access.CONTRACTED}
    for slug in sorted(used - known):
        raise ServiceUnknownError(slug=slug)
    lines = block_list(services, lambda service: service.slug in used)
    _FORMATS[arguments.format](lines, services)
    return 0


def _as_hosts(lines: Iterable[BlockLine], services: ServiceList) -> None:
    print(f"# Vrij toegankelijke AI-diensten; hosts gelezen tot en met {services.as_of}")
    for line in lines:
        why = ", ".join(line.services)
        if line.is_blocked:
            print(f"{line.host}  # {why}")
        else:
            print(f"# uitzondering: {line.host} ({why}) blijft open voor {_kept(line)}")


def _as_csv(lines: Iterable[BlockLine], _services: ServiceList) -> None:
    writer = csv.writer(sys.stdout, delimiter=";", lineterminator="\n")
    writer.writerow(("host", "actie", "diensten", "open voor"))
    for line in lines:
        action = "blokkeren" if line.is_blocked else "uitzondering"
        writer.writerow((line.host, action, ", ".join(line.services), _kept(line)))


def _as_rpz(lines: Iterable[BlockLine], services: ServiceList) -> None:
    """Print a response policy zone: the host itself, and all below it, do not exist."""
    print(f"; Vrij toegankelijke AI-diensten; hosts gelezen tot en met {services.as_of}")
    for line in lines:
        if line.is_blocked:
            print(f"{line.host} CNAME .\n*.{line.host} CNAME .")
        else:
            print(f"; uitzondering: {line.host} blijft open voor {_kept(line)}")


def _kept(line: BlockLine) -> str:
    return ", ".join(line.kept_for)


_FORMATS: dict[str, Callable[[Iterable[BlockLine], ServiceList], None]] = {
    "hosts": _as_hosts,
    "csv": _as_csv,
    "rpz": _as_rpz,
}


def _services(name: str | None) -> ServiceList:
    from stadspoort.engines.shadow import packaged_services, read_services

    if name is None:
        return packaged_services()
    return read_services(as_text(read_bytes(name), name), name=name)
