"""The municipality's own lists, `/beheer/lijsten/`."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from stadspoort.apps import failures
from stadspoort.apps.accounts import access
from stadspoort.apps.accounts.access import SignedInRequest
from stadspoort.apps.accounts.roles import Capability
from stadspoort.apps.lists import actions, queries, reading
from stadspoort.apps.lists.errors import (
    ListsMovedError,
    VersionForgottenError,
    VersionUnknownError,
)
from stadspoort.apps.lists.forms import ListsForm
from stadspoort.apps.lists.models import ListsVersion
from stadspoort.engines.privacy.lists import ListsRefusedError, MunicipalLists
from stadspoort.sandbox import SandboxError


@require_safe
@access.requires(Capability.MANAGE_REGISTER)
def lists(request: SignedInRequest) -> HttpResponse:
    """Show the versions."""
    rows = queries.rows()
    used = next((row for row in rows if row.is_in_use), None)
    return render(request, "lists/lists.html", {"rows": rows, "used": used})


@require_http_methods(["GET", "HEAD", "POST"])
@access.requires(Capability.MANAGE_REGISTER)
def load(request: SignedInRequest) -> HttpResponse:
    """Upload files; take the lists in use, or show every reason why not."""
    form = ListsForm(request.POST, request.FILES) if request.method == "POST" else ListsForm()
    if not form.is_valid():
        return render(request, "lists/load.html", {"form": form})
    before = queries.version_in_use() or ""
    try:
        changed = reading.changed(queries.lists_in_use(), form.uploaded, form.removed)
        if changed == MunicipalLists():
            actions.stop(by=request.user, now=timezone.now(), made_from=before)
        else:
            actions.load(changed, by=request.user, now=timezone.now(), made_from=before)
    except ListsRefusedError as error:
        context = {"form": form, "problems": error.problems}
        return render(request, "lists/load.html", context, status=422)
    except (SandboxError, ListsMovedError) as error:
        failures.show(form, error, {})
        return render(request, "lists/load.html", {"form": form}, status=422)
    messages.success(request, "De lijsten zijn geladen. Binnen 5 seconden gebruikt de poort ze.")
    return redirect("lists:lists")


@require_http_methods(["GET", "HEAD", "POST"])
@access.requires(Capability.MANAGE_REGISTER)
def use(request: SignedInRequest, version: str) -> HttpResponse:
    """Ask whether to go back to an earlier version, and do it."""
    row = _find(version)
    if request.method != "POST":
        context = {"row": row, "counts": queries.counts_of(row)}
        return render(request, "lists/use.html", context)
    try:
        actions.use(row, by=request.user, now=timezone.now())
    except VersionForgottenError as error:
        messages.error(request, failures.sentence(error))
    else:
        messages.success(
            request, f"Versie {row.short} is in gebruik. Binnen 5 seconden gebruikt de poort haar."
        )
    return redirect("lists:lists")


@require_http_methods(["GET", "HEAD", "POST"])
@access.requires(Capability.MANAGE_REGISTER)
def stop(request: SignedInRequest) -> HttpResponse:
    """Ask whether to use no lists, and do it."""
    if request.method != "POST":
        return render(request, "lists/stop.html")
    actions.stop(by=request.user, now=timezone.now())
    messages.success(request, "De poort gebruikt binnen 5 seconden geen eigen lijsten meer.")
    return redirect("lists:lists")


def _find(version: str) -> ListsVersion:
    try:
        return queries.named(version)
    except VersionUnknownError as error:
        raise Http404 from error
