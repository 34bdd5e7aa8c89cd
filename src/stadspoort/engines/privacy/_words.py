"""Where known values occur as whole words, whatever white space or invisible signs stand inside."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

# Soft hyphen, combining grapheme joiner, zero-width space and joiners, direction marks, word
# joiner, byte order mark: signs without width that people paste along and that would hide a name.
INVISIBLE = "\u00ad\u034f\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff"
_INVISIBLE = re.compile(f"[{INVISIBLE}]")
_SPACES = re.compile(r"\s+")
# The underscore divides words here: "zaak_Jansen.pdf" names Jansen.
_WORD = re.compile(r"[^\W_]+")
_UNIT = re.compile(r"[^\W_]+|\s+|[\W_]")
_MOST_UNITS = 64
_CLUSTER = re.compile(r"[^\u0300-\u036f][\u0300-\u036f]*|[\u0300-\u036f]+")


def clean(value: str) -> str:
    """Return `value` composed (NFC), without invisible signs, and each run of space as one."""
    if not value.isascii():
        value = unicodedata.normalize("NFC", _INVISIBLE.sub("", value))
    return _SPACES.sub(" ", value.strip())


@dataclass(frozen=True, slots=True)
class CleanText:
    """A text without invisible signs, composed, that knows where its characters came from."""

    text: str
    _origins: tuple[int, ...] | None = None

    @classmethod
    def of(cls, text: str) -> CleanText:
        """Return the clean form of `text`; the text itself when there is nothing to clean."""
        if text.isascii() or (
            not _INVISIBLE.search(text) and unicodedata.is_normalized("NFC", text)
        ):
            return cls(text)
        characters: list[str] = []
        origins: list[int] = []
        for cluster in _CLUSTER.finditer(text):
            composed = unicodedata.normalize("NFC", _INVISIBLE.sub("", cluster[0]))
            characters.append(composed)
            origins.extend([cluster.start()] * len(composed))
        origins.append(len(text))
        return cls("".join(characters), tuple(origins))

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """Return where [start, end) of the clean text stands in the original one."""
        if self._origins is None:
            return start, end
        # The end is where the *next* clean character begins, so that a combining mark or an
        # invisible sign behind the last letter goes along.
        return self._origins[start], self._origins[end]


@dataclass(slots=True)
class _Node:
    """A place in the tree of known values: what may follow, and the values that end here.

    `ends` maps the signs before the first word of a value ("+" in "+31612345678") to the value.
    """

    following: dict[str, _Node] = field(default_factory=dict)
    ends: dict[str, str] = field(default_factory=dict)


class WordIndex:
    """Clean values by their units (words, white space, single signs), to find them in a text.

    Finding takes time in proportion to the text, not to the number of values. The exception are
    values of more than 64 units, which are looked for one by one and to the letter: a step per
    unit at every word of a text would let one repetitive value make it quadratic.
    """

    def __init__(self) -> None:
        self._root: dict[str, _Node] = {}
        self._long: list[str] = []

    def add(self, value: str) -> None:
        """Add a clean value; one without any letter or digit cannot be found and is passed over."""
        first = _WORD.search(value)
        if first is None:
            return
        units = _UNIT.findall(value, first.end())
        if len(units) > _MOST_UNITS:
            self._long.append(value)
            return
        node = self._root.setdefault(first[0], _Node())
        for unit in units:
            node = node.following.setdefault(_key(unit), _Node())
        node.ends[value[: first.start()]] = value

    def find(self, text: str) -> list[tuple[int, int, str]]:
        """Return (start, end, value) of the longest value at each word, in no order.

        Two values may overlap; a value is found only between the edges of words.
        """
        found = [place for value in self._long for place in _everywhere(value, text)]
        if self._root.keys().isdisjoint(_WORD.findall(text)):
            return found
        for word in _WORD.finditer(text):
            node = self._root.get(word[0])
            if node is not None:
                hit = _longest(node, text, word.start(), word.end())
                if hit is not None:
                    found.append(hit)
        return found


def _longest(node: _Node, text: str, start: int, end: int) -> tuple[int, int, str] | None:
    best: tuple[int, int, str] | None = None
    while True:
        for before, value in node.ends.items():
            begin = start - len(before)
            if (
                begin >= 0
                and text.startswith(before, begin)
                and (best is None or end - begin > best[1] - best[0])
            ):
                best = (begin, end, value)
        unit = _UNIT.match(text, end)
        following = node.following.get(_key(unit[0])) if unit else None
        if unit is None or following is None:
            return best
        node, end = following, unit.end()


def _everywhere(value: str, text: str) -> list[tuple[int, int, str]]:
    places: list[tuple[int, int, str]] = []
    start = text.find(value)
    while start >= 0:
        end = start + len(value)
        is_whole = not (
            (_WORD.match(value) and _WORD.match(text[start - 1 : start]))
            or (_WORD.match(value[-1]) and _WORD.match(text[end : end + 1]))
        )
        if is_whole:
            places.append((start, end, value))
        start = text.find(value, end)
    return places


def _key(unit: str) -> str:
    return " " if unit.isspace() else unit
