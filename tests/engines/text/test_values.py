"""Places in text: half open, counted in code points, never empty."""

from __future__ import annotations

import pytest

from stadspoort.engines.text import Page, Piece, Span


@pytest.mark.parametrize(
    ("start", "end"),
    [
        pytest.param(3, 3, id="empty"),
        pytest.param(4, 3, id="turned round"),
        pytest.param(-1, 2, id="before the text"),
    ],
)
def test_a_span_holds_at_least_one_character(start: int, end: int) -> None:
    """A span that covers nothing would hide nothing, in silence."""
    with pytest.raises(ValueError, match=rf"not a span: {start}\.\.{end}"):
        Span(start, end)


def test_a_span_counts_code_points() -> None:
    """A character outside the basic plane is one, whatever UTF-16 makes of it."""
    text = "🙂 Jan de Vries"
    span = Span(2, 5)
    assert span.of(text) == "Jan"
    assert len(span) == 3


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        pytest.param(Span(4, 6), True, id="end of the one in the other"),
        pytest.param(Span(0, 9), True, id="around"),
        pytest.param(Span(5, 7), False, id="right behind"),
        pytest.param(Span(0, 2), False, id="right before"),
    ],
)
def test_touching_spans_do_not_overlap(other: Span, expected: bool) -> None:
    """The end is the first character after the span."""
    assert Span(2, 5).overlaps(other) is expected
    assert other.overlaps(Span(2, 5)) is expected


def test_spans_stand_in_reading_order() -> None:
    """By start, then by end."""
    assert sorted([Span(5, 6), Span(1, 9), Span(1, 3)]) == [Span(1, 3), Span(1, 9), Span(5, 6)]


def test_what_was_put_back_is_marked_and_what_the_model_wrote_is_not() -> None:
    """The check of answers goes by it."""
    assert Piece("Beste mevrouw").is_restored is False
    assert Piece("Bakker", is_restored=True).is_restored is True


def test_a_page_keeps_its_place_in_the_words_of_the_reader() -> None:
    """Sources are quoted with it."""
    page = Page(number=3, place="bladzijde 3", text="")
    assert (page.number, page.place, page.text) == (3, "bladzijde 3", "")
