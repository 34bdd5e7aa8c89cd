"""Put other names in the place of those in a marked text, so that weights learn places, not names.

A first name becomes another first name, a surname another surname, an unknown word a made-up one;
each word the same one wherever the text has it. Towns change too. What changes is drawn from the
generator that the caller gives.
"""

from __future__ import annotations

import random
import re
from functools import cache

from stadspoort.engines.privacy import measure
from stadspoort.engines.privacy._lists import fold, packaged_lists
from stadspoort.engines.privacy._name_tokens import class_code

_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_BEGIN = (
    "b", "br", "d", "dr", "f", "g", "gr", "h", "j", "k", "kl", "kr", "l", "m", "n", "p", "pr",
    "r", "s", "sch", "sl", "st", "t", "tr", "v", "w", "z", "kn", "sn", "bl", "fl",
)  # fmt: skip
_VOWEL = (
    "a", "aa", "e", "ee", "i", "ie", "o", "oo", "u", "uu", "ei", "ij", "oe", "ou", "eu", "ui",
)  # fmt: skip
_MIDDLE = (
    "k", "l", "m", "n", "r", "s", "t", "rs", "ns", "rt", "nk", "ld", "mp", "ts", "nd", "ng",
    "st", "rd",
)  # fmt: skip
_END = (
    "sma", "stra", "ma", "inga", "huis", "kamp", "man", "sen", "mans", "ink", "boer", "dijk",
    "veld", "berg", "horst", "ers", "aar", "en", "sz", "oglu", "ski", "wicz", "ov", "ian",
    "yan", "ez", "a", "o", "i", "ou",
)  # fmt: skip
_KEEP_TOWN = 0.3


def persons_in(gold: measure.GoldText) -> bytearray:
    """Return for each character of the text, and one more, whether it is in a person's name."""
    inside = bytearray(len(gold.text) + 1)
    for mark in gold.marks:
        if mark.kind == "PERSOON":
            inside[mark.start : mark.end] = b"\1" * (mark.end - mark.start)
    return inside


def swapped(gold: measure.GoldText, chosen: random.Random) -> tuple[str, bytearray]:
    """Return the text with other names in it, and for each character whether it is in a name."""
    inside = persons_in(gold)
    firms = bytearray(len(gold.text) + 1)
    for mark in gold.marks:
        if mark.kind == "ORGANISATIE":
            firms[mark.start : mark.end] = b"\1" * (mark.end - mark.start)
    named = {
        fold(found[0])
        for found in _WORD.finditer(gold.text)
        if inside[found.start()] and len(found[0]) > 2
    }
    table: dict[str, str] = {}
    text, marks, at = [], bytearray(), 0
    for found in _WORD.finditer(gold.text):
        word = found[0]
        text.append(gold.text[at : found.start()])
        marks += inside[at : found.start()]
        other = word
        is_firm = bool(firms[found.start()])
        if inside[found.start()] or _is_proper(word, named) or (is_firm and _is_name(word)):
            other = _other(word, chosen, table)
        elif class_code(word) == "P" and chosen.random() >= _KEEP_TOWN:
            other = _cased(chosen.choice(_names()[3]), word)
        text.append(other)
        marks += (b"\1" if inside[found.start()] else b"\0") * len(other)
        at = found.end()
    text.append(gold.text[at:])
    marks += inside[at:]
    return "".join(text), marks


def _is_proper(word: str, named: set[str]) -> bool:
    return word[0].isupper() and fold(word) in named


def _is_name(word: str) -> bool:
    return word[0].isupper() and class_code(word)[0] in "FfS"


@cache
def _names() -> tuple[list[str], list[str], list[str], list[str]]:
    """Return first names, surnames that are no words, all surnames, and towns."""
    lists = packaged_lists()
    return (
        sorted(lists.common_first_names - lists.words),
        sorted(lists.surnames - lists.dictionary),
        sorted(lists.surnames),
        sorted(place for place in lists.places if " " not in place and len(place) > 3),
    )


def _other(word: str, chosen: random.Random, table: dict[str, str]) -> str:
    """Return what stands for `word`, the same one each time."""
    key = fold(word)
    if key not in table:
        table[key] = _drawn(word, chosen)
    return _cased(table[key], word)


def _drawn(word: str, chosen: random.Random) -> str:
    first, plain, surnames, _ = _names()
    code = class_code(word if word[0].isupper() else word.capitalize())
    odds = chosen.random()
    if code in ("J", "T", "R", "I") or len(word) < 3:
        return word
    if code[0] in "Ff":
        return chosen.choice(first) if odds < 0.75 else _made_up(chosen)
    if "S" in code:
        return chosen.choice(plain if odds < 0.6 else surnames) if odds < 0.8 else _made_up(chosen)
    if code == "U":
        return chosen.choice(plain) if odds < 0.3 else _made_up(chosen)
    return chosen.choice(plain) if odds < 0.5 else (_made_up(chosen) if odds < 0.8 else word)


def _made_up(chosen: random.Random) -> str:
    return "".join([chosen.choice(part) for part in (_BEGIN, _VOWEL, _MIDDLE, _END)])


def _cased(other: str, word: str) -> str:
    """Return `other` with capitals where `word` has them."""
    if word.isupper() and len(word) > 1:
        return other.upper()
    if word[0].isupper():
        return "-".join([part[:1].upper() + part[1:] for part in other.split("-")])
    return other
