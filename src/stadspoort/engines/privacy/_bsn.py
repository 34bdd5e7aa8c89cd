"""Citizen service numbers (burgerservicenummer, formerly sofinummer; in schools PGN).

Nine digits, the first may be 0 (then often written with eight). Eleven test: the digits times
9, 8, 7, 6, 5, 4, 3, 2, -1 add up to a multiple of 11. One number in eleven passes by chance, an
RSIN always does, and a mistyped BSN does not: the test scores, the words around the number decide.

Sources: Wet algemene bepalingen burgerservicenummer art. 1; Regeling burgerservicenummer
(structure and test); Uitvoeringswet AVG art. 46.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from stadspoort.engines.privacy._labels import Labels, Other
from stadspoort.engines.privacy._ocr import DIGIT, as_digits, digit_share
from stadspoort.engines.privacy._values import Finding, Kind

_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)
_BARE = re.compile(
    r"\d(?<![\w.,/€-]\d)(?<!€ \d)"
    r"(?:\d{8}|\d{2}([ .-])\d{3}\1\d{3}|\d{3}([ .-])\d{2}\2\d{3})(?![\w/-]|"
    r"[.,]\d)"
)
_LABELLED = re.compile(rf"{DIGIT}(?:[ .\-/]{{0,2}}{DIGIT}){{6,9}}(?!\w)")
_ALSO = re.compile(
    r"(?:,? en |, ?| ?[/&;] ?)(?:van [A-Z]\w+ )?(?=(\d{3}[. ]?\d{2,3}[. ]?\d{3,4})(?!\w))"
)
_FILLER = re.compile(
    r"(?:[ \t]*(?:[:=#(\"'*|>-]|nummers?\b|nr\b\.?|is\b|luidt\b|was\b|van\b|met\b|zijn\b|dit\b|"
    r"het\b|volgens\b|eigen\b|mijn\b|haar\b|\(door[^)\n]{0,40}\)|[A-Z][\w.-]{0,20})){0,6}\s{0,3}"
)


def passes_eleven_test(digits: str) -> bool:
    """Say whether nine `digits` pass the eleven test of the BSN (eight get a 0 in front)."""
    padded = digits.zfill(9)
    if len(padded) != 9 or padded == "000000000":
        return False
    return sum(w * int(d) for w, d in zip(_WEIGHTS, padded, strict=True)) % 11 == 0


def find_bsn(text: str, labels: Labels) -> Iterator[Finding]:
    """Yield every number that is called a BSN and every bare one that passes the test."""
    for label in labels.all:
        if label.meaning is Kind.BSN:
            yield from _after_label(text, label.end, label.word)
    for found in _BARE.finditer(text):
        digits = re.sub(r"\D", "", found[0])
        if passes_eleven_test(digits):
            yield from _bare(found, labels)


def _after_label(text: str, end: int, word: str) -> Iterator[Finding]:
    filler = _FILLER.match(text, end)
    found = _LABELLED.match(text, filler.end() if filler else end)
    # A label promises a number; letters that only look like digits are no number.
    if not found or digit_share(found[0]) < 0.6:
        return
    digits = as_digits(found[0])
    test = "klopt" if passes_eleven_test(digits) else "klopt niet"
    score = 0.99 if test == "klopt" else 0.93
    yield Finding(*found.span(), Kind.BSN, score, f"label '{word}' ervoor; elfproef {test}")
    following = _ALSO.match(text, found.end())
    while following:
        yield Finding(*following.span(1), Kind.BSN, 0.9, f"na '{word}' en een nummer")
        following = _ALSO.match(text, following.end(1))


def _bare(found: re.Match[str], labels: Labels) -> Iterator[Finding]:
    label = labels.before(found.start())
    if label and label.meaning is Kind.BSN:
        yield Finding(*found.span(), Kind.BSN, 0.98, f"'{label.word}' ervoor; elfproef klopt")
    elif found.string[found.start() - 1 : found.start()] == "(" and not label:
        yield Finding(*found.span(), Kind.BSN, 0.85, "negen cijfers tussen haakjes; elfproef klopt")
    elif not label or label.meaning is Other.NUMBER:
        yield Finding(
            *found.span(),
            Kind.BSN,
            0.7,
            "negen cijfers zonder label; elfproef klopt",
            certain=False,
        )
    elif label.meaning in (Kind.GEBOORTEDATUM, Kind.IP):
        yield Finding(*found.span(), Kind.BSN, 0.6, "negen cijfers; elfproef klopt", certain=False)
