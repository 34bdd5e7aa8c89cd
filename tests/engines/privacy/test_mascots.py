"""Animals and chat bots have names that name no person (guideline, rule 12): they stay readable."""

from __future__ import annotations

import pytest

from stadspoort.engines.privacy import Detector, Kind

DETECTOR = Detector()


def persons(text: str) -> list[str]:
    return [text[f.start : f.end] for f in DETECTOR.detect(text) if f.kind is Kind.PERSOON]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("De kat Mitzi ging naar de opvang.", id="the animal before it"),
        pytest.param("Kat Mitzi is weer thuis.", id="at the start"),
        pytest.param("De hond luistert naar Moritz.", id="listens to"),
        pytest.param("De hond luistert naar de naam Bella. Bella is bruin.", id="and again"),
        pytest.param("Zij heeft een hond genaamd Tommie.", id="called"),
        pytest.param("Hij beet een teckel (Saartje) in de poot.", id="in brackets"),
        pytest.param("Zij gaat elke week paardrijden op Pippa.", id="a horse"),
        pytest.param("Boris is mijn hulphond en mag mee.", id="is my dog"),
        pytest.param("Thuis ligt Boris, onze hond, op de bank.", id="our dog"),
        pytest.param("Minoes (kat) is weg.", id="animal in brackets behind it"),
        pytest.param("Haar 2 katten zitten nog binnen, Moos en Sara.", id="two cats"),
        pytest.param("bot Gem: Hallo!\nklant: hoi\nbot Gem: Waarmee help ik?", id="a bot"),
        pytest.param(
            "Tessa (virtuele assistent): Waarmee kan ik helpen?\nTessa: Dank u.", id="an assistant"
        ),
        pytest.param("Hallo! Ik ben Guus, uw digitale hulp.", id="a digital help"),
    ],
)
def test_names_of_nobody_stay_readable(text: str) -> None:
    assert persons(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("De hond van Tineke blaft.", ["Tineke"], id="whose dog"),
        pytest.param("De hond beet Tineke in de hand.", ["Tineke"], id="whom it bit"),
        pytest.param("Mevrouw De Haan belde over de haan.", ["De Haan"], id="a surname"),
        pytest.param("Aanwezig: Haan, Pieter", ["Haan, Pieter"], id="surname first"),
        pytest.param("De heer Kat belde.", ["Kat"], id="a surname that is an animal"),
        pytest.param(
            "De kat Sara is weg. Sara de Vries belde, Sara is boos.",
            ["Sara de Vries", "Sara"],
            id="somebody bears the name too",
        ),
        pytest.param("Ik ben Guus, uw buurman van 12.", ["Guus"], id="a neighbour"),
        pytest.param("Robotica is leuk, zegt Femke.", ["Femke"], id="no bot"),
        pytest.param("Op vakantie paste Joke op, onze hond bleef thuis.", ["Joke"], id="a comma"),
    ],
)
def test_persons_beside_them_are_found(text: str, found: list[str]) -> None:
    assert persons(text) == found
