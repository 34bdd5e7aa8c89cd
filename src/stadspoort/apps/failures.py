"""The Dutch sentence of a named failure, for the forms and messages of the apps.

The sentences live in `site`, which stands above the apps and may not be imported here: the settings
name the function that knows them.
"""

from __future__ import annotations

from collections.abc import Mapping

from django import forms
from django.conf import settings
from django.utils.module_loading import import_string

from stadspoort.errors import StadspoortError


def sentence(error: StadspoortError) -> str:
    """Return what happened and what the reader can do, in Dutch."""
    return str(import_string(settings.STADSPOORT_DESCRIBE)(error))


def show(form: forms.Form, error: StadspoortError, fields: Mapping[str, str]) -> None:
    """Put the sentence of a failure in a form, so that nothing typed is lost.

    Args:
        form: The form, valid so far.
        error: What went wrong.
        fields: By code of an error the field that can mend it; any other stands above the form.
    """
    field = fields.get(error.code)
    form.add_error(field if field in form.fields else None, sentence(error))
