"""What the ledger is told about entries of the register: ids, slugs and settings, never words."""

from __future__ import annotations

from datetime import datetime

from stadspoort.apps.accounts.models import User
from stadspoort.apps.audit.actions import Fact, record
from stadspoort.apps.audit.events import Event
from stadspoort.apps.register.models import Decision, ModelDeployment, Purpose


def use_of(decision: Decision) -> dict[str, Fact]:
    """Return what a decision is about."""
    return {
        "application": decision.application.slug,
        "model": decision.model.name,
        "purpose": decision.purpose.slug,
    }


def record_model(model: ModelDeployment, change: str, *, by: User, now: datetime) -> None:
    """Record that a model changed, as the last statement of the transaction."""
    agreed_on = model.processor_agreement_on
    facts: dict[str, Fact] = {
        "change": change,
        "is_self_hosted": model.is_self_hosted,
        "processor_agreement_on": str(agreed_on) if agreed_on else None,
        "allows_private_host": model.allows_private_host,
        "data_classes": ",".join(model.data_classes),
        "is_active": model.is_active,
    }
    record(Event.MODEL_CHANGED, by=by, subject=f"model:{model.name}", facts=facts, now=now)


def record_purpose(purpose: Purpose, change: str, *, by: User, now: datetime) -> None:
    """Record that a purpose changed, as the last statement of the transaction."""
    facts: dict[str, Fact] = {
        "change": change,
        "kind": purpose.kind,
        "ends_on": str(purpose.ends_on) if purpose.ends_on else None,
        "budget_tokens": purpose.budget_tokens,
        "data_classes": ",".join(purpose.data_classes),
        "output": purpose.output,
        "seal_days": purpose.seal_days,
        "is_active": purpose.is_active,
    }
    record(Event.PURPOSE_CHANGED, by=by, subject=f"purpose:{purpose.slug}", facts=facts, now=now)
