"""One's own account: password, second factor, recovery codes, sessions."""

from __future__ import annotations

import django_otp
from django.contrib import auth, messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
    require_safe,
)

from stadspoort.apps import failures, shown_once
from stadspoort.apps.accounts import access, actions, queries, second_factor
from stadspoort.apps.accounts.access import SignedInRequest
from stadspoort.apps.accounts.errors import WeakPasswordError, WrongCodeError
from stadspoort.apps.accounts.forms import CodeForm, NewPasswordForm
from stadspoort.apps.accounts.roles import Capability, Role

_CODES = "recovery_codes"


@require_safe
@access.requires(Capability.SIGNED_IN)
def account(request: SignedInRequest) -> HttpResponse:
    """Show someone's own account."""
    words = {
        "roles": [role.label for role in Role if role in request.roles],
        "has_second_factor": access.has_second_factor(request.user),
        "codes_left": queries.recovery_codes_left(request.user),
        "is_by_oidc": request.session.get(access.SIGNED_IN_BY) == "oidc",
    }
    return render(request, "accounts/account.html", words)


@sensitive_post_parameters("current", "password", "again")
@require_http_methods(["GET", "HEAD", "POST"])
@access.requires(Capability.SIGNED_IN, is_open_before_mfa=True)
def change_password(request: SignedInRequest) -> HttpResponse:
    """Change one's own password."""
    form = NewPasswordForm(request.user, request.POST or None)
    if form.is_valid():
        password = form.cleaned_data["password"]
        try:
            actions.change_own_password(user=request.user, password=password, now=timezone.now())
        except WeakPasswordError as error:
            failures.show(form, error, {error.code: "password"})
        else:
            auth.update_session_auth_hash(request, request.user)
            messages.success(request, "Uw wachtwoord is veranderd.")
            return redirect("accounts:next_step")
    words = {"form": form, "is_first_time": request.user.is_password_temporary}
    return render(request, "accounts/change_password.html", words)


@require_http_methods(["GET", "HEAD", "POST"])
@access.requires(Capability.SIGNED_IN, is_open_before_mfa=True)
def set_up_second_factor(request: SignedInRequest) -> HttpResponse:
    """Set up an authenticator app, for the first time or anew."""
    if access.has_second_factor(request.user) and not access.has_finished_signing_in(request):
        return redirect("accounts:next_step")  # replacing a factor needs that factor
    device = second_factor.start_enrolment(user=request.user)
    form = CodeForm(request.POST or None)
    if form.is_valid():
        try:
            code = form.cleaned_data["code"]
            confirmed, codes = second_factor.confirm(
                user=request.user, code=code, now=timezone.now()
            )
        except WrongCodeError:
            form.add_error("code", "Deze code klopt niet. Typ de code die de app nu laat zien.")
        else:
            auth.update_session_auth_hash(request, request.user)
            django_otp.login(request, confirmed)
            return _show_codes(request, codes)
    words = {
        "form": form,
        "qr_code": second_factor.qr_code(device),
        "secret": second_factor.secret_in_words(device),
    }
    return render(request, "accounts/set_up_second_factor.html", words)


@require_POST
@access.requires(Capability.SIGNED_IN)
def new_recovery_codes(request: SignedInRequest) -> HttpResponse:
    """Make new recovery codes; the next page shows them once."""
    if not access.has_second_factor(request.user):
        return redirect("accounts:set_up_second_factor")
    codes = second_factor.new_recovery_codes(user=request.user, now=timezone.now())
    return _show_codes(request, codes)


@require_GET  # no HEAD: it would take the codes and show nothing
@access.requires(Capability.SIGNED_IN)
@never_cache
def recovery_codes(request: SignedInRequest) -> HttpResponse:
    """Show the recovery codes that were just made, in this answer alone."""
    codes = shown_once.take(request, _CODES)
    if codes is None:
        messages.info(request, "Herstelcodes ziet u maar één keer. Kwijt? Maak nieuwe.")
        return redirect("accounts:account")
    return render(request, "accounts/recovery_codes.html", {"codes": codes})


@require_POST
@access.requires(Capability.SIGNED_IN)
def end_sessions(request: SignedInRequest) -> HttpResponse:
    """Sign oneself out everywhere else."""
    actions.end_sessions(user=request.user, by=request.user, now=timezone.now())
    auth.update_session_auth_hash(request, request.user)
    messages.success(request, "U bent op alle andere apparaten uitgelogd.")
    return redirect("accounts:account")


def _show_codes(request: SignedInRequest, codes: list[str]) -> HttpResponse:
    shown_once.keep(request, _CODES, codes)
    return redirect("accounts:recovery_codes")
