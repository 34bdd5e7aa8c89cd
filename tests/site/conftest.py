"""What every test of the screens may count on: a key folder, and passwords that hash fast."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from pytest_django import Settings

from stadspoort.apps.audit import keyring
from stadspoort.apps.audit.errors import KeysMissingError


@pytest.fixture(scope="session", autouse=True)
def _keys() -> None:
    try:
        keyring.current()
    except KeysMissingError:
        keyring.initialise(datetime(2026, 11, 24, 9, 0, tzinfo=UTC))


@pytest.fixture(autouse=True)
def _fast_passwords(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
