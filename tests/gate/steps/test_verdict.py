"""Step 3: only a clear yes of the register lets a call through; masking never changes it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.gate.make import ANNA, CLOUD, LETTERS, OWN, PUBLIC, TODAY, YES, snapshot

from stadspoort.engines.frameworks import Standing
from stadspoort.gate.errors import CallRefusedError
from stadspoort.gate.steps.verdict import allowed_models, judge
from stadspoort.gate.values import (
    Model,
    Outcome,
    Purpose,
    Verdict,
)

ROW = ("api", "mock", "brieven")


@pytest.mark.parametrize("standing", [Standing.TOEGESTAAN, Standing.ONDER_VOORWAARDEN])
def test_a_yes_lets_through(standing: Standing) -> None:
    """Both kinds of yes; the conditions go with the verdict."""
    held = snapshot(verdicts={ROW: replace(YES, standing=standing)})

    model, verdict = judge("mock", LETTERS, ANNA, held, today=TODAY)

    assert (model.name, verdict.standing) == ("mock", standing)


@pytest.mark.parametrize(
    ("verdict", "outcome"),
    [
        pytest.param(None, Outcome.VERDICT_MISSING, id="no row"),
        pytest.param(
            Verdict(Standing.NIET_AANGETOOND, "Geen bewijs."), Outcome.VERDICT_MISSING, id="unknown"
        ),
        pytest.param(
            Verdict(Standing.VERBODEN, "Gratis dienst."), Outcome.VERDICT_FORBIDS, id="forbidden"
        ),
        pytest.param(
            replace(YES, until=date(2026, 11, 23)), Outcome.VERDICT_EXPIRED, id="ended yesterday"
        ),
    ],
)
def test_everything_else_is_a_no(verdict: Verdict | None, outcome: Outcome) -> None:
    """Unknown is never green; the refusal gives the register's reason and what is allowed."""
    verdicts = {("api", "wolk", "openbaar"): YES, ("api", "ander", "brieven"): YES}
    if verdict is not None:
        verdicts[ROW] = verdict
    held = snapshot(models=[OWN, CLOUD, replace(OWN, name="ander")], verdicts=verdicts)

    with pytest.raises(CallRefusedError) as caught:
        judge("mock", LETTERS, ANNA, held, today=TODAY)

    assert caught.value.outcome == outcome
    assert caught.value.alternatives == ("ander",)
    assert caught.value.explanation == (verdict.reason if verdict else "")


def test_a_verdict_holds_through_its_last_day() -> None:
    """The last day itself counts."""
    held = snapshot(verdicts={ROW: replace(YES, until=TODAY)})

    assert judge("mock", LETTERS, ANNA, held, today=TODAY)[1].until == TODAY


@pytest.mark.parametrize(
    "model",
    [
        pytest.param(None, id="not in the register"),
        pytest.param(replace(OWN, is_active=False), id="withdrawn"),
    ],
)
def test_a_model_that_is_not_there(model: Model | None) -> None:
    """A withdrawn model is as good as none."""
    held = snapshot(models=[model] if model else [])

    with pytest.raises(CallRefusedError) as caught:
        judge("mock", LETTERS, ANNA, held, today=TODAY)

    assert caught.value.outcome == Outcome.MODEL_UNKNOWN


@pytest.mark.parametrize(
    ("model", "purpose", "is_let_through"),
    [
        pytest.param(CLOUD, LETTERS, False, id="no agreement, personal data"),
        pytest.param(CLOUD, PUBLIC, True, id="no agreement, public data only"),
        pytest.param(
            replace(CLOUD, processor_agreement_on=date(2026, 1, 5)), LETTERS, True, id="agreement"
        ),
        pytest.param(
            replace(CLOUD, processor_agreement_on=date(2026, 11, 25)),
            LETTERS,
            False,
            id="agreement from tomorrow",
        ),
        pytest.param(replace(CLOUD, is_self_hosted=True), LETTERS, True, id="own machines"),
        pytest.param(replace(CLOUD, name="stadspoort/citaat"), LETTERS, True, id="embedded"),
    ],
)
def test_personal_data_needs_a_processor_agreement(
    model: Model, purpose: Purpose, is_let_through: bool
) -> None:
    """AVG art. 28: whatever the masking would find, and whatever the verdict says."""
    row = {("api", model.name, purpose.slug): replace(YES, standing=Standing.TOEGESTAAN)}
    held = snapshot(models=[model], verdicts=row)
    if is_let_through:
        assert judge(model.name, purpose, ANNA, held, today=TODAY)[0] == model
    else:
        with pytest.raises(CallRefusedError) as caught:
            judge(model.name, purpose, ANNA, held, today=TODAY)
        assert caught.value.outcome == Outcome.NO_PROCESSOR_AGREEMENT


@pytest.mark.parametrize("data_class", ["persoonsgegevens", "gevoelig", "bijzonder", "bsn"])
def test_each_personal_class_makes_a_purpose_personal(data_class: str) -> None:
    """Not only the general class."""
    assert Purpose("p", "P", frozenset({data_class})).is_personal


def test_only_models_with_a_yes_are_offered() -> None:
    """What /v1/models shows is what a call would get."""
    verdicts = {
        ("api", "mock", "brieven"): YES,
        ("api", "wolk", "brieven"): YES,
        ("anders", "mock2", "brieven"): YES,
    }
    held = snapshot(models=[OWN, CLOUD, replace(OWN, name="mock2")], verdicts=verdicts)

    assert allowed_models(LETTERS, ANNA, held, today=TODAY) == ("mock",)
