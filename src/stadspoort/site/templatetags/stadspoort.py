"""Tags and filters of all screens; in every template without `{% load %}`.

docs/reference/components.md shows each with an example.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django import template
from django.core.exceptions import ImproperlyConfigured
from django.core.paginator import Page
from django.forms import (
    BoundField,
    CheckboxInput,
    CheckboxSelectMultiple,
    RadioSelect,
    Select,
    Textarea,
)
from django.http import HttpRequest
from django.template.context import Context
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from stadspoort.engines.frameworks import Standing
from stadspoort.site import assets

register = template.Library()

_MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus",
    "september", "oktober", "november", "december",
)  # fmt: skip

_STANDINGS = {
    Standing.TOEGESTAAN: ("ok", "Toegestaan"),
    Standing.ONDER_VOORWAARDEN: ("warn", "Onder voorwaarden"),
    Standing.NIET_AANGETOOND: ("neutral", "Niet aangetoond"),
    Standing.VERBODEN: ("bad", "Verboden"),
}


@register.simple_tag
def asset(name: str) -> str:
    """Return the address of a built file: `{% asset "stadspoort.css" %}`."""
    return assets.address(name)


@register.simple_tag
def icon(name: str, size: str = "") -> SafeString:
    """Return a decorative icon: `{% icon "shield-check" %}`, `{% icon "file" "large" %}`.

    Screen readers skip it, so words must stand beside it.

    Raises:
        ImproperlyConfigured: If frontend/icons.json does not list the icon.
    """
    if name not in assets.icon_names():
        raise ImproperlyConfigured(f"frontend/icons.json does not list the icon {name!r}.")
    return format_html(
        '<svg class="stadspoort-icon{}" aria-hidden="true" focusable="false">'
        '<use href="{}#{}"></use></svg>',
        f" stadspoort-icon--{size}" if size else "",
        assets.address("icons.svg"),
        name,
    )


@register.simple_tag
def status(tone: str, words: str) -> SafeString:
    """Return a status in words with a coloured dot; tone: ok, warn, bad, info or neutral."""
    return format_html(
        '<span class="stadspoort-status stadspoort-status--{}">{}</span>', tone, words
    )


@register.simple_tag
def standing_badge(standing: str) -> SafeString:
    """Return the badge of a verdict's standing, by its slug (`toegestaan`, `verboden`, ...)."""
    tone, words = _STANDINGS[Standing(standing)]
    return status(tone, words)


@register.inclusion_tag("site/partials/breadcrumbs.html")
def breadcrumbs(*words_and_addresses: str) -> dict[str, Any]:
    """Draw the way to this page: words and address in turn, the page above it last.

    `{% breadcrumbs "Register" "/register/" "Modellen" models_url %}`
    """
    pairs = zip(words_and_addresses[::2], words_and_addresses[1::2], strict=True)
    return {"crumbs": [{"words": words, "href": href} for words, href in pairs]}


@register.filter
def dutch_date(value: date | datetime | None) -> str:
    """Return a day as `24 november 2026`; of a moment the day in the Netherlands; `-` for none."""
    if value is None:
        return "-"
    day = timezone.localtime(value) if isinstance(value, datetime) else value
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


@register.filter
def dutch_moment(value: datetime | None) -> str:
    """Return a moment as `24 november 2026, 14.05 uur`, Dutch time; `-` for none."""
    if value is None:
        return "-"
    return f"{dutch_date(value)}, {timezone.localtime(value):%H.%M} uur"


@register.filter
def thousands(value: int | None) -> str:
    """Return a whole number with points: `1.284`; `-` for none."""
    return "-" if value is None else f"{value:,}".replace(",", ".")


@register.filter
def initials(name: str) -> str:
    """Return at most two initials of a name: `S. de Wit` gives `SW`."""
    words = [word for word in name.split() if word[0].isalpha() and word[0].isupper()]
    letters = [words[0][0], words[-1][0]] if len(words) > 1 else [word[0] for word in words]
    return "".join(letters) or name[:1].upper()


@register.inclusion_tag("site/partials/field.html")
def field(bound: BoundField, *, is_quiet: bool = False) -> dict[str, Any]:
    """Draw one form field with label, help, errors and the classes of NL Design System.

    `is_quiet` leaves out that it may stay empty, where a heading says when it is needed.
    """
    widget = bound.field.widget
    is_many = isinstance(widget, CheckboxSelectMultiple | RadioSelect)
    kind = _kind_of(bound)
    described = [f"{bound.auto_id}-{part}" for part in ("help", "error") if _has(bound, part)]
    attributes: dict[str, str | bool] = {"class": _CLASSES.get(kind, "")}
    if described:
        attributes["aria-describedby"] = " ".join(described)
    if bound.errors:
        attributes["aria-invalid"] = "true"
        attributes["class"] = f"{attributes['class']} {attributes['class']}--invalid".strip()
    return {
        "bound": bound,
        "kind": kind,
        "is_many": is_many,
        "is_optional": not bound.field.required and not is_quiet,
        "control": "" if is_many else bound.as_widget(attrs=attributes),
    }


@register.inclusion_tag("site/partials/error_summary.html")
def error_summary(form: Any) -> dict[str, Any]:  # noqa: ANN401 (any Django form)
    """Draw what is wrong with a form, with a link to each field; nothing when all is well."""
    return {"form": form}


@register.inclusion_tag("site/partials/pages.html", takes_context=True)
def page_links(context: Context, page: Page[Any]) -> dict[str, Any]:
    """Draw `1 tot 25 van 281` with links to the previous and next page; keeps other parameters."""
    return {
        "page": page,
        "previous": _address(context, "bladzijde", page.number - 1) if page.has_previous() else "",
        "next": _address(context, "bladzijde", page.number + 1) if page.has_next() else "",
    }


@register.inclusion_tag("site/partials/sort_header.html", takes_context=True)
def sort_header(context: Context, key: str, words: str) -> dict[str, Any]:
    """Draw a heading cell that sorts by `key` (parameter `sorteer`, `-` for descending)."""
    request: HttpRequest = context["request"]
    current = request.GET.get("sorteer", context.get("sort", ""))
    direction = {key: "ascending", f"-{key}": "descending"}.get(str(current))
    turned = f"-{key}" if direction == "ascending" else key
    return {"words": words, "direction": direction, "href": _address(context, "sorteer", turned)}


_CLASSES = {
    "text": "utrecht-textbox utrecht-textbox--html-input",
    "textarea": "utrecht-textarea utrecht-textarea--html-textarea",
    "select": "utrecht-select utrecht-select--html-select",
    "checkbox": "",
    "file": "",
    "many": "",
}


def _kind_of(bound: BoundField) -> str:
    widget = bound.field.widget
    if isinstance(widget, CheckboxSelectMultiple | RadioSelect):
        return "many"
    if isinstance(widget, CheckboxInput):
        return "checkbox"
    if isinstance(widget, Textarea):
        return "textarea"
    if isinstance(widget, Select):
        return "select"
    return "file" if getattr(widget, "input_type", "") == "file" else "text"


def _has(bound: BoundField, part: str) -> bool:
    return bool(bound.help_text) if part == "help" else bool(bound.errors)


def _address(context: Context, name: str, value: object) -> str:
    request: HttpRequest = context["request"]
    parameters = {**request.GET.dict(), name: str(value)}
    if name == "sorteer":
        parameters.pop("bladzijde", None)
    return f"?{urlencode(parameters)}"
