"""Shadow use: which services for generative AI a log of outgoing traffic shows, how often."""

from stadspoort.engines.shadow._blocks import BlockLine, block_list
from stadspoort.engines.shadow._log import LogReading, read_log
from stadspoort.engines.shadow._services import (
    Access,
    ServiceList,
    packaged_services,
    read_services,
)
from stadspoort.engines.shadow._sightings import Sighting, sightings

__all__ = [
    "Access",
    "BlockLine",
    "LogReading",
    "ServiceList",
    "Sighting",
    "block_list",
    "packaged_services",
    "read_log",
    "read_services",
    "sightings",
]
