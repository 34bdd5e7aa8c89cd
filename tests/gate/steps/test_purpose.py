"""Step 2: every call has one purpose (AVG art. 5(1)(b)); however it is named, it must agree."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.gate.make import ANNA, LETTERS, PUBLIC, TODAY, snapshot, with_purposes

from stadspoort.gate.errors import CallRefusedError
from stadspoort.gate.steps.purpose import Named, resolve_purpose, split_model, virtual_name
from stadspoort.gate.values import Outcome, PrincipalKind, Purpose

BOTH = with_purposes(ANNA, "brieven", "openbaar")


@pytest.mark.parametrize(
    ("named", "expected"),
    [
        pytest.param(Named("doel-openbaar/mock"), ("openbaar", "mock"), id="virtual model name"),
        pytest.param(Named("mock", header="openbaar"), ("openbaar", "mock"), id="header"),
        pytest.param(Named("mock", metadata="openbaar"), ("openbaar", "mock"), id="metadata"),
        pytest.param(
            Named("doel-openbaar/mock", header="openbaar", metadata="openbaar"),
            ("openbaar", "mock"),
            id="all three agree",
        ),
        pytest.param(
            Named("doel-openbaar/stadspoort/citaat"),
            ("openbaar", "stadspoort/citaat"),
            id="a model name may hold a slash",
        ),
    ],
)
def test_a_purpose_can_be_named_in_three_ways(named: Named, expected: tuple[str, str]) -> None:
    """Clients that cannot send headers name it in the model."""
    purpose, model = resolve_purpose(named, BOTH, snapshot(), today=TODAY)

    assert (purpose.slug, model) == expected


def test_the_only_allowed_purpose_needs_no_name() -> None:
    """None named and exactly one allowed: that one."""
    purpose, _ = resolve_purpose(Named("mock"), ANNA, snapshot(), today=TODAY)

    assert purpose.slug == "brieven"


@pytest.mark.parametrize(
    ("named", "outcome"),
    [
        pytest.param(Named("mock"), Outcome.PURPOSE_MISSING, id="none named, two allowed"),
        pytest.param(
            Named("doel-openbaar/mock", header="brieven"), Outcome.PURPOSE_CONFLICT, id="two named"
        ),
        pytest.param(
            Named("mock", header="brieven", metadata="openbaar"),
            Outcome.PURPOSE_CONFLICT,
            id="header against metadata",
        ),
        pytest.param(Named("mock", header="geheim"), Outcome.PURPOSE_NOT_ALLOWED, id="unknown"),
        pytest.param(Named("doel-/mock", header="geheim"), Outcome.PURPOSE_CONFLICT, id="empty"),
    ],
)
def test_a_purpose_in_doubt_ends_the_call(named: Named, outcome: Outcome) -> None:
    """The answer says what would be allowed."""
    with pytest.raises(CallRefusedError) as caught:
        resolve_purpose(named, BOTH, snapshot(), today=TODAY)

    assert caught.value.outcome == outcome
    assert caught.value.alternatives == ("brieven", "openbaar")


def test_an_empty_purpose_is_not_the_only_one_there_is() -> None:
    """Whoever names one, names one: it is not as if none were named."""
    with pytest.raises(CallRefusedError) as caught:
        resolve_purpose(Named("doel-/mock"), ANNA, snapshot(), today=TODAY)

    assert caught.value.outcome == Outcome.PURPOSE_NOT_ALLOWED


def test_a_purpose_of_another_key_is_not_allowed() -> None:
    """That a purpose exists does not make it this key's."""
    with pytest.raises(CallRefusedError) as caught:
        resolve_purpose(Named("mock", header="openbaar"), ANNA, snapshot(), today=TODAY)

    assert caught.value.outcome == Outcome.PURPOSE_NOT_ALLOWED
    assert caught.value.alternatives == ("brieven",)


@pytest.mark.parametrize(
    ("ends_on", "is_open"),
    [
        pytest.param(date(2026, 11, 24), True, id="the last day itself still counts"),
        pytest.param(date(2026, 11, 23), False, id="the day after, it has ended"),
        pytest.param(None, True, id="no end"),
    ],
)
def test_a_purpose_holds_through_its_last_day(ends_on: date | None, is_open: bool) -> None:
    """An experiment has an end, and the gate keeps to it."""
    held = snapshot(purposes=[replace(LETTERS, ends_on=ends_on)])
    if is_open:
        assert resolve_purpose(Named("mock"), ANNA, held, today=TODAY)[0].slug == "brieven"
    else:
        with pytest.raises(CallRefusedError) as caught:
            resolve_purpose(Named("mock"), ANNA, held, today=TODAY)
        assert caught.value.outcome == Outcome.PURPOSE_ENDED


def test_a_stopped_purpose_has_ended() -> None:
    """An owner can stop a purpose before its end."""
    held = snapshot(purposes=[replace(LETTERS, is_active=False)])
    with pytest.raises(CallRefusedError) as caught:
        resolve_purpose(Named("mock"), ANNA, held, today=TODAY)

    assert caught.value.outcome == Outcome.PURPOSE_ENDED


@pytest.mark.parametrize(
    ("participants", "is_open"),
    [
        pytest.param(None, True, id="everyone"),
        pytest.param(frozenset({7, 8}), True, id="one of them"),
        pytest.param(frozenset({8}), False, id="not one of them"),
        pytest.param(frozenset(), False, id="nobody yet"),
    ],
)
def test_an_experiment_is_for_its_participants(
    participants: frozenset[int] | None, is_open: bool
) -> None:
    """Participants are people: the owner of the key counts."""
    held = snapshot(purposes=[replace(LETTERS, participants=participants), PUBLIC])
    if is_open:
        assert resolve_purpose(Named("mock"), ANNA, held, today=TODAY)[0].slug == "brieven"
    else:
        with pytest.raises(CallRefusedError) as caught:
            resolve_purpose(Named("mock"), ANNA, held, today=TODAY)
        assert caught.value.outcome == Outcome.NOT_A_PARTICIPANT


def test_a_virtual_name_is_read_back() -> None:
    """What /v1/models offers is what the gate understands."""
    assert split_model(virtual_name("bezwaar", "mistral/groot")) == ("bezwaar", "mistral/groot")


def test_a_model_may_be_called_doel() -> None:
    """Without a slash, there is no purpose in the name."""
    assert split_model("doel-model") == (None, "doel-model")


@pytest.mark.parametrize(
    ("other", "alternatives"),
    [
        pytest.param(PUBLIC, ("openbaar",), id="one that works"),
        pytest.param(replace(PUBLIC, is_active=False), (), id="stopped"),
        pytest.param(replace(PUBLIC, ends_on=date(2026, 11, 23)), (), id="ended yesterday"),
        pytest.param(replace(PUBLIC, ends_on=date(2026, 11, 24)), ("openbaar",), id="ends today"),
        pytest.param(replace(PUBLIC, participants=frozenset({8})), (), id="of others"),
        pytest.param(replace(PUBLIC, participants=frozenset({7})), ("openbaar",), id="takes part"),
    ],
)
def test_only_what_would_pass_is_offered_instead(
    other: Purpose, alternatives: tuple[str, ...]
) -> None:
    """The purpose that was just refused is never its own alternative."""
    held = snapshot(purposes=[replace(LETTERS, is_active=False), other])
    with pytest.raises(CallRefusedError) as caught:
        resolve_purpose(Named("mock", header="brieven"), BOTH, held, today=TODAY)

    assert caught.value.outcome == Outcome.PURPOSE_ENDED
    assert caught.value.alternatives == alternatives


@pytest.mark.parametrize(
    ("kind", "number"),
    [
        pytest.param(PrincipalKind.KEY, 12, id="a key: all it has"),
        pytest.param(PrincipalKind.USER, 8, id="a person: the first eight"),
    ],
)
def test_a_person_is_not_shown_a_long_list(kind: PrincipalKind, number: int) -> None:
    """A person has every purpose of the municipality."""
    slugs = [f"doel{place:02}" for place in range(12)]
    held = snapshot(purposes=[replace(LETTERS, slug=slug) for slug in slugs])
    asker = replace(with_purposes(ANNA, *slugs), kind=kind)
    with pytest.raises(CallRefusedError) as caught:
        resolve_purpose(Named("mock"), asker, held, today=TODAY)

    assert caught.value.alternatives == tuple(slugs[:number])
