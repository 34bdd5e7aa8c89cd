"""What holds for a use: evidence, decisions of people, and a day.

A person's decision lifts "niet aangetoond" to at most "onder voorwaarden", never lifts "verboden",
may always be stricter, and ends. What is unknown or lapsed is never green.
"""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stadspoort.engines.frameworks import Assessed, Decided, Judgement, Standing, judge, worst

TODAY = date(2026, 11, 24)
GREEN, AMBER = Standing.TOEGESTAAN, Standing.ONDER_VOORWAARDEN
UNKNOWN, RED = Standing.NIET_AANGETOOND, Standing.VERBODEN


def assessed(standing: Standing, *, until: date | None = None) -> Assessed:
    return Assessed(standing, f"beoordeeld: {standing.value}", date(2026, 1, 1), until)


def allowed(*, until: date = date(2027, 1, 31), on: date = date(2026, 11, 1)) -> Decided:
    return Decided(True, "proef", on, until, ("lees na",))


FORBIDDEN = Decided(False, "te veel risico", date(2026, 11, 2))


@pytest.mark.parametrize(
    ("base", "decided", "expected"),
    [
        pytest.param([], [], UNKNOWN, id="nothing known"),
        pytest.param([], [allowed()], AMBER, id="nothing known, allowed"),
        pytest.param([], [FORBIDDEN], RED, id="nothing known, forbidden"),
        pytest.param([UNKNOWN], [], UNKNOWN, id="not shown"),
        pytest.param([UNKNOWN], [allowed()], AMBER, id="not shown, allowed"),
        pytest.param([UNKNOWN], [FORBIDDEN], RED, id="not shown, forbidden"),
        pytest.param([AMBER], [], AMBER, id="conditional"),
        pytest.param([AMBER], [allowed()], AMBER, id="conditional, allowed"),
        pytest.param([AMBER], [FORBIDDEN], RED, id="conditional, forbidden"),
        pytest.param([GREEN], [], GREEN, id="allowed by evidence"),
        pytest.param([GREEN], [allowed()], AMBER, id="a person may add conditions"),
        pytest.param([GREEN], [FORBIDDEN], RED, id="a person may be stricter"),
        pytest.param([RED], [], RED, id="forbidden by evidence"),
        pytest.param([RED], [allowed()], RED, id="a prohibition is never lifted"),
        pytest.param([RED], [FORBIDDEN], RED, id="forbidden twice"),
        pytest.param([GREEN, UNKNOWN], [], UNKNOWN, id="the worst of two wins"),
        pytest.param([GREEN, RED, AMBER], [allowed()], RED, id="the worst of three wins"),
        pytest.param([], [allowed(), FORBIDDEN], RED, id="forbidding goes before allowing"),
        pytest.param([], [FORBIDDEN, allowed(on=TODAY)], RED, id="also when allowed later"),
    ],
)
def test_table(base: list[Standing], decided: list[Decided], expected: Standing) -> None:
    """The whole table of evidence against decisions."""
    assert judge([assessed(standing) for standing in base], decided, TODAY).standing == expected


def test_a_permission_shows_that_a_person_gave_it() -> None:
    """The reader sees reason, end and conditions of the decision, and that a person took it."""
    assert judge([assessed(UNKNOWN)], [allowed()], TODAY) == Judgement(
        standing=AMBER,
        reason="proef",
        until=date(2027, 1, 31),
        conditions=("lees na",),
        by_person=True,
    )


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        pytest.param(date(2026, 10, 31), UNKNOWN, id="the day before"),
        pytest.param(date(2026, 11, 1), AMBER, id="the first day"),
        pytest.param(date(2027, 1, 31), AMBER, id="the last day"),
        pytest.param(date(2027, 2, 1), UNKNOWN, id="the day after"),
    ],
)
def test_a_permission_holds_from_its_first_to_its_last_day(day: date, expected: Standing) -> None:
    """Both days are included; outside them the base holds."""
    assert judge([], [allowed()], day).standing == expected


def test_a_lapsed_permission_says_so() -> None:
    """The asker learns why it worked yesterday."""
    lapsed = judge([], [allowed(until=date(2026, 11, 23))], TODAY)

    assert lapsed.reason == (
        "Het besluit liep af op 23-11-2026. Dit gebruik is nog niet beoordeeld."
    )


def test_a_withdrawn_permission_counts_for_nothing() -> None:
    """Nor does its reason stay behind."""
    withdrawn = Decided(True, "proef", date(2026, 11, 1), date(2027, 1, 1), is_withdrawn=True)

    assert judge([], [withdrawn], TODAY) == Judgement(
        UNKNOWN, "Dit gebruik is nog niet beoordeeld."
    )


def test_lapsed_evidence_is_not_shown_any_more() -> None:
    """Evidence that was green until yesterday is unknown today."""
    verdict = judge([assessed(GREEN, until=date(2026, 11, 23))], [], TODAY)

    assert verdict.standing == UNKNOWN
    assert verdict.reason == "De beoordeling liep af op 23-11-2026. beoordeeld: toegestaan"


def test_a_prohibition_does_not_lapse() -> None:
    """Whoever wants it gone must say so."""
    assert judge([assessed(RED, until=date(2026, 6, 1))], [allowed()], TODAY).standing == RED


def test_a_permission_ends_with_the_evidence_it_stands_on() -> None:
    """The end that is shown is the first day on which something can change for the worse."""
    base = assessed(AMBER, until=date(2026, 12, 24))

    assert judge([base], [allowed()], TODAY).until == date(2026, 12, 24)


def test_the_later_of_two_permissions_counts() -> None:
    """A new decision replaces the old one without anyone withdrawing it."""
    newer = Decided(True, "verlengd", date(2026, 11, 20), date(2027, 6, 30))

    assert judge([], [newer, allowed()], TODAY).until == date(2027, 6, 30)


def test_a_refused_permission_is_explained() -> None:
    """Who allowed something that is forbidden reads why it did not help."""
    assert judge([assessed(RED)], [allowed()], TODAY).reason == (
        "beoordeeld: verboden Een besluit van een medewerker kan een verbod niet opheffen."
    )


def test_the_worst_of_nothing_is_unknown() -> None:
    """Unknown is never green."""
    assert worst([]) == UNKNOWN


days = st.dates(date(2026, 1, 1), date(2027, 12, 31))
decisions = st.lists(
    st.builds(
        Decided,
        allows=st.booleans(),
        reason=st.just("reden"),
        decided_on=days,
        valid_until=st.none() | days,
        is_withdrawn=st.booleans(),
    ),
    max_size=4,
)
assessments = st.lists(
    st.builds(
        Assessed,
        standing=st.sampled_from(Standing),
        reason=st.just("reden"),
        assessed_on=days,
        valid_until=st.none() | days,
    ),
    max_size=4,
)


@given(assessments, decisions, days)
def test_no_person_makes_anything_green(
    base: list[Assessed], decided: list[Decided], day: date
) -> None:
    """Decisions never give "toegestaan", and never lift what is forbidden without them."""
    without, with_people = judge(base, [], day).standing, judge(base, decided, day).standing

    if without == RED:
        assert with_people == RED
    if with_people == GREEN:
        assert without == GREEN


@given(assessments, decisions, days)
def test_the_order_of_facts_does_not_matter(
    base: list[Assessed], decided: list[Decided], day: date
) -> None:
    """A database may hand out rows in any order."""
    turned = judge(base[::-1], decided[::-1], day)

    assert turned.standing == judge(base, decided, day).standing
