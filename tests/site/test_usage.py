"""The page of an experiment tells what it used, holds and has left."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.apps.accounts.people import person, signed_in
from tests.apps.register import make

from stadspoort.apps.accounts.queries import system_user
from stadspoort.apps.accounts.roles import Role
from stadspoort.apps.gate.models import PurposeUsage
from stadspoort.apps.register.models import Purpose, PurposeKind
from stadspoort.gate.values import legal_day
from stadspoort.site.templatetags.usage import usage_of

pytestmark = pytest.mark.django_db


def experiment() -> Purpose:
    return make.purpose(
        "proef",
        kind=PurposeKind.EXPERIMENT,
        ends_on=legal_day(timezone.now()) + timedelta(days=3),
        question="Helpt het?",
        budget_tokens=50_000,
        participants=(system_user(),),
    )


def test_used_reserved_and_left_are_on_the_page() -> None:
    experiment()
    PurposeUsage.objects.create(purpose="proef", used=12_000, reserved=500)

    client = signed_in(person("anna", Role.MEDEWERKER, is_demo=True))
    page = client.get("/register/doelen/proef/").content.decode()

    for words in ("12.000 van 50.000 tokens", "37.500", "3 dagen"):
        assert words in page


def test_before_the_first_question_all_of_it_is_left() -> None:
    usage = usage_of(experiment())

    assert usage is not None
    assert (usage.used, usage.reserved, usage.left) == (0, 0, 50_000)


def test_what_is_left_is_never_below_nothing() -> None:
    PurposeUsage.objects.create(purpose="proef", used=60_000, reserved=0)
    usage = usage_of(experiment())

    assert usage is not None
    assert usage.left == 0


def test_a_regular_purpose_has_no_usage() -> None:
    assert usage_of(make.purpose("brieven")) is None
