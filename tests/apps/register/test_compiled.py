"""The register as the gate reads it, and as people are answered: one rule for both."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from tests.apps.register import make

from stadspoort.apps.accounts.queries import system_user
from stadspoort.apps.register import actions, queries
from stadspoort.apps.register.answers import Alternative, answer
from stadspoort.apps.register.errors import ProhibitionStandsError
from stadspoort.apps.register.models import PurposeKind
from stadspoort.apps.register.uses import Filter, use_rows
from stadspoort.engines.frameworks import Standing
from stadspoort.engines.frameworks import Standing as Judged
from stadspoort.gate.values import (
    Output,
    Verdict,
)

pytestmark = pytest.mark.django_db


def forbid_everywhere(slug: str) -> None:
    make.service(slug)
    forbid(slug)


def forbid(slug: str) -> None:
    actions.assess(
        application=queries.application(slug),
        standing=Judged.VERBODEN,
        reason="Geen contract.",
        source="Overheidsbreed standpunt",
        assessed_on=date(2025, 4, 16),
        by=system_user(),
        now=make.NOW,
    )


def test_a_decision_becomes_a_verdict_of_the_gate() -> None:
    """With reason, end and conditions, shown as a person's."""
    make.start()
    make.decide(make.model(), make.purpose())

    purposes, models, verdicts = queries.compiled(make.TODAY)

    assert verdicts == {
        ("api", "mock", "brieven"): Verdict(
            Standing.ONDER_VOORWAARDEN, "proef", date(2027, 1, 31), ("lees na",), by_person=True
        )
    }
    assert purposes["brieven"].participants is None
    assert purposes["brieven"].output == Output.STRICT
    assert models["mock"].base_url == "https://model.voorbeeld.nl/v1"
    assert models["stadspoort/citaat"].is_self_hosted


def test_after_its_last_day_a_decision_falls_back() -> None:
    """Without anyone writing anything."""
    make.start()
    make.decide(make.model(), make.purpose())

    *_, verdicts = queries.compiled(date(2027, 2, 1))

    assert verdicts[("api", "mock", "brieven")].standing == Standing.NIET_AANGETOOND


def test_a_rule_for_a_whole_application_reaches_every_use() -> None:
    """Also of a model and purpose that came later; a person's decision does not outlast it."""
    by = make.start()
    make.decide(make.model(), make.purpose())
    actions.assess(
        application=queries.application("api"),
        standing=Judged.VERBODEN,
        reason="Lek gevonden.",
        source="CISO",
        by=by,
        now=make.NOW,
    )
    make.model(name="later")

    *_, verdicts = queries.compiled(make.TODAY)

    assert verdicts.keys() == {
        ("api", "mock", "brieven"),
        ("api", "later", "brieven"),
        ("api", "stadspoort/citaat", "brieven"),
    }
    assert {verdict.standing for verdict in verdicts.values()} == {Standing.VERBODEN}


def test_a_free_service_has_no_row_but_where_someone_decided() -> None:
    """It comes by no key, and no decision can allow what the frameworks forbid."""
    make.start()
    make.service("chatgpt-gratis")
    assert queries.compiled(make.TODAY)[2] == {}

    use = (make.model(), make.purpose())
    with pytest.raises(ProhibitionStandsError):
        make.decide(*use, application="chatgpt-gratis")
    make.decide(*use, application="chatgpt-gratis", allows=False, until=None, conditions=())
    forbid("chatgpt-gratis")

    (verdict,) = queries.compiled(make.TODAY)[2].values()
    assert verdict.standing == Standing.VERBODEN
    told = answer("chatgpt-gratis", "stadspoort/citaat", "brieven", now=make.NOW)
    assert (told.standing, told.reason) == (Standing.VERBODEN, "Geen contract.")


@pytest.mark.parametrize(
    ("decided_until", "expected"),
    [
        pytest.param(date(2027, 1, 31), date(2026, 12, 31), id="the purpose ends first"),
        pytest.param(date(2026, 12, 1), date(2026, 12, 1), id="the decision ends first"),
    ],
)
def test_a_permission_ends_with_the_purpose_or_before_it(
    decided_until: date, expected: date
) -> None:
    make.start()
    experiment = make.purpose(
        "proef",
        kind=PurposeKind.EXPERIMENT,
        ends_on=date(2026, 12, 31),
        question="Helpt het?",
        budget_tokens=100,
        participants=(system_user(),),
    )
    make.decide(make.model(), experiment, until=decided_until)

    (verdict,) = queries.compiled(make.TODAY)[2].values()

    assert verdict.until == expected


def test_participants_count_for_an_experiment_alone() -> None:
    """An experiment without participants lets nobody in."""
    make.purpose(
        "proef",
        kind=PurposeKind.EXPERIMENT,
        ends_on=date(2027, 1, 1),
        question="Helpt het?",
        budget_tokens=100,
        participants=(system_user(),),
    )
    make.purpose(
        "leeg",
        kind=PurposeKind.EXPERIMENT,
        ends_on=date(2027, 1, 1),
        question="Helpt het?",
        budget_tokens=100,
    )

    purposes, *_ = queries.compiled(make.TODAY)

    assert purposes["proef"].participants == frozenset({system_user().pk})
    assert purposes["proef"].budget_tokens == 100
    assert purposes["leeg"].participants == frozenset()


def test_a_refused_service_comes_with_its_reason_and_what_is_allowed() -> None:
    """The person asked because of work to do: the answer says what does work."""
    make.start()
    forbid_everywhere("chatgpt-gratis")
    make.decide(make.model(), make.purpose(), application="assistent")

    told = answer("chatgpt-gratis", None, "brieven", now=make.NOW)

    assert not told.is_allowed
    assert told.standing == Standing.VERBODEN
    assert told.sentence == "Nee, dit mag niet. Geen contract."
    assert told.alternatives == (Alternative("assistent", "Stadspoort Assistent", "mock"),)


def test_an_allowed_use_is_answered_with_end_and_conditions() -> None:
    """Unmasked only what both purpose and model allow."""
    make.start()
    model = make.model(data_classes=frozenset({"openbaar", "intern"}))
    make.decide(model, make.purpose())

    told = answer("api", None, "brieven", now=make.NOW)

    assert told.is_allowed
    assert told.models == ("mock",)
    assert told.data_classes == ("openbare gegevens",)
    assert told.sentence == "Ja, onder voorwaarden, tot en met 31-01-2027. proef"
    assert told.conditions == ("lees na",)


def test_without_an_agreement_a_purpose_with_personal_data_stays_refused() -> None:
    """AVG art. 28, whatever a person decided: the screen says what the gate will say."""
    make.start()
    make.decide(make.model(is_self_hosted=False), make.purpose())

    told = answer("api", "mock", "brieven", now=make.NOW)

    assert not told.is_allowed
    assert "AVG artikel 28" in told.reason


@pytest.mark.parametrize("stopped", ["model", "purpose"])
def test_what_was_stopped_is_not_promised(stopped: str) -> None:
    """Stopping goes before every decision."""
    by = make.start()
    model, purpose = make.model(), make.purpose()
    make.decide(model, purpose)
    if stopped == "model":
        actions.set_model_active(model=model, is_active=False, by=by, now=make.NOW)
    else:
        actions.set_purpose_active(purpose=purpose, is_active=False, by=by, now=make.NOW)

    assert not answer("api", "mock", "brieven", now=make.NOW).is_allowed
    assert not answer("api", None, "brieven", now=make.NOW).is_allowed


def test_a_decision_ends_at_midnight_in_the_netherlands() -> None:
    """31 January 2027, 23.30 uur is already 22.30 in UTC; half an hour later it is over."""
    make.start()
    make.decide(make.model(), make.purpose())

    last = datetime(2027, 1, 31, 22, 59, tzinfo=UTC)
    assert answer("api", "mock", "brieven", now=last).is_allowed
    assert not answer("api", "mock", "brieven", now=last.replace(hour=23)).is_allowed


def test_the_list_shows_what_nobody_assessed_as_not_shown() -> None:
    """An application without any row must not look as if it were allowed."""
    make.start()

    rows = use_rows(Filter(application="api"), on=make.TODAY)

    assert [(row.model_label, row.purpose_label, row.standing) for row in rows] == [
        ("Alle modellen", "Alle doelen", Judged.NIET_AANGETOOND)
    ]


def test_the_list_is_searched_filtered_and_sorted() -> None:
    """By words, standing, supplier and purpose; a rule for all purposes counts for each."""
    make.start()
    forbid_everywhere("chatgpt-gratis")
    make.decide(make.model(), make.purpose())
    make.purpose("leeg")

    def names(asked: Filter) -> list[str]:
        return [row.application for row in use_rows(asked, on=make.TODAY)]

    assert names(Filter(words="GRATIS chatgpt")) == ["chatgpt-gratis"]
    assert names(Filter(standing="onder_voorwaarden")) == ["api"]
    assert names(Filter(supplier="van-chatgpt-gratis")) == ["chatgpt-gratis"]
    assert names(Filter(purpose="leeg")) == ["chatgpt-gratis", "assistent"]
    assert names(Filter(sort="oordeel")) == ["api", "assistent", "chatgpt-gratis"]
    assert names(Filter(sort="-oordeel")) == ["chatgpt-gratis", "assistent", "api"]


def test_the_list_says_what_stands_in_the_way() -> None:
    """A good standing that the gate will refuse all the same must not look usable."""
    by = make.start()
    own, outside = make.model(), make.model(name="buiten", is_self_hosted=False)
    purpose = make.purpose()
    make.decide(own, purpose)
    make.decide(outside, purpose)
    actions.set_model_active(model=own, is_active=False, by=by, now=make.NOW)

    told = {row.model: row.obstacle for row in use_rows(Filter(purpose="brieven"), on=make.TODAY)}

    assert told["mock"] == "Dit model is gestopt."
    assert told["buiten"].startswith("Bij dit doel horen persoonsgegevens")


def test_a_use_ends_with_its_experiment() -> None:
    """The earlier of both last days is shown."""
    make.start()
    purpose = make.purpose(
        "proef",
        kind=PurposeKind.EXPERIMENT,
        ends_on=date(2026, 12, 31),
        question="Helpt het?",
        budget_tokens=100,
    )
    make.decide(make.model(), purpose)

    (row,) = use_rows(Filter(application="api"), on=make.TODAY)

    assert (row.until, row.obstacle) == (date(2026, 12, 31), "")


def test_our_own_screens_come_first_as_alternative() -> None:
    """That is what most people who ask can use at once."""
    make.start()
    model, purpose = make.model(), make.purpose()
    make.decide(model, purpose)
    make.decide(model, purpose, application="assistent")
    make.service()

    told = answer("chatgpt-gratis", None, "brieven", now=make.NOW)

    assert [other.application for other in told.alternatives] == ["assistent", "api"]


def test_a_changed_contract_changes_what_follows_from_it() -> None:
    """What was chosen by hand stays as chosen."""
    from stadspoort.apps.register.facts import facts_of_model

    by = make.start()
    model = make.model(is_self_hosted=False)

    facts = replace(facts_of_model(model), processor_agreement_on=date(2026, 11, 24))
    changed = actions.change_model(model=model, facts=facts, by=by, now=make.NOW)

    assert "bsn" in changed.data_classes
