"""What every test of an app may count on: a key folder, as `stadspoort init` makes it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from stadspoort.apps.audit import keyring
from stadspoort.apps.audit.errors import KeysMissingError


@pytest.fixture(scope="session", autouse=True)
def _keys() -> None:
    try:
        keyring.current()
    except KeysMissingError:
        keyring.initialise(datetime(2026, 11, 24, 9, 0, tzinfo=UTC))
