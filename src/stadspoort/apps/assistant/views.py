"""The screens of the assistant."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator
from typing import Any
from uuid import UUID

from asgiref.sync import sync_to_async
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    StreamingHttpResponse,
)
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from stadspoort.apps.accounts import access
from stadspoort.apps.accounts.access import SignedInRequest
from stadspoort.apps.accounts.roles import Capability
from stadspoort.apps.assistant import actions, answering, exporting, pages, queries, upkeep
from stadspoort.apps.assistant.forms import FirstQuestionForm, QuestionForm
from stadspoort.apps.assistant.models import Conversation, Turn
from stadspoort.errors import StadspoortError
from stadspoort.sandbox.reading import ReadUpload, read_upload

_NDJSON = "application/x-ndjson"
_PER_PAGE = 20


@require_safe
@access.requires(Capability.USE_ASSISTANT)
def index(request: SignedInRequest) -> HttpResponse:
    """Show the employee's conversations."""
    paginator = Paginator(queries.recent(request.user), _PER_PAGE)
    page = paginator.get_page(request.GET.get("bladzijde"))
    rows = queries.conversation_rows(list(page))
    return render(request, "assistant/index.html", {"rows": rows, "conversations": page})


@require_http_methods(["GET", "HEAD", "POST"])
@access.requires(Capability.USE_ASSISTANT)
async def new(request: SignedInRequest) -> HttpResponseBase:
    """Show the form for a new conversation; a first question starts it."""
    outcome = await sync_to_async(_new)(request)
    return await _answered(request, outcome) if isinstance(outcome, Turn) else outcome


def _new(request: SignedInRequest) -> Turn | HttpResponse:
    now = timezone.now()
    choices = queries.purpose_choices(request.user, now=now)
    if request.method != "POST":
        return render(
            request, "assistant/new.html", pages.new_page(FirstQuestionForm(choices), choices)
        )
    form = FirstQuestionForm(choices, request.POST, request.FILES)
    uploads = _read(form) if form.is_valid() else []
    if form.is_valid():
        try:
            return actions.start_conversation(
                owner=request.user,
                purpose=form.cleaned_data["purpose"],
                model=form.cleaned_data["model"],
                question=form.cleaned_data["question"],
                uploads=uploads,
                now=now,
            )
        except StadspoortError as error:
            pages.add_error(form, error)
    return render(request, "assistant/new.html", pages.new_page(form, choices), status=400)


@require_safe
@access.requires(Capability.USE_ASSISTANT)
def detail(request: SignedInRequest, conversation_id: UUID) -> HttpResponse:
    """Show a conversation."""
    conversation = _own(request, conversation_id)
    upkeep.give_up_dead(conversation, now=timezone.now())
    page = pages.conversation_page(conversation, QuestionForm())
    return render(request, "assistant/conversation.html", page)


@require_POST
@access.requires(Capability.USE_ASSISTANT)
async def ask(request: SignedInRequest, conversation_id: UUID) -> HttpResponseBase:
    """Ask a next question in a conversation."""
    outcome = await sync_to_async(_ask)(request, conversation_id)
    return await _answered(request, outcome) if isinstance(outcome, Turn) else outcome


def _ask(request: SignedInRequest, conversation_id: UUID) -> Turn | HttpResponse:
    conversation = _own(request, conversation_id)
    now = timezone.now()
    upkeep.give_up_dead(conversation, now=now)
    form = QuestionForm(request.POST, request.FILES)
    uploads = _read(form) if form.is_valid() else []
    if form.is_valid():
        try:
            return actions.ask(
                conversation=conversation,
                question=form.cleaned_data["question"],
                uploads=uploads,
                by=request.user,
                now=now,
            )
        except StadspoortError as error:
            pages.add_error(form, error)
    page = pages.conversation_page(conversation, form)
    return render(request, "assistant/conversation.html", page, status=400)


@require_safe
@access.requires(Capability.USE_ASSISTANT)
def turn(request: SignedInRequest, conversation_id: UUID, number: int) -> HttpResponse:
    """Show one turn alone: while it is being written, a page asks for it again and again."""
    conversation = _own(request, conversation_id)
    upkeep.give_up_dead(conversation, now=timezone.now())
    found = get_object_or_404(conversation.turns, number=number)
    return render(request, "assistant/_turn.html", pages.turn_part(conversation, found))


@require_safe
@access.requires(Capability.USE_ASSISTANT)
def seen(request: SignedInRequest, conversation_id: UUID, number: int) -> HttpResponse:
    """Show what the model saw beside what the employee gave."""
    conversation = _own(request, conversation_id)
    found = get_object_or_404(conversation.turns, number=number)
    return render(request, "assistant/seen.html", pages.seen_page(conversation, found))


@require_safe
@access.requires(Capability.USE_ASSISTANT)
def document(request: SignedInRequest, conversation_id: UUID, number: int) -> HttpResponse:
    """Show the text of a document, by place."""
    conversation = _own(request, conversation_id)
    found = get_object_or_404(conversation.documents, number=number)
    return render(request, "assistant/document.html", pages.document_page(conversation, found))


@require_POST
@access.requires(Capability.USE_ASSISTANT)
async def stop(request: SignedInRequest, conversation_id: UUID, number: int) -> HttpResponse:
    """End an answer that is being written; what is there stays."""
    found = await sync_to_async(_own_turn)(request, conversation_id, number)
    await answering.stop(found.pk)
    if _NDJSON in request.headers.get("Accept", ""):
        return HttpResponse(status=204)  # the page that reads the answer sees it end
    return redirect(_address(found))


@require_POST
@access.requires(Capability.USE_ASSISTANT)
def rate(request: SignedInRequest, conversation_id: UUID, number: int) -> HttpResponse:
    """Store whether an answer was of use; the same choice again takes it back."""
    found = _own_turn(request, conversation_id, number)
    chosen = {"goed": 1, "slecht": -1}.get(request.POST.get("oordeel", ""))
    rating = None if chosen == found.rating else chosen
    actions.rate(turn=found, rating=rating, by=request.user, now=timezone.now())
    found.refresh_from_db()
    thanks = "Dank u, uw oordeel is bewaard." if rating else "Uw oordeel is weggehaald."
    if request.htmx:  # type: ignore[attr-defined] # set by HtmxMiddleware
        part = pages.turn_part(found.conversation, found) | {"thanks": thanks}
        return render(request, "assistant/_turn.html", part)
    messages.success(request, thanks)
    return redirect(_address(found))


@require_safe
@access.requires(Capability.USE_ASSISTANT)
def export(request: SignedInRequest, conversation_id: UUID) -> HttpResponse:
    """Give a conversation as a text file."""
    conversation = _own(request, conversation_id)
    text = exporting.as_text(conversation)
    return HttpResponse(
        text,
        content_type="text/markdown; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="gesprek-{conversation.pk}.md"'},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@access.requires(Capability.USE_ASSISTANT)
def delete(request: SignedInRequest, conversation_id: UUID) -> HttpResponse:
    """Ask whether a conversation may go for good; then delete it."""
    conversation = _own(request, conversation_id)
    if request.method == "POST":
        actions.delete_conversation(conversation=conversation, by=request.user, now=timezone.now())
        messages.success(request, "Het gesprek en de documenten zijn verwijderd.")
        return redirect("assistant:index")
    return render(request, "assistant/delete.html", pages.delete_page(conversation))


def _own(request: SignedInRequest, conversation_id: UUID) -> Conversation:
    return get_object_or_404(queries.visible_to(request.user), pk=conversation_id)


def _own_turn(request: SignedInRequest, conversation_id: UUID, number: int) -> Turn:
    return get_object_or_404(_own(request, conversation_id).turns, number=number)


def _address(turn: Turn) -> str:
    return f"{reverse('assistant:detail', args=[turn.conversation_id])}#beurt-{turn.number}"


def _read(form: QuestionForm) -> list[ReadUpload]:
    """Return the uploads as text; each that cannot be read makes the form invalid, by its name."""
    uploads = []
    for upload in form.cleaned_data["documents"]:
        name = upload.name or ""
        try:
            uploads.append(read_upload(upload.read(), name))
        except StadspoortError as error:
            pages.add_error(form, error, file=name)
    return uploads


async def _answered(request: HttpRequest, turn: Turn) -> HttpResponseBase:
    """Begin the answer; stream it to a page that can show it, else wait and show the page."""
    being_written = answering.begin(turn)
    if _NDJSON in request.headers.get("Accept", ""):
        return StreamingHttpResponse(_lines(being_written), content_type=_NDJSON)
    async for _ in being_written.follow():
        pass
    return redirect(_address(turn))


async def _lines(being_written: answering.Answering) -> AsyncGenerator[bytes]:
    turn = being_written.turn
    yield _line({"stop": reverse("assistant:stop", args=[turn.conversation_id, turn.number])})
    async for text in being_written.follow():
        yield _line({"text": text})
    yield _line({"location": _address(turn)})


def _line(value: dict[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode() + b"\n"
