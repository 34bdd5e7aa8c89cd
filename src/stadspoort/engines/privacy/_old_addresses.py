"""Addresses of old and typed texts: "Hofdijksweg A 31", "(C 20)", and a line of its own.

Until the sixties houses had the letter of a district and a number. In the head of a letter or a
form an address without any label stands below the name; there the place on the page tells it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from stadspoort.engines.privacy._values import Finding, Kind

_STREET = (
    r"(?:[A-ZÀ-Þ][\w'.-]*[ ]{1,2}){0,3}(?!Snel|Auto|Rijksweg)[A-ZÀ-Þ][\w'.-]*"
    r"(?:straat|weg|dijk|laan|kade|plein|pad|singel|gracht|steeg|buurt|dorp|wijk|hoek|polder|str\.)"
)
_WITH_LETTER = re.compile(
    rf"(?<![\w-])({_STREET}[ ]{{1,3}}(?:-[ ]?)?[A-Z][ ]{{1,2}}\d{{1,3}}(?:[ ]?[a-z])?)"
    r"(?![\w%/-]|[.,]\d)"
)
_LETTER = re.compile(r"[A-Z](?<=[ (].) {1,2}[0-9]")
"""What every such number holds: cheap to look for."""
_ALONE = re.compile(r"(?:\(|, | op | wijk )([A-Z][ ]{1,2}\d{1,3}(?:[ ]?[a-z])?)(?=\)|,| \.|\.|\n)")
_HOME = re.compile(
    r"(?:erf|huis|woning|wonende?|woont|fam\. ?[A-ZÀ-Þ][\w'-]+|familie [A-ZÀ-Þ][\w'-]+|"
    r"[Bb]uur(?:man|vrouw)|[Bb]uren|wijk|huize)[\w ,.'-]{0,30}(?:\(|, | op | wijk )\Z"
)
_LINE = re.compile(
    r"[ \t]{0,60}((?:(?:[A-ZÀ-Þ][\w'.-]*|'t|aan|achter|van|de|der|den|het|ter|ten|op|in|bij|'s|v\.)"
    r"[ ]){1,5}\d{1,4}(?:[ ]?[a-zA-Z]{1,2}(?![\w'])|[ -](?:bis|hs|huis|boven|bov\.?|ben\.?|I{1,3}|"
    r"\d{1,3})(?!\w))?\.?)(?=[ \t]{3}|[ \t]*(?:\n|$))"
)
_LABEL_AFTER = re.compile(r"(?i)[ \t]{3,40}(?:bsn|sofi|tel|pc\b|postc|geb)")
_YEAR = re.compile(r"(?:1[89]|20)\d\d$")
_NO_STREET = re.compile(
    r"(?i)^(?:[a-z]|blad|bladz|bijlage|bijl|pagina|artikel|art|kamer|zaak|nr|no|tel|fax|postbus|dossier|"
    r"jan|feb|maart|mrt|apr|april|mei|juni|juli|aug|sep|sept|okt|oktober|nov|dec|week|wk|groep|"
    r"klas|lokaal|loket|balie|kassa|deel|vraag|punt|stap|versie|datum|verslag|aantal|totaal|de|het|"
    r"afd|team|zaal|lijn|bus|tram|perceel|kavel|graf|vak|rij|hoofdstuk|par)(?![\w'])"
)


def find_old_addresses(text: str) -> Iterator[Finding]:
    """Yield streets with the letter of a district and a number, and such a number of a home."""
    if not _LETTER.search(text):
        return
    for found in _WITH_LETTER.finditer(text):
        yield Finding(*found.span(1), Kind.ADRES, 0.85, "straat met wijkletter en nummer")
    for found in _ALONE.finditer(text):
        if _HOME.search(text, max(0, found.start() - 40), found.start(1)):
            yield Finding(
                *found.span(1), Kind.ADRES, 0.6, "wijkletter en nummer van een huis", certain=False
            )


def find_address_lines(text: str, findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield "Achter de Kerk 7" on the line below a name; in doubt."""
    names = [finding for finding in findings if finding.kind is Kind.PERSOON and finding.certain]
    done: set[int] = set()
    for name in names:
        start = text.find("\n", name.end) + 1
        if not start or start in done:
            continue
        done.add(start)
        line = text.rfind("\n", 0, name.start) + 1
        if name.start - line > _BEFORE_NAME or _PROSE.search(text, line, name.start):
            continue
        found = _LINE.match(text, start)
        if not found or _YEAR.search(found[1]) or _NO_STREET.match(found[1]):
            continue
        yield Finding(
            *found.span(1), Kind.ADRES, 0.6, "straat en nummer op de regel onder een naam",
            certain=_LABEL_AFTER.match(text, found.end()) is not None,
        )  # fmt: skip


_BEFORE_NAME = 80
_PROSE = re.compile(r"(?<!\w)(?!heer\b|mevr|familie|mevrouw|weduwe)[a-z]{4,}")
"""Words before a name on its line that make a sentence of it."""
