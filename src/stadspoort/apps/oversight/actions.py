"""Writes of oversight: asking, deciding, showing, opening. Each is recorded in the ledger.

Nobody decides on what they asked. What was approved can be used for a limited time.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TypeVar

from django.db import transaction

from stadspoort.apps.accounts.models import User
from stadspoort.apps.audit import actions as audit
from stadspoort.apps.audit.events import Event
from stadspoort.apps.audit.keyring import read_holder_key
from stadspoort.apps.gate import seals
from stadspoort.apps.gate.errors import SealedCopyGoneError
from stadspoort.apps.gate.models import CallRecord, SealedCopy
from stadspoort.apps.oversight.errors import (
    AlreadyAskedError,
    AlreadyDecidedError,
    NobodyBehindError,
    NotUsableError,
    ReasonTooShortError,
    SamePersonError,
)
from stadspoort.apps.oversight.models import IdentityRequest, SealedCopyRequest, TwoPersonRequest

SHORTEST_REASON = 15
"""Characters: "incident 2026-14" is enough, "test" is not."""

NAME_USABLE_FOR = timedelta(hours=24)
COPY_USABLE_FOR = timedelta(days=3)

Request = TypeVar("Request", bound=TwoPersonRequest)


@transaction.atomic
def ask_identity(*, call: CallRecord, reason: str, by: User, now: datetime) -> IdentityRequest:
    """Ask for the name behind a call.

    Raises:
        NobodyBehindError: If there is no person behind it.
        ReasonTooShortError: If the reason says too little.
        AlreadyAskedError: If the same person waits for an answer already.
    """
    if call.user_id is None:
        raise NobodyBehindError
    request = _ask(IdentityRequest, call, reason, by, now)
    _record(Event.IDENTITY_ASKED, request, by=by, now=now)
    return request


@transaction.atomic
def decide_identity(
    *, request_id: int, is_approved: bool, reason: str, by: User, now: datetime
) -> IdentityRequest:
    """Approve or refuse a view by name, as the second person.

    Raises:
        SamePersonError: If `by` asked it.
        AlreadyDecidedError: If it was decided already.
        ReasonTooShortError: If a refusal says too little.
    """
    request = IdentityRequest.objects.select_for_update().get(pk=request_id)
    _decide(request, is_approved, reason, by, now, usable_for=NAME_USABLE_FOR)
    event = Event.IDENTITY_APPROVED if is_approved else Event.IDENTITY_REFUSED
    _record(event, request, by=by, now=now)
    return request


@transaction.atomic
def show_identity(*, request_id: int, by: User, now: datetime) -> User:
    """Return the person behind the call, for who asked it, while the approval lasts.

    Raises:
        NotUsableError: If it was not approved, is past its term or was asked by somebody else.
    """
    request = IdentityRequest.objects.select_related("call__user").get(pk=request_id)
    if request.asked_by_id != by.pk or not is_usable(request, now):
        raise NotUsableError(request=request_id)
    person = request.call.user
    if person is None:
        raise NobodyBehindError
    _record(Event.IDENTITY_SHOWN, request, by=by, now=now)
    return person


@transaction.atomic
def ask_sealed_copy(*, call: CallRecord, reason: str, by: User, now: datetime) -> SealedCopyRequest:
    """Ask to open the sealed copy of a call.

    Raises:
        SealedCopyGoneError: If there is none.
        ReasonTooShortError: If the reason says too little.
        AlreadyAskedError: If the same person waits for an answer already.
    """
    if not SealedCopy.objects.filter(pk=call.pk).exists():
        raise SealedCopyGoneError
    request = _ask(SealedCopyRequest, call, reason, by, now)
    _record(Event.SEALED_COPY_ASKED, request, by=by, now=now)
    return request


@transaction.atomic
def decide_sealed_copy(
    *, request_id: int, is_approved: bool, reason: str, by: User, now: datetime
) -> SealedCopyRequest:
    """Approve or refuse the opening of a sealed copy, as the second person.

    Raises:
        SamePersonError: If `by` asked it.
        AlreadyDecidedError: If it was decided already.
        ReasonTooShortError: If a refusal says too little.
    """
    request = SealedCopyRequest.objects.select_for_update().get(pk=request_id)
    _decide(request, is_approved, reason, by, now, usable_for=COPY_USABLE_FOR)
    event = Event.SEALED_COPY_APPROVED if is_approved else Event.SEALED_COPY_REFUSED
    _record(event, request, by=by, now=now)
    return request


@transaction.atomic
def open_sealed_copy(
    *, request_id: int, key_file: bytes, passphrase: str, by: User, now: datetime
) -> bytes:
    """Return the masked body as it was sent, for one of the two people, and record that.

    The key and the pass phrase are used here and kept nowhere.

    Raises:
        NotUsableError: If it was not approved, is past its term, or `by` is neither of the two.
        SealedCopyGoneError: If its term has passed meanwhile.
        HolderPassphraseError: If the pass phrase does not open the key file.
        WrongKeyError: If it was sealed to another key.
    """
    request = SealedCopyRequest.objects.select_for_update().get(pk=request_id)
    is_one_of_two = by.pk in {request.asked_by_id, request.decided_by_id}
    if not is_one_of_two or not is_usable(request, now):
        raise NotUsableError(request=request_id)
    copy = SealedCopy.objects.select_related("period_key").filter(pk=request.call_id).first()
    if copy is None or copy.expires_at <= now:
        raise SealedCopyGoneError
    body = seals.open_copy(copy, read_holder_key(key_file, passphrase))
    request.opened_at = request.opened_at or now
    request.save(update_fields=("opened_at",))
    _record(Event.SEALED_COPY_OPENED, request, by=by, now=now)
    return body


@transaction.atomic
def record_export(*, facts: dict[str, audit.Fact], by: User, now: datetime) -> None:
    """Record that rows of the Logboek leave the system as a file."""
    audit.record(Event.LEDGER_EXPORTED, by=by, subject="calls", facts=facts, now=now)


def is_usable(request: TwoPersonRequest, now: datetime) -> bool:
    """Say whether what was asked is approved and not past its term."""
    return (
        request.is_approved is True
        and request.usable_until is not None
        and now < request.usable_until
    )


def _ask(kind: type[Request], call: CallRecord, reason: str, by: User, now: datetime) -> Request:
    rows = kind._default_manager  # the type variable has no `objects`
    if rows.filter(call=call, asked_by=by, decided_at=None).exists():
        raise AlreadyAskedError
    return rows.create(call=call, asked_by=by, asked_at=now, reason=_checked(reason))


def _decide(  # one decision has this many parts
    request: TwoPersonRequest,
    is_approved: bool,
    reason: str,
    by: User,
    now: datetime,
    *,
    usable_for: timedelta,
) -> None:
    if request.asked_by_id == by.pk:
        raise SamePersonError
    if request.decided_at is not None:
        raise AlreadyDecidedError
    request.is_approved = is_approved
    request.decision_reason = reason.strip() if is_approved else _checked(reason)
    request.decided_by = by
    request.decided_at = now
    request.usable_until = now + usable_for if is_approved else None
    request.save()


def _checked(reason: str) -> str:
    text = reason.strip()
    if len(text) < SHORTEST_REASON:
        raise ReasonTooShortError(characters=len(text), shortest=SHORTEST_REASON)
    return text


def _record(event: Event, request: TwoPersonRequest, *, by: User, now: datetime) -> None:
    facts: dict[str, audit.Fact] = {"request": request.pk}
    audit.record(event, by=by, subject=f"call:{request.call_id}", facts=facts, now=now)
