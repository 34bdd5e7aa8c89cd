"""Many phrases looked for at once, by their words: one step per word, not per phrase."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Generic, NamedTuple, TypeVar

from stadspoort.engines.privacy._lists import fold
from stadspoort.engines.privacy._own_rows import WORD

Payload = TypeVar("Payload")

_WIDEST_GAP = 6
_Node = dict[str, "_Node"]


class Word(NamedTuple):
    """A word of a text, with its place and the form in which it is compared."""

    start: int
    end: int
    key: str


class Phrase(NamedTuple, Generic[Payload]):
    """A phrase that stands in a text: its words [first, last] and what was kept with it."""

    first: int
    last: int
    payload: Payload


def words_of(text: str) -> list[Word]:
    """Return the words of `text` in order."""
    return [Word(found.start(), found.end(), fold(found[0])) for found in WORD.finditer(text)]


class Phrases(Generic[Payload]):
    """Phrases by their words, each with a payload."""

    def __init__(self) -> None:
        self._ends: dict[int, Payload] = {}
        self._root: _Node = {}

    def add(self, words: Sequence[str], payload: Payload) -> None:
        """Add a phrase; of two with the same words the first stays."""
        if not words:
            return
        node = self._root
        for word in words:
            node = node.setdefault(word, {})
        self._ends.setdefault(id(node), payload)

    def find(self, words: Sequence[Word]) -> Iterator[Phrase[Payload]]:
        """Yield every phrase at every word; they may overlap.

        A phrase is at most as many words long as the longest one added, so time is linear.
        """
        for first, word in enumerate(words):
            node = self._root.get(word.key)
            last = first
            while node is not None:
                if id(node) in self._ends:
                    yield Phrase(first, last, self._ends[id(node)])
                last += 1
                if last == len(words) or words[last].start - words[last - 1].end > _WIDEST_GAP:
                    break
                node = node.get(words[last].key)
