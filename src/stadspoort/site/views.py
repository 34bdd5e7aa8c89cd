"""Pages of the house itself: Mijn werk, about, accessibility, and what went wrong."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from stadspoort.apps.accounts import access
from stadspoort.apps.accounts.access import SignedInRequest
from stadspoort.apps.accounts.models import User
from stadspoort.apps.accounts.roles import Capability, may
from stadspoort.apps.assistant import queries as assistant
from stadspoort.apps.assistant.queries import ConversationRow
from stadspoort.site import navigation, work

_RECENT = 5


@require_safe
@access.requires(Capability.SIGNED_IN)
def home(request: SignedInRequest) -> HttpResponse:
    """Show what this person can do next, and what they were doing."""
    has_assistant = may(request.roles, Capability.USE_ASSISTANT)
    words = {
        "choices": navigation.choices(request.roles),
        "alert": work.alert(request.roles),
        "lines": work.lines(request.user, request.roles, timezone.now()),
        "has_assistant": has_assistant,
        "conversations": _recent_conversations(request.user) if has_assistant else [],
    }
    return render(request, "site/home.html", words)


def _recent_conversations(user: User) -> list[ConversationRow]:
    found = assistant.recent(user)[:_RECENT]
    return assistant.conversation_rows(list(found))


@require_safe
@access.public
def about(request: HttpRequest) -> HttpResponse:
    """Tell what this is, its version and its licence."""
    return render(request, "site/about.html")


@require_safe
@access.public
def accessibility(request: HttpRequest) -> HttpResponse:
    """Show the draft accessibility statement."""
    return render(request, "site/accessibility.html")


@dataclass(frozen=True, slots=True)
class _Problem:
    title: str
    explanation: str
    advice: str


_PROBLEMS = {
    HTTPStatus.BAD_REQUEST: _Problem(
        "Deze aanvraag klopt niet",
        "De server kon niet lezen wat uw browser stuurde.",
        "Ga terug, laad de pagina opnieuw en probeer het nog een keer.",
    ),
    HTTPStatus.FORBIDDEN: _Problem(
        "U mag deze pagina niet zien",
        "Deze pagina hoort bij een rol die u niet hebt.",
        "Hebt u de pagina nodig voor uw werk? Vraag uw functioneel beheerder om de rol.",
    ),
    HTTPStatus.NOT_FOUND: _Problem(
        "Deze pagina is er niet",
        "Het adres klopt niet, of wat hier stond is verwijderd of niet van u.",
        "Controleer het adres, of begin opnieuw bij Mijn werk.",
    ),
    HTTPStatus.INTERNAL_SERVER_ERROR: _Problem(
        "Er ging iets mis",
        "Dit ligt niet aan u. De fout is vastgelegd, zonder wat u hebt ingevuld.",
        "Probeer het over een paar minuten opnieuw. Blijft het misgaan? Bel de servicedesk.",
    ),
}


def problem_page(request: HttpRequest, status: HTTPStatus) -> HttpResponse:
    """Return the Dutch page for an HTTP status."""
    problem = _PROBLEMS[status]
    words = {
        "title": problem.title,
        "explanation": problem.explanation,
        "advice": problem.advice,
    }
    return render(request, "site/error.html", words, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer a request that could not be read."""
    return problem_page(request, HTTPStatus.BAD_REQUEST)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer someone without the right role."""
    return problem_page(request, HTTPStatus.FORBIDDEN)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer for what is not there, or not for this person."""
    return problem_page(request, HTTPStatus.NOT_FOUND)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer after an error of ours; nothing of the error is shown."""
    return problem_page(request, HTTPStatus.INTERNAL_SERVER_ERROR)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose token is missing or old, usually after signing in elsewhere."""
    words = {
        "title": "Dit formulier is verlopen",
        "explanation": "Uw browser stuurde een formulier van een eerdere sessie.",
        "advice": "Ga terug, laad de pagina opnieuw en verstuur het formulier nog een keer.",
    }
    return render(request, "site/error.html", words, status=HTTPStatus.FORBIDDEN)
