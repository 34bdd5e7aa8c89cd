"""The page for the makers of the rules: counts of what stands in the way, and nothing else."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.apps.accounts.people import person, signed_in
from tests.apps.register import make

from stadspoort.apps.accounts.roles import Role

pytestmark = pytest.mark.django_db(transaction=True)

ADDRESS = "/register/terugmelding/"


@pytest.fixture
def officer() -> Client:
    return signed_in(person("po", Role.PRIVACY_OFFICER, is_demo=True))


def test_without_purposes_nothing_stands_in_the_way(officer: Client) -> None:
    """With where to begin."""
    make.start()
    text = officer.get(ADDRESS).content.decode()
    assert "Niets staat in de weg" in text
    assert "Naar het register" in text


def test_a_purpose_with_personal_data_asks_for_what_nobody_showed_yet(officer: Client) -> None:
    """Each requirement with its article, how often, why, and who could deliver."""
    make.start()
    make.purpose()
    text = officer.get(ADDRESS).content.decode()
    assert "Eisen die in de weg staan" in text
    assert "kenmerk onbekend" in text
    assert "gemeente" in text


def test_all_of_it_as_a_file(officer: Client) -> None:
    """One line per requirement."""
    make.start()
    make.purpose()
    answer = officer.get(f"{ADDRESS}uitvoer/")
    lines = answer.content.decode().splitlines()
    assert lines[0].lstrip("\ufeff").startswith("Eis;Kader;Artikel;Verplichting")
    assert any(line.startswith("avg-") for line in lines)
