"""An answer as HTML: Markdown without HTML of its own, references to sources made into links.

The gate has neutralised foreign links and tags before; this is the second lock. Pictures are never
shown, links leave without a referrer, and the page's policy loads nothing from elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from django.utils.safestring import SafeString
from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

_REFERENCE = re.compile(r"\[bron (\d{1,3})(?:, ([^\]\n]{1,120}))?\](?!\()", re.IGNORECASE)

_PICTURE_MARK = re.compile(r"(?<!\S)!\[")


def _link_open(
    renderer: RendererHTML, tokens: list[Token], at: int, options: OptionsDict, env: EnvType
) -> str:
    tokens[at].attrSet("class", "utrecht-link")
    if not str(tokens[at].attrGet("href")).startswith("/"):
        tokens[at].attrSet("rel", "noopener noreferrer")
    return renderer.renderToken(tokens, at, options, env)


def _image(
    renderer: RendererHTML, tokens: list[Token], at: int, options: OptionsDict, env: EnvType
) -> str:
    """Return the words beside a picture: nobody sees the picture, nor a mark of it."""
    return escapeHtml(renderer.renderInlineAsText(tokens[at].children or [], options, env))


def _text(
    renderer: RendererHTML, tokens: list[Token], at: int, options: OptionsDict, env: EnvType
) -> str:
    """Return text; of a picture that the gate took away, the "!" in front of its words goes too."""
    return escapeHtml(_PICTURE_MARK.sub("[", tokens[at].content))


_markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
_markdown.add_render_rule("image", _image)
_markdown.add_render_rule("text", _text)
_markdown.add_render_rule("link_open", _link_open)


def answer_html(answer: str, places: Mapping[tuple[int, str], str]) -> SafeString:
    """Return an answer as HTML.

    Args:
        answer: Markdown as it came through the gate.
        places: Address of each (document number, place); a document as a whole has place "".
    """

    def linked(found: re.Match[str]) -> str:
        number, place = int(found[1]), (found[2] or "").strip()
        address = places.get((number, place)) or places.get((number, ""))
        return f"[{found[0][1:-1]}]({address})" if address else found[0]

    html: str = _markdown.render(_REFERENCE.sub(linked, answer))
    return SafeString(html)  # the renderer above lets no HTML through


def plain_text(answer: str) -> str:
    """Return an answer as text to copy: without the gate's own escaping.

    No other entity is decoded: an address written with them was judged as the text it is.
    """
    return answer.replace("&lt;", "<")
