"""The writes of the register. Each bumps the revision, so that every process reads it anew."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import connection, transaction
from django.db.models import F

from stadspoort.apps.accounts.models import User
from stadspoort.apps.audit.actions import Fact, record
from stadspoort.apps.audit.events import Event
from stadspoort.apps.register.compiled import Use, evidence
from stadspoort.apps.register.errors import (
    AlreadyWithdrawnError,
    DateInPastError,
    EmbeddedModelFixedError,
    EndMissingError,
    NameTakenError,
    ProhibitionStandsError,
    ReasonMissingError,
)
from stadspoort.apps.register.facts import (
    ModelFacts,
    PurposeFacts,
    check_assessment,
    checked_slug,
    model_columns,
    purpose_columns,
)
from stadspoort.apps.register.models import (
    Application,
    ApplicationKind,
    Assessment,
    Decision,
    ModelDeployment,
    Purpose,
    Revision,
    Supplier,
)
from stadspoort.apps.register.recording import record_model, record_purpose, use_of
from stadspoort.engines.frameworks import Standing
from stadspoort.gate.values import DATA_CLASSES, EMBEDDED_MODEL, legal_day

CHANNEL = "stadspoort_register"
"""The PostgreSQL channel on which a change is told; who misses it looks within a second anyway."""


def touch() -> None:
    """Count a change of register or keys, in the transaction of that change."""
    Revision.objects.get_or_create(pk=1)
    Revision.objects.filter(pk=1).update(version=F("version") + 1)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_notify(%s, '')", [CHANNEL])


@transaction.atomic
def add_supplier(
    *, slug: str, name: str, by: User, now: datetime, country: str = "", website: str = ""
) -> Supplier:
    """Add who delivers applications or runs models.

    Raises:
        SlugInvalidError: If the slug would not fit in an address.
        NameTakenError: If slug or name exists.
    """
    if Supplier.objects.filter(slug=slug).exists() or Supplier.objects.filter(name=name).exists():
        raise NameTakenError
    supplier = Supplier.objects.create(
        slug=checked_slug(slug), name=name, country=country, website=website, created_at=now
    )
    touch()
    record(
        Event.SUPPLIER_CHANGED,
        by=by,
        subject=f"supplier:{slug}",
        facts={"change": "added"},
        now=now,
    )
    return supplier


@transaction.atomic
def add_application(
    *,
    slug: str,
    name: str,
    supplier: Supplier,
    kind: ApplicationKind,
    by: User,
    now: datetime,
    description: str = "",
    terms_url: str = "",
    is_contracted: bool | None = None,
) -> Application:
    """Add an application; whether it has a contract follows from its kind unless given.

    Raises:
        SlugInvalidError: If the slug would not fit in an address.
        NameTakenError: If the slug exists.
    """
    if Application.objects.filter(slug=slug).exists():
        raise NameTakenError
    has_contract = kind == ApplicationKind.CONTRACTED if is_contracted is None else is_contracted
    application = Application.objects.create(
        slug=checked_slug(slug),
        name=name,
        supplier=supplier,
        kind=kind,
        is_contracted=has_contract,
        description=description,
        terms_url=terms_url,
        created_at=now,
    )
    touch()
    facts: dict[str, Fact] = {"change": "added", "kind": str(kind), "is_contracted": has_contract}
    record(Event.APPLICATION_CHANGED, by=by, subject=f"application:{slug}", facts=facts, now=now)
    return application


@transaction.atomic
def add_model(*, facts: ModelFacts, by: User, now: datetime) -> ModelDeployment:
    """Add a model endpoint. It may be used only after a decision about it.

    Raises:
        NameTakenError: If a model of this name exists.
        StadspoortError: What of the facts cannot be, by name.
    """
    if ModelDeployment.objects.filter(name=facts.name).exists():
        raise NameTakenError
    columns = model_columns(facts, today=legal_day(now))
    model = ModelDeployment.objects.create(**columns, created_at=now)
    touch()
    record_model(model, "added", by=by, now=now)
    return model


@transaction.atomic
def add_embedded_model(*, by: User, now: datetime) -> ModelDeployment:
    """Add the quoting model that is built in: no address, no key, on the own machine."""
    model, is_new = ModelDeployment.objects.get_or_create(
        name=EMBEDDED_MODEL,
        defaults={
            "upstream_model": EMBEDDED_MODEL,
            "is_self_hosted": True,
            "data_classes": sorted(DATA_CLASSES),
            "created_at": now,
        },
    )
    if is_new:
        touch()
        record_model(model, "added", by=by, now=now)
    return model


@transaction.atomic
def change_model(
    *, model: ModelDeployment, facts: ModelFacts, by: User, now: datetime
) -> ModelDeployment:
    """Change everything of a model endpoint but its name, which clients use.

    Raises:
        EmbeddedModelFixedError: If it is the built-in model.
        StadspoortError: What of the facts cannot be, by name.
    """
    if model.name == EMBEDDED_MODEL:
        raise EmbeddedModelFixedError
    columns = model_columns(facts, today=legal_day(now))
    columns["name"] = model.name
    for name, value in columns.items():
        setattr(model, name, value)
    model.save(update_fields=list(columns))
    touch()
    record_model(model, "changed", by=by, now=now)
    return model


@transaction.atomic
def set_model_active(*, model: ModelDeployment, is_active: bool, by: User, now: datetime) -> None:
    """Stop a model for every purpose at once, or start it again."""
    model.is_active = is_active
    model.save(update_fields=["is_active"])
    touch()
    record_model(model, "started" if is_active else "stopped", by=by, now=now)


@transaction.atomic
def add_purpose(*, facts: PurposeFacts, by: User, now: datetime) -> Purpose:
    """Add a purpose. No model may be used for it before a decision.

    Raises:
        NameTakenError: If the slug exists.
        StadspoortError: What of the facts cannot be, by name.
    """
    if Purpose.objects.filter(slug=facts.slug).exists():
        raise NameTakenError
    columns = purpose_columns(facts, today=legal_day(now))
    purpose = Purpose.objects.create(**columns, created_at=now)
    purpose.participants.set(facts.participants)
    touch()
    record_purpose(purpose, "added", by=by, now=now)
    return purpose


@transaction.atomic
def change_purpose(*, purpose: Purpose, facts: PurposeFacts, by: User, now: datetime) -> Purpose:
    """Change everything of a purpose but its slug, which clients use.

    Raises:
        StadspoortError: What of the facts cannot be, by name.
    """
    columns = purpose_columns(facts, today=legal_day(now))
    columns["slug"] = purpose.slug
    for name, value in columns.items():
        setattr(purpose, name, value)
    purpose.save(update_fields=list(columns))
    purpose.participants.set(facts.participants)
    touch()
    record_purpose(purpose, "changed", by=by, now=now)
    return purpose


@transaction.atomic
def set_purpose_active(*, purpose: Purpose, is_active: bool, by: User, now: datetime) -> None:
    """Stop a purpose for everyone at once, or start it again."""
    purpose.is_active = is_active
    purpose.save(update_fields=["is_active"])
    touch()
    record_purpose(purpose, "started" if is_active else "stopped", by=by, now=now)


@transaction.atomic
def assess(
    *,
    standing: Standing,
    reason: str,
    source: str,
    by: User,
    now: datetime,
    application: Application | None = None,
    model: ModelDeployment | None = None,
    purpose: Purpose | None = None,
    assessed_on: date | None = None,
    valid_until: date | None = None,
) -> Assessment:
    """Record what evidence or policy says of a use; a part left out means all of that part.

    Raises:
        StadspoortError: What of it cannot be, by name.
    """
    since = assessed_on or legal_day(now)
    check_assessment(
        standing,
        reason=reason,
        source=source,
        assessed_on=since,
        valid_until=valid_until,
        is_about=any((application, model, purpose)),
    )
    assessment = Assessment.objects.create(
        application=application,
        model=model,
        purpose=purpose,
        standing=standing.value,
        reason=reason.strip(),
        source=source.strip(),
        assessed_on=since,
        valid_until=valid_until,
        author=by,
        created_at=now,
    )
    touch()
    facts: dict[str, Fact] = {
        "application": application.slug if application else None,
        "model": model.name if model else None,
        "purpose": purpose.slug if purpose else None,
        "standing": standing.value,
    }
    subject = f"assessment:{assessment.pk}"
    record(Event.ASSESSMENT_CHANGED, by=by, subject=subject, facts=facts, now=now)
    return assessment


@transaction.atomic
def withdraw_assessment(*, assessment: Assessment, by: User, now: datetime) -> Assessment:
    """Take an assessment back, because a better one came in its place. It stays readable.

    Raises:
        AlreadyWithdrawnError: If someone did so before.
    """
    held = Assessment.objects.select_for_update().get(pk=assessment.pk)
    if held.withdrawn_at is not None:
        raise AlreadyWithdrawnError
    held.withdrawn_at = now
    held.save(update_fields=["withdrawn_at"])
    touch()
    facts: dict[str, Fact] = {"change": "withdrawn", "standing": held.standing}
    record(Event.ASSESSMENT_CHANGED, by=by, subject=f"assessment:{held.pk}", facts=facts, now=now)
    return held


@transaction.atomic
def decide(
    *,
    application: Application,
    model: ModelDeployment,
    purpose: Purpose,
    allows: bool,
    reason: str,
    by: User,
    now: datetime,
    valid_until: date | None = None,
    conditions: Sequence[str] = (),
) -> Decision:
    """Record a person's decision about exactly one use: allow it until a day, or forbid it.

    It lifts "niet aangetoond" to "onder voorwaarden" and never lifts "verboden".

    Raises:
        ReasonMissingError: If there is no reason.
        EndMissingError: If it allows without a last day.
        DateInPastError: If the last day has passed.
        ProhibitionStandsError: If it allows what is forbidden: it would change nothing.
    """
    today = legal_day(now)
    if not reason.strip():
        raise ReasonMissingError
    if allows and valid_until is None:
        raise EndMissingError
    if valid_until is not None and valid_until < today:
        raise DateInPastError(until=str(valid_until))
    if allows:
        _refuse_to_lift((application.pk, model.pk, purpose.pk), today)
    decision = Decision.objects.create(
        application=application,
        model=model,
        purpose=purpose,
        allows=allows,
        reason=reason.strip(),
        conditions=[text.strip() for text in conditions if text.strip()],
        author=by,
        decided_on=today,
        decided_at=now,
        valid_until=valid_until,
    )
    touch()
    facts: dict[str, Fact] = {
        **use_of(decision),
        "allows": allows,
        "until": str(valid_until) if valid_until else None,
    }
    subject = f"decision:{decision.pk}"
    record(Event.DECISION_MADE, by=by, subject=subject, facts=facts, now=now)
    return decision


def _refuse_to_lift(use: Use, today: date) -> None:
    judgement = evidence(today).judge(use)
    if judgement.standing == Standing.VERBODEN:
        raise ProhibitionStandsError(reason=judgement.reason)


@transaction.atomic
def withdraw(*, decision: Decision, reason: str, by: User, now: datetime) -> Decision:
    """Take a decision back: what held without it holds again, at once. It stays readable.

    Raises:
        ReasonMissingError: If there is no reason.
        AlreadyWithdrawnError: If someone did so before.
    """
    if not reason.strip():
        raise ReasonMissingError
    held = Decision.objects.select_for_update().get(pk=decision.pk)
    if held.withdrawn_at is not None:
        raise AlreadyWithdrawnError
    held.withdrawn_at, held.withdrawn_by = now, by
    held.withdrawal_reason = reason.strip()
    held.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawal_reason"])
    touch()
    record(
        Event.DECISION_WITHDRAWN, by=by, subject=f"decision:{held.pk}", facts=use_of(held), now=now
    )
    return held
