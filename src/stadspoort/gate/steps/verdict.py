"""Step 3, verdict: may this application use this model for this purpose, today?

Everything that is not a clear yes is a no with a reason: no row, an expired row, "niet aangetoond".
Masking never changes the verdict: a purpose with personal data and a model without a processor
agreement (AVG art. 28) stays refused, whatever the masking would find.
"""

from __future__ import annotations

from datetime import date

from stadspoort.engines.frameworks import Standing
from stadspoort.gate.errors import CallRefusedError
from stadspoort.gate.values import (
    Model,
    Outcome,
    Principal,
    Purpose,
    Snapshot,
    Verdict,
)

_OPEN = frozenset({Standing.TOEGESTAAN, Standing.ONDER_VOORWAARDEN})


def judge(
    model_name: str, purpose: Purpose, principal: Principal, snapshot: Snapshot, *, today: date
) -> tuple[Model, Verdict]:
    """Return the model and the verdict that lets this call through.

    Raises:
        CallRefusedError: MODEL_UNKNOWN, VERDICT_MISSING, VERDICT_EXPIRED, VERDICT_FORBIDS or
            NO_PROCESSOR_AGREEMENT, with the models that would be allowed for this purpose.
    """
    refusal = _refusal(model_name, purpose, principal.application, snapshot, today)
    if refusal is not None:
        outcome, explanation = refusal
        raise CallRefusedError(
            outcome,
            alternatives=allowed_models(purpose, principal, snapshot, today=today),
            explanation=explanation,
            purpose=purpose.slug,
        )
    verdict = snapshot.verdicts[(principal.application, model_name, purpose.slug)]
    return snapshot.models[model_name], verdict


def allowed_models(
    purpose: Purpose, principal: Principal, snapshot: Snapshot, *, today: date
) -> tuple[str, ...]:
    """Return the names of the models this asker may use for this purpose today, sorted."""
    return tuple(
        sorted(
            name
            for name in snapshot.models
            if _refusal(name, purpose, principal.application, snapshot, today) is None
        )
    )


def _refusal(
    name: str, purpose: Purpose, application: str, snapshot: Snapshot, today: date
) -> tuple[Outcome, str] | None:
    """Return why not, with the register's own words where it has them; None means it may."""
    model = snapshot.models.get(name)
    if model is None or not model.is_active:
        return Outcome.MODEL_UNKNOWN, ""
    verdict = snapshot.verdicts.get((application, name, purpose.slug))
    if verdict is None:
        return Outcome.VERDICT_MISSING, ""
    if verdict.standing not in _OPEN:
        is_forbidden = verdict.standing == Standing.VERBODEN
        outcome = Outcome.VERDICT_FORBIDS if is_forbidden else Outcome.VERDICT_MISSING
        return outcome, verdict.reason
    if verdict.until is not None and verdict.until < today:
        return Outcome.VERDICT_EXPIRED, verdict.reason
    if purpose.is_personal and not _has_agreement(model, today):
        return Outcome.NO_PROCESSOR_AGREEMENT, ""
    return None


def _has_agreement(model: Model, today: date) -> bool:
    if model.is_self_hosted or model.is_embedded:
        return True
    return model.processor_agreement_on is not None and model.processor_agreement_on <= today
