"""The question of an employee, with its documents."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from stadspoort.apps.assistant.queries import PurposeChoice
from stadspoort.apps.assistant.reading import LARGEST_UPLOAD

ACCEPTED = ".pdf,.docx,.eml,.txt,.md,.csv"
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
        for file in cleaned:
            if file.size and file.size > LARGEST_UPLOAD:
                raise forms.ValidationError(
                    f"{file.name} is groter dan 50 MB. Kies een kleiner bestand of een deel ervan."
                )
        return cleaned


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
        help_text="Laat dit op automatisch staan als u geen voorkeur hebt.",
    )

    field_order = ("purpose", "model", "documents", "question")

    def __init__(self, choices: Sequence[PurposeChoice], *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 (Django's signature)
        super().__init__(*args, **kwargs)
        self._models = {choice.purpose.slug: choice.models for choice in choices}
        names = sorted({name for choice in choices for name in choice.models})
        purposes = [(choice.purpose.slug, choice.purpose.title) for choice in choices]
        self.fields["purpose"].choices = [("", "Kies een doel"), *purposes]  # type: ignore[attr-defined] # a ChoiceField
        self.fields["model"].choices = [("", "Automatisch"), *((n, n) for n in names)]  # type: ignore[attr-defined] # a ChoiceField

    def clean(self) -> dict[str, Any]:
        """Return the answers, with a model that is allowed for the purpose."""
        answers = super().clean() or {}
        allowed = self._models.get(answers.get("purpose", ""), ())
        if allowed and answers.get("model") not in ("", None, *allowed):
            self.add_error(
                "model",
                f"Dit model mag niet voor dit doel. Wel: {', '.join(allowed)}.",
            )
        elif allowed:
            answers["model"] = answers.get("model") or allowed[0]
        return answers
