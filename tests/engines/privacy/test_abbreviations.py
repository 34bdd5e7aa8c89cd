"""What looks like a name in forms and old texts and is none: abbreviations, section letters, towns.

All data is invented.
"""

from __future__ import annotations

import pytest

from stadspoort.engines.privacy import Detector, Finding, Kind
from stadspoort.engines.privacy._abbreviations import without_abbreviations
from stadspoort.engines.privacy._lists import packaged_lists
from stadspoort.engines.privacy._towns import without_towns

DETECTOR = Detector()


def name(text: str, value: str) -> Finding:
    start = text.index(value)
    end = start + len(value)
    return Finding(start, end, Kind.PERSOON, 0.9, "geraden", rule="tagger")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Een V.O.G. is aangevraagd", "V.O.G."),
        ("goedgekeurd bij K.B. no. 27", "K.B."),
        ("de A. P. V. van 1986", "A. P. V."),
        ("lid van den C. P. N. te Goor", "C. P. N."),
        ("aan: Gem. Geulenbosch", "Gem. Geulenbosch"),
        ("Aan de Wel Ed. Heer", "Ed"),
        ("het college van B. en W. van Goor", "W."),
        ("het college van B. en W. van Goor", "B."),
        ("B.  WAT IS ER AAN DE HAND ?", "B."),
        ("A. UW GEGEVENS\n", "A."),
        ("telefoon zie A.", "A."),
        ("Woonpl. Arnhem", "Woonpl"),
        ("Handtek.   Tesfay", "Handtek."),
        ("Diagn. : griep", "Diagn"),
        ("Bijz. onderzoek", "Bijz"),
        ("Met coll. groet", "coll"),
        ("ontslagen bij Gebrs. Van Vliet", "Gebrs"),
    ],
)
def test_no_name(text: str, value: str) -> None:
    assert list(without_abbreviations(text, [name(text, value)])) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("getekend K.B. namens hem", "K.B. namens hem"),
        ("mevrouw A. van Dam", "A. van Dam"),
        ("dat zei J.P. ook", "J.P."),
        ("groet, M.", "M."),
        ("Bijl belde gisteren", "Bijl"),
        ("A. de Wit komt", "A."),
        ("Med belde", "Med"),
    ],
)
def test_still_a_name(text: str, value: str) -> None:
    finding = name(text, value)

    assert list(without_abbreviations(text, [finding])) == [finding]


def test_an_abbreviation_before_a_name_is_left_outside() -> None:
    text = "buurvr. Leen helpt"

    (finding,) = without_abbreviations(text, [name(text, "buurvr. Leen")])

    assert text[finding.start : finding.end] == "Leen"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("GEMEENTE DROSTENBERG   onderzoek", "DROSTENBERG"),
        ("de gemeente Wijdelaar besluit", "Wijdelaar"),
        ("de gemeente\n  HARSSENBORG\n", "HARSSENBORG"),
        ("2971 AH   Bleskens", "Bleskens"),
        ("      Bleskens, 3 dec. 1955\nhij bleef in Bleskens", "Bleskens"),
        ("geb. Qamishli, 01-01-1977", "Qamishli"),
        ("geboren te Vlierdonk op 1-2-1960", "Vlierdonk"),
        ("geb. te Emmen 4-8-1974, won. aldaar", "Emmen"),
    ],
)
def test_a_town_by_its_place(text: str, value: str) -> None:
    assert without_towns(text, [name(text, value)], packaged_lists()) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("de gemeente Jansen? Nee, Jansen belde", "Jansen belde"),
        ("geb. te Emmen 4-8-1974. De heer Emmen kwam", "heer Emmen"),
        ("2971 AH Weert, t.a.v. Bosman", "Bosman"),
        ("Gemeente Goor, Sanne belde", "Sanne"),
    ],
)
def test_a_name_beside_a_town(text: str, value: str) -> None:
    finding = name(text, value)

    assert without_towns(text, [finding], packaged_lists()) == [finding]


def test_a_name_on_the_own_list_stays() -> None:
    text = "Med. en V.O.G."
    finding = Finding(0, 3, Kind.PERSOON, 1.0, "eigen lijst", rule="own_always")

    assert list(without_abbreviations(text, [finding])) == [finding]
