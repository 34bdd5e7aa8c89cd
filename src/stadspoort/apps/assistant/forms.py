"""The question of an employee, with its documents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.urls import reverse
from django.utils.html import format_html

from stadspoort.apps.assistant.queries import PurposeChoice
from stadspoort.sandbox.reading import ACCEPTED, LARGEST_UPLOAD

LONGEST_QUESTION = 20_000


class FilesInput(forms.ClearableFileInput):
    """A file field that takes several files."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several uploaded files, each within the size that can be read."""

    widget = FilesInput(attrs={"multiple": True, "accept": ACCEPTED})

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:  # noqa: ANN401 (Django's signature)
        """Return the files; empty if there are none."""
        single = super().clean
        files = data if isinstance(data, list) else [data] if data else []
        cleaned: list[UploadedFile[Any]] = [single(file, initial) for file in files]
        too_large = [file for file in cleaned if file.size and file.size > LARGEST_UPLOAD]
        if too_large:
            raise forms.ValidationError(
                [
                    f"{file.name}: dit bestand is groter dan 50 MB. Kies een kleiner bestand of "
                    "een deel ervan."
                    for file in too_large
                ]
            )
        return cleaned


class ModelSelect(forms.Select):
    """A choice of models in which each says for which purposes it is allowed."""

    purposes: Mapping[str, Sequence[str]] = MappingProxyType({})

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401 (Django's signature)
        """Return an option; a script offers it only with a purpose that it is allowed for."""
        option = super().create_option(name, value, *args, **kwargs)
        if value:
            option["attrs"]["data-allowed"] = " ".join(self.purposes.get(str(value), ()))
        return option


class QuestionForm(forms.Form):
    """A next question in a conversation."""

    documents = FilesField(
        label="Documenten",
        required=False,
        allow_empty_file=True,  # the reader of documents has a clearer text for an empty file
        help_text="PDF, Word (docx), e-mail (eml) of tekst. Tot 50 MB per bestand.",
    )
    question = forms.CharField(
        label="Uw vraag",
        max_length=LONGEST_QUESTION,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Typ eerst uw vraag."},
    )


class FirstQuestionForm(QuestionForm):
    """The first question: it also chooses the purpose and, if one wants, the model."""

    purpose = forms.ChoiceField(
        label="Doel",
        help_text="Waarvoor u dit gebruikt. Het doel bepaalt welke gegevens en modellen mogen.",
        error_messages={"required": "Kies het doel van uw vraag."},
    )
    model = forms.ChoiceField(
        label="Model",
        required=False,
        widget=ModelSelect,
        help_text="Automatisch kiest een model dat voor uw doel mag.",
    )

    field_order = ("purpose", "model", "documents", "question")

    def __init__(self, choices: Sequence[PurposeChoice], *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 (Django's signature)
        super().__init__(*args, **kwargs)
        self._models = {choice.purpose.slug: choice.models for choice in choices}
        models: dict[str, list[str]] = {}
        for choice in choices:
            for name in choice.models:
                models.setdefault(name, []).append(choice.purpose.slug)
        purposes = [(choice.purpose.slug, choice.purpose.title) for choice in choices]
        self.fields["purpose"].choices = [("", "Kies een doel"), *purposes]  # type: ignore[attr-defined] # a ChoiceField
        self.fields["model"].widget.purposes = models
        self.fields["model"].choices = [("", "Automatisch"), *((n, n) for n in sorted(models))]  # type: ignore[attr-defined] # a ChoiceField

    def clean(self) -> dict[str, Any]:
        """Return the answers, with a model that is allowed for the purpose."""
        answers = super().clean() or {}
        allowed = self._models.get(answers.get("purpose", ""), ())
        if allowed and answers.get("model") not in ("", None, *allowed):
            self.add_error(
                "model",
                format_html(
                    "Dit model mag niet voor dit doel. Wel: {}. Waarom? Kijk in het "
                    '<a class="utrecht-link" href="{}">register</a>.',
                    ", ".join(allowed),
                    reverse("register:home"),
                ),
            )
        elif allowed:
            answers["model"] = answers.get("model") or allowed[0]
        return answers
