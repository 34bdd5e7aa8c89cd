"""Labels as forms and print-outs shorten them, and labels behind their value.

All data is invented; the BSNs pass the eleven test or say that they are wrong.
"""

from __future__ import annotations

import pytest

from stadspoort.engines.privacy import Detector

DETECTOR = Detector()


def found(text: str) -> set[tuple[str, str]]:
    """Return kind and text of all findings, those in doubt too."""
    return {(f.kind.value, text[f.start : f.end]) for f in DETECTOR.detect(text)}


SHORT = [
    ("Pasp.nr:NJGUVF0C5", "DOCUMENTNUMMER NJGUVF0C5"),
    ("pasp.nr. NW3K81B04", "DOCUMENTNUMMER NW3K81B04"),
    ("Rijb.:3078937856", "DOCUMENTNUMMER 3078937856"),
    ("rijbew.nr. 4078937851", "DOCUMENTNUMMER 4078937851"),
    ("Vrblfsdoc.: IVW0MYWS3", "DOCUMENTNUMMER IVW0MYWS3"),
    ("verbl.doc. IR3K81B04", "DOCUMENTNUMMER IR3K81B04"),
    ("Leg. bew. IX14CUUJ0", "DOCUMENTNUMMER IX14CUUJ0"),
    ("reisdoc.nr.: NW3K81B04", "DOCUMENTNUMMER NW3K81B04"),
    ("Vreemdelingen nummer (van het pasje)\n23747 56275", "DOCUMENTNUMMER 23747 56275"),
    ("BRGSRVCNR 594473020", "BSN 594473020"),
    ("persoonsgebonden nr 983304583", "BSN 983304583"),
    ("Burg.serv.nr 123456782", "BSN 123456782"),
    ("Geb.:                   2-2-2013 te Ede", "GEBOORTEDATUM 2-2-2013"),
    ("Geb.dd.: 08|12|1969", "GEBOORTEDATUM 08|12|1969"),
    ("GEBDAT 190566", "GEBOORTEDATUM 190566"),
    ("Geb. :  13 4 66", "GEBOORTEDATUM 13 4 66"),
    ("geb.dt 1966-04-13", "GEBOORTEDATUM 1966-04-13"),
    ("Geb.: 11 Febr. 1927 te Hulst", "GEBOORTEDATUM 11 Febr. 1927"),
    ("CLNT 30044178", "KLANTNUMMER 30044178"),
    ("uitkering clnr. 404118", "KLANTNUMMER 404118"),
    ("LIDNR 0118", "KLANTNUMMER 0118"),
    ("verblijf: PI Vught, reg.nr 5120934", "KLANTNUMMER 5120934"),
    ("Soc.Hyg.nr: 0118830", "KLANTNUMMER 0118830"),
    ("SVH 0077412", "KLANTNUMMER 0077412"),
    ("GPP GH-004417", "KLANTNUMMER GH-004417"),
    ("Huurcontract H0091822", "KLANTNUMMER H0091822"),
    ("EB-nummer 521727066", "KLANTNUMMER 521727066"),
    ("deb.nr: 600418", "KLANTNUMMER 600418"),
    ("P-nummers: 0043127 en 0039960", "KLANTNUMMER 0043127"),
    ("kooi met kat, chip          1       528210004471903", "KLANTNUMMER 528210004471903"),
    ("ADR GLACISWEG 9 6212BM", "ADRES GLACISWEG 9"),
    ("1) Gerrie Vink - decorandus - 18 november 1947 - stil", "GEBOORTEDATUM 18 november 1947"),
]
BEHIND = [
    ("418966849   bsn", "BSN 418966849"),
    ("170681      geb.", "GEBOORTEDATUM 170681"),
    ("5881790058  rijbewijsnr (nieuw)", "DOCUMENTNUMMER 5881790058"),
    ("VAN DEN BERG   achternaam", "PERSOON VAN DEN BERG"),
    ("44012\tklantnr", "KLANTNUMMER 44012"),
    ("0612345678 <- mobiel", "TELEFOON 0612345678"),
]


@pytest.mark.parametrize(("text", "expected"), SHORT + BEHIND)
def test_value_at_a_short_label(text: str, expected: str) -> None:
    """Dots, colons, slashes and spaces do not matter; the label decides."""
    kind, _, value = expected.partition(" ")

    assert (kind, value) in found(f"Kaart 3\n{text}\nEinde")


@pytest.mark.parametrize(
    "text",
    [
        "Het pasp. ligt klaar. De rijb. is verlopen op 12-12-2024.",
        "Het besluit is ingeschreven onder reg.nr 2024/118.",
        "Vrblfsdoc.: nvt / Rijb.: geen",
        "1200      stuks\n15.000    exemplaren",
        "2024   jaar\n3      aantal",
        "De GPP is op 12 maart ingetrokken.",
    ],
)
def test_label_without_a_value(text: str) -> None:
    """A date, a case or a count near a label is not its value."""
    assert found(text) == set()
