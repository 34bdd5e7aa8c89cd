"""Forms of the frameworks: which difference, and what to adopt."""

from __future__ import annotations

from typing import Any

from django import forms

from stadspoort.engines.frameworks.library import packaged_library

ADOPT, SET_ASIDE = "adopt", "set_aside"


def _versions() -> list[tuple[str, str]]:
    return [(each.name, f"{each.title}, {each.version}") for each in packaged_library().versions]


class DifferenceForm(forms.Form):
    """Two versions to hold beside each other."""

    van = forms.ChoiceField(label="Versie", choices=_versions)
    naar = forms.ChoiceField(label="Vergelijk met", choices=_versions)


class AdoptionForm(forms.Form):
    """Adopt a version or one requirement of it, or set it aside until a day."""

    requirement = forms.CharField(required=False, max_length=80, widget=forms.HiddenInput)
    what = forms.ChoiceField(
        label="Wat stelt u voor?",
        choices=[
            (ADOPT, "Overnemen: de eis telt mee, ook voor een positief oordeel"),
            (SET_ASIDE, "Opzijzetten: de eis telt niet mee, met reden en einddatum"),
        ],
        widget=forms.RadioSelect,
    )
    advice = forms.CharField(label="Op advies van", required=False, max_length=300)
    reason = forms.CharField(
        label="Reden", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Verplicht bij opzijzetten.",
    )  # fmt: skip
    until = forms.DateField(
        label="Tot en met",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text="Verplicht bij opzijzetten.",
    )

    def clean(self) -> dict[str, Any]:
        """Return the choices; what is set aside has a reason and an end."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("what") == SET_ASIDE:
            for name in ("reason", "until"):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, "Vul dit in: een eis opzijzetten vraagt reden en einde.")
        return cleaned


class WithdrawForm(forms.Form):
    """Why a proposal or adoption is taken back."""

    reason = forms.CharField(
        label="Reden", max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )  # fmt: skip
