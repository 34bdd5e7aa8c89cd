"""HTML of a mail to text: block elements on lines of their own, nothing invisible left out.

A small reader of our own, because the one of the standard library needs quadratic time for a
comment that does not end (80 kB: 8 seconds) and fails on some declarations. This one reads every
character once. It builds no tree, so that depth costs nothing.
"""

from __future__ import annotations

import re
from html import unescape

_BLOCKS = frozenset(
    """
    address article aside blockquote br dd div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6
    header hr li main nav ol p pre section table tbody tfoot thead tr ul
    """.split()  # noqa: SIM905  a list of forty quoted names reads worse
)
_CELLS = frozenset({"td", "th"})
_NO_TEXT = frozenset({"script", "style"})
# Possessive (++, *+): a tag that does not end is given up at once, not tried again in parts.
_TOKEN = re.compile(
    r"""
      <!--.*?(?:-->|\Z)
    | <[!?][^>]*+>?
    | <(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]*+)(?P<rest>(?:[^>"']++|"[^"]*+"|'[^']*+')*+)>?
    | (?P<text>[^<]++|<)
    """,
    re.VERBOSE | re.DOTALL,
)
_ALT = re.compile(r"""\balt\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
# More digits than any character has; Python refuses to make a number of thousands of them.
_NO_CHARACTER = re.compile(r"&#(?:[0-9]{8,}|[xX][0-9a-fA-F]{7,});?")


def html_to_text(html: str) -> str:
    """Return the words of `html`. Text that a style hides is kept: a model would read it too."""
    lines = (" ".join(line.split()) for line in "".join(_pieces(html)).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.strip(" |") for line in lines)).strip()


def _pieces(html: str) -> list[str]:
    pieces: list[str] = []
    at = 0
    in_head = False
    while at < len(html):
        token = _TOKEN.match(html, at)
        if token is None:  # every character starts a token: text, or "<" as text
            break
        at = token.end()
        name = (token["name"] or "").lower()
        if name in _NO_TEXT and not token["close"]:
            at = _end_of(name, html, at)
        elif name == "head":
            in_head = not token["close"]
        elif name == "body":  # a head that was never closed ends here
            in_head = False
        elif not in_head:
            pieces.append(_shown(token, name))
    return pieces


def _shown(token: re.Match[str], name: str) -> str:
    """Return what one token adds to the text."""
    if token["text"]:
        # Line ends in the source are blanks.
        text = unescape(_NO_CHARACTER.sub("\ufffd", token["text"]))
        return text.replace("\n", " ").replace("\r", " ")
    if name in _BLOCKS:
        return "\n"
    if name in _CELLS and not token["close"]:
        return " | "
    if name == "img" and (alternative := _ALT.search(token["rest"])):
        return f" {unescape(alternative[1] or alternative[2] or '')} "
    return ""


def _end_of(name: str, html: str, at: int) -> int:
    """Return where the element that holds no text ends; the end of all if it is never closed."""
    close = re.compile(rf"</{name}", re.IGNORECASE).search(html, at)
    return close.start() if close else len(html)
