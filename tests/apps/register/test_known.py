"""What is judged: the entries with the facts that hold on a day; unknown stays unknown."""

from __future__ import annotations

from datetime import date

import pytest
from tests.apps.frameworks import make as facts
from tests.apps.register import make

from stadspoort.apps.accounts.queries import system_user
from stadspoort.apps.frameworks import fact_actions
from stadspoort.apps.frameworks.choices import SubjectKind
from stadspoort.apps.frameworks.known import Known, known_on
from stadspoort.apps.register import actions
from stadspoort.apps.register.countries import code_of
from stadspoort.apps.register.entries import entries
from stadspoort.engines.frameworks.facts import SubProcessor

pytestmark = pytest.mark.django_db


def known(day: date = make.TODAY) -> Known:
    return known_on(day, entries())


def supplier(slug: str) -> None:
    actions.add_supplier(slug=slug, name=slug, country="Ierland", by=system_user(), now=make.NOW)


def link(name: str, subprocessor: str, **more: object) -> None:
    fact_actions.record_link(
        supplier=name, subprocessor=subprocessor, by=system_user(), now=make.NOW, **more
    )


def test_a_chain_is_known_none_or_unknown() -> None:
    """And who is not in the register has a chain that nobody knows."""
    for slug in ("keten", "geen", "onbekend"):
        supplier(slug)
    link("keten", "elders", country="US", task="opslag")
    link("geen", "")

    found = known().facts.suppliers

    assert found["keten"].subprocessors == (SubProcessor("elders", "US", "opslag"),)
    assert found["geen"].subprocessors == ()
    assert found["onbekend"].subprocessors is None
    assert (found["elders"].subprocessors, found["elders"].country) == (None, None)
    assert found["keten"].country == "IE"


def test_the_latest_answer_that_holds_counts() -> None:
    make.purpose()
    facts.fact(SubjectKind.USE, "brieven", "use.publishes", "nee")
    facts.fact(SubjectKind.USE, "brieven", "use.publishes", "ja", since=date(2026, 12, 1))

    now, then = known(), known(date(2026, 12, 1))

    assert now.facts.uses["brieven"].attributes == {"publishes": False}
    assert now.moves == {("use", "brieven"): date(2026, 12, 1)}
    assert then.facts.uses["brieven"].attributes == {"publishes": True}


def test_a_newer_setting_ends_the_older_one_the_day_before() -> None:
    told = {"application": "api", "name": "Bewaren", "counts_as": "instelling_retentie"}
    for value, since in (("30 dagen", date(2026, 1, 1)), ("90 dagen", date(2026, 6, 1))):
        fact_actions.record_setting(
            **told, value=value, since=since, by=system_user(), now=make.NOW
        )

    periods = [(each.value, each.since, each.until) for each in known().facts.settings]

    assert periods == [
        ("30 dagen", date(2026, 1, 1), date(2026, 5, 31)),
        ("90 dagen", date(2026, 6, 1), None),
    ]


def test_a_model_that_the_register_does_not_hold_leaves_all_of_them_unknown() -> None:
    make.service("dienst")
    make.model()
    facts.fact(SubjectKind.APPLICATION, "dienst", "app.models", ["mock"])
    assert known().facts.applications["dienst"].models == ("mock",)

    facts.fact(SubjectKind.APPLICATION, "dienst", "app.models", ["mock", "elders"])

    assert known().facts.applications["dienst"].models == ()


def test_equal_rows_are_equal_knowledge() -> None:
    """On that rests the use of earlier rulings: an equal value, and no other, gives the same."""
    make.purpose()
    before = known()
    assert known() == before

    facts.evidence()

    assert known() != before


@pytest.mark.parametrize(
    ("country", "code"),
    [("Nederland", "NL"), ("verenigde staten", "US"), ("IE", "IE"), ("Atlantis", None), ("", None)],
)
def test_a_country_in_words(country: str, code: str | None) -> None:
    assert code_of(country) == code
