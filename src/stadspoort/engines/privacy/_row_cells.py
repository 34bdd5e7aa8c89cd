"""Lines of a table divided into cells: by a sign between them, or by their place on the line."""

from __future__ import annotations

import re
from itertools import pairwise

DELIMITERS = ("|", ";", "\t", ",", "  ", "...", " / ", " - ", "~", "^", "#")
"""What stands between cells, the surest first. Two spaces stand for two or more, three dots too."""
WIDE = "  "
_BY_SHAPE = {WIDE: re.compile(r"\S+(?: \S+)*"), "...": re.compile(r"[^.\s](?:[^.]|\.(?!\.\.))*")}
_QUOTED = {
    sign: re.compile(r'\s*"((?:[^"]|"")*)"\s*(?=' + re.escape(sign) + "|$)")
    for sign in DELIMITERS
    if sign not in _BY_SHAPE
}
_RULER = re.compile(r"[ \t]*[-=_]{1,80}(?:[ \t|+]{1,12}[-=_]{1,80}){1,40}[ \t]*")
_RUN = re.compile(r"[-=_]+")
_NEAR = 3
Span = tuple[int, int]


def split(line: str, delimiter: str) -> list[Span]:
    """Return start and end of each cell of `line`, quotes and white space left out."""
    shape = _BY_SHAPE.get(delimiter)
    if shape:
        return [_trimmed(line, *found.span()) for found in shape.finditer(line)]
    cells = []
    start = 0
    quoted = _QUOTED[delimiter]
    has_quotes = '"' in line
    if delimiter == "|" and line.lstrip().startswith("|"):
        start = line.index("|") + 1
    while start <= len(line):
        inside = quoted.match(line, start) if has_quotes else None
        if inside:
            cells.append(inside.span(1))
            start = inside.end() + len(delimiter)
            continue
        end = line.find(delimiter, start)
        end = len(line) if end < 0 else end
        cells.append(_trimmed(line, start, end))
        start = end + len(delimiter)
    if delimiter == "|" and line.rstrip().endswith("|") and cells:
        cells.pop()
    return cells


def _trimmed(line: str, start: int, end: int) -> Span:
    while start < end and line[start].isspace():
        start += 1
    while end > start and line[end - 1].isspace():
        end -= 1
    return start, end


def ruler(line: str) -> list[int]:
    """Return where the columns begin when `line` is a row of dashes per column, else nothing."""
    if "--" not in line and "==" not in line:
        return []
    if "|" in line or not _RULER.fullmatch(line):
        return []
    return [run.start() for run in _RUN.finditer(line)]


def slices(line: str, starts: list[int]) -> list[Span]:
    """Return the cells of `line` that begin at `starts`; nothing when a word crosses a border."""
    if any(0 < at < len(line) and line[at - 1] != " " for at in starts):
        return []
    borders = [*starts, max(len(line), starts[-1])]
    return [_trimmed(line, min(a, len(line)), min(b, len(line))) for a, b in pairwise(borders)]


def placed(line: str, cells: list[Span], headers: list[Span]) -> list[Span]:
    """Return for each of `headers` the cell of `cells` below it, (0, 0) where there is none.

    A cell belongs to the header that it overlaps; one that lies between two, to the nearest.
    A cell that runs on into the next column is cut where that column begins.
    """
    result: list[Span] = [(0, 0)] * len(headers)
    for start, end in cells:
        at = min(
            range(len(headers)),
            key=lambda place: (
                max(0, headers[place][0] - end + 1, start - headers[place][1] + 1),
                abs(headers[place][0] - start),
            ),
        )
        here = (start, end)
        following = headers[at + 1][0] if at + 1 < len(headers) else end
        if start < following < end and line[following - 1 : following] == " ":
            here = _trimmed(line, start, following)
            result[at + 1] = _trimmed(line, following, end)
        before = result[at]
        if before == (0, 0) or before[1] <= headers[at][0] <= here[0] + _NEAR:
            result[at] = here  # a number in front that has no header of its own gives way
        else:
            result[at] = (before[0], here[1])
    return result
