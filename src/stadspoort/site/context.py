"""What every template gets: `page`."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import version

from django.conf import settings
from django.http import HttpRequest

from stadspoort.apps.accounts import access
from stadspoort.apps.accounts.models import User
from stadspoort.apps.accounts.roles import Capability, Role, may
from stadspoort.apps.oversight import request_queries
from stadspoort.site.navigation import Section, menu

_VERSION = version("stadspoort")


@dataclass(frozen=True, slots=True)
class Person:
    """The person who is signed in, as the header shows them."""

    name: str
    role: str


@dataclass(frozen=True, slots=True)
class PageContext:
    """What the frame around a page needs."""

    organisation: str
    version: str
    person: Person | None
    menu: tuple[Section, ...]
    requests_waiting: int = 0
    """Requests of others that this person may decide on."""


def page(request: HttpRequest) -> dict[str, PageContext]:
    """Return the frame of this page; without a person and menu for someone who is not in."""
    person: Person | None = None
    sections: tuple[Section, ...] = ()
    waiting = 0
    user = getattr(request, "user", None)
    if isinstance(user, User) and access.has_finished_signing_in(request):
        # A public page has not been through the check that reads the roles.
        roles = getattr(request, "roles", None) or access.roles_of(user)
        if may(roles, Capability.ASK_IDENTITY):
            waiting = request_queries.waiting_for(user)
        person = Person(user.display_name, _role_in_words(roles))
        sections = menu(roles, request.path, {"/logboek/": waiting})
    return {"page": PageContext(settings.ORGANISATION, _VERSION, person, sections, waiting)}


def _role_in_words(roles: frozenset[Role]) -> str:
    """Return the first role in the order of the product, and how many more there are."""
    ordered = [role.label for role in Role if role in roles]
    if not ordered:
        return "Geen rol"
    return ordered[0] if len(ordered) == 1 else f"{ordered[0]} en {len(ordered) - 1} meer"
