"""Letters that a scanner read for digits, one for one, so that every rule sees the number.

"5O7913553", "84.241.19.6O", "4lA", "O2 ll l99l": only in a word of digits and their look-alikes, or
of look-alikes alone between numbers; never in a word. O and l come first; only where they were
found, the letters that codes hold too (S, B, Z, a leading I) are read as digits as well.
"""

from __future__ import annotations

import re

_ALIKE = str.maketrans("OolISBZ", "0011582")
_TRIGGER = re.compile(r"[0-9](?:[OolI]|(?<=[OolI].))")
_PLAIN = re.compile(r"(?<![^\W_])(?!I)[0-9OolI]{2,40}(?<!I)(?=[A-Ha-h]?(?![^\W_]))")
_MIXED = re.compile(r"(?<![^\W_])[0-9OolISBZ]{2,40}(?=[A-Ha-h]?(?![^\W_]))")
"""A word of digits and look-alikes; the letter of a house number may follow."""
_INSIDE = re.compile(r"^[SBZ]|[SBZ]$|[SBZ]{2}")
"""S, B and Z count between digits only: "B12" and "4S" are codes."""
_BETWEEN = re.compile(
    r"(?<=\d)(?:[ ]?[ .,/|-]{1,2})[OolI]{1,4}(?=[ ]?[ .,/|-]{1,2}[OolI']{0,2}\d)"
    r"|(?<=\d)[ .,:-](?:[Oo]{2,3}|[lI][Oo]|[Oo][lI])(?![^\W_])|(?<![^\W_])ll(?![^\W_])"
)
"""Look-alikes alone between two numbers, or two of them after one: "7O OO", "3O-ll-1954"."""
_POSTCODE = re.compile(r"(?<![^\W_])[1-9lI][0-9OlI]{3}(?=[A-Z]{2}(?![^\W_]))")
_CODE = re.compile(r"(?<=\d)[OlI]{1,2}(?=\d)|(?<=\d\d)[Ol](?![^\W_])")
_ACCOUNT = re.compile(r"(?<![^\W_])[A-Z]{2}(?:\d[OlI]|[OlI]\d)(?= ?[A-Z0-9]{4} ?[A-Z0-9]{4})")
"""Look-alikes in a word that holds other letters too: "3O23VH", "GP088I04", "PL5I l063 5122"."""
_SIGNS = frozenset("0123456789OolI")
_LONGEST = 40
_ELEMENTS = frozenset(("O2", "O3"))
_NUMBER_BEFORE = re.compile(r"[\dOl][ .,:/-]$")
_NUMBER_AFTER = re.compile(r"[ .,:/|-]{1,2}(?:[OolI]{1,2}[ .,/-])?[OolI']{0,2}\d")


def with_digits(text: str) -> tuple[str, int]:
    """Return `text` with look-alikes in numbers as digits, at the same places, and how many."""
    count = sum(_is_misread(text, found.start()) for found in _TRIGGER.finditer(text))
    if not count:
        return text, 0
    even = _MIXED.sub(lambda found: _as_number(found[0], found), text)
    for pattern in (_BETWEEN, _CODE, _POSTCODE):
        even = pattern.sub(lambda found: found[0].translate(_ALIKE), even)
    even = _ACCOUNT.sub(lambda found: found[0][:2] + found[0][2:].translate(_ALIKE), even)
    return even, count


def _is_misread(text: str, at: int) -> bool:
    """Say whether the digit at `at` stands in a number that holds look-alikes."""
    start = at
    while start > 0 and text[start - 1] in _SIGNS and at - start < _LONGEST:
        start -= 1
    found = _PLAIN.match(text, start)
    return found is not None and _as_number(found[0], found) != found[0]


def _as_number(word: str, found: re.Match[str]) -> str:
    if word.isdigit() or not any(map(str.isdigit, word)) or not _is_number(word, found):
        return word
    return word.translate(_ALIKE)


def _is_number(word: str, found: re.Match[str]) -> bool:
    """Say whether the word of digits and look-alikes is a number and no code or element."""
    if _INSIDE.search(word):
        return False
    if word not in _ELEMENTS:
        return True
    before = found.string[max(0, found.start() - 2) : found.start()]
    after = found.string[found.end() : found.end() + 8]
    return bool(_NUMBER_BEFORE.search(before) or _NUMBER_AFTER.match(after))
