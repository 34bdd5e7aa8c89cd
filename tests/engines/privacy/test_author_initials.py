"""Initials of authors are names of persons (guideline, rules 4 and 7); abbreviations are not."""

from __future__ import annotations

import pytest

from stadspoort.engines.privacy import Detector, Kind

DETECTOR = Detector()


def persons(text: str) -> list[str]:
    return [text[f.start : f.end] for f in DETECTOR.detect(text) if f.kind is Kind.PERSOON]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("Sleutel ligt bij de balie.\n\nJK", ["JK"], id="alone at the end"),
        pytest.param("Sleutel ligt bij de balie.\n\nhb", ["hb"], id="in lower case"),
        pytest.param("Sleutel ligt bij de balie.\nJvdB", ["JvdB"], id="with a tussenvoegsel"),
        pytest.param("Ik bel morgen terug.\n\nL.B.\n\nWat een weer.", ["L.B."], id="of a message"),
        pytest.param("> Kan dat morgen ook?\n>\n> TW\n", ["TW"], id="of a quoted message"),
        pytest.param("Niet thuis, kaart achtergelaten.\nParaaf: sk", ["sk"], id="a paraph"),
        pytest.param("Akkoord bevonden (gez. RK) op 3 mei.", ["RK"], id="signed"),
        pytest.param("Intake door HW. Er zijn schulden.", ["HW"], id="intake by"),
        pytest.param("Wat vervelend, we kijken ernaar. ^MvE", ["MvE"], id="webcare"),
        pytest.param("Onze ref. 2024.0771/mvh\nGeachte heer,", ["mvh"], id="of a reference"),
    ],
)
def test_initials_of_an_author_are_found(text: str, found: list[str]) -> None:
    assert persons(text) == found


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("De stukken volgen morgen.\n\nPS", id="a postscript"),
        pytest.param("De stukken volgen morgen.\n\nmvg", id="a closing"),
        pytest.param("De stukken volgen morgen.\n\nok", id="a word"),
        pytest.param("De stukken gaan naar de afdeling.\n\nWmo", id="a law"),
        pytest.param("Verslag: nog te maken", id="minutes to come"),
        pytest.param("Ingevoerd door KCC op 3 mei.", id="a desk"),
        pytest.param("De kosten zijn 45 euro, zie zaak 2024-11/mnd.", id="per month"),
        pytest.param("naam;code\nweg;AB\n\nXL", id="a cell of a table"),
        pytest.param("Het kenmerk is 20240771/2.", id="a number behind the slash"),
        pytest.param("Bijlage II\n\nIII", id="roman numbers"),
    ],
)
def test_other_letters_are_no_author(text: str) -> None:
    assert [f for f in DETECTOR.detect(text) if f.rule == "author_initials"] == []
