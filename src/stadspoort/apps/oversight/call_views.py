"""The calls of the Logboek, `/logboek/`."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from stadspoort.apps import failures
from stadspoort.apps.accounts import access
from stadspoort.apps.accounts.access import SignedInRequest
from stadspoort.apps.accounts.roles import Capability, may
from stadspoort.apps.audit import anchors
from stadspoort.apps.gate.models import CallRecord
from stadspoort.apps.oversight import actions, export, feedback, queries, request_queries
from stadspoort.apps.oversight.errors import ExportTooLargeError
from stadspoort.apps.oversight.forms import CallFilterForm
from stadspoort.apps.oversight.links import links

_PER_PAGE = 50
_USUAL_DAYS = 30


@require_safe
@access.requires(Capability.READ_LEDGER)
def calls(request: SignedInRequest) -> HttpResponse:
    """List the calls that the filter shows, with their figures."""
    form = CallFilterForm(_with_usual_period(request.GET))
    sort = request.GET.get("sorteer", "-tijd")
    found = queries.calls(form.wanted, sort=sort)
    page = Paginator(found, _PER_PAGE).get_page(request.GET.get("bladzijde"))
    figures = queries.figures(form.wanted)
    parameters = form.address()
    words = {
        "form": form,
        "figures": figures,
        "links": links(parameters, figures, feedback.by_purpose(form.wanted)),
        "rows": queries.rows(page.object_list),
        "calls_page": page,
        "sort": sort,
        "hidden": parameters.items(),
        "is_filtered": any(name != "van" for name in parameters),
        "contradiction": _contradiction(),
        "fewest_people": queries.FEWEST_PEOPLE,
    }
    return render(request, "oversight/calls.html", words)


@require_POST
@access.requires(Capability.READ_LEDGER)
def export_calls(request: SignedInRequest) -> HttpResponse:
    """Give the calls that the filter shows as a file, and record that."""
    form = CallFilterForm(request.POST)
    try:
        content, number = export.as_csv(form.wanted)
    except ExportTooLargeError as error:
        messages.error(request, failures.sentence(error))
        return redirect("oversight:calls")
    actions.record_export(
        facts={"rows": number, "filter": urlencode(form.address())},
        by=request.user,
        now=timezone.now(),
    )
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    name = f"logboek-{timezone.localdate().isoformat()}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_safe
@access.requires(Capability.READ_LEDGER)
def call(request: SignedInRequest, call_id: str) -> HttpResponse:
    """Show one call with its proof, and what may be asked about it."""
    shown = get_object_or_404(CallRecord.objects.select_related("user"), pk=call_id)
    may_ask = may(request.roles, Capability.ASK_IDENTITY)
    words = {
        "detail": queries.detail(shown),
        "requests": request_queries.about(shown, request.user, may_ask=may_ask, now=timezone.now()),
        "may_ask": may_ask,
    }
    return render(request, "oversight/call.html", words)


def _contradiction() -> str | None:
    """Return, in Dutch, what the anchors have against this database; None if nothing."""
    error = anchors.contradiction()
    return failures.sentence(error) if error else None


def _with_usual_period(given: QueryDict) -> QueryDict:
    """Return the parameters, of the last 30 days when no first day is named."""
    if "van" in given:
        return given
    first = timezone.localdate() - timedelta(days=_USUAL_DAYS - 1)
    chosen = given.copy()
    chosen["van"] = first.isoformat()
    return chosen
