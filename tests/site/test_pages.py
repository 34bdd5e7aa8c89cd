"""The pages of the house itself, and the menu around every page."""

from __future__ import annotations

import pytest
from tests.apps.accounts.people import browser, person, signed_in

from stadspoort.apps.accounts.roles import Role
from stadspoort.apps.audit.errors import KeysMissingError
from stadspoort.site import navigation


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/over/", "/toegankelijkheid/"])
def test_anyone_may_read_what_this_is(address: str) -> None:
    outside = browser().get(address).content.decode()
    inside = signed_in(person("anna", Role.MEDEWERKER, is_demo=True)).get(address).content.decode()

    assert "Hoofdmenu" not in outside
    assert "Hoofdmenu" in inside


@pytest.mark.django_db
def test_the_menu_marks_where_one_is() -> None:
    client = signed_in(person("beheer", Role.FUNCTIONEEL_BEHEERDER, is_demo=True))

    on_it = client.get("/beheer/gebruikers/").content.decode()
    below_it = client.get("/beheer/gebruikers/nieuw/").content.decode()

    assert 'href="/beheer/gebruikers/" aria-current="page"' in on_it
    assert 'href="/beheer/gebruikers/" aria-current="true"' in below_it
    assert 'href="/" aria-current' not in on_it


def test_a_room_below_another_is_marked_alone() -> None:
    """The menu shows one place at a time."""
    sections = navigation.menu(frozenset({Role.CISO}), "/register/schaduwgebruik/", {})
    current = [item.label for section in sections for item in section.items if item.is_current]
    assert current == ["Schaduwgebruik"]


@pytest.mark.django_db
def test_the_menu_works_without_javascript_on_narrow_screens() -> None:
    page = signed_in(person("anna", Role.MEDEWERKER, is_demo=True)).get("/").content.decode()

    assert '<details class="stadspoort-dropdown stadspoort-menu-button">' in page


@pytest.mark.django_db
def test_the_header_shows_name_and_role() -> None:
    page = signed_in(person("anna", Role.FG, Role.CISO, is_demo=True)).get("/").content.decode()

    assert "Anna" in page
    assert "Functionaris gegevensbescherming en 1 meer" in page


@pytest.mark.django_db
def test_someone_without_a_role_is_told_what_to_do() -> None:
    page = signed_in(person("anna", is_demo=True)).get("/").content.decode()

    assert "U hebt nog geen rol" in page
    assert "Vraag uw functioneel beheerder om een rol" in page


@pytest.mark.django_db
def test_a_page_one_may_not_see_says_why() -> None:
    answer = signed_in(person("anna", Role.MEDEWERKER, is_demo=True)).get("/beheer/gebruikers/")

    assert answer.status_code == 403
    assert "U mag deze pagina niet zien" in answer.content.decode()


def test_every_room_of_the_menu_that_is_work_says_what_one_does_there() -> None:
    rooms = [room for _, group in navigation.ROOMS for room in group if room is not navigation.HOME]

    assert all(room.explanation.endswith(".") for room in rooms)


@pytest.mark.django_db
def test_a_named_failure_becomes_a_page_in_dutch(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise KeysMissingError(folder="keys")

    monkeypatch.setattr("stadspoort.site.navigation.choices", fail)

    answer = signed_in(person("anna", Role.MEDEWERKER, is_demo=True)).get("/")

    assert answer.status_code == 503
    assert "De sleutelmap bevat geen sleutels." in answer.content.decode()


@pytest.mark.django_db
def test_mijn_werk_invites_to_a_first_question() -> None:
    page = signed_in(person("anna", Role.MEDEWERKER, is_demo=True)).get("/").content.decode()

    assert "Nog geen gesprekken" in page
    assert 'href="/assistent/nieuw/"' in page


@pytest.mark.django_db
def test_the_technical_administrator_is_not_offered_the_assistant() -> None:
    client = signed_in(person("techniek", Role.TECHNISCH_BEHEERDER, is_demo=True))

    assert "/assistent/" not in client.get("/").content.decode()
