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
        pytest.param("Oma heeft haar pols gebroken.", "pols gebroken", id="injury"),
        pytest.param("Mijn vader heeft hartklachten.", "hartklachten", id="body and complaint"),
        pytest.param("Zij slikt zyprexa.", "zyprexa", id="brand of a medicine"),
        pytest.param(
            "Hij is beperkt in tillen, bukken en lang staan.",
            "beperkt in tillen, bukken en lang staan",
            id="what someone cannot do",
        ),
        pytest.param("Hij heeft een contactverbod.", "contactverbod", id="measure"),
        pytest.param("Mijn zus valt op vrouwen.", "valt op vrouwen", id="orientation in words"),
        pytest.param("Ik erger me aan die bulgaren.", "die bulgaren", id="origin as a label"),
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
        "Wij kopen in bij de autodealer.",
        "Zij werkt in het ziekenhuis.",
    ],
)
def test_general_text_is_left(text: str) -> None:
    assert phrases(text) == []
