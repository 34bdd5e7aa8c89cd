"""What evidence comes to: days, ages, subjects, whose word it is and how it was read.

Unless said otherwise: one blocking requirement, adopted, that asks for a processor agreement of at
most a year old. Evidence counts from its effective day (also before it came in) to its last.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.engines.frameworks import small
from tests.engines.frameworks.small import evidence, requirement, ruling

from stadspoort.engines.frameworks.facts import Application, Setting
from stadspoort.engines.frameworks.judging import Outcome
from stadspoort.engines.frameworks.records import Bearing, Evidence, ReadAs, Reliance, Via

A_YEAR = "{needs: any, of: [verwerkersovereenkomst], max_age_days: 365}"
RULES = small.library(requirement(evidence=A_YEAR))


def outcome(*given: Evidence, day: date = small.DAY) -> Outcome:
    """Return what came of the one requirement."""
    return ruling(RULES, small.facts(*given), day).trace[0].outcome


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        pytest.param(date(2025, 12, 31), "missing", id="the day before it takes effect"),
        pytest.param(date(2026, 1, 1), "met", id="the first day"),
        pytest.param(date(2027, 1, 1), "met", id="365 days later"),
        pytest.param(date(2027, 1, 2), "expired", id="366 days later"),
    ],
)
def test_evidence_ages_to_the_day(day: date, expected: str) -> None:
    """A document of 1-1-2026 that may be 365 days old counts up to 1-1-2027."""
    assert outcome(evidence(), day=day) == expected


@pytest.mark.parametrize(
    ("changed", "day", "expected"),
    [
        pytest.param({"ends": date(2026, 6, 30)}, date(2026, 6, 30), "met", id="last day"),
        pytest.param({"ends": date(2026, 6, 30)}, date(2026, 7, 1), "expired", id="ended"),
        pytest.param({"withdrawn_on": date(2026, 7, 1)}, date(2026, 6, 30), "met", id="day before"),
        pytest.param({"withdrawn_on": date(2026, 7, 1)}, date(2026, 7, 1), "missing",
                     id="withdrawn"),
        pytest.param({"ends": date(2026, 6, 30), "withdrawn_on": date(2026, 7, 1)},
                     date(2026, 7, 1), "expired", id="had ended when it was withdrawn"),
        pytest.param({"received": date(2026, 12, 31)}, date(2026, 6, 1), "met",
                     id="the day it came in decides nothing"),
    ],
)  # fmt: skip
def test_evidence_ends(changed: dict[str, date], day: date, expected: str) -> None:
    assert outcome(evidence(**changed), day=day) == expected


def test_evidence_is_annulled_from_the_day_of_what_annuls_it() -> None:
    given = evidence(annulled_by="uitspraak")
    court = evidence("uitspraak", effective=date(2026, 9, 1), bearing=Bearing.CONTEXT)

    assert outcome(given, court, day=date(2026, 8, 31)) == "met"
    assert outcome(given, court, day=date(2026, 9, 1)) == "missing"
    assert outcome(given, day=date(2026, 8, 31)) == "missing", "what annuls is not there: no trust"


def test_what_is_against_is_annulled_only_by_what_is_there() -> None:
    """A prohibition does not fall by something that nobody can show: a doubt is no yes."""
    ban = evidence(
        "verbod", effective=date(2026, 3, 1), bearing=Bearing.AGAINST,
        reliance=Reliance.SUPERVISOR_OR_GOVERNMENT, annulled_by="uitspraak",
    )  # fmt: skip
    court = evidence("uitspraak", effective=date(2026, 9, 1), bearing=Bearing.CONTEXT)
    memory = replace(court, reliance=Reliance.MEMORY)

    assert outcome(evidence(), ban, court, day=date(2026, 8, 31)) == "contradicted"
    assert outcome(evidence(), ban, court, day=date(2026, 9, 1)) == "met"
    assert outcome(evidence(), ban, day=date(2026, 9, 1)) == "contradicted", "it is not there"
    assert outcome(evidence(), ban, memory, day=date(2026, 9, 1)) == "contradicted", "hearsay"


@pytest.mark.parametrize(
    ("reliance", "expected"),
    [
        (Reliance.OWN_CHECK, "met"),
        (Reliance.ADOPTED, "met"),
        (Reliance.PUBLIC_SOURCE, "met"),
        (Reliance.SUPERVISOR_OR_GOVERNMENT, "met"),
        (Reliance.SUPPLIER_CLAIM, "met"),
        (Reliance.MEMORY, "missing"),
    ],
)
def test_whose_word_supports(reliance: Reliance, expected: str) -> None:
    """An agreement is the supplier's to give; memory supports nothing."""
    assert outcome(evidence(reliance=reliance)) == expected


def test_a_supplier_supports_only_what_is_its_to_give() -> None:
    """A DPIA is the municipality's: the supplier's word for it is nothing."""
    rules = small.library(requirement(evidence="{needs: any, of: [dpia]}"))
    claim = evidence(type="dpia", reliance=Reliance.SUPPLIER_CLAIM)

    finding = ruling(rules, small.facts(claim)).trace[0]

    assert finding.outcome == "missing"
    assert finding.reason == "Er is geen bewijs dat telt. Nodig: DPIA. bewijs telt niet mee."


@pytest.mark.parametrize(
    ("read_as", "via", "expected"),
    [
        (ReadAs.FULL, Via.DOCUMENT, "met"),
        (ReadAs.PASSAGE, Via.OWN_PAGE, "met"),
        (ReadAs.EXCERPT, Via.OWN_PAGE, "to_check"),
        (ReadAs.FULL, Via.REPORT, "to_check"),
        (ReadAs.EXCERPT, Via.REPORT, "to_check"),
    ],
)
def test_what_was_not_read_at_the_source_is_to_be_checked(
    read_as: ReadAs, via: Via, expected: str
) -> None:
    known = ruling(RULES, small.facts(evidence(read_as=read_as, via=via)))

    assert known.trace[0].outcome == expected
    assert known.trace[0].evidence == ("bewijs",), "it is shown either way"
    assert known.verdict == ("allowed" if expected == "met" else "unproven")


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        pytest.param({"application": "app"}, "met", id="the application"),
        pytest.param({"application": "ander"}, "missing", id="another application"),
        pytest.param({"supplier": "lev"}, "met", id="its supplier"),
        pytest.param({"supplier": "maker"}, "missing", id="another supplier"),
        pytest.param({"organisation": "waterdam"}, "met", id="the organisation"),
        pytest.param({"use": "use"}, "met", id="the use"),
        pytest.param({"use": "ander"}, "missing", id="another use"),
        pytest.param({"application": "app", "use": "use"}, "met", id="both match"),
        pytest.param({"application": "app", "use": "ander"}, "missing", id="one does not"),
        pytest.param({}, "met", id="everything"),
        pytest.param({"model": "m1"}, "missing", id="a model that it does not have"),
    ],
)
def test_all_that_evidence_names_must_match(subject: dict[str, str], expected: str) -> None:
    assert outcome(evidence(subject=subject)) == expected


@pytest.mark.parametrize(
    ("models", "bearing", "expected"),
    [
        (("m1",), Bearing.FOR, "met"),
        (("m1", "m2"), Bearing.FOR, "missing"),
        (("m1", "m2"), Bearing.AGAINST, "contradicted"),
    ],
    ids=["its only model", "one of its models", "against one of its models"],
)
def test_evidence_about_one_model_is_not_about_the_other(
    models: tuple[str, ...], bearing: Bearing, expected: str
) -> None:
    application = Application("app", "Toepassing", "lev", "own", True, models)
    given = evidence(subject={"model": "m1"}, bearing=bearing)

    assert ruling(RULES, small.facts(given, application=application)).trace[0].outcome == expected


@pytest.mark.parametrize(
    ("concerns", "type_", "bearing", "expected"),
    [
        pytest.param(("eis",), "verwerkersovereenkomst", Bearing.FOR, "met", id="named"),
        pytest.param(("ander",), "verwerkersovereenkomst", Bearing.FOR, "missing",
                     id="another is named"),
        pytest.param(("eis",), "dpia", Bearing.FOR, "missing", id="named, but not its type"),
        pytest.param(("eis",), "dpia", Bearing.AGAINST, "contradicted",
                     id="against it may be of any type"),
        pytest.param((), "dpia", Bearing.AGAINST, "missing", id="against, of a type not asked for"),
        pytest.param((), "verwerkersovereenkomst", Bearing.CONTEXT, "missing", id="context"),
    ],
)  # fmt: skip
def test_what_evidence_concerns(
    concerns: tuple[str, ...], type_: str, bearing: Bearing, expected: str
) -> None:
    assert outcome(evidence(concerns=concerns, type=type_, bearing=bearing)) == expected


class TestAgainst:
    """Own checks, supervisors and government contradict; newer support takes it away."""

    @pytest.mark.parametrize(
        ("reliance", "expected"),
        [
            (Reliance.OWN_CHECK, "contradicted"),
            (Reliance.SUPERVISOR_OR_GOVERNMENT, "contradicted"),
            (Reliance.PUBLIC_SOURCE, "missing"),
            (Reliance.ADOPTED, "missing"),
            (Reliance.SUPPLIER_CLAIM, "missing"),
            (Reliance.MEMORY, "missing"),
        ],
    )
    def test_whose_word_contradicts(self, reliance: Reliance, expected: str) -> None:
        assert outcome(evidence(bearing=Bearing.AGAINST, reliance=reliance)) == expected

    @pytest.mark.parametrize(
        ("against_on", "expected"),
        [
            pytest.param(date(2025, 12, 31), "met", id="older than the support"),
            pytest.param(date(2026, 1, 1), "contradicted", id="of the same day"),
            pytest.param(date(2026, 1, 2), "contradicted", id="newer"),
            pytest.param(date(2026, 11, 25), "met", id="of tomorrow"),
        ],
    )
    def test_the_newest_decides(self, against_on: date, expected: str) -> None:
        against = evidence("tegen", bearing=Bearing.AGAINST, effective=against_on)

        assert outcome(evidence(), against) == expected

    def test_support_that_is_to_be_checked_takes_nothing_away(self) -> None:
        against = evidence("tegen", bearing=Bearing.AGAINST)
        newer = evidence(effective=date(2026, 5, 1), read_as=ReadAs.EXCERPT)

        assert outcome(against, newer) == "contradicted"

    def test_a_contradiction_does_not_age(self) -> None:
        """Nobody looked for two years: that is no reason to trust it again."""
        against = evidence("tegen", bearing=Bearing.AGAINST, effective=date(2020, 1, 1))

        assert outcome(against) == "contradicted"

    def test_it_ends_by_its_own_end_or_when_it_is_withdrawn(self) -> None:
        ended = evidence("tegen", bearing=Bearing.AGAINST, ends=date(2026, 6, 30))
        withdrawn = evidence("tegen", bearing=Bearing.AGAINST, withdrawn_on=date(2026, 7, 1))

        assert outcome(ended, day=date(2026, 6, 30)) == "contradicted"
        assert outcome(ended, day=date(2026, 7, 1)) == "missing"
        assert outcome(withdrawn, day=date(2026, 7, 1)) == "missing"


class TestAnyOrAll:
    """One of several types, or every one of them."""

    ANY = small.library(requirement(evidence="{needs: any, of: [verwerkersovereenkomst, dpia]}"))
    ALL = small.library(requirement(evidence="{needs: all, of: [verwerkersovereenkomst, dpia]}"))

    @pytest.mark.parametrize(
        ("types", "either", "both"),
        [
            ((), "missing", "missing"),
            (("dpia",), "met", "missing"),
            (("verwerkersovereenkomst",), "met", "missing"),
            (("verwerkersovereenkomst", "dpia"), "met", "met"),
        ],
    )
    def test_how_many_are_needed(self, types: tuple[str, ...], either: str, both: str) -> None:
        known = small.facts(*(evidence(type_, type=type_) for type_ in types))

        assert ruling(self.ANY, known).trace[0].outcome == either
        assert ruling(self.ALL, known).trace[0].outcome == both

    def test_the_weakest_of_all_decides(self) -> None:
        """A DPIA of 2020 is older than its three years; the agreement is there."""
        old = evidence("oud", type="dpia", effective=date(2020, 1, 1))

        finding = ruling(self.ALL, small.facts(evidence(), old)).trace[0]

        assert finding.outcome == "expired"
        assert finding.reason == (
            "Het bewijs (oud) telde tot en met 31-12-2022. Nodig: Verwerkersovereenkomst en DPIA."
        )

    def test_one_end_of_all_is_the_end(self) -> None:
        """Both are needed: the first to end decides; of either, the last."""
        one = evidence(ends=date(2026, 12, 31))
        two = evidence("dpia", type="dpia", ends=date(2027, 6, 30))

        assert ruling(self.ALL, small.facts(one, two)).valid_until == date(2026, 12, 31)
        assert ruling(self.ANY, small.facts(one, two)).valid_until == date(2027, 6, 30)


def test_what_no_machine_can_decide_needs_a_judgement() -> None:
    """A document alone says nothing of what a person must weigh."""
    rules = small.library(
        requirement(
            machine="false",
            evidence="{needs: any, of: [verwerkersovereenkomst, oordeel_met_uitleg]}",
        )
    )
    judgement = evidence("oordeel", type="oordeel_met_uitleg")

    assert ruling(rules, small.facts(evidence())).trace[0].outcome == "missing"
    assert ruling(rules, small.facts(judgement)).trace[0].outcome == "met"


@pytest.mark.parametrize(
    ("checked_by", "bearing", "expected"),
    [
        ("beheerder", Bearing.FOR, "met"),
        (None, Bearing.FOR, "to_check"),
        ("beheerder", Bearing.AGAINST, "contradicted"),
    ],
    ids=["somebody looked", "nobody looked", "the switch is the wrong way"],
)
def test_a_setting_is_evidence(checked_by: str | None, bearing: Bearing, expected: str) -> None:
    """The same product is allowed or not by one switch, from the day it was turned."""
    setting = Setting(
        "app", "training", "uit", date(2026, 2, 1), "verwerkersovereenkomst",
        checked_by=checked_by, bearing=bearing,
    )  # fmt: skip
    known = small.facts(settings=(setting,))

    assert ruling(RULES, known, date(2026, 1, 31)).trace[0].outcome == "missing"
    assert ruling(RULES, known, date(2026, 2, 1)).trace[0].outcome == expected


class TestModels:
    """A requirement about models is judged for each; the worst counts."""

    RULES = small.library(
        requirement(
            subject="model", condition="model.is_gpai",
            evidence="{needs: any, of: [gedragscode_gpai]}",
        )
    )  # fmt: skip
    SIGNED = evidence("code", type="gedragscode_gpai", subject={"supplier": "maker"})

    @pytest.mark.parametrize(
        ("models", "given", "expected"),
        [
            pytest.param((), True, "unknown", id="no model is known"),
            pytest.param(("m1",), True, "met", id="its maker signed"),
            pytest.param(("m1",), False, "missing", id="its maker did not"),
            pytest.param(("m2",), False, "not_applicable", id="not of this kind"),
            pytest.param(("m1", "m2"), True, "met", id="one signed, one is not of this kind"),
            pytest.param(("m2", "m1"), False, "missing", id="the worst of two"),
        ],
    )
    def test_the_worst_counts(self, models: tuple[str, ...], given: bool, expected: str) -> None:
        application = Application("app", "Toepassing", "lev", "own", True, models)
        known = small.facts(*([self.SIGNED] if given else []), application=application)

        assert ruling(self.RULES, known).trace[0].outcome == expected

    def test_the_supplier_of_the_application_is_not_the_maker(self) -> None:
        application = Application("app", "Toepassing", "lev", "own", True, ("m1",))
        other = evidence("code", type="gedragscode_gpai", subject={"supplier": "lev"})

        found = ruling(self.RULES, small.facts(other, application=application))

        assert found.trace[0].outcome == "missing"
