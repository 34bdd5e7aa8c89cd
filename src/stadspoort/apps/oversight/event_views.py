"""The events that are no model calls, `/logboek/gebeurtenissen/`."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from stadspoort.apps.accounts import access
from stadspoort.apps.accounts.access import SignedInRequest
from stadspoort.apps.accounts.roles import Capability
from stadspoort.apps.oversight import event_queries
from stadspoort.apps.oversight.forms import EventFilterForm

_PER_PAGE = 50


@require_safe
@access.requires(Capability.READ_LEDGER)
def events(request: SignedInRequest) -> HttpResponse:
    """List the events that the filter shows."""
    form = EventFilterForm(request.GET)
    given = form.cleaned_data if form.is_valid() else {}
    found = event_queries.events(
        given.get("soort", ""), since=given.get("van"), until=given.get("tot")
    )
    page = Paginator(found, _PER_PAGE).get_page(request.GET.get("bladzijde"))
    words = {"form": form, "rows": event_queries.rows(page.object_list), "events_page": page}
    return render(request, "oversight/events.html", words)
