"""Verifying the ledger, `/logboek/controle/`."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from stadspoort.apps.accounts import access
from stadspoort.apps.accounts.access import SignedInRequest
from stadspoort.apps.accounts.roles import Capability
from stadspoort.apps.oversight import verifying
from stadspoort.apps.oversight.forms import VerificationForm
from stadspoort.apps.oversight.models import VerificationRun

_SHOWN = 20


@require_http_methods(["GET", "HEAD", "POST"])
@access.requires(Capability.READ_LEDGER)
def verifications(request: SignedInRequest) -> HttpResponse:
    """Start a verification, and list the last ones."""
    form = VerificationForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["anchors"]
        run = verifying.start(
            by=request.user, anchors=upload.read() if upload else None, now=timezone.now()
        )
        return redirect("oversight:verification", run.pk)
    runs = VerificationRun.objects.select_related("started_by")[:_SHOWN]
    return render(request, "oversight/verifications.html", {"form": form, "runs": runs})


@require_safe
@access.requires(Capability.READ_LEDGER)
def verification(request: SignedInRequest, run_id: int) -> HttpResponse:
    """Show how far a verification is, or its outcome; htmx asks for the outcome alone."""
    run = get_object_or_404(VerificationRun.objects.select_related("started_by"), pk=run_id)
    is_part = request.headers.get("HX-Request") == "true"
    name = "oversight/partials/verification.html" if is_part else "oversight/verification.html"
    is_running = run.finished_at is None
    is_broken_off = is_running and timezone.now() - run.started_at > verifying.GIVEN_UP_AFTER
    words = {"run": run, "is_running": is_running and not is_broken_off}
    return render(request, name, words)
