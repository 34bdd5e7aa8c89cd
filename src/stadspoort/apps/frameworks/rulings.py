"""What the frameworks say of each use, as the register joins it to what people said.

Judging is pure, so the last rulings are kept and used again for equal facts: a process compiles the
register for every change of it, and most changes leave the facts as they are.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from stadspoort.apps.frameworks.choices import SubjectKind
from stadspoort.apps.frameworks.known import ONE_DAY, Known
from stadspoort.apps.frameworks.needs import Need, needs
from stadspoort.apps.frameworks.recording import digest
from stadspoort.apps.frameworks.wording import STANDINGS, conditions, reason
from stadspoort.engines.frameworks import Assessed
from stadspoort.engines.frameworks.facts import Application, Facts
from stadspoort.engines.frameworks.judging import (
    Ruling,
    Verdict,
    judge,
    judge_all,
    judge_each,
)
from stadspoort.engines.frameworks.library import packaged_library

_REPLACED_BY_RUNNER = ("own", "self_hosted")
_KEPT = 4


@dataclass(frozen=True, slots=True)
class Ruled:
    """A ruling without its trace.

    Attributes:
        assessed: As the first rule of the frameworks joins it to assessments and decisions.
        verdict: The engine's word for it.
        digest: SHA-256 of the verdict with everything that it rests on.
        needs: What it asks people to do.
    """

    assessed: Assessed
    verdict: Verdict
    digest: str
    needs: tuple[Need, ...]


class Rulings:
    """The rulings on one day; each application and model is judged at first need."""

    def __init__(self, known: Known, day: date) -> None:
        self.known = known
        self.day = day
        self._seen = {each.id: each.effective for each in known.facts.all_evidence()}
        self._found: dict[tuple[str, str | None], Mapping[str, Ruled]] = {}

    def of(self, application: str, model: str | None, use: str) -> Ruled | None:
        """Return what the frameworks say; None when they say nothing.

        Args:
            application: Slug.
            model: Name of a model that it uses through the gate; None for the application as such.
            use: Slug of the purpose.
        """
        key = (application, model)
        if key not in self._found:
            self._found[key] = self._judged(application, model)
        return self._found[key].get(use)

    def whole(self, application: str, model: str | None, use: str) -> Ruling:
        """Return the ruling with its trace, judged anew.

        Raises:
            UnknownSubjectError: If the register holds no such application or use.
        """
        facts = self._facts(application, model)
        return judge(packaged_library(), facts, application, use, self.day)

    def _judged(self, application: str, model: str | None) -> Mapping[str, Ruled]:
        facts, library = self._facts(application, model), packaged_library()
        if application not in facts.applications:
            return {}
        if self.known.is_adopted:
            found: Iterable[Ruling] = judge_each(library, facts, self.day)
        else:
            # Nobody adopted anything yet: the frameworks may refuse, and say nothing else.
            found = (
                judge(library, facts, application, row.use, self.day)
                for row in judge_all(library, facts, self.day)
                if row.verdict == Verdict.FORBIDDEN
            )
        return {each.use: self._ruled(each, facts, model) for each in found}

    def _ruled(self, ruling: Ruling, facts: Facts, model: str | None) -> Ruled:
        until = self._until(ruling, facts)
        return Ruled(
            assessed=Assessed(
                standing=STANDINGS[ruling.verdict],
                reason=reason(ruling),
                assessed_on=self.day,
                valid_until=until if ruling.verdict != Verdict.FORBIDDEN else None,
                conditions=conditions(ruling, self._seen),
            ),
            verdict=ruling.verdict,
            digest=digest([grounds(ruling), rests_on(ruling)]),
            needs=needs(ruling, facts, model=model),
        )

    def _until(self, ruling: Ruling, facts: Facts) -> date | None:
        """Return the last day it counts on, also by facts that change on a known day."""
        application = facts.applications[ruling.application]
        entries = (
            (SubjectKind.ORGANISATION.value, ""),
            (SubjectKind.APPLICATION.value, ruling.application),
            (SubjectKind.USE.value, ruling.use),
            *((SubjectKind.MODEL.value, each) for each in application.models),
            *((SubjectKind.SUPPLIER.value, each) for each in _behind(application, facts)),
        )
        moves = [
            self.known.moves[entry] - ONE_DAY for entry in entries if entry in self.known.moves
        ]
        return min((each for each in (*moves, ruling.valid_until) if each), default=None)

    def _facts(self, application: str, model: str | None) -> Facts:
        """Return the facts with this one application, using this one model."""
        facts = self.known.facts
        entry = facts.applications.get(application)
        if entry is None or (model is not None and model not in facts.models):
            return replace(facts, applications={})
        if model is not None:
            entry = self._through(entry, model)
        return replace(facts, applications={application: entry})

    def _through(self, entry: Application, model: str) -> Application:
        """Return an application as it uses one model through the gate.

        Who runs the model is then who processes the data of our own application.
        """
        runner = self.known.runners.get(model)
        if entry.kind not in _REPLACED_BY_RUNNER or runner is None:
            return replace(entry, models=(model,), passes_gate=True)
        is_cloud = not runner.is_self_hosted or entry.attributes.get("cloud") is True
        return replace(
            entry,
            models=(model,),
            passes_gate=True,
            supplier=entry.supplier if runner.is_self_hosted else runner.supplier,
            attributes={**entry.attributes, "cloud": is_cloud},
        )


def _behind(application: Application, facts: Facts) -> frozenset[str]:
    """Return who has a hand in it: its supplier, makers of its models, everyone in their chains."""
    makers = {facts.models[each].supplier for each in application.models if each in facts.models}
    found: set[str] = set()
    waiting = [each for each in (application.supplier, *makers) if each]
    while waiting:
        name = waiting.pop()
        if name not in found and name in facts.suppliers:
            found.add(name)
            waiting.extend(each.supplier for each in facts.suppliers[name].subprocessors or ())
    return frozenset(found)


def grounds(ruling: Ruling) -> list[dict[str, object]]:
    """Return the trace as it is kept: every requirement with a say, with words where it decides."""
    return [
        {
            "requirement": each.requirement.id,
            "framework": each.framework,
            "version": each.version,
            "article": each.article,
            "outcome": each.outcome.value,
            "effect": each.effect.value,
            "reach": each.reach.value,
            "evidence": list(each.evidence),
            "missing": list(each.missing),
            "basis": each.rests_on.basis.value,
            "by": each.rests_on.by,
            "reason": each.reason if each.effect == ruling.verdict else "",
        }
        for each in ruling.reasons
    ]


def rests_on(ruling: Ruling) -> dict[str, str]:
    """Return the versions with the hash of their text, by `framework@version`."""
    named = {f"{each.framework}@{each.version}" for each in ruling.reasons}
    return {each.name: each.hash for each in packaged_library().versions if each.name in named}


class _Last:
    """The last rulings of this process, by the facts and the day that they are about."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: OrderedDict[date, Rulings] = OrderedDict()

    def of(self, known: Known, day: date) -> Rulings:
        with self._lock:
            kept = self._kept.get(day)
            if kept is None or kept.known != known:
                kept = self._kept[day] = Rulings(known, day)
            self._kept.move_to_end(day)
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
            return kept


_last = _Last()


def rulings(known: Known, day: date) -> Rulings:
    """Return the rulings on these facts; those of equal facts are used again."""
    return _last.of(known, day)
