"""Edits of an even text: what is replaced, left out or joined, with the way back to the offsets."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from stadspoort.engines.privacy._normal import Normal


class Edit(NamedTuple):
    """The characters [start, end) of a text, read as `sign`: one character, or "" for none.

    An empty place with a space for its sign is a space put in between.
    """

    start: int
    end: int
    sign: str = ""


def edited(text: str, edits: Iterable[Edit]) -> Normal:
    """Return `text` with `edits` done, and where each of its characters stood.

    Of edits that overlap the first one counts.
    """
    kept: list[str] = []
    starts, origins, widths = [0], [0], [1]
    size = last = 0
    for start, end, sign in sorted(edits):
        if start < last:
            continue
        kept += (text[last:start], sign)
        size += start - last
        last = end
        if sign:
            starts.append(size)
            origins.append(start)
            widths.append(end - start)
            size += 1
        starts.append(size)
        origins.append(end)
        widths.append(1)
    kept.append(text[last:])
    # Of two runs that begin at one place the later one holds: nothing lies in the first.
    return Normal("".join(kept), text, tuple(starts), tuple(origins), tuple(widths))
