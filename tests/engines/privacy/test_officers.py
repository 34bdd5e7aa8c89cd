"""Officials in office are marked: Woo art. 5.1 lid 2 sub e weighs their privacy differently.

In office: king's commissioner, mayor, alderman, deputy, councillor, member or chair of an advisory
committee in that role, council clerk, municipal secretary, minister, member of parliament.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from stadspoort.engines.privacy import Detector, Kind
from stadspoort.engines.privacy.measure import read_gold

DETECTOR = Detector()
GOLD = Path(__file__).resolve().parents[2] / "data" / "privacy" / "gold.txt"


def officers(text: str) -> list[str]:
    """Return the names in `text` that are marked as of an official in office."""
    return [text[f.start : f.end] for f in DETECTOR.detect(text) if f.is_officer]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param("Wethouder Yüksel zegt dit toe.", ["Yüksel"], id="word before"),
        pytest.param(
            "Aanwezig: wethouders Jongsma en De Roo, notulist J. Kats",
            ["Jongsma", "De Roo"],
            id="plural before a list",
        ),
        pytest.param("De burgemeester, mevrouw Terpstra, komt.", ["Terpstra"], id="title between"),
        pytest.param("Mevrouw CHEN (GroenLinks): Dank u.", ["CHEN"], id="party after"),
        pytest.param("Karin Visser, raadslid voor D66", ["Karin Visser"], id="office after"),
        pytest.param("Met groet,\nP. Everaert\nGemeentesecretaris", ["P. Everaert"], id="signed"),
        pytest.param(
            "Hoorzitting commissie bezwaarschriften\nAanwezig: mr. C. Tielemans (voorzitter), "
            "J. Kats (secretaris)",
            ["C. Tielemans"],
            id="chair of an advisory committee, not its secretary",
        ),
        pytest.param(
            "Wethouder Ilse Groothedde opent. Later zegt Groothedde: ja.",
            ["Ilse Groothedde", "Groothedde"],
            id="remembered",
        ),
    ],
)
def test_in_office(text: str, names: list[str]) -> None:
    assert officers(text) == names


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Kandidaat-wethouder Karin Visser stelt zich voor.", id="candidate"),
        pytest.param("Oud-wethouder Karin Visser kwam langs.", id="left office"),
        pytest.param("Wijkagent Karin Visser en boa P. Smit kwamen langs.", id="police"),
        pytest.param("Karin Visser, voorzitter van zwemclub De Otter", id="chair of a club"),
        pytest.param("De raad hoort inspreker Karin Visser (D66-lid niet).", id="speaker"),
    ],
)
def test_not_in_office(text: str) -> None:
    assert officers(text) == []


def test_another_person_with_the_same_surname_is_private() -> None:
    text = "Wethouder R. Polman antwoordt inspreker Lies Polman. Polman bedankt hem."

    assert officers(text) == ["R. Polman"]


def test_level_on_the_gold_texts() -> None:
    """Recall and precision of the mark on names that the gold texts star: at least 0.95."""
    right = starred = marked = 0
    for gold in read_gold(GOLD.read_text(encoding="utf-8")).texts:
        stars = [mark for mark in gold.marks if mark.is_officer]
        found = [f for f in DETECTOR.detect(gold.text) if f.is_officer]
        assert all(finding.kind is Kind.PERSOON for finding in found)
        starred += len(stars)
        marked += len(found)
        right += sum(any(f.start < m.end and m.start < f.end for f in found) for m in stars)

    assert starred > 50
    assert right / starred >= 0.95
    assert right / marked >= 0.95
