"""The form of a question: which model fits which purpose, and files that are too large."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from tests.gate.make import LETTERS, PUBLIC

from stadspoort.apps.assistant.forms import FirstQuestionForm, QuestionForm
from stadspoort.apps.assistant.queries import PurposeChoice

CHOICES = (PurposeChoice(LETTERS, ("mock", "groot")), PurposeChoice(PUBLIC, ("mock",)))


def test_each_model_says_for_which_purposes_it_is_allowed() -> None:
    """A script then offers only those that fit the purpose."""
    drawn = str(FirstQuestionForm(CHOICES)["model"])

    assert '<option value="mock" data-allowed="brieven openbaar">mock</option>' in drawn
    assert '<option value="groot" data-allowed="brieven">groot</option>' in drawn
    assert '<option value="" selected>Automatisch</option>' in drawn


def test_a_model_that_does_not_fit_the_purpose_is_refused_with_a_way_to_the_reason() -> None:
    """Without the script everything can be chosen."""
    given = QueryDict("purpose=openbaar&model=groot&question=Wat?")
    form = FirstQuestionForm(CHOICES, given)

    assert form.errors["model"] == [
        "Dit model mag niet voor dit doel. Wel: mock. Waarom? Kijk in het "
        '<a class="utrecht-link" href="/register/">register</a>.'
    ]


def test_each_file_that_is_too_large_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """And the others are not."""
    monkeypatch.setattr("stadspoort.apps.assistant.forms.LARGEST_UPLOAD", 3)
    files: list[UploadedFile[Any]] = [
        SimpleUploadedFile("groot.txt", b"1234"),
        SimpleUploadedFile("klein.txt", b"123"),
        SimpleUploadedFile("ook groot.txt", b"12345"),
    ]
    form = QuestionForm(QueryDict("question=Wat?"), MultiValueDict({"documents": files}))

    assert [error.split(":")[0] for error in form.errors["documents"]] == [
        "groot.txt",
        "ook groot.txt",
    ]
