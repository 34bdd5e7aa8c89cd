"""A named failure that a view let through becomes a page with its Dutch text."""

from __future__ import annotations

import logging
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.deprecation import MiddlewareMixin

from stadspoort.errors import StadspoortError
from stadspoort.site.describe import describe

logger = logging.getLogger(__name__)

_OURS = ("gate.", "audit.", "ledger.", "sealing.", "sandbox.", "apps_gate.")
"""Rooms whose failures are no fault of the person: 503, and worth a line in the log."""


class NamedErrorsMiddleware(MiddlewareMixin):
    """Answers for errors that views do not catch: views name no texts and no statuses."""

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Return the page for a named failure; None leaves every other error as it is."""
        if not isinstance(exception, StadspoortError):
            return None
        is_ours = exception.code.startswith(_OURS)
        status = HTTPStatus.SERVICE_UNAVAILABLE if is_ours else HTTPStatus.BAD_REQUEST
        if is_ours:
            logger.warning("%s", exception)  # code, ids and counts: never text of a person
        words = {
            "title": "Dit lukt nu niet" if is_ours else "Dit kan niet",
            "explanation": describe(exception),
            "advice": "Ga terug en probeer het opnieuw.",
        }
        return render(request, "site/error.html", words, status=status)
