"""Signing in: password, then a second factor (BIO2 5.17.01; ASVS 6.3.3, 7.2.4, 7.4.1)."""

from __future__ import annotations

import pytest
from django_otp.plugins.otp_totp.models import TOTPDevice
from tests.apps.accounts.people import (
    NOW,
    PASSWORD,
    browser,
    code_of,
    person,
    signed_in,
    with_app,
)

from stadspoort.apps.accounts import actions, second_factor
from stadspoort.apps.accounts.roles import Role
from stadspoort.apps.audit.models import LedgerEntry

pytestmark = pytest.mark.django_db

ANNA = {"username": "anna", "password": PASSWORD}


def kinds() -> list[str]:
    return list(LedgerEntry.objects.order_by("seq").values_list("kind", flat=True))


def test_nobody_signed_in_is_sent_to_the_door_and_back() -> None:
    answer = browser().get("/account/?a=b")

    assert answer.status_code == 302
    assert answer.headers["Location"] == "/inloggen/?next=%2Faccount%2F%3Fa%3Db"


def test_password_alone_is_not_enough() -> None:
    with_app(person("anna", Role.MEDEWERKER))
    client = browser()

    answer = client.post("/inloggen/", ANNA)

    assert answer.headers["Location"] == "/inloggen/code/"
    assert client.get("/").headers["Location"] == "/inloggen/?next=%2F"


def test_password_and_code_let_in_and_lead_to_the_page_asked_for() -> None:
    device = with_app(person("anna", Role.MEDEWERKER))
    client = browser()
    client.post("/inloggen/", {**ANNA, "next": "/account/"})

    answer = client.post("/inloggen/code/", {"code": code_of(device)})

    assert answer.headers["Location"] == "/account/"
    assert client.get("/account/").status_code == 200
    assert kinds()[-1] == "account.sign_in"


def test_a_code_works_once() -> None:
    device = with_app(person("anna", Role.MEDEWERKER))
    code = code_of(device)
    first, second = browser(), browser()
    first.post("/inloggen/", ANNA)
    first.post("/inloggen/code/", {"code": code})
    second.post("/inloggen/", ANNA)

    answer = second.post("/inloggen/code/", {"code": code})

    assert answer.status_code == 200
    assert "Deze code klopt niet" in answer.content.decode()


def test_after_a_wrong_code_the_right_one_must_wait() -> None:
    device = with_app(person("anna", Role.MEDEWERKER))
    client = browser()
    client.post("/inloggen/", ANNA)
    wrong = "000000" if code_of(device) != "000000" else "000001"
    client.post("/inloggen/code/", {"code": wrong})

    client.post("/inloggen/code/", {"code": code_of(device)})

    assert client.get("/").headers["Location"] == "/inloggen/?next=%2F"
    assert kinds()[-1] == "account.sign_in_failed"


def test_a_recovery_code_works_once() -> None:
    user = person("anna", Role.MEDEWERKER)
    with_app(user)
    code = second_factor.new_recovery_codes(user=user, now=NOW)[0]
    first, second = browser(), browser()
    for client in (first, second):
        client.post("/inloggen/", ANNA)

    assert first.post("/inloggen/code/", {"code": code.upper()}).headers["Location"] == "/"
    assert second.post("/inloggen/code/", {"code": code}).status_code == 200


def test_code_page_without_password_step_leads_back() -> None:
    assert browser().get("/inloggen/code/").headers["Location"] == "/inloggen/"


def test_someone_new_must_choose_a_password_and_set_up_an_app_first() -> None:
    user = person("anna", Role.MEDEWERKER, is_temporary=True)
    client = browser()

    client.post("/inloggen/", ANNA)
    assert client.get("/").headers["Location"] == "/inloggen/verder/"
    assert client.get("/inloggen/verder/").headers["Location"] == "/account/wachtwoord/"

    mine = "een heel eigen wachtwoord 9"
    client.post("/account/wachtwoord/", {"current": PASSWORD, "password": mine, "again": mine})
    assert client.get("/inloggen/verder/").headers["Location"] == "/account/tweede-stap/"
    assert client.get("/").status_code == 302

    client.get("/account/tweede-stap/")
    device = TOTPDevice.objects.get(user=user)
    answer = client.post("/account/tweede-stap/", {"code": code_of(device)}, follow=True)

    assert answer.content.decode().count("<li>") >= 10
    assert client.get("/").status_code == 200


def test_demo_accounts_may_put_the_second_factor_off() -> None:
    assert signed_in(person("anna", Role.MEDEWERKER, is_demo=True)).get("/").status_code == 200


def test_demo_account_with_an_app_needs_it() -> None:
    user = person("anna", Role.MEDEWERKER, is_demo=True)
    with_app(user)

    answer = browser().post("/inloggen/", ANNA)

    assert answer.headers["Location"] == "/inloggen/code/"


def test_wrong_password_tells_nothing_and_is_recorded_without_the_name() -> None:
    person("anna", Role.MEDEWERKER)
    known = browser().post("/inloggen/", {"username": "anna", "password": "fout"})
    unknown = browser().post("/inloggen/", {"username": "geheim-woord", "password": "fout"})

    message = "Deze gebruikersnaam en dit wachtwoord horen niet bij elkaar."
    assert message in known.content.decode()
    assert message in unknown.content.decode()
    assert kinds()[-2:] == ["account.sign_in_failed"] * 2
    payloads = " ".join(LedgerEntry.objects.values_list("payload", flat=True))
    assert "geheim-woord" not in payloads


def test_five_wrong_passwords_close_the_door_for_that_name_and_address() -> None:
    person("anna", Role.MEDEWERKER, is_demo=True)
    person("bob", Role.MEDEWERKER, is_demo=True)
    client = browser()
    for _ in range(5):
        answer = client.post("/inloggen/", {"username": "anna", "password": "fout"})

    assert answer.status_code == 429
    assert "Wacht 15 minuten" in answer.content.decode()
    assert client.post("/inloggen/", ANNA).status_code == 429
    bob = {"username": "bob", "password": PASSWORD}
    assert client.post("/inloggen/", bob).headers["Location"] == "/"


def test_attempts_at_a_closed_door_add_nothing_to_the_ledger() -> None:
    person("anna", Role.MEDEWERKER)
    client = browser()
    for _ in range(8):
        client.post("/inloggen/", {"username": "anna", "password": "fout"})

    assert kinds().count("account.sign_in_failed") == 5


def test_the_session_id_changes_at_sign_in() -> None:
    person("anna", Role.MEDEWERKER, is_demo=True)
    client = browser()
    client.get("/inloggen/code/")
    before = client.cookies["stadspoort"].value

    client.post("/inloggen/", ANNA)

    assert client.cookies["stadspoort"].value != before


def test_a_copied_session_is_dead_after_signing_out() -> None:
    client = signed_in(person("anna", Role.MEDEWERKER, is_demo=True))
    copied = browser()
    copied.cookies = client.cookies.copy()

    client.post("/uitloggen/")

    assert copied.get("/").status_code == 302


@pytest.mark.parametrize(
    "address",
    [
        pytest.param("https://example.org/", id="another host"),
        pytest.param("//example.org/", id="another host without scheme"),
        pytest.param("javascript:alert(1)", id="a script"),
        pytest.param("/inloggen/", id="the door itself"),
    ],
)
def test_after_signing_in_nobody_is_sent_elsewhere(address: str) -> None:
    person("anna", Role.MEDEWERKER, is_demo=True)

    answer = browser().post("/inloggen/", {**ANNA, "next": address})

    assert answer.headers["Location"] == "/"


def test_closing_an_account_refuses_its_next_request() -> None:
    manager = person("beheer", Role.FUNCTIONEEL_BEHEERDER, is_demo=True)
    user = person("anna", Role.MEDEWERKER, is_demo=True)
    client = signed_in(user)

    actions.deactivate(user=user, by=manager, now=NOW)

    assert client.get("/").headers["Location"] == "/inloggen/?next=%2F"
    assert browser().post("/inloggen/", ANNA).status_code == 200


def test_a_lost_role_counts_at_the_next_request() -> None:
    manager = person("beheer", Role.FUNCTIONEEL_BEHEERDER, is_demo=True)
    user = person("anna", Role.FUNCTIONEEL_BEHEERDER, is_demo=True)
    client = signed_in(user)
    assert client.get("/beheer/gebruikers/").status_code == 200

    actions.set_roles(user=user, roles=[Role.MEDEWERKER], by=manager, now=NOW)

    assert client.get("/beheer/gebruikers/").status_code == 403


def test_signing_out_everywhere_keeps_only_this_session() -> None:
    user = person("anna", Role.MEDEWERKER, is_demo=True)
    here, there = signed_in(user), signed_in(user)

    here.post("/account/sessies/")

    assert here.get("/").status_code == 200
    assert there.get("/").status_code == 302


def test_changing_the_password_ends_other_sessions() -> None:
    user = person("anna", Role.MEDEWERKER, is_demo=True)
    here, there = signed_in(user), signed_in(user)
    mine = "een heel eigen wachtwoord 9"

    here.post("/account/wachtwoord/", {"current": PASSWORD, "password": mine, "again": mine})

    assert here.get("/").status_code == 200
    assert there.get("/").status_code == 302


def test_setting_up_another_app_needs_the_present_one() -> None:
    """Someone who knows only the password must not be able to replace the second factor."""
    user = person("anna", Role.MEDEWERKER)
    client = browser()
    client.post("/inloggen/", ANNA)
    with_app(user)

    answer = client.get("/account/tweede-stap/")

    assert answer.headers["Location"] == "/inloggen/verder/"


def test_recovery_codes_are_not_stored_as_they_are() -> None:
    user = person("anna", Role.MEDEWERKER)
    codes = second_factor.new_recovery_codes(user=user, now=NOW)

    stored = {
        token.token for device in user.staticdevice_set.all() for token in device.token_set.all()
    }
    assert len(stored) == 10
    assert not stored & {code.replace("-", "") for code in codes}
