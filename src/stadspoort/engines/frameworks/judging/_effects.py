"""What a finding leaves of a verdict, and how far requirements and conditions reach."""

from __future__ import annotations

from stadspoort.engines.frameworks.judging._values import Outcome, Verdict
from stadspoort.engines.frameworks.library import Requirement
from stadspoort.engines.frameworks.vocabulary import ConditionOfUse, Reach

_SHORT = {"block": Verdict.UNPROVEN, "warn": Verdict.CONDITIONAL}
_CONTRADICTED = {"block": Verdict.FORBIDDEN, "warn": Verdict.CONDITIONAL}


def effect(severity: str, outcome: Outcome, *, counts: bool) -> Verdict:
    """Return the best verdict that is left.

    ```
                             block       warn          info
    met, enforced            allowed     allowed       allowed
    the same, as a concept   unproven    conditional   allowed
    missing, expired,
      to_check               unproven    conditional   allowed
    contradicted             forbidden   conditional   allowed
    prohibited               forbidden
    unknown                  unproven    unproven      allowed
    ```
    """
    if severity == "info" or outcome in (Outcome.NOT_APPLICABLE, Outcome.SET_ASIDE):
        return Verdict.ALLOWED
    if outcome in (Outcome.MET, Outcome.ENFORCED) and counts:
        return Verdict.ALLOWED
    if outcome in (Outcome.CONTRADICTED, Outcome.PROHIBITED):
        return _CONTRADICTED[severity]
    if outcome == Outcome.UNKNOWN:
        return Verdict.UNPROVEN
    return _SHORT[severity]


def is_unseen(requirement: Requirement, unenforced: frozenset[str]) -> bool:
    """Say whether the gate does not see to a condition that the requirement stands on."""
    return not unenforced.isdisjoint(requirement.enforces)


def is_enforced(
    requirement: Requirement, *, passes_gate: bool, in_workbench: bool, unenforced: frozenset[str]
) -> bool:
    """Say whether the gate or our own workbench sees to it, so that no evidence is needed."""
    if requirement.check != "runtime" or not passes_gate or is_unseen(requirement, unenforced):
        return False
    return requirement.reach == Reach.GATE or (
        requirement.reach == Reach.WORKBENCH and in_workbench
    )


def reach_of(
    requirement: Requirement, *, passes_gate: bool, in_workbench: bool, unenforced: frozenset[str]
) -> Reach:
    """Return how far a requirement is enforced for this application and use."""
    reach = requirement.reach
    passes_gate = passes_gate and not is_unseen(requirement, unenforced)
    if reach == Reach.GATE and not passes_gate:
        return Reach.SETTING if requirement.check == "setting" else Reach.CONTRACT
    if reach == Reach.WORKBENCH and not (passes_gate and in_workbench):
        return Reach.INSTRUCTION
    return reach


def reach_of_condition(
    condition: ConditionOfUse, *, passes_gate: bool, in_workbench: bool, unenforced: frozenset[str]
) -> Reach:
    """Return how far a condition of use is enforced for this application and use."""
    if not passes_gate or condition.id in unenforced:
        return condition.otherwise
    if condition.enforced_by == Reach.WORKBENCH and not in_workbench:
        return condition.otherwise
    return condition.enforced_by
