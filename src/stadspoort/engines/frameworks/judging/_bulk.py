"""Verdicts on all applications for all uses, without a trace: the same as one by one, faster.

Requirements are taken per application; what differs from use to use is a bit in a number. The same
evidence beside the same requirement is weighed once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from stadspoort.engines.frameworks.facts import Application, Facts, Model
from stadspoort.engines.frameworks.judging import _decisions
from stadspoort.engines.frameworks.judging._attributes import (
    Values,
    application_values,
    model_values,
    use_values,
)
from stadspoort.engines.frameworks.judging._effects import (
    effect,
    is_enforced,
    reach_of_condition,
)
from stadspoort.engines.frameworks.judging._evidence import Item, Weighed, Weight, weigh
from stadspoort.engines.frameworks.judging._judge import (
    Prepared,
    after_decision,
    earliest,
    prepare,
)
from stadspoort.engines.frameworks.judging._masks import Compiled, Compiler
from stadspoort.engines.frameworks.judging._matching import asks_of_models, matches
from stadspoort.engines.frameworks.judging._rules import ONE_DAY, Rule
from stadspoort.engines.frameworks.judging._values import (
    Authority,
    Basis,
    Outcome,
    Row,
    UseCondition,
    Verdict,
)
from stadspoort.engines.frameworks.library import Library, Requirement
from stadspoort.engines.frameworks.records import Decision
from stadspoort.engines.frameworks.vocabulary import ConditionOfUse


def judge_all(library: Library, facts: Facts, day: date) -> tuple[Row, ...]:
    """Return the verdict on every application for every use, in the order of the facts."""
    bulk = _Bulk(prepare(library, facts, day))
    return tuple(
        row for application in facts.applications.values() for row in bulk.rows(application)
    )


@dataclass(slots=True)
class _Sheet:
    """What the requirements come to for one application; every number has a bit per use.

    Attributes:
        applies: Where any requirement has a say.
        worst: Where a verdict of this kind is all that is left.
        conditions: Where a condition of use holds.
        until: Where something gets worse after this day.
    """

    applies: int = 0
    worst: dict[Verdict, int] = field(default_factory=lambda: dict.fromkeys(Verdict, 0))
    conditions: dict[str, int] = field(default_factory=dict)
    until: dict[date, int] = field(default_factory=dict)

    def ends(self, last: date | None, where: int) -> None:
        """Note that a verdict cannot be counted on after this day."""
        if last is not None and where:
            self.until[last] = self.until.get(last, 0) | where


class _Rule:
    """A requirement, compiled, with its evidence by application."""

    def __init__(
        self, rule: Rule, authority: Authority, items: Sequence[Item], compiler: Compiler, day: date
    ) -> None:
        self.requirement = rule.requirement
        self.authority = authority
        self.asks: Compiled = compiler.compiled(rule.asks)
        self.of_models = asks_of_models(rule.requirement, rule.asks.names)
        self._day = day
        self.leaves = {
            outcome: effect(rule.requirement.severity, outcome, counts=authority.counts)
            for outcome in _WEIGHED
        }
        self._weighed: dict[tuple[bool, tuple[str, ...]], Weighed] = {}
        self._items: dict[tuple[str, str | None], list[Item]] = {}
        for item in items:
            if item.weight == Weight.NOTHING:  # it is only shown, and here nothing is shown
                continue
            self._items.setdefault(_place_of(item), []).append(item)

    def items(self, application: Application, model: Model | None) -> list[Item]:
        """Return the evidence that may be about this application, in order of id."""
        places = {
            _ANYTHING,
            ("application", application.id),
            ("supplier", application.supplier),
            ("supplier", model.supplier if model else None),
            *(("model", id_) for id_ in application.models),
        }
        found = [item for place in places for item in self._items.get(place, ())]
        return sorted(found, key=lambda item: item.evidence.id)

    def weigh(self, items: Sequence[Item], *, enforced: bool) -> Weighed:
        """Return what these items come to; the same items only once."""
        key = enforced, tuple(item.evidence.id for item in items)
        if key not in self._weighed:
            self._weighed[key] = weigh(self.requirement, items, self._day, is_enforced=enforced)
        return self._weighed[key]


_WEIGHED = (
    Outcome.MET,
    Outcome.ENFORCED,
    Outcome.TO_CHECK,
    Outcome.EXPIRED,
    Outcome.MISSING,
    Outcome.CONTRADICTED,
)
_ANYTHING = ("", None)
_Key: TypeAlias = tuple[tuple[str, ...], bool, bool, frozenset[str]]
"""What the reach of conditions hangs on: their names, gate, workbench, what is not seen to."""


def _place_of(item: Item) -> tuple[str, str | None]:
    """Return the narrowest thing that evidence names; most of it is about something else."""
    subject = item.evidence.subject
    for kind in ("application", "model", "supplier"):
        if kind in subject:
            return kind, subject[kind]
    return _ANYTHING


class _Bulk:
    def __init__(self, prepared: Prepared) -> None:
        self._facts = prepared.facts
        self._day = prepared.day
        words = prepared.library.vocabulary
        self._uses = list(prepared.facts.uses.values())
        values = [use_values(use, words) for use in self._uses]
        compiler = Compiler(values)
        self._full = compiler.full
        self._places = {use.id: place for place, use in enumerate(self._uses)}
        self._workbench = sum(
            (each.get("use.workbench") is True) << place for place, each in enumerate(values)
        )
        self._unenforced: dict[str, int] = {}
        for place, use in enumerate(self._uses):
            for name in use.unenforced:
                self._unenforced[name] = self._unenforced.get(name, 0) | 1 << place
        self._rules = [
            _Rule(rule, authority, items, compiler, prepared.day)
            for rule, authority, items in prepared.rules
        ]
        self._changes = [
            (compiler.compiled(change.now), [(on, compiler.compiled(c)) for on, c in change.later])
            for change in prepared.changes
        ]
        self._words: dict[str, ConditionOfUse] = dict(words.conditions_of_use)
        self._listed: dict[_Key, tuple[UseCondition, ...]] = {}

    def rows(self, application: Application) -> Iterator[Row]:
        """Give the verdict for each use."""
        base = application_values(self._facts, application)
        models: list[Model | None] = [self._facts.models[id_] for id_ in application.models]
        models = models or [None]
        values: list[Values] = [base | model_values(model) for model in models]
        sheet = _Sheet()
        for rule in self._rules:
            pairs = zip(models, values, strict=True) if rule.of_models else [(None, base)]
            for model, known in pairs:
                self._take(rule, application, model, known, sheet)
        law = self._law(values)
        decisions = [each for each in self._facts.decisions if each.application == application.id]
        for place, use in enumerate(self._uses):
            about = _decisions.about(decisions, application.id, use.id) if decisions else []
            yield self._row(application, use.id, 1 << place, sheet, law, about)

    def _take(
        self, rule: _Rule, application: Application, model: Model | None, values: Values,
        sheet: _Sheet,
    ) -> None:  # fmt: skip
        yes, no = rule.asks(values)
        unknown = self._full & ~yes & ~no
        requirement, in_scope = rule.requirement, yes | unknown
        if not in_scope or not _has_a_say(rule, in_scope, sheet):
            return
        if requirement.subject == "model" and model is None:
            yes, unknown = 0, in_scope
        sheet.worst[Verdict.UNPROVEN] |= unknown
        if requirement.prohibits:
            sheet.worst[Verdict.FORBIDDEN] |= yes
        elif yes:
            self._weigh(rule, application, model, yes, sheet)

    def _weigh(
        self, rule: _Rule, application: Application, model: Model | None, where: int,
        sheet: _Sheet,
    ) -> None:  # fmt: skip
        """Weigh the evidence once for all uses, and apart for those with evidence of their own."""
        items = [
            item
            for item in rule.items(application, model)
            if matches(item, self._facts, application, model, rule.requirement)
        ]
        shared = [item for item in items if "use" not in item.evidence.subject]
        own = {item.evidence.subject["use"] for item in items if "use" in item.evidence.subject}
        apart = 0
        for use in own:
            bit = 1 << self._places[use]
            apart |= bit
            here = [item for item in items if item.evidence.subject.get("use", use) == use]
            self._note(rule, application, here, where & bit, sheet)
        self._note(rule, application, shared, where & ~apart, sheet)

    def _note(
        self, rule: _Rule, application: Application, items: Sequence[Item], where: int,
        sheet: _Sheet,
    ) -> None:  # fmt: skip
        """Put on the sheet what these items come to: apart where gate or workbench enforces it."""
        seen = where & self._enforced(rule.requirement, application)
        for enforced, part in ((True, seen), (False, where & ~seen)):
            if part:
                weighed = rule.weigh(items, enforced=enforced)
                sheet.worst[rule.leaves[weighed.outcome]] |= part
                sheet.ends(weighed.until, part)

    def _enforced(self, requirement: Requirement, application: Application) -> int:
        """Return the uses for which the gate or the workbench sees to it."""
        found = 0
        for in_workbench, uses in ((True, self._workbench), (False, ~self._workbench)):
            if is_enforced(
                requirement,
                passes_gate=application.passes_gate,
                in_workbench=in_workbench,
                unenforced=application.unenforced,
            ):
                found |= uses
        for name in requirement.enforces if found else ():
            found &= ~self._unenforced.get(name, 0)
        return found

    def _law(self, values: Sequence[Values]) -> list[tuple[date, int]]:
        """Return the days on which the law changes, each with the uses that it changes."""
        found: list[tuple[date, int]] = []
        for now, later in self._changes:
            for known in values:
                before = now(known)
                open_ = self._full
                for on, asks in later:
                    then = asks(known)
                    moved = ((before[0] ^ then[0]) | (before[1] ^ then[1])) & open_
                    if moved:
                        found.append((on, moved))
                        open_ &= ~moved
        return sorted(found)

    def _row(
        self, application: Application, use: str, bit: int, sheet: _Sheet,
        law: Sequence[tuple[date, int]], about: Sequence[Decision],
    ) -> Row:  # fmt: skip
        conditions = self._conditions(application, bit, sheet)
        base = _base(sheet, bit, has_conditions=bool(conditions))
        decision = _decisions.counting(about, self._day)
        verdict = after_decision(base, None if decision is None else decision.allows)
        moved = next((on for on, where in law if where & bit), None)
        until = None if moved is None else moved - ONE_DAY
        if verdict in (Verdict.ALLOWED, Verdict.CONDITIONAL):
            is_lifted = verdict != base and verdict == Verdict.CONDITIONAL
            ends = min((last for last, where in sheet.until.items() if where & bit), default=None)
            until = earliest(
                until, ends, _decisions.lasts_until(about, self._day, is_lifted=is_lifted)
            )
        return Row(application.id, use, verdict, until, conditions)

    def _conditions(
        self, application: Application, bit: int, sheet: _Sheet
    ) -> tuple[UseCondition, ...]:
        names = tuple(name for name, where in sheet.conditions.items() if where & bit)
        unenforced = application.unenforced | self._uses[bit.bit_length() - 1].unenforced
        key = names, application.passes_gate, bool(bit & self._workbench), unenforced
        if key not in self._listed:
            self._listed[key] = tuple(
                UseCondition(
                    name,
                    reach_of_condition(
                        self._words[name],
                        passes_gate=application.passes_gate,
                        in_workbench=bool(bit & self._workbench),
                        unenforced=unenforced,
                    ),
                )
                for name in sorted(names)
            )
        return self._listed[key]


def _has_a_say(rule: _Rule, in_scope: int, sheet: _Sheet) -> bool:
    """Note where a rule applies; say whether what came of it changes the verdict."""
    requirement, authority = rule.requirement, rule.authority
    is_info = requirement.severity == "info"
    if not is_info and authority.basis != Basis.CONCEPT:
        sheet.ends(authority.until, in_scope)
    if authority.basis == Basis.SET_ASIDE:
        return False
    sheet.applies |= in_scope
    for name in requirement.enforces:
        sheet.conditions[name] = sheet.conditions.get(name, 0) | in_scope
    return not is_info


def _base(sheet: _Sheet, bit: int, *, has_conditions: bool) -> Verdict:
    if not sheet.applies & bit:
        return Verdict.UNPROVEN
    for verdict in (Verdict.FORBIDDEN, Verdict.UNPROVEN, Verdict.CONDITIONAL):
        if sheet.worst[verdict] & bit:
            return verdict
    return Verdict.CONDITIONAL if has_conditions else Verdict.ALLOWED
