"""`{% purpose_usage purpose today %}`: what an experiment has used, on the page of the register.

The register stands below the gate, which counts the tokens; here both are known.
"""

from __future__ import annotations

from dataclasses import dataclass

from django import template
from django.utils import timezone

from stadspoort.apps.gate.models import PurposeUsage
from stadspoort.apps.register.models import Purpose, PurposeKind
from stadspoort.gate.values import legal_day

register = template.Library()


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens of an experiment, and how long it still runs.

    Attributes:
        left: Of the budget, after what was used and what running calls hold; never below 0.
        days_left: 0 on the last day, negative after it; None without a last day.
    """

    budget: int
    used: int
    reserved: int
    left: int
    days_left: int | None


@register.inclusion_tag("site/partials/usage.html")
def purpose_usage(purpose: Purpose) -> dict[str, Usage | None]:
    """Draw the card with the budget of an experiment; nothing for a regular purpose."""
    return {"usage": usage_of(purpose)}


def usage_of(purpose: Purpose) -> Usage | None:
    """Return what an experiment used; None for a purpose without a budget."""
    if purpose.kind != PurposeKind.EXPERIMENT or purpose.budget_tokens is None:
        return None
    row = PurposeUsage.objects.filter(pk=purpose.slug).first()
    used, reserved = (row.used, row.reserved) if row else (0, 0)
    today = legal_day(timezone.now())
    return Usage(
        budget=purpose.budget_tokens,
        used=used,
        reserved=reserved,
        left=max(0, purpose.budget_tokens - used - reserved),
        days_left=(purpose.ends_on - today).days if purpose.ends_on else None,
    )
