"""A ruling in plain Dutch: the deciding reasons, and the conditions with how far each reaches."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from stadspoort.engines.frameworks import Standing
from stadspoort.engines.frameworks.judging import Finding, Outcome, Ruling, UseCondition, Verdict
from stadspoort.engines.frameworks.library import packaged_library
from stadspoort.engines.frameworks.vocabulary import Reach

MOST_REASONS = 3

STANDINGS = {
    Verdict.ALLOWED: Standing.TOEGESTAAN,
    Verdict.CONDITIONAL: Standing.ONDER_VOORWAARDEN,
    Verdict.UNPROVEN: Standing.NIET_AANGETOOND,
    Verdict.FORBIDDEN: Standing.VERBODEN,
}
_ALLOWED = "Alle eisen die gelden, zijn aangetoond."
_CONDITIONAL = "De eisen die gelden, zijn aangetoond; houd u aan de voorwaarden."
_NOTHING_APPLIES = "Geen enkele eis geldt voor dit gebruik: dan is er niets aangetoond."
_REACHES = {
    Reach.GATE: "afgedwongen door de poort",
    Reach.WORKBENCH: "afgedwongen in de werkplek",
    Reach.CONTRACT: "afspraak in het contract",
    Reach.INSTRUCTION: "werkinstructie",
}


def reason(ruling: Ruling) -> str:
    """Return why a ruling is what it is: at most three reasons, and how many more there are."""
    if ruling.verdict == Verdict.ALLOWED:
        return _ALLOWED
    if ruling.verdict == Verdict.CONDITIONAL:
        return _CONDITIONAL
    found = _different(each for each in deciding(ruling))
    if not found:
        return _NOTHING_APPLIES
    told = " ".join(_told(each) for each in found[:MOST_REASONS])
    more = len(found) - MOST_REASONS
    return f"{told} En nog {more}." if more > 0 else told


def deciding(ruling: Ruling) -> list[Finding]:
    """Return the findings that leave no better verdict."""
    return [each for each in ruling.reasons if each.applies and each.effect == ruling.verdict]


def conditions(ruling: Ruling, seen: Mapping[str, date]) -> tuple[str, ...]:
    """Return what a user must keep to, each with who sees to it; then what falls short.

    Args:
        ruling: The ruling.
        seen: First day of each piece of evidence, by its id.
    """
    words = packaged_library().vocabulary.conditions_of_use
    told = [f"{words[each.id].label} ({_reach(each, ruling, seen)})" for each in ruling.conditions]
    short = [
        f"Nog niet in orde, {each.article}: {each.requirement.obligation}"
        for each in ruling.shortcomings
    ]
    return (*told, *short)


def _different(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings with different reasons: eight duties may wait for one answer."""
    first: dict[str, Finding] = {}
    for each in findings:
        first.setdefault(each.reason, each)
    # What is prohibited or contradicted comes before what nobody filled in.
    return sorted(first.values(), key=lambda each: each.outcome == Outcome.UNKNOWN)


def _told(finding: Finding) -> str:
    if finding.outcome == Outcome.UNKNOWN:
        return f"{finding.article}: {finding.reason}"
    return f"{finding.article}: {finding.requirement.obligation} {finding.reason}"


def _reach(condition: UseCondition, ruling: Ruling, seen: Mapping[str, date]) -> str:
    if condition.reach != Reach.SETTING:
        return _REACHES[condition.reach]
    days = [
        seen[id_]
        for each in ruling.reasons
        if each.outcome == Outcome.MET and condition.id in each.requirement.enforces
        for id_ in each.evidence
    ]
    return f"instelling, gezien op {max(days):%d-%m-%Y}" if days else "instelling, niet gezien"
