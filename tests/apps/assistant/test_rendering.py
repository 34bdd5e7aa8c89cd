"""Answers as HTML: no HTML of the model's own, no pictures, references to sources as links."""

from __future__ import annotations

import pytest

from stadspoort.apps.assistant.rendering import answer_html, plain_text

PLACES = {(1, ""): "/a/document/1/", (1, "bladzijde 3"): "/a/document/1/#plaats-3"}


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param("<script>alert(1)</script>", id="script"),
        pytest.param('<img src=x onerror="alert(1)">', id="image tag"),
        pytest.param("<a href='javascript:alert(1)'>x</a>", id="link tag"),
        pytest.param("<svg onload=alert(1)>", id="svg"),
    ],
)
def test_html_of_the_model_is_text(answer: str) -> None:
    """Whatever passed the gate: here it is text again."""
    html = answer_html(answer, {})

    assert "<script" not in html
    assert "<img" not in html
    assert "<a " not in html
    assert "<svg" not in html


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param("![x](https://kwaad.example/p.png)", id="remote picture"),
        pytest.param("![x](data:image/png;base64,AAAA)", id="inline picture"),
        pytest.param("![x][p]\n\n[p]: https://kwaad.example/p.png", id="by reference"),
    ],
)
def test_pictures_are_never_shown(answer: str) -> None:
    """Showing a picture is a request to wherever it stands."""
    assert "<img" not in answer_html(answer, {})


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        pytest.param(
            "Zie ![de **kaart** van A & B](/kaart.png).",
            "<p>Zie de kaart van A &amp; B.</p>\n",
            id="one that the gate let through",
        ),
        pytest.param(
            "![**kaart**] (link naar kwaad.example weggelaten)",
            "<p>[<strong>kaart</strong>] (link naar kwaad.example weggelaten)</p>\n",
            id="one that the gate took away",
        ),
        pytest.param("Stop![bron 9]", "<p>Stop![bron 9]</p>\n", id="a sentence with a loud end"),
        pytest.param("`![x]`", "<p><code>![x]</code></p>\n", id="code"),
    ],
)
def test_of_a_picture_only_its_words_are_shown(answer: str, expected: str) -> None:
    """No "!" stays behind of what would have been one."""
    assert answer_html(answer, {}) == expected


@pytest.mark.parametrize("target", ["javascript:alert(1)", "data:text/html,x", "vbscript:x"])
def test_a_link_that_acts_is_no_link(target: str) -> None:
    """Only addresses of pages become links."""
    assert "<a " not in answer_html(f"[klik]({target})", {})


def test_links_leave_without_a_referrer() -> None:
    """The other side learns nothing of the page."""
    html = answer_html("[wet](https://wetten.example/awb)", {})

    assert 'rel="noopener noreferrer"' in html


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        pytest.param(
            "Geweigerd [bron 1, bladzijde 3].",
            '<a href="/a/document/1/#plaats-3" class="utrecht-link">bron 1, bladzijde 3</a>',
            id="document and place",
        ),
        pytest.param(
            "Geweigerd [bron 1].",
            '<a href="/a/document/1/" class="utrecht-link">bron 1</a>',
            id="document",
        ),
        pytest.param(
            "Geweigerd [bron 1, bladzijde 99].",
            '<a href="/a/document/1/" class="utrecht-link">bron 1, bladzijde 99</a>',
            id="a place that is not there: the document",
        ),
    ],
)
def test_references_lead_to_their_source(answer: str, expected: str) -> None:
    """Every claim can be checked with one click."""
    assert expected in answer_html(answer, PLACES)


def test_a_source_that_is_not_there_is_no_link() -> None:
    """An invented source leads nowhere, and looks like it."""
    assert "<a " not in answer_html("Volgens [bron 7, bladzijde 1].", PLACES)


def test_text_to_copy_is_without_the_gate_s_escaping() -> None:
    """A copied answer reads as the model wrote it."""
    assert plain_text("Als a &lt; b dan") == "Als a < b dan"


def test_copying_decodes_nothing_but_the_gate_s_own_escape() -> None:
    """An address in entities was judged as text: decoded it would be a live picture."""
    answer = "a &lt; b !&#91;x&#93;&#40;&#104;ttps&#58;&#47;&#47;kwaad.example&#41;"

    assert (
        plain_text(answer) == "a < b !&#91;x&#93;&#40;&#104;ttps&#58;&#47;&#47;kwaad.example&#41;"
    )
