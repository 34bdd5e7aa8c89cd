"""Versions of the lists: loaded, gone back to, held by every process within 5 seconds, recorded.

The list of staff is personal data, so a version stands in the database encrypted only.
"""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from tests.apps.accounts.people import person

from stadspoort.apps.accounts.models import User
from stadspoort.apps.accounts.roles import Role
from stadspoort.apps.audit.models import DataKey, LedgerEntry
from stadspoort.apps.gate.scanner import IN_PROCESS_UP_TO, LimitedScanner
from stadspoort.apps.lists import actions, queries
from stadspoort.apps.lists.errors import (
    ListsStaleError,
    VersionForgottenError,
    VersionUnknownError,
)
from stadspoort.apps.lists.in_force import ListsInForce
from stadspoort.apps.lists.models import ListsInUse, ListsVersion
from stadspoort.engines.privacy.lists import MunicipalLists, parse_lists
from stadspoort.gate.errors import ScanFailedError

pytestmark = pytest.mark.django_db(transaction=True)

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


def staff(*names: str) -> MunicipalLists:
    return parse_lists({"medewerkers.csv": "\n".join(("naam", *names)).encode()})


class Stopwatch:
    seconds = 100.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def stopwatch() -> Stopwatch:
    return Stopwatch()


@pytest.fixture
def in_force(stopwatch: Stopwatch) -> ListsInForce:
    return ListsInForce(monotonic=stopwatch)


@pytest.fixture
def fatima() -> User:
    return person("fatima", Role.FUNCTIONEEL_BEHEERDER)


def names_in(text: str, in_force: ListsInForce) -> list[str]:
    """Return what the lists found; the rules may have found the same by themselves."""
    found = in_force.detector().detect(text)
    return [text[f.start : f.end] for f in found if f.rule == "own_lists"]


def test_what_is_loaded_holds_after_the_next_look(in_force: ListsInForce, fatima: User) -> None:
    text = "gebeld met zjoske wuyckhuise"
    in_force.refresh()
    assert names_in(text, in_force) == []

    actions.load(staff("Zjoske Wuyckhuise"), by=fatima, now=NOON)
    in_force.refresh()
    assert names_in(text, in_force) == ["zjoske wuyckhuise"]

    actions.stop(by=fatima, now=NOON)
    in_force.refresh()
    assert names_in(text, in_force) == []


def test_a_version_that_did_not_move_keeps_its_detector(
    in_force: ListsInForce, fatima: User
) -> None:
    actions.load(staff("Zjoske Wuyckhuise"), by=fatima, now=NOON)
    in_force.refresh()
    before = in_force.detector()
    in_force.refresh()

    assert in_force.detector() is before


def test_unconfirmed_for_five_seconds_refuses_every_text(
    in_force: ListsInForce, stopwatch: Stopwatch
) -> None:
    in_force.refresh()
    stopwatch.seconds += 5.1

    with pytest.raises(ListsStaleError):
        in_force.detector()
    with pytest.raises(ScanFailedError) as caught:
        asyncio.run(LimitedScanner(in_force.detector).scan(["Goedemorgen."]))
    assert caught.value.context["cause"] == "ListsStaleError"


def test_content_that_was_changed_in_the_database_is_never_used(
    in_force: ListsInForce, fatima: User, stopwatch: Stopwatch
) -> None:
    row = actions.load(staff("Zjoske Wuyckhuise"), by=fatima, now=NOON)
    ListsVersion.objects.update(content=bytes(row.content)[:-1] + b"x")

    in_force.start()
    in_force.stop()

    with pytest.raises(ListsStaleError):
        in_force.detector()


def test_a_child_process_uses_the_same_lists(in_force: ListsInForce, fatima: User) -> None:
    actions.load(staff("Zjoske Wuyckhuise"), by=fatima, now=NOON)
    in_force.refresh()
    before = "Wij schrijven u. " * (IN_PROCESS_UP_TO // 17 + 1)
    text = before + "gebeld met zjoske wuyckhuise"

    (found,) = asyncio.run(LimitedScanner(in_force.detector).scan([text]))

    assert [(f.start, f.rule) for f in found] == [(len(before) + 11, "own_lists")]


def test_the_database_holds_no_name(fatima: User) -> None:
    actions.load(staff("Zjoske Wuyckhuise"), by=fatima, now=NOON)

    content = bytes(ListsVersion.objects.get().content)
    assert b"Wuyckhuise" not in content
    assert queries.lists_in_use() == staff("Zjoske Wuyckhuise")


def test_the_ledger_says_who_loaded_which_version(fatima: User) -> None:
    lists = staff("Zjoske Wuyckhuise", "Wil de Bos")
    actions.load(lists, by=fatima, now=NOON)

    entry = LedgerEntry.objects.latest("seq")
    assert entry.kind == "lists.loaded"
    payload = entry.payload
    assert payload is not None
    assert fatima.pseudonym in payload
    assert lists.version in payload
    assert '"staff":2' in payload
    assert "Wuyckhuise" not in payload


def test_going_back_and_stopping_are_recorded(fatima: User) -> None:
    first = actions.load(staff("Zjoske Wuyckhuise"), by=fatima, now=NOON)
    actions.load(staff("Wil de Bos"), by=fatima, now=NOON + timedelta(days=1))
    actions.use(first, by=fatima, now=NOON + timedelta(days=2))
    actions.stop(by=fatima, now=NOON + timedelta(days=3))

    kinds = list(LedgerEntry.objects.order_by("seq").values_list("kind", flat=True))[-4:]
    assert kinds == ["lists.loaded", "lists.loaded", "lists.put_back", "lists.stopped"]
    assert ListsInUse.objects.get().version is None


def test_the_same_content_is_the_same_version(fatima: User) -> None:
    first = actions.load(staff("Zjoske Wuyckhuise", "Wil de Bos"), by=fatima, now=NOON)
    again = actions.load(staff("Wil de Bos", "Zjoske Wuyckhuise"), by=fatima, now=NOON)

    assert first.pk == again.pk


def test_of_older_versions_the_content_is_destroyed(fatima: User) -> None:
    """Five are kept; of the first of six the data key goes, and with it the content."""
    versions = [
        actions.load(staff(f"Zjoske Wuyckhuise{sign}"), by=fatima, now=NOON + timedelta(days=day))
        for day, sign in enumerate("abcdef")
    ]

    first = ListsVersion.objects.get(pk=versions[0].pk)
    assert first.is_forgotten
    assert not DataKey.objects.filter(scope=versions[0].scope).exists()
    assert [row.is_forgotten for row in queries.rows()] == [False] * 5 + [True]
    with pytest.raises(VersionForgottenError):
        actions.use(first, by=fatima, now=NOON)


def test_a_destroyed_version_can_be_loaded_again(fatima: User) -> None:
    for day, sign in enumerate("abcdef"):
        actions.load(staff(f"Zjoske Wuyckhuise{sign}"), by=fatima, now=NOON + timedelta(days=day))

    row = actions.load(staff("Zjoske Wuyckhuisea"), by=fatima, now=NOON + timedelta(days=9))

    assert queries.version_in_use() == row.version
    assert queries.lists_in_use() == staff("Zjoske Wuyckhuisea")


@pytest.mark.parametrize("name", ["", "abc", "0000000"])
def test_a_version_has_to_be_named_clearly(name: str, fatima: User) -> None:
    actions.load(staff("Zjoske Wuyckhuise"), by=fatima, now=NOON)

    with pytest.raises(VersionUnknownError):
        queries.named(name)
