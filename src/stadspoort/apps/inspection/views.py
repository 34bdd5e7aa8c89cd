"""The screen "Wat ziet de poort?". Nothing of a text is stored or logged."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from asgiref.sync import async_to_sync
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from stadspoort.apps.accounts import access
from stadspoort.apps.accounts.access import SignedInRequest
from stadspoort.apps.accounts.roles import Capability
from stadspoort.apps.gate import runtime
from stadspoort.apps.inspection import pages
from stadspoort.apps.inspection.corrections import corrected
from stadspoort.apps.inspection.errors import FindingsChangedError, TextTooLongError
from stadspoort.apps.inspection.forms import LONGEST_TEXT, CorrectionsForm, TextForm, even
from stadspoort.engines.privacy import Finding
from stadspoort.engines.privacy.measure import GoldText
from stadspoort.errors import StadspoortError
from stadspoort.sandbox.reading import read_upload

_TEMPLATE = "inspection/look.html"


@require_http_methods(["GET", "HEAD", "POST"])
@access.requires(Capability.TRY_DETECTOR)
def look(request: SignedInRequest) -> HttpResponse:
    """Show the form; with a text, what the gate would mask in it, and why."""
    form = TextForm(request.POST or None, request.FILES or None)
    if request.method != "POST":
        return render(request, _TEMPLATE, pages.empty_page(form))
    try:
        if form.is_valid():
            text = _text_of(form)
            return render(request, _TEMPLATE, _looked_at(form, text, _findings_in(text)))
    except StadspoortError as error:
        pages.add_error(form, error, "document" if form.cleaned_data["document"] else None)
    return render(request, _TEMPLATE, pages.empty_page(form), status=400)


@require_POST
@access.requires(Capability.TRY_DETECTOR)
def test_case(request: SignedInRequest) -> HttpResponse:
    """Give the text with the right marks as a file that the measure reads."""
    text = even(request.POST.get("text", ""))[:LONGEST_TEXT]
    findings = _findings_in(text)
    if len(findings) > pages.MOST_TO_CORRECT:  # a form of that many fields was never shown
        page = _looked_at(TextForm(initial={"text": text}), text, findings)
        return render(request, _TEMPLATE, page, status=400)
    form = CorrectionsForm(findings, request.POST)
    if form.forget_verdicts():
        pages.add_error(form, FindingsChangedError(findings=len(findings)))
    if form.is_valid():
        try:
            marks = corrected(text, findings, form.verdicts, form.missed)
        except StadspoortError as error:
            pages.add_error(form, error)
        else:
            name = f"geval-{hashlib.sha256(text.encode()).hexdigest()[:8]}"
            case = GoldText(name, form.cleaned_data["genre"], text, tuple(marks))
            return HttpResponse(
                case.as_json_line(),
                content_type="application/jsonl; charset=utf-8",
                headers={"Content-Disposition": f'attachment; filename="{name}.jsonl"'},
            )
    page = pages.looked_page(TextForm(initial={"text": text}), text, findings, form)
    return render(request, _TEMPLATE, page, status=400)


def _looked_at(form: TextForm, text: str, findings: Sequence[Finding]) -> dict[str, object]:
    is_many = len(findings) > pages.MOST_TO_CORRECT
    corrections = None if is_many else CorrectionsForm(findings, initial={"text": text})
    return pages.looked_page(form, text, findings, corrections)


def _text_of(form: TextForm) -> str:
    """Return what was pasted, or the text of the document, its pages under each other.

    Raises:
        TextTooLongError: If it is more than one page can show.
        DocumentError, SandboxError: If the document cannot be read.
    """
    upload = form.cleaned_data["document"]
    if not upload:
        return str(form.cleaned_data["text"])
    read = read_upload(upload.read(), upload.name or "")
    text = even("\n\n".join(page.text for page in read.pages))
    if len(text) > LONGEST_TEXT:
        raise TextTooLongError(characters=len(text), most=LONGEST_TEXT)
    return text


def _findings_in(text: str) -> list[Finding]:
    """Return what the running gate finds: with its lists and limits, not those of a copy."""
    (findings,) = async_to_sync(runtime.current().scanner.scan)([text])
    return findings
