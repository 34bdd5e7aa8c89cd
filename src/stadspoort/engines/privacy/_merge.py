"""Many findings that may overlap, made into a sorted list without overlap."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import replace

from stadspoort.engines.privacy._values import Finding


def merge(text: str, findings: Iterable[Finding]) -> list[Finding]:
    """Return `findings` sorted and without overlap: the longest wins, then the most certain.

    What a loser covers beyond its winner stays a finding of its own: nothing that any rule
    found personal ever becomes readable because another rule found something beside it.
    White space at the ends is cut off.
    """
    return lay(text, sorted(findings, key=_rank))


def lay(text: str, ranked: Iterable[Finding]) -> list[Finding]:
    """Return findings, the strongest given first, sorted and without overlap; see `merge`."""
    starts: list[int] = []
    kept: list[Finding] = []
    for finding in ranked:
        for start, end in _free(finding.start, finding.end, starts, kept):
            piece = _trimmed(text, start, end)
            if piece is None:
                continue
            at = bisect_left(starts, piece[0])
            starts.insert(at, piece[0])
            whole = piece == (finding.start, finding.end)
            kept.insert(at, finding if whole else replace(finding, start=piece[0], end=piece[1]))
    return kept


def _rank(finding: Finding) -> tuple[int, bool, float, int, str]:
    return (
        finding.start - finding.end,
        not finding.certain,
        -finding.score,
        finding.start,
        finding.kind.value,
    )


def _free(
    start: int, end: int, starts: list[int], kept: list[Finding]
) -> Iterable[tuple[int, int]]:
    """Return the parts of [start, end) that nothing kept so far covers."""
    parts: list[tuple[int, int]] = []
    at = max(0, bisect_left(starts, start) - 1)
    while at < len(kept) and kept[at].start < end:
        if kept[at].end > start:
            if kept[at].start > start:
                parts.append((start, kept[at].start))
            start = kept[at].end
        at += 1
    if start < end:
        parts.append((start, end))
    return parts


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return [start, end) without white space around it, or None when nothing to read is left."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end and (text[start].isalnum() or any(map(str.isalnum, text[start:end]))):
        return start, end
    return None
