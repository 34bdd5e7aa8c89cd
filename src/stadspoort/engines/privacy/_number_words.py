"""Dutch numbers in words, read to their value and their place in a text.

    zevenennegentig                97
    tweehonderdzes                 206
    honderd twaalf                 112      over several words
    tweeduizend drieëntwintig      2023
    negentientweeënnegentig        1992     years, as people say them
    eenendertigste                 31, an ordinal

Spelling without signs ("tweeentwintig", "eén") reads the same. Not covered: fractions, millions,
dialect. "een" is mostly the article: who asks must look at what stands beside it (`is_article`).

Source: Leidraad of the Nederlandse Taalunie for writing numbers (honderd and duizend written on).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

_UNITS = ("nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen")
_TEENS = (
    "tien", "elf", "twaalf", "dertien", "veertien", "vijftien", "zestien", "zeventien",
    "achttien", "negentien",
)  # fmt: skip
_TENS = ("twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig")


def _below_hundred() -> dict[str, int]:
    words = {word: value for value, word in enumerate(_UNITS + _TEENS)}
    for ten, word in enumerate(_TENS, start=2):
        words[word] = 10 * ten
        words.update({f"{_UNITS[unit]}en{word}": 10 * ten + unit for unit in range(1, 10)})
    return words


_BELOW_HUNDRED = _below_hundred()
_ORDINALS = {
    "eerste": 1, "tweede": 2, "derde": 3, "vierde": 4, "vijfde": 5, "zesde": 6, "zevende": 7,
    "achtste": 8, "negende": 9,
    **{f"{word}de": value for value, word in enumerate(_TEENS, start=10)},
    **{f"{word}ste": value for word, value in _BELOW_HUNDRED.items() if value >= 20},
}  # fmt: skip
_CENTURIES = {"zeventien": 17, "achttien": 18, "negentien": 19, "twintig": 20}
_PLAIN = str.maketrans("ëéèïíó", "eeeiio")

_WORD = re.compile(r"[^\W\d_]+")
_LINK = re.compile(r" (?:en )?(?=[^\W\d_])")
_LONGEST = 40
"""Longer than any number below a million that people write as one word."""
_ENDS = (
    "en", "ig", "nul", "twee", "drie", "vier", "vijf", "zes", "acht", "elf", "twaalf", "een",
    "één", "eén", "rd", "nd",
)  # fmt: skip
"""How every cardinal number ends: a cheap first test."""
_START = re.compile(
    r"[nedtvzahé](?<![^\W_].)(?:ul|egen|en|én|lf|erste|wee|waalf|win|ien|ach|rie|ert|erde|ui|ier|"
    r"ijf|eert|es|eve|cht|ond)[^\W\d_]*"
)
"""The beginning of every number word, and of some others: `number_at` tells them apart."""


class Number(NamedTuple):
    """A number in words.

    Attributes:
        start: First character.
        end: First character after it (half open).
        value: What it is worth, 0 or more.
        is_ordinal: True for "derde".
    """

    start: int
    end: int
    value: int
    is_ordinal: bool = False


def value_of(word: str) -> int | None:
    """Return the value of one word in lower case that is a cardinal number, else None."""
    if len(word) > _LONGEST or not word.endswith(_ENDS):
        return None
    return _value(word)


def ordinal_of(word: str) -> int | None:
    """Return the value of one word in lower case that is an ordinal number up to 99, else None."""
    return _ORDINALS.get(word if word.isascii() else word.translate(_PLAIN))


@lru_cache(maxsize=4096)
def _value(word: str) -> int | None:
    plain = word if word.isascii() else word.translate(_PLAIN)
    if plain in _BELOW_HUNDRED:
        return _BELOW_HUNDRED[plain]
    thousands = _times(plain, "duizend", 1000, most=999)
    if thousands is not None:
        return thousands
    return _below_thousand(plain) or _year(plain)


def _times(word: str, unit: str, worth: int, *, most: int) -> int | None:
    """Return the value of "<head>unit<tail>", None when `word` is not of that form."""
    head, found, tail = word.partition(unit)
    if not found:
        return None
    count = 1 if not head else _small(head) if unit == "honderd" else _below_thousand(head)
    rest = tail.removeprefix("en") if tail.startswith("en") and tail != "en" else tail
    if unit == "duizend":
        more = _below_thousand(rest) if rest else 0
    else:
        more = _small(rest) if rest else 0
    if count is None or more is None or not 0 < count <= most or (rest and more == 0):
        return None
    return count * worth + more


def _small(word: str) -> int | None:
    return _BELOW_HUNDRED.get(word)


def _below_thousand(word: str) -> int | None:
    small = _small(word)
    return small if small is not None else _times(word, "honderd", 100, most=99)


def _year(word: str) -> int | None:
    """Return the value of a year said in two halves, "negentienzevenenzestig"."""
    for head, century in _CENTURIES.items():
        if word.startswith(head) and word != head:
            rest = _small(word.removeprefix(head))
            if rest is not None and rest >= 10:
                return 100 * century + rest
    return None


def number_at(lower: str, start: int) -> Number | None:
    """Return the whole number in words that begins at `start`, over several words if need be.

    "honderd twaalf" is one number and so are "twee duizend tien" and "vier en twintig"; "twaalf
    dertien" is two. None when no word that is a number begins there.
    """
    found = _WORD.match(lower, start)
    if found is None:
        return None
    value = value_of(found[0])
    if value is None:
        ordinal = ordinal_of(found[0])
        return None if ordinal is None else Number(*found.span(), ordinal, is_ordinal=True)
    end = found.end()
    while True:
        link = _LINK.match(lower, end)
        following = _WORD.match(lower, link.end()) if link else None
        if link is None or following is None:
            return Number(start, end, value)
        grown = _joined(value, following[0], has_and=link[0] != " ")
        if grown is None:
            return Number(start, end, value)
        value, end = grown, following.end()


def _joined(value: int, word: str, *, has_and: bool) -> int | None:
    """Return the value of a number of which `value` is said so far when `word` goes on with it."""
    if word in ("honderd", "duizend"):
        is_count = 1 < value < (10 if word == "honderd" else 1000) and not has_and
        return value * (100 if word == "honderd" else 1000) if is_count else None
    more = value_of(word)
    if not more:
        return None
    if value >= 1000 and value % 1000 == 0:
        return value + more if more < 1000 else None
    if value >= 100 and value % 100 == 0:
        return value + more if more < 100 else None
    is_ten = more >= 20 and more % 10 == 0 and more < 100
    return value + more if has_and and is_ten and 0 < value < 10 else None


def is_article(lower: str, number: Number) -> bool:
    """Say whether `number` is "een" without accents, which is mostly no number."""
    return lower[number.start : number.end] == "een"


def numbers_in(lower: str) -> Iterator[Number]:
    """Yield every number in words of a text in lower case, in order, without overlap."""
    at = 0
    while found := _START.search(lower, at):
        number = number_at(lower, found.start())
        if number is not None:
            yield number
        at = number.end if number else found.end()
