"""Reads of what two people must agree on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import chain

from stadspoort.apps.accounts.models import User
from stadspoort.apps.gate.models import CallRecord
from stadspoort.apps.oversight.actions import is_usable
from stadspoort.apps.oversight.models import IdentityRequest, SealedCopyRequest, TwoPersonRequest
from stadspoort.apps.oversight.queries import purpose_titles


class What(StrEnum):
    """What is asked; the value stands in addresses."""

    NAME = "naam"
    COPY = "kopie"


class State(StrEnum):
    """How far a request is."""

    OPEN = "open"
    APPROVED = "approved"
    REFUSED = "refused"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class RequestRow:
    """One request, as one reader sees it.

    Attributes:
        call_purpose: Title of the purpose of the call; empty if none was named.
        asked_by: Name of who asked: the two people answer for it by name.
        may_decide: The reader is a second person and it is open.
        may_use: The reader may look at what was asked, now.
    """

    id: int
    what: What
    call_id: str
    call_at: datetime
    call_purpose: str
    call_model: str
    asked_by: str
    asked_at: datetime
    reason: str
    decided_by: str
    decided_at: datetime | None
    decision_reason: str
    usable_until: datetime | None
    state: State
    may_decide: bool
    may_use: bool


_PARTS = ("asked_by", "call", "decided_by")
_MOST = 200


def all_requests(reader: User, *, may_ask: bool, now: datetime) -> list[RequestRow]:
    """Return the last requests, open ones first, then the newest.

    Args:
        reader: Who looks.
        may_ask: Whether the reader may ask and decide; others only read.
        now: The moment.
    """
    found = chain(
        IdentityRequest.objects.select_related(*_PARTS)[:_MOST],
        SealedCopyRequest.objects.select_related(*_PARTS)[:_MOST],
    )
    return _rows(found, reader, may_ask=may_ask, now=now)


def waiting_for(reader: User) -> int:
    """Return how many requests wait for a decision that this reader may make: none of their own."""
    return sum(
        model.objects.filter(decided_at=None).exclude(asked_by=reader).count()
        for model in (IdentityRequest, SealedCopyRequest)
    )


def usable_for(reader: User, now: datetime) -> int:
    """Return how many requests of this reader were approved and can be used now."""
    return sum(
        model.objects.filter(asked_by=reader, is_approved=True, usable_until__gt=now).count()
        for model in (IdentityRequest, SealedCopyRequest)
    )


def about(call: CallRecord, reader: User, *, may_ask: bool, now: datetime) -> list[RequestRow]:
    """Return the requests about one call, in the same order."""
    found = chain(
        IdentityRequest.objects.filter(call=call).select_related(*_PARTS),
        SealedCopyRequest.objects.filter(call=call).select_related(*_PARTS),
    )
    return _rows(found, reader, may_ask=may_ask, now=now)


def _rows(
    found: Iterable[TwoPersonRequest], reader: User, *, may_ask: bool, now: datetime
) -> list[RequestRow]:
    titles = purpose_titles()
    rows = [_row(request, reader, titles, may_ask=may_ask, now=now) for request in found]
    return sorted(rows, key=lambda row: (row.state is not State.OPEN, -row.asked_at.timestamp()))


def _row(
    request: TwoPersonRequest,
    reader: User,
    titles: Mapping[str, str],
    *,
    may_ask: bool,
    now: datetime,
) -> RequestRow:
    is_name = isinstance(request, IdentityRequest)
    users = {request.asked_by_id} if is_name else {request.asked_by_id, request.decided_by_id}
    is_open = request.decided_at is None
    return RequestRow(
        id=request.pk,
        what=What.NAME if is_name else What.COPY,
        call_id=request.call_id,
        call_at=request.call.opened_at,
        call_purpose=titles.get(request.call.purpose, request.call.purpose),
        call_model=request.call.model,
        asked_by=request.asked_by.display_name,
        asked_at=request.asked_at,
        reason=request.reason,
        decided_by=request.decided_by.display_name if request.decided_by else "",
        decided_at=request.decided_at,
        decision_reason=request.decision_reason,
        usable_until=request.usable_until,
        state=_state(request, now),
        may_decide=may_ask and is_open and reader.pk != request.asked_by_id,
        may_use=may_ask and reader.pk in users and is_usable(request, now),
    )


def _state(request: TwoPersonRequest, now: datetime) -> State:
    if request.decided_at is None:
        return State.OPEN
    if not request.is_approved:
        return State.REFUSED
    return State.APPROVED if is_usable(request, now) else State.EXPIRED
