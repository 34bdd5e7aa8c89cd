"""HTML of a mail to text: block elements on lines of their own, nothing invisible left out."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_BLOCKS = frozenset(
    """
    address article aside blockquote br dd div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6
    header hr li main nav ol p pre section table tbody tfoot thead tr ul
    """.split()  # noqa: SIM905  a list of forty quoted names reads worse
)
_SILENT = frozenset({"script", "style", "head", "template"})
_CELLS = frozenset({"td", "th"})


def html_to_text(html: str) -> str:
    """Return the words of `html`. Text that a style hides is kept: a model would read it too."""
    gatherer = _Gatherer()
    gatherer.feed(html)
    gatherer.close()
    lines = (" ".join(line.split()) for line in "".join(gatherer.pieces).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.strip(" |") for line in lines)).strip()


class _Gatherer(HTMLParser):
    """Collects text in reading order. A tolerant parser without a tree: depth costs nothing."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._silent = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Break the line before a block and remember where silent text starts."""
        if not self._silent and tag in _SILENT:
            self._silent = tag
        elif self._silent == "head" and tag == "body":  # the head was never closed
            self._silent = ""
        elif tag in _BLOCKS:
            self.pieces.append("\n")
        elif tag in _CELLS:
            self.pieces.append(" | ")
        elif tag == "img" and (alt := dict(attrs).get("alt")):
            self.pieces.append(f" {alt} ")

    def handle_endtag(self, tag: str) -> None:
        """Break the line after a block."""
        if tag == self._silent:
            self._silent = ""
        elif tag in _BLOCKS:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        """Keep text; line ends in the source are blanks."""
        if not self._silent:
            self.pieces.append(data.replace("\n", " ").replace("\r", " "))
