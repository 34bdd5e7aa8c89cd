"""Signing in and out: password, then code; or OIDC (`oidc_views`).

```
sign_in --password--> sign_in_code --code--> next_step --> the page asked for
   |                                            |
   '--(no second factor yet)--------------------'--> account: password, second factor
```
"""

from __future__ import annotations

import time

import django_otp
from axes.handlers.proxy import AxesProxyHandler
from django.conf import settings
from django.contrib import auth, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from stadspoort.apps import failures
from stadspoort.apps.accounts import access, actions, second_factor
from stadspoort.apps.accounts.access import SignedInRequest
from stadspoort.apps.accounts.errors import WrongCodeError
from stadspoort.apps.accounts.forms import CodeForm, SignInForm
from stadspoort.apps.accounts.models import User
from stadspoort.apps.accounts.oidc import is_configured
from stadspoort.apps.accounts.roles import Capability

_BACKEND = "django.contrib.auth.backends.ModelBackend"
_PENDING = "pending_sign_in"
_PENDING_SECONDS = 300


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
@access.public
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask user name and password."""
    if isinstance(request.user, User) and access.has_finished_signing_in(request):
        return HttpResponseRedirect(next_address(request))
    form = SignInForm(request.POST or None)
    if form.is_valid():
        was_open = AxesProxyHandler.is_allowed(request, form.cleaned_data)
        user = auth.authenticate(request, **form.cleaned_data)
        if isinstance(user, User):
            return _after_password(request, user)
        if was_open:  # each is a write: a closed door takes none
            username = form.cleaned_data["username"]
            actions.note_failed_sign_in(username=username, step="password", now=timezone.now())
        form.add_error(None, "Deze gebruikersnaam en dit wachtwoord horen niet bij elkaar.")
    words = {"form": form, "next": next_address(request), "has_oidc": is_configured()}
    return render(request, "accounts/sign_in.html", words)


@require_http_methods(["GET", "HEAD", "POST"])
@access.public
def sign_in_code(request: HttpRequest) -> HttpResponse:
    """Ask the code of someone whose password was right."""
    user = _pending_user(request)
    if user is None:
        messages.info(request, "Het inloggen duurde te lang. Log opnieuw in.")
        return redirect("accounts:sign_in")
    form = CodeForm(request.POST or None)
    if form.is_valid():
        try:
            device, way = second_factor.check(user=user, code=form.cleaned_data["code"])
        except WrongCodeError as error:
            actions.note_failed_sign_in(username=user.username, step="code", now=timezone.now())
            failures.show(form, error, {error.code: "code"})
        else:
            address = request.session[_PENDING]["next"]
            enter(request, user, way)
            django_otp.login(request, device)
            return HttpResponseRedirect(address)
    return render(request, "accounts/sign_in_code.html", {"form": form})


@require_safe
@access.requires(Capability.SIGNED_IN, is_open_before_mfa=True)
def next_step(request: SignedInRequest) -> HttpResponse:
    """Send someone to the step of signing in that is missing."""
    if access.has_finished_signing_in(request):
        return redirect(settings.LOGIN_REDIRECT_URL)
    if access.has_second_factor(request.user) and not request.user.is_verified():  # type: ignore[attr-defined] # set by OTPMiddleware
        auth.logout(request)
        return redirect("accounts:sign_in")
    if request.user.is_password_temporary:
        return redirect("accounts:change_password")
    return redirect("accounts:set_up_second_factor")


@require_POST
@access.requires(Capability.SIGNED_IN, is_open_before_mfa=True)
def sign_out(request: SignedInRequest) -> HttpResponse:
    """End this session."""
    actions.note_sign_out(user=request.user, now=timezone.now())
    auth.logout(request)
    messages.success(request, "U bent uitgelogd.")
    return redirect("accounts:sign_in")


def locked_out(
    request: HttpRequest, original_response: HttpResponse, credentials: object
) -> HttpResponse:
    """Answer someone who typed a wrong password too often (called by django-axes)."""
    minutes = int(settings.AXES_COOLOFF_TIME.total_seconds() // 60)
    return render(request, "accounts/locked_out.html", {"minutes": minutes}, status=429)


def _after_password(request: HttpRequest, user: User) -> HttpResponse:
    address = next_address(request)
    if access.has_second_factor(user):
        auth.logout(request)  # nothing of an earlier session may mix with this one
        request.session[_PENDING] = {
            "user": user.pk,
            "password": user.get_session_auth_hash(),
            "until": int(time.time()) + _PENDING_SECONDS,
            "next": address,
        }
        return redirect("accounts:sign_in_code")
    enter(request, user, "password")
    if access.has_finished_signing_in(request):
        return HttpResponseRedirect(address)
    return redirect("accounts:next_step")


def _pending_user(request: HttpRequest) -> User | None:
    pending = request.session.get(_PENDING)
    if not pending or pending["until"] < time.time():
        return None
    user = User.objects.filter(pk=pending["user"], is_active=True).first()
    # A password or epoch changed in between makes the first step worthless.
    is_same = user is not None and user.get_session_auth_hash() == pending["password"]
    return user if is_same else None


def enter(request: HttpRequest, user: User, way: str) -> None:
    """Start a session for a user under a new session id, and record how they came in."""
    request.session.flush()
    auth.login(request, user, backend=_BACKEND)
    request.session[access.SIGNED_IN_BY] = "oidc" if way == "oidc" else "password"
    user.is_verified = lambda: False  # type: ignore[attr-defined] # OTPMiddleware ran before this user was known
    actions.note_sign_in(user=user, way=way, now=timezone.now())


def next_address(request: HttpRequest) -> str:
    """Return where to go after signing in: only an address of our own, never the sign-in page."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    is_ours = url_has_allowed_host_and_scheme(
        asked, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    is_loop = asked.startswith(reverse("accounts:sign_in"))
    return asked if is_ours and not is_loop else str(settings.LOGIN_REDIRECT_URL)
