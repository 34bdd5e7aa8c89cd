"""The verdict: severity, authority, decisions of people, conditions, reach and its last day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.engines.frameworks import small
from tests.engines.frameworks.small import ADOPTED, evidence, requirement, ruling

from stadspoort.engines.frameworks.facts import Application, Facts, Use
from stadspoort.engines.frameworks.judging import UnknownSubjectError, judge
from stadspoort.engines.frameworks.records import Adoption, Bearing, Decision, ReadAs

DAY = small.DAY
MET = evidence()
TO_CHECK = evidence(read_as=ReadAs.EXCERPT)
EXPIRED = evidence(ends=date(2026, 6, 30))
AGAINST = evidence(bearing=Bearing.AGAINST)
CLASS_UNKNOWN = Use("use", "Gebruik")


@pytest.mark.parametrize("severity", ["block", "warn", "info"])
@pytest.mark.parametrize(
    ("known", "expected"),
    [
        pytest.param(small.facts(MET), ("allowed", "allowed", "allowed"), id="met"),
        pytest.param(small.facts(), ("unproven", "conditional", "allowed"), id="missing"),
        pytest.param(small.facts(EXPIRED), ("unproven", "conditional", "allowed"), id="expired"),
        pytest.param(small.facts(TO_CHECK), ("unproven", "conditional", "allowed"), id="to check"),
        pytest.param(small.facts(AGAINST), ("forbidden", "conditional", "allowed"), id="against"),
        pytest.param(small.facts(MET, adoptions=()), ("unproven", "conditional", "allowed"),
                     id="met, a concept"),
        pytest.param(small.facts(AGAINST, adoptions=()), ("forbidden", "conditional", "allowed"),
                     id="against, a concept: it can refuse"),
    ],
)  # fmt: skip
def test_what_a_requirement_leaves(
    severity: str, known: Facts, expected: tuple[str, str, str]
) -> None:
    rules = small.library(requirement(severity=severity))

    assert ruling(rules, known).verdict == expected[["block", "warn", "info"].index(severity)]


@pytest.mark.parametrize(
    ("severity", "classes", "expected"),
    [
        ("block", None, "unproven"),
        ("warn", None, "unproven"),
        ("info", None, "allowed"),
        ("block", frozenset({"persoonsgegevens"}), "allowed"),
    ],
)
def test_unknown_is_never_green(
    severity: str, classes: frozenset[str] | None, expected: str
) -> None:
    """Even with the evidence there: nobody knows whether more is asked."""
    rules = small.library(requirement(severity=severity, condition="use.personal_data"))
    found = ruling(rules, small.facts(MET, use=Use("use", "Gebruik", classes)))

    assert found.verdict == expected
    assert found.trace[0].missing == (() if classes else ("use.personal_data",))
    if classes is None:
        assert found.trace[0].reason == (
            "Niet bekend of deze eis geldt. Vul in: er zijn persoonsgegevens bij."
        )


def test_where_nothing_applies_nothing_is_shown() -> None:
    """No requirement at all is no permission."""
    rules = small.library(requirement(condition="use.personal_data"))

    assert ruling(rules, small.facts(MET)).verdict == "unproven"
    assert ruling(rules, small.facts(MET), date(2019, 12, 31)).trace == ()
    assert ruling(rules, small.facts(MET), date(2019, 12, 31)).verdict == "unproven"


@pytest.mark.parametrize(
    ("practices", "expected"),
    [
        (frozenset({"emotie_werkplek"}), ("forbidden", "prohibited")),
        (frozenset(), ("allowed", "not_applicable")),
        (None, ("unproven", "unknown")),
    ],
    ids=["it is so", "it is not", "unknown"],
)
@pytest.mark.parametrize("adoptions", [(ADOPTED,), ()], ids=["adopted", "a concept"])
def test_a_prohibition(
    practices: frozenset[str] | None, expected: tuple[str, str], adoptions: tuple[Adoption, ...]
) -> None:
    """No evidence helps; also a concept forbids."""
    rules = small.library(
        requirement("ander"),
        requirement(
            "verbod", condition="\"'emotie_werkplek' in use.practices\"", prohibits="true",
            evidence=None,
        ),
    )  # fmt: skip
    attributes = {} if practices is None else {"practices": practices}
    use = Use("use", "Gebruik", frozenset({"intern"}), attributes=attributes)
    found = ruling(rules, small.facts(MET, use=use, adoptions=adoptions))
    outcomes = {each.requirement.id: each.outcome for each in found.trace}

    verdict = "unproven" if not adoptions and expected[0] == "allowed" else expected[0]
    assert (found.verdict, outcomes["verbod"]) == (verdict, expected[1])


class TestAuthority:
    """A concept can refuse and never makes green; what is set aside is shown and counts not."""

    RULES = small.library(requirement())
    ASIDE = Adoption(
        "eisen", "1", adopted=False, by="College", on=date(2026, 3, 1), requirement="eis",
        reason="geldt hier niet", until=date(2026, 12, 31),
    )  # fmt: skip

    def test_a_concept_that_is_met_says_why_it_does_not_count(self) -> None:
        found = ruling(self.RULES, small.facts(MET, adoptions=()))

        assert found.trace[0].outcome == "met"
        assert found.trace[0].rests_on.basis == "concept"
        assert found.trace[0].reason == (
            "Aangetoond met bewijs. De eis is een concept en door de gemeente nog niet overgenomen"
            "; daarom telt dit niet mee."
        )

    @pytest.mark.parametrize(
        ("day", "basis", "verdict"),
        [
            (date(2026, 2, 28), "concept", "unproven"),
            (date(2026, 3, 1), "adopted", "allowed"),
            (date(2026, 6, 30), "adopted", "allowed"),
            (date(2026, 7, 1), "concept", "unproven"),
        ],
    )
    def test_an_adoption_counts_from_its_first_to_its_last_day(
        self, day: date, basis: str, verdict: str
    ) -> None:
        adoption = replace(ADOPTED, on=date(2026, 3, 1), until=date(2026, 6, 30))
        found = ruling(self.RULES, small.facts(MET, adoptions=[adoption]), day)

        assert (found.trace[0].rests_on.basis, found.verdict) == (basis, verdict)
        if basis == "adopted":
            assert found.valid_until == date(2026, 6, 30)
            assert found.trace[0].rests_on.by == "College"

    def test_a_final_text_needs_no_adoption(self) -> None:
        rules = small.library(requirement(), status="final")

        assert ruling(rules, small.facts(MET, adoptions=())).verdict == "allowed"

    def test_what_is_set_aside_is_shown_and_counts_not(self) -> None:
        rules = small.library(requirement(), requirement("ander", severity="info"))
        found = ruling(rules, small.facts(adoptions=[ADOPTED, self.ASIDE]))
        shown = {each.requirement.id: each for each in found.trace}

        assert found.verdict == "allowed"
        assert shown["eis"].outcome == "set_aside"
        assert shown["eis"].reason == (
            "Terzijde gelegd door College op 01-03-2026: geldt hier niet"
        )
        assert found.valid_until == date(2026, 12, 31)
        later = ruling(rules, small.facts(adoptions=[ADOPTED, self.ASIDE]), date(2027, 1, 1))
        assert later.verdict == "unproven", "it is back when the term is over"

    @pytest.mark.parametrize("is_first", [True, False])
    def test_of_one_day_setting_aside_goes_first(self, is_first: bool) -> None:
        """Whatever the order in which they were written down."""
        adopted = replace(ADOPTED, on=self.ASIDE.on, requirement="eis")
        aside = replace(self.ASIDE, requirement=None)
        both = [aside, adopted] if is_first else [adopted, aside]

        assert ruling(self.RULES, small.facts(MET, adoptions=both)).trace[0].outcome == "set_aside"

    def test_only_the_named_requirement_is_adopted(self) -> None:
        rules = small.library(requirement(), requirement("ander"))
        one = replace(ADOPTED, requirement="eis")

        found = ruling(rules, small.facts(MET, adoptions=[one]))

        assert {each.requirement.id: each.rests_on.basis for each in found.trace} == {
            "eis": "adopted",
            "ander": "concept",
        }
        assert found.verdict == "unproven"


class TestDecisions:
    """A person forbids always, lifts "unproven" to "conditional" at most, and for a time."""

    RULES = small.library(requirement())
    ALLOWS = Decision("app", "use", True, "proef", "fatima", date(2026, 11, 1), date(2027, 1, 31))
    FORBIDS = Decision("app", "use", False, "te veel risico", "fatima", date(2026, 11, 2))
    LATER = replace(ALLOWS, on=date(2026, 11, 20))

    @pytest.mark.parametrize(
        ("given", "decided", "expected"),
        [
            pytest.param((MET,), (), "allowed", id="no decision"),
            pytest.param((MET,), (ALLOWS,), "allowed", id="allows what is allowed"),
            pytest.param((MET,), (FORBIDS,), "forbidden", id="forbids what is allowed"),
            pytest.param((), (ALLOWS,), "conditional", id="lifts unproven"),
            pytest.param((), (FORBIDS,), "forbidden", id="forbids"),
            pytest.param((AGAINST,), (ALLOWS,), "forbidden", id="never lifts forbidden"),
            pytest.param((), (ALLOWS, FORBIDS), "forbidden", id="forbidding goes first"),
            pytest.param((), (FORBIDS, LATER), "forbidden", id="also when allowed later"),
        ],
    )
    def test_table(
        self, given: tuple[object, ...], decided: tuple[Decision, ...], expected: str
    ) -> None:
        known = replace(small.facts(), evidence=given, decisions=decided)  # type: ignore[arg-type]  # tuples of the table

        assert ruling(self.RULES, known).verdict == expected

    @pytest.mark.parametrize(
        ("day", "expected"),
        [
            (date(2026, 10, 31), "unproven"),
            (date(2026, 11, 1), "conditional"),
            (date(2027, 1, 31), "conditional"),
            (date(2027, 2, 1), "unproven"),
        ],
    )
    def test_it_holds_from_its_first_to_its_last_day(self, day: date, expected: str) -> None:
        found = ruling(self.RULES, small.facts(decisions=(self.ALLOWS,)), day)

        assert found.verdict == expected
        if expected == "conditional":
            assert found.decision == self.ALLOWS
            assert found.valid_until == date(2027, 1, 31)
        else:
            assert found.decision is None

    @pytest.mark.parametrize(
        ("application", "use", "expected"),
        [("app", None, "conditional"), ("app", "ander", "unproven"), ("ander", None, "unproven")],
    )
    def test_it_is_about_one_application_and_one_use_or_all(
        self, application: str, use: str | None, expected: str
    ) -> None:
        decision = replace(self.ALLOWS, application=application, use=use)

        assert ruling(self.RULES, small.facts(decisions=(decision,))).verdict == expected

    def test_a_decision_that_will_forbid_ends_what_can_be_counted_on(self) -> None:
        coming = replace(self.FORBIDS, on=date(2026, 12, 24))

        assert ruling(self.RULES, small.facts(MET, decisions=(coming,))).valid_until == date(
            2026, 12, 23
        )


class TestConditions:
    """Conditions of use make "allowed" conditional, each with how far it reaches here."""

    RULES = small.library(requirement(enforces="[mask, human_review, no_training]"))

    @pytest.mark.parametrize(
        ("passes_gate", "workbench", "mask", "human", "training"),
        [
            (True, True, "gate", "workbench", "contract"),
            (True, False, "gate", "instruction", "contract"),
            (True, None, "gate", "instruction", "contract"),
            (False, True, "instruction", "instruction", "contract"),
        ],
    )
    def test_how_far_they_reach(
        self, passes_gate: bool, workbench: bool | None, mask: str, human: str, training: str
    ) -> None:
        """Nothing is enforced of traffic that does not pass the gate."""
        attributes = {} if workbench is None else {"workbench": workbench}
        use = Use("use", "Gebruik", frozenset({"intern"}), attributes=attributes)
        application = Application("app", "Toepassing", "lev", "own", passes_gate)
        found = ruling(self.RULES, small.facts(MET, application=application, use=use))

        assert found.verdict == "conditional"
        assert {each.id: each.reach for each in found.conditions} == {
            "mask": mask,
            "human_review": human,
            "no_training": training,
        }

    def test_a_requirement_that_does_not_apply_brings_none(self) -> None:
        rules = small.library(
            requirement(), requirement("ander", condition="use.personal_data", enforces="[mask]")
        )

        assert ruling(rules, small.facts(MET)).conditions == ()
        unknown = ruling(rules, small.facts(MET, use=CLASS_UNKNOWN))
        assert [each.id for each in unknown.conditions] == ["mask"], "it may well apply"

    def test_a_shortcoming_that_only_warns_is_named(self) -> None:
        rules = small.library(requirement(), requirement("ander", severity="warn",
                              evidence="{needs: any, of: [dpia]}"))  # fmt: skip
        found = ruling(rules, small.facts(MET))

        assert [each.requirement.id for each in found.shortcomings] == ["ander"]
        assert [each.requirement.id for each in found.reasons] == ["ander", "eis"]


class TestEnforced:
    """What the gate or the workbench sees to needs no evidence, where the traffic passes."""

    @pytest.mark.parametrize(
        ("reach", "check", "passes_gate", "workbench", "outcome", "shown"),
        [
            ("gate", "runtime", True, None, "enforced", "gate"),
            ("gate", "runtime", False, None, "missing", "contract"),
            ("gate", "document", True, None, "missing", "gate"),
            ("workbench", "runtime", True, True, "enforced", "workbench"),
            ("workbench", "runtime", True, False, "missing", "instruction"),
            ("workbench", "runtime", True, None, "missing", "instruction"),
            ("workbench", "runtime", False, True, "missing", "instruction"),
            ("contract", "runtime", True, True, "missing", "contract"),
        ],
    )
    def test_where(
        self, reach: str, check: str, passes_gate: bool, workbench: bool | None, outcome: str,
        shown: str,
    ) -> None:  # fmt: skip
        attributes = {} if workbench is None else {"workbench": workbench}
        use = Use("use", "Gebruik", frozenset({"intern"}), attributes=attributes)
        application = Application("app", "Toepassing", "lev", "own", passes_gate)
        rules = small.library(requirement(reach=reach, check=check))
        finding = ruling(rules, small.facts(application=application, use=use)).trace[0]

        assert (finding.outcome, finding.reach) == (outcome, shown)

    def test_an_own_check_shows_that_it_does_not_work(self) -> None:
        rules = small.library(requirement(reach="gate", check="runtime"))

        assert ruling(rules, small.facts(AGAINST)).verdict == "forbidden"

    def test_as_a_concept_it_does_not_count_either(self) -> None:
        rules = small.library(requirement(reach="gate", check="runtime"))

        assert ruling(rules, small.facts(adoptions=())).verdict == "unproven"


class TestLastDay:
    """Until when the verdict can be counted on, with what is known now."""

    RULES = small.library(requirement())

    @pytest.mark.parametrize(
        ("given", "expected"),
        [
            pytest.param((MET,), None, id="no end"),
            pytest.param((evidence(ends=date(2026, 12, 31)),), date(2026, 12, 31), id="its end"),
            pytest.param((evidence("een", ends=date(2026, 12, 31)),
                          evidence("twee", ends=date(2027, 3, 31))), date(2027, 3, 31),
                         id="the best of two"),
            pytest.param((evidence("een", ends=date(2026, 12, 31)),
                          evidence("twee", effective=date(2027, 1, 1), ends=date(2027, 9, 30))),
                         date(2027, 9, 30), id="the next begins when it ends"),
            pytest.param((evidence("een", ends=date(2026, 12, 31)),
                          evidence("twee", effective=date(2027, 1, 2))),
                         date(2026, 12, 31), id="the next begins a day later"),
            pytest.param((evidence(withdrawn_on=date(2026, 12, 15)),), date(2026, 12, 14),
                         id="it will be withdrawn"),
            pytest.param((MET, evidence("tegen", bearing=Bearing.AGAINST,
                                        effective=date(2027, 2, 1))), date(2027, 1, 31),
                         id="it will be contradicted"),
            pytest.param((), None, id="unproven needs no end"),
        ],
    )  # fmt: skip
    def test_of_evidence(self, given: tuple[object, ...], expected: date | None) -> None:
        known = replace(small.facts(), evidence=given)  # type: ignore[arg-type]  # tuples of the table

        assert ruling(self.RULES, known).valid_until == expected


def test_the_unknown_is_named() -> None:
    known = small.facts()

    with pytest.raises(UnknownSubjectError) as caught:
        judge(small.library(requirement()), known, "weg", "use", DAY)
    assert caught.value.context == {"kind": "toepassing", "name": "weg"}
    with pytest.raises(UnknownSubjectError) as caught:
        judge(small.library(requirement()), known, "app", "weg", DAY)
    assert caught.value.context == {"kind": "gebruik", "name": "weg"}
