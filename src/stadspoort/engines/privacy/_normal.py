r"""A text made even for matching, with the way back to the offsets of the original.

Personal data hides behind characters that nobody sees: a no-break space inside a phone number, a
soft hyphen in a name copied from a PDF, full-width digits. Rules look at the even text; findings
carry offsets of the text as it was given.

Characters replaced one for one: kinds of space, dash, quote and full-width digits.
Characters left out: soft hyphen, zero-width and direction marks, tag characters, combining marks
(so that "e" + U+0301 reads as "e"), lone surrogates.
Codes for one sign read as that sign: HTML entities ("&#64;"), percent-encoding ("%40"), escapes of
JSON and calendars ("\u00fc", "\n", "\,") and the doubled quote of SQL ("van ''t Hof").

Sources: Unicode 15 categories Zs, Pd, Cf, Mn for the characters named here; HTML (named character
references); RFC 3986 par. 2.1 (percent-encoding); RFC 8259 par. 7 (escapes).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from html import unescape
from urllib.parse import unquote

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
_UNSEEN = f"[{_LEFT_OUT}]"
_ODD = re.compile(f"[{_LEFT_OUT}{re.escape(''.join(map(chr, _EVEN)))}]")
_COMBINING = re.compile("[\u0300-\u036f\ufe00-\ufe0f]*")
_CODED = (
    r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,8});"
    r"|%(?:[2-7][0-9A-Fa-f]|[cCdD][0-9A-Fa-f]%[89abAB][0-9A-Fa-f]|"
    r"[eE][0-9A-Fa-f](?:%[89abAB][0-9A-Fa-f]){2})"
    r"|\\u[0-9a-fA-F]{4}|\\n(?=[^a-z\\/])|\\[,;](?=[ \w])|''(?=[^\W\d_])"
)
_ELSEWHERE = re.compile(f"{_CODED}|{_UNSEEN}+")
_ENTITY = re.compile(r"&(?:#\w+|[A-Za-z]+);")


@dataclass(frozen=True, slots=True)
class Normal:
    """An even text and where each of its characters stood.

    Attributes:
        text: The text rules look at.
        original: The text as given.
    """

    text: str
    original: str
    # Where runs of characters begin in the even text, where in the original, and how many signs
    # of the original each first character stands for. Grows with what was left out, not the text.
    _starts: tuple[int, ...] = (0,)
    _origins: tuple[int, ...] = (0,)
    _widths: tuple[int, ...] = (1,)

    @property
    def is_in_place(self) -> bool:
        """Whether every character stands where it stood in the original."""
        return len(self._starts) == 1

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """Return the place in the original of the characters [start, end) of the even text."""
        if self.is_in_place:
            return start, end
        last = self._place(end - 1)[1]
        marks = _COMBINING.match(self.original, last)
        return self._place(start)[0], marks.end() if marks else last

    def _place(self, at: int) -> tuple[int, int]:
        """Return where in the original the one character `at` begins and ends."""
        run = bisect_right(self._starts, at) - 1
        inside = at - self._starts[run]
        if inside == 0:
            return self._origins[run], self._origins[run] + self._widths[run]
        begin = self._origins[run] + self._widths[run] + inside - 1
        return begin, begin + 1


def normalise(text: str) -> Normal:
    """Return `text` made even; costs next to nothing when there is nothing to do."""
    is_coded = ("&" in text and ";" in text) or "%" in text or "''" in text or "\\" in text
    if text.isascii():
        if not is_coded or not _ELSEWHERE.search(text):
            even = text.translate(_EVEN) if "\r" in text or "`" in text or "\0" in text else text
            return Normal(even, text)
    elif not _ELSEWHERE.search(text):
        return Normal(text.translate(_EVEN) if _ODD.search(text) else text, text)
    return _taken_apart(text)


def _taken_apart(text: str) -> Normal:
    kept: list[str] = []
    starts, origins, widths = [0], [0], [1]
    size = last = 0
    for found in _ELSEWHERE.finditer(text):
        sign = _decoded(found[0])
        if sign is None:
            continue
        kept += (text[last : found.start()], sign)
        size += found.start() - last
        last = found.end()
        if sign:
            starts.append(size)
            origins.append(found.start())
            widths.append(last - found.start())
            size += 1
        starts.append(size)
        origins.append(last)
        widths.append(1)
    kept.append(text[last:])
    even = "".join(kept).translate(_EVEN)
    # Of two runs that begin at one place the later one holds: nothing lies in the first.
    return Normal(even, text, tuple(starts), tuple(origins), tuple(widths))


def _decoded(code: str) -> str | None:
    """Return the sign that `code` stands for, "" for one nobody sees, None when it is no code."""
    if code[0] == "%":
        try:
            return unquote(code, errors="strict")
        except UnicodeDecodeError:
            return None
    if code[0] == "'":
        return "'"
    if code[0] == "\\" and code[1] != "u":
        return "\n" if code[1] == "n" else code[1]
    if code[0] == "\\":
        sign = code.encode().decode("unicode_escape")
        return "" if _LEFT_OUT_SIGN.match(sign) else sign
    if not _ENTITY.fullmatch(code):
        return ""
    sign = unescape(code)
    if len(sign) != 1:
        return None
    return "" if _LEFT_OUT_SIGN.match(sign) else sign


_LEFT_OUT_SIGN = re.compile(_UNSEEN)
