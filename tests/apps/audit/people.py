"""The people of these tests."""

from __future__ import annotations

from datetime import UTC, datetime

from stadspoort.apps.accounts.models import User

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


def someone(name: str = "alice") -> User:
    """Return a stored user whose pseudonym differs from the name."""
    return User.objects.create(
        username=name, display_name=name.title(), pseudonym=f"mw-{name[::-1]}", created_at=NOW
    )
