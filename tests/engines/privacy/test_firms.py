"""Organisations named after persons stay readable (guideline, rule 8); persons beside them do not.

The words of a firm that come back alone are in doubt: "Wagenaar belde" is the firm or the man.
"""

from __future__ import annotations

import pytest

from stadspoort.engines.privacy import Detector, Kind

DETECTOR = Detector()


def persons(text: str, *, is_certain: bool = False) -> list[str]:
    return [
        text[f.start : f.end]
        for f in DETECTOR.detect(text)
        if f.kind is Kind.PERSOON and (f.certain or not is_certain)
    ]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Hij werkt bij Jachtwerf Wagenaar in de haven.", id="a yard"),
        pytest.param("De brief is van Modehuis Lambrichts.", id="a shop"),
        pytest.param("Zij huren van maatschap De Jong.", id="a partnership"),
        pytest.param("Dit is Mts. Star-Oldenziel te Ees.", id="short for it"),
        pytest.param("Hij werkt als kok, h.o.d.n. Fatih, in Heerlen.", id="trading as"),
        pytest.param("De rekening is van Slagter & Oudkerk.", id="partners"),
        pytest.param("Installateur is Koning & Van Rijsbergen.", id="partners with tussenvoegsel"),
        pytest.param("Dossier van Van den Broecke Sijbesma advocaten.", id="their trade"),
        pytest.param("Hij werkt bij Jan Smit Kassenbouw.", id="a compound of a trade"),
        pytest.param("De training is van Hartman Trainingen.", id="trainings"),
        pytest.param("Koffie van Douwe Egberts is op.", id="a known brand"),
        pytest.param("Zij ligt in Nij Smellinghe.", id="a known hospital"),
        pytest.param("Boodschappen bij Albert Heijn.", id="a known shop"),
        pytest.param("Hij is bekend bij William Schrikker.", id="a known institution"),
    ],
)
def test_a_firm_is_no_person(text: str) -> None:
    assert persons(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("In het gemeentehuis Jan gesproken.", ["Jan"], id="in the town hall"),
        pytest.param("Jan & Marie komen samen.", ["Jan", "Marie"], id="a couple"),
        pytest.param("Beste heer Slagter, dank.", ["Slagter"], id="a man of that name"),
        pytest.param("mw. Jansen & de heer Bos belden.", ["Jansen", "Bos"], id="titles"),
        pytest.param("Aannemer Piet Jansen belde.", ["Piet Jansen"], id="a builder by name"),
        pytest.param(
            "Jachtwerf Wagenaar, mevrouw Iris Wagenaar", ["Iris Wagenaar"], id="who works there"
        ),
        pytest.param("Albert de Vries belde.", ["Albert de Vries"], id="a name like a shop"),
    ],
)
def test_persons_are_found(text: str, found: list[str]) -> None:
    assert persons(text) == found


def test_what_a_firm_shares_with_a_man_is_in_doubt() -> None:
    text = "De boot ligt bij Jachtwerf Wagenaar. Gisteren heeft Wagenaar gebeld over de prijs."

    assert persons(text) == ["Wagenaar"]
    assert persons(text, is_certain=True) == []
