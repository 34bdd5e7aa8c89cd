"""The screens of the frameworks: text, dates, differences, and adoption by two people."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings
from tests.apps.accounts.people import person, signed_in

from stadspoort.apps.accounts.roles import Role
from stadspoort.apps.frameworks.models import Adoption

pytestmark = pytest.mark.django_db(transaction=True)

AI_ACT = "/kaders/aia/2026-07-27/"


@pytest.fixture(autouse=True)
def _fast_passwords(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def officer() -> Client:
    return signed_in(person("po", Role.PRIVACY_OFFICER, is_demo=True))


@pytest.fixture
def ciso() -> Client:
    return signed_in(person("ciso", Role.CISO, is_demo=True))


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def proposed(client: Client, **fields: str) -> Adoption:
    client.post(f"{AI_ACT}voorstel/", {"what": "adopt", **fields})
    return Adoption.objects.get()


def test_every_version_is_listed_with_its_days(officer: Client) -> None:
    """Both texts of the AI Act stand beside each other; nothing is adopted yet."""
    text = page(officer, "/kaders/")
    assert "vanaf 1 augustus 2024 tot en met 26 juli 2026" in text
    assert "vanaf 27 juli 2026" in text
    assert "te toetsen door een jurist" in text


def test_a_version_shows_dates_per_actor_with_their_certainty(officer: Client) -> None:
    """Art. 50(1) did not move with the omnibus."""
    text = page(officer, AI_ACT)
    assert "De inwoner merkt bij het eerste contact" in text
    assert "2 augustus 2026" in text
    assert "twee bronnen" in text
    assert "Concept" in text


def test_an_unknown_version_is_not_found(officer: Client) -> None:
    assert officer.get("/kaders/aia/1999/").status_code == 404


def test_two_versions_side_by_side(officer: Client) -> None:
    """What the omnibus moved, replaced and added."""
    text = page(officer, "/kaders/verschil/?van=aia@2024-07-12&naar=aia@2026-07-27")
    for word in ("Andere datum", "Nieuw", "2027-12-02"):
        assert word in text
    assert "Geen verschil" in page(
        officer, "/kaders/verschil/?van=aia@2024-07-12&naar=aia@2024-07-12"
    )


def test_a_version_as_a_file(officer: Client) -> None:
    """One line per requirement and date."""
    answer = officer.get(f"{AI_ACT}uitvoer/")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert "aia-50-1-ai-herkenbaar;" in answer.content.decode()


def test_two_people_adopt(officer: Client, ciso: Client) -> None:
    """Who proposes does not confirm."""
    row = proposed(officer, advice="mr. Verzonnen")
    assert "Wacht op een tweede persoon" in page(ciso, "/kaders/")
    confirm = f"/kaders/overname/{row.pk}/bevestigen/"
    refused = officer.post(confirm, follow=True).content.decode()
    assert Adoption.objects.get().confirmed_at is None
    assert "een ander" in refused.lower()
    ciso.post(confirm)
    assert Adoption.objects.get().confirmed_at is not None
    assert "op advies van mr. Verzonnen" in page(officer, AI_ACT)


def test_setting_one_requirement_aside_needs_a_reason_and_an_end(officer: Client) -> None:
    """With what is missing beside the fields."""
    answer = officer.post(
        f"{AI_ACT}voorstel/", {"what": "set_aside", "requirement": "aia-50-1-ai-herkenbaar"}
    )
    assert answer.status_code == 422
    assert not Adoption.objects.exists()
    until = timezone.now().date() + timedelta(days=90)
    row = proposed(
        officer, what="set_aside", requirement="aia-50-1-ai-herkenbaar",
        reason="Er is geen chatbot.", until=until.isoformat(),
    )  # fmt: skip
    assert (row.adopted, row.requirement) == (False, "aia-50-1-ai-herkenbaar")


def test_an_unknown_requirement_is_refused_in_words(officer: Client) -> None:
    answer = officer.post(f"{AI_ACT}voorstel/", {"what": "adopt", "requirement": "aia-99"})
    assert answer.status_code == 422
    assert not Adoption.objects.exists()


def test_an_adoption_is_taken_back_with_a_reason_and_stays_readable(officer: Client) -> None:
    row = proposed(officer)
    address = f"/kaders/overname/{row.pk}/intrekken/"
    assert officer.post(address, {"reason": ""}).status_code == 422
    officer.post(address, {"reason": "Nog niet besproken."})
    assert "Nog niet besproken." in page(officer, AI_ACT)


def test_the_fg_reads_and_does_not_decide(officer: Client) -> None:
    """AVG art. 38: the officer advises, and keeps no task that conflicts with that."""
    row = proposed(officer)
    fg = signed_in(person("fg", Role.FG, is_demo=True))
    assert fg.get(AI_ACT).status_code == 200
    assert fg.post(f"/kaders/overname/{row.pk}/bevestigen/").status_code == 403
