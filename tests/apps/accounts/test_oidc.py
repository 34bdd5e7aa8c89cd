"""Signing in by OIDC (NL GOV OIDC 1.0.1; ASVS 10.5.1, 6.3.3; BIO2 5.16.01, 5.17.01)."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from pytest_django import Settings
from tests.apps.accounts.people import NOW, browser, person
from tests.apps.accounts.provider import (
    CLIENT_ID,
    CODE,
    ISSUER,
    FakeProvider,
    as_pem,
    new_key,
    session_class,
)

from stadspoort.apps.accounts import access, actions, oidc, queries
from stadspoort.apps.accounts.errors import OidcSettingsError
from stadspoort.apps.accounts.models import User
from stadspoort.apps.accounts.roles import Role
from stadspoort.apps.audit.models import LedgerEntry

pytestmark = pytest.mark.django_db

CLIENT_KEY = new_key()


@pytest.fixture
def provider(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[FakeProvider]:
    key_file = tmp_path / "client.pem"
    key_file.write_text(as_pem(CLIENT_KEY))
    settings.OIDC = {
        "issuer": ISSUER,
        "client_id": CLIENT_ID,
        "private_key_file": str(key_file),
        "secret_file": "",
        "mfa": "amr=mfa",
        "roles_claim": "roles",
        "role_names": "",
    }
    fake = FakeProvider(client_key=CLIENT_KEY.public_key())
    monkeypatch.setattr(oidc.Provider, "client_cls", session_class(fake))
    oidc._provider.cache_clear()
    yield fake
    oidc._provider.cache_clear()


def there_and_back(client: Client, provider: FakeProvider, **changed: str) -> HttpResponse:
    """Go to the provider and come back with its code."""
    gone = client.get("/inloggen/werkaccount/?next=/account/")
    provider.visit(gone.headers["Location"])
    query = {"code": CODE, "state": provider.asked["state"], **changed}
    answer: HttpResponse = client.get("/inloggen/werkaccount/terug/", query)
    return answer


def test_first_sign_in_makes_an_account_with_the_roles_of_the_provider(
    provider: FakeProvider,
) -> None:
    client = browser()

    answer = there_and_back(client, provider)

    assert answer.headers["Location"] == "/account/"
    assert client.get("/account/").status_code == 200
    user = User.objects.get(username="sdewit")
    assert access.roles_of(user) == {Role.WOO_COORDINATOR}
    assert not user.has_usable_password()


def test_the_second_sign_in_finds_the_same_account_and_follows_the_roles(
    provider: FakeProvider,
) -> None:
    there_and_back(browser(), provider)
    provider.claims = {"roles": ["ciso"], "preferred_username": "renamed"}

    there_and_back(browser(), provider)

    user = User.objects.get(username="sdewit")
    assert access.roles_of(user) == {Role.CISO}


def test_losing_all_roles_refuses_and_the_open_session_loses_them_at_once(
    provider: FakeProvider,
) -> None:
    provider.claims = {"roles": ["functioneel-beheerder"]}
    client = browser()
    there_and_back(client, provider)
    assert client.get("/beheer/gebruikers/").status_code == 200
    provider.claims = {"roles": []}

    assert there_and_back(browser(), provider).status_code == 403
    assert client.get("/beheer/gebruikers/").status_code == 403


def test_nobody_without_a_role_gets_an_account(provider: FakeProvider) -> None:
    provider.claims = {"roles": ["something-else"]}

    assert there_and_back(browser(), provider).status_code == 403
    assert not User.objects.filter(username="sdewit").exists()


def test_why_nobody_came_in_is_told_to_who_keeps_the_server(
    provider: FakeProvider, caplog: pytest.LogCaptureFixture
) -> None:
    """The page tells no reason to whoever tries; the log holds it, without a name."""
    provider.claims = {"roles": ["something-else"]}

    there_and_back(browser(), provider)

    told = [record.getMessage() for record in caplog.records if "refused" in record.getMessage()]
    assert told == ["sign-in by the provider refused: accounts.oidc_refused(reason='no_role')"]


def test_a_closed_account_stays_closed(provider: FakeProvider) -> None:
    there_and_back(browser(), provider)
    user = User.objects.get(username="sdewit")
    actions.deactivate(user=user, by=queries.system_user(), now=NOW)

    assert there_and_back(browser(), provider).status_code == 403


def test_a_local_account_of_the_same_name_is_never_taken_over(provider: FakeProvider) -> None:
    local = person("sdewit", Role.FUNCTIONEEL_BEHEERDER)

    there_and_back(browser(), provider)

    local.refresh_from_db()
    assert local.oidc_subject is None
    assert User.objects.filter(username__startswith="sdewit-").count() == 1


@pytest.mark.parametrize(
    "claims",
    [
        pytest.param({"amr": ["pwd"]}, id="only a password"),
        pytest.param({"amr": None}, id="no word about how"),
        pytest.param({"nonce": "of another sign-in"}, id="a replayed token"),
        pytest.param({"aud": "another-client"}, id="for another client"),
        pytest.param({"iss": "https://other.test"}, id="from another issuer"),
        pytest.param({"exp": int(time.time()) - 3600}, id="expired"),
    ],
)
def test_a_token_that_does_not_prove_it_all_is_refused(
    provider: FakeProvider, claims: dict[str, Any]
) -> None:
    provider.claims = claims
    client = browser()

    assert there_and_back(client, provider).status_code == 403
    assert client.get("/account/").status_code == 302


@pytest.mark.parametrize(
    "algorithm",
    [
        pytest.param("none", id="not signed"),
        pytest.param("HS256", id="signed with the public key as a secret"),
    ],
)
def test_only_signatures_with_a_private_key_count(provider: FakeProvider, algorithm: str) -> None:
    provider.algorithm = algorithm

    assert there_and_back(browser(), provider).status_code == 403


def test_a_token_signed_by_someone_else_is_refused(provider: FakeProvider) -> None:
    client = browser()
    gone = client.get("/inloggen/werkaccount/")
    provider.visit(gone.headers["Location"])
    published = provider.public_jwk()
    provider.key = new_key()
    provider.public_jwk = lambda: published  # type: ignore[method-assign] # keeps the old key published

    query = {"code": CODE, "state": provider.asked["state"]}
    assert client.get("/inloggen/werkaccount/terug/", query).status_code == 403


def test_the_state_must_be_the_one_of_this_browser(provider: FakeProvider) -> None:
    assert there_and_back(browser(), provider, state="of-someone-else").status_code == 403


def test_an_answer_works_once(provider: FakeProvider) -> None:
    client = browser()
    there_and_back(client, provider)

    query = {"code": CODE, "state": provider.asked["state"]}
    assert client.get("/inloggen/werkaccount/terug/", query).status_code == 403


def test_a_provider_that_says_no_is_told_in_dutch(provider: FakeProvider) -> None:
    client = browser()
    client.get("/inloggen/werkaccount/")

    answer = client.get("/inloggen/werkaccount/terug/", {"error": "access_denied"})

    assert answer.status_code == 403
    assert LedgerEntry.objects.filter(kind="account.sign_in_failed").count() == 1
    assert "Inloggen met uw werkaccount is niet gelukt" in answer.content.decode()


def test_coming_back_without_having_gone_leaves_no_trace(provider: FakeProvider) -> None:
    answer = browser().get("/inloggen/werkaccount/terug/", {"code": CODE, "state": "x"})

    assert answer.status_code == 403
    assert not LedgerEntry.objects.filter(kind="account.sign_in_failed").exists()


def test_another_issuer_than_configured_is_not_trusted(provider: FakeProvider) -> None:
    provider.issuer = "https://other.test"

    assert browser().get("/inloggen/werkaccount/").status_code == 403


def test_another_client_key_is_refused_by_the_provider(provider: FakeProvider) -> None:
    provider.client_key = new_key().public_key()

    assert there_and_back(browser(), provider).status_code == 403


def test_roles_may_lie_deeper_and_have_other_names(
    provider: FakeProvider, settings: Settings
) -> None:
    settings.OIDC = settings.OIDC | {
        "roles_claim": "realm_access.roles",
        "role_names": "SP-Woo=woo-behandelaar, SP-FG=fg",
    }
    provider.claims = {"realm_access": {"roles": ["SP-FG", "SP-Woo", "offline_access"]}}

    there_and_back(browser(), provider)

    user = User.objects.get(username="sdewit")
    assert access.roles_of(user) == {Role.FG, Role.WOO_BEHANDELAAR}


def test_a_level_of_assurance_can_be_asked(provider: FakeProvider, settings: Settings) -> None:
    settings.OIDC = settings.OIDC | {"mfa": "acr=substantieel,hoog"}
    provider.claims = {"acr": "hoog"}
    client = browser()

    assert there_and_back(client, provider).status_code == 302
    assert provider.asked["acr_values"] == "hoog substantieel"
    provider.claims = {"acr": "laag"}
    assert there_and_back(browser(), provider).status_code == 403


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param({"client_id": ""}, id="no client"),
        pytest.param({"private_key_file": ""}, id="no way to show who we are"),
        pytest.param({"secret_file": "also"}, id="two ways"),
        pytest.param({"mfa": "password"}, id="no second factor asked"),
        pytest.param({"role_names": "X=keizer"}, id="a role that does not exist"),
    ],
)
def test_incomplete_settings_are_refused(
    provider: FakeProvider, settings: Settings, changed: dict[str, str]
) -> None:
    settings.OIDC = settings.OIDC | changed

    with pytest.raises(OidcSettingsError):
        oidc.load_settings()


def test_without_a_provider_the_addresses_do_not_exist() -> None:
    assert browser().get("/inloggen/werkaccount/").status_code == 404
    assert browser().get("/inloggen/werkaccount/terug/").status_code == 404
