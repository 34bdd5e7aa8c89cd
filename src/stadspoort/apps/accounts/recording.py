"""Where changes to accounts are recorded: the ledger, which lies above this room.

`apps.audit` knows users, so accounts cannot know `apps.audit`. `site` joins them at start-up. Until
then every change is refused: a change that cannot be recorded may not happen.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from stadspoort.apps.accounts.errors import RecorderMissingError
from stadspoort.apps.accounts.models import User

Fact = str | int | bool | None


class AccountEvent(StrEnum):
    """What can happen to an account; the values are those of `apps.audit.events.Event`."""

    SIGN_IN = "account.sign_in"
    SIGN_IN_FAILED = "account.sign_in_failed"
    SIGN_OUT = "account.sign_out"
    USER_CREATED = "account.created"
    USER_CHANGED = "account.changed"
    USER_DEACTIVATED = "account.deactivated"
    PASSWORD_SET = "account.password_set"  # noqa: S105 (the name of an event)
    MFA_SET = "account.mfa_set"
    MFA_RESET = "account.mfa_reset"
    SESSIONS_ENDED = "account.sessions_ended"
    ROLE_GRANTED = "account.role_granted"
    ROLE_REVOKED = "account.role_revoked"


class Recorder(Protocol):
    """Adds one event to the ledger, inside the transaction of the caller."""

    def __call__(
        self,
        event: AccountEvent,
        *,
        by: User,
        subject: str,
        facts: Mapping[str, Fact],
        now: datetime,
    ) -> None:
        """Record the event or raise; then the caller's transaction is undone."""


_recorders: list[Recorder] = []


def install(recorder: Recorder) -> None:
    """Record through this recorder from now on."""
    _recorders[:] = [recorder]


def record(
    event: AccountEvent,
    *,
    by: User,
    about: User | None,
    now: datetime,
    facts: Mapping[str, Fact] | None = None,
) -> None:
    """Record an event about an account, as the last statement of the caller's transaction.

    Args:
        event: What happened.
        by: Who did it.
        about: Whose account it is; None when no account has the name that was tried.
        now: The moment, aware.
        facts: Role slugs, counts; never a name.

    Raises:
        RecorderMissingError: If `install` was not called.
    """
    if not _recorders:
        raise RecorderMissingError(event=event)
    subject = f"user:{about.pseudonym if about else 'unknown'}"
    _recorders[0](event, by=by, subject=subject, facts=facts or {}, now=now)
