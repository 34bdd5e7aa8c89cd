"""Initials that stand for a person: "HvdB" anywhere, "G." on a line of its own, "h.nguyen"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stadspoort.engines.privacy._lists import Lists, fold
from stadspoort.engines.privacy._values import Finding, Kind

_JOINED = re.compile(r"[A-Z](?<!\w[A-Z])[A-Z]?(?:vdr|vd|v|ten|ter|te|t|el)[A-Z]{1,2}(?![\w-])")
_NO_PERSON = frozenset(
    (
        "MvT", "MvA", "PvA", "PvE", "PvdA", "PvdD", "RvS", "RvB", "RvC", "RvT", "CvA", "CvB",
        "CvdK", "HvJ", "NvI", "NvT", "TvT", "NvA", "BvB", "CvT", "CvP", "RvA", "DvD", "NvB",
        "MvJ",
    )
)  # fmt: skip
_LOWER = re.compile(r"\(([a-z]v[dt]?[a-z]{1,2})\)")
_LOGIN = re.compile(r"(?<![\w.@-])[a-z]{1,2}\.([^\W\d_A-Z]{4,})(?![\w@-]|\.\w)")
_LOGIN_POINT = re.compile(
    r"\.(?:(?<=[a-z]\.)(?<![\w.@-][a-z]\.)|(?<=[a-z]{2}\.)(?<![\w.@-][a-z]{2}\.))[^\W\d_A-Z]{4}"
)
_LOGIN_BEFORE = re.compile(
    r"(?i)(?:user(?:name)?|by|login|account|gebruiker|door|from|uid)[=: ]$|[\\=]$"
)
_SIGNATURE = re.compile(r"(?m)^[ >]{0,4}((?:[A-Z]\.){1,4})[ \t]*$")


def find_initials(text: str, lists: Lists) -> Iterator[Finding]:
    """Yield initials with a tussenvoegsel inside or alone on a line, and login names."""
    for found in _JOINED.finditer(text):
        if found[0] not in _NO_PERSON:
            yield Finding(
                *found.span(), Kind.PERSOON, 0.65, "voorletters met tussenvoegsel", certain=False
            )
    for found in _LOWER.finditer(text) if "v" in text else ():
        yield Finding(
            *found.span(1), Kind.PERSOON, 0.6, "voorletters met tussenvoegsel", certain=False
        )
    for found in _LOGIN.finditer(text) if _LOGIN_POINT.search(text) else ():
        if _is_login(text, found, lists):
            yield Finding(
                *found.span(), Kind.PERSOON, 0.8, "inlognaam uit voorletter en achternaam"
            )
    for found in _SIGNATURE.finditer(text) if ".\n" in text or text.endswith(".") else ():
        yield Finding(
            *found.span(1), Kind.PERSOON, 0.6, "voorletters op een eigen regel", certain=False
        )


def _is_login(text: str, found: re.Match[str], lists: Lists) -> bool:
    """Say whether "o.achahbar" is how someone logs in, and no file, domain or abbreviation."""
    key = fold(found[1])
    if key in lists.surnames and key not in lists.dictionary:
        return True
    before = text[max(0, found.start() - 10) : found.start()]
    return key not in lists.dictionary and _LOGIN_BEFORE.search(before) is not None
