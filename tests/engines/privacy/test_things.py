"""Names of persons that name a thing are no personal data: firms, schools, bridges, prizes, cases.

Each text holds one such name, or a person beside one; masking the name of a firm would take away
what a reader needs and protects nobody.
"""

from __future__ import annotations

import pytest

from stadspoort.engines.privacy import Detector, Kind

DETECTOR = Detector()


def persons(text: str) -> list[str]:
    return [text[f.start : f.end] for f in DETECTOR.detect(text) if f.kind is Kind.PERSOON]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Autobedrijf Janssen keurt de bus.", id="a word for a firm before it"),
        pytest.param("Zij werkt bij Vastgoedgroep Heijmerink.", id="a compound of it"),
        pytest.param("Zij vroeg het namens Van Gompel Loonwerk B.V. aan.", id="its form behind it"),
        pytest.param("De gebr. Dijkstra Transport reed.", id="its trade behind it"),
        pytest.param("Hij speelt bij Vereniging Vrienden van Jozef Israëls.", id="words between"),
        pytest.param("Hij zit op de Jacob van Heemskerckschool.", id="a school"),
        pytest.param("De Hannie Schaftbrug gaat open.", id="a bridge"),
        pytest.param("Zij won de Jan Tooropprijs.", id="a prize"),
        pytest.param("De Nacht van Sint Pieter is op zaterdag.", id="a saint"),
        pytest.param("Hij reed in een Opel.", id="a car"),
        pytest.param("Plaats: Dr. Schaepmankamer, stadskantoor", id="a room with a title"),
    ],
)
def test_a_thing_is_no_person(text: str) -> None:
    assert persons(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param(
            "Mevrouw Hennie van de Jacob van Heemskerckschool.", ["Hennie"], id="of a school"
        ),
        pytest.param("De heer T. Oldenhof belde.", ["T. Oldenhof"], id="a surname like a court"),
        pytest.param(
            "Garage De Zwaan, contactpersoon mevrouw Terpstra", ["Terpstra"], id="behind a firm"
        ),
        pytest.param(
            "Café De Gouden Leeuw is dicht. Pietertje Swaneveld belde.",
            ["Pietertje Swaneveld"],
            id="in the next sentence",
        ),
        pytest.param(
            "Freek Zuijderduijn van Zuijderduijn Bouw belde.",
            ["Freek Zuijderduijn"],
            id="of a firm",
        ),
    ],
)
def test_a_person_beside_a_thing_stays_found(text: str, found: list[str]) -> None:
    assert persons(text) == found
