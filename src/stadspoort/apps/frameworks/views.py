"""Frameworks, `/kaders/`: their text, versions and differences, and adopting them by two people."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from stadspoort.apps import failures, spreadsheets
from stadspoort.apps.accounts import access
from stadspoort.apps.accounts.access import SignedInRequest
from stadspoort.apps.accounts.roles import Capability, may
from stadspoort.apps.frameworks import adoption_actions, adoption_queries, library_pages
from stadspoort.apps.frameworks.forms import (
    ADOPT,
    AdoptionForm,
    DifferenceForm,
    WithdrawForm,
)
from stadspoort.apps.frameworks.models import Adoption
from stadspoort.engines.frameworks.library import (
    FrameworkVersion,
    UnknownVersionError,
    packaged_library,
)
from stadspoort.errors import StadspoortError
from stadspoort.gate.values import legal_day

_COLUMNS = ("Eis", "Artikel", "Verplichting", "Gevolg", "Controle", "Bewijs", "Vanaf", "Tot en met",
            "Zekerheid van de datum", "Stand", "Wie")  # fmt: skip


@require_safe
@access.requires(Capability.READ_REGISTER)
def frameworks(request: SignedInRequest) -> HttpResponse:
    """Show every framework with its versions, and what waits for a second pair of eyes."""
    context = {
        "rows": library_pages.version_rows(on=legal_day(timezone.now())),
        "difference": DifferenceForm(),
        "waiting": adoption_queries.waiting(),
        "may_adopt": may(request.roles, Capability.ADOPT_FRAMEWORKS),
    }
    return render(request, "frameworks/frameworks.html", context)


@require_safe
@access.requires(Capability.READ_REGISTER)
def version(request: SignedInRequest, framework: str, number: str) -> HttpResponse:
    """Show one version: sources, requirements with their dates, what was adopted."""
    found = _found(f"{framework}@{number}")
    context = {
        "version": found,
        "kind": library_pages.KINDS[str(found.kind)],
        "sources": library_pages.sources(found),
        "rows": library_pages.requirement_rows(found, on=legal_day(timezone.now())),
        "history": adoption_queries.of_version(framework, number),
        "may_adopt": may(request.roles, Capability.ADOPT_FRAMEWORKS),
    }
    return render(request, "frameworks/version.html", context)


@require_safe
@access.requires(Capability.READ_REGISTER)
def export(request: SignedInRequest, framework: str, number: str) -> HttpResponse:
    """Hand out the requirements of a version as a file for a spreadsheet."""
    found = _found(f"{framework}@{number}")
    rows = library_pages.requirement_rows(found, on=legal_day(timezone.now()))
    name = f"{framework}-{number}.csv"
    return HttpResponse(
        spreadsheets.as_csv(_COLUMNS, (line for row in rows for line in _lines(row))),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@require_safe
@access.requires(Capability.READ_REGISTER)
def difference(request: SignedInRequest) -> HttpResponse:
    """Show what one version changes against another."""
    form = DifferenceForm(request.GET or None)
    context: dict[str, object] = {"difference": form}
    if form.is_valid():
        old, new = (_found(form.cleaned_data[name]) for name in ("van", "naar"))
        context |= {"old": old, "new": new, "rows": library_pages.change_rows(old, new)}
    return render(request, "frameworks/difference.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@access.requires(Capability.ADOPT_FRAMEWORKS)
def propose(request: SignedInRequest, framework: str, number: str) -> HttpResponse:
    """Propose to adopt a version or one requirement, or to set it aside."""
    found = _found(f"{framework}@{number}")
    asked = request.GET.get("eis", "")
    form = AdoptionForm(request.POST or None, initial={"requirement": asked, "what": ADOPT})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            adoption_actions.propose_adoption(
                framework=framework,
                version=number,
                requirement=data["requirement"],
                adopted=data["what"] == ADOPT,
                reason=data["reason"],
                advice=data["advice"],
                until=data["until"],
                by=request.user,
                now=timezone.now(),
            )
        except StadspoortError as error:
            failures.show(form, error, {})
        else:
            messages.success(request, "Voorgesteld. Het telt als een ander het bevestigt.")
            return redirect("frameworks:version", framework, number)
    context = {"form": form, "version": found, "requirement": _requirement(found, form)}
    status = 422 if form.errors else 200
    return render(request, "frameworks/propose.html", context, status=status)


@require_POST
@access.requires(Capability.ADOPT_FRAMEWORKS)
def confirm(request: SignedInRequest, number: int) -> HttpResponse:
    """Confirm what another person proposed."""
    row = get_object_or_404(Adoption, pk=number)
    try:
        adoption_actions.confirm_adoption(adoption=row, by=request.user, now=timezone.now())
    except StadspoortError as error:
        messages.error(request, failures.sentence(error))
    else:
        messages.success(request, "Bevestigd. Binnen 5 seconden rekent de poort ermee.")
    return redirect("frameworks:version", row.framework, row.version)


@require_http_methods(["GET", "HEAD", "POST"])
@access.requires(Capability.ADOPT_FRAMEWORKS)
def withdraw(request: SignedInRequest, number: int) -> HttpResponse:
    """Take a proposal or adoption back, with a reason; it stays readable."""
    row = get_object_or_404(Adoption, pk=number)
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            adoption_actions.withdraw_adoption(
                adoption=row, reason=form.cleaned_data["reason"], by=request.user,
                now=timezone.now(),
            )  # fmt: skip
        except StadspoortError as error:
            failures.show(form, error, {})
        else:
            messages.success(request, "Ingetrokken. Binnen 5 seconden rekent de poort ermee.")
            return redirect("frameworks:version", row.framework, row.version)
    status = 422 if form.errors else 200
    return render(request, "frameworks/withdraw.html", {"form": form, "row": row}, status=status)


def _found(name: str) -> FrameworkVersion:
    try:
        return packaged_library().named(name)
    except UnknownVersionError as error:
        raise Http404 from error


def _requirement(found: FrameworkVersion, form: AdoptionForm) -> object:
    asked = form["requirement"].value()
    return next((each for each in found.requirements if each.id == asked), None)


def _lines(row: library_pages.RequirementRow) -> list[tuple[str, ...]]:
    return [
        (
            row.id,
            row.article,
            row.obligation,
            row.severity,
            row.check,
            " / ".join(row.evidence),
            period.first.isoformat(),
            period.last.isoformat() if period.last else "",
            period.certainty,
            row.state,
            row.said,
        )
        for period in row.periods
    ]
