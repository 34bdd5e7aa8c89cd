"""Numbers of identity documents and numbers that stand for one person at one organisation.

Passport and identity card: nine signs, the first two letters, the last a digit, no letter O;
driving licence and V-number (vreemdelingennummer): ten digits. Without a label only the shape of
the Dutch passport speaks for itself, and that in doubt.

Sources: Paspoortuitvoeringsregeling Nederland 2001 (number of travel documents); ICAO 9303 (up to
nine signs); Reglement rijbewijzen; Vreemdelingenbesluit 2000 (V-number).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from stadspoort.engines.privacy._labels import Label, Labels, Other
from stadspoort.engines.privacy._values import Finding, Kind

_FILLER = re.compile(
    r"(?:[ \t]*(?:[:=#(\"'*|>/-]|nummers?\b|nr\b\.?|no\b\.?|is\b|met\b|het\b|van\b|luidt\b|was\b|"
    r"oud\b|"
    r"nieuw\b|bij\b|zijn\b|haar\b|mijn\b|uw\b|een\b|onder\b|voor\b|geldig\b|Nederlandse?\b|"
    r"[A-Z][A-Za-z-]{1,20}(?=[ :(])"
    r"|\b[a-zà-ÿ]{1,12}(?= ?[:(]?)(?= (?:nr|nummer|is)\b))){0,7}[ \t]{0,40}\s{0,3}"
)
_DOCUMENT = re.compile(
    r"(?=[A-Z]{0,3}[0-9A-Z .-]{0,14}\d)[A-Za-z]{0,3}(?:[ .-]?[0-9A-Z]){5,14}(?!\w)"
)
_SERIES = re.compile(r"(?<![\w-])(?!NR|NO|ID)[A-Z]{1,3} \Z")
"""Letters apart before the digits ("SV 884120", "CCH 418 802"): many countries print them so."""

_CLIENT = re.compile(
    r"(?=[\w./-]{0,12}\d)[A-Za-z]{0,6}[-./ ]?(?:[0-9A-Za-z]+[-./]){0,4}"
    r"[0-9A-Za-z]*\d[0-9A-Za-z]{0,12}"
    r"(?:[-.][0-9A-Za-z]{1,8}){0,3}(?!\w)"
)
_SPACED = re.compile(
    r"(?:[A-Z]{1,3} (?=\d{2}))?\d{1,4}(?: (?=[OlI]?\d)[\dOlI]{2,4}){1,5}(?![\w/-]|[.,]\d)"
)
_CODE_AFTER = re.compile(
    r"(?<!\w)(?:[Pp]as(?:je)?|[Tt]ag|[Bb]adge|[Ss]leutel|[Kk]lant|[Cc]l(?:i[eë]nt)?|[Dd]ebiteur|"
    r"[Hh]uurder|[Ll]id) ([A-Z]{1,3}-?\d{3,8})(?!\w)"
)
_CODE = re.compile(r"[A-Z](?<= [A-Z])[A-Z]{0,2}-?\d{3}")
_PASSPORT = re.compile(r"[A-NP-Z](?<![\w-][A-NP-Z])[A-NP-Z][0-9A-NP-Z]{6}\d(?![\w-])")
_ALSO = re.compile(r"(?:,? en |, ?| ?[/&;] ?)(?=((?:[A-Z]{1,3}[0-9A-Z]{5,8}|\d{8,10})(?!\w)))")
_CHIP = re.compile(r"(?<![\w.-])(?:528|9\d\d)[ .-]?\d{3}[ .-]?\d{3}[ .-]?\d{3}[ .-]?\d{3}(?![\w-])")
"""Fifteen digits: the land (528 is the Netherlands) or the maker (900 and up), ISO 11784."""
_YEAR_FIRST = re.compile(r"(?:19|20)\d\d[/-]\d")
"""What is registered under a year is a case; who is registered has a number of their own."""
_DATE = re.compile(
    r"(?:19|20)\d\d-\d\d-\d\d|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}$|(?:19|20)\d\d$|"
    r"\d{1,2} (?i:jan|feb|mrt|maa|apr|mei|jun|jul|aug|sep|okt|nov|dec)"
)


def find_documents(text: str, labels: Labels) -> Iterator[Finding]:
    """Yield every number that is called the number of an identity document."""
    for label in labels.all:
        if label.meaning is Kind.DOCUMENTNUMMER:
            yield from _document_after(text, label)
    for found in _PASSPORT.finditer(text):
        label_before = labels.before(found.start())
        digits = sum(sign.isdigit() for sign in found[0])
        if digits < 3 or (label_before and label_before.meaning is Other.CASE):
            continue
        yield Finding(
            *found.span(), Kind.DOCUMENTNUMMER, 0.65, "vorm van een paspoortnummer", certain=False
        )


def _document_after(text: str, label: Label) -> Iterator[Finding]:
    filler = _FILLER.match(text, label.end)
    found = _DOCUMENT.match(text, filler.end() if filler else label.end)
    if not found:
        return
    value = found[0]
    if label.word.lower() == "id" and value.isdigit() and len(value) < 9:
        return  # "ID 963539" numbers the rows of a list
    if (
        sum(sign.isdigit() for sign in value) >= 1
        and not _DATE.match(value)
        and value != value.lower()
    ) or (value.replace(" ", "").isdigit() and len(value) >= 6 and not _DATE.match(value)):
        series = _SERIES.search(text, label.end, found.start()) if value[0].isdigit() else None
        start = series.start() if series else found.start()
        yield Finding(start, found.end(), Kind.DOCUMENTNUMMER, 0.94, f"label '{label.word}' ervoor")
        following = _ALSO.match(text, found.end())
        while following:
            span = following.span(1)
            yield Finding(*span, Kind.DOCUMENTNUMMER, 0.9, f"na '{label.word}' en een nummer")
            following = _ALSO.match(text, span[1])


def find_client_numbers(text: str, labels: Labels) -> Iterator[Finding]:
    """Yield every number that is called a client, member, employee or policy number."""
    for code in _CODE_AFTER.finditer(text) if _CODE.search(text) else ():
        yield Finding(*code.span(1), Kind.KLANTNUMMER, 0.85, "code na een woord voor een klant")
    if "chip" in labels.lower:
        for chip in _CHIP.finditer(text):
            yield Finding(*chip.span(), Kind.KLANTNUMMER, 0.85, "nummer van een chip van een dier")
    for label in labels.all:
        if label.meaning is not Kind.KLANTNUMMER:
            continue
        filler = _FILLER.match(text, label.end)
        at = filler.end() if filler else label.end
        found = _SPACED.match(text, at) or _CLIENT.match(text, at)
        is_case = found and label.word.lower().startswith("reg") and _YEAR_FIRST.match(found[0])
        if found and len(found[0]) >= 3 and not _DATE.match(found[0]) and not is_case:
            yield Finding(*found.span(), Kind.KLANTNUMMER, 0.92, f"label '{label.word}' ervoor")
