"""Find where the target of a link or image ends: what stands between "](" and its bracket.

More is taken for a target than CommonMark takes, never less: what a careless renderer might follow
must be judged too.

Source: CommonMark 0.31.2, par. 6.3 (links).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_ANGLE_TARGET = re.compile(r"\s*<(?:[^<>\r\n\\]|\\.)*+>", re.DOTALL)
_OPEN_ANGLE_TARGET = re.compile(r"\s*(?:<(?:[^<>\r\n\\]|\\.)*+\\?)?$", re.DOTALL)
_NO_LINK = re.compile(r"(?:\r\n|\r(?!\n)|\n)[ \t]*(?:[\r\n]|```|~~~)")
_TARGET_SIGN = re.compile(r"\\[^\r\n]|[()\r\n]")
_MAX_NESTED = 8  # CommonMark allows 32 pairs inside a target; nobody writes them


@dataclass(frozen=True, slots=True)
class Target:
    """What stands behind "](".

    Attributes:
        end: First character after it; where it was given up when it is no link.
        inside: The address and the title, without white space around; empty if it is no link.
        is_link: It is closed, in one paragraph.
        is_too_long: It is no link because it reaches the limit or nests too deep.
    """

    end: int
    inside: str
    is_link: bool
    is_too_long: bool = False


def read_target(text: str, at: int, *, limit: int, is_whole: bool) -> Target | None:
    """Return the target that begins at `at`; None when its end may still come in.

    The answer depends on `text` before `limit` only, and once given stays the same.

    Args:
        text: What has come in.
        at: First character behind "](".
        limit: Place beyond which nothing is looked for.
        is_whole: Nothing comes in any more.
    """
    is_growing = not is_whole and len(text) <= limit
    angle = _ANGLE_TARGET.match(text, at, limit)
    if angle is None and is_growing and _OPEN_ANGLE_TARGET.match(text, at):
        return None
    target = _closed(text, at, angle.end() if angle else at, limit)
    if target is not None or is_growing:
        return target
    return Target(min(len(text), limit), "", is_link=False, is_too_long=len(text) > limit)


def _closed(text: str, at: int, place: int, limit: int) -> Target | None:
    """Return the target that ends at the bracket that matches, looked for from `place` on."""
    depth = 1
    while sign := _TARGET_SIGN.search(text, place, limit):
        place = sign.end()
        depth += (sign[0] == "(") - (sign[0] == ")")
        if not depth:
            return Target(place, text[at : sign.start()].strip(), is_link=True)
        if depth > _MAX_NESTED:
            return Target(place, "", is_link=False, is_too_long=True)
        if sign[0] in "\r\n" and _NO_LINK.match(text, sign.start(), limit):
            return Target(sign.start(), "", is_link=False)
    return None
