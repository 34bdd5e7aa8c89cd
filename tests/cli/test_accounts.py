"""`stadspoort admin` for people: what a functional administrator does, in a script."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from stadspoort.apps.accounts import access
from stadspoort.apps.accounts.models import User
from stadspoort.apps.accounts.roles import Role
from stadspoort.apps.audit import keyring
from stadspoort.apps.audit.errors import KeysMissingError
from stadspoort.apps.audit.models import LedgerEntry
from stadspoort.cli import main

pytestmark = pytest.mark.django_db

ANNA = ("add-user", "--username", "anna", "--name", "Anna", "--role", "fg", "--json")


@pytest.fixture(autouse=True)
def _keys() -> None:
    try:
        keyring.current()
    except KeysMissingError:
        keyring.initialise(datetime(2026, 11, 24, 9, 0, tzinfo=UTC))


def admin(*arguments: str) -> int:
    return main(["admin", *arguments])


def answer_to(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, object]:
    assert admin(*arguments) == 0
    facts: dict[str, object] = json.loads(capsys.readouterr().out)
    return facts


def test_add_user_shows_a_password_that_works(capsys: pytest.CaptureFixture[str]) -> None:
    answer = answer_to(capsys, *ANNA)

    anna = User.objects.get(username="anna")
    assert answer == {
        "username": "anna",
        "pseudonym": anna.pseudonym,
        "roles": ["fg"],
        "is_active": True,
        "password": answer["password"],
    }
    assert anna.check_password(str(answer["password"]))
    assert anna.is_password_temporary


def test_set_roles_replaces_all_roles(capsys: pytest.CaptureFixture[str]) -> None:
    answer_to(capsys, *ANNA)

    answer = answer_to(capsys, "set-roles", "anna", "--role", "ciso", "--role", "auditor", "--json")

    assert answer["roles"] == ["auditor", "ciso"]
    assert access.roles_of(User.objects.get(username="anna")) == {Role.AUDITOR, Role.CISO}


def test_closing_and_opening(capsys: pytest.CaptureFixture[str]) -> None:
    answer_to(capsys, *ANNA)

    assert answer_to(capsys, "deactivate", "anna", "--json")["is_active"] is False
    assert answer_to(capsys, "activate", "anna", "--json")["is_active"] is True


@pytest.mark.parametrize("command", ["reset-mfa", "deactivate"])
def test_who_did_it_is_recorded(capsys: pytest.CaptureFixture[str], command: str) -> None:
    answer_to(capsys, *ANNA)
    beheer = ("add-user", "--username", "beheer", "--name", "B", "--json")
    pseudonym = answer_to(capsys, *beheer)["pseudonym"]

    answer_to(capsys, command, "anna", "--by", "beheer", "--json")

    entry = LedgerEntry.objects.order_by("seq").last()
    assert entry is not None
    assert json.loads(str(entry.payload))["by"] == pseudonym


def test_someone_who_does_not_exist_is_an_error_in_dutch(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert admin("deactivate", "niemand") == 1
    assert "Deze gebruiker bestaat niet" in capsys.readouterr().err


def test_a_role_that_does_not_exist_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert admin("set-roles", "anna", "--role", "keizer") == 2
    assert "keizer" in capsys.readouterr().err
