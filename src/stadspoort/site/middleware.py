"""Headers that every answer of the screens carries, beside those of Django and django-csp."""

from __future__ import annotations

import logging
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.deprecation import MiddlewareMixin
from whitenoise.middleware import WhiteNoiseMiddleware
from whitenoise.responders import StaticFile

from stadspoort.errors import StadspoortError
from stadspoort.site.describe import describe

_log = logging.getLogger(__name__)

STATIC = "/static/"
_DOWN = ("gate.not_running", "gate.register_stale", "audit.")
"""Codes of failures that pass, or that only the technical administrator can end."""


class PrivatePagesMiddleware(MiddlewareMixin):
    """Keeps pages out of every cache, and switches off what no screen uses.

    Nearly every page holds personal data or what someone may see (NCSC web guidelines U/WA.05,
    ASVS 14.3.2). Built files carry a hash in their name and may be kept.
    """

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Return the answer with its headers."""
        if not request.path_info.startswith(STATIC):
            response.headers.setdefault("Cache-Control", "no-store")
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
        )
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response


class NamedFailuresMiddleware(MiddlewareMixin):
    """Shows a named failure that no view has dealt with as a page in Dutch.

    Views do not catch; forms name the failures that belong beside a field. What remains is told
    here, and logged with its facts, which hold no content.
    """

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Return the page for a failure of ours, or None for anything else."""
        if not isinstance(exception, StadspoortError):
            return None
        _log.error("a view failed: %s", exception)
        words = {
            "title": "Dit lukt nu niet",
            "explanation": describe(exception),
            "advice": "Er is niets half opgeslagen. Ga terug om het opnieuw te proberen.",
        }
        is_down = exception.code.startswith(_DOWN)
        status = HTTPStatus.SERVICE_UNAVAILABLE if is_down else HTTPStatus.CONFLICT
        return render(request, "site/error.html", words, status=status)


class StaticFilesMiddleware(WhiteNoiseMiddleware):  # type: ignore[misc] # ships no types
    """Serves the built files whole: they are small, and reading while sending blocks the server."""

    @staticmethod
    def serve(static_file: StaticFile, request: HttpRequest) -> HttpResponse:
        """Return a built file, compressed when the browser can read that."""
        found = static_file.get_response(request.method, request.META)
        body = b""
        if found.file is not None:
            with found.file as file:
                body = file.read()
        response = HttpResponse(body, status=HTTPStatus(found.status))
        del response.headers["Content-Type"]
        for name, value in found.headers:
            response.headers[name] = value
        return response
