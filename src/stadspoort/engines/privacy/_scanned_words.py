"""Words that a scanner or a line end broke: "Wier-/sma", "Hid dinga", "S A R R A F", "Naarn".

Parts are joined when the whole is a known word or name, or when no part is a known word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from stadspoort.engines.privacy._edits import Edit
from stadspoort.engines.privacy._labels import meaning_of
from stadspoort.engines.privacy._lists import Lists, fold, packaged_lists
from stadspoort.engines.privacy._name_words import JOINS, Class, classify, cue_of

_HYPHEN = re.compile(
    r"(?<=[a-zß-ſ])(-\n[ \t]{0,40})(?=[a-zß-ſ]{2})"
    r"([a-zß-ſ]+)((?: ?[,.;:)]{1,2}){0,2}(?: \d{1,4}[a-z]?(?!\w)[,.;:)]{0,2})?)([ \t]?)"
)
"""The number of a house stays with its street."""
_AND = frozenset(("en", "of", "als", "dan", "noch"))
_APART = re.compile(
    r"(?<![\w.-])[A-Z](?: [A-Z]){1,20}(?: {2,4}[A-Z](?: [A-Z]){1,20}){0,4}"
    r"(?=  |[ \t]*(?:$|\n|[,;:.(]))"
    r"|(?<![\w.-])[A-Z](?: [a-zà-ÿ]){3,20}(?=  |[ \t]*(?:$|\n|[,;:.(]))"
)
_APART_TRIGGER = re.compile(r"[A-Z] [A-Za-z] [A-Za-z][ \n]")
_WORD = re.compile(r"[^\W\d_]+")
_RN = re.compile(r"(?<![^\W\d_])(?=[^\W\d_]{0,30}(?:rn|vv))[^\W\d_]{4,30}(?![^\W\d_])")
_ZERO = re.compile(
    r"(?<![\w])[^\W\d_]{0,20}[01]{1,2}[^\W\d_]{1,20}(?:[01]{1,2}[^\W\d_]{1,20})?(?!\w)"
)
_SMALL_L = re.compile(r"(?<=[A-Z]{2})l(?=[A-Z])|(?<![\w])l(?=[A-Z]{3})")
_STREET = re.compile(
    r"(?i)[a-zà-ÿ]{3,}(?:straat|laan|weg|plein|kade|gracht|singel|dreef|dijk|steeg|hof|pad|bloem)$"
)
_NO_END = frozenset("./'-@_")
"""Signs after a short last part that make it something of its own: "d.d.", "t/m"."""
_LONGEST_ENTRY = 12
"""Letters of the longest words in the dictionary: longer ones are compounds."""
_LEAST_PART = 4
_LONGEST_END = 9
_ENDS = frozenset(("sma", "stra", "inga", "enga", "nga", "tra", "ema", "huizen", "ssen"))
"""Ends of surnames that are no words: "Jong sma"."""
_HOUSE = re.compile(r" {1,2}(?:[A-Z] {1,2})?\d")
_SMALL = frozenset(
    (
        "de", "den", "der", "des", "het", "een", "en", "of", "in", "is", "te", "op", "om", "aan",
        "al", "als", "af", "bij", "dan", "dat", "die", "dit", "er", "ga", "gaat", "geb", "had",
        "heb", "hij", "hoe", "ik", "ja", "je", "kan", "man", "me", "met", "mij", "na", "nu", "nr",
        "ons", "ook", "per", "pr", "tel", "tot", "u", "uit", "uw", "van", "vd", "ver", "via",
        "voor", "was", "wat", "we", "wel", "wie", "wij", "wil", "won", "ze", "zei", "zij", "zo",
        "zr", "dr", "mr", "ds", "dhr", "mw", "mej", "wed", "ter", "ten", "bis", "hs", "v", "no",
        "mag", "mee", "nog", "toe", "zal", "zet", "ben", "dus", "naar", "niet", "over", "onder",
        "sr", "jr", "bv", "nv", "zn",
    )
)  # fmt: skip


def line_ends(text: str) -> Iterator[Edit]:
    """Yield the edits that join a word that a hyphen breaks at the end of a line.

    The line then ends behind the joined word, so that lines stay lines.
    """
    if "-\n" not in text:
        return
    for found in _HYPHEN.finditer(text):
        if found[2] in _AND:
            continue
        yield Edit(*found.span(1))
        if found[4]:
            yield Edit(*found.span(4), "\n")


def letters_apart(text: str) -> Iterator[Edit]:
    """Yield the edits that close "S A R R A F" and "V A N   D E N   B O S"."""
    if not _APART_TRIGGER.search(text):
        return
    for found in _APART.finditer(text):
        if sum(map(str.isalpha, found[0])) < 4:
            continue
        for gap in re.finditer(" +", found[0]):
            stop = gap.end() if len(gap[0]) == 1 else gap.end() - 1
            yield Edit(found.start() + gap.start(), found.start() + stop)


def misread_letters(text: str) -> Iterator[Edit]:
    """Yield the edits of letters read wrong: "Naarn", "Eeft1ng", "AKK00RD", "STlCHTING"."""
    for found in _RN.finditer(text):
        yield from _joined_letters(found)
    for found in _ZERO.finditer(text):
        yield from _digits_in_word(found)
    for found in _SMALL_L.finditer(text):
        yield Edit(*found.span(), "I")


def _joined_letters(found: re.Match[str]) -> Iterator[Edit]:
    word = found[0]
    if _is_known(word):
        return
    for wrong, right in (("rn", "m"), ("vv", "w")):
        at = word.find(wrong)
        while at >= 0:
            if _is_known(word[:at] + right + word[at + 2 :]):
                yield Edit(found.start() + at, found.start() + at + 2, right)
                return
            at = word.find(wrong, at + 1)


def _digits_in_word(found: re.Match[str]) -> Iterator[Edit]:
    word = found[0]
    is_capital = sum(map(str.isupper, word)) > len(word) / 2
    letters = sum(map(str.isalpha, word))
    if letters < 4 or not (is_capital or word[1:].lower() == word[1:]):
        return
    ones = ("I", "L") if is_capital else ("i", "l")
    zero = "O" if is_capital else "o"
    read = [word.replace("0", zero).replace("1", one) for one in ones]
    if word[0] == "0":
        read = [f"O{one[1:]}" for one in read]
    best = next((one for one in read if _is_known(one)), None)
    if best is None and (is_capital or not word[0].isupper() or letters < 5):
        return
    for at, (old, new) in enumerate(zip(word, best or read[0], strict=True), start=found.start()):
        if old != new:
            yield Edit(at, at + 1, new)


def broken_words(text: str) -> Iterator[Edit]:
    """Yield the edits that join the parts of words that a space breaks."""
    words = [(found.start(), found.end(), found[0]) for found in _WORD.finditer(text)]
    whole = {word for _, _, word in words if len(word) > 4 and word[0].isupper()}
    near = [
        text[left[1] : right[0]] == " " and (right[2].islower() or left[2].isupper())
        for left, right in pairwise(words)
    ]
    near += (False, False)
    at = 0
    while at < len(words) - 1:
        if not near[at]:
            at += 1
            continue
        sizes = (3, 2) if near[at + 1] else (2,)
        size = next(
            (size for size in sizes if _belong(text, words[at : at + size], size, whole)), 1
        )
        for left in range(at, at + size - 1):
            yield Edit(words[left][1], words[left + 1][0])
        at += size


def _belong(text: str, parts: list[tuple[int, int, str]], size: int, whole: set[str]) -> bool:
    """Say whether `parts`, one space apart, are the pieces of one word."""
    first, *rest = (word for _, _, word in parts)
    if not _can_belong(text, parts, first, rest):
        return False
    goes_on = size == 3 and rest[1] in _SMALL and text[parts[2][1] : parts[2][1] + 1] == " "
    if goes_on and _is_one(first, (rest[0],), is_seen=False):
        return False
    joined = "".join((first, *rest))
    is_street = size == 2 and _STREET.match(joined) and _HOUSE.match(text, parts[-1][1])
    if is_street and first[0].isupper() and first not in JOINS:
        return True
    return _is_one(first, tuple(rest), joined in whole)


def _can_belong(text: str, parts: list[tuple[int, int, str]], first: str, rest: list[str]) -> bool:
    """Say whether the letters and the signs around `parts` allow that they are one word."""
    if text[parts[0][0] - 1 : parts[0][0]] == "'":
        return False
    if len(rest[-1]) < 3 and text[parts[-1][1] : parts[-1][1] + 1] in _NO_END:
        return False
    if not all(map(str.islower, rest)) and not all(map(str.isupper, (first, *rest))):
        return False
    return len(first) > 1 or not first.isupper() or rest[0].isupper()


@lru_cache(maxsize=8192)
def _is_one(first: str, rest: tuple[str, ...], is_seen: bool) -> bool:
    joined = "".join((first, *rest))
    parts = (first, *rest)
    is_cue = cue_of(joined) or meaning_of(joined)
    if len(joined) < 5 or first in JOINS or (cue_of(first) and not is_cue):
        return False
    is_name = _is_name_known(joined)
    if len(rest) == 1 and rest[0] in _SMALL and (_is_known(first) or not (is_name or is_cue)):
        return False
    unknown = [part for part in parts if _is_piece(part)]
    if fold(first) in _SMALL and not (is_name and rest[-1] in unknown):
        return False
    is_street = len(parts) == 2 and _STREET.match(joined)
    if is_seen or is_name or _is_known(joined) or is_street or is_cue:
        if unknown:
            return True
        return _is_name_in_parts(first, rest, joined) or _is_word_in_parts(parts, joined)
    if len(parts) == 2 and unknown and _is_compound(joined):
        return True
    if len(parts) > 2 or not first[0].isupper() or not rest[0].islower():
        return False
    is_end = len(rest[0]) < _LONGEST_END and (not _is_known(rest[0]) or len(rest[0]) < 3)
    return rest[0] in _ENDS or (is_end and rest[0] in unknown and _can_begin(first))


def _is_piece(part: str) -> bool:
    """Say whether `part` is no word; the dictionary holds no longer ones, so those are."""
    key = fold(part)
    is_short = len(part) < 4 and key not in _SMALL and key not in packaged_lists().words
    return len(part) <= _LONGEST_ENTRY and (is_short or not _is_known(part))


def _can_begin(first: str) -> bool:
    """Say whether `first` is no everyday word and no common name: "Emm" of "Emmanuelson"."""
    lists, key = packaged_lists(), fold(first)
    is_name = key in lists.common_first_names or (key in lists.surnames and len(key) > _LEAST_PART)
    return not is_name and key not in lists.dictionary and key not in lists.places


def _is_name_known(word: str) -> bool:
    lists, key = packaged_lists(), fold(word)
    is_name = key in lists.surnames or key in lists.first_names
    return word[0].isupper() and (is_name or bool(classify(word, lists) & Class.FIRST))


def _is_compound(word: str) -> bool:
    """Say whether `word`, too long for the dictionary, is two of its words written as one."""
    key, known = fold(word), packaged_lists().dictionary
    return len(key) > _LONGEST_ENTRY and any(
        key[at:] in known and (key[:at] in known or (key[at - 1] == "s" and key[: at - 1] in known))
        for at in range(_LEAST_PART, len(key) - _LEAST_PART + 1)
    )


def _is_name_in_parts(first: str, rest: tuple[str, ...], joined: str) -> bool:
    """Say whether known words make a known name: "Lem mens", "Fat ma"."""
    lists = packaged_lists()
    if not first[0].isupper() or any(part in _SMALL for part in rest):
        return False
    is_name = fold(joined) in lists.surnames or fold(joined) in lists.common_first_names
    return (
        is_name and fold(first) not in lists.common_first_names and fold(first) not in lists.words
    )


def _is_word_in_parts(parts: tuple[str, ...], joined: str) -> bool:
    """Say whether known words make a longer known word: "slecht ziend", "blinde darm"."""
    return (
        joined[1:].islower()
        and len(joined) > 8
        and all(len(part) > 3 for part in parts[1:])
        and parts[0] not in _SMALL
        and len(parts[0]) > 3
    )


def _is_known(word: str) -> bool:
    return _known(word, packaged_lists())


@lru_cache(maxsize=16384)
def _known_folded(key: str, is_capital: bool) -> bool:
    lists = packaged_lists()
    if key in lists.dictionary or key in lists.words or key in JOINS or key in _SMALL:
        return True
    return is_capital and (
        key in lists.first_names
        or key in lists.surnames
        or key in lists.places
        or key in lists.organisations
    )


def _known(word: str, lists: Lists) -> bool:
    return _known_folded(fold(word), word[:1].isupper())
