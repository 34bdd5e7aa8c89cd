"""The page of an application and of one of its uses.

Source: issue 4, parts 3 and 13: a verdict with why, what is missing, who can deliver it and what it
rests on; "afgedwongen" only of what the gate enforces on traffic that passes it.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client
from tests.apps.accounts.people import person, signed_in
from tests.apps.frameworks import make as facts
from tests.apps.frameworks import rules
from tests.apps.register import make

from stadspoort.apps.accounts.roles import Role
from stadspoort.apps.frameworks.choices import SubjectKind
from stadspoort.engines.frameworks.library import packaged_library

pytestmark = pytest.mark.django_db

API = "/register/toepassingen/api/"
USE = f"{API}gebruik/?doel=brieven&model=mock"


@pytest.fixture(autouse=True)
def _entries(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    rules.install(monkeypatch)
    make.start()
    make.model()
    make.purpose()
    facts.fact(SubjectKind.USE, "brieven", "use.practices", [])
    yield
    packaged_library.cache_clear()


@pytest.fixture
def reader() -> Client:
    return signed_in(person("lezer", Role.MEDEWERKER, is_demo=True))


def text_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def row_of(text: str, requirement: str) -> str:
    """Return the row of the table with this requirement."""
    return next(row for row in text.split("<tr>") if f"#{requirement}" in row)


def test_without_evidence_the_page_says_what_is_missing_and_who_can_deliver_it(
    reader: Client,
) -> None:
    facts.adopt("regels", "1")
    text = text_of(reader, API)

    assert "Niet aangetoond" in text
    assert "Regels art. 1: bewijs ontbreekt." in text
    row = next(
        row
        for row in text.split("<tr>")
        if "Bewijs: gegevensbeschermingseffectbeoordeling (DPIA)" in row
    )
    assert "De gemeente" in row
    assert "Regels art. 1" in row


def test_the_page_says_who_adopted_what_it_rests_on(reader: Client) -> None:
    assert "nog geen kader overgenomen" in text_of(reader, API)
    assert "Concept: nog niet overgenomen" in text_of(reader, API)

    facts.adopt("regels", "1")

    text = text_of(reader, API)
    assert "nog geen kader overgenomen" not in text
    assert "en tweede op 24-11-2026" in text


def test_evidence_makes_it_green_with_conditions(reader: Client) -> None:
    facts.adopt("regels", "1")
    facts.evidence()

    assert "Onder voorwaarden" in text_of(reader, API)
    assert "dpia-brieven" in row_of(text_of(reader, USE), "dpia-er")


def test_a_setting_is_never_called_enforced(reader: Client) -> None:
    """The gate passes this traffic, and yet does not see to the retention at the supplier."""
    facts.adopt("regels", "1")
    row = row_of(text_of(reader, USE), "wissen")

    assert "Instelling" in row
    assert "fgedwongen" not in row


def test_what_the_gate_does_not_see_to_is_not_called_enforced(reader: Client) -> None:
    """The purpose has no budget, so the gate keeps none, though the rule says it does."""
    facts.adopt("regels", "1")
    row = row_of(text_of(reader, USE), "zuinig")

    assert "ziet de poort hier niet op toe" in row
    assert "fgedwongen door de poort" not in row


def test_traffic_that_does_not_pass_the_gate_has_nothing_enforced(reader: Client) -> None:
    make.service("dienst")
    facts.adopt("regels", "1")
    text = text_of(reader, "/register/toepassingen/dienst/gebruik/?doel=brieven&model=")

    assert "fgedwongen door de poort" not in text
    assert "Afspraak in het contract" in row_of(text, "zuinig")


def test_the_requirements_are_searched_and_filtered(reader: Client) -> None:
    facts.adopt("regels", "1")

    assert "#wissen" not in text_of(reader, f"{USE}&zoek=DPIA")
    assert "#dpia-er" in text_of(reader, f"{USE}&zoek=DPIA")
    assert "#verbod" not in text_of(reader, f"{USE}&uitkomst=missing")
    assert "Geen eis gevonden" in text_of(reader, f"{USE}&zoek=bestaatniet")


def test_a_use_that_the_application_does_not_have_is_not_found(reader: Client) -> None:
    for asked in ("", "?doel=brieven&model=onbekend", "?doel=onbekend&model=mock"):
        assert reader.get(f"{API}gebruik/{asked}").status_code == 404
