"""What the weights say of a word: the sum over its features, worked out group by group.

A sum over twenty-five texts made for every word would cost more than all rules together. Most
words stand in surroundings that have been seen before, so what the weights say of one group of
features is kept by the few values that the group looks at.
"""

from __future__ import annotations

from collections.abc import Iterable

from stadspoort.engines.privacy._name_features import Group, Values

_MOST = 8192
"""Values kept per group: some megabytes in all, whatever texts come by."""


class _Weighed(dict[Values, tuple[float, ...]]):
    """The weights, other than 0, of the features of one group by what the group looks at."""

    def __init__(self, group: Group, weights: dict[str, float]) -> None:
        super().__init__()
        self._group, self._weights = group, weights

    def __missing__(self, values: Values) -> tuple[float, ...]:
        get = self._weights.get
        found = tuple([weight for name in self._group(*values) if (weight := get(name, 0.0))])
        if len(self) >= _MOST:
            self.clear()
        self[values] = found
        return found


_LENGTH_OF_CLASS = 2
"""Characters of what a word is known as with its case, which some features begin with."""
_NO_WORD = "\0"


def words_with_weight(weights: dict[str, float]) -> frozenset[str]:
    """Return all words that a weight for the words before or after can be about, and some more.

    Whatever else stands in a feature is cut off in every way that it can be put together.
    """
    values: set[str] = set()
    for name in weights:
        group, _, value = name.partition("=")
        if group in ("pu", "nu"):
            values.add(value[_LENGTH_OF_CLASS:])
        elif group in ("p", "n"):
            values.add(value)
        elif group in ("pp", "nn"):
            values.update(value.split(" "))
    pieces = {piece for value in values for piece in (value, *value.split(" "))}
    return frozenset(
        part for piece in pieces for part in (piece, piece[1:], piece[:-1], piece[1:-1])
    )


def only_words(words: Iterable[str], known: frozenset[str]) -> list[str]:
    """Return `words` with one stand-in for all that no weight is about: most words are rare."""
    return [word if word in known or " " in word else _NO_WORD for word in words]


class Scores:
    """The sums of weights for words of which each group of features saw some values."""

    def __init__(self, groups: Iterable[Group], weights: dict[str, float]) -> None:
        self._weighed = [_Weighed(group, weights) for group in groups]

    def of(self, seen: tuple[Values, ...]) -> float:
        """Return the sum of the weights of all features, added up in their own order.

        The order matters to the last bit, and at a whole number that bit is a step of the second
        sum: adding up per group first would give other findings now and then.
        """
        total = 0.0
        for weighed, values in zip(self._weighed, seen, strict=True):
            for weight in weighed[values]:
                total += weight
        return total
