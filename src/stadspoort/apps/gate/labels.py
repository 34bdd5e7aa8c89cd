"""Outcomes of calls, and what was masked in them, in Dutch, for lists and figures."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from stadspoort.apps.register.words import KINDS
from stadspoort.engines.privacy import Kind
from stadspoort.gate.values import Outcome


class OutcomeGroup(StrEnum):
    """What kind of end a call had; the value stands in addresses."""

    ANSWERED = "beantwoord"
    REFUSED = "geweigerd"
    FAILED = "mislukt"
    BROKEN_OFF = "afgebroken"
    RUNNING = "loopt"


GROUP_LABELS: Mapping[OutcomeGroup, tuple[str, str]] = {
    OutcomeGroup.ANSWERED: ("ok", "Beantwoord"),
    OutcomeGroup.REFUSED: ("warn", "Geweigerd"),
    OutcomeGroup.FAILED: ("bad", "Mislukt"),
    OutcomeGroup.BROKEN_OFF: ("neutral", "Afgebroken"),
    OutcomeGroup.RUNNING: ("info", "Loopt nog"),
}
"""Tone of the badge and the word in it."""

OUTCOME_LABELS: Mapping[Outcome, tuple[OutcomeGroup, str]] = {
    Outcome.ANSWERED: (OutcomeGroup.ANSWERED, "Beantwoord"),
    Outcome.WRONG_KEY: (OutcomeGroup.REFUSED, "Sleutel onjuist"),
    Outcome.BAD_REQUEST: (OutcomeGroup.REFUSED, "Aanvraag onjuist"),
    Outcome.TOO_LARGE: (OutcomeGroup.REFUSED, "Aanvraag te groot"),
    Outcome.PURPOSE_MISSING: (OutcomeGroup.REFUSED, "Geen doel genoemd"),
    Outcome.PURPOSE_CONFLICT: (OutcomeGroup.REFUSED, "Verschillende doelen genoemd"),
    Outcome.PURPOSE_NOT_ALLOWED: (OutcomeGroup.REFUSED, "Doel niet toegestaan"),
    Outcome.PURPOSE_ENDED: (OutcomeGroup.REFUSED, "Doel gestopt"),
    Outcome.NOT_A_PARTICIPANT: (OutcomeGroup.REFUSED, "Geen deelnemer"),
    Outcome.BUDGET_SPENT: (OutcomeGroup.REFUSED, "Budget op"),
    Outcome.MODEL_UNKNOWN: (OutcomeGroup.REFUSED, "Model onbekend"),
    Outcome.VERDICT_MISSING: (OutcomeGroup.REFUSED, "Niet aangetoond"),
    Outcome.VERDICT_EXPIRED: (OutcomeGroup.REFUSED, "Besluit verlopen"),
    Outcome.VERDICT_FORBIDS: (OutcomeGroup.REFUSED, "Verboden"),
    Outcome.NO_PROCESSOR_AGREEMENT: (OutcomeGroup.REFUSED, "Geen verwerkersovereenkomst"),
    Outcome.DATA_CLASS_NOT_ALLOWED: (OutcomeGroup.REFUSED, "Gegevens niet toegestaan"),
    Outcome.CONTENT_NOT_CHECKABLE: (OutcomeGroup.REFUSED, "Inhoud niet te controleren"),
    Outcome.REGISTER_STALE: (OutcomeGroup.REFUSED, "Register niet actueel"),
    Outcome.LEDGER_UNAVAILABLE: (OutcomeGroup.REFUSED, "Logboek niet bereikbaar"),
    Outcome.UPSTREAM_NOT_ALLOWED: (OutcomeGroup.REFUSED, "Adres van model niet toegestaan"),
    Outcome.ANSWER_BLOCKED: (OutcomeGroup.REFUSED, "Antwoord tegengehouden"),
    Outcome.MASKING_FAILED: (OutcomeGroup.FAILED, "Maskeren mislukt"),
    Outcome.DETECTOR_FAILED: (OutcomeGroup.FAILED, "Extra detector viel uit"),
    Outcome.UPSTREAM_UNREACHABLE: (OutcomeGroup.FAILED, "Model niet bereikbaar"),
    Outcome.UPSTREAM_TIMEOUT: (OutcomeGroup.FAILED, "Model te traag"),
    Outcome.UPSTREAM_ERROR: (OutcomeGroup.FAILED, "Model gaf een fout"),
    Outcome.UPSTREAM_GARBAGE: (OutcomeGroup.FAILED, "Antwoord onleesbaar"),
    Outcome.GATE_FAILED: (OutcomeGroup.FAILED, "Fout in de poort"),
    Outcome.UPSTREAM_BROKEN_OFF: (OutcomeGroup.BROKEN_OFF, "Model brak af"),
    Outcome.CLIENT_DISCONNECTED: (OutcomeGroup.BROKEN_OFF, "Vrager brak af"),
    Outcome.INTERRUPTED: (OutcomeGroup.BROKEN_OFF, "Onderbroken"),
}


def outcomes_of(group: OutcomeGroup) -> tuple[str, ...]:
    """Return the outcomes of a group; of RUNNING the empty one, which a call has until it ends."""
    if group is OutcomeGroup.RUNNING:
        return ("",)
    return tuple(str(outcome) for outcome, (of, _) in OUTCOME_LABELS.items() if of is group)


def outcome_badge(outcome: str) -> tuple[str, str]:
    """Return tone and words for the outcome of a call, "" while it runs.

    A word that is no outcome (a row that was tampered with) shows as it is, as something bad.
    """
    if not outcome:
        return GROUP_LABELS[OutcomeGroup.RUNNING]
    if outcome not in _OUTCOMES:
        return "bad", outcome
    group, words = OUTCOME_LABELS[Outcome(outcome)]
    return GROUP_LABELS[group][0], words


WITHOUT_MODEL: Mapping[str, str] = {
    "analyze": "Geen: herkennen",
    "anonymize": "Geen: onleesbaar maken",
    "deanonymize": "Geen: terugzetten",
    "guardrail/request": "Geen: vraag van LiteLLM maskeren",
    "guardrail/response": "Geen: antwoord aan LiteLLM herstellen",
}
"""What was done, by endpoint, in calls that ask no model themselves."""


def masked_words(masked: Mapping[str, int]) -> tuple[str, ...]:
    """Return the counts of masked values in words, most first: `2 namen`, `1 BSN`."""
    most_first = sorted(masked.items(), key=lambda count: (-count[1], count[0]))
    return tuple(_words(kind, number) for kind, number in most_first if number)


def _words(kind: str, number: int) -> str:
    one, more = KINDS[Kind(kind)] if kind in _KINDS else (kind, kind)
    return f"{number} {one if number == 1 else more}"


_KINDS = frozenset(str(kind) for kind in Kind)
_OUTCOMES = frozenset(str(outcome) for outcome in Outcome)
