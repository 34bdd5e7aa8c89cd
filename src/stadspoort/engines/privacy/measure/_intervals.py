"""Intervals: how far a figure of this size could be off by chance, at 95 %.

- A share of things that are counted (marks, findings, spans, texts) gets **Wilson**'s score
  interval. It takes them as independent, which names in one text are not wholly.
- F1 and shares of characters get the percentiles of a **bootstrap over texts**: as many texts are
  drawn with replacement as there are, a thousand times, from a fixed seed.
- Where every draw is the same (nothing leaked, or one text) the bootstrap says nothing. The figure
  then gets Wilson's interval over the units it stands on, which is wide where they are few.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from math import sqrt

_Z = 1.959964
"""The 97.5th percentile of the normal distribution."""

Interval = tuple[float, float]


def wilson(part: float, whole: float) -> Interval:
    """Return the interval of the share `part` / `whole`, within 0 and 1.

    Source: E.B. Wilson, Journal of the American Statistical Association 22 (1927), 209-212.
    """
    if whole <= 0:
        return 0.0, 1.0
    share, spread = part / whole, _Z * _Z / whole
    middle = (share + spread / 2) / (1 + spread)
    half = _Z * sqrt(share * (1 - share) / whole + spread / (4 * whole)) / (1 + spread)
    return max(0.0, middle - half), min(1.0, middle + half)


class Draws:
    """Sums of counts over texts drawn with replacement, the same draws for every figure."""

    def __init__(
        self, counts: Sequence[Mapping[tuple[str, str], int]], *, seed: int, rounds: int = 1_000
    ) -> None:
        self._counts = counts
        places = range(len(counts))
        drawn = random.Random(seed)  # noqa: S311  must repeat, not surprise
        self._weights = [Counter(drawn.choices(places, k=len(counts))) for _ in range(rounds)]
        self.sums: Callable[[tuple[str, str]], list[int]] = cache(self._sums)

    def _sums(self, key: tuple[str, str]) -> list[int]:
        held = [(place, row[key]) for place, row in enumerate(self._counts) if row[key]]
        return [sum(weight[place] * count for place, count in held) for weight in self._weights]

    def interval(
        self, figure: Callable[..., float | None], *keys: tuple[str, str]
    ) -> Interval | None:
        """Return the middle 95 % of `figure` over the draws; None if it is the same in all.

        Args:
            figure: From the sum of each key to a figure, or None where it has no meaning.
            keys: Of the counts.
        """
        drawn = (figure(*sums) for sums in zip(*map(self.sums, keys), strict=True))
        values = sorted(value for value in drawn if value is not None)
        if not values or values[0] == values[-1]:
            return None
        last = len(values) - 1
        return values[round(0.025 * last)], values[round(0.975 * last)]
