"""Postcodes of people: four digits and two capitals.

In lower case, with a gap or with OCR errors only right after an address or a label: "2024 is" and
"1999 te" are no postcodes. The postcode of a post box belongs to an organisation.

Source: PostNL postcode table (1000 to 9999; SA, SD and SS are not issued).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from stadspoort.engines.privacy._labels import Labels
from stadspoort.engines.privacy._values import Finding, Kind

_POSTCODE = re.compile(r"[1-9](?<![\w.,/-][1-9])\d{3} {0,2}(?!S[ADS](?!\w))[A-Z]{2}(?!\w|-\d)")
_LOOSE = re.compile(r"[1-9][0-9OolI]{3} {0,2}[A-Za-z] ?[A-Za-z](?!\w)")
_GAP = re.compile(r"(?:[.,]|,? te)?\s{1,3}(?=[1-9])")
_LABEL = re.compile(r"(?<!\w)(?:postcode|pc|post code|postal code)(?: is)?[ :]{1,3}")
_BUSINESS = re.compile(r"(?:postbus|antwoordnummer|bezoekadres|po box)(?!\w)[^\n]{0,60}$")


def find_postcodes(text: str, labels: Labels, addresses: Iterable[Finding]) -> Iterator[Finding]:
    """Yield the postcodes of people; `addresses` are the addresses found in `text`."""
    for found in _POSTCODE.finditer(text):
        before = labels.lower[max(0, found.start() - 70) : found.start()].rpartition("\n\n")[2]
        if not _BUSINESS.search(before.replace("\n", " ")):
            yield Finding(*found.span(), Kind.POSTCODE, 0.93, "vorm van een postcode")
    ends = [finding.end for finding in addresses]
    if "pc" in labels.lower or "post" in labels.lower:
        ends += [found.end() for found in _LABEL.finditer(labels.lower)]
    for end in ends:
        gap = _GAP.match(text, end)
        loose = _LOOSE.match(text, gap.end() if gap else end)
        if loose:
            yield Finding(*loose.span(), Kind.POSTCODE, 0.9, "postcode na een adres of label")
