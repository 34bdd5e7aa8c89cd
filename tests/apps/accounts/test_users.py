"""Managing users: who may, what is recorded, what is refused (BIO2 5.16, 5.18.01)."""

from __future__ import annotations

import json
import re

import pytest
from tests.apps.accounts.people import NOW, PASSWORD, browser, person, signed_in, with_app

from stadspoort.apps.accounts import access, actions, queries, recording
from stadspoort.apps.accounts.errors import (
    LastManagerError,
    OwnRightError,
    RecorderMissingError,
    SystemUserError,
    UsernameTakenError,
    WeakPasswordError,
)
from stadspoort.apps.accounts.models import User
from stadspoort.apps.accounts.roles import Role
from stadspoort.apps.audit.models import LedgerEntry

pytestmark = pytest.mark.django_db


def last_facts() -> tuple[str, dict[str, object]]:
    entry = LedgerEntry.objects.order_by("seq").last()
    assert entry is not None
    return entry.kind, json.loads(entry.payload)["facts"]


def test_a_manager_adds_someone_and_sees_the_password_once() -> None:
    manager = signed_in(person("beheer", Role.FUNCTIONEEL_BEHEERDER, is_demo=True))

    answer = manager.post(
        "/beheer/gebruikers/nieuw/",
        {"display_name": "Noor Bakker", "username": "noor", "roles": ["medewerker", "fg"]},
        follow=True,
    )

    found = re.search(r'<code id="password">([a-z0-9-]{19})</code>', answer.content.decode())
    assert found
    noor = User.objects.get(username="noor")
    assert access.roles_of(noor) == {Role.MEDEWERKER, Role.FG}
    entered = browser().post("/inloggen/", {"username": "noor", "password": found[1]})
    assert entered.headers["Location"] == "/inloggen/verder/"
    again = manager.get(answer.redirect_chain[-1][0], follow=True)
    assert found[1] not in again.content.decode()
    assert "maar één keer" in again.content.decode()


def test_roles_are_granted_and_revoked_on_record() -> None:
    person("beheer", Role.FUNCTIONEEL_BEHEERDER)
    manager = User.objects.get(username="beheer")
    user = person("anna", Role.FG)

    actions.set_roles(user=user, roles=[Role.CISO], by=manager, now=NOW)

    assert access.roles_of(user) == {Role.CISO}
    assert last_facts() == ("account.role_revoked", {"role": "fg"})


def test_taking_the_right_of_an_fg_is_visible_in_the_ledger() -> None:
    manager = person("beheer", Role.FUNCTIONEEL_BEHEERDER)
    fg = person("fg", Role.FG)

    actions.deactivate(user=fg, by=manager, now=NOW)

    entry = LedgerEntry.objects.order_by("seq").last()
    assert entry is not None
    payload = json.loads(entry.payload)
    assert (entry.kind, payload["by"], payload["subject"]) == (
        "account.deactivated",
        manager.pseudonym,
        f"user:{fg.pseudonym}",
    )


def test_nobody_takes_their_own_right_to_manage() -> None:
    person("ander", Role.FUNCTIONEEL_BEHEERDER)
    manager = person("beheer", Role.FUNCTIONEEL_BEHEERDER)

    with pytest.raises(OwnRightError):
        actions.set_roles(user=manager, roles=[], by=manager, now=NOW)
    with pytest.raises(OwnRightError):
        actions.deactivate(user=manager, by=manager, now=NOW)

    assert access.roles_of(manager) == {Role.FUNCTIONEEL_BEHEERDER}


def test_the_last_manager_stays() -> None:
    manager = person("beheer", Role.FUNCTIONEEL_BEHEERDER)
    system = queries.system_user()

    with pytest.raises(LastManagerError):
        actions.set_roles(user=manager, roles=[Role.MEDEWERKER], by=system, now=NOW)
    with pytest.raises(LastManagerError):
        actions.deactivate(user=manager, by=system, now=NOW)


def test_a_closed_account_opens_with_the_roles_it_had() -> None:
    manager = person("beheer", Role.FUNCTIONEEL_BEHEERDER)
    user = person("anna", Role.CISO)
    actions.deactivate(user=user, by=manager, now=NOW)
    assert access.roles_of(user) == frozenset()

    actions.activate(user=user, by=manager, now=NOW)

    assert access.roles_of(user) == {Role.CISO}


def test_user_names_differ_also_in_more_than_case() -> None:
    person("anna")
    with pytest.raises(UsernameTakenError):
        person("Anna")


def test_the_system_user_cannot_be_changed_and_cannot_sign_in() -> None:
    system = queries.system_user()

    with pytest.raises(SystemUserError):
        actions.set_temporary_password(user=system, password=PASSWORD, by=system, now=NOW)
    with pytest.raises(SystemUserError):
        actions.grant_role(user=system, role=Role.FG, by=system, now=NOW)

    assert queries.system_user().pk == system.pk
    assert not system.has_usable_password()
    assert not system.is_active


def test_people_without_the_right_see_only_themselves() -> None:
    anna, bob = person("anna", Role.FG), person("bob", Role.FUNCTIONEEL_BEHEERDER)

    assert set(queries.visible_to(anna)) == {anna}
    assert set(queries.visible_to(bob)) == {anna, bob}


def test_the_system_user_is_nobodys_to_see() -> None:
    manager = signed_in(person("beheer", Role.FUNCTIONEEL_BEHEERDER, is_demo=True))

    assert manager.get(f"/beheer/gebruikers/{queries.system_user().pk}/").status_code == 404


def test_search_and_sort() -> None:
    manager = person("beheer", Role.FUNCTIONEEL_BEHEERDER)
    for name in ("cees", "anna", "annelies"):
        person(name)

    found = queries.search_users(manager, words="ann", sort="-gebruikersnaam")

    assert [user.username for user in found] == ["annelies", "anna"]


def test_the_list_shows_pages_and_takes_two_queries_for_its_rows(
    django_assert_num_queries: pytest.FixtureRequest,
) -> None:
    manager = person("beheer", Role.FUNCTIONEEL_BEHEERDER, is_demo=True)
    for number in range(30):
        person(f"collega-{number:02}", Role.MEDEWERKER)
    client = signed_in(manager)

    page = client.get("/beheer/gebruikers/").content.decode()

    assert "1 tot 25 van 31" in page
    assert "?sorteer=naam&amp;bladzijde=2" in page or "?bladzijde=2" in page
    people = list(queries.visible_to(manager)[:25])
    with django_assert_num_queries(2):  # type: ignore[operator] # a factory of contexts
        queries.rows(people)


def test_resetting_the_second_factor_ends_sessions_and_is_recorded() -> None:
    manager = signed_in(person("beheer", Role.FUNCTIONEEL_BEHEERDER, is_demo=True))
    user = person("anna", Role.MEDEWERKER, is_demo=True)
    hers = signed_in(user)
    with_app(user)

    manager.post(f"/beheer/gebruikers/{user.pk}/tweede-stap/")

    assert not access.has_second_factor(user)
    assert hers.get("/").status_code == 302
    assert last_facts()[0] == "account.mfa_reset"


@pytest.mark.parametrize(
    "password",
    [
        pytest.param("kort", id="too short"),
        pytest.param("password1234", id="well known"),
        pytest.param("annelies-janse", id="like the name"),
    ],
)
def test_weak_passwords_are_refused(password: str) -> None:
    user = person("annelies-jansen")
    with pytest.raises(WeakPasswordError):
        actions.change_own_password(user=user, password=password, now=NOW)


def test_demo_accounts_are_one_per_role() -> None:
    made = actions.create_demo_accounts(
        now=NOW, passwords={role: f"{role.value} {PASSWORD}" for role in Role}
    )

    assert {role: access.roles_of(user) for role, user in made.items()} == {
        role: frozenset({role}) for role in Role
    }
    assert queries.demo_accounts_exist()


def test_nothing_changes_when_it_cannot_be_recorded(monkeypatch: pytest.MonkeyPatch) -> None:
    system = queries.system_user()
    monkeypatch.setattr(recording, "_recorders", [])

    with pytest.raises(RecorderMissingError):
        actions.create_user(username="anna", display_name="Anna", roles=[], by=system, now=NOW)

    assert not User.objects.filter(username="anna").exists()


def test_every_account_event_is_one_of_the_ledger() -> None:
    from stadspoort.apps.audit.events import Event

    assert {event.name: event.value for event in recording.AccountEvent}.items() <= {
        event.name: event.value for event in Event
    }.items()


def test_someone_made_for_a_key_alone_shows_as_without_sign_in() -> None:
    manager = person("beheer", Role.FUNCTIONEEL_BEHEERDER, is_demo=True)
    actions.create_user(
        username="koppeling", display_name="Koppeling", roles=[], by=manager, now=NOW
    )

    page = signed_in(manager).get("/beheer/gebruikers/?zoek=koppeling").content.decode()

    assert "Zonder aanmelding" in page
    assert "Nog niet" not in page
    assert [user.username for user in queries.people_who_sign_in()] == ["beheer"]
