"""What the frameworks say, joined with what people said: the gate's answer for one use.

Source: issue 4, parts 3 and 4: a concept can refuse and never makes green; a person's decision
lifts "unproven" to at most "conditional"; what lapses changes the answer by itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from tests.apps.frameworks import make as facts
from tests.apps.frameworks import rules
from tests.apps.register import make

from stadspoort.apps.accounts.queries import system_user
from stadspoort.apps.frameworks import adoption_actions, evidence_actions, fact_actions
from stadspoort.apps.frameworks.choices import SubjectKind
from stadspoort.apps.frameworks.models import Evidence
from stadspoort.apps.register import actions, queries
from stadspoort.apps.register.answers import answer
from stadspoort.apps.register.errors import ProhibitionStandsError
from stadspoort.apps.register.uses import Filter, use_rows
from stadspoort.engines.frameworks import Standing
from stadspoort.engines.frameworks.library import packaged_library
from stadspoort.gate.values import Verdict

pytestmark = pytest.mark.django_db

USE = ("api", "mock", "brieven")
MASKED = (
    "Persoonsgegevens worden vervangen voordat zij naar het model gaan (afgedwongen door de poort)"
)
NO_BUDGET = "Verbruik en kosten blijven binnen het budget (instelling, niet gezien)"
NOT_WIPED = "Nog niet in orde, Regels art. 1: Vragen worden na een maand gewist."
WIPED_UNSEEN = "Vragen, antwoorden en logregels worden op tijd gewist (instelling, niet gezien)"


@pytest.fixture(autouse=True)
def _small_library(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    rules.install(monkeypatch)
    yield
    packaged_library.cache_clear()


@pytest.fixture(autouse=True)
def _entries() -> None:
    make.start()
    make.model()
    make.purpose()
    facts.fact(SubjectKind.USE, "brieven", "use.practices", [])


def on(day: date = make.TODAY) -> Verdict | None:
    return queries.compiled(day)[2].get(USE)


def decide(**more: object) -> None:
    make.decide(queries.model("mock"), queries.purpose("brieven"), **more)


def test_before_anything_is_adopted_nothing_changes() -> None:
    """Nobody assessed and nobody decided: there is no row, as it always was."""
    facts.evidence()
    assert on() is None

    decide()

    verdict = on()
    assert verdict is not None
    assert (verdict.standing, verdict.conditions) == (Standing.ONDER_VOORWAARDEN, ("lees na",))


def test_a_concept_refuses_and_no_decision_lifts_it() -> None:
    """Manipulation is forbidden (AI Act art. 5), whoever adopted what."""
    decide()
    facts.fact(SubjectKind.USE, "brieven", "use.practices", ["manipulatie"])

    verdict = on()

    assert verdict is not None
    assert verdict.standing == Standing.VERBODEN
    assert verdict.reason.startswith("Regels art. 1: Niemand wordt gemanipuleerd.")
    with pytest.raises(ProhibitionStandsError):
        decide()


def test_an_adoption_counts_once_another_person_confirmed_it() -> None:
    row = adoption_actions.propose_adoption(
        framework="regels", version="1", adopted=True, by=system_user(), now=make.NOW
    )
    assert on() is None

    adoption_actions.confirm_adoption(adoption=row, by=facts.second_person(), now=make.NOW)

    assert on() is not None


def test_without_evidence_it_is_not_shown_and_the_asker_hears_why() -> None:
    facts.adopt("regels", "1")

    verdict = on()

    assert verdict is not None
    assert verdict.standing == Standing.NIET_AANGETOOND
    assert verdict.reason == (
        "Regels art. 1: Er is een DPIA. Er is geen bewijs dat telt. Nodig: "
        "gegevensbeschermingseffectbeoordeling (DPIA)."
    )
    told = answer(*USE, now=make.NOW)
    assert (told.is_allowed, told.reason) == (False, verdict.reason)


def test_with_evidence_it_is_allowed_under_named_conditions() -> None:
    """Without any decision; until the DPIA is a year old: before the law changes in June."""
    facts.adopt("regels", "1")
    facts.evidence()

    assert on() == Verdict(
        Standing.ONDER_VOORWAARDEN,
        "De eisen die gelden, zijn aangetoond; houd u aan de voorwaarden.",
        until=date(2027, 1, 15),
        conditions=(NO_BUDGET, MASKED, WIPED_UNSEEN, NOT_WIPED),
    )
    (row,) = use_rows(Filter(application="api", model="mock", purpose="brieven"), on=make.TODAY)
    assert (row.standing, row.obstacle) == (Standing.ONDER_VOORWAARDEN, "")


def test_a_condition_says_who_sees_to_it() -> None:
    """A budget the gate holds only where there is one; a setting is shown with the day."""
    facts.adopt("regels", "1")
    facts.evidence()
    fact_actions.record_setting(
        application="api", name="Bewaren", value="30 dagen", counts_as="instelling_retentie",
        checked_by="beheer", since=date(2026, 11, 1), by=system_user(), now=make.NOW,
    )  # fmt: skip
    purpose = queries.purpose("brieven")
    purpose.budget_tokens = 1000
    purpose.save()

    verdict = on()

    assert verdict is not None
    assert verdict.conditions == (
        "Verbruik en kosten blijven binnen het budget (afgedwongen door de poort)",
        MASKED,
        "Vragen, antwoorden en logregels worden op tijd gewist (instelling, gezien op 01-11-2026)",
    )


def test_evidence_that_lapses_changes_the_answer_by_itself() -> None:
    facts.adopt("regels", "1")
    facts.evidence()

    before, after = on(date(2027, 1, 15)), on(date(2027, 1, 16))

    assert before is not None
    assert after is not None
    assert before.standing == Standing.ONDER_VOORWAARDEN
    assert after.standing == Standing.NIET_AANGETOOND
    assert "telde tot en met 15-01-2027" in after.reason


def test_what_contradicts_stays_when_what_annulled_it_was_withdrawn() -> None:
    """Recorded by mistake, the court ruling takes away no prohibition of a supervisor."""
    facts.adopt("regels", "1")
    facts.evidence()
    court = _annul_a_ban(facts.evidence(slug="uitspraak", type="dpia", bearing="context"))
    annulled = on()

    evidence_actions.withdraw_evidence(
        evidence=court, reason="verkeerde zaak", by=system_user(), now=make.NOW
    )

    after = on()
    assert annulled is not None
    assert after is not None
    assert annulled.standing == Standing.ONDER_VOORWAARDEN
    assert after.standing == Standing.VERBODEN


def test_what_contradicts_stays_when_the_file_that_annuls_it_is_held() -> None:
    """A file that is not what it says supports nothing, and takes nothing away either."""
    facts.adopt("regels", "1")
    facts.evidence()
    court = evidence_actions.record_evidence(
        facts=replace(facts.DPIA, slug="uitspraak", bearing="context"),
        by=system_user(), now=make.NOW, data=b"geen PDF", name="uitspraak.pdf",
    )  # fmt: skip
    assert court.file is not None
    assert court.file.held
    _annul_a_ban(court)

    verdict = on()

    assert verdict is not None
    assert verdict.standing == Standing.VERBODEN


def _annul_a_ban(court: Evidence) -> Evidence:
    ban = facts.evidence(
        slug="verbod", bearing="against", reliance="supervisor_or_government",
        effective=date(2026, 3, 1),
    )  # fmt: skip
    evidence_actions.end_evidence(evidence=ban, annulled_by=court, by=system_user(), now=make.NOW)
    return court


def test_a_law_date_changes_the_answer_by_itself() -> None:
    """Article 2 applies from 1 June 2027; the day before is the last that can be counted on."""
    facts.adopt("regels", "1")
    facts.evidence(effective=date(2026, 11, 1))

    before, after = on(date(2027, 5, 31)), on(date(2027, 6, 1))

    assert before is not None
    assert after is not None
    assert (before.standing, before.until) == (Standing.ONDER_VOORWAARDEN, date(2027, 5, 31))
    assert after.standing == Standing.NIET_AANGETOOND
    assert after.reason.startswith("Regels art. 2: Het scherm noemt de AI.")


def test_an_answer_that_will_change_ends_the_verdict_the_day_before() -> None:
    facts.adopt("regels", "1")
    facts.evidence()
    facts.fact(
        SubjectKind.USE, "brieven", "use.practices", ["manipulatie"], since=date(2026, 12, 1)
    )

    before, after = on(), on(date(2026, 12, 1))

    assert before is not None
    assert after is not None
    assert before.until == date(2026, 11, 30)
    assert after.standing == Standing.VERBODEN


@pytest.mark.parametrize(
    ("behind", "until"),
    [
        pytest.param("maker", date(2026, 11, 30), id="behind the maker of the model"),
        pytest.param("datacentrum", date(2026, 11, 30), id="further down its chain"),
        pytest.param("elders", date(2027, 5, 31), id="of somebody else: the law comes first"),
    ],
)
def test_a_chain_that_will_change_ends_the_verdict_the_day_before(behind: str, until: date) -> None:
    """On 1 December someone else joins: what was judged is then another chain."""
    facts.adopt("regels", "1")
    facts.evidence(effective=date(2026, 11, 1))
    for slug in ("maker", "datacentrum", "elders"):
        actions.add_supplier(slug=slug, name=slug, by=system_user(), now=make.NOW)
    facts.fact(SubjectKind.MODEL, "mock", "model.maker", "maker")
    for supplier, next_, since in (
        ("maker", "datacentrum", date(2026, 1, 1)),
        (behind, "nieuwkomer", date(2026, 12, 1)),
    ):
        fact_actions.record_link(
            supplier=supplier, subprocessor=next_, since=since, by=system_user(), now=make.NOW
        )

    verdict = on()

    assert verdict is not None
    assert verdict.until == until


def test_a_decision_lifts_what_is_not_shown_one_step_and_keeps_the_conditions() -> None:
    facts.adopt("regels", "1")
    decide()

    verdict = on()

    assert verdict is not None
    assert (verdict.standing, verdict.by_person) == (Standing.ONDER_VOORWAARDEN, True)
    assert verdict.conditions == (NO_BUDGET, MASKED, WIPED_UNSEEN, NOT_WIPED, "lees na")


def test_the_worst_of_frameworks_and_assessments_counts() -> None:
    facts.adopt("regels", "1")
    facts.evidence()
    actions.assess(
        application=queries.application("api"), standing=Standing.VERBODEN, reason="Lek gevonden.",
        source="CISO", by=system_user(), now=make.NOW,
    )  # fmt: skip

    verdict = on()

    assert verdict is not None
    assert (verdict.standing, verdict.reason) == (Standing.VERBODEN, "Lek gevonden.")


def test_a_model_elsewhere_asks_for_the_agreement_of_who_runs_it() -> None:
    """The processor of our own application is who runs the model: not we."""
    facts.adopt("regels", "1")
    facts.evidence()
    runner = actions.add_supplier(
        slug="wolk", name="Wolk", country="Nederland", by=system_user(), now=make.NOW
    )
    make.model(name="ver", is_self_hosted=False, supplier=runner)
    use = ("api", "ver", "brieven")
    agreement = evidence_actions.EvidenceFacts(
        slug="overeenkomst", type="verwerkersovereenkomst", subject={"supplier": "eigen-gemeente"},
        title="Overeenkomst", effective=date(2026, 1, 1),
    )  # fmt: skip
    facts.evidence(agreement)

    verdict = queries.compiled(make.TODAY)[2][use]
    assert verdict.standing == Standing.NIET_AANGETOOND
    assert "Er is een verwerkersovereenkomst." in verdict.reason

    facts.evidence(agreement, slug="de-juiste", subject={"supplier": "wolk"})

    verdict = queries.compiled(make.TODAY)[2][use]
    assert verdict.standing == Standing.ONDER_VOORWAARDEN


def test_an_adoption_that_is_withdrawn_leaves_nothing_open() -> None:
    """What a person once called allowed does not come back: the frameworks stay in play."""
    actions.assess(
        application=queries.application("api"),
        model=queries.model("mock"),
        purpose=queries.purpose("brieven"),
        standing=Standing.TOEGESTAAN,
        reason="Beoordeeld door een mens",
        source="Eigen beoordeling",
        by=system_user(),
        now=make.NOW,
    )
    before = on()
    row = facts.adopt("regels", "1")
    adoption_actions.withdraw_adoption(
        adoption=row, reason="Vergissing", by=system_user(), now=make.NOW
    )
    after = on()

    assert before is not None
    assert before.standing == Standing.TOEGESTAAN
    assert after is not None
    assert after.standing == Standing.NIET_AANGETOOND


@pytest.mark.parametrize("how", ["withdrawn", "held", "taken back", "of another use"])
def test_evidence_that_does_not_count(how: str) -> None:
    facts.adopt("regels", "1")
    by = system_user()
    if how == "of another use":
        make.purpose("ander")
        facts.evidence(subject={"use": "ander"})
    elif how == "held":
        evidence_actions.record_evidence(
            facts=facts.DPIA, by=by, now=make.NOW, data=b"tekst", name="dpia.png"
        )
    else:
        row = facts.evidence()
        if how == "withdrawn":
            evidence_actions.withdraw_evidence(evidence=row, reason="Fout", by=by, now=make.NOW)
        else:
            evidence_actions.end_evidence(evidence=row, by=by, now=make.NOW)

    verdict = on()

    assert verdict is not None
    assert verdict.standing == Standing.NIET_AANGETOOND


def test_evidence_for_a_purpose_that_is_gone_judges_nothing() -> None:
    """The register keeps purposes; a package from elsewhere may name one that is not here."""
    facts.adopt("regels", "1")
    facts.evidence(subject={"use": "elders"})

    assert on() is not None


def test_a_text_that_changed_is_not_the_one_that_was_adopted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Then nothing is adopted: what was allowed by it is not known any more."""
    facts.adopt("regels", "1")
    facts.evidence()
    assert on() is not None

    rules.install(monkeypatch, rules.HEAD + rules.RULES.replace("Er is een DPIA", "Elk jaar"))

    after = on()
    assert after is not None
    assert after.standing == Standing.NIET_AANGETOOND


def test_every_change_moves_the_number_that_processes_look_at() -> None:
    before = queries.version()
    facts.fact(SubjectKind.USE, "brieven", "use.publishes", "nee")
    facts.evidence()

    assert queries.version() == before + 2
