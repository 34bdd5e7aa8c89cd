"""Surnames in lower case that are ordinary words, after a title; and what follows no title.

Invented sentences as a machine writes down speech, without capitals.
"""

from __future__ import annotations

import pytest

from stadspoort.engines.privacy import Detector, Kind

DETECTOR = Detector()

NAMES = [
    ("ik sprak met mevrouw zomer van het loket", "zomer"),
    ("de heer wit krijgt het woord", "wit"),
    ("meneer de graaf heeft bezwaar gemaakt", "de graaf"),
    ("mevrouw van duinhoven heeft gebeld", "van duinhoven"),
    ("wethouder ter braak zegt toe", "ter braak"),
    ("burgemeester de bruin opent de vergadering", "de bruin"),
    ("agent kuiper was er het eerst", "kuiper"),
    ("bij wijkagent visser ligt een melding", "visser"),
    ("we gaan naar de familie vogel", "vogel"),
    ("dokter meijer heeft gezegd dat het mag", "meijer"),
    ("mevr. prins-de jong komt om tien uur", "prins-de jong"),
    ("dominee brugge kwam langs", "brugge"),
    ("mw. koster belde", "koster"),
    ("raadslid van beekveld vraagt aandacht", "van beekveld"),
    ("zuster bloem komt elke dag", "bloem"),
    ("mevrouw van den hoed stemt voor", "van den hoed"),
    ("dank ook aan wethouder van wieren en de rest", "van wieren"),
    ("ik wil dat de burgemeester komma dus ten cate komma zelf komt", "ten cate"),
]
NOBODY = [
    "de wethouder komma dus niet de raad komma beslist",
    "het is geen familie hoop ik",
    "onze familie kent haar goed",
    "mevrouw moet nog betalen",
    "meneer wil een uitkering",
    "meneer de voorzitter ik heb een vraag",
    "mevrouw de griffier noteert dat",
    "wethouder van financiën is ziek",
    "mevrouw dan nog iets",
    "de heer en mevrouw komen samen",
    "mevrouw die daar woont",
    "burgemeester en wethouders besluiten",
    "mevrouw is erg moe",
    "meneer dat weet iedereen",
    "mevrouw belt morgen terug",
    "de agent wilde dat niet",
    "de dokter uit het dorp",
    "mevrouw kan niet lopen",
    "mevrouw van kamer drie",
    "wethouder ja dank u",
    "minister van onderwijs",
    "huisarts van dienst",
    "meneer punt nieuwe regel",
    "mevrouw komma hij",
    "een oude mevrouw met een hond",
    "de voorzitter de heer gaat staan",
    "mevrouw verder nog vragen",
    "officier van justitie",
    "meester in de rechten",
    "tante en oom",
    "meneer pas op",
]


def persons(text: str) -> list[str]:
    """Return the names found in `text`."""
    return [
        text[finding.start : finding.end]
        for finding in DETECTOR.detect(text)
        if finding.kind is Kind.PERSOON
    ]


@pytest.mark.parametrize(("text", "name"), NAMES)
def test_a_name_after_a_title(text: str, name: str) -> None:
    assert persons(text) == [name]


@pytest.mark.parametrize("text", NOBODY)
def test_a_title_without_a_name(text: str) -> None:
    assert persons(text) == []
