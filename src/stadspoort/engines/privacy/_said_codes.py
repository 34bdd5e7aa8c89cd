"""Numbers and codes said aloud: digits one by one, in groups, with letters between them.

    zes zeven negen, drie twee zeven, zes drie nul          679327630
    zevenhonderd achtennegentig zeshonderd vierenveertig    798644
    n l tweeëntachtig s n s b nul vijf dubbel acht          NL82SNSB0588
    06, 41, 24, 21, 94                                      0641242194

Only reads; what a code is, `_spoken_numbers` says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from stadspoort.engines.privacy._number_words import Number, number_at

_BANKS = (
    "abna", "rabo", "ingb", "snsb", "trio", "asnb", "knab", "bunq", "rbrb", "fvlb", "hand", "bngh",
    "revo", "ninj", "ing", "abn", "asn",
)  # fmt: skip
_BETWEEN = re.compile(
    r"(?: ?\.\.\. ?|[ ,/-]{1,3})(?:(?:eh|ehm|uh|uhm|euh|eu|streepje|spatie|dan|en dan|en toen)"
    r"(?:[, ]{1,2}|\.\.\. ?)){0,2}(?=[^\W_])"
)
_TIMES = re.compile(r"(?:dubbele?|twee ?(?:keer|maal)|drie ?(?:keer|maal)) (?=[^\W_])")
_NUMERAL = re.compile(r"\d{1,4}(?![^\W_])")
_LETTER = re.compile(r"[a-tv-z](?![^\W_])")
_CLUSTER = (
    r"(?!km|cm|mm|kg|mg|nr|tv|[mdw]rs?|st|[bncgw]v|pc|wc|ww|hs|ws|ff|pp)[b-df-hj-np-tv-z]{2,3}"
)
"""Letters of a plate written as one; units and abbreviations are none."""
_LETTERS = re.compile(rf"(?:nl|{_CLUSTER}|{'|'.join(_BANKS)})(?![^\W_])")
_LEFT = re.compile(
    rf"(?<![^\W_])(?:(?:[a-tv-z]|nl|{_CLUSTER}|plus|dubbele?|\d{{1,4}})[ ,-]{{1,2}}){{1,9}}\Z"
)
_REACH_LEFT = 40
_NEAR = 25
_SIGN_BESIDE = re.compile(rf"[ ,-]{{1,2}}(?:[^\W_]|{_CLUSTER}|\d{{2,4}})(?![^\W_])")
_LEAST_ALONE = 100
_MOST_ITEMS = 60
_DIGITS = re.compile(r"\d(?<![\w.,€]\d)\d{0,2}(?:(?:, ?| )\d{1,3}){4,9}(?![\w]|[.,]\d)")


class Code(NamedTuple):
    """A number or code as said.

    Attributes:
        start: First character.
        end: First character after it (half open).
        signs: Its digits and capitals, "+" for "plus".
        items: How many words and numerals it takes.
        has_words: Whether a number in words is among them.
    """

    start: int
    end: int
    signs: str
    items: int
    has_words: bool = True

    @property
    def digits(self) -> str:
        """The digits alone."""
        return "".join(sign for sign in self.signs if sign.isdigit())


def codes_in(lower: str, numbers: Sequence[Number]) -> Iterator[Code]:
    """Yield the codes around the `numbers` of a text in lower case, in order, without overlap.

    A number alone is a code of one item; those below a hundred are left out.
    """
    at = 0
    starts = [number.start for number in numbers[1:]] + [len(lower) + _NEAR]
    for number, following in zip(numbers, starts, strict=False):
        if number.start < at or number.is_ordinal:
            continue
        is_alone = following - number.end >= _NEAR and not _SIGN_BESIDE.match(lower, number.end)
        if is_alone and number.value < _LEAST_ALONE:
            continue
        begin = max(at, number.start - _REACH_LEFT)
        left = _LEFT.search(lower, begin, number.start)
        start = left.start() if left else number.start
        code = _read(lower, start)
        if code and code.end > number.start:
            yield code
            at = code.end
    if ", " in lower or "," in lower:
        yield from _numerals(lower)


def _numerals(lower: str) -> Iterator[Code]:
    """Yield numerals said in groups, "06, 41, 24, 21, 94", and digits one by one."""
    for found in _DIGITS.finditer(lower):
        groups = re.findall(r"\d+", found[0])
        yield Code(*found.span(), "".join(groups), len(groups), has_words=False)


def _read(lower: str, start: int) -> Code | None:
    signs: list[str] = []
    at = end = start
    items = 0
    while items < _MOST_ITEMS:
        times = _TIMES.match(lower, at)
        item = _item(lower, times.end() if times else at)
        if item is None and times:  # "twee keer per week"
            times, item = None, _item(lower, at)
        if item is None:
            break
        said, end = item
        signs.append(said * (1 if times is None else 3 if times[0].startswith("drie") else 2))
        items += 1
        between = _BETWEEN.match(lower, end)
        if between is None:
            break
        at = between.end()
    return Code(start, end, "".join(signs), items) if items else None


def _item(lower: str, at: int) -> tuple[str, int] | None:
    """Return the signs of the one item at `at` and where it ends."""
    number = number_at(lower, at)
    if number is not None:
        return None if number.is_ordinal else (str(number.value), number.end)
    for pattern in (_NUMERAL, _LETTER, _LETTERS):
        found = pattern.match(lower, at)
        if found:
            return found[0].upper(), found.end()
    return ("+", at + 4) if lower.startswith("plus ", at) else None
