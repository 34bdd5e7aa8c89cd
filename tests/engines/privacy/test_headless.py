"""Tables without a header: the values of a column tell what it holds. All data is invented."""

from __future__ import annotations

import pytest

from stadspoort.engines.privacy import Detector

DETECTOR = Detector()


def found(text: str) -> set[tuple[str, str]]:
    """Return kind and text of all findings, those in doubt too."""
    return {(f.kind.value, text[f.start : f.end]) for f in DETECTOR.detect(text)}


def pairs(*values: str) -> set[tuple[str, str]]:
    """Return "ADRES Kolk" as ("ADRES", "Kolk"), for each of `values`."""
    return {(kind, value) for kind, _, value in (one.partition(" ") for one in values)}


TABLES = [
    pytest.param(
        "HAVERKAMP;J;V;14-02-1951;BREEWEG 12;7751 CD;DALEN\n"
        "OOSTING;M.A.;M;03-11-1988;VEENWEG 3 A;7751 AB;DALEN\n"
        "TER STEEGE;K;M;21-07-2016;HOOFDSTRAAT 88;7741 GH;COEVORDEN\n",
        pairs(
            "PERSOON HAVERKAMP", "PERSOON J", "GEBOORTEDATUM 14-02-1951", "ADRES BREEWEG 12",
            "POSTCODE 7751 CD", "PERSOON OOSTING", "PERSOON M.A.", "GEBOORTEDATUM 03-11-1988",
            "ADRES VEENWEG 3 A", "POSTCODE 7751 AB", "PERSOON TER STEEGE", "PERSOON K",
            "GEBOORTEDATUM 21-07-2016", "ADRES HOOFDSTRAAT 88", "POSTCODE 7741 GH",
        ),
        id="capitals; a sex and a town are nobody; a child among its elders",
    ),
    pytest.param(
        "Vink\tEmre\tMolenstraat\t218\t2\t1095 BM\nVerhagen\tArie\tDintelstraat\t4\t\t1078VN\n"
        "Bakker-Smeets\tToos\tAmstelkade\t61\ths\t\n",
        pairs(
            "PERSOON Vink", "PERSOON Emre", "ADRES Molenstraat", "ADRES 218", "ADRES 2",
            "POSTCODE 1095 BM", "PERSOON Verhagen", "PERSOON Arie", "ADRES Dintelstraat", "ADRES 4",
            "POSTCODE 1078VN", "PERSOON Bakker-Smeets", "PERSOON Toos", "ADRES Amstelkade",
            "ADRES 61", "ADRES hs",
        ),
        id="street, number and addition apart",
    ),
    pytest.param(
        "101,Vink,Annelies,1972-05-09,123456782\n102,Van Delden,Bart,1965-12-24,111222333\n"
        "103,El Ghazi,Samira,1990-08-13,\n",
        pairs(
            "PERSOON Vink", "PERSOON Annelies", "GEBOORTEDATUM 1972-05-09", "BSN 123456782",
            "PERSOON Van Delden", "PERSOON Bart", "GEBOORTEDATUM 1965-12-24", "BSN 111222333",
            "PERSOON El Ghazi", "PERSOON Samira", "GEBOORTEDATUM 1990-08-13",
        ),
        id="commas",
    ),
    pytest.param(
        "('Jansen', 'Piet', '1960-04-05', '7401 AB', 'Deventer'),\n"
        "('Dekker', 'Fatma', '1978-09-12', '7411 CD', 'Deventer'),\n"
        "('Bakker', 'Ravi', '1985-01-30', '7412 EF', 'Diepenveen')\n",
        pairs(
            "PERSOON Jansen", "PERSOON Piet", "GEBOORTEDATUM 1960-04-05", "POSTCODE 7401 AB",
            "PERSOON Dekker", "PERSOON Fatma", "GEBOORTEDATUM 1978-09-12", "POSTCODE 7411 CD",
            "PERSOON Bakker", "PERSOON Ravi", "GEBOORTEDATUM 1985-01-30", "POSTCODE 7412 EF",
        ),
        id="rows of values in quotes",
    ),
    pytest.param(
        "Annelies Vink|09-05-1972|Parallelweg 14|7951 AA",
        pairs(
            "PERSOON Annelies Vink", "GEBOORTEDATUM 09-05-1972", "ADRES Parallelweg 14",
            "POSTCODE 7951 AA",
        ),
        id="a single row with strong kinds",
    ),
    pytest.param(
        "Aannemer;Ede;15-01-1999;15.000\nLoodgieter;Arnhem;01-02-1999;8.000\nDakdekker;Ede;11-03-1999;1",
        set(),
        id="trades and old dates",
    ),
    pytest.param(
        "INFO;auth;2025-01-02;login\nWARN;mail;2025-01-03;bounce\nERROR;db;2025-01-03;timeout\n",
        set(),
        id="a log",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), TABLES)
def test_tables_without_a_header(text: str, expected: set[tuple[str, str]]) -> None:
    """Every cell takes the meaning that its column has by its values, and nothing else is found."""
    assert found(text) == expected
