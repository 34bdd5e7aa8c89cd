"""Output checks: no restored value in an address, in strict mode no foreign address that acts.

A second reader judges the result: markdown-it, an implementation of CommonMark of its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from stadspoort.engines.chat import AnswerCheck, RestoredInAddressError
from stadspoort.engines.text import Piece

HOSTS = frozenset({"ok.nl"})
JAN = Piece("Jan", is_restored=True)


def _check(*parts: Piece | str, is_strict: bool = True) -> str:
    check = AnswerCheck(is_strict, HOSTS)
    pieces = [part if isinstance(part, Piece) else Piece(part) for part in parts]
    return "".join(check.feed([piece]) for piece in pieces) + check.finish()


def _cut(text: str, sizes: list[int]) -> list[Piece]:
    parts, turn = [], 0
    while text:
        size = sizes[turn % len(sizes)]
        parts.append(Piece(text[:size]))
        text, turn = text[size:], turn + 1
    return parts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Gewone tekst: 1 + 1 = 2!", "Gewone tekst: 1 + 1 = 2!", id="plain"),
        pytest.param(
            "[label](https://evil.example/x)", "label (link naar evil.example weggelaten)"
        ),
        pytest.param(
            "![foto](https://evil.example/x?a=1)",
            "foto (afbeelding van evil.example weggelaten)",
            id="image",
        ),
        pytest.param("![](https://evil.example)", "(afbeelding van evil.example weggelaten)"),
        pytest.param(
            "[![foto](https://a.example/x)](https://b.example/y)",
            "[foto (afbeelding van a.example weggelaten)] (link naar b.example weggelaten)",
            id="image in a link",
        ),
        pytest.param(
            '[wet](https://ok.nl/a "titel") [w](https://www.OK.nl/b)',
            '[wet](https://ok.nl/a "titel") [w](https://www.OK.nl/b)',
            id="given source",
        ),
        pytest.param(
            "Zie https://evil.example/x, of https://ok.nl/a.",
            "Zie (link naar evil.example weggelaten), of https://ok.nl/a.",
            id="bare addresses",
        ),
        pytest.param(
            "<https://evil.example> <https://ok.nl>",
            "(link naar evil.example weggelaten) <https://ok.nl>",
            id="autolinks",
        ),
        pytest.param(
            "[x]: https://evil.example\n[y]: https://ok.nl/a\n",
            "[x] : (link naar evil.example weggelaten)\n[y]: https://ok.nl/a\n",
            id="reference definitions",
        ),
        pytest.param("[x](javascript:alert(1))", "x (link weggelaten)", id="javascript"),
        pytest.param("[x](JaVaScript&#58;alert)", "x (link weggelaten)", id="entity"),
        pytest.param("[x](java\\script:a)", "x (link weggelaten)", id="backslash"),
        pytest.param("[x](data:text/html,a)", "x (link weggelaten)", id="data"),
        pytest.param("[x](/pad)", "x (link weggelaten)", id="relative"),
        pytest.param("[x](//evil.example/a)", "x (link naar evil.example weggelaten)"),
        pytest.param("[x](\n https://evil.example\n)", "x (link naar evil.example weggelaten)"),
        pytest.param("[x](<https://evil.example/a b>)", "x (link naar evil.example weggelaten)"),
        pytest.param(
            "[x](https://ok.nl@evil.example/)",
            "x (link naar evil.example weggelaten)",
            id="user name that looks like a host",
        ),
        pytest.param(
            "[x](https://ok.nl\\@evil.example)", "x (link naar ok.nl weggelaten)", id="odd slash"
        ),
        pytest.param(
            "[x](https://ok.nl.evil.example/)", "x (link naar ok.nl.evil.example weggelaten)"
        ),
        pytest.param(
            # The look-alike of epic.com of the 2017 homograph demonstration (Wordfence).
            "[x](https://\u0435\u0440\u0456\u0441.com/)",
            "x (link naar xn--e1awd7f.com weggelaten)",
            id="look-alike letters",
        ),
        pytest.param("[x](https://ok\u3002nl/)", "x (link naar ok.nl weggelaten)", id="wide dot"),
        pytest.param("[x](HTTPS://EVIL.EXAMPLE)", "x (link naar evil.example weggelaten)"),
        pytest.param("[x](https://a.example/b(c)d)e", "x (link naar a.example weggelaten)e"),
        pytest.param(
            "www.evil.example/q //evil.example/q ftp://evil.example",
            "(link naar evil.example weggelaten) (link naar evil.example weggelaten) "
            "(link naar evil.example weggelaten)",
            id="without http",
        ),
        pytest.param("foo://evil.example", "foo(link naar evil.example weggelaten)", id="foo"),
        pytest.param("mail info@ok.nl", "mail info@ok.nl", id="an e-mail address is text"),
        pytest.param("mailto:info@ok.nl", "(link weggelaten)", id="mailto"),
        pytest.param("en/of, 1:2, data: ja, a // b", "en/of, 1:2, data: ja, a // b", id="no links"),
        pytest.param("<b>vet</b> 1 < 2", "&lt;b>vet&lt;/b> 1 &lt; 2", id="HTML"),
        pytest.param("[onaf](https://evil.example", "[onaf] ((link naar evil.example weggelaten)"),
        pytest.param("[1] en [bron 1, bladzijde 3].", "[1] en [bron 1, bladzijde 3].", id="notes"),
        pytest.param("a [b]: c", "a [b]: c", id="no definition in the middle of a line"),
        pytest.param("[a](b\n\nc)", "[a] (b\n\nc)", id="a blank line ends a link"),
    ],
)
def test_strict(text: str, expected: str) -> None:
    assert _check(text) == expected
    assert _check(*text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("```\n<b>\n```\n<b>", "```\n<b>\n```\n&lt;b>", id="fence"),
        pytest.param("~~~~\n<b>\n~~~\n<c>\n~~~~\n<d>", "~~~~\n<b>\n~~~\n<c>\n~~~~\n&lt;d>"),
        pytest.param("```html\n<b>", "```html\n<b>", id="unclosed"),
        pytest.param("```\n[x](https://evil.example)\n```", "```\n[x](https://evil.example)\n```"),
        pytest.param("```<b>\n<c>\n", "```&lt;b>\n<c>\n", id="words behind the fence"),
        pytest.param("``` a ` b\n<c>", "``` a ` b\n&lt;c>", id="inline code is no fence"),
        pytest.param("tekst ```\n<c>", "tekst ```\n&lt;c>", id="not at the begin of a line"),
        pytest.param("    ```\n<c>", "    ```\n&lt;c>", id="indented code"),
        pytest.param("```\n    ```\n<b>", "```\n    ```\n<b>", id="indented end is no end"),
        pytest.param("```\r\n<b>\r\n```\r\n<b>", "```\r\n<b>\r\n```\r\n&lt;b>", id="CR LF"),
        pytest.param("- a\n  ```\n  <b>\n  ```\n<c>", "- a\n  ```\n  &lt;b>\n  ```\n&lt;c>"),
        pytest.param(
            "- ```\n  <b>\n  ```\n\n```\n<c>\n```\n<d>",
            "- ```\n  &lt;b>\n  ```\n\n```\n<c>\n```\n&lt;d>",
            id="fence in a list, then a sure one",
        ),
        pytest.param(
            "- a\n  ```\nuit\n```\n<b>", "- a\n  ```\nuit\n```\n&lt;b>", id="list ends the fence"
        ),
        pytest.param("> ```\n```\n<b>", "> ```\n```\n&lt;b>", id="in doubt no fence"),
    ],
)
def test_html_is_left_alone_only_where_code_is_sure(text: str, expected: str) -> None:
    assert _check(text) == expected
    assert _check(*text) == expected


_ADDRESSES = [
    pytest.param(["[x](https://evil.example/?q=", JAN, ")"], id="link"),
    pytest.param(["![x](/a?q=", JAN, ")"], id="image"),
    pytest.param(["[x](https://ok.nl/", JAN, ")"], id="trusted host"),
    pytest.param(['[x](https://ok.nl "', JAN, '")'], id="title"),
    pytest.param(["[x](", JAN, ")"], id="whole target"),
    pytest.param(["[x](a(b", JAN, "))"], id="nested brackets"),
    pytest.param(["[x](<a )", JAN, ">)"], id="angle brackets"),
    pytest.param(["[x](a\\)", JAN, ")"], id="escaped bracket"),
    pytest.param(["[x]: https://evil.example/", JAN, "\n"], id="definition"),
    pytest.param(["[x]: /a?q=", JAN], id="relative definition"),
    pytest.param(["<https://ok.nl/", JAN, ">"], id="autolink"),
    pytest.param(["zie https://ok.nl/", JAN, " x"], id="bare"),
    pytest.param(["zie HTTPS://", JAN, ".evil.example"], id="host"),
    pytest.param(["https://evil.example/?q=\u00a0", JAN], id="no-break space"),
    pytest.param(["https://evil.example/[x](y)", JAN], id="glued to a link"),
    pytest.param(["https://ok.nl/>", JAN], id="bracket that ends no address"),
    pytest.param(["mailto:", JAN, "@evil.example"], id="mailto"),
    pytest.param(["www.evil.example/", JAN], id="www"),
    pytest.param(["//evil.example/", JAN], id="protocol-relative"),
    pytest.param(["foo://", JAN], id="any scheme"),
    pytest.param(["javascript:x('", JAN, "')"], id="javascript"),
    pytest.param(["```\ncurl https://evil.example/", JAN, "\n```\n"], id="in code"),
    pytest.param(["https://evil.example/?q=%22", JAN, "%22"], id="percent-encoded neighbours"),
    pytest.param(["https://evil.example/" + "a" * 3000, JAN], id="too long to be held"),
    pytest.param(["Zie kwaad.example/?q=", JAN], id="a host without a scheme"),
    pytest.param(["kwaad.ex", "ample:80/a/", JAN], id="a host without a scheme, cut"),
    pytest.param([r"https:\/\/kwaad.example\/", JAN], id="slashes with backslashes"),
    pytest.param(["http:kwaad.example/", JAN], id="no slashes at all"),
    pytest.param(["https&#58;&#x2F;&sol;kwaad.example/", JAN], id="signs as entities"),
]


@pytest.mark.parametrize("is_strict", [True, False])
@pytest.mark.parametrize("parts", _ADDRESSES)
def test_a_restored_value_in_an_address_blocks(parts: list[Piece | str], is_strict: bool) -> None:
    check = AnswerCheck(is_strict, HOSTS)
    pieces = [part if isinstance(part, Piece) else Piece(part) for part in parts]
    out = ""
    with pytest.raises(RestoredInAddressError):  # noqa: PT012  # what went out before is judged
        for piece in pieces:
            for small in [piece] if piece.is_restored else _cut(piece.text, [1]):
                out += check.feed([small])
        out += check.finish()

    assert "evil.example/" not in out
    assert "Jan" not in out


@pytest.mark.parametrize(
    "parts",
    [
        pytest.param(['<img src="/x?', JAN, '">'], id="attribute"),
        pytest.param(["<img src='>", JAN, "'>"], id="quoted bracket"),
        pytest.param(["<a\nhref=/", JAN, ">"], id="no quotes"),
        pytest.param(["<div><img src=&#47;&#47;e.example/?<", JAN, ">"], id="bracket in a tag"),
        pytest.param(["<div>\n```\n<img src=&#47;x", JAN, ">"], id="a fence in HTML is none"),
    ],
)
def test_a_restored_value_in_a_tag_blocks_raw_output(parts: list[Piece | str]) -> None:
    with pytest.raises(RestoredInAddressError):
        _check(*parts, is_strict=False)


@pytest.mark.parametrize("is_strict", [True, False])
@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        pytest.param(["Beste ", JAN, ","], "Beste Jan,", id="text"),
        pytest.param(["[", JAN, "](https://ok.nl/a)"], "[Jan](https://ok.nl/a)", id="label"),
        pytest.param(["https://ok.nl/a ", JAN], "https://ok.nl/a Jan", id="behind an address"),
        pytest.param([JAN, ": ja"], "Jan: ja", id="before a colon"),
        pytest.param(
            ['{"a":"https://ok.nl/x","b":"', JAN, '"}'],
            '{"a":"https://ok.nl/x","b":"Jan"}',
            id="beside an address in JSON",
        ),
        pytest.param(
            ["info@ok.nl/", JAN], "info@ok.nl/Jan", id="behind a mail address and a slash"
        ),
        pytest.param(["en/of ", JAN, "/", JAN], "en/of Jan/Jan", id="beside slashes"),
        pytest.param(["dhr./", JAN], "dhr./Jan", id="behind an abbreviation"),
        pytest.param(["Zie ok.nl/x. ", JAN], "Zie ok.nl/x. Jan", id="a sentence later"),
        pytest.param(
            ["Profiel: ", Piece("https://li.example/in/jan", is_restored=True), "."],
            "Profiel: https://li.example/in/jan.",
            id="a value that is an address itself",
        ),
    ],
)
def test_restored_values_outside_addresses_pass(
    parts: list[Piece | str], expected: str, is_strict: bool
) -> None:
    assert _check(*parts, is_strict=is_strict) == expected


@pytest.mark.parametrize(
    "text",
    [
        "[x](https://evil.example) <b> ![y](/z) [a]: b\n<https://evil.example> 1 < 2",
        "[onaf](https://evil.example",
        "```\n<b>\n```",
    ],
)
def test_raw_changes_nothing_when_nothing_was_restored(text: str) -> None:
    check = AnswerCheck(False, HOSTS)

    assert check.feed([Piece(text)]) + check.finish() == text
    assert check.neutralised == 0


def test_raw_makes_an_unfinished_tag_with_a_value_harmless() -> None:
    assert _check("<img alt=", JAN, is_strict=False) == " &lt;img alt=Jan"


def test_an_escaped_bracket_does_not_lengthen_an_address() -> None:
    with pytest.raises(RestoredInAddressError):
        _check("https://ok.nl/<", JAN)

    assert _check("https://ok.nl/<!-- ", JAN, is_strict=False) == "https://ok.nl/ &lt;!-- Jan"


def test_what_was_made_plain_is_counted() -> None:
    check = AnswerCheck(True, HOSTS)
    check.feed([Piece("[a](https://e.example) ![b](/c) www.e.example [d](https://ok.nl) <b>")])
    check.finish()

    assert check.neutralised == 3


@pytest.mark.parametrize(
    ("text", "now"),
    [
        pytest.param("Dit is gewone tekst", "Dit is gewone tekst", id="text goes at once"),
        pytest.param("Zie https", "Zie ", id="scheme"),
        pytest.param("Zie https://ok.nl/a", "Zie ", id="address"),
        pytest.param("Zie [bron 1", "Zie ", id="label"),
        pytest.param("Zie [bron 1](htt", "Zie ", id="target"),
        pytest.param("a <https://x", "a ", id="autolink"),
    ],
)
def test_only_what_is_open_is_held_back(text: str, now: str) -> None:
    assert AnswerCheck(True, HOSTS).feed([Piece(text)]) == now


@pytest.mark.parametrize("is_strict", [True, False])
@pytest.mark.parametrize(
    "start", ["[x](https://e.example/", "https://e.example/", "<https://e.example/", "<a href='"]
)
def test_never_more_than_2048_characters_are_held(start: str, is_strict: bool) -> None:
    check = AnswerCheck(is_strict, HOSTS)
    out = check.feed([Piece(start)])
    for _ in range(2048):
        out += check.feed([Piece("a")])
    out += check.feed([Piece("a" * 30)])

    assert out != ""
    assert "https://e.example/" not in out


_SIGNS = [
    *("[", "]", "(", ")", "!", "<", ">", "\n", "\r\n", "\n\n", "```", "~~~", " ", "    ", "- "),
    *("1. ", "> ", "https://evil.nl/", "https://ok.nl/", "http:", "//", "www.", "evil.nl", "ok.nl"),
    *("a", "b c", ":", "mailto:", "data:", "`", "\\", '"', "'", "x@y.nl", "&#58;", "javascript:"),
    *("://", "[x]: ", "[x]", "](", "]:", "<b>", "<img src=x>", "\n```\n", "\n~~~\n", "\n  ```\n"),
    *("\n- ```\n", "\n> ```\n", "[a](https://evil.nl/q)", "![a](/q)", "<https://evil.nl>", "\t"),
    *("\n[x]: <//evil.nl>\n", "<!--", "-->", "<?", "\u00a0", "\u200b", "\f", "a" * 700),
]
_TEXT = st.lists(st.sampled_from(_SIGNS), max_size=14).map("".join)


def _all(tokens: Iterable[Token]) -> Iterable[Token]:
    for token in tokens:
        yield token
        yield from _all(token.children or [])


def _acts(text: str) -> list[str]:
    """Return what would act in `text` for a reader of Markdown: foreign addresses and HTML."""
    found: list[str] = []
    reader = MarkdownIt("commonmark", {"html": True})
    reader.validateLink = lambda _: True  # type: ignore[method-assign]  # judge all, not most
    for token in _all(reader.parse(text)):
        if token.type in {"html_inline", "html_block"}:
            found.append(token.content)
        address = token.attrGet({"link_open": "href", "image": "src"}.get(token.type, ""))
        if address is not None:
            parts = urlsplit(str(address))
            if (parts.hostname or "").removeprefix("www.") not in HOSTS:
                found.append(str(address))
    return found


@settings(max_examples=400)
@given(_TEXT)
@example("[x]:\u00a0\n[x]")
@example("- a\n  ```\nb\n```\n<img src=x>")
@example("```" + "`" * 3000 + "\n<b>\n")
def test_nothing_foreign_acts_in_strict_output(text: str) -> None:
    assert _acts(_check(text)) == []


@settings(max_examples=400)
@given(
    st.lists(st.one_of(st.sampled_from(_SIGNS), st.just(JAN)), max_size=12),
    st.lists(st.integers(min_value=1, max_value=900), min_size=1, max_size=20),
    st.booleans(),
)
def test_every_cut_of_a_stream_gives_the_same(
    parts: list[Piece | str], sizes: list[int], is_strict: bool
) -> None:
    def result(pieces: Iterable[Piece]) -> str:
        try:
            return _check(*pieces, is_strict=is_strict)
        except RestoredInAddressError:
            return "blocked"

    runs: list[Piece] = []
    for part in parts:
        if isinstance(part, Piece) or not runs or runs[-1].is_restored:
            runs.append(part if isinstance(part, Piece) else Piece(part))
        else:
            runs[-1] = Piece(runs[-1].text + part)
    cut = [small for run in runs for small in ([run] if run.is_restored else _cut(run.text, sizes))]

    assert result(cut) == result(runs)
