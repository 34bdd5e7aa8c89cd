"""Engine functions on bytes and long texts from outside, run in child processes with limits.

    document = sandbox.run(documents.read, data, "brief.pdf", seconds=30, megabytes=1024)
    findings = await sandbox.run_async(sandbox.detect, text, seconds=60, megabytes=1024)

Only functions registered in `jobs` can be run. The parent trusts nothing that comes back.
"""

from __future__ import annotations

import atexit
from collections.abc import Callable
from functools import cache
from typing import TypeVar

from stadspoort.sandbox.errors import (
    ChildCrashedError,
    ChildOutOfMemoryError,
    ChildTimedOutError,
    SandboxBusyError,
    SandboxError,
)
from stadspoort.sandbox.jobs import detect, read_lists
from stadspoort.sandbox.pool import Sandbox

__all__ = [
    "ChildCrashedError",
    "ChildOutOfMemoryError",
    "ChildTimedOutError",
    "Sandbox",
    "SandboxBusyError",
    "SandboxError",
    "detect",
    "read_lists",
    "run",
    "run_async",
]

Result = TypeVar("Result")


@cache
def _of_this_process() -> Sandbox:
    """Return the one sandbox of this process, made at first use and closed at its end."""
    sandbox = Sandbox()
    atexit.register(sandbox.close)
    return sandbox


def run(
    function: Callable[..., Result],
    *args: object,
    seconds: float,
    megabytes: int,
    **options: object,
) -> Result:
    """Return what `function` returns, computed in a child; see `Sandbox.run`."""
    return _of_this_process().run(function, *args, seconds=seconds, megabytes=megabytes, **options)


async def run_async(
    function: Callable[..., Result],
    *args: object,
    seconds: float,
    megabytes: int,
    **options: object,
) -> Result:
    """Return what `function` returns without holding up the event loop; see `Sandbox.run`."""
    return await _of_this_process().run_async(
        function, *args, seconds=seconds, megabytes=megabytes, **options
    )
