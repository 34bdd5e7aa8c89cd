"""Countries as the register writes them, in Dutch, to two letters (ISO 3166-1)."""

from __future__ import annotations

import re

_CODE = re.compile(r"[A-Z]{2}")
_CODES = {
    "nederland": "NL", "belgië": "BE", "duitsland": "DE", "frankrijk": "FR", "luxemburg": "LU",
    "ierland": "IE", "denemarken": "DK", "zweden": "SE", "finland": "FI", "noorwegen": "NO",
    "ijsland": "IS", "liechtenstein": "LI", "oostenrijk": "AT", "italië": "IT", "spanje": "ES",
    "portugal": "PT", "griekenland": "GR", "polen": "PL", "tsjechië": "CZ", "slowakije": "SK",
    "slovenië": "SI", "hongarije": "HU", "roemenië": "RO", "bulgarije": "BG", "kroatië": "HR",
    "estland": "EE", "letland": "LV", "litouwen": "LT", "malta": "MT", "cyprus": "CY",
    "verenigde staten": "US", "verenigde staten van amerika": "US", "vs": "US",
    "verenigd koninkrijk": "GB", "zwitserland": "CH", "china": "CN", "canada": "CA",
    "israël": "IL", "india": "IN", "japan": "JP", "singapore": "SG", "australië": "AU",
}  # fmt: skip


def code_of(country: str) -> str | None:
    """Return the two letters of a country; None for one that is not known: unknown is not near."""
    text = country.strip()
    if _CODE.fullmatch(text):
        return text
    return _CODES.get(text.lower())
