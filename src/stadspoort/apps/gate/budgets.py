"""Token budgets of purposes: reserved when a call opens, booked when it closes.

A purpose gets its row when it first has a budget; from then on `reserved` is the sum over the calls
that run. The reserve is one conditional statement, so that of many calls at once, in any number of
processes, exactly as many pass as fit.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.db import connection
from django.db.models import Q, Sum

from stadspoort.apps.gate.models import CallRecord, PurposeUsage
from stadspoort.gate.errors import BudgetSpentError
from stadspoort.gate.values import Opening

# Raw, because one is paid per call: the ORM costs about ten times the work of the statement itself.
_RESERVE_WITHIN = """
    UPDATE gate_purposeusage SET reserved = reserved + %s
    WHERE purpose = %s AND used + reserved + %s <= %s
"""
_RESERVE = "UPDATE gate_purposeusage SET reserved = reserved + %s WHERE purpose = %s"
_BOOK = """
    UPDATE gate_purposeusage
    SET used = used + %s, reserved = CASE WHEN reserved > %s THEN reserved - %s ELSE 0 END
    WHERE purpose = %s
"""


def reservation(opening: Opening) -> int:
    """Return the tokens a running call holds."""
    return held(opening.estimated_tokens)


def held(estimated: int) -> int:
    """Return what is set aside: at least one, or a spent budget would let a call pass."""
    return max(1, estimated)


def reserve(opening: Opening, budget: int | None) -> BudgetSpentError | None:
    """Reserve the tokens of a call; return the refusal if they do not fit in the budget."""
    tokens = reservation(opening)
    with connection.cursor() as cursor:
        if budget is None:
            cursor.execute(_RESERVE, [tokens, opening.purpose])
            return None
        _ensure_row(opening.purpose)
        cursor.execute(_RESERVE_WITHIN, [tokens, opening.purpose, tokens, budget])
        if cursor.rowcount == 1:
            return None
    return BudgetSpentError(
        purpose=opening.purpose, budget=budget, asked=tokens, left=_left(opening.purpose, budget)
    )


def book(spent: Mapping[str, tuple[int, int]]) -> None:
    """Book, per purpose, the tokens used and release the tokens reserved by calls that closed."""
    with connection.cursor() as cursor:
        for purpose, (used, reserved) in sorted(spent.items()):  # one order: no deadlock
            cursor.execute(_BOOK, [used, reserved, reserved, purpose])


def _left(purpose: str, budget: int) -> int:
    """Return the tokens that are neither used nor held by a running call."""
    row = PurposeUsage.objects.get(pk=purpose)
    return max(0, budget - row.used - row.reserved)


def _ensure_row(purpose: str) -> None:
    """Make the row of a purpose that has no budget row yet, from the calls it already made."""
    if PurposeUsage.objects.filter(pk=purpose).exists():
        return
    found = CallRecord.objects.filter(purpose=purpose).aggregate(
        prompt=Sum("prompt_tokens"),
        completion=Sum("completion_tokens"),
        reserved=Sum("estimated_tokens", filter=Q(closed_at=None)),
    )
    row = PurposeUsage(
        purpose=purpose,
        used=(found["prompt"] or 0) + (found["completion"] or 0),
        reserved=found["reserved"] or 0,
    )
    # Another process can make it at the same time: the first one stands.
    PurposeUsage.objects.bulk_create([row], ignore_conflicts=True)
