"""Asking, deciding, showing a name, opening a sealed copy: `/logboek/verzoeken/`."""

from __future__ import annotations

import json

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from stadspoort.apps import failures
from stadspoort.apps.accounts import access
from stadspoort.apps.accounts.access import SignedInRequest
from stadspoort.apps.accounts.roles import Capability, may
from stadspoort.apps.audit.keyring import LARGEST_KEY_FILE
from stadspoort.apps.gate.models import CallRecord
from stadspoort.apps.oversight import actions, request_queries
from stadspoort.apps.oversight.errors import NotUsableError
from stadspoort.apps.oversight.forms import DecisionForm, OpeningForm, ReasonForm
from stadspoort.apps.oversight.models import IdentityRequest, SealedCopyRequest
from stadspoort.apps.oversight.request_queries import What
from stadspoort.errors import StadspoortError

_FIELDS = {
    "oversight.reason_too_short": "reason",
    "audit.holder_passphrase": "passphrase",
    "sealing.wrong_key": "key_file",
}
"""The field that can mend a failure."""


@require_safe
@access.requires(Capability.READ_LEDGER)
def requests(request: SignedInRequest) -> HttpResponse:
    """List the requests, open ones first."""
    may_ask = may(request.roles, Capability.ASK_IDENTITY)
    rows = request_queries.all_requests(request.user, may_ask=may_ask, now=timezone.now())
    words = {"rows": rows, "may_ask": may_ask, "decision_form": DecisionForm()}
    return render(request, "oversight/requests.html", words)


@require_http_methods(["GET", "HEAD", "POST"])
@access.requires(Capability.ASK_IDENTITY)
def ask_name(request: SignedInRequest, call_id: str) -> HttpResponse:
    """Ask for the name behind a call."""
    return _ask(request, call_id, What.NAME)


@require_http_methods(["GET", "HEAD", "POST"])
@access.requires(Capability.ASK_SEALED_COPY)
def ask_copy(request: SignedInRequest, call_id: str) -> HttpResponse:
    """Ask to open the sealed copy of a call."""
    return _ask(request, call_id, What.COPY)


@require_POST
@access.requires(Capability.ASK_IDENTITY)
def decide_name(request: SignedInRequest, request_id: int) -> HttpResponse:
    """Approve or refuse a view by name."""
    get_object_or_404(IdentityRequest, pk=request_id)
    return _decide(request, request_id, What.NAME)


@require_POST
@access.requires(Capability.ASK_SEALED_COPY)
def decide_copy(request: SignedInRequest, request_id: int) -> HttpResponse:
    """Approve or refuse the opening of a sealed copy."""
    get_object_or_404(SealedCopyRequest, pk=request_id)
    return _decide(request, request_id, What.COPY)


@require_POST
@access.requires(Capability.ASK_IDENTITY)
@never_cache
def show_name(request: SignedInRequest, request_id: int) -> HttpResponse:
    """Show the name behind a call to who asked it. A POST: looking is recorded."""
    asked = get_object_or_404(
        IdentityRequest.objects.select_related("call"), pk=request_id, asked_by=request.user
    )
    try:
        person = actions.show_identity(request_id=asked.pk, by=request.user, now=timezone.now())
    except NotUsableError as error:
        messages.error(request, failures.sentence(error))
        return redirect("oversight:requests")
    return render(request, "oversight/name.html", {"asked": asked, "person": person})


@sensitive_post_parameters("passphrase")
@require_http_methods(["GET", "HEAD", "POST"])
@access.requires(Capability.ASK_SEALED_COPY)
@never_cache
def open_copy(request: SignedInRequest, request_id: int) -> HttpResponse:
    """Open a sealed copy with the key of the FG and show the masked body as it was sent."""
    asked = get_object_or_404(SealedCopyRequest.objects.select_related("call"), pk=request_id)
    if request.user.pk not in {asked.asked_by_id, asked.decided_by_id}:
        raise Http404
    form = OpeningForm(request.POST or None, request.FILES or None)
    body = _opened(request, asked, form) if form.is_valid() else None
    words = {"asked": asked, "form": form, "body": body}
    return render(request, "oversight/sealed_copy.html", words)


def _opened(request: SignedInRequest, asked: SealedCopyRequest, form: OpeningForm) -> str | None:
    """Return the body in readable form; None, with the error in the form, if it does not open."""
    try:
        body = actions.open_sealed_copy(
            request_id=asked.pk,
            key_file=form.cleaned_data["key_file"].read(LARGEST_KEY_FILE + 1),
            passphrase=form.cleaned_data["passphrase"],
            by=request.user,
            now=timezone.now(),
        )
    except StadspoortError as error:
        failures.show(form, error, _FIELDS)
    else:
        return _readable(body)
    return None


def _readable(body: bytes) -> str:
    return json.dumps(json.loads(body), indent=2, ensure_ascii=False)


def _ask(request: SignedInRequest, call_id: str, what: What) -> HttpResponse:
    call = get_object_or_404(CallRecord, pk=call_id)
    form = ReasonForm(request.POST or None)
    if form.is_valid() and _asked(request, call, form, what):
        messages.success(request, "Het verzoek staat klaar voor een tweede persoon.")
        return redirect("oversight:call", call.pk)
    return render(request, "oversight/ask.html", {"call": call, "form": form, "what": what})


def _asked(request: SignedInRequest, call: CallRecord, form: ReasonForm, what: What) -> bool:
    ask = actions.ask_identity if what is What.NAME else actions.ask_sealed_copy
    try:
        ask(call=call, reason=form.cleaned_data["reason"], by=request.user, now=timezone.now())
    except StadspoortError as error:
        failures.show(form, error, _FIELDS)
    else:
        return True
    return False


def _decide(request: SignedInRequest, request_id: int, what: What) -> HttpResponse:
    form = DecisionForm(request.POST)
    is_approved = request.POST.get("decision") == "approve"
    decide = actions.decide_identity if what is What.NAME else actions.decide_sealed_copy
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    try:
        decide(
            request_id=request_id,
            is_approved=is_approved,
            reason=reason,
            by=request.user,
            now=timezone.now(),
        )
    except StadspoortError as error:
        messages.error(request, f"Niet opgeslagen. {failures.sentence(error)}")
    else:
        done = "goedgekeurd" if is_approved else "afgewezen"
        messages.success(request, f"Het verzoek is {done}.")
    return redirect("oversight:requests")
