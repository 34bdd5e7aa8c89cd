"""Names in records in capitals, and initials that sign them. All names are invented."""

from __future__ import annotations

import pytest

from stadspoort.engines.privacy import Detector, Kind

DETECTOR = Detector()


def names(text: str) -> set[str]:
    """Return the names of persons found, those in doubt too."""
    return {text[f.start : f.end] for f in DETECTOR.detect(text) if f.kind is Kind.PERSOON}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("KLANTKAART        PRINT M DE HAAS", {"M DE HAAS"}),
        ("CONSULENT STORMS / RAYON 4 / FASE B", {"STORMS"}),
        ("HEER SLAGER LEVERT BEWIJS VAN INKOMEN AAN.", {"SLAGER"}),
        ("AFBOEKEN? VOORLEGGEN AAN KEES. NIET DOEN", {"KEES"}),
        ("INLICHTINGEN: G. VISSER, TST", {"G. VISSER"}),
        ("EX: RENÉ OP DEN CAMP (MET C)", {"RENÉ OP DEN CAMP"}),
        ("OP DEN KAMP, GWENNY     GEB 19-NOV-1993", {"OP DEN KAMP, GWENNY"}),
        ("VAN DER MEULEN, JAN-PIETER\nGEEN OPMERKINGEN", {"VAN DER MEULEN, JAN-PIETER"}),
        (
            "NAAM                         ADRES\n"
            "HAGE A E/V MOERLAND          BUITENHOF 16\n"
            "SLAGER W EN SLAGER-QUIST J   MOLENDIJK 4\n",
            {"HAGE A E/V MOERLAND", "SLAGER W", "SLAGER-QUIST J"},
        ),
        ("Paraaf: XM", {"XM"}),
        ("Par. mdw.: jv\nEinde", {"jv"}),
        ("Akk.       W.S.", {"W.S."}),
    ],
)
def test_name_in_capitals(text: str, expected: set[str]) -> None:
    """A role, a comma or a label says that it is a name."""
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "BETALING AAN GEMEENTE, DOOR NAAR VOLGENDE PAGINA",
        "CONSULENT AFWEZIG, AANVRAGER ONBEKEND, PARTNER GEEN",
        "LET OP, BELANGRIJK\nTOTAAL, GENERAAL",
        "VERHUURDER GEEFT NIET THUIS. HEER EN MEESTER.",
        "Akkoord ja\nParaaf: zie boven\nAkk. OK",
        "MELDER BELT TERUG OVER HUISVUIL",
    ],
)
def test_words_in_capitals(text: str) -> None:
    """Words of the record itself stay readable."""
    assert names(text) == set()
