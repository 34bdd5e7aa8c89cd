"""Long lists of alternatives, arranged so that a first letter rules out most of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

_REPEATS = frozenset("?*+{|")
_FEW = 3
"""From so many alternatives on, grouping them pays."""


def by_first_letter(patterns: Iterable[str]) -> str:
    """Return one expression that matches what any of `patterns` matches, in lower-case text.

    Alternatives are grouped by their first letters, three deep: each letter read rules out most.
    Order is kept among alternatives with the same first letters; alternatives that begin with
    anything but a plain letter come last.
    """
    parts = [part for pattern in patterns for part in _alternatives(pattern)]
    return _grouped([opened for part in parts for opened in _opened(part)], depth=3)


def _opened(alternative: str) -> Iterator[str]:
    """Yield what `alternative` begins with when it begins with a group: "(?:a|b)c" gives two."""
    if not alternative.startswith("(?:"):
        yield alternative
        return
    end = _closing(alternative)
    inside, rest = alternative[3:end], alternative[end + 1 :]
    if rest[:1] == "?" and rest[1:2] not in ("?", "+"):
        yield from _opened(rest[1:])
        rest = rest[1:]
    elif rest[:1] in _REPEATS:
        yield alternative
        return
    for first in _alternatives(inside):
        yield from _opened(first + rest)


def _closing(pattern: str) -> int:
    """Return where the group that begins `pattern` ends."""
    depth = at = 0
    while at < len(pattern):
        if pattern[at] == "\\":
            at += 1
        elif pattern[at] == "[":
            at = pattern.index("]", at + 2)
        elif pattern[at] == "(":
            depth += 1
        elif pattern[at] == ")":
            depth -= 1
            if depth == 0:
                return at
        at += 1
    return at


def _grouped(alternatives: list[str], *, depth: int) -> str:
    if depth == 0 or len(alternatives) < _FEW:
        return f"(?:{'|'.join(alternatives)})"
    groups: defaultdict[str, list[str]] = defaultdict(list)
    others: list[str] = []
    for alternative in alternatives:
        first, second = alternative[:1], alternative[1:2]
        if first.isalpha() and (not second or second not in _REPEATS):
            groups[first].append(alternative[1:])
        else:
            others.append(alternative)
    parts = [letter + _grouped(rests, depth=depth - 1) for letter, rests in groups.items()]
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
