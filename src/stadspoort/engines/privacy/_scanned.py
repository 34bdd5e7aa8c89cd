"""A scanned text made even: look-alikes, gaps and broken words read as they were meant.

Most texts have no such damage and pass after a few cheap looks. Findings carry the places of the
text as it was given: every step keeps the way back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from stadspoort.engines.privacy._edits import Edit, edited
from stadspoort.engines.privacy._normal import Normal
from stadspoort.engines.privacy._scanned_digits import with_digits
from stadspoort.engines.privacy._scanned_forms import boxed, over_lines, stuck_words
from stadspoort.engines.privacy._scanned_gaps import number_gaps
from stadspoort.engines.privacy._scanned_spaces import loose_spaces
from stadspoort.engines.privacy._scanned_words import (
    broken_words,
    letters_apart,
    line_ends,
    misread_letters,
)

_MISREAD = re.compile(r"[01](?:(?<=[A-Z]0)[A-Z]{2}|(?<=[a-z]{2}[01])[a-z]|(?<!\w.)[A-Z]{3})")
_LEAST_SIGNS = 3
_PER_SIGN = 1500
"""Signs of damage (a letter in a number counts double, a space before a sign once) that a text
needs, and the most characters per sign: less is a text with a slip."""


@dataclass(frozen=True, slots=True)
class Mended:
    """A text read as it was meant.

    Attributes:
        text: The text rules look at.
        steps: What each step did, the first one first.
    """

    text: str
    steps: tuple[Normal, ...] = ()

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """Return the place in the given text of the characters [start, end) of this one."""
        for step in reversed(self.steps):
            start, end = step.origin(start, end)
        return start, end


def mend(text: str) -> Mended:
    """Return the even `text` as it was meant by who wrote it, before it was scanned."""
    even, count = with_digits(text)
    signs = 2 * count + even.count(" ,") + even.count(" . ")
    if signs < _LEAST_SIGNS:
        signs += 2 * len(_MISREAD.findall(even))
    is_damaged = signs >= _LEAST_SIGNS and signs * _PER_SIGN >= len(even)
    steps: list[Normal] = []

    def read(*edits: Iterable[Edit]) -> str:
        """Return the text after `edits`; the way back is kept."""
        todo = [edit for some in edits for edit in some]
        if not todo:
            return even
        steps.append(edited(even, todo))
        return steps[-1].text

    even = read(boxed(even), over_lines(even))
    even = read(number_gaps(even, is_damaged=is_damaged), line_ends(even), letters_apart(even))
    if is_damaged:
        even = read(loose_spaces(even), misread_letters(even), stuck_words(even))
        even = read(broken_words(even))
    return Mended(even, tuple(steps))
