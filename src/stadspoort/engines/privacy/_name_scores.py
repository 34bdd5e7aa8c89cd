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
_LONGEST = 300
"""Characters: values with an endless word in them are not worth keeping."""


class _Weighed(dict[Values, tuple[float, ...]]):
    """The weights, other than 0, of the features of one group by what the group looks at."""

    def __init__(self, group: Group, weights: dict[str, float]) -> None:
        super().__init__()
        self._group, self._weights = group, weights

    def __missing__(self, values: Values) -> tuple[float, ...]:
        get = self._weights.get
        found = tuple([weight for name in self._group(*values) if (weight := get(name, 0.0))])
        if len(str(values)) <= _LONGEST:
            if len(self) >= _MOST:
                self.clear()
            self[values] = found
        return found


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
