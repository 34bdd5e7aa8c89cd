"""All applications for all uses at once: what differs from use to use stays apart."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.engines.frameworks import small
from tests.engines.frameworks.small import evidence, requirement

from stadspoort.engines.frameworks.facts import Application, Facts, Use
from stadspoort.engines.frameworks.judging import judge, judge_all
from stadspoort.engines.frameworks.library import Library
from stadspoort.engines.frameworks.records import Bearing, Decision

USES = {
    id_: Use(id_, id_, frozenset({class_}), attributes={"workbench": workbench})
    for id_, class_, workbench in (
        ("eerste", "intern", False),
        ("tweede", "persoonsgegevens", True),
        ("derde", "intern", True),
    )
}


def verdicts(rules: Library, facts: Facts) -> dict[str, tuple[str, date | None]]:
    """Return verdict and last day of the one application, by use."""
    return {row.use: (row.verdict, row.valid_until) for row in judge_all(rules, facts, small.DAY)}


def known(*given: object, **more: object) -> Facts:
    """Return facts with three uses."""
    return replace(small.facts(), uses=USES, evidence=given, **more)  # type: ignore[arg-type]  # fields of one dataclass


def test_evidence_for_one_use_says_nothing_of_the_others() -> None:
    rules = small.library(requirement())

    assert verdicts(rules, known(evidence(subject={"use": "tweede"}))) == {
        "eerste": ("unproven", None),
        "tweede": ("allowed", None),
        "derde": ("unproven", None),
    }


def test_evidence_against_one_use_leaves_the_others() -> None:
    rules = small.library(requirement())
    wide = evidence(ends=date(2027, 3, 31))
    against = evidence("tegen", subject={"use": "derde"}, bearing=Bearing.AGAINST,
                       effective=date(2026, 5, 1))  # fmt: skip

    assert verdicts(rules, known(wide, against)) == {
        "eerste": ("allowed", date(2027, 3, 31)),
        "tweede": ("allowed", date(2027, 3, 31)),
        "derde": ("forbidden", None),
    }


def test_a_longer_end_for_one_use_is_its_own() -> None:
    rules = small.library(requirement())
    short = evidence("kort", ends=date(2026, 12, 31))
    longer = evidence("lang", subject={"use": "eerste"}, ends=date(2027, 6, 30))

    assert verdicts(rules, known(short, longer)) == {
        "eerste": ("allowed", date(2027, 6, 30)),
        "tweede": ("allowed", date(2026, 12, 31)),
        "derde": ("allowed", date(2026, 12, 31)),
    }


def test_a_condition_splits_the_uses() -> None:
    rules = small.library(
        requirement("altijd", reach="gate", check="runtime"),
        requirement("persoon", condition="use.personal_data"),
    )

    assert {use: verdict for use, (verdict, _) in verdicts(rules, known()).items()} == {
        "eerste": "allowed",
        "tweede": "unproven",
        "derde": "allowed",
    }


def test_the_workbench_splits_the_uses() -> None:
    """The first is not done in the workbench, so nothing confirms it there."""
    rules = small.library(requirement(reach="workbench", check="runtime", enforces="[mask]"))
    rows = judge_all(rules, known(), small.DAY)

    assert [row.verdict for row in rows] == ["unproven", "conditional", "conditional"]
    assert [[each.reach for each in row.conditions] for row in rows] == [["gate"]] * 3


def test_what_the_gate_does_not_see_to_needs_evidence() -> None:
    """For the first use the gate does not do what it can do elsewhere."""
    rules = small.library(requirement(reach="gate", check="runtime", enforces="[mask]"))
    first, *others = USES.values()
    uses = {each.id: each for each in (replace(first, unenforced=frozenset({"mask"})), *others)}
    rows = judge_all(rules, replace(small.facts(), uses=uses), small.DAY)
    told = judge(rules, replace(small.facts(), uses=uses), "app", first.id, small.DAY)

    assert [row.verdict for row in rows] == ["unproven", "conditional", "conditional"]
    assert [[each.reach for each in row.conditions] for row in rows] == [
        ["instruction"], ["gate"], ["gate"],
    ]  # fmt: skip
    assert told.verdict == "unproven"
    assert told.reasons[0].reason.startswith("Zoals het hier is ingericht, ziet de poort hier")


def test_an_application_may_lie_out_of_sight() -> None:
    """Such as a key of a system: who sits behind it, the gate does not know."""
    rules = small.library(requirement(reach="gate", check="runtime", enforces="[mask]"))
    (own,) = small.facts().applications.values()
    hidden = replace(own, unenforced=frozenset({"mask"}))
    rows = judge_all(rules, known(applications={"app": hidden}), small.DAY)

    assert {row.verdict for row in rows} == {"unproven"}


def test_a_decision_is_about_one_use() -> None:
    rules = small.library(requirement())
    lifted = Decision("app", "derde", True, "proef", "fatima", date(2026, 11, 1), date(2027, 1, 31))

    assert verdicts(rules, known(decisions=(lifted,))) == {
        "eerste": ("unproven", None),
        "tweede": ("unproven", None),
        "derde": ("conditional", date(2027, 1, 31)),
    }


@pytest.mark.parametrize(
    ("models", "expected"),
    [
        pytest.param(("m2",), "allowed", id="the model is not of this kind"),
        pytest.param(("m1",), "unproven", id="the model is, and nobody signed"),
        pytest.param(("m2", "m1"), "unproven", id="one of two"),
        pytest.param((), "unproven", id="no model is known"),
    ],
)
def test_models(models: tuple[str, ...], expected: str) -> None:
    rules = small.library(
        requirement("altijd", reach="gate", check="runtime"),
        requirement("model", subject="model", condition="model.is_gpai",
                    evidence="{needs: any, of: [gedragscode_gpai]}"),
    )  # fmt: skip
    application = Application("app", "Toepassing", "lev", "own", True, models)
    facts = small.facts(application=application)

    assert [row.verdict for row in judge_all(rules, facts, small.DAY)] == [expected]


def test_nothing_to_judge_is_nothing() -> None:
    rules = small.library(requirement())

    assert judge_all(rules, small.facts(uses={}), small.DAY) == ()
    assert judge_all(rules, small.facts(applications={}), small.DAY) == ()
