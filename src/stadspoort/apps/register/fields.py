"""The fields that the forms of the register share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import Model, QuerySet


class DateInput(forms.DateInput):
    """A day, with the calendar of the browser."""

    def __init__(self) -> None:
        super().__init__(attrs={"type": "date"}, format="%Y-%m-%d")
        self.input_type = "date"


if TYPE_CHECKING:  # generic for the type checker, not when it runs
    _One = forms.ModelChoiceField[Model]
    _Many = forms.ModelMultipleChoiceField[Model]
else:
    _One, _Many = forms.ModelChoiceField, forms.ModelMultipleChoiceField


class ByName(_One):
    """A choice of rows, shown by `name`, `title` or `display_name`."""

    def label_from_instance(self, obj: Model) -> str:
        """Return the words of one choice."""
        for attribute in ("title", "display_name", "name"):
            if hasattr(obj, attribute):
                return str(getattr(obj, attribute))
        return str(obj)


class ManyByName(_Many):
    """A choice of several people, shown by name."""

    def label_from_instance(self, obj: Model) -> str:
        """Return the name of one person."""
        return str(getattr(obj, "display_name", obj))


def offer(form: forms.Form, name: str, rows: QuerySet[Any]) -> None:
    """Read the choices now, not when the module was imported."""
    field = form.fields[name]
    if isinstance(field, forms.ModelChoiceField):
        field.queryset = rows
