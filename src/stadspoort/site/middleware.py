"""Headers that every answer of the screens carries, beside those of Django and django-csp."""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.deprecation import MiddlewareMixin

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
