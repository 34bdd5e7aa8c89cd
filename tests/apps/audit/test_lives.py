"""Which processes count as alive: a heartbeat within 20 seconds, and no way back from the dead."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.apps.audit.people import NOW

from stadspoort.apps.audit import lives
from stadspoort.apps.audit.errors import LifeEndedError

pytestmark = pytest.mark.django_db


def seconds(number: int) -> timedelta:
    return timedelta(seconds=number)


def test_a_process_that_beats_is_alive() -> None:
    boot = lives.begin(NOW)
    lives.beat(boot, NOW + seconds(15))

    assert lives.dead_boots(NOW + seconds(35)) == []


def test_a_silent_process_is_dead_and_cannot_come_back() -> None:
    boot = lives.begin(NOW)

    assert lives.dead_boots(NOW + seconds(20)) == []
    assert lives.dead_boots(NOW + seconds(21)) == [boot]
    with pytest.raises(LifeEndedError):
        lives.beat(boot, NOW + seconds(22))


def test_a_process_that_ended_is_dead_at_once() -> None:
    boot, other = lives.begin(NOW), lives.begin(NOW)
    lives.end(boot, NOW)

    assert lives.dead_boots(NOW) == [boot]
    lives.beat(other, NOW)
    with pytest.raises(LifeEndedError):
        lives.beat(boot, NOW)
