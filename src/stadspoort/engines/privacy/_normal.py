"""A text made even for matching, with the way back to the offsets of the original.

Personal data hides behind characters that nobody sees: a no-break space inside a phone number, a
soft hyphen in a name copied from a PDF, full-width digits. Rules look at the even text; findings
carry offsets of the text as it was given.

Characters replaced one for one: kinds of space, dash, quote and full-width digits.
Characters left out: soft hyphen, zero-width and direction marks, tag characters, combining marks
(so that "e" + U+0301 reads as "e"), lone surrogates.

Source: Unicode 15 categories Zs, Pd, Cf, Mn for the characters named here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_SPACES = "\u00a0\u1680\u202f\u205f\u3000\r\0" + "".join(map(chr, range(0x2000, 0x200B)))
_BREAKS = "\x0b\x0c\x85\u2028\u2029"
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u00ad"
_QUOTES = "\u2018\u2019\u201b\u02bc\u00b4`\u2032"
_WIDE = "".join(chr(0xFF10 + digit) for digit in range(10))

_EVEN = str.maketrans(
    {
        **dict.fromkeys(_SPACES, " "),
        **dict.fromkeys(_BREAKS, "\n"),
        **dict.fromkeys(_DASHES, "-"),
        **dict.fromkeys(_QUOTES, "'"),
        **{wide: str(digit) for digit, wide in enumerate(_WIDE)},
        "\uff20": "@",
        "\uff0b": "+",
    }
)
_LEFT_OUT = (
    "\u00ad\u0300-\u036f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f"
    "\ufe00-\ufe0f\ufeff\U000e0000-\U000e007f\ud800-\udfff"
)
_UNSEEN = re.compile(f"[{_LEFT_OUT}]")
_COMBINING = re.compile("[\u0300-\u036f\ufe00-\ufe0f]*")


@dataclass(frozen=True, slots=True)
class Normal:
    """An even text and where each of its characters stood.

    Attributes:
        text: The text rules look at.
        original: The text as given.
        places: For each character of `text` its place in `original`; None when they are the same.
    """

    text: str
    original: str
    places: tuple[int, ...] | None

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """Return the place in the original of the characters [start, end) of the even text."""
        if self.places is None:
            return start, end
        last = self.places[end - 1] + 1
        marks = _COMBINING.match(self.original, last)
        return self.places[start], marks.end() if marks else last


def normalise(text: str) -> Normal:
    """Return `text` made even; costs next to nothing when there is nothing to do."""
    if text.isascii():
        even = text.translate(_EVEN) if "\r" in text or "`" in text or "\0" in text else text
        return Normal(even, text, None)
    if not _UNSEEN.search(text):
        return Normal(text.translate(_EVEN), text, None)
    kept: list[str] = []
    places: list[int] = []
    last = 0
    for unseen in _UNSEEN.finditer(text):
        kept.append(text[last : unseen.start()])
        places.extend(range(last, unseen.start()))
        last = unseen.end()
    kept.append(text[last:])
    places.extend(range(last, len(text)))
    return Normal("".join(kept).translate(_EVEN), text, tuple(places))
