"""Managing keys, `/beheer/sleutels/`."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_safe

from stadspoort.apps import shown_once
from stadspoort.apps.accounts import access
from stadspoort.apps.accounts.access import SignedInRequest
from stadspoort.apps.accounts.roles import Capability
from stadspoort.apps.gate import actions, queries
from stadspoort.apps.gate.errors import KeyRevokedError, KeyUnknownError
from stadspoort.apps.gate.forms import KeyForm
from stadspoort.apps.gate.models import ApiKey

_PER_PAGE = 25
_NEW_KEY = "new_key"


@require_safe
@access.requires(Capability.MANAGE_KEYS)
def keys(request: SignedInRequest) -> HttpResponse:
    """List the keys."""
    words = request.GET.get("zoek", "").strip()
    page = Paginator(queries.keys(words=words), _PER_PAGE).get_page(request.GET.get("bladzijde"))
    rows = queries.key_rows(list(page.object_list), timezone.now())
    return render(request, "gate/keys.html", {"rows": rows, "keys_page": page, "words": words})


@require_http_methods(["GET", "HEAD", "POST"])
@access.requires(Capability.MANAGE_KEYS)
def make_key(request: SignedInRequest) -> HttpResponse:
    """Make a key; the next page shows it once."""
    form = KeyForm(request.POST or None, today=timezone.localdate())
    if not form.is_valid():
        return render(request, "gate/make_key.html", {"form": form})
    new = actions.make_key(
        owner=form.cleaned_data["owner"],
        application=form.cleaned_data["application"],
        purposes=list(form.cleaned_data["purposes"]),
        expires_at=form.expires_at,
        by=request.user,
        now=timezone.now(),
    )
    shown_once.keep(request, _NEW_KEY, [new.row.public_id, new.secret])
    return redirect("gate:new_key")


@require_GET  # no HEAD: it would take the key and show nothing
@access.requires(Capability.MANAGE_KEYS)
@never_cache
def new_key(request: SignedInRequest) -> HttpResponse:
    """Show the key that was just made, in this answer alone."""
    words = shown_once.take(request, _NEW_KEY)
    if words is None:
        messages.info(
            request,
            "Een nieuwe sleutel ziet u maar één keer. Kwijt? Trek hem in en maak een andere.",
        )
        return redirect("gate:keys")
    public_id, secret = words
    return render(request, "gate/new_key.html", {"row": _find(public_id), "secret": secret})


@require_http_methods(["GET", "HEAD", "POST"])
@access.requires(Capability.MANAGE_KEYS)
def revoke_key(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Ask whether to revoke a key, and do it."""
    key = _find(public_id)
    if request.method != "POST":
        (row,) = queries.key_rows([key], timezone.now())
        return render(request, "gate/revoke_key.html", {"row": row})
    try:
        actions.revoke_key(public_id, by=request.user, now=timezone.now())
    except KeyRevokedError:
        messages.info(request, "Deze sleutel was al ingetrokken.")
    else:
        messages.success(
            request, "De sleutel is ingetrokken. Binnen 5 seconden werkt hij niet meer."
        )
    return redirect("gate:keys")


def _find(public_id: str) -> ApiKey:
    try:
        return queries.key_named(public_id)
    except KeyUnknownError as error:
        raise Http404 from error
