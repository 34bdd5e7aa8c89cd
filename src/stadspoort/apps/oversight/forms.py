"""Forms of oversight."""

from __future__ import annotations

from datetime import date

from django import forms

from stadspoort.apps.gate.labels import GROUP_LABELS, OutcomeGroup
from stadspoort.apps.oversight.event_queries import EVENTS
from stadspoort.apps.oversight.queries import CallFilter, application_names, purpose_titles
from stadspoort.apps.register.models import ModelDeployment

_ALL = ("", "Alle")
_TEXTBOX = "utrecht-textbox utrecht-textbox--html-input"
_SELECT = "utrecht-select utrecht-select--html-select"
_LARGEST_UPLOAD = 50 * 2**20


def _day_input() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date", "class": _TEXTBOX}, format="%Y-%m-%d")


def _select() -> forms.Select:
    return forms.Select(attrs={"class": _SELECT})


class CallFilterForm(forms.Form):
    """What is shown of the calls; the names of the fields stand in the address."""

    van = forms.DateField(label="Van", required=False, widget=_day_input())
    tot = forms.DateField(label="Tot en met", required=False, widget=_day_input())
    doel = forms.ChoiceField(label="Doel", required=False, widget=_select())
    model = forms.ChoiceField(label="Model", required=False, widget=_select())
    toepassing = forms.ChoiceField(label="Toepassing", required=False, widget=_select())
    uitkomst = forms.ChoiceField(
        label="Uitkomst",
        required=False,
        widget=_select(),
        choices=[_ALL, *((group.value, GROUP_LABELS[group][1]) for group in OutcomeGroup)],
    )
    gemaskeerd = forms.BooleanField(label="Alleen met gemaskeerde gegevens", required=False)

    def __init__(self, data: object) -> None:
        super().__init__(data)  # type: ignore[arg-type] # a QueryDict
        models = ModelDeployment.objects.order_by("name").values_list("name", "name")
        self._offer("doel", purpose_titles().items())
        self._offer("model", models)
        self._offer("toepassing", application_names().items())

    def _offer(self, name: str, choices: object) -> None:
        self.fields[name].choices = [_ALL, *choices]  # type: ignore[attr-defined,misc] # a choice field

    @property
    def wanted(self) -> CallFilter:
        """Return the filter; what was not understood filters nothing."""
        if not self.is_valid():
            return CallFilter()
        given = self.cleaned_data
        return CallFilter(
            since=given["van"],
            until=given["tot"],
            purpose=given["doel"],
            model=given["model"],
            application=given["toepassing"],
            outcome=OutcomeGroup(given["uitkomst"]) if given["uitkomst"] else None,
            only_masked=given["gemaskeerd"],
        )

    def address(self) -> dict[str, str]:
        """Return the parameters of this filter; empty ones are left out."""
        wanted = self.wanted
        parts = {
            "van": _day(wanted.since),
            "tot": _day(wanted.until),
            "doel": wanted.purpose,
            "model": wanted.model,
            "toepassing": wanted.application,
            "uitkomst": wanted.outcome.value if wanted.outcome else "",
            "gemaskeerd": "on" if wanted.only_masked else "",
        }
        # An empty "van" means: from the start, not: the usual period.
        return {name: value for name, value in parts.items() if value or name == "van"}


class EventFilterForm(forms.Form):
    """Which events are shown; the names of the fields stand in the address."""

    soort = forms.ChoiceField(
        label="Gebeurtenis",
        required=False,
        widget=_select(),
        choices=[_ALL, *((event.value, event.label) for event in EVENTS)],
    )
    van = forms.DateField(label="Van", required=False, widget=_day_input())
    tot = forms.DateField(label="Tot en met", required=False, widget=_day_input())


class ReasonForm(forms.Form):
    """Why something is asked."""

    reason = forms.CharField(
        label="Reden",
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Wat is er aan de hand, en waarom is dit nodig? Noem geen namen van inwoners.",
    )


class DecisionForm(forms.Form):
    """What the second person says; a refusal needs a reason."""

    reason = forms.CharField(
        label="Toelichting",
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Bij afwijzen is een toelichting nodig.",
    )


class OpeningForm(forms.Form):
    """The key of the FG, for one opening; kept nowhere."""

    key_file = forms.FileField(
        label="Sleutelbestand van de FG",
        help_text="Het bestand fg-sleutel.pem. Het wordt niet bewaard.",
    )
    passphrase = forms.CharField(
        label="Wachtzin",
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        help_text="Alleen de FG kent deze. De wachtzin wordt niet bewaard.",
    )


class VerificationForm(forms.Form):
    """An anchor file that was kept elsewhere, if there is one."""

    anchors = forms.FileField(
        label="Ankerbestand dat elders is bewaard",
        required=False,
        help_text="Daarmee is ook te zien of regels aan het einde zijn afgeknipt.",
    )

    def clean_anchors(self) -> object:
        """Refuse a file that is far too large to hold anchors."""
        upload = self.cleaned_data["anchors"]
        if upload is not None and upload.size > _LARGEST_UPLOAD:
            raise forms.ValidationError(
                "Dit bestand is te groot voor een ankerbestand. Kies het juiste bestand."
            )
        return upload


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
