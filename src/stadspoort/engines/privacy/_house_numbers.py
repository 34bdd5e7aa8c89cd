"""House numbers without their street: "de buren op nummer 43", "nr. 12-II", "3 hoog".

A number alone points to a home when the words around it say so, or when it has an addition that
only homes have. "Zaak nr. 12" and "artikel 3" do not.

Source: NEN 5825 (spelling of house numbers and additions).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from stadspoort.engines.privacy._values import Finding, Kind

_NEIGHBOUR = re.compile(
    r"(?:buren|buur(?:man|vrouw|meisje|jongen|tjes)?|overburen|overbuur(?:man|vrouw)?|bewoners?|"
    r"bewoonster|woning|huis|pand|"
    r"flat|familie|mensen|mevrouw|meneer|gezin|iemand|die|woon|wonen|woont)(?: \w+){0,2}? "
    r"(?:van|op|naast|bij|in|tegenover)(?: de| het)?(?: (?:huis)?(?:nummers?|nrs?\.?|no\.?))?$|"
    r"(?:huisnummer|huisnr\.?)(?: is)?:?$|(?:op|van|naast|bij|naar|tegenover|tussen|boven|onder|"
    r"uit|i\.p\.v\.|in plaats van)(?: de)? (?:huis)?(?:nummers?|nrs?\.?)$|"
    r"(?:bewoners?|buren|familie) nr\.?$|"
    r"(?:i\.p\.v\.|in plaats van)(?: op)?$"
)
_ALONE = re.compile(
    r"(?<=[a-zà-ÿ).]), ?nummer$|(?<=[a-zà-ÿ).])(?:[,(] ?| )(?:nr\.?|no\.|huisnr\.?)$"
)
_COUNTED = re.compile(
    r"(?:kamer|zaak|artikel|agendapunt|stuk|bijlage|bon|doc|document|map|doos|versie|lijst|tabel|"
    r"perceel|kavel|graf|vak|nota|motie|amendement|boom|besluit|factuur|bestek|lijn|bus|tram|"
    r"perron|punt|vraag|foto|figuur|formulier|rapport|brief|dossier|melding|kenmerk|editie|aflevering|"
    r"nummer|klas|groep|team|route|lot|pot|blad|akte|register|rolnummer|ref|id|ticket|order|"
    r"paspoort|rijbewijs|kaart|polis|tel|telefoon|mobiel|toestel|bsn|rek|rekening|klant|"
    r"lid|pas|meter|dos\.|doss\.|k\.b\.|inv\.|volg),? \S+$"
)
_YEAR_AND_COUNT = re.compile(r"(?:19|20)\d\d-\d{1,3}")
"""A number of drawings or reports: "tekening nr 2025-03"."""
_LISTED = re.compile(
    r"(?:,| en|, en| t/m| &| /) (\d{1,4}(?:-?[a-zA-Z]{1,2}\d?|-\d{1,3})?)(?![\w€%]|[.,:]\d)"
)
_WITH_FLOOR = re.compile(
    r"(?<![\w,.-])\d{1,4}(?:-(?:I{1,3}|IV|hs|huis|bis|zw|rd)| (?:zwart|rood|bis|hs)|"
    r" ?[1-6]?[- ]hoog)(?![\w-])|(?<=woont )[1-6] ?hoog(?: (?:achter|voor))?(?!\w)"
)
_FLOOR_WORDS = (
    "hoog",
    " rood",
    " zwart",
    " bis",
    " hs",
    "-i",
    "-hs",
    "-huis",
    "-bis",
    "-zw",
    "-rd",
)


def find_floors(text: str, lower: str) -> Iterator[Finding]:
    """Yield numbers with an addition for a floor: "12-II", "33 rood"; in doubt."""
    if any(word in lower for word in _FLOOR_WORDS):
        for floor in _WITH_FLOOR.finditer(text):
            yield Finding(
                *floor.span(), Kind.ADRES, 0.6, "huisnummer met verdieping", certain=False
            )


def find_house_number(text: str, number: tuple[int, int], left: str, low: str) -> Iterator[Finding]:
    """Yield the `number`, and those listed after it, when the words before say it is a home.

    Args:
        text: The even text.
        number: The place of the number.
        left: What stands before it on its line, at most some 70 characters.
        low: The same in lower case.
    """
    start, end = number
    if "/" not in text[start:end] and _NEIGHBOUR.search(low):
        yield Finding(start, end, Kind.ADRES, 0.75, "huisnummer van buren of bewoner")
        if low.endswith(("nummers", "nrs", "nrs.", "/")):
            yield from _listed(text, end)
    elif (
        _ALONE.search(low)
        and not _COUNTED.search(low)
        and not _YEAR_AND_COUNT.fullmatch(text, start, end)
    ):
        is_after_name = left[: left.rfind(" ")].rstrip(" ,(").rpartition(" ")[2][:1].isupper()
        yield Finding(start, end, Kind.ADRES, 0.7, "huisnummer na 'nr'", certain=is_after_name)


def _listed(text: str, end: int) -> Iterator[Finding]:
    """Yield the further house numbers of "de nummers 12, 14-A en 16"."""
    following = _LISTED.match(text, end)
    while following:
        yield Finding(*following.span(1), Kind.ADRES, 0.7, "huisnummer in een opsomming")
        following = _LISTED.match(text, following.end())
