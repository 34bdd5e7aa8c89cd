"""Reading the register, `/register/`."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from stadspoort.apps import spreadsheets
from stadspoort.apps.accounts import access
from stadspoort.apps.accounts.access import SignedInRequest
from stadspoort.apps.accounts.roles import Capability, may
from stadspoort.apps.register import answers, queries
from stadspoort.apps.register.forms import QuestionForm, SearchForm
from stadspoort.apps.register.models import ModelDeployment, Purpose
from stadspoort.apps.register.uses import Filter, UseRow, use_rows
from stadspoort.apps.register.words import data_class_labels
from stadspoort.gate.values import legal_day

_PER_PAGE = 25
_COLUMNS = ("Toepassing", "Soort", "Leverancier", "Model", "Doel", "Oordeel", "Geldig tot en met",
            "Door een besluit", "Reden", "Voorwaarden", "Staat in de weg")  # fmt: skip


@require_safe
@access.requires(Capability.READ_REGISTER)
def home(request: SignedInRequest) -> HttpResponse:
    """Show what holds per use, and the question that most people come with."""
    sort = request.GET.get("sorteer", "oordeel")  # what may be used comes first
    search = SearchForm(request.GET)
    rows = use_rows(search.asked(sort), on=legal_day(timezone.now()))
    page = Paginator(rows, _PER_PAGE).get_page(request.GET.get("bladzijde"))
    context = {"search": search, "question": QuestionForm(), "page_of_rows": page, "sort": sort}
    context["address"] = request.GET.urlencode()
    return render(request, "register/home.html", context)


@require_safe
@access.requires(Capability.READ_REGISTER)
def export(request: SignedInRequest) -> HttpResponse:
    """Hand out the rows that were asked as a file for a spreadsheet."""
    asked = SearchForm(request.GET).asked(request.GET.get("sorteer", "oordeel"))
    rows = use_rows(asked, on=legal_day(timezone.now()))
    return HttpResponse(
        spreadsheets.as_csv(_COLUMNS, map(_values, rows)),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="register.csv"'},
    )


@require_safe
@access.requires(Capability.READ_REGISTER)
def question(request: SignedInRequest) -> HttpResponse:
    """Answer whether an application may be used, with a model, for a purpose."""
    form = QuestionForm(request.GET)
    if not form.is_valid():
        return render(request, "register/question.html", {"question": form})
    model = form.cleaned_data["model"]
    answer = answers.answer(
        form.cleaned_data["toepassing"].slug,
        model.name if model else None,
        form.cleaned_data["voor_doel"].slug,
        now=timezone.now(),
    )
    context = {"question": form, "answer": answer, "asked": form.cleaned_data}
    return render(request, "register/question.html", context)


@require_safe
@access.requires(Capability.READ_REGISTER)
def model(request: SignedInRequest, name: str) -> HttpResponse:
    """Show one model, what holds for it and what was decided."""
    row = get_object_or_404(ModelDeployment.objects.select_related("supplier"), name=name)
    context = _about(Filter(model=name), queries.history(model=row))
    context["data_classes"] = data_class_labels(frozenset(row.data_classes))
    context["warnings"] = queries.model_warnings(row)
    context["may_manage"] = may(request.roles, Capability.MANAGE_REGISTER)
    return render(request, "register/model.html", {"model": row, **context})


@require_safe
@access.requires(Capability.READ_REGISTER)
def purpose(request: SignedInRequest, slug: str) -> HttpResponse:
    """Show one purpose, what may be used for it and what was decided."""
    row = get_object_or_404(Purpose.objects.select_related("owner"), slug=slug)
    # What holds for all purposes is the same list on every page: the register has it.
    about = use_rows(Filter(purpose=slug, sort="oordeel"), on=legal_day(timezone.now()))
    context: dict[str, object] = {
        "rows": [use for use in about if use.purpose],
        "history": queries.history(purpose=row),
    }
    context["data_classes"] = data_class_labels(frozenset(row.data_classes))
    context["may_manage"] = may(request.roles, Capability.MANAGE_REGISTER)
    return render(request, "register/purpose.html", {"purpose": row, **context})


@require_safe
@access.requires(Capability.READ_REGISTER)
def supplier(request: SignedInRequest, slug: str) -> HttpResponse:
    """Show one supplier with its applications and models."""
    row = queries.supplier_by_slug(slug)
    if row is None:
        raise Http404
    rows = use_rows(Filter(supplier=slug), on=legal_day(timezone.now()))
    return render(request, "register/supplier.html", {"supplier": row, "rows": rows})


def _about(asked: Filter, history: queries.History) -> dict[str, object]:
    return {"rows": use_rows(asked, on=legal_day(timezone.now())), "history": history}


def _values(row: UseRow) -> tuple[str, ...]:
    return (
        row.application_name,
        row.kind,
        row.supplier_name,
        row.model_label,
        row.purpose_label,
        row.standing_label,
        row.until.isoformat() if row.until else "",
        "ja" if row.by_person else "nee",
        row.reason,
        " / ".join(row.conditions),
        row.obstacle,
    )
