"""Signing in by the provider of the municipality: there and back."""

from __future__ import annotations

import logging

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from stadspoort.apps.accounts import access, actions, oidc
from stadspoort.apps.accounts.errors import OidcRefusedError, OidcSettingsError
from stadspoort.apps.accounts.sign_in_views import enter, next_address

_log = logging.getLogger(__name__)

_NEXT = "oidc_next"


@require_safe
@access.public
def start(request: HttpRequest) -> HttpResponse:
    """Send someone to the provider."""
    if not oidc.is_configured():
        raise Http404
    request.session[_NEXT] = next_address(request)
    callback = request.build_absolute_uri(reverse("accounts:oidc_callback"))
    try:
        return oidc.send_to_provider(request, callback)
    except (OidcRefusedError, OidcSettingsError) as error:
        _note(error)
        return _refuse(request)


@require_safe
@access.public
def callback(request: HttpRequest) -> HttpResponse:
    """Let in who comes back from the provider with proof."""
    if not oidc.is_configured():
        raise Http404
    now = timezone.now()
    address = request.session.pop(_NEXT, None)
    if address is None:  # never sent to the provider: nothing to check, and nothing worth a write
        return _refuse(request)
    try:
        identity = oidc.identity_from(request)
        user = actions.admit_from_provider(identity=identity, now=now)
    except (OidcRefusedError, OidcSettingsError) as error:
        _note(error)
        actions.note_failed_sign_in(username="", step="oidc", now=now)
        return _refuse(request)
    enter(request, user, "oidc")
    return HttpResponseRedirect(address)


def _note(error: OidcRefusedError | OidcSettingsError) -> None:
    """Tell who keeps the server why: the page says only that it did not work."""
    level = logging.ERROR if isinstance(error, OidcSettingsError) else logging.WARNING
    _log.log(level, "sign-in by the provider refused: %s", error)


def _refuse(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/oidc_refused.html", status=403)
