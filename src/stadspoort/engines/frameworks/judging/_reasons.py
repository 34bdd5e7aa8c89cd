"""Why a finding is what it is, in Dutch."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from stadspoort.engines.frameworks.judging._evidence import Item, Weight
from stadspoort.engines.frameworks.judging._values import Authority, Basis, Outcome
from stadspoort.engines.frameworks.library import Requirement
from stadspoort.engines.frameworks.vocabulary import Reach, Vocabulary

CONCEPT = (
    "De eis is een concept en door de gemeente nog niet overgenomen; daarom telt dit niet mee."
)


def of_evidence(
    requirement: Requirement, outcome: Outcome, items: Sequence[Item], day: date, words: Vocabulary
) -> str:
    """Return the reason of what evidence came to."""
    labels = [words.evidence_types[each.type].label for each in requirement.accepts]
    asked = (" en " if requirement.needs_all else " of ").join(labels)
    if outcome == Outcome.MET:
        last = items[0].last
        return f"Aangetoond met {_names(items)}" + (
            f", tot en met {_written(last)}." if last else "."
        )
    if outcome == Outcome.CONTRADICTED:
        return f"Weersproken door {_names(items)}; er is geen nieuwer bewijs dat het wel klopt."
    if outcome == Outcome.TO_CHECK:
        checked = [item for item in items if item.weight == Weight.TO_CHECK]
        return (
            f"Er is iets gevonden ({_names(checked)}), maar alleen als fragment of via een ander. "
            "Kijk eerst in de bron zelf."
        )
    if outcome == Outcome.EXPIRED:
        lapsed = [item for item in items if item.lapsed_on(day)]
        last = max((item.last for item in lapsed if item.last), default=None)
        return f"Het bewijs ({_names(lapsed)}) telde tot en met {_written(last)}. Nodig: {asked}."
    return f"Er is geen bewijs dat telt. Nodig: {asked}.{_besides(items, day)}"


def of_authority(authority: Authority) -> str:
    """Return that a requirement is set aside, by whom and why."""
    return f"Terzijde gelegd door {authority.by} op {_written(authority.on)}: {authority.reason}"


def unknown(missing: Sequence[str], words: Vocabulary) -> str:
    """Return which facts are missing."""
    labels = [
        words.attributes[name].label if name in words.attributes else name for name in missing
    ]
    return f"Niet bekend of deze eis geldt. Vul in: {', '.join(labels) or 'het model'}."


def enforced(reach: Reach) -> str:
    """Return who sees to it."""
    return "De poort dwingt dit af." if reach == Reach.GATE else "De werkbank dwingt dit af."


UNSEEN = "Zoals het hier is ingericht, ziet de poort hier niet op toe."
PROHIBITED = "Dit gebruik is verboden; geen bewijs verandert dat."
NOT_APPLICABLE = "Geldt niet voor dit gebruik."
NO_MODELS = "app.models"


def with_concept(reason: str, authority: Authority) -> str:
    """Return the reason of a requirement that is met, and that it does not count as a concept."""
    return f"{reason} {CONCEPT}" if authority.basis == Basis.CONCEPT else reason


def _besides(items: Sequence[Item], day: date) -> str:
    """Say why what was found does not count."""
    if not items:
        return ""
    coming = [item for item in items if item.evidence.effective > day]
    if coming:
        first = min(item.evidence.effective for item in coming)
        return f" {_names(coming)} telt pas vanaf {_written(first)}."
    return f" {_names(items)} telt niet mee."


def _names(items: Sequence[Item]) -> str:
    return ", ".join(item.evidence.id for item in items)


def _written(day: date | None) -> str:
    return f"{day:%d-%m-%Y}" if day else ""
