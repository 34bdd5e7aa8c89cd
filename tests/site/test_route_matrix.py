"""Every address by every role, default deny (ASVS 8.2.1, 8.3.1; BIO2 8.03).

The table below is written by hand from the product's rules, not read from the code: FG and auditor
read oversight and change nothing; the technical administrator sees no case content.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.converters import IntConverter, SlugConverter, StringConverter, UUIDConverter
from tests.apps.accounts.people import PASSWORD, browser, person, signed_in

from stadspoort.apps.accounts import access
from stadspoort.apps.accounts.access import AccessRule
from stadspoort.apps.accounts.errors import AccessNotCheckedError
from stadspoort.apps.accounts.middleware import DenyByDefaultMiddleware
from stadspoort.apps.accounts.models import User
from stadspoort.apps.accounts.roles import Capability, Role

EVERYONE = {
    "medewerker", "woo-coordinator", "woo-behandelaar", "jurist-bezwaar", "klantcontact",
    "redacteur", "inkoper", "proceseigenaar", "privacy-officer", "fg", "ciso",
    "functioneel-beheerder", "technisch-beheerder", "auditor",
}  # fmt: skip
OVERSIGHT = {"fg", "ciso", "auditor"}

PUBLIC = {
    "over/", "toegankelijkheid/", "inloggen/", "inloggen/code/", "inloggen/werkaccount/",
    "inloggen/werkaccount/terug/", "openbaar/register/", "api/v1/openapi.json",
    "api/v1/toepassingen", "api/v1/toepassingen/bestaat-niet", "api/v1/oordelen", "api/v1/kaders",
    "api/v1/kaders/bestaat-niet/versies/bestaat-niet", "api/v1/bestaat-niet",
}  # fmt: skip

# The longest beginning that fits decides.
WHO_MAY = {
    "": EVERYONE,
    "inloggen/verder/": EVERYONE,
    "uitloggen/": EVERYONE,
    "account/": EVERYONE,
    "assistent/": EVERYONE - {"technisch-beheerder", "auditor"},
    "wat-ziet-de-poort/": EVERYONE,
    "register/": EVERYONE,
    "register/schaduwgebruik/": {"functioneel-beheerder", "ciso", "privacy-officer", "fg"},
    "kaders/": EVERYONE,
    "kaders/overname/": {"functioneel-beheerder", "privacy-officer", "ciso"},
    "kaders/bestaat-niet/bestaat-niet/voorstel/": {
        "functioneel-beheerder",
        "privacy-officer",
        "ciso",
    },
    "taken/": EVERYONE,
    "logboek/": OVERSIGHT,
    "logboek/namen/": {"fg", "ciso"},
    "logboek/kopieen/": {"fg", "ciso"},
    "beheer/modellen/": {"functioneel-beheerder"},
    "beheer/doelen/": {"functioneel-beheerder"},
    "beheer/lijsten/": {"functioneel-beheerder"},
    "beheer/besluiten/": {"functioneel-beheerder"},
    "beheer/gebruikers/": {"functioneel-beheerder"},
    "beheer/sleutels/": {"functioneel-beheerder", "technisch-beheerder"},
}
# These end the session or the account of who asks, so they are tried last.
LAST = ("uitloggen/", "account/sessies/")

_SAMPLES = {
    IntConverter: "987654",
    SlugConverter: "bestaat-niet",
    StringConverter: "bestaat-niet",
    UUIDConverter: str(uuid.UUID(int=7)),
}


def routes() -> list[tuple[str, AccessRule | None]]:
    """Return every route of the screens with its rule."""

    def walk(
        patterns: list[URLPattern | URLResolver], before: str
    ) -> Iterator[tuple[str, AccessRule | None]]:
        for pattern in patterns:
            route = before + str(pattern.pattern)
            if isinstance(pattern, URLResolver):
                yield from walk(pattern.url_patterns, route)
            else:
                yield _with_samples(pattern, route), getattr(pattern.callback, access.RULE, None)

    return sorted(walk(get_resolver().url_patterns, ""), key=lambda found: found[0] in LAST)


def _with_samples(pattern: URLPattern, route: str) -> str:
    for name, converter in pattern.pattern.converters.items():
        kind = next(key for key in type(converter).__mro__ if key in _SAMPLES)
        for written in (
            f"<{name}>",
            *(f"<{tag}:{name}>" for tag in ("int", "path", "slug", "str", "uuid")),
        ):
            route = route.replace(written, _SAMPLES[kind])
    return route


def expected(route: str) -> set[str]:
    fitting = [start for start in WHO_MAY if route.startswith(start)]
    return WHO_MAY[max(fitting, key=len)]


def test_every_address_has_a_rule() -> None:
    assert [route for route, rule in routes() if rule is None] == []


def test_only_these_addresses_are_public() -> None:
    assert {route for route, rule in routes() if rule and rule.capability is None} == PUBLIC


def test_only_the_first_row_falls_under_the_general_rule() -> None:
    """A new room has to be added to the table above."""
    general = [
        route
        for route, _ in routes()
        if route not in PUBLIC and not any(start and route.startswith(start) for start in WHO_MAY)
    ]
    assert general == [""]


@pytest.mark.django_db
@pytest.mark.parametrize("role", [pytest.param(role, id=role.value) for role in Role])
def test_each_role_gets_what_it_may_and_nothing_else(role: Role) -> None:
    client = signed_in(person("iemand", role, is_demo=True))
    client.raise_request_exception = False

    got = {route for route, _ in routes() if route not in PUBLIC and _is_let_in(client, route)}

    assert got == {
        route for route, _ in routes() if route not in PUBLIC and role.value in expected(route)
    }


@pytest.mark.django_db
def test_nobody_signed_in_gets_nothing() -> None:
    client = browser()

    for route, _ in routes():
        if route not in PUBLIC:
            answer = client.get(f"/{route}")
            assert answer.status_code == 302, route
            assert answer.headers["Location"].startswith("/inloggen/"), route


@pytest.mark.django_db
def test_someone_without_a_role_gets_only_their_own_account() -> None:
    client = signed_in_without_role()

    got = {route for route, _ in routes() if route not in PUBLIC and _is_let_in(client, route)}

    assert {route for route in got if not route.startswith(("account/", "inloggen/"))} == {
        "",
        "uitloggen/",
    }


def signed_in_without_role() -> Client:
    person("niemand", is_demo=True)
    client = browser()
    client.post("/inloggen/", {"username": "niemand", "password": PASSWORD})
    return client


def _is_let_in(client: Client, route: str) -> bool:
    """Say whether a GET reaches the view: it may answer 404, 405 or 503 (no gate in this process).

    Refused is 403 or the way to the door.
    """
    answer = client.get(f"/{route}")
    assert answer.status_code != 500, f"/{route} gives 500"
    is_door = answer.headers.get("Location", "").startswith("/inloggen/?next=")
    return answer.status_code != 403 and not is_door


def _forgotten(request: HttpRequest) -> HttpResponse:
    return HttpResponse("never to be seen")


@access.requires(Capability.MANAGE_USERS)
def _kept(request: HttpRequest) -> HttpResponse:
    return HttpResponse("never to be seen")


@access.requires(Capability.SIGNED_IN)
async def _later(request: HttpRequest) -> HttpResponse:
    return HttpResponse("never to be seen")


@pytest.mark.django_db
def test_a_view_without_a_rule_is_refused() -> None:
    middleware = DenyByDefaultMiddleware(lambda request: HttpResponse())
    with pytest.raises(PermissionDenied):
        middleware.process_view(HttpRequest(), _forgotten, (), {})


def test_a_view_called_around_the_check_does_not_run() -> None:
    with pytest.raises(AccessNotCheckedError):
        _kept(HttpRequest())


async def test_an_async_view_called_around_the_check_does_not_run() -> None:
    with pytest.raises(AccessNotCheckedError):
        await _later(HttpRequest())


@pytest.mark.django_db
def test_a_check_of_another_rule_does_not_count() -> None:
    request = HttpRequest()
    request.user = User(username="anna", pseudonym="m-1")
    access.note_checked(request, AccessRule(Capability.SIGNED_IN))

    with pytest.raises(AccessNotCheckedError):
        _kept(request)


@pytest.mark.django_db
def test_htmx_is_told_to_move_the_whole_page() -> None:
    answer = browser().get("/account/", headers={"HX-Request": "true"})

    assert answer.status_code == 401
    assert answer.headers["HX-Redirect"] == "/inloggen/?next=%2Faccount%2F"
