"""Postcodes of people: four digits and two capitals.

In lower case, with a gap or with OCR errors only right after an address or a label: "2024 is" and
"1999 te" are no postcodes. The postcode of a post box belongs to an organisation.

Source: PostNL postcode table (1000 to 9999; SA, SD and SS are not issued).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from stadspoort.engines.privacy._labels import Labels
from stadspoort.engines.privacy._ocr import digit_share
from stadspoort.engines.privacy._values import Finding, Kind

_POSTCODE = re.compile(r"[1-9](?<![\w.,/-][1-9])\d{3} {0,2}(?!S[ADS](?!\w))[A-Z]{2}(?!\w|-\d)")
_LOOSE = re.compile(r"[1-9][0-9OolI]{3} {0,2}[A-Za-z] ?[A-Za-z](?!\w)")
_MOSTLY_DIGITS = 0.5
_SCANNED = re.compile(
    r"[1-9](?<![\w.,/-][1-9])[0-9OIl]{3} [A-Z]{2}(?=[ \t]+[A-Z][a-z]|[ \t]*(?:\n|$))"
)
_SPELLED = re.compile(r"[1-9](?: \d){3} ?[A-Za-z] ?[A-Za-z](?!\w)")
_WORDS = frozenset(
    (
        "IS", "EN", "OP", "TE", "IN", "OM", "AL", "DE", "ER", "OF", "EU", "MW", "KM", "KG", "MB",
        "GB", "CM", "MM", "KW", "WH", "UR", "ZO", "NU", "WE", "JE", "ZE", "UW", "AF", "NA",
    )
)  # fmt: skip
"""Words and units that follow a number in capitals; a postcode may end in them all the same."""
_TOWN_AFTER = re.compile(r",? {1,8}[A-Z][a-z'-]{2}")
_GAP = re.compile(r"(?:[.,]|,? te)?\s{1,3}(?=[1-9])")
_LABEL = re.compile(r"(?<!\w)(?:postcode|pc|post code|postal code)(?: is)?[ :]{1,3}")
_BUSINESS = re.compile(r"(?:postbus|antwoordnummer|bezoekadres|po box)(?!\w)[^\n]{0,60}$")


def find_postcodes(text: str, labels: Labels, addresses: Iterable[Finding]) -> Iterator[Finding]:
    """Yield the postcodes of people; `addresses` are the addresses found in `text`."""
    for found in _POSTCODE.finditer(text):
        if found[0][-2:] in _WORDS and not _TOWN_AFTER.match(text, found.end()):
            continue
        before = labels.lower[max(0, found.start() - 70) : found.start()].rpartition("\n\n")[2]
        if not _BUSINESS.search(before.replace("\n", " ")):
            yield Finding(*found.span(), Kind.POSTCODE, 0.93, "vorm van een postcode")
    yield from _scanned(text)
    ends = [finding.end for finding in addresses]
    if "pc" in labels.lower or "post" in labels.lower:
        called = [found.end() for found in _LABEL.finditer(labels.lower)]
        ends += called
        yield from _spelled(text, called)
    for end in ends:
        gap = _GAP.match(text, end)
        loose = _LOOSE.match(text, gap.end() if gap else end)
        if loose:
            yield Finding(*loose.span(), Kind.POSTCODE, 0.9, "postcode na een adres of label")


def _scanned(text: str) -> Iterator[Finding]:
    for found in _SCANNED.finditer(text):
        if not found[0][:4].isdigit() and digit_share(found[0][:4]) >= _MOSTLY_DIGITS:
            yield Finding(*found.span(), Kind.POSTCODE, 0.7, "gescande postcode")


def _spelled(text: str, ends: Iterable[int]) -> Iterator[Finding]:
    """Yield "1 2 3 4 AB" after the labels that end at `ends`."""
    for end in ends:
        spelled = _SPELLED.match(text, end)
        if spelled:
            yield Finding(*spelled.span(), Kind.POSTCODE, 0.9, "label 'postcode' ervoor")
