"""What people have to do for the frameworks, `/taken/`. The rules make tasks, and close them."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from stadspoort.apps import spreadsheets
from stadspoort.apps.accounts import access
from stadspoort.apps.accounts.access import SignedInRequest
from stadspoort.apps.accounts.roles import Capability
from stadspoort.apps.frameworks import task_queries
from stadspoort.gate.values import legal_day

_PER_PAGE = 25
_CLOSED_SHOWN = 10
_LONGEST_WORDS = 100
_COLUMNS = ("Taak", "Over", "Uiterlijk", "Wie kan leveren", "Van wie")
DELIVERERS = {
    "municipality": "gemeente",
    "supplier": "leverancier",
    "government": "overheid",
    "gate": "poort",
}


@require_safe
@access.requires(Capability.READ_REGISTER)
def tasks(request: SignedInRequest) -> HttpResponse:
    """Show the open tasks, one's own first when there are any, and the last that were done."""
    words = request.GET.get("zoek", "")[:_LONGEST_WORDS]
    everyone = request.GET.get("van") == "iedereen"
    own = task_queries.open_tasks(mine=request.user, words=words)
    is_own = not everyone and (words != "" or own.exists())
    rows = own if is_own else task_queries.open_tasks(words=words)
    page = Paginator(rows, _PER_PAGE).get_page(request.GET.get("bladzijde"))
    context = {
        "page_of_rows": page,
        "is_own": is_own,
        "words": words,
        "closed": task_queries.closed_tasks()[:_CLOSED_SHOWN],
        "deliverers": DELIVERERS,
        "today": legal_day(timezone.now()),
    }
    return render(request, "frameworks/tasks.html", context)


@require_safe
@access.requires(Capability.READ_REGISTER)
def export(_request: SignedInRequest) -> HttpResponse:
    """Hand out all open tasks as a file for a spreadsheet."""
    rows = (
        (
            row.title,
            row.subject or "gemeente",
            row.due.isoformat() if row.due else "",
            DELIVERERS.get(row.deliverer, row.deliverer),
            row.owner.display_name if row.owner else "",
        )
        for row in task_queries.open_tasks()
    )
    return HttpResponse(
        spreadsheets.as_csv(_COLUMNS, rows),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="taken.csv"'},
    )
