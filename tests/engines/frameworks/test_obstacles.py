"""Where the frameworks stand in the way, counted on the starter catalogue and on little facts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from stadspoort.engines.frameworks.catalogue import packaged_catalogue
from stadspoort.engines.frameworks.library import packaged_library
from stadspoort.engines.frameworks.obstacles import obstacles

ON = date(2026, 11, 24)
FACTS = packaged_catalogue().facts
LIBRARY = packaged_library()
ONE = replace(
    FACTS,
    applications={"m365-copilot": FACTS.applications["m365-copilot"]},
    uses={"intern-met-persoonsgegevens": FACTS.uses["intern-met-persoonsgegevens"]},
)


def test_one_use_counts_once_per_requirement() -> None:
    """A DPIA that was only read in a report stands in the way, and is known to exist."""
    found = {each.requirement: each for each in obstacles(LIBRARY, ONE, ON)}
    dpia = found["avg-35-dpia"]
    assert (dpia.asked, dpia.count, dpia.applications, dpia.uses) == (1, 1, 1, 1)
    assert dict(dpia.outcomes) == {"to_check": 1}
    assert dpia.is_seen
    assert "municipality" in dpia.deliverers
    assert dpia.framework.startswith("avg@")


def test_what_nobody_could_show_is_told_apart() -> None:
    """No evidence of an accepted type anywhere in the facts."""
    unseen = [each for each in obstacles(LIBRARY, ONE, ON) if not each.is_seen]
    types = {each.type for each in FACTS.evidence}
    accepted = {
        each.id: {accepted.type for accepted in each.accepts}
        for version in LIBRARY.on(ON)
        for each in version.requirements
    }
    assert unseen
    assert all(not accepted[each.requirement] & types for each in unseen)


def test_the_commonest_comes_first_and_free_services_do_not_count() -> None:
    """Over all applications and uses of the catalogue."""
    consumers = sum(each.kind == "consumer" for each in FACTS.applications.values())
    found = obstacles(LIBRARY, FACTS, ON)
    counts = [each.count for each in found]
    assert counts == sorted(counts, reverse=True)
    assert max(each.applications for each in found) == len(FACTS.applications) - consumers


def test_nothing_stands_in_the_way_of_nothing() -> None:
    """No applications, no obstacles."""
    assert obstacles(LIBRARY, replace(FACTS, applications={}), ON) == ()
