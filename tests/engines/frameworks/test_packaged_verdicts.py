"""The frameworks of the package, judged for an invented municipality.

`tests/data/facts/meegeleverd.yaml`: freely accessible chat, a service overseas, a European service
through the gate and the own quoting model, for seven uses. Only the documents that block are there.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.engines.frameworks.make import FACTS

from stadspoort.engines.frameworks.facts import Facts, read_facts
from stadspoort.engines.frameworks.judging import judge
from stadspoort.engines.frameworks.library import packaged_library

TODAY = date(2026, 11, 24)
SELECTION_OF_CANDIDATES = "selecteren"
"""High risk, annex III point 4. None in a table: not in the trace, no date of it holds that day."""


def facts() -> Facts:
    """Return the facts of the invented municipality."""
    return read_facts((FACTS / "meegeleverd.yaml").read_bytes(), packaged_library())


@pytest.mark.parametrize(
    ("use", "free", "overseas", "through_the_gate", "own"),
    [
        ("opstellen", "forbidden", "unproven", "conditional", "conditional"),
        ("opstellen-persoon", "forbidden", "forbidden", "conditional", "conditional"),
        ("woo", "forbidden", "forbidden", "conditional", "conditional"),
        ("bezwaar", "forbidden", "forbidden", "conditional", "conditional"),
        ("antwoorden", "forbidden", "unproven", "conditional", "conditional"),
        ("scoren", "forbidden", "forbidden", "forbidden", "forbidden"),
        ("selecteren", "forbidden", "forbidden", "conditional", "conditional"),
    ],
)
def test_the_verdicts_of_today(
    use: str, free: str, overseas: str, through_the_gate: str, own: str
) -> None:
    """Free tools by their kind, scores by art. 5, overseas without a ground for the transfer."""
    found = {
        application: judge(packaged_library(), facts(), application, use, TODAY).verdict
        for application in ("vrij", "dienst", "poortdienst", "citaten")
    }

    assert found == {
        "vrij": free,
        "dienst": overseas,
        "poortdienst": through_the_gate,
        "citaten": own,
    }


def test_what_nobody_adopted_makes_nothing_green() -> None:
    without = replace(facts(), adoptions=())

    ruling = judge(packaged_library(), without, "poortdienst", "opstellen", TODAY)

    assert ruling.verdict == "unproven"


@pytest.mark.parametrize(
    ("day", "application", "forbidding"),
    [
        pytest.param(date(2025, 4, 15), "vrij", set(), id="before the position of 2025"),
        pytest.param(date(2025, 4, 16), "vrij", {"genai-geen-vrij"}, id="its first day"),
        pytest.param(TODAY, "vrij", {"genai-geen-vrij"}, id="today"),
        pytest.param(TODAY, "dienst", set(), id="a contract is another kind"),
    ],
)
def test_freely_accessible_chat(day: date, application: str, forbidding: set[str]) -> None:
    """No document is asked for, and no document helps."""
    ruling = judge(packaged_library(), facts(), application, "opstellen", day)

    found = {each.requirement.id for each in ruling.trace if each.outcome == "prohibited"}

    assert found == forbidding


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        pytest.param(date(2026, 7, 26), None, id="first text"),
        pytest.param(date(2026, 8, 2), None, id="the date of the first text"),
        pytest.param(date(2027, 12, 2), "not_applicable", id="it was on the market before"),
        pytest.param(date(2030, 8, 1), "not_applicable", id="the day before the end of respite"),
        pytest.param(date(2030, 8, 2), "missing", id="public bodies"),
    ],
)
def test_an_older_system_of_high_risk(day: date, expected: str | None) -> None:
    """On the market since 2025 and not changed: its duties begin on 2 August 2030 (art. 111(2))."""
    ruling = judge(packaged_library(), facts(), "poortdienst", SELECTION_OF_CANDIDATES, day)

    found = {each.requirement.id: each.outcome for each in ruling.trace}

    assert found.get("aia-26-8-registratie") == expected
    assert found.get("aia-27-fria") == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        pytest.param(date(2027, 12, 1), None, id="the day before"),
        pytest.param(date(2027, 12, 2), "missing", id="annex III"),
    ],
)
def test_a_changed_system_of_high_risk(day: date, expected: str | None) -> None:
    """Changed, or given a purpose of high risk, later: its duties begin with those of new ones."""
    given = facts()
    changed = {
        name: replace(each, attributes={**each.attributes, "significantly_changed": True})
        for name, each in given.applications.items()
    }

    ruling = judge(
        packaged_library(),
        replace(given, applications=changed),
        "poortdienst",
        SELECTION_OF_CANDIDATES,
        day,
    )

    found = {each.requirement.id: each.outcome for each in ruling.trace}
    assert found.get("aia-27-fria") == expected


def test_how_far_conditions_reach_through_the_gate_and_around_it() -> None:
    """Only gate and workbench make something so; of the rest no screen may say that."""
    given = facts()
    around = {name: replace(each, passes_gate=False) for name, each in given.applications.items()}

    through = judge(packaged_library(), given, "poortdienst", "woo", TODAY)
    beside = judge(
        packaged_library(), replace(given, applications=around), "poortdienst", "woo", TODAY
    )

    assert {each.id: each.reach for each in through.conditions} == {
        "budget": "gate",
        "classification": "gate",
        "logging": "gate",
        "mask": "gate",
        "no_special_data": "gate",
        "personal_access": "gate",
        "purpose": "gate",
        "safe_output": "gate",
        "human_decision": "workbench",
        "human_review": "workbench",
        "sources_shown": "workbench",
        "term_watch": "workbench",
        "eu_only": "setting",
        "no_training": "setting",
        "retention": "setting",
    }
    assert not {"gate", "workbench"} & {each.reach for each in beside.conditions}
    assert beside.verdict == "unproven"
