"""Words of forms, logs and payments are no names; names like them stay names."""

from __future__ import annotations

import pytest

from stadspoort.engines.privacy import Detector, Kind

DETECTOR = Detector()


def names(text: str) -> set[str]:
    """Return the names of persons found, those in doubt too."""
    return {text[f.start : f.end] for f in DETECTOR.detect(text) if f.kind is Kind.PERSOON}


@pytest.mark.parametrize(
    "text",
    [
        "Werkbon   240771\nOpm.      hek stuk\nAkk.      ja",
        "Rek.nr.: zie boven\nPar. mdw.: geen",
        "Aantek.: akte vermeld in register 14.",
        "2025-02-18 08:10:00,000 INFO  cron  nachtrun klaar, 18233 records\n"
        "2025-02-18 08:10:04,000 WARN  auth  login mislukt",
        'Het bestand "verslag.jpg" is te groot; stuur verslag.pdf.',
        "SEPA INCASSO IBAN: zie boven BIC: ASNBNL21",
        "Zij zit in groep A, rij B, en heeft rijbewijs AM en BE.",
        "Afgevoerd: plank G t/m K.",
        "De akte is van 11 Febr. 1927 en 8 Mei 1951.",
        "92,50;REISK. 4X;TERUGV. LEGES;WSNP AFGEWEZEN",
    ],
)
def test_no_name(text: str) -> None:
    """A label, a level, a file type, a bank, a letter of a class: nobody."""
    assert names(text) == set()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ik sprak de heer Bijl. Hij belt terug.", "Bijl"),
        ("Mevrouw Rek. Ook zij komt.", "Rek"),
        ("Groeten, Max. Tot morgen.", "Max"),
        ("Adr. van den Ende, geb. 1-11-1902", "Adr. van den Ende"),
        ("Opm.: gebeld door Lilian Geurts", "Lilian Geurts"),
        ("Mevr. Mei belde over 3 kinderen.", "Mei"),
    ],
)
def test_a_name(text: str, name: str) -> None:
    """Surnames that are abbreviations elsewhere are still found."""
    assert any(name in found or found in name for found in names(text))
