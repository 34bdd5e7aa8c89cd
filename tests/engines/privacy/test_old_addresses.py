"""Addresses of old and typed texts, and values that share a cell of a form with their label.

All data is invented.
"""

from __future__ import annotations

import pytest

from stadspoort.engines.privacy import Detector, Kind

DETECTOR = Detector()


def found(text: str, kind: Kind) -> list[str]:
    return [text[f.start : f.end] for f in DETECTOR.detect(text) if f.kind is kind]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("wonende Hofdijksweg A 31, verzoekt", "Hofdijksweg A 31"),
        ("te Ulrum, Noorderstraat C 19, geboren", "Noorderstraat C 19"),
        ("Straat + nr     Tiendweg - O 27\nPostcode", "Tiendweg - O 27"),
        ("woont Lange Kerkstraat B 7 a.", "Lange Kerkstraat B 7 a"),
        ("de buren, fam. Bolhuis (C 20), geven", "C 20"),
        ("het hok 5 m uit zijn erf (A 33) blijft", "A 33"),
        ("Mevr. S. Bolhuis-Terpstra\nAchter de Kerk 7\n\nGeachte heer", "Achter de Kerk 7"),
        ("De heer J. Tammens\nVlonder 12-2\nPaterswolde\n", "Vlonder 12-2"),
        ("ik woon Kapelstr 12, boven", "Kapelstr 12"),
        ("Bezoek pleeggezin, Laan v. Westroijen 81. Gré", "Laan v. Westroijen 81"),
        ("betrokkene verblijft Mesch 31 (zolder)", "Mesch 31"),
        ("Naar: Zuidvliet 41        4301 CR ZIERIKZEE", "Zuidvliet 41"),
        ("1e Straat       Hoefsmid   huisnr 64  toev. B\n", "B"),
    ],
)
def test_an_address(text: str, address: str) -> None:
    assert address in found(text, Kind.ADRES)


@pytest.mark.parametrize(
    "text",
    [
        "Neem de Snelweg A 31, dan de afrit",
        "Op het plein A 4 formaat borden",
        "kadastraal bekend Ouddorp (B 214), groot 3 are",
        "Wij lezen het (A 33) in de bijlage",
        "Dhr. J. Tammens\nKamer 12\nPubliek",
        "Dhr. J. Tammens\nBijlage 3\n",
        "Dhr. J. Tammens\nMaart 2024\n",
        "Notulen van J. Tammens en de andere leden van de raad\nPunt 7\n",
        "Goedgekeurd bij K.B. no. 27 van 11 mei 1987, Stb. 233.",
        "Dos. no. 70 / 3319",
        "De toev. is aangevraagd",
        "Toevoeging is aangevraagd",
    ],
)
def test_no_address(text: str) -> None:
    assert found(text, Kind.ADRES) == []


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("Naam Kouwenberg           Naam Nguyen\n", Kind.PERSOON, "Nguyen"),
        ("Naam Kouwenberg           Naam Nguyen\n", Kind.PERSOON, "Kouwenberg"),
        ("Voorn. Adrianus M.        Voorn. Bich Hanh\n", Kind.PERSOON, "Bich Hanh"),
        ("1c Geb.datum    03-09-1991\n", Kind.GEBOORTEDATUM, "03-09-1991"),
        ("geb. Qamishli, 01-01-1977 te zien", Kind.GEBOORTEDATUM, "01-01-1977"),
        ("Leg.bew. 3253338552 (rijb.)", Kind.DOCUMENTNUMMER, "3253338552"),
        ("Voorletters  M. G.\n", Kind.PERSOON, "M. G."),
        ("zaak 12    consul. Klarenbeek    huisbez. ja", Kind.PERSOON, "Klarenbeek"),
        ("vastgesteld par. Eksteen.", Kind.PERSOON, "Eksteen"),
        ("Geboren ............ 11-06-1949 te Oudega", Kind.GEBOORTEDATUM, "11-06-1949"),
        ("zijn Buurman J. Ooijevaar (B 49) kan dit", Kind.ADRES, "B 49"),
        ("t.n.v.         M Tesfay\n", Kind.PERSOON, "M Tesfay"),
        ("leges rijbew.  nr  4855181021  kas", Kind.DOCUMENTNUMMER, "4855181021"),
        ("verbl.doc. IVW0MYWS3", Kind.DOCUMENTNUMMER, "IVW0MYWS3"),
    ],
)
def test_a_cell_of_a_form(text: str, kind: Kind, value: str) -> None:
    assert value in found(text, kind)


@pytest.mark.parametrize(
    "text",
    [
        "Ontslagen bij de Machinefabriek Bosman te Goor.",
        "Hij werkte bij Gebrs. Van Enckevort (chicory).",
        "Aanmelding bij het (Wijkcentrum Anna van Buuren)",
        "Hij werkte bij de wasserij Klein Wassink.",
    ],
)
def test_a_works_is_no_person(text: str) -> None:
    assert found(text, Kind.PERSOON) == []


@pytest.mark.parametrize(
    "text",
    [
        "Naam Aanvrager           Naam Product\n",
        "Naam van de vereniging   Aantal leden\n",
    ],
)
def test_a_label_is_no_name(text: str) -> None:
    assert found(text, Kind.PERSOON) == []


def test_a_date_between_a_name_and_a_bsn_is_certain() -> None:
    text = "VADER   Firas Sarraf     02 11 1991  BSN  787070543\n"

    assert [f.certain for f in DETECTOR.detect(text) if f.kind is Kind.GEBOORTEDATUM] == [True]


@pytest.mark.parametrize(
    "text", ["par. Inleiding en doel", "get. te Oudega, 3 mei", "rapp. Verslag van het bezoek"]
)
def test_a_role_without_a_name(text: str) -> None:
    assert found(text, Kind.PERSOON) == []


def test_the_dates_of_a_diary_are_no_births() -> None:
    text = (
        "26-3-1974   Bezoek aan de school, daar met Marieke de Boer gesproken over haar cijfers.\n"
    )

    assert found(text, Kind.GEBOORTEDATUM) == []
