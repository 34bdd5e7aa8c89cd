"""Long lists of alternatives, arranged so that a first letter rules out most of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

_REPEATS = frozenset("?*+{|")


def by_first_letter(patterns: Iterable[str]) -> str:
    """Return one expression that matches what any of `patterns` matches, in lower-case text.

    Order is kept among alternatives with the same first letter; alternatives that begin with
    anything but a plain letter come last.
    """
    groups: defaultdict[str, list[str]] = defaultdict(list)
    others: list[str] = []
    for pattern in patterns:
        for alternative in _alternatives(pattern):
            first, second = alternative[:1], alternative[1:2]
            if first.isalpha() and second not in _REPEATS:
                groups[first].append(alternative[1:])
            else:
                others.append(alternative)
    parts = [f"{letter}(?:{'|'.join(rests)})" for letter, rests in groups.items()]
    return f"(?:{'|'.join(parts + others)})"


def _alternatives(pattern: str) -> Iterator[str]:
    """Yield the alternatives of `pattern` that are divided by "|" outside all brackets."""
    depth = 0
    start = 0
    at = 0
    while at < len(pattern):
        sign = pattern[at]
        if sign == "\\":
            at += 1
        elif sign == "[":
            at = pattern.index("]", at + 2)
        elif sign == "(":
            depth += 1
        elif sign == ")":
            depth -= 1
        elif sign == "|" and depth == 0:
            yield pattern[start:at]
            start = at + 1
        at += 1
    yield pattern[start:]
