"""A text to look at, and what a person says of what was found in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from stadspoort.apps.inspection.corrections import (
    OFFICER,
    ORGANISATION,
    RIGHT,
    WRONG,
    Missed,
    name_of,
)
from stadspoort.apps.register.words import kind_choices
from stadspoort.engines.privacy import Finding, Kind
from stadspoort.sandbox.reading import ACCEPTED, LARGEST_UPLOAD

LONGEST_TEXT = 50_000
"""Characters on one page: about seventeen sheets."""

MISSED_ROWS = 6
_LONGEST_VALUE = 200
_SELECT = {"class": "utrecht-select utrecht-select--html-select"}
_TEXTBOX = {"class": "utrecht-textbox utrecht-textbox--html-input"}


class TextForm(forms.Form):
    """A text to paste, or a document to read."""

    text = forms.CharField(
        label="Tekst",
        required=False,
        strip=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 12}),
        error_messages={
            "max_length": "Deze tekst is langer dan 50.000 tekens. Plak een kleiner deel."
        },
    )
    document = forms.FileField(
        label="Of kies een document",
        required=False,
        allow_empty_file=True,  # the reader of documents has a clearer text for an empty file
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        help_text="PDF, Word (docx), e-mail (eml) of tekst.",
    )

    def clean_text(self) -> str:
        """Return the text with line ends as the detector counts them, without NULs."""
        return even(str(self.cleaned_data["text"]))

    def clean_document(self) -> UploadedFile[Any] | None:
        """Return the file, if it is not too large."""
        file: UploadedFile[Any] | None = self.cleaned_data["document"]
        if file and file.size and file.size > LARGEST_UPLOAD:
            message = "Dit bestand is groter dan 50 MB. Kies een kleiner bestand."
            raise forms.ValidationError(message)
        return file

    def clean(self) -> dict[str, Any]:
        """Ask for exactly one of the two."""
        given = super().clean() or {}
        has_text = bool(given.get("text", "").strip())
        if self.errors or has_text != bool(given.get("document")):
            return given
        self.add_error(
            "text",
            "Plak een tekst of kies een document, niet allebei."
            if has_text
            else "Plak een tekst of kies een document.",
        )
        return given


class CorrectionsForm(forms.Form):
    """A verdict on each finding, and rows for what was missed."""

    text = forms.CharField(widget=forms.HiddenInput, strip=False, max_length=LONGEST_TEXT)
    genre = forms.CharField(
        label="Soort tekst",
        required=False,
        max_length=60,
        help_text="Bijvoorbeeld: mailwisseling, gespreksverslag, export.",
    )

    def __init__(self, findings: Sequence[Finding], *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 (Django's signature)
        super().__init__(*args, **kwargs)
        self._names = [name_of(finding) for finding in findings]
        for name, finding in zip(self._names, findings, strict=True):
            self.fields[f"v-{name}"] = forms.ChoiceField(
                choices=_verdicts_on(finding),
                initial=RIGHT,
                label="Klopt dit?",
                widget=forms.Select(attrs=_SELECT),
            )
        for number in range(1, MISSED_ROWS + 1):
            self.fields[f"missed-{number}"] = forms.CharField(
                label=f"Gemiste tekst {number}",
                required=False,
                max_length=_LONGEST_VALUE,
                widget=forms.TextInput(attrs=_TEXTBOX),
            )
            self.fields[f"kind-{number}"] = forms.ChoiceField(
                label=f"Wat is dat? {number}",
                choices=_KINDS,
                initial=str(Kind.PERSOON),
                widget=forms.Select(attrs=_SELECT),
            )

    @property
    def missed_rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """Return the fields for what was missed, in pairs."""
        numbers = range(1, MISSED_ROWS + 1)
        return [(self[f"missed-{number}"], self[f"kind-{number}"]) for number in numbers]

    def verdict_on(self, finding: Finding) -> forms.BoundField:
        """Return the field of one finding."""
        return self[f"v-{name_of(finding)}"]

    def clean_text(self) -> str:
        """Return the text as it was looked at: browsers change line ends when they send."""
        return even(str(self.cleaned_data["text"]))

    def forget_verdicts(self) -> bool:
        """Drop the faults of single verdicts and say whether there were any.

        They come from findings that this page did not show: one message says that.
        """
        faulty = [name for name in self.errors if name.startswith("v-")]
        for name in faulty:
            del self.errors[name]
        return bool(faulty)

    @property
    def verdicts(self) -> Mapping[str, str]:
        """Return the verdict by name of finding."""
        return {name: self.cleaned_data[f"v-{name}"] for name in self._names}

    @property
    def missed(self) -> list[Missed]:
        """Return what was filled in as missed, without the rows that stayed empty."""
        rows = range(1, MISSED_ROWS + 1)
        return [
            Missed(self.cleaned_data[f"missed-{row}"], self.cleaned_data[f"kind-{row}"], row)
            for row in rows
            if self.cleaned_data[f"missed-{row}"]
        ]


def even(text: str) -> str:
    """Return `text` with line feeds as its only line ends, and without NULs."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "\ufffd")


_OFFICER_CHOICE = (OFFICER, "Naam van een ambtsdrager")
_ORGANISATION_CHOICE = (ORGANISATION, "Organisatie")
_KINDS = [
    *[choice for choice in kind_choices() if choice[0] != Kind.GEHEIM],
    _OFFICER_CHOICE,
    _ORGANISATION_CHOICE,
]


def _verdicts_on(finding: Finding) -> list[Any]:
    own = OFFICER if finding.is_officer else str(finding.kind)
    others = [choice for choice in _KINDS if choice[0] != own]
    return [
        (RIGHT, "Klopt"),
        (WRONG, "Geen persoonsgegeven"),
        ("Wel iets, maar:", others),
    ]
