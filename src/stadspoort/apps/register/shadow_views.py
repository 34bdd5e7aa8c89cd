"""Shadow use, `/register/schaduwgebruik/`. Of an uploaded log nothing is kept."""

from __future__ import annotations

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from stadspoort.apps import failures, spreadsheets
from stadspoort.apps.accounts import access
from stadspoort.apps.accounts.access import SignedInRequest
from stadspoort.apps.accounts.roles import Capability
from stadspoort.apps.register import answers
from stadspoort.apps.register import shadow as shadow_use
from stadspoort.errors import StadspoortError
from stadspoort.gate.values import legal_day
from stadspoort.sandbox.reading import LARGEST_UPLOAD, read_traffic_log

_TEMPLATE = "register/shadow.html"
_COLUMNS = ("Host", "Actie", "Diensten", "Open voor")


class LogForm(forms.Form):
    """One file: the log."""

    log = forms.FileField(
        label="Proxy- of DNS-log",
        help_text="CSV met een kop en een kolom met hosts of webadressen, zo mogelijk ook met "
        "aantallen. Hoogstens 50 MB.",
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.log"}),
    )

    def clean_log(self) -> UploadedFile[bytes]:
        """Return the file; refuse one that is too large."""
        file: UploadedFile[bytes] = self.cleaned_data["log"]
        if file.size and file.size > LARGEST_UPLOAD:
            raise forms.ValidationError(
                "Dit bestand is groter dan 50 MB. Kies een kortere periode."
            )
        return file


@require_http_methods(["GET", "HEAD", "POST"])
@access.requires(Capability.SEE_SHADOW_USE)
def shadow(request: SignedInRequest) -> HttpResponse:
    """Show the form; with a log, which services it shows and what the register says of them."""
    form = LogForm(request.POST or None, request.FILES or None)
    context: dict[str, object] = {
        "form": form,
        "as_of": shadow_use.services_as_of(),
        "number": shadow_use.number_of_free_services(),
    }
    if request.method != "POST":
        return render(request, _TEMPLATE, context)
    if not form.is_valid():
        return render(request, _TEMPLATE, context, status=422)
    now = timezone.now()
    try:
        reading = read_traffic_log(form.cleaned_data["log"].read())
    except StadspoortError as error:
        failures.show(form, error, {})
        return render(request, _TEMPLATE, context, status=422)
    shadow_use.record_reading(reading, by=request.user, now=now)
    today = legal_day(now)
    context |= {
        "reading": reading,
        "seen": shadow_use.seen_services(reading, on=today),
        "allowed": answers.allowed_applications(on=today),
    }
    return render(request, _TEMPLATE, context)


@require_safe
@access.requires(Capability.SEE_SHADOW_USE)
def block_list(request: SignedInRequest) -> HttpResponse:
    """Hand out the hosts to block, with the exceptions, as a file for a spreadsheet."""
    rows = (
        (
            line.host,
            "blokkeren" if line.is_blocked else "uitzondering",
            ", ".join(line.services),
            ", ".join(line.kept_for),
        )
        for line in shadow_use.blocks(on=legal_day(timezone.now()))
    )
    return HttpResponse(
        spreadsheets.as_csv(_COLUMNS, rows),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="blokkeerlijst.csv"'},
    )
