"""Bank accounts: IBAN, with spaces, lower case, OCR errors, and by label also old account numbers.

Two letters of the country, two check digits, up to 30 letters and digits; for the Netherlands
4 letters of the bank and 10 digits. The remainder of division by 97 only scores: an account that
was typed wrong still points to a person.

Sources: ISO 13616-1 (structure), ISO 7064 MOD 97-10 (check digits), SWIFT IBAN Registry (lengths).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from stadspoort.engines.privacy._labels import Labels
from stadspoort.engines.privacy._ocr import DIGIT, as_digits, digit_share
from stadspoort.engines.privacy._values import Finding, Kind

_LENGTHS = {
    "AD": 24, "AE": 23, "AL": 28, "AT": 20, "AZ": 28, "BA": 20, "BE": 16, "BG": 22, "BH": 22,
    "BR": 29, "CH": 21, "CR": 22, "CY": 28, "CZ": 24, "DE": 22, "DK": 18, "DO": 28, "EE": 20,
    "EG": 29, "ES": 24, "FI": 18, "FO": 18, "FR": 27, "GB": 22, "GE": 22, "GI": 23, "GL": 18,
    "GR": 27, "HR": 21, "HU": 28, "IE": 22, "IL": 23, "IQ": 23, "IS": 26, "IT": 27, "JO": 30,
    "KW": 30, "KZ": 20, "LB": 28, "LI": 21, "LT": 20, "LU": 20, "LV": 21, "LY": 25, "MC": 27,
    "MD": 24, "ME": 22, "MK": 19, "MT": 31, "NL": 18, "NO": 15, "PK": 24, "PL": 28, "PS": 29,
    "PT": 25, "QA": 29, "RO": 24, "RS": 22, "SA": 24, "SE": 24, "SI": 19, "SK": 24, "SM": 27,
    "TN": 24, "TR": 26, "UA": 29, "XK": 20,
}  # fmt: skip
_DUTCH = re.compile(
    rf"[Nn](?<![^\W_][Nn])[Ll] ?{DIGIT}{{2}} ?"
    rf"[A-Za-z0-9]{{4}}(?:[ .-]{{0,2}}{DIGIT}){{10}}(?![^\W_])"
)
_FOREIGN = re.compile(
    rf"(?:{'|'.join(sorted(set(_LENGTHS) - {'NL'}))})(?<![^\W_]\w\w)\d\d"
    r"(?: ?[A-Z0-9]{1,4}){3,9}(?![^\W_])"
)
_GIRO = re.compile(
    r"(?<![\w.,])(?:[Pp] ?)?(?:\d[\dOlI]{2,6}|\d\d ?[\dOlI]{2} ?[\dOlI]{2,3})(?!\w|[.,]\d)"
)
_OLD = re.compile(
    r"(?<![\w.,])(?:\d{2}[. ]\d{2}[. ]\d{2}[. ]\d{3}|\d{9,10}|[Pp]\d{3,7})(?!\w|[.,]\d)"
)


def passes_mod_97(iban: str) -> bool:
    """Say whether `iban` (capitals and digits only) has the right check digits."""
    moved = iban[4:] + iban[:4]
    return int("".join(str(int(sign, 36)) for sign in moved)) % 97 == 1


def find_iban(text: str, labels: Labels) -> Iterator[Finding]:
    """Yield every account number with the shape of an IBAN, and old ones with a label."""
    for found in _DUTCH.finditer(text):
        if digit_share(found[0][2:]) >= 0.5:
            yield _dutch(found)
    for found in _FOREIGN.finditer(text):
        compact = found[0].replace(" ", "")
        length = _LENGTHS[compact[:2]]
        if len(compact) == length and passes_mod_97(compact):
            yield Finding(*found.span(), Kind.IBAN, 0.97, "vorm van een IBAN; mod 97 klopt")
    for label in labels.all:
        if label.meaning is Kind.IBAN:
            pattern = _GIRO if "giro" in label.word.lower() else _OLD
            found_old = pattern.search(text, label.end, label.end + 30)
            if (
                found_old
                and text.count("\n", label.end, found_old.start()) < 2
                and "\n\n" not in text[label.end : found_old.start()]
            ):
                yield Finding(*found_old.span(), Kind.IBAN, 0.85, f"label '{label.word}' ervoor")


def _dutch(found: re.Match[str]) -> Finding:
    compact = re.sub(r"[ .-]", "", found[0]).upper()
    as_read = f"NL{as_digits(compact[2:4])}{compact[4:8]}{as_digits(compact[8:])}"
    test = "klopt" if len(as_read) == 18 and passes_mod_97(as_read) else "klopt niet"
    score = 0.99 if test == "klopt" else 0.92
    return Finding(*found.span(), Kind.IBAN, score, f"vorm van een IBAN; mod 97 {test}")
