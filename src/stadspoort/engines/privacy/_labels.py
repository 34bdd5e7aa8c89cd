"""Label words: what the text itself says a value is ("BSN:", "geb.", "klantnr").

A label beats every check digit: a mistyped BSN is still a BSN, and a number after "RSIN" or
"factuur" is not one, although it may pass the same test.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from stadspoort.engines.privacy._alternatives import by_first_letter
from stadspoort.engines.privacy._values import Kind


class Other(Enum):
    """What a label can say besides a kind of personal data."""

    CASE = "zaak"
    """The number of a case, invoice, organisation or law: not personal data by itself."""
    ORGANISATION = "organisatie"
    """A school, firm or institution: no name of a person, even when named after one."""
    NUMBER = "nummer"
    """Just "nummer": a phone number or a plate, if the shape fits."""


Meaning = Kind | Other

_NR = r"(?:[ -]?(?:nummers?|nr\.?|no\.?)(?![^\W_]))?"
_PATTERNS: tuple[tuple[Meaning, str], ...] = (
    (
        Kind.BSN,
        rf"bsn{_NR}|b\.s\.n\.?|b s n|bsn\w{{0,2}}|burger ?service[ -]?n\w{{1,10}}\.?|sofi{_NR}|"
        rf"pgn{_NR}|persoonsgebonden nummer|onderwijsnummer|citizen service number|bsn/sofi|"
        r"br?g?(?:er|\.)?se?rv(?:ice|\.)?c?(?:nr|no|num)\.?|"
        r"persoonsgeb(?:onden|\.)? ?(?:nr\.?|nummer)|b(?:urg)?\.?s(?:erv)?\.? ?nr\.?|"
        r"soc\.? ?fisc\.? ?(?:nr\.?|nummer)",
    ),
    (
        Kind.TELEFOON,
        rf"tel(?:efoon)?{_NR}\.?|telnr\.?|telefonisch|mob(?:iel|iele)?{_NR}\.?|gsm{_NR}|"
        r"phone(?: number)?|06-?(?:nummer|nr)|doorkies(?:nummer|nr)?|toestel(?:nummer|nr)?|tst\.?|"
        r"bel(?:len|t|baar)?|intern|interne lijn|ext\.|"
        r"terugbel(?:len|nummer|verzoek)?|bereikba(?:ar|re)|bereiken|whatsapp|"
        r"app(?:en)?|sms|contactnummer|noodnummer|thuisnummer|privénummer",
    ),
    (
        Kind.IBAN,
        rf"iban{_NR}|(?:post)?giro(?:nummer|nr\.?)?|(?:bank|giro|spaar|betaal)?rekening{_NR}|(?:bank)?rek{_NR}\.?|bankrek\.?|"
        r"rekeningnr\.?|overmaken op|gestort op|bank account",
    ),
    (
        Kind.DOCUMENTNUMMER,
        rf"paspoort{_NR}|passport(?: number)?|id(?:-| )?(?:kaart|bewijs|card){_NR}|"
        rf"identiteits(?:kaart|bewijs){_NR}|legitimatie(?:bewijs)?{_NR}|rijbewijs{_NR}|"
        rf"v-?(?:nummers?|nrs?)\.?|vreemdelingen(?:nummer|nr)|verblijfs(?:document|vergunning|titel|"
        rf"kaart|"
        rf"pas)"
        rf"{_NR}|document(?:nummer|nr)|doc\.?nr\.?|id-?(?:nummer|nr)\.?|mijn id|id-?k\.|id|"
        r"pasp\.?(?:[ -]?n(?:umme)?r\.?)?|pp\.? ?nr\.?|rijb(?:ew)?\.?(?:[ -]?n(?:umme)?r\.?)?|"
        r"rbw\.? ?nr\.?|vr?bl\w{0,3}\.? ?doc\.?(?:nr\.?)?|verbl\w{0,2}\.? ?doc\.?(?:nr\.?)?|"
        r"vreemd\w{0,10}\.? n(?:umme)?r\.?|leg(?:it)?\.? ?bew\.?|id\.? ?bew\.?|"
        r"reisdoc\.?(?:nr\.?)?|reisdocument(?:nummer|nr\.?)?|ident\.? ?(?:bew|nr)\.?",
    ),
    (
        Kind.KLANTNUMMER,
        r"(?:klant|cli[eë]nt|lid(?:maatschaps)?|leden|personeels|pers\.?|relatie|debiteur(?:en)?|"
        r"polis|administratie|dienst|medewerkers?|svh|pas|bijstandspas|stadspas|gedetineerden|"
        r"chassis|frame|chip|meter|pati[eë]nt(?:en)?|verzekerden?|student|leerling|abonnee|"
        r"inschrijf|kandidaat|bewoners|huurders?|gebruikers|deelnemers?|vergunninghouders?|"
        r"subject|stam|afvalpas|wijkpas|parkeerpas|vog|big|registratie|boa|akte|pashouders?|stadspas|rechthebbenden?|tolk|permit|"
        r"lln|ean|machtigings|"
        r"persoons|abonnements|account|tag|oormerk|opsporings|badge|kaart|ov-?chipkaart|"
        r"donor|dossierhouders?|crediteur(?:en)?|deb|rel|mdw|"
        r"pers)[ .-]{0,2}(?:nummers?|nr\.?|no\.?|id)|a-?(?:nummer|nr\.?)|"
        r"polis|debiteur|crediteur|stadspas|afvalpas|clnt|ean(?:-code)?|big-registratie|agb-persoon|"
        r"klantnr\.?|lidnr\.?|brp-?nummer|svh(?:-diploma)?|klantcode|personeelsno|vin|"
        r"cl\.? ?nr\.?|kl\.? ?nr\.?|verz(?:ekering|ekerings)?[ .]?(?:nummers?|nr\.?)?|"
        r"customer number|p-?(?:nummers?|nr)\.?|"
        r"cli?nr\.?|kl(?:n|t)t?\.? ?nr\.?|ld\.? ?nr\.?|lid ?no\.?|mdwnr\.?|"
        r"reg\.? ?(?:istratie)?nr\.?|detentie ?nr\.?|soc\.? ?hyg\.?(?: ?nr\.?)?|gpp(?:-kaart)?|"
        r"gehandicaptenparkeerkaart|invalidenparkeerkaart|huurcontract|eb-?(?:nummer|nr\.?)|"
        r"pers(?:oneels)?\.? ?nr\.?|rel\.? ?nr\.?|deb\.? ?nr\.?|cred\.? ?nr\.?|pol\.? ?nr\.?|"
        r"client number|"
        r"member number|crv",
    ),
    (
        Kind.KENTEKEN,
        rf"kenteken{_NR}s?|kent\.|nummerplaat|kentekenplaat|plaatnummer|auto|voertuig|scooter|"
        rf"motor|"
        r"brommer|bestelbus|busje|bus|aanhanger|caravan|camper|personenauto|number plate|"
        r"licence plate",
    ),
    (
        Kind.GEBOORTEDATUM,
        r"geb(?:oren|oorte)?[ .]*(?:dat(?:um)?|d\.?d|dt|dag)\.?|geb\.?|geboren|"
        r"gebdat|gebdatum|g\.d\.|gbd\.?|geboortedata|born|date of birth|d\.?o\.?b\.?|"
        r"née|geboorte|verjaardag|jarig",
    ),
    (
        Kind.ADRES,
        r"bag(?:[ -]?(?:id|nummer|object))?|woz(?:[ -]?object)?(?:[ -]?(?:nummer|nr))|"
        r"verblijfsobject(?:[ -]?id)?|vbo(?:[ -]?id)?|nummeraanduiding|"
        r"adresseerbaar object(?: id)?|"
        r"objectnummer",
    ),
    (Kind.IP, r"ip(?:[ -]?adres(?:sen)?|v4|v6)?|ip address"),
    (
        Kind.GEHEIM,
        r"wachtwoord(?:en)?|password|passwd|passphrase|pwd|ww|pincode|pin|api[-_ ]?(?:key|sleutel)|"
        r"secret(?:[-_ ]?key)?|client[-_]secret|access[-_ ]?token|token|toegangscode|alarmcode|"
        r"inlogcode|herstelcode|puk(?:code)?|kluiscode|activeringscode|activatiecode|bearer",
    ),
    (
        Other.CASE,
        r"zaak[ -]?(?:nummer|nr\.?|id)?|dossier[ -]?(?:nummer|nr\.?)?|(?:ons |uw )?kenmerk|"
        r"ref(?:erentie)?[ -]?(?:nummer|nr)?\.?|referentienummer|factuur[ -]?(?:nummer|nr\.?)?|"
        r"facturen|aanvraag[ -]?(?:nummer|nr\.?)?|beschikking(?:s?(?:nummer|nr\.?))?|"
        r"besluit[ -]?(?:nummer|nr\.?)?|bon[ -]?(?:nummer|nr\.?)?|betalings?kenmerk|rsin|kvk"
        r"(?:[ -]?(?:nummer|nr\.?))?|k\.v\.k\.|btw(?:[ -]?(?:nummer|nr\.?|id))?|order[ -]?"
        r"(?:nummer|nr\.?)?|melding(?:s?(?:nummer|nr\.?))?|rapport(?:[ -]?(?:nummer|nr\.?))?|"
        r"fiscaal nummer|fi-?nummer|vestigingsnummer|agb(?:-code)?|isbn|parketnummer|rolnummer|"
        r"procesnummer|proces[- ]?verbaal(?:[ -]?(?:nummer|nr\.?))?|pv(?:-?nummer)?|"
        r"vergunning(?:s?(?:nummer|nr\.?))|"
        r"beslagnummer|incident(?:nummer)?|ticket|artikelnummer|ecli|zaaknr\.?|boete|cjib|"
        r"oin|artikel|art\.|bestek|batch|serienummer|versie|version|toevoeging|doc-?id|inventaris"
        r"(?:nummer)?|bedrag|saldo|totaal|graf",
    ),
    (Other.NUMBER, r"(?:mijn |haar |zijn |het |hun )?(?:nummer|nr\.?|nrs\.?)"),
)
_BY_MEANING = tuple((meaning, re.compile(pattern)) for meaning, pattern in _PATTERNS)
# Without groups and in lower case: the engine then skips most alternatives at their first letter.
_LABEL = re.compile(
    rf"(?<![^\W_]){by_first_letter(pattern for _, pattern in _PATTERNS)}(?![^\W\d_])"
)
_BREAK = re.compile(r"[.!?](?=\s+[A-Z])|\n\s*\n")


class Label(NamedTuple):
    """A label word in the text.

    Attributes:
        start: First character of the label.
        end: First character after it.
        meaning: What the label says of the value after it.
        word: The label as written.
    """

    start: int
    end: int
    meaning: Meaning
    word: str


def lower_case(text: str) -> str:
    """Return `text` in lower case with every character at its own place."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(low if len(low := sign.lower()) == 1 else sign for sign in text)


def meaning_of(word: str) -> Meaning | None:
    """Return what `word` says as a label when it is one from end to end, else None."""
    return _meaning(word.strip(" .:*#-_\"'").lower())


@lru_cache(maxsize=512)
def _meaning(word: str) -> Meaning | None:
    if not _LABEL.fullmatch(word):
        return None
    for meaning, pattern in _BY_MEANING:
        if pattern.fullmatch(word):
            return meaning
    return None


class Labels:
    """The labels of one text, to ask what stands before a value.

    Attributes:
        lower: The text in lower case, with the same offsets.
        all: Every label word, in order.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self.lower = lower_case(text)
        self.all = list(self._find())
        self._ends = [label.end for label in self.all]

    def _find(self) -> Iterator[Label]:
        for found in _LABEL.finditer(self.lower):
            meaning = _meaning(found[0])
            if meaning is not None:
                yield Label(found.start(), found.end(), meaning, self._text[slice(*found.span())])

    def before(self, start: int, *, reach: int = 45) -> Label | None:
        """Return the nearest label that ends at most `reach` characters before `start`.

        It counts when no sentence or paragraph ends in between. A label alone on the line
        before counts too.
        """
        at = bisect_right(self._ends, start) - 1
        if at < 0:
            return None
        label = self.all[at]
        if start - label.end > reach:
            return None
        between = self._text[label.end : start]
        if _BREAK.search(between) or between.count("\n") > 1:
            return None
        if "\n" in between and between.partition("\n")[0].strip(" :.-\t"):
            return None
        return label
