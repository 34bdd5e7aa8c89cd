"""The Dutch sentence for a call that was refused: what happened, why, and what would be allowed."""

from __future__ import annotations

from stadspoort.apps.register.words import DATA_CLASS_WORDS
from stadspoort.gate.errors import CallRefusedError
from stadspoort.gate.values import Outcome
from stadspoort.site.error_texts_gate import OUTCOME_TEXTS

_PURPOSES = frozenset(
    {
        Outcome.PURPOSE_MISSING,
        Outcome.PURPOSE_CONFLICT,
        Outcome.PURPOSE_NOT_ALLOWED,
        Outcome.PURPOSE_ENDED,
        Outcome.NOT_A_PARTICIPANT,
    }
)


def explain(refusal: CallRefusedError) -> str:
    """Return the sentence; the register's own reason and the alternatives are added to it."""
    facts = {
        "param": _field(refusal),
        "budget": _budget(refusal),
        "data_class": DATA_CLASS_WORDS.get(str(refusal.context.get("data_class")), "gegevens"),
    }
    parts = [OUTCOME_TEXTS[refusal.outcome].format(**facts)]
    if refusal.explanation:
        parts.append(f"Reden: {refusal.explanation}")
    if refusal.alternatives:
        what = "Doelen die wel mogen" if refusal.outcome in _PURPOSES else "Modellen die wel mogen"
        parts.append(f"{what}: {', '.join(refusal.alternatives)}.")
    return " ".join(parts)


def _budget(refusal: CallRefusedError) -> str:
    """Return how much is left and asked, when the refusal knows: it is seldom exactly nothing."""
    left, asked = refusal.context.get("left"), refusal.context.get("asked")
    if not isinstance(left, int) or not isinstance(asked, int):
        return ""
    words = f" Er zijn nog {left:,} tokens over; deze vraag kan er {asked:,} kosten."
    return words.replace(",", ".")


def _field(refusal: CallRefusedError) -> str:
    param = refusal.context.get("param")
    return f"het veld {param} is niet goed" if param else "hij is niet te lezen"
