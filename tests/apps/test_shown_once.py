"""A secret waits in the session for one page, and nobody reads it there."""

from __future__ import annotations

import pytest
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.http import HttpRequest
from pytest_django import Settings

from stadspoort.apps import shown_once
from stadspoort.apps.accounts.models import User


def request_of(pk: int, session: SessionStore) -> HttpRequest:
    request = HttpRequest()
    request.user = User(pk=pk, username=f"u{pk}", pseudonym=f"m-{pk}")
    request.session = session
    return request


@pytest.fixture
def session() -> SessionStore:
    return SessionStore()


def test_it_is_taken_once(session: SessionStore) -> None:
    request = request_of(1, session)
    shown_once.keep(request, "sleutel", ["sl-1", "stp_geheim"])

    assert shown_once.take(request, "sleutel") == ["sl-1", "stp_geheim"]
    assert shown_once.take(request, "sleutel") is None


def test_the_session_does_not_tell_it(session: SessionStore) -> None:
    shown_once.keep(request_of(1, session), "sleutel", ["stp_geheim"])

    assert "stp_geheim" not in str(dict(session.items()))


def test_it_opens_for_nobody_else(session: SessionStore) -> None:
    shown_once.keep(request_of(1, session), "sleutel", ["stp_geheim"])

    assert shown_once.take(request_of(2, session), "sleutel") is None


def test_under_another_secret_it_is_gone(session: SessionStore, settings: Settings) -> None:
    request = request_of(1, session)
    shown_once.keep(request, "sleutel", ["stp_geheim"])
    settings.SECRET_KEY = "another-secret-of-the-session"

    assert shown_once.take(request, "sleutel") is None
