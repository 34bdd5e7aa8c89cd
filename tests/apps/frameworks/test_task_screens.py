"""The page of tasks: one's own first, the soonest first, and what was done."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone
from pytest_django import Settings
from tests.apps.accounts.people import person, signed_in

from stadspoort.apps.accounts.models import User
from stadspoort.apps.accounts.roles import Role
from stadspoort.apps.frameworks.choices import SubjectKind
from stadspoort.apps.frameworks.models import Task

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _fast_passwords(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def owner() -> User:
    return person("eigenaar", Role.PROCESEIGENAAR, is_demo=True)


def task(title: str, *, owner: User | None = None, due: date | None = None, **more: object) -> Task:
    return Task.objects.create(
        key=title, kind="missing", subject_kind=SubjectKind.APPLICATION, subject="assistent",
        title=title, owner=owner, due=due, deliverer="supplier", created_at=timezone.now(), **more,
    )  # fmt: skip


def test_an_empty_list_says_where_tasks_come_from(owner: User) -> None:
    text = signed_in(owner).get("/taken/").content.decode()
    assert "Niets te doen" in text
    assert "Naar de kaders" in text


def test_own_tasks_come_first_and_the_soonest_before_the_others(owner: User) -> None:
    """What is late says so; those of others are one click away."""
    task("Lever de DPIA", owner=owner, due=date(2027, 5, 1))
    task("Vernieuw het certificaat", owner=owner, due=date(2026, 1, 1))
    task("Beantwoord een vraag", owner=owner)
    task("Van een ander")
    client = signed_in(owner)
    text = client.get("/taken/").content.decode()
    places = [text.index(words) for words in ("Vernieuw", "Lever de", "Beantwoord")]
    assert places == sorted(places)
    assert "Te laat" in text
    assert "leverancier" in text
    assert "Van een ander" not in text
    assert "Van een ander" in client.get("/taken/?van=iedereen").content.decode()


def test_a_task_leads_to_what_it_is_about(owner: User) -> None:
    """Each row its own: a supplier of a chain may not be in the register, and has no page."""
    task("Over een toepassing")
    Task.objects.create(
        key="model", kind="missing", subject_kind=SubjectKind.MODEL, subject="demo/model",
        title="Over een model", created_at=timezone.now(),
    )  # fmt: skip
    Task.objects.create(
        key="keten", kind="missing", subject_kind=SubjectKind.SUPPLIER, subject="datacentrum",
        title="Over een leverancier", created_at=timezone.now(),
    )  # fmt: skip
    rows = signed_in(owner).get("/taken/").content.decode().split("<tr>")[2:]

    assert 'href="/register/toepassingen/assistent/"' in rows[0]
    assert 'href="/register/modellen/demo/model/"' in rows[1]
    assert "datacentrum" in rows[2]
    assert "href" not in rows[2].partition("</table>")[0]


def test_who_has_none_sees_all(owner: User) -> None:
    task("Van niemand")
    assert "Van niemand" in signed_in(owner).get("/taken/").content.decode()


def test_searching_keeps_to_the_words(owner: User) -> None:
    task("Lever de DPIA")
    task("Vernieuw het certificaat")
    text = signed_in(owner).get("/taken/?van=iedereen&zoek=dpia").content.decode()
    assert "Lever de DPIA" in text
    assert "certificaat" not in text


def test_what_was_done_stays_readable(owner: User) -> None:
    task("Lever de DPIA", closed_at=timezone.now(), closing_note="De oorzaak is weg.")
    text = signed_in(owner).get("/taken/").content.decode()
    assert "Laatst afgerond" in text
    assert "De oorzaak is weg." in text


def test_all_open_tasks_as_a_file(owner: User) -> None:
    task("Lever de DPIA", owner=owner, due=date(2027, 5, 1))
    lines = signed_in(owner).get("/taken/uitvoer/").content.decode().splitlines()
    assert lines[1].startswith("Lever de DPIA;assistent;2027-05-01;leverancier;")
