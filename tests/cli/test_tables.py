"""Lists for a person: a heading, columns that line up, and never wider than the screen."""

from __future__ import annotations

import pytest

from stadspoort.cli.tables import table

ROWS = [
    {"slug": "brieven", "is_active": True, "data_classes": ["bsn", "intern"], "ends_on": None},
    {"slug": "woo", "is_active": False, "data_classes": [], "ends_on": "2027-01-31"},
]


def test_facts_stand_in_columns_under_their_dutch_names() -> None:
    assert table(ROWS, width=80).splitlines() == [
        "kenmerk  actief  gegevens    tot en met",
        "brieven  ja      bsn,intern  -",
        "woo      nee     -           2027-01-31",
    ]


@pytest.mark.parametrize(
    ("width", "first"),
    [
        pytest.param(39, "brieven  ja      bsn,intern  -", id="fits exactly"),
        pytest.param(36, "brieven  ja      bsn,int…  -", id="the widest are cut"),
        pytest.param(1, "briev…  ja      bsn,i…  -", id="no column below six"),
    ],
)
def test_what_does_not_fit_is_cut(width: int, first: str) -> None:
    """So that every row stays one line on the screen."""
    assert table(ROWS, width=width).splitlines()[1] == first


def test_text_over_several_lines_stays_on_one() -> None:
    assert table([{"reason": "Eerst dit.\n  Dan dat."}]).splitlines()[1:] == ["Eerst dit. Dan dat."]
