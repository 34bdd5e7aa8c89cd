"""The mini-syntax for numbers: `#` a digit, `#+` 1 to 12 digits, `@` a letter, the rest itself.

    Z-####-######     Z-2026-004512
    WOO/##/#+         WOO/26/17
    CL@####           CLA1234

Letters match in either case. Nothing repeats but `#+`, and that is bounded and never gives back
what it took: looking for any number of formats takes linear time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

LONGEST = 40
MOST = 100
_ELEMENT = re.compile(r"#\+|#|@|[A-Za-z0-9]|[-/._: ]")


def why_wrong(pattern: str, *, is_case: bool) -> str | None:
    """Return why `pattern` is no usable format, in Dutch; None when it is.

    A format of a case keeps a number readable, so it must not fit a BSN or telephone number: it
    has a fixed letter, or begins with the digits of a year ("20").
    """
    if not pattern or len(pattern) > LONGEST:
        return f"het patroon moet 1 tot {LONGEST} tekens lang zijn"
    if "".join(_ELEMENT.findall(pattern)) != pattern:
        return "in een patroon mogen alleen letters, cijfers, # #+ @ - / . _ : en spaties"
    if re.search(r"#\+[#0-9]", pattern):
        return "na #+ mag geen cijfer staan"
    if not pattern[0].isalnum() and pattern[0] not in "#@":
        return "een patroon begint met een letter of een cijfer"
    if not re.search(r"[#0-9]", pattern):
        return "een patroon heeft een cijfer"
    if is_case and not (re.search("[A-Za-z]", pattern) or pattern.startswith("20")):
        return (
            "een zaaknummer heeft een vaste letter of begint met 20; anders past het ook op een "
            "BSN of telefoonnummer"
        )
    return None


def compiled(patterns: Iterable[str]) -> re.Pattern[str] | None:
    """Return one expression for all `patterns` (checked with `why_wrong`); None when empty."""
    parts = ["".join(map(_part, _ELEMENT.findall(pattern))) for pattern in patterns]
    if not parts:
        return None
    longest_first = sorted(parts, key=len, reverse=True)
    return re.compile(rf"(?i)(?<![\w/-])(?:{'|'.join(longest_first)})(?!\w)")


def _part(element: str) -> str:
    match element:
        case "#+":
            return "[0-9]{1,12}+"
        case "#":
            return "[0-9]"
        case "@":
            return "[A-Za-z]"
    return re.escape(element)
