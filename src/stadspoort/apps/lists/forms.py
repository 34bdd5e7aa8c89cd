"""Uploading lists: a file per list, or the wish to take a list away."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from stadspoort.engines.privacy.lists import FILES, ListFile

_LARGEST = 64 * 1024 * 1024


class ListsForm(forms.Form):
    """A file field and a check box for each list; what is left empty stays as it is."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 (Django's signature)
        super().__init__(*args, **kwargs)
        for kind in FILES:
            self.fields[_file_field(kind)] = forms.FileField(
                label=kind.label,
                required=False,
                allow_empty_file=True,  # the reader of lists has a clearer text for an empty file
                help_text=f"Kolommen: {_columns(kind)}.",
                widget=forms.FileInput(attrs={"accept": ".csv,.txt"}),
            )
        self.fields["remove"] = forms.MultipleChoiceField(
            label="Lijsten weghalen",
            required=False,
            choices=[(kind.name, kind.label) for kind in FILES],
            widget=forms.CheckboxSelectMultiple,
            help_text="Een lijst die u weghaalt, telt niet meer mee.",
        )

    def clean(self) -> dict[str, Any]:
        """Return the choices; refuse none at all, and a list that is given and taken away."""
        cleaned: dict[str, Any] = super().clean() or {}
        removed = cleaned.get("remove", [])
        for kind in FILES:
            file: UploadedFile[Any] | None = cleaned.get(_file_field(kind))
            if file is not None and kind.name in removed:
                self.add_error(_file_field(kind), "Kies: een nieuw bestand, of de lijst weghalen.")
            if file is not None and file.size and file.size > _LARGEST:
                self.add_error(_file_field(kind), "Dit bestand is groter dan 64 MB.")
        if not removed and not any(cleaned.get(_file_field(kind)) for kind in FILES):
            raise forms.ValidationError("Kies minstens één bestand, of een lijst om weg te halen.")
        return cleaned

    @property
    def uploaded(self) -> dict[ListFile, bytes]:
        """The content of each file that was given."""
        found = {}
        for kind in FILES:
            file = self.cleaned_data.get(_file_field(kind))
            if file is not None:
                found[kind] = file.read()
        return found

    @property
    def removed(self) -> list[ListFile]:
        """The lists to take away."""
        return [kind for kind in FILES if kind.name in self.cleaned_data["remove"]]


def _file_field(kind: ListFile) -> str:
    return kind.name.replace("-", "_")


def _columns(kind: ListFile) -> str:
    return ", ".join(kind.columns)
