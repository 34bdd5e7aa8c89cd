"""Default deny: every view needs a rule, and everyone needs what the rule asks."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.deprecation import MiddlewareMixin

from stadspoort.apps.accounts import access
from stadspoort.apps.accounts.access import AccessRule
from stadspoort.apps.accounts.models import User
from stadspoort.apps.accounts.roles import may

_log = logging.getLogger(__name__)

_RENEW_AFTER_SECONDS = 300
_SEEN = "seen"


class DenyByDefaultMiddleware(MiddlewareMixin):
    """Checks the rule of the view before it runs (ASVS 8.3.1).

    Nobody signed in: to the sign-in page, and back afterwards. Signed in but not finished (no
    second factor, temporary password): to the step that is missing. Without the right: 403.
    """

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponseBase],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
    ) -> HttpResponse | None:
        """Return an answer in the place of the view, or None to let the view run."""
        rule = getattr(view, access.RULE, None)
        if not isinstance(rule, AccessRule):
            _log.error("refused a view without an access rule: %s", view.__qualname__)
            raise PermissionDenied
        access.note_checked(request, rule)
        if rule.capability is None:
            return None
        return _check(request, rule)


def _check(request: HttpRequest, rule: AccessRule) -> HttpResponse | None:
    user = request.user
    if not isinstance(user, User):
        return _send_to(request, _sign_in_address(request))
    if not rule.is_open_before_mfa and not access.has_finished_signing_in(request):
        return _send_to(request, reverse("accounts:next_step"))
    roles = access.roles_of(user)
    if rule.capability is None or not may(roles, rule.capability):
        raise PermissionDenied
    request.roles = roles  # type: ignore[attr-defined] # read through access.SignedInRequest
    _keep_alive(request)
    return None


def _sign_in_address(request: HttpRequest) -> str:
    back = request.get_full_path() if request.method in {"GET", "HEAD"} else "/"
    return f"{reverse('accounts:sign_in')}?{urlencode({'next': back})}"


def _send_to(request: HttpRequest, address: str) -> HttpResponse:
    if request.headers.get("HX-Request") == "true":
        # htmx would put the sign-in page inside the page; this header moves the whole page.
        return HttpResponse(status=401, headers={"HX-Redirect": address})
    return HttpResponseRedirect(address)


def _keep_alive(request: HttpRequest) -> None:
    """Renew the session's eight hours, at most once in five minutes: each time is a write."""
    now = int(time.time())
    if now - request.session.get(_SEEN, 0) > _RENEW_AFTER_SECONDS:
        request.session[_SEEN] = now
