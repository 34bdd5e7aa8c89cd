"""A BSN, account or identity document beside its label is found, however it is written.

The numbers are invented: the BSN passes the eleven test, the IBAN mod 97.
"""

from __future__ import annotations

import pytest

from stadspoort.engines.privacy import Detector, Kind

DETECTOR = Detector()


def covered(text: str, value: str) -> bool:
    """Say whether every letter and digit of `value` lies in a finding."""
    inside = bytearray(len(text))
    for finding in DETECTOR.detect(text):
        inside[finding.start : finding.end] = b"\1" * (finding.end - finding.start)
    start = text.index(value)
    return all(
        inside[at] for at in range(start, start + len(value)) if text[at].isalnum()
    )  # fmt: skip


BSN = [
    ("BSN: 520_905_088", "520_905_088"),
    ("bsn is 52o905o88, gescand", "52o905o88"),
    ("client_bsn=5209 05088", "5209 05088"),
    ("BSN nummer kind: 520/905/088", "520/905/088"),
    ("Bsn van mijn vader 52 09 05 088.", "52 09 05 088"),
    ("520 905 088 (BSN)", "520 905 088"),
    ("52090 5088 is mijn bsn", "52090 5088"),
    ("mijn bsn is vijf twee nul negen nul vijf nul acht acht", "vijf twee nul negen nul vijf"),
    ("burgerservicenummer van de aanvrager\n520905087", "520905087"),
    ("BSNummer -> 5 2 0 9 0 5 0 8 8", "5 2 0 9 0 5 0 8 8"),
]
ACCOUNTS = [
    ("IBAN aanvrager: NL70-HAND-0924-0008-87", "NL70-HAND-0924-0008-87"),
    ("op rekening nl70hand0924000887", "nl70hand0924000887"),
    ("Rek. N L 7 0 H A N D 0 9 2 4 0 0 0 8 8 7", "N L 7 0 H A N D 0 9 2 4 0 0 0 8 8 7"),
    ("IBAN: NL7OHAND0924OOO887", "NL7OHAND0924OOO887"),
    ("tegenrekening NL70 HAN D0924 0008 87", "NL70 HAN D0924 0008 87"),
    ("NL70 HAND 0924 0008 87 (rekening)", "NL70 HAND 0924 0008 87"),
]
DOCUMENTS = [
    ("paspoort swlllsn12", "swlllsn12"),
    ("Rijbewijs nr 582 672 6373", "582 672 6373"),
    ("rijbewijs: 58 26 72 63 73", "58 26 72 63 73"),
    ("reisdocumentnummer SWL LLS N12", "SWL LLS N12"),
    ("ID-kaart (oud): SWLLLSN 12", "SWLLLSN 12"),
    ("W-document S.W.L.L.L.S.N.1.2", "S.W.L.L.L.S.N.1.2"),
    ("driving licence no. 5826726373", "5826726373"),
    ("P1234567 (paspoort)", "P1234567"),
    ("naam;reisdocument;plaats\nJansen;SWLLLSN-12;Ede", "SWLLLSN-12"),
]


@pytest.mark.parametrize(("text", "value"), [*BSN, *ACCOUNTS, *DOCUMENTS])
def test_a_number_beside_its_label_never_leaks(text: str, value: str) -> None:
    """Groups of any size, scanned letters, lost capitals, words, the label on either side."""
    assert covered(text, value)


@pytest.mark.parametrize(
    "text",
    [
        "Uw paspoort is geldig tot 12-03-2029.",
        "Rijbewijs gehaald in 2019, dat weet ik nog.",
        "Voor een ID-kaart betaalt u 75,80 euro.",
        "Breng uw paspoort mee op 3 juli om 10.30 uur naar balie 4.",
        "De BSN-controle duurt twee of drie dagen.",
        "Bij een nieuwe rekening hoort een contract van 24 maanden.",
        "Kopie paspoort: zie bijlage 3 van 12 mei 2025.",
        "PASPOORT KWIJT SINDS 12 MEI",
    ],
)
def test_a_date_price_or_year_after_the_label_stays(text: str) -> None:
    """What the label does not promise is no number of a person."""
    kinds = {finding.kind for finding in DETECTOR.detect(text)}
    assert not kinds & {Kind.BSN, Kind.IBAN, Kind.DOCUMENTNUMMER}


def test_a_number_of_an_organisation_before_the_label_stays() -> None:
    """The label in front owns the number: "RSIN 804512337, BSN onbekend"."""
    found = DETECTOR.detect("RSIN 804512337, BSN onbekend")
    assert [finding for finding in found if finding.kind is Kind.BSN] == []
