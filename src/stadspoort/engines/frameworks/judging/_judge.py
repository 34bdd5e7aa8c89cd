"""The verdict on one application for one use on a day, with its whole trace."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from stadspoort.engines.frameworks.facts import Application, Facts, Model, Use
from stadspoort.engines.frameworks.judging import _decisions, _reasons
from stadspoort.engines.frameworks.judging._attributes import (
    Values,
    application_values,
    joined,
    model_values,
    use_values,
)
from stadspoort.engines.frameworks.judging._authority import Authorities
from stadspoort.engines.frameworks.judging._effects import (
    effect,
    is_enforced,
    is_unseen,
    reach_of,
    reach_of_condition,
)
from stadspoort.engines.frameworks.judging._evidence import EvidenceFile, Item, weigh
from stadspoort.engines.frameworks.judging._matching import asks_of_models, matches
from stadspoort.engines.frameworks.judging._rules import (
    ONE_DAY,
    LawChange,
    Rule,
    law_changes,
    rules_on,
)
from stadspoort.engines.frameworks.judging._values import (
    Authority,
    Basis,
    Finding,
    Outcome,
    Ruling,
    UseCondition,
    Verdict,
)
from stadspoort.engines.frameworks.library import Library
from stadspoort.errors import StadspoortError

_OUTCOMES = tuple(Outcome)


class UnknownSubjectError(StadspoortError):
    """The facts hold no application, or no use, with this id."""

    code = "frameworks.subject_unknown"


@dataclass(frozen=True, slots=True)
class Prepared:
    """What judging needs of a library, facts and a day; the same for every pair.

    Attributes:
        day: The day.
        rules: The requirements that count, each with its authority and its evidence.
        changes: What the law changes later.
    """

    library: Library
    facts: Facts
    day: date
    rules: tuple[tuple[Rule, Authority, tuple[Item, ...]], ...]
    changes: tuple[LawChange, ...]


def prepare(library: Library, facts: Facts, day: date) -> Prepared:
    """Return everything that is the same for all applications and uses."""
    authorities = Authorities(library, facts.adoptions)
    file = EvidenceFile(facts.all_evidence(), library.vocabulary)
    return Prepared(
        library=library,
        facts=facts,
        day=day,
        rules=tuple(
            (rule, authorities.of(rule, day), file.beside(rule.requirement))
            for rule in rules_on(library, day)
        ),
        changes=law_changes(library, day),
    )


def judge(library: Library, facts: Facts, application: str, use: str, day: date) -> Ruling:
    """Return the verdict with its trace.

    Raises:
        UnknownSubjectError: If the facts hold no such application or use.
    """
    return next(judge_each(library, facts, day, application=application, use=use))


def judge_each(
    library: Library,
    facts: Facts,
    day: date,
    *,
    application: str | None = None,
    use: str | None = None,
    pairs: Container[tuple[str, str]] | None = None,
) -> Iterator[Ruling]:
    """Give the verdicts with their traces, in the order of the facts.

    Args:
        library: The frameworks.
        facts: The facts.
        day: The day.
        application: Only this one; None for all.
        use: Only this one; None for all.
        pairs: Only these, each an application and a use; None for all.

    Raises:
        UnknownSubjectError: If the facts hold no such application or use.
    """
    if application is not None and application not in facts.applications:
        raise UnknownSubjectError(kind="toepassing", name=application)
    if use is not None and use not in facts.uses:
        raise UnknownSubjectError(kind="gebruik", name=use)
    prepared = prepare(library, facts, day)
    for one in facts.applications.values():
        for other in facts.uses.values():
            is_asked = application in (None, one.id) and use in (None, other.id)
            if is_asked and (pairs is None or (one.id, other.id) in pairs):
                yield _Pair(prepared, one, other).ruling()


class _Pair:
    """One application for one use."""

    def __init__(self, prepared: Prepared, application: Application, use: Use) -> None:
        self._all = prepared
        self._application = application
        self._use = use
        facts, words = prepared.facts, prepared.library.vocabulary
        self._models: list[Model | None] = [facts.models[id_] for id_ in application.models]
        base, of_use = application_values(facts, application), use_values(use, words)
        self._values: dict[str | None, Values] = {
            model.id if model else None: joined(base, of_use, model_values(model))
            for model in (None, *self._models)
        }
        self._gate = application.passes_gate
        self._workbench = self._values[None].get("use.workbench") is True
        self._unenforced = application.unenforced | use.unenforced

    def ruling(self) -> Ruling:
        """Return the verdict with everything behind it."""
        findings = [self._finding(*each) for each in self._all.rules]
        conditions = self._conditions(findings)
        base = _verdict(findings, conditions)
        decisions = _decisions.about(self._all.facts.decisions, self._application.id, self._use.id)
        decision = _decisions.counting(decisions, self._all.day)
        verdict = after_decision(base, None if decision is None else decision.allows)
        is_lifted = verdict.badness < base.badness
        until = self._law_until()
        if verdict.badness < Verdict.UNPROVEN.badness:
            until = earliest(
                until,
                _decisions.lasts_until(decisions, self._all.day, is_lifted=is_lifted),
                *(each.until for each in findings if _rests(each)),
                *(each.rests_on.until for each in findings if _hangs(each)),
            )
        return Ruling(
            application=self._application.id,
            use=self._use.id,
            day=self._all.day,
            verdict=verdict,
            valid_until=until,
            conditions=conditions,
            trace=tuple(sorted(findings, key=_deciding_first)),
            decision=decision if verdict != base else None,
        )

    def _finding(self, rule: Rule, authority: Authority, items: Sequence[Item]) -> Finding:
        """Return the worst of what came of a rule for the models of the application."""
        if not asks_of_models(rule.requirement, rule.asks.names):
            return self._for(rule, authority, items, None)
        found = [self._for(rule, authority, items, model) for model in self._models or [None]]
        worst = max(
            found,
            key=lambda each: (
                each.effect.badness,
                each.outcome != Outcome.NOT_APPLICABLE,
                _OUTCOMES.index(each.outcome),
            ),
        )
        return replace(worst, until=earliest(*(each.until for each in found)))

    def _for(
        self, rule: Rule, authority: Authority, items: Sequence[Item], model: Model | None
    ) -> Finding:
        lookup = self._values[model.id if model else None].get
        applies = rule.asks.truth(lookup)
        needs_model = rule.requirement.subject == "model" and model is None
        if applies is False:
            return self._made(rule, authority, Outcome.NOT_APPLICABLE, _reasons.NOT_APPLICABLE)
        if authority.basis == Basis.SET_ASIDE:
            reason = _reasons.of_authority(authority)
            return self._made(rule, authority, Outcome.SET_ASIDE, reason)
        if applies is None or needs_model:
            missing = rule.asks.missing(lookup) or (_reasons.NO_MODELS,)
            reason = _reasons.unknown(missing, self._all.library.vocabulary)
            return self._made(rule, authority, Outcome.UNKNOWN, reason, missing=missing)
        if rule.requirement.prohibits:
            return self._made(rule, authority, Outcome.PROHIBITED, _reasons.PROHIBITED)
        return self._weighed(rule, authority, items, model)

    def _weighed(
        self, rule: Rule, authority: Authority, items: Sequence[Item], model: Model | None
    ) -> Finding:
        requirement, day = rule.requirement, self._all.day
        here = [
            item
            for item in items
            if item.evidence.subject.get("use", self._use.id) == self._use.id
            and matches(item, self._all.facts, self._application, model, requirement)
        ]
        weighed = weigh(requirement, here, day, is_enforced=self._is_enforced(rule))
        outcome = weighed.outcome
        reason = (
            _reasons.enforced(requirement.reach)
            if outcome == Outcome.ENFORCED
            else _reasons.of_evidence(
                requirement, outcome, weighed.items, day, self._all.library.vocabulary
            )
        )
        if outcome in (Outcome.MET, Outcome.ENFORCED):
            reason = _reasons.with_concept(reason, authority)
        elif self._gate and is_unseen(requirement, self._unenforced):
            reason = f"{_reasons.UNSEEN} {reason}"
        evidence = tuple(item.evidence.id for item in weighed.items)
        return self._made(rule, authority, outcome, reason, evidence=evidence, until=weighed.until)

    def _is_enforced(self, rule: Rule) -> bool:
        return is_enforced(
            rule.requirement,
            passes_gate=self._gate,
            in_workbench=self._workbench,
            unenforced=self._unenforced,
        )

    def _made(
        self, rule: Rule, authority: Authority, outcome: Outcome, reason: str, *,
        evidence: tuple[str, ...] = (), missing: tuple[str, ...] = (), until: date | None = None,
    ) -> Finding:  # fmt: skip
        requirement = rule.requirement
        return Finding(
            requirement=requirement,
            framework=rule.version.framework,
            version=rule.version.version,
            article=rule.article,
            outcome=outcome,
            effect=effect(requirement.severity, outcome, counts=authority.counts),
            reason=reason,
            reach=reach_of(
                requirement,
                passes_gate=self._gate,
                in_workbench=self._workbench,
                unenforced=self._unenforced,
            ),
            rests_on=authority,
            evidence=evidence,
            missing=missing,
            until=until,
        )

    def _conditions(self, findings: Iterable[Finding]) -> tuple[UseCondition, ...]:
        named = {name for each in findings if each.applies for name in each.requirement.enforces}
        words = self._all.library.vocabulary.conditions_of_use
        return tuple(
            UseCondition(
                name,
                reach_of_condition(
                    words[name],
                    passes_gate=self._gate,
                    in_workbench=self._workbench,
                    unenforced=self._unenforced,
                ),
            )
            for name in sorted(named)
        )

    def _law_until(self) -> date | None:
        """Return the day before the law changes what is asked of this pair, for any model."""
        models = [model.id if model else None for model in self._models] or [None]
        lookups = [self._values[model].get for model in models]
        first = earliest(
            *(change.first(lookup) for lookup in lookups for change in self._all.changes)
        )
        return None if first is None else first - ONE_DAY


def _verdict(findings: Sequence[Finding], conditions: Sequence[UseCondition]) -> Verdict:
    """Return the worst that the findings leave; where nothing applies, nothing is shown."""
    if not any(each.applies for each in findings):
        return Verdict.UNPROVEN
    worst = max((each.effect for each in findings), key=lambda each: each.badness)
    return Verdict.CONDITIONAL if worst == Verdict.ALLOWED and conditions else worst


def after_decision(base: Verdict, allows: bool | None) -> Verdict:
    """Return the verdict after what a person decided; None for no decision."""
    if allows is False:
        return Verdict.FORBIDDEN
    return Verdict.CONDITIONAL if allows and base == Verdict.UNPROVEN else base


def earliest(*days: date | None) -> date | None:
    """Return the first of the days; None for none."""
    return min((day for day in days if day is not None), default=None)


def _rests(finding: Finding) -> bool:
    return finding.applies and finding.requirement.severity != "info"


def _hangs(finding: Finding) -> bool:
    """Say whether a verdict hangs on who adopted a requirement, or set it aside."""
    is_in_scope = finding.outcome != Outcome.NOT_APPLICABLE
    is_concept = finding.rests_on.basis == Basis.CONCEPT
    return is_in_scope and not is_concept and finding.requirement.severity != "info"


def _deciding_first(finding: Finding) -> tuple[int, int]:
    return -finding.effect.badness, not finding.applies
