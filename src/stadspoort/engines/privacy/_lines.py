"""The lines of a text that can hold something: most rules need a sign that few lines have."""

from __future__ import annotations

import re
from collections.abc import Iterator


def lines_with(sign: re.Pattern[str], text: str) -> Iterator[tuple[int, int, int]]:
    """Yield start and end of each line with `sign` in it, and where the first one stands."""
    found = sign.search(text)
    while found:
        start = text.rfind("\n", 0, found.start()) + 1
        end = text.find("\n", found.end())
        end = len(text) if end < 0 else end
        yield start, end, found.start()
        found = sign.search(text, end)
