"""Addresses of people: street and number, a house number alone, a BAG or WOZ object.

Every address ends in a number, so the search starts at numbers and looks back. A street without
a number is a public place and is left, as is the town. Endings that only streets have ("straat",
"laan") speak for themselves; others ("hof", "dam", none at all as in "Terp 2") need a postcode
after them, a word of place before them, or a line of their own.

Sources: Wet basisregistratie adressen en gebouwen and its Catalogus (16-digit identification);
Wet WOZ (12-digit object number); NEN 5825 (spelling of addresses and additions).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from stadspoort.engines.privacy._house_numbers import (
    find_floors,
    find_house_number,
)
from stadspoort.engines.privacy._labels import Labels
from stadspoort.engines.privacy._name_words import UPPER, cue_of
from stadspoort.engines.privacy._values import Finding, Kind

_JOIN = (
    r"(?:van|de|der|den|het|ter|ten|te|op|aan|in|'t|'s|en|von|la|le|du|v\.d\.|v/d|v\.|bij|tot|over|"
    r"des|dos|zur|auf|Van|De|Der|Den|Het|Ter|Ten|'T|'S)"
)
_WORD = rf"(?:[{UPPER}](?:[\w'-]*\w|(?:[a-z]{{0,3}}\.)+(?:[A-Z]\.)*)|\d{{1,2}}e)"
_SURE = (
    r"(?:straat|straatje|laan|laantje|weg|wegje|plein|pleintje|kade|gracht|singel|steeg|steegje|"
    r"dreef|[a-z]{2}str|"
    r"plantsoen|boulevard|allee|[a-z]{3}pad|dwarsstraat|hofje|[a-z]{2}lei|dijkje|str\.|ln\.|"
    r"[a-z]{4}dijk|"
    r"[a-z]{3}kamp|[a-z]{4}baan|[a-z]{3}markt|[a-z]{3}brink|[a-z]{3}poort|[a-z]{4}hof|[a-z]{4}park|"
    r"[a-z]{3}gaarde|[a-z]{3}wal|[a-z]{3}werf|[a-z]{3}zoom|[a-z]{3}erf|[a-z]{3}weide|"
    r"[a-z]{3}akker|[a-z]{3} str\.|w eg|we g|s traat|st raat|str aat|stra at|straa t|l aan|la an|"
    r"laa n|pl ein|ple in|si ngel|gra cht)"
)
_ADDITION = (
    r"(?: ?[-/] ?(?:\d{1,4}|[A-Za-z]{1,2}|[IVX]{1,4}|hs|huis|bis|zw|rd|boven|beneden)(?![\w])|"
    r"[a-zA-Z]{1,2}\d{0,3}(?!\w)|bis(?!\w)|hs(?!\w)|"
    r" {1,2}[kK] ?\d{1,3}(?!\w)| [a-h](?=\s*(?:\Z|[\n,;)]))"
    r"| (?:bis|BIS|hs|HS|hoog|huis|zwart|rood|wit|"
    r"zw|rd|boven|beneden|links|rechts|[1-9]e etage|"
    r"[1-9]e verdieping|"
    r"(?:[1-9]|een|één|twee|drie|vier|vijf) ?hoog(?: (?:achter|voor))?|I{1,3}|IV|V|"
    r"[A-HK-RT-Z](?![\w.'-]| \w))(?!\w)|"
    r" (?:bus|BUS) \d{1,3}(?!\w)|"
    r",? (?:kamer|app(?:artement)?\.?|unit) ?\w{1,4}(?!\w)){0,2}"
)
_NUMBER = re.compile(
    rf"([ ,](?<=[\w.,')][ ,])[ ,]?)((?:\d|[lIO](?=\d))\d{{0,4}}{_ADDITION})"
    r"(?![\w€%]|[.,:]\d|-\d|/\d)"
)
AFTER_IS_NO_HOUSE = re.compile(
    r" ?(?:jan(?:uari)?|feb(?:ruari)?|maart|mrt|apr(?:il)?|mei|juni?|juli?|aug(?:ustus)?|"
    r"sep(?:tember)?|"
    r"okt(?:ober)?|nov(?:ember)?|dec(?:ember)?|uur|jaar|jr|euro|eur|procent|km|meter|m2|m|weken|"
    r"week|dagen|"
    r"keer|personen|mensen|stuks|minuten|maanden|kinderen|woningen|inwoners|leden|juncto|jo|lid|"
    r"eerste|"
    r"dezer|jongstleden|jl|miljoen|duizend|cent|gram|kilo|liter|punten|januar|march|may|"
    r"april)(?!\w)|[-/]\d|"
    r" \d{2}[-/ ]\d"
)
_NR = r"(?:,? (?:nr\.?|no\.?|nummer|huisnummer|huisnr\.?))?"
_SIDE = r"(?: (?:Noord|Zuid|Oost|West|NZ|ZZ|OZ|WZ|Nz|Zz|Z\.Z\.|N\.Z\.|noordzijde|zuidzijde))?"
_SURE_STREET = re.compile(
    rf"(?<![\w-])(?:(?:{_WORD}|'[ts]) (?:{_JOIN} ){{0,3}}){{0,4}}"
    rf"(?:[{UPPER}][\w'.-]*?{_SURE}|[{UPPER}]{{4,}}(?:STRAAT|LAAN|WEG|PLEIN|KADE|GRACHT|SINGEL|"
    rf"DIJK|HOF|PAD|STR)|"
    rf"(?:[Ss]traat|[Ll]aan|[Ww]eg|[Pp]lein|[Kk]ade|[Ss]ingel|[Gg]racht|[Dd]ijk|[Pp]ad|[Hh]of|"
    rf"[Mm]arkt|[Ss]teeg|"
    rf"Dreef|Wal|Brink|Haven|Park|Plantsoen|Kamp|Erf)){_SIDE}{_NR}$"
)
_STREET_ENDS = (
    "straat", "straatje", "laan", "laantje", "weg", "wegje", "plein", "pleintje", "kade", "gracht",
    "singel", "steeg", "steegje", "dreef", "plantsoen", "boulevard", "allee", "pad", "hofje", "lei",
    "dijkje", "str", "ln", "dijk", "kamp", "baan", "markt", "brink", "poort", "hof", "park",
    "gaarde", "wal", "werf", "zoom", "erf", "weide", "akker", "haven", "eg", "ge", "traat", "raat",
    "aat", "at", "an", "n", "ein", "in", "ngel", "cht",
)  # fmt: skip
"""Every end that the patterns for streets know, cut ones of a scanner too: a cheap first test."""
_LOWER_STREET = re.compile(
    r"(?<![\w-])(?:(?:oude|nieuwe|lange|korte|hoge|lage|grote|kleine|eerste|tweede|"
    r"burg(?:emeester)?\.?|"
    r"prins(?:es)?|koningin|van|de|der|den|st\.?|sint|dr\.?|mr\.?|prof\.?|pastoor|jan|graaf|"
    r"gravin|dokter|meester|professor|koning|keizer|hertog|admiraal|generaal|kapitein|kardinaal|"
    r"bisschop|wethouder|minister|president|notaris|pater|zuster|willem|karel|frederik|johan|"
    r"laan van) ){0,3}"
    rf"[a-zà-ÿ'-]{{0,30}}(?:straat|laan|weg|plein|kade|gracht|singel|dijk|steeg|dreef|plantsoen|"
    rf"hof|pad|[a-z]markt){_NR}$"
)
_ANY_STREET = re.compile(
    rf"(?<![\w-])((?:{_WORD} (?:{_JOIN} ){{0,2}}|'[ts] |{_JOIN} ){{0,3}}{_WORD}){_NR}$"
)
_ANY_LOWER = re.compile(r"(?<![\w-])([a-zà-ÿ'-]{3,20})$")
_PLACE_BEFORE = re.compile(
    r"(?:(?:woon|huis|post|brief|verblijfs)?adres(?:sen)?(?: is| was| van [\w ]{2,20})?:?|"
    r"wonende?(?: aan| te| op)?|(?:^|[,(] ?)(?:won|wnd)\.(?: aan| op)?|woonachtig(?: aan| te| op)?|"
    r"woont?(?: \w+){0,2}? (?:aan|op|in)|(?<= )woont|woonde (?:aan|op|in)|wonen (?:aan|op|in)|"
    r"verblijft(?: aan| op| in)?|thuis,?|ingeschreven (?:aan|op)|"
    r"verhuisd? naar|verhuist naar|verhuizen naar|moved to|live[sd]? (?:at|in)|living (?:at|in)|"
    r"address(?: is)?:?|getaxeerd:?|bezorgd (?:op|aan|bij)|"
    r"gelegen (?:aan|op)|(?:woning|pand|perceel|huis|flat|appartement)(?: aan| op| in)?|locatie:?|"
    r"houdt (?:in|op)|ophoudt (?:in|op)|bewoners? van|"
    r"huisnummer|huisbezoek(?: op| aan)?|langs(?: op| bij)?|kaart (?:op|naar)|aangetroffen (?:op|"
    r"aan|in)|(?<!\w)(?:op|aan|in))"
    r"(?: (?:de|het|een|mijn|ons|onze|zijn|haar|nieuwe?|straat)){0,2} ?$"
)
_STRONG_PLACE = re.compile(
    r"adres|woon|won\.|wnd\.|wonen|woont|verblijf|thuis|live|moved|bezorgd|getaxeerd|verhui|locatie|bewoner|huisbezoek|"
    r"ingeschreven"
)
_NAME_FIRST = re.compile(
    rf"({_WORD}(?: {_WORD}){{0,3}}),? (?:van|op|aan|uit)(?: de| het)? (?=[{UPPER}])"
)
_POSTCODE_AFTER = re.compile(
    r",?(?:[ \n]{1,3}| {4,14})(?:te )?[1-9]\d{3} ?[A-Z]{2}(?!\w)|[;|\t] ?[1-9]\d{3} ?[A-Z]{2}(?!\w)"
)
NO_STREET_WORDS = frozenset(
    (
        "artikel", "art", "lid", "leden", "bijlage", "pagina", "blz", "bladzijde", "nummer", "nr",
        "zaak", "kamer", "lijn", "fase", "versie", "deel", "hoofdstuk", "paragraaf", "tabel",
        "figuur", "stap", "groep", "klas", "week", "dag", "jaar", "begroting", "raad", "kavel",
        "perceel", "cluster", "unit", "blok", "lokaal", "zaal", "stuk", "punt", "agendapunt",
        "motie", "amendement", "besluit", "wet", "regeling", "nen", "iso", "covid", "vwo", "havo",
        "windows", "artikelen", "categorie", "schaal", "niveau", "zone", "perron", "spoor",
        "route", "bus", "tram", "halte", "bijeenkomst", "kwartaal", "januari", "februari",
        "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november",
        "december", "postbus", "antwoordnummer", "bon", "factuur", "dossier", "graf", "vak",
        "rij", "nota", "plan", "agenda", "tel", "telefoon", "mob", "fax", "bsn", "kvk", "iban",
        "geb", "in", "op", "om", "van", "tot", "de", "het", "een", "ik", "hij", "zij", "wij", "u",
        "er", "maar", "ook", "na", "sinds", "circa", "ca", "ruim", "bijna", "totaal", "ongeveer",
        "minimaal", "maximaal", "iedere", "elke", "alle", "beide", "deze", "die", "dat", "met",
        "voor", "door", "bij", "naar", "uit", "over", "tegen", "toen", "nu", "zo", "want", "dus",
        "vandaag", "morgen", "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag",
        "zondag", "versienummer", "contract", "batch", "box", "doos", "ronde", "team", "q", "rev",
        "release", "toestel", "tst", "pot", "perk", "boom", "lantaarnpaal", "mast", "put",
        "container", "object", "station", "alinea", "sub", "onder", "leeftijd", "project", "aan",
        "jan", "feb", "mar", "mrt", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "okt", "nov",
        "dec", "suite", "polis",
        "te", "en", "of", "is", "was", "heeft", "wordt", "gaat", "komt", "documenten", "document",
        "stukken", "nrs", "mail", "terugbellen", "stb", "stcrt", "trb",
    )
)  # fmt: skip
_IN_STREETS = frozenset(
    (
        "de", "het", "der", "van", "op", "in", "te", "aan", "bij", "tot", "over", "'t", "plan",
        "perk", "boom",
    )
)  # fmt: skip
_BEGINS_STREET = re.compile(
    r"(?:Laan|Hof|Plein|Kade|Weg|Straat|Singel|Plantsoen) (?:[Vv]an|v\.|v\.d\.|der|naar) "
)
"""What begins a street that has its kind in front: "Laan van Westroijen"."""
_OBJECT = re.compile(
    r"(?:[ \t]*(?:[:=#(|-]|nummer\b|nr\b\.?|is\b|id\b|van\b)){0,4}\s{0,2}(\d{12,16})(?!\w)"
)
_DATE = re.compile(r"\d{1,2}-\d{1,2}-\d{2,4}")
_ADDRESS_LABEL = re.compile(r"(?:ADR(?:ES)?|[Aa]dr(?:es)?)\.?:? +(?=\S)")
_DAY = re.compile(r"[0-3]?\d-[01]\d")
_DAY_AFTER = re.compile(r"[ \t]{2,}(?:[0-3]?\d-[01]\d(?!\d)|-(?:\s|$))")
"""Dates of a planning in columns, the first of them behind a street."""
_YEAR = re.compile(r"(?:19|20)\d\d(?!\d)")
_LOOK_BACK = 70


def find_addresses(text: str, labels: Labels) -> Iterator[Finding]:
    """Yield addresses with their number, house numbers alone, and object numbers."""
    for found in _NUMBER.finditer(text):
        if not AFTER_IS_NO_HOUSE.match(text, found.end()):
            for finding in _before_number(text, found, labels):
                word = _ADDRESS_LABEL.match(text, finding.start, finding.end)
                yield replace(finding, start=word.end()) if word else finding
    yield from find_floors(text, labels.lower)
    for label in labels.all:
        number = _OBJECT.match(text, label.end) if label.meaning is Kind.ADRES else None
        if number:
            yield Finding(*number.span(1), Kind.ADRES, 0.95, f"label '{label.word}' ervoor")


def _before_number(text: str, found: re.Match[str], labels: Labels) -> Iterator[Finding]:
    """Yield the address whose number is `found`, when what stands before it is a street."""
    line_start = max(text.rfind("\n", 0, found.start()) + 1, found.start() - _LOOK_BACK)
    left = text[line_start : found.start()]
    if "," in found[1]:
        left += ","
    end = found.end()
    if _DATE.fullmatch(found[2]) or (_DAY.fullmatch(found[2]) and _DAY_AFTER.match(text, end)):
        return
    if _YEAR.fullmatch(found[2]) and not _POSTCODE_AFTER.match(text, end):
        return
    low = labels.lower[line_start : found.start()]
    start = street_start(left, low)
    if start is not None:
        yield Finding(line_start + start, end, Kind.ADRES, 0.93, "straatnaam met huisnummer")
        return
    alone = list(find_house_number(text, found.span(2), left, low))
    yield from alone
    label = labels.before(found.start(2), reach=2)
    is_labelled = label is not None and label.meaning is not Kind.ADRES
    if not alone and not left.endswith(",") and not _YEAR.match(found[2]) and not is_labelled:
        yield from _unsure_street(text, left, low, line_start, end)


def street_start(left: str, low: str) -> int | None:
    """Return where the street begins that `left` ends in, None when it ends in none.

    Args:
        left: What stands before a house number on its line.
        low: The same in lower case.
    """
    if not any(word.rstrip(",.").endswith(_STREET_ENDS) for word in low.split()[-3:]):
        return None
    sure = _SURE_STREET.search(left.rstrip(","))
    if sure:
        return _after_name(left, sure.start())
    lower = _LOWER_STREET.search(low) if not left.endswith(",") else None
    return lower.start() if lower else None


def _after_name(left: str, start: int) -> int:
    """Return where the street begins in `left`: "de heer Hoek van Kerkstraat" holds a name too."""
    name = _NAME_FIRST.match(left, start)
    if name and (name[1].count(" ") or cue_of((left[:start].split() or [""])[-1])):
        return name.end()
    return start


def _unsure_street(text: str, left: str, low: str, line_start: int, end: int) -> Iterator[Finding]:
    """Yield "Terp 2" when what stands around it says that it is an address."""
    street = _ANY_STREET.search(left) or _ANY_LOWER.search(left)
    if not street:
        return
    start = street.start()
    words = street[1].split()
    while words and words[0].lower() in NO_STREET_WORDS:
        start = left.index(words[0], start) + len(words[0]) + 1
        words.pop(0)
    if not words or {word.lower().rstrip(".") for word in words} & NO_STREET_WORDS - _IN_STREETS:
        return
    before = low[:start]
    start += line_start
    if _POSTCODE_AFTER.match(text, end) or _BEGINS_STREET.match(" ".join(words)):
        yield Finding(start, end, Kind.ADRES, 0.95, "straat en nummer, voor een postcode of zeker")
        return
    place = _PLACE_BEFORE.search(before)
    is_capital = words[-1][0].isupper() and not (words[-1].isupper() and len(words[-1]) < 5)
    if place:
        is_strong = bool(_STRONG_PLACE.search(place[0]))
        if is_strong or is_capital:
            yield Finding(
                start, end, Kind.ADRES, 0.88 if is_strong else 0.65,
                "straat en nummer na een woord van plaats", certain=is_strong,
            )  # fmt: skip
    elif (
        is_capital
        and re.match(r" ?(?:[.,;:)\n]|$)", text[end : end + 2])
        and re.search(r"[,(] ?$", before)
    ):
        yield Finding(
            start, end, Kind.ADRES, 0.6, "straat en nummer achter een komma", certain=False
        )
