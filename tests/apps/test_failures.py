"""A named failure beside the field that can mend it, in the words of `site/error_texts.py`."""

from __future__ import annotations

import pytest
from django import forms

from stadspoort.apps import failures
from stadspoort.apps.accounts.errors import UsernameTakenError
from stadspoort.apps.oversight.errors import ReasonTooShortError


class Form(forms.Form):
    username = forms.CharField()


@pytest.mark.parametrize(
    ("fields", "place"),
    [
        pytest.param({"accounts.username_taken": "username"}, "username", id="beside its field"),
        pytest.param({"accounts.username_taken": "email"}, "__all__", id="no such field here"),
        pytest.param({}, "__all__", id="no field can mend it"),
    ],
)
def test_a_failure_is_shown_where_it_can_be_mended(fields: dict[str, str], place: str) -> None:
    """And what was typed stays."""
    form = Form({"username": "noor"})
    assert form.is_valid()

    failures.show(form, UsernameTakenError(), fields)

    assert form.errors == {place: ["Deze gebruikersnaam bestaat al. Kies een andere."]}
    assert form["username"].value() == "noor"


def test_the_facts_of_a_failure_stand_in_its_sentence() -> None:
    """Nobody reads `{shortest}`."""
    assert failures.sentence(ReasonTooShortError(characters=3, shortest=15)) == (
        "De reden is te kort. Schrijf in minstens 15 tekens waarom, zodat een ander het later "
        "begrijpt."
    )
