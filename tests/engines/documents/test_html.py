"""HTML of mails, as sloppy as it comes: the words, in order, in linear time."""

from __future__ import annotations

import time

import pytest

from stadspoort.engines.documents import read


def body(html: str) -> str:
    data = f"From: a@example.nl\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{html}".encode()
    return read(data, "m.eml").pages[0].text.partition("\n\n")[2]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        pytest.param("<p>een</p><p>twee</p>", "begin\neen\n\ntwee\neind", id="paragraphs"),
        pytest.param("een<br>twee<BR/>drie", "begin een\ntwee\ndrie eind", id="breaks"),
        pytest.param("<b>Pie</b>ters", "begin Pieters eind", id="a name cut by markup is whole"),
        pytest.param("<td>a</td><td>b</td>", "begin | a | b eind", id="cells"),
        pytest.param(
            "caf&eacute; &amp; &#x20AC;5 &lt;jan&gt;", "begin café & €5 <jan> eind", id="entities"
        ),
        pytest.param("a<script>var x='<p>';</script>b", "begin ab eind", id="script"),
        pytest.param("a<style>p{}</style>b", "begin ab eind", id="style"),
        pytest.param("<head><title>T</title></head>b", "begin b eind", id="head"),
        pytest.param(
            "<head><title>T</title><body>b", "begin b eind", id="a head that is not closed"
        ),
        pytest.param("a<!-- weg <p> -->b", "begin ab eind", id="comment"),
        pytest.param("a<!-- weg", "begin a", id="a comment that does not end"),
        pytest.param('<a title="x>y">link</a>', "begin link eind", id="a bracket in an attribute"),
        pytest.param(
            "<img alt='logo van Waterdam' src=x>", "begin logo van Waterdam eind", id="picture"
        ),
        pytest.param(
            '<p style="display:none">verborgen</p>', "begin\nverborgen\neind", id="hidden stays"
        ),
        pytest.param("3 < 5 en 6 > 4", "begin 3 < 5 en 6 > 4 eind", id="signs"),
        pytest.param("<![x y]>a", "begin a eind", id="a declaration nobody knows"),
        pytest.param(
            "a&#99999999999999999999;b", "begin a\ufffdb eind", id="a number that is no character"
        ),
        pytest.param(
            f"a&#{'9' * 6000};b", "begin a\ufffdb eind", id="a number of thousands of digits"
        ),
        pytest.param("<script>nooit dicht", "begin", id="a script that does not end"),
    ],
)
def test_words(html: str, text: str) -> None:
    assert body(f"begin {html} eind") == text


@pytest.mark.parametrize(
    "unit",
    ["<!--", "<![x ", "<?x ", "<a ", "</a ", "<", "&#", '<a b="', "<a b='", "<script>", "<table>"],
)
def test_sloppy_markup_takes_linear_time(unit: str) -> None:
    """Each of these made a reader look at the rest of the text again and again."""
    start = time.process_time()
    body("begin " + unit * 100_000)

    assert time.process_time() - start < 3
