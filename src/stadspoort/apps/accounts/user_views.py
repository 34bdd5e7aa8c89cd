"""Managing users, `/beheer/gebruikers/`."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
    require_safe,
)

from stadspoort.apps import failures, shown_once
from stadspoort.apps.accounts import access, actions, queries, second_factor
from stadspoort.apps.accounts.access import SignedInRequest
from stadspoort.apps.accounts.errors import LastManagerError, OwnRightError, UsernameTakenError
from stadspoort.apps.accounts.forms import RolesForm, UserForm
from stadspoort.apps.accounts.models import User
from stadspoort.apps.accounts.roles import Capability, Role

_PER_PAGE = 25
_JUST_MADE = "temporary_password"


@require_safe
@access.requires(Capability.MANAGE_USERS)
def users(request: SignedInRequest) -> HttpResponse:
    """List the users."""
    words = request.GET.get("zoek", "").strip()
    sort = request.GET.get("sorteer", "naam")
    found = queries.search_users(request.user, words=words, sort=sort)
    page = Paginator(found, _PER_PAGE).get_page(request.GET.get("bladzijde"))
    rows = queries.rows(list(page.object_list))
    return render(
        request,
        "accounts/users.html",
        {"rows": rows, "users_page": page, "words": words, "sort": sort},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@access.requires(Capability.MANAGE_USERS)
def add_user(request: SignedInRequest) -> HttpResponse:
    """Add a user; the next page shows the temporary password once."""
    form = UserForm(request.POST or None)
    if form.is_valid():
        password = actions.temporary_password()
        try:
            user = actions.create_user(
                username=form.cleaned_data["username"],
                display_name=form.cleaned_data["display_name"],
                email=form.cleaned_data["email"],
                roles=[Role(role) for role in form.cleaned_data["roles"]],
                by=request.user,
                now=timezone.now(),
                password=password,
            )
        except UsernameTakenError as error:
            failures.show(form, error, {error.code: "username"})
        else:
            return _show_password(request, user, password)
    return render(request, "accounts/add_user.html", {"form": form})


@require_safe
@access.requires(Capability.MANAGE_USERS)
def user(request: SignedInRequest, user_id: int) -> HttpResponse:
    """Show one user, with what can be changed."""
    shown = _find(request, user_id)
    roles = queries.granted_roles(shown)
    words = {
        "shown": shown,
        "form": RolesForm(initial={"roles": [role.value for role in roles]}),
        "has_second_factor": access.has_second_factor(shown),
        "is_self": shown.pk == request.user.pk,
    }
    return render(request, "accounts/user.html", words)


@require_POST
@access.requires(Capability.MANAGE_USERS)
def set_roles(request: SignedInRequest, user_id: int) -> HttpResponse:
    """Store the roles of a user."""
    shown = _find(request, user_id)
    form = RolesForm(request.POST)
    if form.is_valid():
        roles = [Role(role) for role in form.cleaned_data["roles"]]
        try:
            actions.set_roles(user=shown, roles=roles, by=request.user, now=timezone.now())
        except (OwnRightError, LastManagerError) as error:
            messages.error(request, failures.sentence(error))
        else:
            messages.success(request, "De rollen zijn opgeslagen.")
    return redirect("accounts:user", user_id)


@require_POST
@access.requires(Capability.MANAGE_USERS)
def deactivate(request: SignedInRequest, user_id: int) -> HttpResponse:
    """Close an account."""
    try:
        actions.deactivate(user=_find(request, user_id), by=request.user, now=timezone.now())
    except (OwnRightError, LastManagerError) as error:
        messages.error(request, failures.sentence(error))
    else:
        messages.success(request, "Het account is afgesloten. Deze persoon kan niet meer inloggen.")
    return redirect("accounts:user", user_id)


@require_POST
@access.requires(Capability.MANAGE_USERS)
def activate(request: SignedInRequest, user_id: int) -> HttpResponse:
    """Open a closed account."""
    actions.activate(user=_find(request, user_id), by=request.user, now=timezone.now())
    messages.success(request, "Het account is weer open.")
    return redirect("accounts:user", user_id)


@require_POST
@access.requires(Capability.MANAGE_USERS)
def reset_second_factor(request: SignedInRequest, user_id: int) -> HttpResponse:
    """Remove the second factor of a user who lost it."""
    second_factor.reset(user=_find(request, user_id), by=request.user, now=timezone.now())
    messages.success(
        request, "De tweede stap is verwijderd. Bij het inloggen stelt de gebruiker die opnieuw in."
    )
    return redirect("accounts:user", user_id)


@require_POST
@access.requires(Capability.MANAGE_USERS)
def reset_password(request: SignedInRequest, user_id: int) -> HttpResponse:
    """Give a user a temporary password; the next page shows it once."""
    shown = _find(request, user_id)
    password = actions.temporary_password()
    actions.set_temporary_password(
        user=shown, password=password, by=request.user, now=timezone.now()
    )
    return _show_password(request, shown, password)


def _show_password(request: SignedInRequest, shown: User, password: str) -> HttpResponse:
    shown_once.keep(request, _JUST_MADE, [str(shown.pk), password])
    return redirect("accounts:temporary_password", shown.pk)


@require_GET  # no HEAD: it would take the password and show nothing
@access.requires(Capability.MANAGE_USERS)
@never_cache
def temporary_password(request: SignedInRequest, user_id: int) -> HttpResponse:
    """Show the temporary password that was just made, in this answer alone."""
    shown = _find(request, user_id)
    words = shown_once.take(request, _JUST_MADE)
    if words is None or words[0] != str(shown.pk):
        messages.info(
            request,
            "Een tijdelijk wachtwoord ziet u maar één keer. Kwijt? Geef een nieuw wachtwoord.",
        )
        return redirect("accounts:user", shown.pk)
    page = {"shown": shown, "password": words[1]}
    return render(request, "accounts/temporary_password.html", page)


def _find(request: SignedInRequest, user_id: int) -> User:
    return get_object_or_404(queries.visible_to(request.user), pk=user_id)
