"""Addresses of people: street and number, postcode, a house number alone, a BAG or WOZ object.

A street without a number is a public place and is left, as is the town. Post boxes belong to
organisations. Four digits and two capitals are a postcode; in lower case only right after an
address or a label ("2024 is" and "1999 te" are no postcodes).

Sources: PostNL postcode table (1000 to 9999, no SA, SD, SS); Wet basisregistratie adressen en
gebouwen and its Catalogus (16-digit identification); Wet WOZ (12-digit object number).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from stadspoort.engines.privacy._labels import Labels
from stadspoort.engines.privacy._values import Finding, Kind

_SUFFIX = (
    r"(?:straat|str\.|straatje|laan|ln\.|weg|wegje|plein|kade|gracht|singel|dijk|steeg|hof|hofje|park|pad|"
    r"dreef|baan|plantsoen|wal|markt|brink|kamp|veld|oord|erf|haven|ring|boulevard|allee|"
    r"burg|ster|horst|akker|weide|wei|bos|donk|berg|ven|rade|meent|gaard|gaarde|gaarden|poort|vaart|"
    r"werf|hoek|zijde|dam|tuin|tuinen|terras|passage|promenade|esplanade|dwarsstraat|zoom|rak|"
    r"stede|schans|vest|kwartier|plaats|hoeve|kreek|kolk|sluis|brug|beek|molen|driehoek|rij|"
    r"laantje|pleintje|rijweg|grift|wetering|lei|es|dries|eind|einde|heide|wijk|waard|polder|trede|tocht)"
)
_JOIN = r"(?:van|de|der|den|het|ter|ten|te|op|aan|in|'t|'s|en|von|la|le|du|v\.d\.|v/d|bij|tot)"
_CAP = r"(?:[A-ZÀ-ÞŁŚŻĐČŠŽ](?:[\w'-]*\w\b|(?:[a-z]{0,3}\.)+(?:[A-Z]\.)*)|'[ts](?=[ -]))"
_ADDITION = (
    r"(?:[ ]?-[ ]?(?:[A-Za-z]{1,2}(?!\w)|\d{1,4}(?!\d)|[IVX]{1,4}(?!\w)|hs\b|huis\b|bis\b)|"
    r"[ ]?[a-zA-Z]\d{0,3}(?![\w'.@])(?<! [a-z])|/[A-Za-z\d]{1,3}(?!\w)| (?:bis|hs|zwart|rood|wit|zw|rd|boven|"
    r"beneden|huis|A bis|I{1,3}|IV|V)(?!\w)| ?[1-9]?(?:e verdieping|hoog)(?: (?:achter|voor))?(?!\w)| [1-5] hoog(?: (?:achter|voor))?|"
    r"[a-z]{1,2}(?!\w)|bis\b|hs\b|, ?(?:kamer|app(?:artement)?\.?|unit) ?\w{1,4}){0,2}"
)
_NUMBER = rf"\d{{1,5}}(?![\d.,:%€]*\d){_ADDITION}(?!\w)"
_STREET = re.compile(
    rf"(?<![\w-])(?:{_CAP} (?:{_JOIN} ){{0,3}}){{0,4}}"
    rf"(?:[A-ZÀ-Þ][\w'.-]{{0,30}}?{_SUFFIX}|(?:[Ss]traat|[Ll]aan|[Ww]eg|[Pp]lein|[Kk]ade|[Ss]ingel|[Dd]ijk|[Pp]ad|[Hh]of)"
    rf"|{_SUFFIX.replace('(?:', '(?i:', 1)}(?<=[A-Z]))"
    rf"(?: (?:Noord|Zuid|Oost|West|NZ|ZZ|Nz|Zz|Z\.Z\.|N\.Z\.))?,? (?:nr\.? ?|no\.? ?|nummer |huisnr\.? ?)?({_NUMBER})"
)
_LOWER_STREET = re.compile(
    rf"(?<![\w-])(?:[a-zà-ÿ'.-]+ ){{0,1}}[a-zà-ÿ'-]{{3,30}}(?:straat|laan|weg|plein|kade|gracht|singel|dijk|steeg|dreef|plantsoen|hof|pad) "
    rf"(?:nr\.? ?|nummer )?({_NUMBER})"
)
_PLACE_BEFORE = re.compile(
    r"(?i)(?:adres(?:sen)?(?: is)?|wonende?|woonachtig|woont?|woonde|wonen|verblijft|thuis|huisadres|ingeschreven|bezoekadres|"
    r"straat|verhuisd naar|verhuist naar|moved to|live at|living at|woning|pand|perceel|locatie|adres van|"
    r"bezorgd|gelegen|hoek|getaxeerd|voor|betreft|naar|te|van|op|aan(?: de| het)?|in(?: de| het)?|nabij|bij)"
    r"(?: sinds \d{4})?(?: (?:aan|op|te|in))?(?: (?:de|het|een|mijn|ons|zijn|haar|nieuwe?|is|hun))?[ :]{1,3}$"
)
_BARE_STREET = re.compile(
    rf"(?<![\w-])((?:{_CAP} (?:{_JOIN} )?){{0,3}}{_CAP}) (\d{{1,4}}(?![\d.,:%€]*\d){_ADDITION})(?!\w)(?![ ]?(?:{{months}})\w*)".replace(
        "{months}",
        "jan|feb|maart|mrt|apr|mei|jun|jul|aug|sep|okt|nov|dec|uur|jaar|euro|procent|km|m2|weken|dagen|keer|personen|stuks|minuten|maanden",
    )
)
_POSTCODE = re.compile(r"(?<![\w.,/-])[1-9]\d{3} {0,2}(?!S[ADS](?!\w))[A-Z]{2}(?!\w|-\d)")
_POSTCODE_LOOSE = re.compile(r"(?<![\w.,/-])[1-9][0-9OolI]{3} {0,2}[A-Za-z] ?[A-Za-z](?!\w)")
_BUSINESS = re.compile(r"(?i)(?:postbus|antwoordnummer|bezoekadres|po box)\b[^\n]{0,60}$")
_HOUSE_NUMBER = re.compile(
    rf"(?i)(?<!\w)(?:(?:buren|buur(?:man|vrouw|meisje|jongen)?|overburen|overbuur(?:man|vrouw)?|bewoners?|bewoonster|woning|huis|pand|flat|familie|"
    rf"mensen|mevrouw|meneer|gezin|iemand|hij|zij|ik|wij|die|dat)(?: \w+){{0,2}}? (?:van|op|naast|bij|in)(?: (?:huis)?(?:nummer|nr\.?|no\.?))? |"
    rf"(?:huisnummer|huisnr\.?)(?: is)?[ :]{{1,2}})({_NUMBER})(?! (?:jan|feb|maart|apr|mei|jun|jul|aug|sep|okt|nov|dec|uur|jaar|euro|procent|km|m2|weken|dagen|keer|kinderen|personen|minuten|maanden|van de)\w*)"
)
_ON_NUMBER = re.compile(
    rf"(?i)(?<!\w)(?:op|van|naast|bij|naar|tegenover|tussen|en) (?:huis)?(?:nummer|nr\.?) ({_NUMBER})(?! (?:van|uit)\b)"
)
_OBJECT = re.compile(
    r"(?:[ \t]*(?:[:=#(|-]|nummer\b|nr\b\.?|is\b|id\b|van\b|\w+\b(?= \d)))"
    r"{0,4}\s{0,2}(\d{12,16})(?!\w)"
)
_NOT_STREET = re.compile(
    r"(?i)^(?:artikel|art|lid|bijlage|pagina|blz|bladzijde|nummer|nr|zaak|kamer|lijn|fase|versie|deel|hoofdstuk|paragraaf|tabel|figuur|stap|"
    r"groep|klas|week|dag|jaar|begroting|raad|kavel|perceel|cluster|unit|blok|lokaal|zaal|stuk|punt|agendapunt|motie|amendement|besluit|wet|regeling|"
    r"nen|iso|covid|vwo|havo|windows|artikelen|leden|categorie|schaal|niveau|zone|perron|spoor|route|bus|tram|halte|"
    r"bijeenkomst|kwartaal|q|januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|"
    r"postbus|antwoordnummer|bon|factuur|dossier|graf|vak|rij|nota|plan|agenda|tel|telefoon|mob|fax|bsn|kvk|iban|geb|in|op|om|van|tot|de|het|een|ik|hij|zij|wij|u|er|maar|ook|na|sinds|"
    r"circa|ca|ruim|bijna|totaal|ongeveer|minimaal|maximaal|iedere|elke|alle|beide|deze|die|dat|met|voor|door|bij|naar|uit|over|tegen|toen|nu|zo|want|dus|vandaag|morgen|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag)$"
)


def find_addresses(text: str, labels: Labels) -> Iterator[Finding]:
    """Yield addresses with their number, postcodes, house numbers and object numbers."""
    addresses = list(_streets(text))
    yield from addresses
    yield from _postcodes(text, {finding.end for finding in addresses})
    for pattern in (_HOUSE_NUMBER, _ON_NUMBER):
        for found in pattern.finditer(text):
            yield Finding(*found.span(1), Kind.ADRES, 0.75, "huisnummer van buren of bewoner")
    for label in labels.all:
        if label.meaning is Kind.ADRES:
            number = _OBJECT.match(text, label.end)
            if number:
                yield Finding(*number.span(1), Kind.ADRES, 0.95, f"label '{label.word}' ervoor")


def _streets(text: str) -> Iterator[Finding]:
    for found in _STREET.finditer(text):
        yield Finding(*found.span(), Kind.ADRES, 0.93, "straatnaam met huisnummer")
    for found in _LOWER_STREET.finditer(text):
        yield Finding(*found.span(), Kind.ADRES, 0.8, "straatnaam met huisnummer, kleine letters")
    for found in _BARE_STREET.finditer(text):
        yield from _bare_street(text, found)


def _bare_street(text: str, found: re.Match[str]) -> Iterator[Finding]:
    """Yield "Terp 2" when what stands around it says that it is an address."""
    if _NOT_STREET.match(found[1].split()[-1]) or _NOT_STREET.match(found[1].split()[0]):
        return
    after = text[found.end() : found.end() + 40]
    before = text[max(0, found.start() - 40) : found.start()]
    if re.match(r",?\s{1,3}[1-9]\d{3} ?[A-Z]{2}\b", after):
        yield Finding(*found.span(), Kind.ADRES, 0.95, "straat en nummer voor een postcode")
    elif _PLACE_BEFORE.search(before) and not re.search(r"(?:^|[.!?]\s)\s*$", before):
        is_strong = bool(re.search(r"(?i)adres|won(?:en|end)|woon|thuis|moved|live", before[-25:]))
        yield Finding(
            *found.span(), Kind.ADRES, 0.88 if is_strong else 0.6,
            "straat en nummer na een woord van plaats", certain=is_strong,
        )  # fmt: skip


def _postcodes(text: str, address_ends: set[int]) -> Iterator[Finding]:
    for found in _POSTCODE.finditer(text):
        before = text[max(0, found.start() - 70) : found.start()].rpartition("\n\n")[2]
        if not _BUSINESS.search(before.replace("\n", " ")):
            yield Finding(*found.span(), Kind.POSTCODE, 0.93, "vorm van een postcode")
    for found in _POSTCODE_LOOSE.finditer(text):
        gap = re.search(r"[\w)](?:,|\.)?\s{1,3}$", text[max(0, found.start() - 6) : found.start()])
        if not gap:
            continue
        end_of_word = max(0, found.start() - 6) + gap.start() + 1
        label = re.search(
            r"(?i)(?:postcode|pc)[ :]{1,3}(?:is )?$",
            text[max(0, found.start() - 15) : found.start()],
        )
        if end_of_word in address_ends or label:
            yield Finding(*found.span(), Kind.POSTCODE, 0.9, "postcode na een adres of label")
