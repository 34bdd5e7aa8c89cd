"""Writes of evidence: recorded, ended by its issuer, annulled by other evidence, withdrawn."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.db.models import TextChoices

from stadspoort.apps.accounts.models import User
from stadspoort.apps.audit.events import Event
from stadspoort.apps.frameworks import evidence_files
from stadspoort.apps.frameworks.choices import Bearing, ReadAs, Reliance, SubjectKind, Via
from stadspoort.apps.frameworks.errors import (
    DateAheadError,
    EntryWithdrawnError,
    EvidenceSlugError,
    EvidenceSubjectError,
    EvidenceTypeUnknownError,
    EvidenceWordUnknownError,
    RequirementUnknownError,
)
from stadspoort.apps.frameworks.models import Evidence, EvidenceFile
from stadspoort.apps.frameworks.recording import (
    check_period,
    content_digest,
    take_back,
    told,
    words,
)
from stadspoort.engines.frameworks.library import packaged_library
from stadspoort.gate.values import legal_day

ORGANISATION = "gemeente"
"""How evidence names the municipality itself: every installation has one."""

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_MOST_IN_SLUG = 120
_COLUMNS = (
    "type", "subject", "title", "effective", "received", "ends", "issuer", "bearing", "reliance",
    "read_as", "via", "concerns", "source", "note", "digest",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class EvidenceFacts:
    """A piece of evidence as someone enters it.

    Attributes:
        slug: Own name.
        type: From the vocabulary.
        subject: What it is about, by kind (`supplier`, `application`, `model`, `use`,
            `organisation`); a kind that is not named may be anything, and all that are named must
            match.
        title: As people know it.
        effective: First day it says something about.
        bearing: Which way it points.
        reliance: Whose word it is.
        read_as: How much was read.
        via: Where it was read.
        received: The day it came in.
        ends: Last day it says something about.
        issuer: Who made it.
        concerns: Requirements it is about; empty for all that accept its type.
        source: Where it can be found.
        note: For readers.
        digest: SHA-256 of a file that is kept elsewhere.
        package: Id of the signed package it came in.
    """

    slug: str
    type: str
    subject: Mapping[str, str]
    title: str
    effective: date
    bearing: str = Bearing.FOR
    reliance: str = Reliance.OWN_CHECK
    read_as: str = ReadAs.FULL
    via: str = Via.DOCUMENT
    received: date | None = None
    ends: date | None = None
    issuer: str = ""
    concerns: Sequence[str] = field(default=())
    source: str = ""
    note: str = ""
    digest: str = ""
    package: str = ""


def record_evidence(
    *, facts: EvidenceFacts, by: User, now: datetime, data: bytes | None = None, name: str = ""
) -> Evidence:
    """Record evidence, with the file itself or only what is known of it.

    The file is looked at in the sandbox before anything is stored; one that is not what it says is
    held, with the reason, and then supports nothing.

    Raises:
        StadspoortError: What of it cannot be, by name.
    """
    _check(facts, legal_day(now))
    seen = None
    if data is not None:
        evidence_files.check_size(data)
        seen = evidence_files.look_at(data, name)
    with transaction.atomic():
        if Evidence.objects.filter(slug=facts.slug).exists():
            raise EvidenceSlugError(slug=facts.slug)
        file = None
        if data is not None and seen is not None:
            file = evidence_files.keep(data, name, seen, by=by, now=now)
        return _stored(facts, file, by=by, now=now)


def _stored(
    facts: EvidenceFacts, file: EvidenceFile | None, *, by: User, now: datetime
) -> Evidence:
    row = Evidence.objects.create(
        slug=facts.slug,
        type=facts.type,
        subject=dict(facts.subject),
        title=words("een titel", facts.title),
        effective=facts.effective,
        received=facts.received or legal_day(now),
        ends=facts.ends,
        issuer=facts.issuer.strip(),
        bearing=facts.bearing,
        reliance=facts.reliance,
        read_as=facts.read_as,
        via=facts.via,
        concerns=sorted(facts.concerns),
        source=facts.source.strip(),
        note=facts.note.strip(),
        file=file,
        digest=file.digest if file else facts.digest,
        package=facts.package,
        author=by,
        created_at=now,
    )
    told(
        Event.EVIDENCE_RECORDED,
        subject=f"evidence:{row.slug}",
        facts={
            "type": row.type,
            "bearing": row.bearing,
            "reliance": row.reliance,
            "held": bool(file and file.held),
            "content": content_digest(row, *_COLUMNS),
        },
        by=by,
        now=now,
    )
    return row


@transaction.atomic
def end_evidence(
    *,
    evidence: Evidence,
    by: User,
    now: datetime,
    on: date | None = None,
    annulled_by: Evidence | None = None,
) -> Evidence:
    """Record that evidence lost its force: its issuer took it back, or other evidence annulled it.

    Args:
        evidence: Which.
        by: Who records it.
        now: The moment.
        on: First day it counts for nothing; today unless given. Of what is annulled, the day the
            other evidence takes effect decides.
        annulled_by: The other evidence; None when the issuer took it back.

    Raises:
        EntryWithdrawnError: If it was withdrawn, ended or annulled before.
    """
    held = Evidence.objects.select_for_update().get(pk=evidence.pk)
    if held.withdrawn_at or held.withdrawn_on or held.annulled_by_id:
        raise EntryWithdrawnError
    if annulled_by is None:
        held.withdrawn_on = on or legal_day(now)
    else:
        held.annulled_by = annulled_by
    held.save(update_fields=["withdrawn_on", "annulled_by"])
    told(
        Event.EVIDENCE_ENDED,
        subject=f"evidence:{held.slug}",
        facts={
            "until": str(held.withdrawn_on) if held.withdrawn_on else None,
            "annulled_by": annulled_by.slug if annulled_by else None,
        },
        by=by,
        now=now,
    )
    return held


@transaction.atomic
def withdraw_evidence(*, evidence: Evidence, reason: str, by: User, now: datetime) -> Evidence:
    """Take evidence back because it should not have been recorded. It stays readable.

    Raises:
        WordsMissingError: If there is no reason.
        EntryWithdrawnError: If someone did so before.
    """
    held = Evidence.objects.select_for_update().get(pk=evidence.pk)
    take_back(held, reason=reason, by=by, now=now)
    told(
        Event.EVIDENCE_WITHDRAWN,
        subject=f"evidence:{held.slug}",
        facts={"type": held.type},
        by=by,
        now=now,
    )
    return held


def _check(facts: EvidenceFacts, today: date) -> None:
    library = packaged_library()
    if not _SLUG.fullmatch(facts.slug) or len(facts.slug) > _MOST_IN_SLUG:
        raise EvidenceSlugError(slug=facts.slug)
    if facts.type not in library.vocabulary.evidence_types:
        raise EvidenceTypeUnknownError(type=facts.type)
    _check_word("richting", facts.bearing, Bearing)
    _check_word("gezag", facts.reliance, Reliance)
    _check_word("gelezen", facts.read_as, ReadAs)
    _check_word("weg", facts.via, Via)
    _check_subject(facts.subject)
    words("een titel", facts.title)
    check_period(facts.effective, facts.ends)
    if facts.received is not None and facts.received > today:
        raise DateAheadError(received=str(facts.received))
    known = {each.id for version in library.versions for each in version.requirements}
    for requirement in facts.concerns:
        if requirement not in known:
            raise RequirementUnknownError(requirement=requirement)


def _check_word(field_: str, word: str, choices: type[TextChoices]) -> None:
    if word not in choices.values:
        raise EvidenceWordUnknownError(field=field_, word=word, choices=", ".join(choices.values))


def _check_subject(subject: Mapping[str, str]) -> None:
    """Refuse a kind that does not exist; the register's own actions check the names.

    Nothing named is refused too: evidence about everything is evidence about nothing.
    """
    if not subject or any(kind not in SubjectKind.values or not subject[kind] for kind in subject):
        raise EvidenceSubjectError
    if subject.get(SubjectKind.ORGANISATION, ORGANISATION) != ORGANISATION:
        raise EvidenceSubjectError
