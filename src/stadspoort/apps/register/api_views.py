"""The public register: pages without signing in, and the JSON API `/api/v1/`.

Closed until the municipality opens it (STADSPOORT_PUBLIC_REGISTER): what it uses AI for is its own
to publish. Everything is read only.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from stadspoort.apps.accounts import access
from stadspoort.apps.register import api_rows
from stadspoort.apps.register.api_document import (
    LARGEST_PAGE,
    MOST_PAGES,
    STANDINGS,
    VERSION,
    document,
)
from stadspoort.apps.register.uses import Filter, use_rows
from stadspoort.engines.frameworks.library import UnknownVersionError, packaged_library
from stadspoort.gate.values import legal_day

_SLUG = re.compile(r"[a-zA-Z0-9._-]{1,100}")
_LONGEST_WORDS = 100
_PER_PAGE = 25
Answer = Callable[..., HttpResponse]


class _WrongQuestionError(Exception):
    """A parameter of the address is wrong; says which and why, in Dutch."""


def _api(*parameters: str) -> Callable[[Answer], Answer]:
    """Answer with the version, refuse unknown parameters, and stay closed unless opened."""

    def decorated(view: Answer) -> Answer:
        @csrf_exempt  # nothing can be changed here; who tries is told so as a problem
        @access.public
        @wraps(view)
        def answered(request: HttpRequest, *args: str, **kwargs: str) -> HttpResponse:
            response = _answer(view, request, parameters, *args, **kwargs)
            response.headers["API-Version"] = VERSION
            return response

        return answered

    return decorated


def _answer(
    view: Answer, request: HttpRequest, parameters: tuple[str, ...], *args: str, **kwargs: str
) -> HttpResponse:
    if (refused := _refused_method(request)) is not None:
        return refused
    if not settings.PUBLIC_REGISTER:
        return _problem(
            HTTPStatus.NOT_FOUND, "Niet openbaar", "Deze gemeente heeft haar register niet geopend."
        )
    try:
        for name in request.GET:
            if name not in parameters:
                raise _WrongQuestionError(f"De parameter {name[:40]} bestaat niet.")  # noqa: TRY301 (one place for all that is wrong)
        return view(request, *args, **kwargs)
    except _WrongQuestionError as error:
        return _problem(HTTPStatus.BAD_REQUEST, "De vraag klopt niet", str(error))
    except Http404:
        detail = "Het register kent niets met dit kenmerk."
        return _problem(HTTPStatus.NOT_FOUND, "Niet gevonden", detail)


def _refused_method(request: HttpRequest) -> HttpResponse | None:
    if request.method in ("GET", "HEAD"):
        return None
    detail = "Deze API kan alleen lezen: gebruik GET."
    refused = _problem(HTTPStatus.METHOD_NOT_ALLOWED, "Alleen lezen", detail)
    refused.headers["Allow"] = "GET, HEAD"
    return refused


def _problem(status: HTTPStatus, title: str, detail: str) -> HttpResponse:
    return JsonResponse(
        {"status": status.value, "title": title, "detail": detail},
        status=status,
        content_type="application/problem+json",
        json_dumps_params={"ensure_ascii": False},
    )


def _json(content: Mapping[str, Any]) -> HttpResponse:
    return JsonResponse(content, json_dumps_params={"ensure_ascii": False})


@csrf_exempt  # as above
@access.public
def openapi(request: HttpRequest) -> HttpResponse:
    """Give the document, also to other sites, and also while the register is closed."""
    server = f"https://{request.get_host()}"
    response = _refused_method(request) or _json(
        document(
            organisation=settings.ORGANISATION, server=server, contact=settings.REGISTER_CONTACT
        )
    )
    response.headers["API-Version"] = VERSION
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


@_api("zoek", "pagina", "paginaGrootte")
def applications(request: HttpRequest) -> HttpResponse:
    """List the applications."""
    asked = _page_asked(request)
    return _json(api_rows.page(api_rows.applications(_words(request)), asked))


@_api()
def application(_request: HttpRequest, slug: str) -> HttpResponse:
    """Give one application with what holds for it."""
    # A zero byte is no slug, and PostgreSQL refuses to look for it.
    found = api_rows.application(slug, on=_today()) if _SLUG.fullmatch(slug) else None
    if found is None:
        raise Http404
    return _json(found)


@_api("zoek", "toepassing", "doel", "oordeel", "pagina", "paginaGrootte")
def uses(request: HttpRequest) -> HttpResponse:
    """List what holds per use today."""
    standing = request.GET.get("oordeel")
    if standing is not None and standing not in STANDINGS:
        raise _WrongQuestionError(f"oordeel is een van {', '.join(STANDINGS)}.")
    asked = Filter(
        words=_words(request),
        standing=standing or "",
        application=_slug(request, "toepassing"),
        purpose=_slug(request, "doel"),
        sort="toepassing",
    )
    pages = _page_asked(request)
    return _json(api_rows.page(api_rows.uses(asked, on=_today()), pages))


@_api()
def frameworks(_request: HttpRequest) -> HttpResponse:
    """List the versions of the frameworks."""
    rows = api_rows.versions(on=_today())
    return _json(api_rows.page(rows, {"pagina": 1, "paginaGrootte": max(len(rows), 1)}))


@_api()
def framework(_request: HttpRequest, framework: str, version: str) -> HttpResponse:
    """Give one version with its requirements."""
    try:
        found = packaged_library().named(f"{framework}@{version}")
    except UnknownVersionError as error:
        raise Http404 from error
    return _json(api_rows.version(found, on=_today()))


@csrf_exempt  # as above
@access.public
def unknown(_request: HttpRequest, **_kwargs: str) -> HttpResponse:
    """Answer an address below `/api/v1/` that is not there."""
    response = _problem(HTTPStatus.NOT_FOUND, "Niet gevonden", "Dit adres bestaat niet.")
    response.headers["API-Version"] = VERSION
    return response


@require_safe
@access.public
def public_page(request: HttpRequest) -> HttpResponse:
    """Show the public register to anyone, when the municipality opened it."""
    if not settings.PUBLIC_REGISTER:
        raise Http404
    words = request.GET.get("zoek", "")[:_LONGEST_WORDS]
    rows = use_rows(Filter(words=words, sort="toepassing"), on=_today())
    page = Paginator(rows, _PER_PAGE).get_page(request.GET.get("bladzijde"))
    context = {"page_of_rows": page, "words": words, "today": _today()}
    return render(request, "register/public.html", context)


def _today() -> date:
    return legal_day(timezone.now())


def _words(request: HttpRequest) -> str:
    words = request.GET.get("zoek", "")
    if len(words) > _LONGEST_WORDS:
        raise _WrongQuestionError(f"zoek is hoogstens {_LONGEST_WORDS} tekens.")
    return words


def _slug(request: HttpRequest, name: str) -> str:
    value = request.GET.get(name)
    if value is not None and not _SLUG.fullmatch(value):
        raise _WrongQuestionError(f"{name} is een kenmerk van letters, cijfers en - _ .")
    return value or ""


def _page_asked(request: HttpRequest) -> dict[str, int]:
    return {
        "pagina": _number(request, "pagina", 1, MOST_PAGES),
        "paginaGrootte": _number(request, "paginaGrootte", 25, LARGEST_PAGE),
    }


def _number(request: HttpRequest, name: str, usual: int, most: int) -> int:
    text = request.GET.get(name)
    if text is None:
        return usual
    if not (text.isascii() and text.isdigit() and len(text) < 8 and 1 <= int(text) <= most):
        raise _WrongQuestionError(f"{name} is een getal van 1 tot en met {most}.")
    return int(text)
