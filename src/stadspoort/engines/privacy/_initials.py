"""Initials that stand for a person: "HvdB" anywhere, "G." as a signature on a line of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stadspoort.engines.privacy._values import Finding, Kind

_JOINED = re.compile(r"[A-Z](?<!\w[A-Z])[A-Z]?(?:vdr|vd|v|ten|ter|el)[A-Z]{1,2}(?![\w-])")
_NO_PERSON = frozenset(
    (
        "MvT", "MvA", "PvA", "PvE", "PvdA", "PvdD", "RvS", "RvB", "RvC", "RvT", "CvA", "CvB",
        "CvdK", "HvJ", "NvI", "NvT", "TvT", "NvA", "BvB", "CvT", "CvP", "RvA", "DvD", "NvB",
        "MvJ",
    )
)  # fmt: skip
_SIGNATURE = re.compile(r"(?m)^[ >]{0,4}((?:[A-Z]\.){1,4})[ \t]*$")


def find_initials(text: str) -> Iterator[Finding]:
    """Yield initials with a tussenvoegsel inside, and initials alone on a line."""
    for found in _JOINED.finditer(text):
        if found[0] not in _NO_PERSON:
            yield Finding(
                *found.span(), Kind.PERSOON, 0.65, "voorletters met tussenvoegsel", certain=False
            )
    for found in _SIGNATURE.finditer(text) if ".\n" in text or text.endswith(".") else ():
        yield Finding(
            *found.span(1), Kind.PERSOON, 0.6, "voorletters op een eigen regel", certain=False
        )
