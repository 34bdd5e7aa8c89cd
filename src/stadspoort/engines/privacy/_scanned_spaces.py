"""Spaces that a typewriter or scanner leaves before signs and between words: "Hoekstra , won."."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stadspoort.engines.privacy._edits import Edit

_BEFORE_SIGN = re.compile(r"(?<=[\w.)\"'])( {1,2})(?=[,.;:)](?![\w.]))")
_SIGN_STUCK = re.compile(r"(?<=[\w.)])( )([,.;])(?=[A-ZÀ-Þ][a-zà-ÿ]|(?<=,)[a-z]{2})")
"""The space on the wrong side of a sign: "mijn vrouw ,Maatje", "kamers .Mijn"."""
_AFTER_BRACKET = re.compile(r"(?<=\()( {1,2})(?=\w)")
_TITLE_AT_END = re.compile(r"(?<= (?:ds|dr|mr|mw|ir|zr)\.)(\n {1,30})(?=[A-Z][a-z])")
"""A title at the end of a line, its name on the next one with an indent."""
_DOUBLE = re.compile(r"(?<=\S)  (?=\S)")
_WIDE = re.compile(r"\S {3,}\S|\t|\|")
_LOWER = re.compile(r"(?<![\w.])[a-z]{2,}(?![\w.:])")


def loose_spaces(text: str) -> Iterator[Edit]:
    """Yield the edits that take the spaces before a sign, and double ones in running text.

    Two spaces divide the columns of a form too: only in a line that has some words in lower case
    and no wider gap one of the two goes.
    """
    for pattern in (_BEFORE_SIGN, _AFTER_BRACKET):
        for found in pattern.finditer(text):
            yield Edit(*found.span(1))
    for found in _SIGN_STUCK.finditer(text):
        yield Edit(*found.span(1), found[2])
        yield Edit(*found.span(2), " ")
    for found in _TITLE_AT_END.finditer(text):
        yield Edit(*found.span(1), " ")
    offset = 0
    for line in text.split("\n"):
        if "  " in line and not _WIDE.search(line) and len(_LOWER.findall(line)) > 2:
            for found in _DOUBLE.finditer(line):
                yield Edit(offset + found.start(), offset + found.start() + 1)
        offset += len(line) + 1
