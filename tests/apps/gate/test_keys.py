"""Keys on the screen and the command line: shown once, revoked for good, recorded."""

from __future__ import annotations

import hashlib
import json
import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings
from tests.apps.accounts.people import person, signed_in
from tests.apps.gate import make
from tests.apps.gate.make import NOON, Registered

from stadspoort.apps.accounts.roles import Role
from stadspoort.apps.audit.models import LedgerEntry
from stadspoort.apps.gate import actions, queries
from stadspoort.apps.gate.errors import (
    KeyExpiryPastError,
    KeyOwnerUnusableError,
    KeyRevokedError,
    KeyUnknownError,
    KeyWithoutPurposeError,
)
from stadspoort.apps.gate.models import ApiKey
from stadspoort.apps.register import queries as register

pytestmark = pytest.mark.django_db

KEY = re.compile(r"stp_[A-Za-z0-9_-]{43}")


@pytest.fixture(autouse=True)
def _fast_passwords(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def known() -> Registered:
    return make.registered()


@pytest.fixture
def keeper() -> Client:
    return signed_in(person("tom", Role.TECHNISCH_BEHEERDER, is_demo=True))


def in_a_year() -> date:
    return timezone.localdate() + timedelta(days=365)


def filled(known: Registered, **changes: object) -> dict[str, object]:
    return {
        "application": "burgerzaken",
        "purposes": ["brieven"],
        "owner": known.owner.pk,
        "expires_on": in_a_year().isoformat(),
        **changes,
    }


def test_a_key_is_shown_once_and_kept_nowhere(known: Registered, keeper: Client) -> None:
    before = register.version()

    answer = keeper.post("/beheer/sleutels/nieuw/", filled(known), follow=True)

    (secret,) = set(KEY.findall(answer.content.decode()))
    row = ApiKey.objects.get()
    assert bytes(row.digest) == hashlib.sha256(secret.encode()).digest()
    assert "no-store" in answer.headers["Cache-Control"]
    assert register.version() == before + 1
    page = keeper.get("/beheer/sleutels/").content.decode()
    assert row.public_id in page
    assert "Werkt" in page
    assert not KEY.search(page)
    made = LedgerEntry.objects.get(kind="key.made")
    assert secret not in made.payload
    assert json.loads(made.payload)["subject"] == f"key:{row.public_id}"


def test_reloading_makes_no_second_key_and_shows_nothing_again(
    known: Registered, keeper: Client
) -> None:
    made = keeper.post("/beheer/sleutels/nieuw/", filled(known))
    address = "/beheer/sleutels/nieuw/tonen/"
    kept = json.dumps(dict(keeper.session.items()))

    assert (made.status_code, made.headers["Location"]) == (302, address)
    assert keeper.head(address).status_code == 405
    (secret,) = set(KEY.findall(keeper.get(address).content.decode()))
    again = keeper.get(address, follow=True)

    assert again.redirect_chain == [("/beheer/sleutels/", 302)]
    assert not KEY.search(again.content.decode())
    assert secret not in kept
    assert ApiKey.objects.count() == 1


def test_a_key_works_to_the_end_of_its_last_day_in_the_netherlands(
    known: Registered, keeper: Client
) -> None:
    keeper.post("/beheer/sleutels/nieuw/", filled(known))

    expires_at = ApiKey.objects.get().expires_at
    assert expires_at is not None
    local = timezone.localtime(expires_at)
    assert (local.date(), local.hour) == (in_a_year() + timedelta(days=1), 0)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        pytest.param({"purposes": []}, 'href="#id_purposes"', id="no purpose"),
        pytest.param(
            {"application": "bestaat-niet"}, 'href="#id_application"', id="unknown application"
        ),
        pytest.param({"expires_on": "2020-01-01"}, "al voorbij", id="past"),
        pytest.param({"expires_on": "2099-01-01"}, "binnen drie jaar", id="far away"),
    ],
)
def test_what_cannot_be_is_said_and_makes_nothing(
    known: Registered, keeper: Client, changes: dict[str, object], words: str
) -> None:
    page = keeper.post("/beheer/sleutels/nieuw/", filled(known, **changes)).content.decode()

    assert words in page
    assert not ApiKey.objects.exists()


def test_revoking_asks_first_and_cannot_be_undone(known: Registered, keeper: Client) -> None:
    keeper.post("/beheer/sleutels/nieuw/", filled(known))
    public_id = ApiKey.objects.get().public_id
    address = f"/beheer/sleutels/{public_id}/intrekken/"

    assert "Ja, trek de sleutel in" in keeper.get(address).content.decode()
    assert ApiKey.objects.get().revoked_at is None
    assert "Binnen 5 seconden" in keeper.post(address, follow=True).content.decode()
    assert "was al ingetrokken" in keeper.post(address, follow=True).content.decode()

    assert ApiKey.objects.get().revoked_at is not None
    assert LedgerEntry.objects.filter(kind="key.revoked").count() == 1


def test_only_who_manages_keys_gets_in(known: Registered) -> None:
    for role in (Role.MEDEWERKER, Role.FG, Role.AUDITOR):
        client = signed_in(person(role.value, role, is_demo=True))
        assert client.get("/beheer/sleutels/").status_code == 403
        assert client.post("/beheer/sleutels/nieuw/", filled(known)).status_code == 403
    assert not ApiKey.objects.exists()


def test_searching_and_a_key_that_does_not_exist(known: Registered, keeper: Client) -> None:
    keeper.post("/beheer/sleutels/nieuw/", filled(known))

    assert len(keeper.get("/beheer/sleutels/?zoek=burger").context["rows"]) == 1
    assert len(keeper.get("/beheer/sleutels/?zoek=niets").context["rows"]) == 0
    assert keeper.get("/beheer/sleutels/sl-niets/intrekken/").status_code == 404


def test_the_actions_refuse_what_the_form_cannot_send(known: Registered) -> None:
    def make_key(**changes: object) -> actions.NewKey:
        parts: dict[str, object] = {
            "owner": known.owner,
            "application": known.application,
            "purposes": [known.purpose],
            "expires_at": None,
            "by": known.owner,
            "now": NOON,
        }
        return actions.make_key(**(parts | changes))  # type: ignore[arg-type] # one part is wrong

    with pytest.raises(KeyWithoutPurposeError):
        make_key(purposes=[])
    with pytest.raises(KeyExpiryPastError):
        make_key(expires_at=NOON)
    left = make.user("gone", is_active=False)
    with pytest.raises(KeyOwnerUnusableError):
        make_key(owner=left)
    with pytest.raises(KeyUnknownError):
        actions.revoke_key("sl-niets", by=known.owner, now=NOON)
    new = make_key()
    actions.revoke_key(new.row.public_id, by=known.owner, now=NOON)
    with pytest.raises(KeyRevokedError):
        actions.revoke_key(new.row.public_id, by=known.owner, now=NOON)
    assert queries.key_rows(list(queries.keys()), NOON)[0].state == "revoked"
