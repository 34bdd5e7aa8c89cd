"""Labels of forms are looked for only in lines with a sign after one; none of them is missed."""

from __future__ import annotations

import re

import pytest

from stadspoort.engines.privacy import Detector, Kind
from stadspoort.engines.privacy._lines import lines_with

DETECTOR = Detector()


def test_lines_with_a_sign_come_with_their_place_and_that_of_the_first_sign() -> None:
    text = "een: twee: drie\nniets\n\n:\nvier"

    assert list(lines_with(re.compile(":"), text)) == [(0, 15, 3), (23, 24, 23)]
    assert list(lines_with(re.compile("="), text)) == []


@pytest.mark.parametrize(
    "before",
    [
        pytest.param("", id="begin of the text"),
        pytest.param("Ingevuld op kantoor\n", id="begin of a line"),
        pytest.param("Ingevuld op kantoor\n ", id="one space after a break"),
        pytest.param("Ingevuld op kantoor\n- ", id="item of a list"),
        pytest.param("Nr: 4; ", id="after a semicolon"),
        pytest.param("Ingevuld op kantoor. ", id="after a sentence"),
        pytest.param("Formulier " + "van de balie " * 20 + "  ", id="far into a line"),
    ],
)
def test_a_label_for_a_name_is_found_wherever_one_may_begin(before: str) -> None:
    text = f"{before}OPGESTELD DOOR: qurin zwelp\n"

    found = [text[f.start : f.end] for f in DETECTOR.detect(text) if f.kind is Kind.PERSOON]

    assert found == ["qurin zwelp"]


@pytest.mark.parametrize("label", ["Achternaam", "hr/mevr", "T.n.v.", "voorletters "])
def test_some_labels_stand_anywhere_in_a_line(label: str) -> None:
    text = f"Wij noteerden {label}: qurin zwelp\n"

    found = [text[f.start : f.end] for f in DETECTOR.detect(text) if f.kind is Kind.PERSOON]

    assert "qurin zwelp" in found
