"""Adoption by two people: one proposes, another confirms; bound to the text that both read."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from stadspoort.apps.accounts.models import User
from stadspoort.apps.audit.actions import Fact
from stadspoort.apps.audit.events import Event
from stadspoort.apps.frameworks.errors import (
    AlreadyConfirmedError,
    ContentMovedError,
    EntryWithdrawnError,
    RequirementUnknownError,
    RowUnknownError,
    SameEyesError,
    SetAsideIncompleteError,
)
from stadspoort.apps.frameworks.models import Adoption
from stadspoort.apps.frameworks.recording import check_period, take_back, told
from stadspoort.engines.frameworks.library import packaged_library
from stadspoort.gate.values import legal_day


@transaction.atomic
def propose_adoption(
    *,
    framework: str,
    version: str,
    adopted: bool,
    by: User,
    now: datetime,
    requirement: str = "",
    reason: str = "",
    advice: str = "",
    since: date | None = None,
    until: date | None = None,
) -> Adoption:
    """Propose to adopt a version or one requirement, or to set it aside until a day.

    It counts for nothing before another person confirmed it.

    Raises:
        UnknownVersionError: If there is no such version.
        RequirementUnknownError: If the version has no such requirement.
        SetAsideIncompleteError: If it is set aside without a reason or an end.
        PeriodReversedError: If it ends before it begins.
    """
    if not adopted and (not reason.strip() or until is None):
        raise SetAsideIncompleteError
    first = since or legal_day(now)
    check_period(first, until)
    row = Adoption.objects.create(
        framework=framework,
        version=version,
        requirement=requirement,
        digest=text_hash(framework, version, requirement),
        adopted=adopted,
        reason=reason.strip(),
        advice=advice.strip(),
        since=first,
        until=until,
        author=by,
        created_at=now,
    )
    told(
        Event.ADOPTION_PROPOSED,
        subject=f"adoption:{row.pk}",
        facts=_facts_of(row),
        by=by,
        now=now,
    )
    return row


@transaction.atomic
def confirm_adoption(*, adoption: Adoption, by: User, now: datetime) -> Adoption:
    """Confirm what another person proposed; from then on it counts.

    Raises:
        EntryWithdrawnError: If it was withdrawn.
        AlreadyConfirmedError: If someone confirmed it before.
        SameEyesError: If it is their own proposal.
        ContentMovedError: If the text is not the one that was proposed.
    """
    held = Adoption.objects.select_for_update().get(pk=adoption.pk)
    if held.withdrawn_at is not None:
        raise EntryWithdrawnError
    if held.confirmed_at is not None:
        raise AlreadyConfirmedError
    if held.author_id == by.pk:
        raise SameEyesError
    if text_hash(held.framework, held.version, held.requirement) != held.digest:
        raise ContentMovedError(name=f"{held.framework}@{held.version}")
    held.confirmed_at, held.confirmed_by = now, by
    held.save(update_fields=["confirmed_at", "confirmed_by"])
    told(
        Event.ADOPTION_CONFIRMED,
        subject=f"adoption:{held.pk}",
        facts=_facts_of(held),
        by=by,
        now=now,
    )
    return held


@transaction.atomic
def withdraw_adoption(*, adoption: Adoption, reason: str, by: User, now: datetime) -> Adoption:
    """Take an adoption back, proposed or confirmed. It stays readable.

    Raises:
        WordsMissingError: If there is no reason.
        EntryWithdrawnError: If someone did so before.
    """
    held = Adoption.objects.select_for_update().get(pk=adoption.pk)
    take_back(held, reason=reason, by=by, now=now)
    told(
        Event.ADOPTION_WITHDRAWN,
        subject=f"adoption:{held.pk}",
        facts=_facts_of(held),
        by=by,
        now=now,
    )
    return held


def numbered(number: int) -> Adoption:
    """Return the adoption with this number.

    Raises:
        RowUnknownError: If there is none.
    """
    row = Adoption.objects.filter(pk=number).first()
    if row is None:
        raise RowUnknownError(number=number)
    return row


def text_hash(framework: str, version: str, requirement: str = "") -> str:
    """Return the hash of the text of a version, or of one of its requirements.

    Raises:
        UnknownVersionError: If there is no such version.
        RequirementUnknownError: If the version has no such requirement.
    """
    found = packaged_library().named(f"{framework}@{version}")
    if not requirement:
        return found.hash
    for each in found.requirements:
        if each.id == requirement:
            return each.hash
    raise RequirementUnknownError(requirement=requirement)


def _facts_of(row: Adoption) -> dict[str, Fact]:
    return {
        "framework": row.framework,
        "version": row.version,
        "requirement": row.requirement,
        "text": row.digest,
        "adopted": row.adopted,
        "until": str(row.until) if row.until else None,
    }
