"""A BSN, account or identity document with its label on the same line never leaks.

All numbers are invented.
"""

from __future__ import annotations

import pytest

from stadspoort.engines.privacy import Detector

DETECTOR = Detector()

AROUND = (
    "Dit gaat over {} {} en verder niets.",
    "{} {}",
    "- {}: {}\nEn verder",
    "{}\t{}",
    "x ({} {})",
)


@pytest.mark.parametrize("around", AROUND)
@pytest.mark.parametrize(
    ("label", "number"),
    [
        ("BSN", "742811087"),
        ("BSN (klant)", "742811087"),
        ("bsn van mijn man is", "74281108"),
        ("burgerservicenummer", "7428.11.086"),
        ("BSN/sofi", "742-811-086"),
        ("paspoort", "nx52k81l4"),
        ("V-nummer", "284.917.5530"),
        ("rijbewijs", "4402 981 173"),
        ("ID-kaart", "IR4K08L31"),
        ("IBAN", "NL68.INGB.5844.2668.38"),
        ("rek.nr.", "NL68-INGB-5844-2668-38"),
        ("bankrekening is", "nl68ingb5844266839"),
    ],
)
def test_a_labelled_number_is_covered(around: str, label: str, number: str) -> None:
    text = around.format(label, number)
    start = text.index(number)

    covered = {at for f in DETECTOR.detect(text) for at in range(f.start, f.end)}

    assert {at for at in range(start, start + len(number)) if text[at].isalnum()} <= covered


@pytest.mark.parametrize(
    "text",
    [
        "Het bsn staat in brief van 12-03-2024.",
        "Het bsn ontbreekt, het zaaknummer is 742811087.",
        "Zijn paspoort verloopt over 12 maanden.",
    ],
)
def test_another_number_is_no_secret(text: str) -> None:
    assert DETECTOR.detect(text) == []
