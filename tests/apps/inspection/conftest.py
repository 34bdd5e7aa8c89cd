"""A gate over memory, with the real detector, as the running one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.gate.make import world

from stadspoort.apps.gate import runtime


@pytest.fixture(autouse=True)
def _gate() -> Iterator[None]:
    """Install the gate, and take it away again."""
    runtime.install(world().gate)
    yield
    runtime.install(None)
