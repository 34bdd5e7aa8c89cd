"""Writes about entries: attributes, the chain behind a supplier, settings. Nothing is overwritten.

An answer that is no longer so is followed by a newer one, or withdrawn when it never was so.
"""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from stadspoort.apps.accounts.models import User
from stadspoort.apps.audit.events import Event
from stadspoort.apps.frameworks.attributes import COUNTRY, Stored, attribute_of, stored
from stadspoort.apps.frameworks.choices import SubjectKind
from stadspoort.apps.frameworks.errors import CountryInvalidError, EvidenceTypeUnknownError
from stadspoort.apps.frameworks.models import AttributeFact, SettingFact, SubProcessorFact
from stadspoort.apps.frameworks.recording import (
    check_period,
    content_digest,
    take_back,
    told,
    words,
)
from stadspoort.engines.frameworks.library import packaged_library
from stadspoort.gate.values import legal_day


@transaction.atomic
def record_fact(
    *,
    kind: SubjectKind,
    subject: str,
    attribute: str,
    value: Stored | date,
    by: User,
    now: datetime,
    since: date | None = None,
    until: date | None = None,
    source: str = "",
) -> AttributeFact:
    """Record one answer about one entry, from a day on. Of more answers the latest counts.

    Args:
        kind: What the entry is.
        subject: Its slug (of a model: its name); empty for the municipality itself.
        attribute: In full, such as `app.generates`.
        value: As `attributes.stored` takes it.
        by: Who says so.
        now: The moment.
        since: First day; today unless given.
        until: Last day; None is until another answer comes.
        source: Where it stands.

    Raises:
        StadspoortError: What of it cannot be, by name.
    """
    named = attribute_of(kind, attribute)
    first = since or legal_day(now)
    check_period(first, until)
    is_ours = kind == SubjectKind.ORGANISATION
    row = AttributeFact.objects.create(
        subject_kind=kind,
        subject="" if is_ours else words("waarover het gaat", subject),
        attribute=named.id,
        value=stored(named, value),
        since=first,
        until=until,
        source=source.strip(),
        author=by,
        created_at=now,
    )
    told(
        Event.FACT_RECORDED,
        subject=f"fact:{row.pk}",
        facts={
            "kind": kind.value,
            "entry": row.subject,
            "attribute": row.attribute,
            "content": content_digest(row, "value", "since", "until", "source"),
        },
        by=by,
        now=now,
    )
    return row


@transaction.atomic
def withdraw_fact(*, fact: AttributeFact, reason: str, by: User, now: datetime) -> AttributeFact:
    """Take an answer back: what held without it holds again. It stays readable.

    Raises:
        WordsMissingError: If there is no reason.
        EntryWithdrawnError: If someone did so before.
    """
    held = AttributeFact.objects.select_for_update().get(pk=fact.pk)
    take_back(held, reason=reason, by=by, now=now)
    told(
        Event.FACT_WITHDRAWN,
        subject=f"fact:{held.pk}",
        facts={"entry": held.subject, "attribute": held.attribute},
        by=by,
        now=now,
    )
    return held


@transaction.atomic
def record_link(
    *,
    supplier: str,
    subprocessor: str,
    by: User,
    now: datetime,
    country: str = "",
    task: str = "",
    since: date | None = None,
    until: date | None = None,
    source: str = "",
) -> SubProcessorFact:
    """Record a link of the chain behind a supplier; an empty `subprocessor` says there is none.

    Raises:
        CountryInvalidError: If the country is not two capitals.
        PeriodReversedError: If it ends before it begins.
    """
    if country and not COUNTRY.fullmatch(country):
        raise CountryInvalidError(country=country)
    first = since or legal_day(now)
    check_period(first, until)
    row = SubProcessorFact.objects.create(
        supplier=words("de leverancier", supplier),
        subprocessor=subprocessor.strip(),
        country=country,
        task=task.strip(),
        is_none=not subprocessor.strip(),
        since=first,
        until=until,
        source=source.strip(),
        author=by,
        created_at=now,
    )
    told(
        Event.CHAIN_RECORDED,
        subject=f"supplier:{row.supplier}",
        facts={
            "link": row.pk,
            "subprocessor": row.subprocessor,
            "content": content_digest(row, "country", "task", "since", "until", "source"),
        },
        by=by,
        now=now,
    )
    return row


@transaction.atomic
def withdraw_link(
    *, link: SubProcessorFact, reason: str, by: User, now: datetime
) -> SubProcessorFact:
    """Take a link of a chain back. It stays readable.

    Raises:
        WordsMissingError: If there is no reason.
        EntryWithdrawnError: If someone did so before.
    """
    held = SubProcessorFact.objects.select_for_update().get(pk=link.pk)
    take_back(held, reason=reason, by=by, now=now)
    told(
        Event.CHAIN_WITHDRAWN,
        subject=f"supplier:{held.supplier}",
        facts={"link": held.pk, "subprocessor": held.subprocessor},
        by=by,
        now=now,
    )
    return held


@transaction.atomic
def record_setting(
    *,
    application: str,
    name: str,
    value: str,
    counts_as: str,
    by: User,
    now: datetime,
    supports: bool = True,
    since: date | None = None,
    until: date | None = None,
    checked_by: str = "",
) -> SettingFact:
    """Record how a switch stands in the municipality's own environment at a supplier.

    Without who looked it is to be checked, and supports nothing.

    Raises:
        EvidenceTypeUnknownError: If `counts_as` is no type of the vocabulary.
        WordsMissingError: If application, name or value is empty.
        PeriodReversedError: If it ends before it begins.
    """
    if counts_as not in packaged_library().vocabulary.evidence_types:
        raise EvidenceTypeUnknownError(type=counts_as)
    first = since or legal_day(now)
    check_period(first, until)
    row = SettingFact.objects.create(
        application=words("de toepassing", application),
        name=words("de naam van de instelling", name),
        value=words("de stand van de instelling", value),
        counts_as=counts_as,
        supports=supports,
        since=first,
        until=until,
        checked_by=checked_by.strip(),
        author=by,
        created_at=now,
    )
    told(
        Event.SETTING_RECORDED,
        subject=f"application:{row.application}",
        facts={
            "setting": row.pk,
            "type": counts_as,
            "supports": supports,
            "content": content_digest(row, "name", "value", "since", "until", "checked_by"),
        },
        by=by,
        now=now,
    )
    return row


@transaction.atomic
def withdraw_setting(*, setting: SettingFact, reason: str, by: User, now: datetime) -> SettingFact:
    """Take a recorded setting back. It stays readable.

    Raises:
        WordsMissingError: If there is no reason.
        EntryWithdrawnError: If someone did so before.
    """
    held = SettingFact.objects.select_for_update().get(pk=setting.pk)
    take_back(held, reason=reason, by=by, now=now)
    told(
        Event.SETTING_WITHDRAWN,
        subject=f"application:{held.application}",
        facts={"setting": held.pk, "type": held.counts_as},
        by=by,
        now=now,
    )
    return held
