"""One application with its verdicts, and one use with every requirement that was looked at."""

from __future__ import annotations

from django import forms
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from stadspoort.apps.accounts import access
from stadspoort.apps.accounts.access import SignedInRequest
from stadspoort.apps.accounts.roles import Capability, may
from stadspoort.apps.frameworks.finding_rows import OUTCOMES, FindingRow, missing, rests_on
from stadspoort.apps.register import queries
from stadspoort.apps.register.compiled import evidence
from stadspoort.apps.register.models import Application
from stadspoort.apps.register.use_pages import Use, judged, uses_of
from stadspoort.apps.register.uses import Filter, use_rows
from stadspoort.gate.values import legal_day

_USES_PER_PAGE = 10
_ROWS_PER_PAGE = 25


class TraceForm(forms.Form):
    """Which requirements of a use are shown."""

    zoek = forms.CharField(
        label="Zoek in eisen", required=False, max_length=80,
        widget=forms.TextInput(attrs={"type": "search"}),
    )  # fmt: skip
    uitkomst = forms.ChoiceField(
        label="Uitkomst",
        required=False,
        choices=[
            ("", "Alle uitkomsten"),
            *((outcome.value, label) for outcome, (_, label) in OUTCOMES.items()),
        ],
    )

    def keeps(self, row: FindingRow) -> bool:
        """Say whether a row is asked; a wrong choice asks for all."""
        asked = self.cleaned_data if self.is_valid() else {}
        text = f"{row.requirement} {row.article} {row.obligation} {row.framework}".lower()
        return asked.get("uitkomst", "") in ("", row.outcome) and all(
            word in text for word in asked.get("zoek", "").lower().split()
        )


@require_safe
@access.requires(Capability.READ_REGISTER)
def application(request: SignedInRequest, slug: str) -> HttpResponse:
    """Show one application: the verdict per use, why, what is missing and what was decided."""
    row = get_object_or_404(Application.objects.select_related("supplier"), slug=slug)
    today = legal_day(timezone.now())
    known = evidence(today)
    uses = uses_of(row, known)
    page = Paginator(uses, _USES_PER_PAGE).get_page(request.GET.get("bladzijde"))
    shown = [judged(row, use, known) for use in page.object_list]
    context = {
        "application": row,
        "page_of_uses": page,
        "uses": shown,
        "missing": missing(each for use in shown for each in use.ruling.trace),
        "rests_on": rests_on(use.ruling for use in shown),
        "is_adopted": known.rulings.known.is_adopted,
        "rows": [
            each
            for each in use_rows(Filter(application=slug), on=today)
            if not (each.model and each.purpose)
        ],
        "history": queries.history(application=row),
        "may_manage": may(request.roles, Capability.MANAGE_REGISTER),
    }
    return render(request, "register/application.html", context)


@require_safe
@access.requires(Capability.READ_REGISTER)
def use(request: SignedInRequest, slug: str) -> HttpResponse:
    """Show one use: what holds, and every requirement that was looked at."""
    row = get_object_or_404(Application, slug=slug)
    known = evidence(legal_day(timezone.now()))
    found = judged(row, _asked(request, uses_of(row, known)), known)
    form = TraceForm(request.GET)
    rows = [each for each in found.trace if form.keeps(each)]
    context = {
        "application": row,
        "use": found,
        "form": form,
        "page_of_rows": Paginator(rows, _ROWS_PER_PAGE).get_page(request.GET.get("bladzijde")),
        "rests_on": rests_on([found.ruling]),
        "is_adopted": known.rulings.known.is_adopted,
    }
    return render(request, "register/use.html", context)


def _asked(request: SignedInRequest, uses: list[Use]) -> Use:
    """Return the use that the address names.

    Raises:
        Http404: If the application has no such use.
    """
    asked = (request.GET.get("doel", ""), request.GET.get("model", ""))
    for each in uses:
        if (each.purpose, each.model) == asked:
            return each
    raise Http404
