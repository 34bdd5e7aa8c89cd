"""A gate over memory as the running one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.apps.assistant.make import assistants_gate
from tests.gate.make import World

from stadspoort.apps.gate import runtime


@pytest.fixture
def here() -> Iterator[World]:
    """Install a gate over memory, and take it away again."""
    made = assistants_gate()
    runtime.install(made.gate)
    yield made
    runtime.install(None)
