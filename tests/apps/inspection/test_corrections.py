"""Corrections become marks: verdicts on findings, and values that were missed."""

from __future__ import annotations

import pytest

from stadspoort.apps.inspection.corrections import (
    OFFICER,
    ORGANISATION,
    RIGHT,
    WRONG,
    Missed,
    corrected,
    name_of,
)
from stadspoort.apps.inspection.errors import (
    FindingsChangedError,
    MissedAlreadyFoundError,
    MissedNotInTextError,
)
from stadspoort.engines.privacy import Finding, Kind
from stadspoort.engines.privacy.measure import Mark

TEXT = "Jan belde Peutz over Mila. Mila is boos."
#       0         1         2
JAN = Finding(0, 3, Kind.PERSOON, 0.9, "voornaam")
PEUTZ = Finding(10, 15, Kind.PERSOON, 0.6, "hoofdletter", certain=False)
FOUND = [JAN, PEUTZ]


def _all(verdict: str) -> dict[str, str]:
    return {name_of(finding): verdict for finding in FOUND}


def test_what_is_right_stays_and_what_is_wrong_goes() -> None:
    verdicts = {name_of(JAN): RIGHT, name_of(PEUTZ): WRONG}

    assert corrected(TEXT, FOUND, verdicts, []) == [Mark(0, 3, "PERSOON")]


def test_another_kind_takes_the_place_of_the_one_that_was_found() -> None:
    verdicts = {name_of(JAN): OFFICER, name_of(PEUTZ): ORGANISATION}

    assert corrected(TEXT, FOUND, verdicts, []) == [
        Mark(0, 3, "PERSOON", is_officer=True),
        Mark(10, 15, "ORGANISATIE"),
    ]


def test_a_missed_value_counts_wherever_it_stands() -> None:
    marks = corrected(TEXT, FOUND, _all(WRONG), [Missed(" Mila ", "PERSOON", 1)])

    assert marks == [Mark(21, 25, "PERSOON"), Mark(27, 31, "PERSOON")]


def test_a_missed_value_is_found_over_the_end_of_a_line_but_not_inside_a_word() -> None:
    text = "De Vriesstraat. Aan J. de\nVries."

    assert corrected(text, [], {}, [Missed("J. de Vries", "PERSOON", 1)]) == [
        Mark(20, 31, "PERSOON")
    ]
    with pytest.raises(MissedNotInTextError):
        corrected(text, [], {}, [Missed("de Vriess", "PERSOON", 1)])


def test_the_longer_of_two_missed_values_stays_whole() -> None:
    text = "Jan Smit en Smit."
    missed = [Missed("Smit", "PERSOON", 1), Missed("Jan Smit", "PERSOON", 1)]

    assert corrected(text, [], {}, missed) == [Mark(0, 8, "PERSOON"), Mark(12, 16, "PERSOON")]


def test_a_missed_value_that_was_found_is_said_by_its_row() -> None:
    with pytest.raises(MissedAlreadyFoundError) as caught:
        corrected(
            TEXT, FOUND, _all(RIGHT), [Missed("Mila", "PERSOON", 1), Missed("Jan", "ADRES", 5)]
        )

    assert caught.value.context == {"row": 5}


@pytest.mark.parametrize(
    "verdicts",
    [
        pytest.param({}, id="none"),
        pytest.param({name_of(JAN): RIGHT}, id="one is lacking"),
        pytest.param(_all(RIGHT) | {"30-34-PERSOON": RIGHT}, id="one of another text"),
    ],
)
def test_verdicts_on_other_findings_are_refused(verdicts: dict[str, str]) -> None:
    """A test case with shifted places would teach the wrong thing."""
    with pytest.raises(FindingsChangedError):
        corrected(TEXT, FOUND, verdicts, [])


def test_a_secret_is_no_personal_data_and_gets_no_mark() -> None:
    secret = Finding(0, 3, Kind.GEHEIM, 0.9, "wachtwoord")

    assert corrected(TEXT, [secret], {name_of(secret): RIGHT}, []) == []
