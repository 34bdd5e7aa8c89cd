"""Managing models, purposes and decisions, `/beheer/...`."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from stadspoort.apps.accounts import access
from stadspoort.apps.accounts.access import SignedInRequest
from stadspoort.apps.accounts.roles import Capability
from stadspoort.apps.register import actions, queries
from stadspoort.apps.register.facts import facts_of_model, facts_of_purpose
from stadspoort.apps.register.forms import (
    DecisionForm,
    ModelForm,
    PurposeForm,
    WithdrawForm,
    show_failure,
)
from stadspoort.apps.register.models import Decision, ModelDeployment, Purpose
from stadspoort.errors import StadspoortError
from stadspoort.gate.values import legal_day

_PER_PAGE = 25


@require_safe
@access.requires(Capability.MANAGE_REGISTER)
def models(request: SignedInRequest) -> HttpResponse:
    """List the models."""
    words = request.GET.get("zoek", "").strip()
    sort = request.GET.get("sorteer", "naam")
    page = Paginator(queries.models(words=words, sort=sort), _PER_PAGE).get_page(
        request.GET.get("bladzijde")
    )
    context = {"models_page": page, "words": words, "sort": sort}
    return render(request, "register/models.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@access.requires(Capability.MANAGE_REGISTER)
def add_model(request: SignedInRequest) -> HttpResponse:
    """Add a model."""
    form = ModelForm(request.POST or None)
    if form.is_valid():
        try:
            model = actions.add_model(facts=form.facts(), by=request.user, now=timezone.now())
        except StadspoortError as error:
            show_failure(form, error)
        else:
            messages.success(request, "Het model staat in het register. Neem nu een besluit.")
            return redirect("register:model", model.name)
    return render(request, "register/model_form.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@access.requires(Capability.MANAGE_REGISTER)
def change_model(request: SignedInRequest, model_id: int) -> HttpResponse:
    """Change a model."""
    model = get_object_or_404(ModelDeployment, pk=model_id)
    form = ModelForm(request.POST or None, before=facts_of_model(model))
    if form.is_valid():
        try:
            facts, now = form.facts(), timezone.now()
            actions.change_model(model=model, facts=facts, by=request.user, now=now)
        except StadspoortError as error:
            show_failure(form, error)
        else:
            messages.success(request, "Het model is gewijzigd. Dit geldt binnen 5 seconden.")
            return redirect("register:model", model.name)
    return render(request, "register/model_form.html", {"form": form, "model": model})


@require_POST
@access.requires(Capability.MANAGE_REGISTER)
def switch_model(request: SignedInRequest, model_id: int) -> HttpResponse:
    """Stop a model for everyone, or start it again."""
    model = get_object_or_404(ModelDeployment, pk=model_id)
    is_active = request.POST.get("actief") == "ja"
    actions.set_model_active(model=model, is_active=is_active, by=request.user, now=timezone.now())
    messages.success(request, "Het model is gestart." if is_active else "Het model is gestopt.")
    return redirect("register:model", model.name)


@require_safe
@access.requires(Capability.MANAGE_REGISTER)
def purposes(request: SignedInRequest) -> HttpResponse:
    """List the purposes."""
    words = request.GET.get("zoek", "").strip()
    sort = request.GET.get("sorteer", "titel")
    page = Paginator(queries.purposes(words=words, sort=sort), _PER_PAGE).get_page(
        request.GET.get("bladzijde")
    )
    today = legal_day(timezone.now())
    context = {"purposes_page": page, "words": words, "sort": sort, "today": today}
    return render(request, "register/purposes.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@access.requires(Capability.MANAGE_REGISTER)
def add_purpose(request: SignedInRequest) -> HttpResponse:
    """Add a purpose."""
    form = PurposeForm(request.POST or None)
    if form.is_valid():
        try:
            purpose = actions.add_purpose(facts=form.facts(), by=request.user, now=timezone.now())
        except StadspoortError as error:
            show_failure(form, error)
        else:
            messages.success(request, "Het doel staat in het register. Neem nu een besluit.")
            return redirect("register:purpose", purpose.slug)
    return render(request, "register/purpose_form.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@access.requires(Capability.MANAGE_REGISTER)
def change_purpose(request: SignedInRequest, purpose_id: int) -> HttpResponse:
    """Change a purpose."""
    purpose = get_object_or_404(Purpose, pk=purpose_id)
    form = PurposeForm(request.POST or None, before=facts_of_purpose(purpose))
    if form.is_valid():
        try:
            facts, now = form.facts(), timezone.now()
            actions.change_purpose(purpose=purpose, facts=facts, by=request.user, now=now)
        except StadspoortError as error:
            show_failure(form, error)
        else:
            messages.success(request, "Het doel is gewijzigd. Dit geldt binnen 5 seconden.")
            return redirect("register:purpose", purpose.slug)
    return render(request, "register/purpose_form.html", {"form": form, "purpose": purpose})


@require_POST
@access.requires(Capability.MANAGE_REGISTER)
def switch_purpose(request: SignedInRequest, purpose_id: int) -> HttpResponse:
    """Stop a purpose for everyone, or start it again."""
    purpose = get_object_or_404(Purpose, pk=purpose_id)
    is_active = request.POST.get("actief") == "ja"
    actions.set_purpose_active(
        purpose=purpose, is_active=is_active, by=request.user, now=timezone.now()
    )
    messages.success(request, "Het doel is gestart." if is_active else "Het doel is gestopt.")
    return redirect("register:purpose", purpose.slug)


@require_safe
@access.requires(Capability.MANAGE_REGISTER)
def decisions(request: SignedInRequest) -> HttpResponse:
    """List the decisions, newest first."""
    words = request.GET.get("zoek", "").strip()
    page = Paginator(queries.decisions(words=words), _PER_PAGE).get_page(
        request.GET.get("bladzijde")
    )
    context = {"decisions_page": page, "words": words, "today": legal_day(timezone.now())}
    return render(request, "register/decisions.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@access.requires(Capability.MANAGE_REGISTER)
def decide(request: SignedInRequest) -> HttpResponse:
    """Record a decision about one use."""
    form = DecisionForm(request.POST or None, asked=request.GET.dict())
    if form.is_valid():
        facts = form.facts()
        try:
            actions.decide(
                application=facts.application,
                model=facts.model,
                purpose=facts.purpose,
                allows=facts.allows,
                reason=facts.reason,
                valid_until=facts.valid_until,
                conditions=facts.conditions,
                by=request.user,
                now=timezone.now(),
            )
        except StadspoortError as error:
            show_failure(form, error)
        else:
            messages.success(request, "Het besluit is vastgelegd. Het geldt binnen 5 seconden.")
            return redirect("register:decisions")
    return render(request, "register/decision_form.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@access.requires(Capability.MANAGE_REGISTER)
def withdraw(request: SignedInRequest, decision_id: int) -> HttpResponse:
    """Ask why a decision is taken back, and do it."""
    rows = Decision.objects.select_related("application", "model", "purpose", "author")
    decision = get_object_or_404(rows, pk=decision_id)
    form = WithdrawForm(request.POST or None)
    if form.is_valid():
        reason, now = form.cleaned_data["reason"], timezone.now()
        try:
            actions.withdraw(decision=decision, reason=reason, by=request.user, now=now)
        except StadspoortError as error:
            show_failure(form, error)
        else:
            messages.success(request, "Het besluit is ingetrokken. Het blijft leesbaar.")
            return redirect("register:decisions")
    return render(request, "register/withdraw.html", {"form": form, "decision": decision})
