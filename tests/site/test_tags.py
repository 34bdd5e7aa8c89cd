"""The tags and filters that all templates share; docs/reference/components.md shows them."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django import forms
from django.core.exceptions import ImproperlyConfigured
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory

from stadspoort.site.templatetags import stadspoort as tags


def drawn(source: str, **words: object) -> str:
    return Template(source).render(Context(words))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param(date(2026, 3, 1), "1 maart 2026", id="a day"),
        pytest.param(
            datetime(2026, 11, 23, 23, 30, tzinfo=UTC), "24 november 2026", id="past midnight here"
        ),
        pytest.param(None, "-", id="none"),
    ],
)
def test_dutch_date(value: date | None, expected: str) -> None:
    assert tags.dutch_date(value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param(
            datetime(2026, 11, 24, 13, 5, tzinfo=UTC), "24 november 2026, 14.05 uur", id="winter"
        ),
        pytest.param(
            datetime(2026, 7, 1, 13, 5, tzinfo=UTC), "1 juli 2026, 15.05 uur", id="summer"
        ),
        pytest.param(None, "-", id="none"),
    ],
)
def test_dutch_moment(value: datetime | None, expected: str) -> None:
    assert tags.dutch_moment(value) == expected


@pytest.mark.parametrize(
    ("value", "expected"), [(0, "0"), (999, "999"), (1284, "1.284"), (1234567, "1.234.567")]
)
def test_thousands(value: int, expected: str) -> None:
    assert tags.thousands(value) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("S. de Wit", "SW"),
        ("Noor Bakker", "NB"),
        ("Farah El Amrani", "FA"),
        ("Kees", "K"),
        ("anna", "A"),
        ("", ""),
    ],
)
def test_initials(name: str, expected: str) -> None:
    assert tags.initials(name) == expected


def test_an_icon_is_hidden_from_screen_readers() -> None:
    picture = drawn('{% icon "key" %}')

    assert 'aria-hidden="true"' in picture
    assert '#key"' in picture


def test_an_unknown_icon_is_an_error() -> None:
    with pytest.raises(ImproperlyConfigured):
        tags.icon("no-such-icon")


def test_every_icon_in_the_list_is_built() -> None:
    root = Path(__file__).resolve().parents[2]
    names = json.loads((root / "frontend" / "icons.json").read_text())

    assert names == sorted(set(names))
    for name in names:
        tags.icon(name)


@pytest.mark.parametrize(
    ("standing", "words"),
    [
        ("toegestaan", "Toegestaan"),
        ("onder_voorwaarden", "Onder voorwaarden"),
        ("niet_aangetoond", "Niet aangetoond"),
        ("verboden", "Verboden"),
    ],
)
def test_every_standing_has_its_words(standing: str, words: str) -> None:
    assert f">{words}</span>" in tags.standing_badge(standing)


def test_not_shown_is_never_green() -> None:
    assert "--ok" not in tags.standing_badge("niet_aangetoond")


def test_a_status_shows_what_it_is_given_as_text() -> None:
    assert "&lt;b&gt;" in tags.status("ok", "<b>")


class LetterForm(forms.Form):
    title = forms.CharField(label="Titel", help_text="Kort en duidelijk.")
    kind = forms.MultipleChoiceField(
        label="Soort", choices=[("a", "Brief")], widget=forms.CheckboxSelectMultiple
    )
    remark = forms.CharField(label="Opmerking", required=False, widget=forms.Textarea)
    is_urgent = forms.BooleanField(label="Spoed", required=False)


def test_a_field_has_label_help_and_error_bound_to_its_control() -> None:
    form = LetterForm({"title": ""})

    text = drawn("{% field form.title %}", form=form)

    assert '<label class="utrecht-form-label" for="id_title">Titel</label>' in text
    assert 'id="id_title-help">Kort en duidelijk.' in text
    assert 'id="id_title-error"' in text
    assert 'aria-describedby="id_title-help id_title-error"' in text
    assert 'aria-invalid="true"' in text


def test_a_field_that_may_stay_empty_says_so() -> None:
    assert "(mag leeg blijven)" in drawn("{% field form.remark %}", form=LetterForm())


def test_choices_stand_under_one_legend() -> None:
    text = drawn("{% field form.kind %}", form=LetterForm())

    assert "<legend>Soort</legend>" in text
    assert "Brief" in text


def test_a_tick_box_stands_before_its_words() -> None:
    text = drawn("{% field form.is_urgent %}", form=LetterForm())

    assert text.index('type="checkbox"') < text.index("Spoed")


def test_the_summary_links_to_each_field_and_is_absent_when_all_is_well() -> None:
    text = drawn("{% error_summary form %}", form=LetterForm({"title": ""}))

    assert 'href="#id_title"' in text
    assert 'href="#id_kind"' in text
    assert drawn("{% error_summary form %}", form=LetterForm()).strip() == ""


def test_page_links_keep_the_search() -> None:
    request = RequestFactory().get("/", {"zoek": "an & na", "bladzijde": "2"})
    page = Paginator(range(60), 25).page(2)

    text = drawn("{% page_links page_of_rows %}", page_of_rows=page, request=request)

    assert "26 tot 50 van 60" in text
    assert "?zoek=an+%26+na&amp;bladzijde=1" in text
    assert "?zoek=an+%26+na&amp;bladzijde=3" in text


def test_sorting_again_turns_the_order_and_starts_at_the_first_page() -> None:
    request = RequestFactory().get("/", {"sorteer": "naam", "bladzijde": "3"})

    text = drawn('{% sort_header "naam" "Naam" %}', request=request)

    assert 'aria-sort="ascending"' in text
    assert 'href="?sorteer=-naam"' in text


def test_breadcrumbs_are_words_and_addresses_in_turn() -> None:
    text = drawn('{% breadcrumbs "Register" "/register/" %}')

    assert 'aria-label="Kruimelpad"' in text
    assert 'href="/register/">Register</a>' in text
    with pytest.raises(ValueError, match="zip"):
        drawn('{% breadcrumbs "Register" %}')
