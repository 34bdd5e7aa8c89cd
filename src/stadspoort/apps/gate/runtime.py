"""The running gate of this process, for the screens that ask a model themselves."""

from __future__ import annotations

from stadspoort.apps.gate.errors import GateNotRunningError
from stadspoort.gate.pipeline import Gate

_running: list[Gate] = []


def install(gate: Gate | None) -> None:
    """Make `gate` the running one; None when it stops. Called by the wiring alone."""
    _running[:] = [] if gate is None else [gate]


def current() -> Gate:
    """Return the running gate.

    Raises:
        GateNotRunningError: If this process has none.
    """
    if not _running:
        raise GateNotRunningError
    return _running[0]
