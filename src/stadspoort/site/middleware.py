"""Headers that every answer of the screens carries, beside those of Django and django-csp."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.deprecation import MiddlewareMixin
from whitenoise.middleware import WhiteNoiseMiddleware
from whitenoise.responders import StaticFile

STATIC = "/static/"


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
