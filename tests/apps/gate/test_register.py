"""The register in memory: what changes holds in every process within 5 seconds, or no call passes.

Source: house.md, "A verdict": one version number every second, 5 seconds without it refuses all.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import DatabaseError
from tests.apps.gate import make
from tests.apps.gate.make import NOON, Registered

from stadspoort.apps.gate import actions, queries
from stadspoort.apps.gate.register import Snapshots
from stadspoort.apps.register import actions as register
from stadspoort.engines.frameworks import Standing
from stadspoort.gate.errors import CallRefusedError, RegisterStaleError
from stadspoort.gate.steps.identify import digest_of, identify

pytestmark = pytest.mark.django_db(transaction=True)


class Time:
    """A clock and a stopwatch that stand still until they are set."""

    def __init__(self) -> None:
        self.now = NOON
        self.seconds = 100.0

    def clock(self) -> datetime:
        return self.now

    def monotonic(self) -> float:
        return self.seconds


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def snapshots(time: Time) -> Snapshots:
    return Snapshots(clock=time.clock, monotonic=time.monotonic)


@pytest.fixture
def known() -> Registered:
    return make.registered()


def new_key(known: Registered, *, expires_at: datetime | None = None) -> actions.NewKey:
    return actions.make_key(
        owner=known.owner,
        application=known.application,
        purposes=[known.purpose],
        expires_at=expires_at,
        by=known.owner,
        now=NOON,
    )


def is_known(snapshots: Snapshots, secret: str) -> bool:
    snapshots.refresh()
    return digest_of(secret) in snapshots.snapshot().keys


def test_nothing_passes_before_the_first_reading(snapshots: Snapshots) -> None:
    with pytest.raises(RegisterStaleError):
        snapshots.snapshot()


def test_a_snapshot_that_was_not_confirmed_for_five_seconds_is_refused(
    snapshots: Snapshots, time: Time
) -> None:
    snapshots.refresh()
    time.seconds += 5.0
    snapshots.snapshot()
    time.seconds += 0.1
    with pytest.raises(RegisterStaleError):
        snapshots.snapshot()

    snapshots.refresh()
    snapshots.snapshot()


def test_a_reading_that_fails_does_not_confirm(
    snapshots: Snapshots, time: Time, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> int:
        raise DatabaseError

    snapshots.refresh()
    time.seconds += 5.1
    monkeypatch.setattr("stadspoort.apps.register.queries.version", broken)
    with pytest.raises(DatabaseError):
        snapshots.refresh()
    with pytest.raises(RegisterStaleError):
        snapshots.snapshot()


def test_a_key_says_who_asks_and_only_its_digest_is_kept(
    snapshots: Snapshots, known: Registered
) -> None:
    new = new_key(known)
    snapshots.refresh()

    asker = identify(f"Bearer {new.secret}", snapshots.snapshot(), now=NOON)

    assert (asker.id, asker.user_id) == (new.row.public_id, known.owner.pk)
    assert (asker.application, asker.purposes) == ("burgerzaken", frozenset({"brieven"}))
    assert new.secret not in repr(new)
    assert len(new.secret) == len("stp_") + 43
    with pytest.raises(CallRefusedError):
        identify(f"Bearer {new.secret}x", snapshots.snapshot(), now=NOON)


def test_a_revoked_key_is_gone(snapshots: Snapshots, known: Registered) -> None:
    new = new_key(known)
    assert is_known(snapshots, new.secret)

    actions.revoke_key(new.row.public_id, by=known.owner, now=NOON)

    assert not is_known(snapshots, new.secret)


def test_an_expired_key_is_gone_without_anyone_writing(
    snapshots: Snapshots, known: Registered, time: Time
) -> None:
    new = new_key(known, expires_at=NOON + timedelta(hours=1))
    assert is_known(snapshots, new.secret)

    time.now = NOON + timedelta(hours=1)

    assert not is_known(snapshots, new.secret)


def test_the_keys_of_an_owner_who_left_are_gone(snapshots: Snapshots, known: Registered) -> None:
    new = new_key(known)
    assert is_known(snapshots, new.secret)

    known.owner.is_active = False
    known.owner.save()

    assert not is_known(snapshots, new.secret)
    (row,) = queries.key_rows(list(queries.keys()), NOON)
    assert row.state == queries.KeyState.OWNER_LEFT


def test_a_decision_ends_at_midnight_in_the_netherlands_without_anyone_writing(
    snapshots: Snapshots, known: Registered, time: Time
) -> None:
    use = ("burgerzaken", "stadspoort/citaat", "brieven")
    register.decide(
        application=known.application,
        model=register.add_embedded_model(by=known.owner, now=NOON),
        purpose=known.purpose,
        allows=True,
        reason="Proef",
        valid_until=NOON.date(),
        by=known.owner,
        now=NOON,
    )
    time.now = datetime(2026, 11, 24, 22, 59, 59, tzinfo=UTC)
    snapshots.refresh()
    assert snapshots.snapshot().verdicts[use].standing == Standing.ONDER_VOORWAARDEN

    time.now = datetime(2026, 11, 24, 23, 0, 0, tzinfo=UTC)
    snapshots.refresh()
    verdict = snapshots.snapshot().verdicts.get(use)
    assert verdict is None or verdict.standing == Standing.NIET_AANGETOOND


def test_a_change_during_the_reading_is_read_as_well(
    snapshots: Snapshots, known: Registered, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Read keys, then somebody revokes one: the snapshot must not carry the new number with it."""
    new = new_key(known)
    read = queries.key_grants

    def read_then_revoke(now: datetime) -> object:
        found = read(now)
        monkeypatch.setattr(queries, "key_grants", read)
        actions.revoke_key(new.row.public_id, by=known.owner, now=NOON)
        return found

    monkeypatch.setattr(queries, "key_grants", read_then_revoke)
    snapshots.refresh()

    assert digest_of(new.secret) not in snapshots.snapshot().keys


_PROCESS = """
import sys
from datetime import UTC, datetime
from threading import Event
import django
django.setup()
from stadspoort.apps.gate.register import Snapshots

snapshots = Snapshots(clock=lambda: datetime.now(UTC))
snapshots.start()
seen = None
while True:
    snapshot = snapshots.snapshot()
    told = f"{len(snapshot.keys)} {snapshot.purposes['brieven'].title}"
    if told != seen:
        print(told, flush=True)
        seen = told
    if not snapshot.keys and "nieuw" in told:
        break
    Event().wait(0.05)
snapshots.stop()
"""


@pytest.fixture
def processes(
    own_process_environment: dict[str, str], known: Registered
) -> Iterator[list[subprocess.Popen[str]]]:
    started = [
        subprocess.Popen(
            [sys.executable, "-c", _PROCESS],
            env=own_process_environment,
            cwd=Path(__file__).resolve().parents[3],
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    yield started
    for process in started:
        process.kill()
        process.communicate()


def test_changes_reach_every_process_within_five_seconds(
    known: Registered, processes: list[subprocess.Popen[str]]
) -> None:
    def told() -> list[str]:
        return [process.stdout.readline().strip() for process in processes if process.stdout]

    assert told() == ["0 Brieven beantwoorden"] * 2

    started = datetime.now(UTC)
    new = new_key(known)
    assert told() == ["1 Brieven beantwoorden"] * 2

    actions.revoke_key(new.row.public_id, by=known.owner, now=NOON)
    assert told() == ["0 Brieven beantwoorden"] * 2

    facts = make.purpose_facts(known.owner, title="Brieven nieuw")
    register.change_purpose(purpose=known.purpose, facts=facts, by=known.owner, now=NOON)
    assert told() == ["0 Brieven nieuw"] * 2
    # Three changes, each seen by both within 5 seconds.
    assert datetime.now(UTC) - started < timedelta(seconds=15)
