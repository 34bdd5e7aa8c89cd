"""What a new version does to verdicts, before anybody adopts it.

The old version is taken to go on as it is, and beside it the new one from its first day, adopted as
far as the old one was. Both are judged on the new version's first day and on every later day on
which one of the two begins or ends to ask something. Everything else is as it is known now.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TypeAlias

from stadspoort.engines.frameworks.changes._differences import (
    ChangeKind,
    RequirementChange,
    differences,
)
from stadspoort.engines.frameworks.facts import Facts
from stadspoort.engines.frameworks.judging import Ruling, Verdict, judge_all, judge_each
from stadspoort.engines.frameworks.judging.scope import law_days, scopes
from stadspoort.engines.frameworks.library import FrameworkVersion, Library
from stadspoort.engines.frameworks.records import Adoption

_Pair: TypeAlias = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Touched:
    """A use for which a changed requirement counts, or counted.

    Attributes:
        requirement: Which one.
        application: Which application.
        use: Which use.
        on: First day on which it makes a difference.
    """

    requirement: str
    application: str
    use: str
    on: date


@dataclass(frozen=True, slots=True)
class VerdictChange:
    """A verdict that is another with the new version.

    Attributes:
        application: Which application.
        use: Which use.
        on: From which day.
        before: With the old version, on that day.
        after: With the new version, on that day.
        because: The changed requirements that leave another verdict.
    """

    application: str
    use: str
    on: date
    before: Verdict
    after: Verdict
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Impact:
    """What a new version does.

    Attributes:
        changes: The requirements that are new, gone, replaced, changed or moved.
        touched: Where those count, by requirement and first day.
        verdicts: What becomes of verdicts, by day.
    """

    changes: tuple[RequirementChange, ...]
    touched: tuple[Touched, ...]
    verdicts: tuple[VerdictChange, ...]


def impact(library: Library, facts: Facts, old: FrameworkVersion, new: FrameworkVersion) -> Impact:
    """Return what the new version of a framework does to these facts, in the place of the old one.

    Args:
        library: All other frameworks; both versions may be in it.
        facts: What is judged, as it is known now.
        old: The version that is in force.
        new: The version that takes its place on its first day.
    """
    both = _Both(library, facts, old, new)
    changes = differences(old, new)
    return Impact(changes, tuple(both.touched(changes)), tuple(both.verdicts(changes)))


class _Both:
    """The two libraries beside each other."""

    def __init__(
        self, library: Library, facts: Facts, old: FrameworkVersion, new: FrameworkVersion
    ) -> None:
        rest = [
            each
            for each in library.versions
            if each.framework != old.framework or (each.last is not None and each.last < old.first)
        ]
        ended = replace(old, last=new.first - timedelta(days=1))
        before = [ended] if old.first < new.first else []
        self._old = replace(library, versions=(*rest, replace(old, last=None)))
        self._new = replace(library, versions=(*rest, *before, replace(new, last=None)))
        self._framework = old.framework
        self._facts = replace(facts, adoptions=(*facts.adoptions, *_carried(facts, old, new)))
        self._days = [new.first, *law_days(new.first, (old, new))]

    def touched(self, changes: Sequence[RequirementChange]) -> Iterator[Touched]:
        """Give every use that a change touches, once, with its first day."""
        seen: set[tuple[str, str, str]] = set()
        for day in self._days:
            before, after = (
                scopes(library, self._facts, day, self._framework)
                for library in (self._old, self._new)
            )
            for change in changes:
                for pair in after:
                    key = (change.requirement, *pair)
                    if key not in seen and _differs(change, before[pair], after[pair]):
                        seen.add(key)
                        yield Touched(*key, day)

    def verdicts(self, changes: Sequence[RequirementChange]) -> Iterator[VerdictChange]:
        """Give every verdict that becomes another, by day; and again when it changes once more."""
        told: dict[tuple[str, str], tuple[Verdict, Verdict]] = {}
        changed = {id_ for each in changes for id_ in (each.requirement, *each.replaces)}
        for day in self._days:
            moved = {
                pair: verdicts
                for pair, verdicts in self._beside(day)
                if told.get(pair, verdicts) != verdicts
                or (pair not in told and verdicts[0] != verdicts[1])
            }
            because = self._because(moved, day, changed) if moved else {}
            for pair, verdicts in moved.items():
                yield VerdictChange(*pair, day, *verdicts, because[pair])
            told |= moved

    def _beside(self, day: date) -> Iterator[tuple[_Pair, tuple[Verdict, Verdict]]]:
        """Give both verdicts on every pair."""
        before = judge_all(self._old, self._facts, day)
        after = judge_all(self._new, self._facts, day)
        for one, other in zip(before, after, strict=True):
            yield (one.application, one.use), (one.verdict, other.verdict)

    def _because(
        self, pairs: Container[_Pair], day: date, changed: Set[str]
    ) -> dict[_Pair, tuple[str, ...]]:
        """Return the changed requirements that leave another verdict on these pairs."""
        before, after = (
            {
                (ruling.application, ruling.use): _effects(ruling)
                for ruling in judge_each(library, self._facts, day, pairs=pairs)
            }
            for library in (self._old, self._new)
        )
        return {
            pair: tuple(sorted(id_ for id_ in changed if was.get(id_) != after[pair].get(id_)))
            for pair, was in before.items()
        }


def _effects(ruling: Ruling) -> Mapping[str, Verdict]:
    """Return what each requirement that has a say leaves of the verdict."""
    return {each.requirement.id: each.effect for each in ruling.trace if each.applies}


def _differs(
    change: RequirementChange, before: Mapping[str, bool | None], after: Mapping[str, bool | None]
) -> bool:
    """Say whether a change makes a difference here: another scope, or other words in its scope."""
    was = any(id_ in before for id_ in (change.requirement, *change.replaces))
    is_ = change.requirement in after
    if change.kind == ChangeKind.MOVED:
        nothing = object()
        return before.get(change.requirement, nothing) is not after.get(change.requirement, nothing)
    return was or is_


def _carried(facts: Facts, old: FrameworkVersion, new: FrameworkVersion) -> Iterator[Adoption]:
    """Give the adoptions of the old version as if they were of the new one."""
    there = {each.id for each in new.requirements}
    for adoption in facts.adoptions:
        is_of_old = (adoption.framework, adoption.version) == (old.framework, old.version)
        if is_of_old and (adoption.requirement is None or adoption.requirement in there):
            yield replace(adoption, version=new.version)
