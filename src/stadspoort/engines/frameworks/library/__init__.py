"""Frameworks as dated data: read from YAML, refused with file and line, found by name and day.

    library = packaged_library()
    library.named("aia", date(2026, 8, 2)).requirements

The form of the files stands in docs/reference/frameworks.md.
"""

from stadspoort.engines.frameworks._problems import Problem
from stadspoort.engines.frameworks.library._library import (
    FrameworksRefusedError,
    Library,
    UnknownVersionError,
    packaged_files,
    packaged_library,
    read_library,
)
from stadspoort.engines.frameworks.library._values import (
    FrameworkVersion,
    Provision,
    Requirement,
)

__all__ = [
    "FrameworkVersion",
    "FrameworksRefusedError",
    "Library",
    "Problem",
    "Provision",
    "Requirement",
    "UnknownVersionError",
    "packaged_files",
    "packaged_library",
    "read_library",
]
