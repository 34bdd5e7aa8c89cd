"""Reading one requirement of a framework version."""

from __future__ import annotations

from stadspoort.engines.frameworks._fields import Fields
from stadspoort.engines.frameworks._words import member
from stadspoort.engines.frameworks.conditions import Condition
from stadspoort.engines.frameworks.library._values import (
    Accepted,
    Check,
    Provision,
    Requirement,
    Severity,
    Subject,
)
from stadspoort.engines.frameworks.vocabulary import Reach, Vocabulary

_ANY, _ALL = "any", "all"


def read(
    fields: Fields, vocabulary: Vocabulary, provision: Provision | None, condition: Condition | None
) -> Requirement | None:
    """Return the requirement in a record, its hash still empty; None when it is refused."""
    actor = fields.choice("actor", tuple(vocabulary.actors))
    kinds = _kinds(fields, vocabulary)
    if provision is not None:
        _refuse_without_date(fields, provision, actor, kinds)
    prohibits = fields.flag("prohibits", default=False)
    severity = member(Severity, fields.choice("severity", tuple(Severity)))
    if prohibits and severity != Severity.BLOCK:
        fields.refuse("severity", "een verbod (prohibits) heeft severity block")
    machine = fields.flag("machine", default=True)
    needs_all, accepts = _evidence(fields, vocabulary, is_needed=not prohibits)
    if not machine and accepts:
        _refuse_without_person(fields, vocabulary, accepts)
    requirement = None
    if condition is not None and provision is not None:
        requirement = Requirement(
            id=fields.text("id"),
            provision=provision.id,
            actor=actor,
            kinds=kinds,
            subject=member(Subject, fields.choice("subject", tuple(Subject))),
            obligation=fields.text("obligation"),
            condition=condition,
            check=member(Check, fields.choice("check", tuple(Check))),
            severity=severity,
            needs_all=needs_all,
            accepts=accepts,
            enforces=fields.chosen(
                "enforces", vocabulary.conditions_of_use, "de voorwaarde voor gebruik"
            ),
            reach=member(Reach, fields.choice("reach", tuple(Reach))),
            machine=machine,
            prohibits=prohibits,
            supersedes=fields.texts("supersedes"),
            note=fields.text_or_none("note"),
            hash="",
        )
        fields.finish()
    return requirement


def _kinds(fields: Fields, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return one kind, or a list of them; without the field it is `all`."""
    if not fields.has("kind"):
        return ("all",)
    if fields.is_list("kind"):
        return fields.chosen("kind", vocabulary.kinds, "de soort")
    return (fields.choice("kind", tuple(vocabulary.kinds)),)


def _refuse_without_date(
    fields: Fields, provision: Provision, actor: str, kinds: tuple[str, ...]
) -> None:
    dated = {(entry.actor, entry.kind) for entry in provision.applies}
    for kind in kinds:
        if (actor, kind) not in dated:
            fields.refuse(
                "provision",
                f"de bepaling {provision.id} heeft geen datum voor actor {actor} en soort {kind}",
            )


def _evidence(
    fields: Fields, vocabulary: Vocabulary, *, is_needed: bool
) -> tuple[bool, tuple[Accepted, ...]]:
    inner = fields.record("evidence")
    if inner is None:
        if is_needed and not fields.has("evidence"):
            fields.refuse("evidence", "het veld evidence ontbreekt")
        return False, ()
    if not is_needed:
        fields.refuse("evidence", "bij een verbod (prohibits) hoort geen evidence")
    needs = inner.choice("needs", (_ANY, _ALL))
    age = inner.days_or_none("max_age_days")
    types = inner.chosen("of", vocabulary.evidence_types, "de bewijssoort")
    if not types:
        inner.refuse("of", "er is minstens één bewijssoort nodig")
    inner.finish()
    return needs == _ALL, tuple(
        Accepted(each, age or vocabulary.evidence_types[each].usual_max_age_days)
        for each in types
        if each in vocabulary.evidence_types
    )


def _refuse_without_person(
    fields: Fields, vocabulary: Vocabulary, accepts: tuple[Accepted, ...]
) -> None:
    if not any(vocabulary.evidence_types[each.type].assessment for each in accepts):
        fields.refuse(
            "evidence",
            "een eis die geen machine kan beoordelen (machine: false) heeft een bewijssoort nodig "
            "die een beoordeling door een mens is (assessment: true)",
        )
