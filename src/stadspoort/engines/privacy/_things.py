"""Names of persons that name something else: firms, schools, bridges, prizes, court cases, cars.

"Autobedrijf Janssen", "de Hannie Schaftbrug" and "Van Gompel Loonwerk B.V." name nobody: what
stands around or inside the name says so, whatever the lists say of its words. This runs after all
rules for names, so that it also holds for a name that is known from elsewhere in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from stadspoort.engines.privacy._alternatives import by_first_letter
from stadspoort.engines.privacy._lists import Lists, fold
from stadspoort.engines.privacy._name_words import UPPER
from stadspoort.engines.privacy._values import Finding, Kind

_WINDOW = 70
"""Characters before a name in which the word for a thing may stand."""

_MOST_WORDS = 6
"""Words before a name that are looked at: the word for a thing is at most the sixth."""

_INSIDE = re.compile(
    rf"[{UPPER}&][\w'’-]*|[{UPPER}]\w{{0,3}}\.|[0-9]+|van|de|der|den|het|des|voor|en|ter|te|aan|in|"
    r"bij|op|'t"
)
"""A word of the thing's own name; a full stop ends it, but for abbreviations."""

_HEADS = (
    r"\w*"
    + by_first_letter(
        [
            r"(?:bedrijf|bureau|vereniging|stichting|coöperatie|coöperatieve|corporatie|vastgoedgroep|"
            r"zorggroep|schoolgroep|adviesgroep|bouwgroep|waterschap|recreatieschap|"
            r"basisschool|school|college|lyceum|gymnasium|academie|universiteit|kinderopvang|"
            r"kinderdagverblijf|peuterspeelzaal|"
            r"garage|slagerij|bakkerij|brouwerij|drukkerij|kwekerij|rijschool|kapsalon|boekhandel|"
            r"makelaardij|apotheek|handel|koor|club|bewindvoering|verzorging|thuiszorg|kliniek|tandartspraktijk|praktijk|advocatenkantoor|notariskantoor|"
            r"museum|theater|galerie|restaurant|cafetaria|hotel|stadion|sporthal|sportpark|zwembad|"
            r"wijkcentrum|buurtcentrum|gezondheidscentrum|zorgcentrum|verpleeghuis|verzorgingshuis|"
            r"ziekenhuis|buurthuis|dorpshuis|huize|hospice|woonzorgcentrum|"
            r"gemaal|molen|landgoed|kasteel|begraafplaats|parochie|moskee|kerk|"
            r"scouting|voetbalclub|sportclub|muziekvereniging|fanfare|harmonie|schutterij|"
            r"fonds|prijs|toernooi|omloop|bokaal)"
        ]
    )
    + r"|taxi|caf[eé]|fa\.|firma|gebrs?\.|\w*fabriek|wasserij|sanatorium|tehuis|gesticht|"
    r"gebroeders|obs|cbs|rkbs|pcbs|ikc|kdv|bso|vmbo|mavo|"
    r"sint|st\.|heilige|leger|"
    r"arrest(?:en)?|ms|schip|sv|vv|fc|rkvv"
)
_HEAD = re.compile(rf"(?i:{_HEADS}):?")
_QUOTES = "\"'“‘("
_NOT_AFTER = re.compile(
    r"(?i:(?<!\w)(?:dhr|mevr|mw|heer|mevrouw|meneer|familie|fam|namens|door|met|aan|en|"
    r"directeur|eigenaar|mr|drs|ir|dr|bij monde van|contactpersoon)\.?(?: deze)? )\Z"
)
"""Words after which a person's name follows, also behind the name of a firm."""

_TITLE = re.compile(r"(?i:(?<!\w)(?:dhr|mevr|mw|heer|mevrouw|meneer|mr|drs|ir|dr|ing)\.? )\Z")
_TAIL_AFTER = re.compile(
    r"(?:,? (?:[A-Z][\w'’&-]*|&|en|-)){0,3},? "
    r"(?:(?:B\.?V\.?|N\.?V\.?|V\.?O\.?F\.?|vof|bv|nv)(?!\w)|"
    r"(?:Bouw|Beheer|Advocaten|Advocatuur|Makelaars|Makelaardij|Notarissen|Accountants|Juristen|"
    r"Transport|Techniek|Installatietechniek|Installaties|Vastgoed|Holding|Thuiszorg|Advies|"
    r"Adviseurs|Consultancy|Schilders|Hoveniers|Loonwerk|Bestratingen|Compagnons|Catering|Optiek|"
    r"Tweewielers|Keukens|Security|Beveiliging|Events|Evenementen|Verhuur|Interieur|Uitvaart|Uitvaartzorg|Boomverzorging|Groenvoorziening)\b)"
    r"| ?(?:& ?|en )(?:Zn|Zonen|Dochters?|Partners|Co)\b"
    r"|[ -](?:Groep|Zorg|Wonen|Mode|Fonds|Stichting|College|School|Lyceum|Instituut|Ziekenhuis|"
    r"Hal|Zaal|Prijs|Toernooi|Boys|Kliniek)\b"
    r"|-(?:arrest|zaak|prijs|fonds|school|college|lezing|norm|wet|methode|toernooi|bokaal|hal|"
    r"zaal|brug|tunnel|park|plein|laan|straat|kade)\b"
    r"| (?:van|de|der|den|van de|van der|van den) [^\W\d_]{3,}"
    r"(?:school|college|lyceum|brug|prijs|zaal|plein|laan|straat|kade|singel)\b(?!,? \d)"
    r"(?!,? (?:nummer|[a-zë]*(?:tien|tig|elf|twaalf|honderd|twee|drie|vier|vijf|zes|zeven|acht|"
    r"negen))(?!\w))"
    r"|/Staat\b|, ECLI"
)
_TAIL_WORD = re.compile(
    r"[^\W\d_]{3,}"
    + by_first_letter(
        [
            r"(?:brug|sluis|school|college|lyceum|kamer|zaal|tunnel|viaduct|gemaal|"
            r"stadion|kazerne|prijs|bokaal|toernooi|fonds|lezing|museum|theater|ziekenhuis|kliniek|"
            r"complex|plein|plantsoen|laan|straat|kade|gracht|singel|dreef|boulevard|"
            r"vereniging|stichting|bedrijf)"
        ]
    )
    + r"\Z"
)
_WEAK_TAIL_WORD = re.compile(
    r"[^\W\d_]{3,}"
    + by_first_letter(
        [
            r"(?:toren|kerk|kapel|klooster|flat|gebouw|park|weg|hof|pad|steeg|groep|hal|huis|"
            r"hoeve|poort|bos)"
        ]
    )
    + r"\Z"
)
"""Endings that surnames have too ("Oldenhof"): an article before the name tells."""
_ARTICLES = (" de ", " het ", " 't ")
_BEFORE_TAIL = frozenset(" ,-/&")
_ARTICLE_OF_THING = re.compile(r" (?:van|bij|op|in|uit|aan) (?:de|het|'t) (?=\S)")
_CARS = frozenset(
    (
        "opel", "volkswagen", "vw", "renault", "peugeot", "toyota", "dacia", "kia", "fiat", "skoda",
        "citroën", "citroen", "nissan", "mazda", "volvo", "suzuki", "hyundai", "bmw", "audi",
        "mercedes-benz", "tesla", "iveco", "scania", "yamaha", "honda", "gazelle", "batavus",
        "piaggio", "vespa", "kymco", "mitsubishi", "subaru", "lexus", "polestar", "biro",
    )
)  # fmt: skip
_STREETS = re.compile(
    r"(?:plein|park|plantsoen|laan|straat|weg|kade|gracht|singel|dreef|hof|pad|steeg|boulevard)\Z"
)
_NUMBER = re.compile(r",? \d")


def without_things(text: str, findings: Iterable[Finding], lists: Lists) -> Iterator[Finding]:
    """Yield `findings` without the names of things; of "Roos van de Annieschool" stays "Roos"."""
    for finding in findings:
        if finding.kind is not Kind.PERSOON:
            yield finding
            continue
        person = _person_in(text, finding, lists)
        if person is not None:
            yield person


def _person_in(text: str, finding: Finding, lists: Lists) -> Finding | None:
    start, end = finding.start, finding.end
    name = text[start:end]
    last = name.rpartition(" ")[2]
    before = text[max(0, start - _WINDOW) : start]
    if _is_thing_word(
        last, text, end, lists, has_article=f" {before[-5:].lower()}".endswith(_ARTICLES)
    ):
        divided = _ARTICLE_OF_THING.search(name)
        return replace(finding, end=start + divided.start()) if divided else None
    if " " in name and _can_be_head(name.partition(" ")[0]):
        return None
    if name.startswith(("Sint-", "St.-")) and not _is_titled(finding):
        return None
    if fold(name.partition(" ")[0]) in _CARS:
        return None
    if _has_head(before) and not _NOT_AFTER.search(before):
        return None
    if (
        text[end : end + 1] in _BEFORE_TAIL
        and _TAIL_AFTER.match(text, end)
        and not _is_titled(finding)
        and not _is_own_firm(text, last, start, end)
    ):
        return None
    return finding


def _is_own_firm(text: str, last: str, start: int, end: int) -> bool:
    """Say whether a person with a title or initials stands before a firm: "S. Bloem, Bloem BV"."""
    if not text.startswith(", ", end):
        return False
    has_initial = text[start + 1 : start + 2] == "."
    return bool(_TITLE.search(text[max(0, start - 12) : start])) or (
        has_initial and text.startswith(last, end + 2)
    )


def _has_head(before: str) -> bool:
    """Say whether a word for a thing stands before a name, with only its own words in between."""
    line = before[max(before.rfind(sign) for sign in "\n;|\t") + 1 :]
    if line.endswith("  ") and "  " not in line.rstrip():
        return False  # the name begins a cell of its own
    if not line.endswith((" ", *_QUOTES)):
        return False
    for word in reversed(line.split()[-_MOST_WORDS:]):
        plain = word.rpartition('"')[2].strip(_QUOTES) if '","' in word else word.strip(_QUOTES)
        if _can_be_head(plain):
            return True
        if not _INSIDE.fullmatch(plain):
            return False
    return False


@lru_cache(maxsize=4096)
def _can_be_head(word: str) -> bool:
    return _HEAD.fullmatch(word) is not None


def _is_thing_word(word: str, text: str, end: int, lists: Lists, *, has_article: bool) -> bool:
    """Say whether the last word of a name is one of a thing ("Schaftbrug", "Tooropprijs").

    A street with a number is an address: that rule has it.
    """
    if not word[:1].isupper() or not _ends_like_thing(word, is_weak_enough=has_article):
        return False
    if fold(word) in lists.surnames:
        return False
    return not (_STREETS.search(word) and _NUMBER.match(text, end))


@lru_cache(maxsize=4096)
def _ends_like_thing(word: str, *, is_weak_enough: bool) -> bool:
    return bool(_TAIL_WORD.match(word) or (is_weak_enough and _WEAK_TAIL_WORD.match(word)))


def _is_titled(finding: Finding) -> bool:
    return finding.reason.startswith("aanspreektitel")
