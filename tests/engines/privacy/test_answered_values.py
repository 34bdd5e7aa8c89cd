"""Values in digits that answer a question of the turn before, in chats and talk."""

from __future__ import annotations

import pytest

from stadspoort.engines.privacy import Detector, Kind

DETECTOR = Detector()

FOUND = [
    ("bot: Wat is uw klantnummer?\ninwoner: 884-20193 denk ik", "KLANTNUMMER", "884-20193"),
    ("Bot: lidnummer?\nGebruiker: dat is wr-0091", "KLANTNUMMER", "wr-0091"),
    ("Wout: kenteken?\nsanne: nb 829 g", "KENTEKEN", "nb 829 g"),
    ("balie: welk kenteken heeft u?\nklant: eh 8-xkd-04", "KENTEKEN", "8-xkd-04"),
    ("[14:03] bot: Wat is uw geboortedatum?\n[14:04] ik: 12 7 93", "GEBOORTEDATUM", "12 7 93"),
    ("kcc: mag ik uw bsn\nburger: ja hoor 401 338 620", "BSN", "401 338 620"),
    ("kcc: op welk nummer bent u bereikbaar?\nburger: 0229 551 208", "TELEFOON", "0229 551 208"),
    ("m: wat is uw paspoortnummer?\nb: dat is nw4pk81r6", "DOCUMENTNUMMER", "nw4pk81r6"),
    ("m: op welk adres woont u?\nb: terp 14 b in wier", "ADRES", "terp 14 b"),
    ("m: waar woont u nu?\nb: op camping de kievit, plek 118", "ADRES", "118"),
]
READABLE = [
    "bot: Wat is uw zaaknummer?\ninwoner: 2025-004417",
    "bot: Wat is uw klantnummer?\ninwoner: weet ik niet",
    "m: kunt u bellen?\nb: ja om 10 uur",
    "m: op welk adres?\nb: dat weet ik over 2 weken",
    "m: welk kenteken?\nb: geen idee",
    "m: hoeveel adressen heeft u bezocht?\nb: zeker 14",
]


@pytest.mark.parametrize(("text", "kind", "value"), FOUND)
def test_the_answer_is_found(text: str, kind: str, value: str) -> None:
    found = [(f.kind.value, text[f.start : f.end]) for f in DETECTOR.detect(text)]

    assert (kind, value) in found


@pytest.mark.parametrize("text", READABLE)
def test_what_is_no_answer_stays_readable(text: str) -> None:
    assert [f for f in DETECTOR.detect(text) if f.kind is not Kind.PERSOON] == []
