"""Where the frameworks stand in the way, `/register/terugmelding/`: for VNG and the state."""

from __future__ import annotations

from datetime import date

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from stadspoort.apps import spreadsheets
from stadspoort.apps.accounts import access
from stadspoort.apps.accounts.access import SignedInRequest
from stadspoort.apps.accounts.roles import Capability
from stadspoort.apps.frameworks.known import known_on
from stadspoort.apps.register.entries import entries
from stadspoort.engines.frameworks.library import packaged_library
from stadspoort.engines.frameworks.obstacles import Obstacle, obstacles
from stadspoort.gate.values import legal_day

_PER_PAGE = 25
_COLUMNS = ("Eis", "Kader", "Artikel", "Verplichting", "In de weg", "Van", "Toepassingen", "Doelen",
            "Waarom", "Ergens aangetoond", "Wie kan leveren", "Ontbrekende kenmerken")  # fmt: skip
OUTCOMES = {
    "missing": "geen bewijs",
    "expired": "bewijs verlopen",
    "to_check": "na te gaan bij de bron",
    "contradicted": "tegengesproken",
    "prohibited": "verboden",
    "unknown": "kenmerk onbekend",
}
DELIVERERS = {
    "municipality": "gemeente",
    "supplier": "leverancier",
    "government": "overheid",
    "gate": "poort",
}


@require_safe
@access.requires(Capability.READ_REGISTER)
def report(request: SignedInRequest) -> HttpResponse:
    """Show the requirements that stand in the way today, the commonest first."""
    today = legal_day(timezone.now())
    found = _obstacles(today)
    page = Paginator(found, _PER_PAGE).get_page(request.GET.get("bladzijde"))
    context = {
        "page_of_rows": page,
        "rows": [_row(each) for each in page],
        "unseen": sum(not each.is_seen for each in found),
        "today": today,
    }
    return render(request, "register/obstacles.html", context)


@require_safe
@access.requires(Capability.READ_REGISTER)
def export(_request: SignedInRequest) -> HttpResponse:
    """Hand out all of them as a file for a spreadsheet; no names, no files, only counts."""
    rows = (
        (
            each.requirement,
            each.framework,
            each.article,
            each.obligation,
            str(each.count),
            str(each.asked),
            str(each.applications),
            str(each.uses),
            _why(each),
            "ja" if each.is_seen else "nee",
            _who(each),
            ", ".join(each.missing),
        )
        for each in _obstacles(legal_day(timezone.now()))
    )
    return HttpResponse(
        spreadsheets.as_csv(_COLUMNS, rows),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="terugmelding.csv"'},
    )


def _obstacles(day: date) -> tuple[Obstacle, ...]:
    return obstacles(packaged_library(), known_on(day, entries()).facts, day)


def _row(obstacle: Obstacle) -> dict[str, object]:
    framework, _, version = obstacle.framework.partition("@")
    return {
        "obstacle": obstacle,
        "framework": framework,
        "version": version,
        "why": _why(obstacle),
        "who": _who(obstacle),
    }


def _why(obstacle: Obstacle) -> str:
    counts = sorted(obstacle.outcomes.items(), key=lambda pair: -pair[1])
    return ", ".join(f"{OUTCOMES[name]} ({count})" for name, count in counts)


def _who(obstacle: Obstacle) -> str:
    return ", ".join(DELIVERERS[each] for each in obstacle.deliverers)
