"""Legal days: dates of decisions, purposes and keys are Dutch days, whole to their end."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from stadspoort.gate.values import end_of, legal_day


@pytest.mark.parametrize(
    ("day", "moment"),
    [
        pytest.param(date(2026, 1, 31), datetime(2026, 1, 31, 23, tzinfo=UTC), id="winter"),
        pytest.param(date(2026, 7, 31), datetime(2026, 7, 31, 22, tzinfo=UTC), id="summer"),
        pytest.param(date(2026, 3, 29), datetime(2026, 3, 29, 22, tzinfo=UTC), id="clock forward"),
        pytest.param(date(2026, 10, 25), datetime(2026, 10, 25, 23, tzinfo=UTC), id="clock back"),
    ],
)
def test_a_day_ends_at_dutch_midnight(day: date, moment: datetime) -> None:
    """The day itself lasts to the moment, and the moment is the next day."""
    assert end_of(day) == moment
    assert (legal_day(moment) - day).days == 1
