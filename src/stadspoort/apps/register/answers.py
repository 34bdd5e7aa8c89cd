"""May I use this application, with this model, for this purpose? The gate's own rules answer.

The same steps that a call goes through decide here, so the screen can never promise what the gate
refuses.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from stadspoort.apps.register import compiled as compiling
from stadspoort.apps.register.models import Application, ModelDeployment
from stadspoort.apps.register.models import Purpose as PurposeRow
from stadspoort.apps.register.queries import SCREENS
from stadspoort.apps.register.words import data_class_labels
from stadspoort.engines.frameworks import Standing
from stadspoort.gate.errors import CallRefusedError
from stadspoort.gate.steps.purpose import Named, resolve_purpose
from stadspoort.gate.steps.verdict import allowed_models, judge
from stadspoort.gate.values import (
    Outcome,
    Principal,
    PrincipalKind,
    Purpose,
    Snapshot,
    Verdict,
    legal_day,
)

_WORDS = {
    Outcome.PURPOSE_ENDED: "Dit doel is gestopt of voorbij.",
    Outcome.MODEL_UNKNOWN: "Dit model is gestopt.",
    Outcome.VERDICT_MISSING: "Dit gebruik is nog niet beoordeeld.",
    Outcome.NO_PROCESSOR_AGREEMENT: (
        "Bij dit doel horen persoonsgegevens en met de aanbieder van dit model is geen "
        "verwerkersovereenkomst (AVG artikel 28). Maskeren verandert dat niet."
    ),
}


@dataclass(frozen=True, slots=True)
class Alternative:
    """Something that may be used for the same purpose today."""

    application: str
    application_name: str
    model: str


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether something may be used today, and why.

    Attributes:
        is_allowed: Whether the gate would let it through, for a participant with budget left.
        standing: What the register says of the use itself.
        reason: Why, in Dutch.
        until: Last day the answer can be counted on; None when no end is set.
        conditions: What the user must keep to, in Dutch.
        by_person: A person's decision made the standing what it is.
        models: The models it holds for; empty when none may be used.
        data_classes: Dutch names of what may reach the model unmasked.
        alternatives: What may be used instead; empty when it is allowed, or when nothing may.
    """

    is_allowed: bool
    standing: Standing
    reason: str
    until: date | None = None
    conditions: tuple[str, ...] = ()
    by_person: bool = False
    models: tuple[str, ...] = ()
    data_classes: tuple[str, ...] = ()
    alternatives: tuple[Alternative, ...] = ()

    @property
    def sentence(self) -> str:
        """Return the answer as one Dutch line."""
        if not self.is_allowed:
            return f"Nee, dit mag niet. {self.reason}"
        end = f", tot en met {self.until:%d-%m-%Y}" if self.until else ""
        words = "onder voorwaarden" if self.standing == Standing.ONDER_VOORWAARDEN else "toegestaan"
        return f"Ja, {words}{end}. {self.reason}"


def answer(application: str, model: str | None, purpose: str, *, now: datetime) -> Answer:
    """Return whether `application` may be used for `purpose`, with `model` or with any model.

    Slugs and names must be those of the register.
    """
    today = legal_day(now)
    snapshot = snapshot_of(today)
    principal = _anyone(application, purpose)
    facts = replace(snapshot.purposes[purpose], participants=None)
    open_models = allowed_models(facts, principal, snapshot, today=today)
    chosen = model or next(iter(open_models), None)
    if chosen is None:
        return _no_model(application, purpose, snapshot, today)
    try:
        verdict = _check(application, chosen, purpose, snapshot, today)
    except CallRefusedError as refusal:
        return _refused(refusal, (application, chosen, purpose), snapshot, today)
    return Answer(
        is_allowed=True,
        standing=verdict.standing,
        reason=verdict.reason,
        until=_earliest(verdict.until, facts.ends_on),
        conditions=(*verdict.conditions, *_box_of(snapshot.purposes[purpose])),
        by_person=verdict.by_person,
        models=(model,) if model else open_models,
        data_classes=data_class_labels(facts.data_classes & snapshot.models[chosen].data_classes),
    )


def snapshot_of(day: date) -> Snapshot:
    """Return the register as the gate would decide on a day; it holds no keys."""
    purposes, models, verdicts = compiling.compiled(day)
    return Snapshot(version=0, purposes=purposes, models=models, verdicts=verdicts)


def obstacle(use: tuple[str, str, str], snapshot: Snapshot, *, today: date) -> str:
    """Return in Dutch what keeps a use with a good standing from being used; empty when nothing.

    Args:
        use: Application, model and purpose.
        snapshot: Of `snapshot_of`, once for many uses.
        today: The day in the Netherlands.
    """
    application, model, purpose = use
    try:
        _check(application, model, purpose, snapshot, today)
    except CallRefusedError as refusal:
        return refusal.explanation or _WORDS[refusal.outcome]
    return ""


def alternatives(purpose: str, *, on: date) -> tuple[Alternative, ...]:
    """Return what may be used for this purpose on a day, by application and model."""
    return _alternatives(purpose, snapshot_of(on), on)


def allowed_applications(*, on: date) -> tuple[tuple[str, str], ...]:
    """Return slug and name of each application that may be used for something on a day."""
    snapshot = snapshot_of(on)
    names = dict(Application.objects.values_list("slug", "name"))
    open_to_someone = {
        alternative.application
        for purpose in snapshot.purposes
        for alternative in _alternatives(purpose, snapshot, on)
    }
    return tuple((slug, names[slug]) for slug in sorted(open_to_someone))


def _check(application: str, model: str, purpose: str, snapshot: Snapshot, today: date) -> Verdict:
    """Return the verdict that lets a use through, by the gate's steps; else raise its refusal."""
    facts = replace(snapshot.purposes[purpose], participants=None)
    lenient = replace(snapshot, purposes={**snapshot.purposes, purpose: facts})
    asker = _anyone(application, purpose)
    resolve_purpose(Named(model, header=purpose), asker, lenient, today=today)
    _, verdict = judge(model, facts, asker, lenient, today=today)
    return verdict


def _refused(
    refusal: CallRefusedError, use: tuple[str, str, str], snapshot: Snapshot, today: date
) -> Answer:
    verdict = snapshot.verdicts.get(use) or _judged(*use, today)
    is_unknown = refusal.outcome == Outcome.VERDICT_MISSING
    told = refusal.explanation or (verdict.reason if is_unknown else _WORDS[refusal.outcome])
    return Answer(
        is_allowed=False,
        standing=verdict.standing,
        reason=told,
        by_person=verdict.by_person,
        alternatives=_alternatives(use[2], snapshot, today),
    )


def _no_model(application: str, purpose: str, snapshot: Snapshot, today: date) -> Answer:
    verdict = _judged(application, None, purpose, today)
    is_ended = not _is_running(snapshot.purposes[purpose], today)
    return Answer(
        is_allowed=False,
        standing=verdict.standing,
        reason=_WORDS[Outcome.PURPOSE_ENDED] if is_ended else verdict.reason,
        by_person=verdict.by_person,
        alternatives=_alternatives(purpose, snapshot, today),
    )


def _judged(application: str, model: str | None, purpose: str, today: date) -> Verdict:
    """Return what the register says of a use, also of one that the gate has no row for."""
    use = (
        Application.objects.values_list("pk", flat=True).get(slug=application),
        ModelDeployment.objects.values_list("pk", flat=True).get(name=model) if model else None,
        PurposeRow.objects.values_list("pk", flat=True).get(slug=purpose),
    )
    return compiling.verdict_of(compiling.evidence(today).judge(use))


def _alternatives(purpose: str, snapshot: Snapshot, today: date) -> tuple[Alternative, ...]:
    facts = snapshot.purposes[purpose]
    if not _is_running(facts, today):
        return ()
    applications = {use[0] for use in snapshot.verdicts if use[2] == purpose}
    names = dict(Application.objects.values_list("slug", "name"))
    return tuple(
        Alternative(slug, names[slug], model)
        # Our own screens first: that is what most people who ask can use at once.
        for slug in sorted(applications, key=lambda slug: (slug != SCREENS, slug))
        for model in allowed_models(facts, _anyone(slug, purpose), snapshot, today=today)
    )


def _anyone(application: str, purpose: str) -> Principal:
    """Return an asker who may name this purpose: the question is about the use, not the person."""
    return Principal(PrincipalKind.USER, "", 0, application, frozenset({purpose}))


def _is_running(purpose: Purpose, day: date) -> bool:
    return purpose.is_active and (purpose.ends_on is None or day <= purpose.ends_on)


def _box_of(purpose: Purpose) -> tuple[str, ...]:
    if purpose.participants is None:
        return ()
    return ("Dit is een experiment: alleen deelnemers mogen het gebruiken, binnen het budget.",)


def _earliest(*days: date | None) -> date | None:
    return min((day for day in days if day is not None), default=None)
