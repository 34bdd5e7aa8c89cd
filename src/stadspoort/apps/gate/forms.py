"""The form that makes a key."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django import forms

from stadspoort.apps.accounts.models import User
from stadspoort.apps.register.models import Application, Purpose
from stadspoort.gate.values import end_of

_LONGEST = timedelta(days=3 * 366)


if TYPE_CHECKING:  # generic for the type checker, not when it runs
    _OneUser = forms.ModelChoiceField[User]
    _OneApplication = forms.ModelChoiceField[Application]
    _ManyPurposes = forms.ModelMultipleChoiceField[Purpose]
else:
    _OneUser = _OneApplication = forms.ModelChoiceField
    _ManyPurposes = forms.ModelMultipleChoiceField


class _Person(_OneUser):
    def label_from_instance(self, obj: User) -> str:
        """Show a person by name."""
        return obj.display_name


class _PurposeChoice(_ManyPurposes):
    def label_from_instance(self, obj: Purpose) -> str:
        """Show a purpose by its title."""
        return obj.title


class _ApplicationChoice(_OneApplication):
    def label_from_instance(self, obj: Application) -> str:
        """Show an application by name."""
        return obj.name


class KeyForm(forms.Form):
    """Which application gets access, for what, and who answers for it."""

    application = _ApplicationChoice(
        label="Toepassing",
        queryset=Application.objects.none(),
        to_field_name="slug",
        empty_label="Kies een toepassing",
        help_text="Elke toepassing heeft een eigen sleutel. Zo is elke aanroep te herleiden.",
    )
    purposes = _PurposeChoice(
        label="Doelen",
        queryset=Purpose.objects.none(),
        to_field_name="slug",
        widget=forms.CheckboxSelectMultiple,
        help_text="De toepassing mag alleen deze doelen noemen.",
    )
    owner = _Person(
        label="Eigenaar",
        queryset=User.objects.none(),
        empty_label="Kies een collega",
        help_text="Deze collega is aanspreekbaar op het gebruik van de sleutel.",
    )
    expires_on = forms.DateField(
        label="Geldig tot en met",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="Na deze dag werkt de sleutel niet meer.",
    )

    def __init__(self, data: object = None, *, today: date) -> None:
        super().__init__(data, initial={"expires_on": today + timedelta(days=365)})  # type: ignore[arg-type] # a QueryDict or None
        self._today = today
        self.fields["application"].queryset = Application.objects.order_by("name")  # type: ignore[attr-defined] # a model choice
        self.fields["purposes"].queryset = Purpose.objects.order_by("title")  # type: ignore[attr-defined] # a model choice
        self.fields["owner"].queryset = User.objects.filter(  # type: ignore[attr-defined] # a model choice
            is_active=True, is_system=False
        ).order_by("display_name")

    def clean_expires_on(self) -> date:
        """Refuse a day that is over, or so far away that nobody will think of the key."""
        day: date = self.cleaned_data["expires_on"]
        if day < self._today:
            raise forms.ValidationError("Deze dag is al voorbij. Kies een latere dag.")
        if day > self._today + _LONGEST:
            raise forms.ValidationError("Dit is te ver weg. Kies een dag binnen drie jaar.")
        return day

    @property
    def expires_at(self) -> datetime:
        """Return the moment after the last day, in the Netherlands."""
        return end_of(self.cleaned_data["expires_on"])
