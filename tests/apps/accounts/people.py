"""People to sign in with, and their browsers."""

from __future__ import annotations

from datetime import UTC, datetime

from django.test import Client
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice

from stadspoort.apps.accounts import actions, queries
from stadspoort.apps.accounts.models import User
from stadspoort.apps.accounts.roles import Role

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
PASSWORD = "paard batterij nietje juist"
KEY = "3132333435363738393031323334353637383930"


def person(username: str, *roles: Role, is_demo: bool = False, is_temporary: bool = False) -> User:
    """Make someone with a password and these roles."""
    return actions.create_user(
        username=username,
        display_name=username.title(),
        roles=roles,
        by=queries.system_user(),
        now=NOW,
        password=PASSWORD,
        is_password_temporary=is_temporary,
        is_demo=is_demo,
    )


def with_app(user: User) -> TOTPDevice:
    """Give someone an authenticator app."""
    return TOTPDevice.objects.create(user=user, name="app", confirmed=True, key=KEY)


def code_of(device: TOTPDevice) -> str:
    """Return what the app shows now."""
    return f"{totp(device.bin_key):06d}"


def browser() -> Client:
    """Return a browser without a session."""
    return Client(headers={"host": "localhost"})


def signed_in(user: User) -> Client:
    """Return the browser of a demo person who is in."""
    client = browser()
    answer = client.post("/inloggen/", {"username": user.username, "password": PASSWORD})
    assert answer.headers["Location"] == "/"
    return client
