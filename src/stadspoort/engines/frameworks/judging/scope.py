"""For which uses the requirements of one framework count, and on which days that changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from stadspoort.engines.frameworks.conditions import Truth
from stadspoort.engines.frameworks.facts import Facts
from stadspoort.engines.frameworks.judging._attributes import (
    Values,
    application_values,
    joined,
    model_values,
    use_values,
)
from stadspoort.engines.frameworks.judging._rules import Rule, days_after, rules_on
from stadspoort.engines.frameworks.library import FrameworkVersion, Library

__all__ = ["law_days", "scopes"]


def law_days(day: date, versions: Iterable[FrameworkVersion]) -> list[date]:
    """Return the days after `day` on which a provision of these versions begins or has ended."""
    return days_after(
        day,
        (
            (entry.first, entry.last)
            for version in versions
            for provision in version.provisions
            for entry in provision.applies
        ),
    )


def scopes(
    library: Library, facts: Facts, day: date, framework: str
) -> Mapping[tuple[str, str], Mapping[str, Truth]]:
    """Return which requirements of a framework count on a day, by application and use.

    A requirement is there with True when it counts and with None when that is unknown; for the
    models of an application together, what counts for one counts.
    """
    rules = [rule for rule in rules_on(library, day) if rule.version.framework == framework]
    uses = {use.id: use_values(use, library.vocabulary) for use in facts.uses.values()}
    found: dict[tuple[str, str], Mapping[str, Truth]] = {}
    for application in facts.applications.values():
        base = application_values(facts, application)
        models = [model_values(facts.models[id_]) for id_ in application.models] or [{}]
        for use, of_use in uses.items():
            values = [joined(base, of_use, model) for model in models]
            found[application.id, use] = _counting(rules, values)
    return found


def _counting(rules: Iterable[Rule], values: Iterable[Values]) -> dict[str, Truth]:
    counting: dict[str, Truth] = {}
    known = list(values)
    for rule in rules:
        truths = [rule.asks.truth(each.get) for each in known]
        if any(truth is not False for truth in truths):
            counting[rule.requirement.id] = True if True in truths else None
    return counting
