"""Step 1: an API key is found by its SHA-256 digest only; every wrong one looks alike."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta

import pytest
from tests.gate.make import NOW, snapshot

from stadspoort.gate.errors import CallRefusedError
from stadspoort.gate.steps.identify import identify
from stadspoort.gate.values import KeyGrant, Outcome, PrincipalKind

KEY = "stp_" + "a" * 43
GRANT = KeyGrant("k1", 7, "api", frozenset({"brieven"}), expires_at=NOW + timedelta(days=1))
HELD = snapshot(keys={hashlib.sha256(KEY.encode()).digest(): GRANT})


def test_the_right_key_gives_its_application_owner_and_purposes() -> None:
    """A key belongs to one application and one owner, and carries its purposes."""
    principal = identify(f"Bearer {KEY}", HELD, now=NOW)

    assert (principal.kind, principal.id, principal.user_id) == (PrincipalKind.KEY, "k1", 7)
    assert (principal.application, principal.purposes) == ("api", {"brieven"})


def test_the_scheme_may_be_in_any_case() -> None:
    """RFC 9110 par. 11.1: the name of an authentication scheme is case-insensitive."""
    assert identify(f"bearer {KEY}", HELD, now=NOW).id == "k1"


@pytest.mark.parametrize(
    "header",
    [
        pytest.param("", id="no header"),
        pytest.param("Bearer", id="no key"),
        pytest.param("Bearer ", id="empty key"),
        pytest.param(KEY, id="no scheme"),
        pytest.param(f"Basic {KEY}", id="another scheme"),
        pytest.param(f"Bearer {KEY}x", id="one character more"),
        pytest.param(f"Bearer {KEY[:-1]}", id="one character less"),
        pytest.param(f"Bearer {KEY.upper()}", id="other case"),
        pytest.param("Bearer ' OR '1'='1", id="quotes"),
        pytest.param("Bearer x' UNION SELECT digest FROM gate_apikey--", id="union"),
        pytest.param("Bearer \x00", id="NUL"),
        pytest.param("Bearer " + "k" * 10_000, id="ten kilobytes"),
        pytest.param("Bearer sleutel-ë-\ud800", id="a lone surrogate"),
        pytest.param(
            "Bearer " + hashlib.sha256(KEY.encode()).hexdigest(), id="the digest is no key"
        ),
    ],
)
def test_every_wrong_key_ends_alike(header: str) -> None:
    """Nothing tells a caller how near it was (litellm, CVE-2026-42208)."""
    with pytest.raises(CallRefusedError) as caught:
        identify(header, HELD, now=NOW)

    assert caught.value.outcome == Outcome.WRONG_KEY
    assert caught.value.context == {"outcome": "wrong_key"}


def test_a_key_ends_at_its_moment() -> None:
    """From its last moment on, a key is a wrong key."""
    with pytest.raises(CallRefusedError):
        identify(f"Bearer {KEY}", HELD, now=datetime(2026, 11, 25, 9, 0, tzinfo=UTC))
