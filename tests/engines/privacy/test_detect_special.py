"""Special categories and offences: AVG art. 9(1) and 10; only when said about a person."""

from __future__ import annotations

import pytest

from stadspoort.engines.privacy import Detector, Kind

DETECTOR = Detector()


def phrases(text: str) -> list[str]:
    """Return the phrases found as special data in `text`."""
    return [
        text[finding.start : finding.end]
        for finding in DETECTOR.detect(text)
        if finding.kind is Kind.BIJZONDER
    ]


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        pytest.param("Ik heb diabetes type 1.", "diabetes type 1", id="health, first person"),
        pytest.param("Zijn vrouw heeft MS.", "MS", id="abbreviation in capitals"),
        pytest.param("Hij gebruikt risperidon.", "risperidon", id="medicine"),
        pytest.param("Zij loopt met een rollator.", "loopt met een rollator", id="aid"),
        pytest.param("Zij heeft postnatale depressie.", "postnatale depressie", id="kind of"),
        pytest.param("Nasrin is sjiitisch.", "sjiitisch", id="religion"),
        pytest.param("Teddy is kaderlid bij CNV.", "kaderlid bij CNV", id="union"),
        pytest.param("Mijn broer is homoseksueel.", "homoseksueel", id="orientation"),
        pytest.param(
            "Hij is eerder veroordeeld wegens mishandeling.",
            "eerder veroordeeld wegens mishandeling",
            id="offence",
        ),
        pytest.param("naam,diagnose\nJansen,reuma", "reuma", id="column"),
    ],
)
def test_said_about_a_person(text: str, phrase: str) -> None:
    assert phrases(text) == [phrase]


@pytest.mark.parametrize(
    "text",
    [
        "Subsidie voor mensen met dementie wordt verlengd.",
        "Het beleid voor gelovigen blijft gelijk.",
        "Als het college besluit, volgt een brief.",
        "De kerk en de moskee blijven open.",
    ],
)
def test_general_text_is_left(text: str) -> None:
    assert phrases(text) == []
