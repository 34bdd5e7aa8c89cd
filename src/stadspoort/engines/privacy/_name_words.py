"""The words around and inside Dutch names, and what a single word can be.

Tussenvoegsels follow the list of the Basisregistratie Personen (Logisch Ontwerp BRP, table 36);
titles follow the Wet op het hoger onderwijs art. 7.20 and daily use in municipal letters.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from stadspoort.engines.privacy._alternatives import by_first_letter
from stadspoort.engines.privacy._lists import Lists, fold

UPPER = "A-ZÀ-ÖØ-Þ" + "".join(chr(c) for c in range(0x100, 0x250) if chr(c).isupper())
"""Characters of a regular expression class: capitals of the languages of Europe and Vietnam."""

JOIN = (
    r"(?:van t|baron|barones|jonkheer|freule|in t|op t|v d|v t|van|von|de|den|der|het|ter|ten|te|"
    r"tot|op|aan|in|'t|'s|v\.d\.|v\.|d\.|v/d|vd|vande|vander|"
    r"el|al|ben|bin|da|dos|do|di|del|della|la|le|du|des|zur|zu|af|onder|over|uit|bij|"
    r"Van|Von|De|Den|Der|Het|Ter|Ten|Te|Op|In|'T|'S|V\.d\.|V\.D\.|El|Al|Ben|Bin|Da|Dos|Di|Del|La|"
    r"Le|Du|"
    r"VAN|VON|DE|DEN|DER|HET|TER|TEN|TE|OP|EL|AL|V\.D\.|V/D|VD)"
)
JOINS = frozenset(JOIN.removeprefix("(?:").removesuffix(")").replace("\\", "").split("|")) | set(
    "tvd"
)
"""The same words as a set, to ask whether a whole word is one."""
_INITIAL = rf"(?:(?:Chr?|Th|Ph|Fr|Jac|Joh|Tj|Sj|IJ|Ij|Yv|St)\.|[{UPPER}]\.)"
INITIALS = rf"(?:{_INITIAL}(?:[ -]?{_INITIAL}){{0,6}})"
CAP = (
    rf"[{UPPER}](?:[^\W\d_]++|(?=[-'][^\W\d_]))"
    r"(?:(?:(?<=[a-z])[01](?=[a-z])|-|'(?!s(?!\w)))[^\W\d_]++)*+(?!\.\w+@)"
)
"""A word with a capital; a scanner may have read 0 or 1 inside it ("Westerh0f")."""

TITLE = (
    r"(?:dhr|de heer|de heren|heer|hr|meneer|mijnheer|mevrouw|mevr|mw|mej|mejuffrouw|fam|familie|"
    r"gebroeders|echtpaar|mr|mrs|miss|ms|sir|drs|dra|dr|ir|ing|prof|bc|ds|pastoor|dominee|imam|"
    r"wethouder|burgemeester|raadslid|raadsleden|burgerraadslid|gedeputeerde|minister|"
    r"staatssecretaris|"
    r"griffier|gemeentesecretaris|loco-burgemeester|kamerlid|commissaris|fractievoorzitter|"
    r"dames en heren|erven|weduwe|wed|señor|frau|herr|madame|monsieur)"
)
ROLE = (
    r"(?:ene|zekere|portefeuillehouder|ome|pake|beppe|buuv|schatje|zoon(?:tje)?|dochter(?:tje)?|"
    r"broer(?:tje)?|zus(?:je|ter)?|moeder|vader|stiefvader|stiefmoeder|"
    r"pleegvader|pleegmoeder|pleegzoon|pleegdochter|stiefzoon|stiefdochter|kleinzoon|kleindochter|"
    r"oma|opa|grootmoeder|grootvader|tante|oom|neef(?:je)?|nicht(?:je)?|man|vrouw|echtgenoot|echtgenote|"
    r"ex(?:-man|-vrouw|-partner)?|"
    r"partner|vriend(?:in)?|buurman|buurvrouw|buurjongen|buurmeisje|overbuurman|overbuurvrouw|"
    r"collega|huisarts|arts|dokter|psychiater|psycholoog|verpleegkundige|wijkverpleegkundige|tandarts|"
    r"consulent[e]?|casemanager|klantmanager|begeleider|begeleidster|mentor|bewindvoerder|curator|"
    r"voogd|gezinsvoogd|jeugdbeschermer|jeugdconsulent|advocaat|gemachtigde|notaris|tolk|"
    r"docent[e]?|juf|"
    r"meester|leerkracht|leerling|student|wijkagent|agent|boa|handhaver|inspecteur|toezichthouder|"
    r"medewerker|medewerkster|behandelaar|ambtenaar|adviseur|jurist|voorzitter|secretaris|notulist|"
    r"penningmeester|trainer|coach|bewoner|bewoonster|huurder|huurster|eigenaar|eigenaresse|"
    r"eigenaren|"
    r"aanvrager|aanvraagster|melder|meldster|klager|klaagster|bezwaarmaker|cli[eë]nte?|"
    r"pati[eë]nte?|"
    r"inwoner|inwoonster|verdachte|slachtoffer|getuige|chauffeur|kind|baby|jongen|meisje|"
    r"verzoeker|verzoekster|appellante?|belanghebbende|inspreker|inspreekster|kandidaat|"
    r"mantelzorger|vrijwilliger|stagiaire?|teamleider|manager|projectleider|coördinator|directeur|"
    r"son|daughter|husband|wife|mother|father|brother|sister|neighbour|casus|casu[sï]stiek|naam|"
    r"heet|heette|"
    r"buren|ouders|broers|zussen|verkopers?|kopers?|eigenaars|heten|genaamd|alias|ondergetekende|"
    r"tweeling|zwager|schoonzus|schoonmoeder|schoonvader|schoonzoon|schoondochter)"
)
_TITLE = re.compile(by_first_letter([TITLE, "heer|heren"]))
_ROLE = re.compile(rf"{by_first_letter([ROLE])}(?:s|en)?")

ORG_WORD = re.compile(
    "(?i)"
    + by_first_letter(
        [
            r"(?:b\.?v|n\.?v|v\.?o\.?f|c\.?v|ltd|llc|gmbh|inc|holding|groep|group|beheer|stichting|"
            r"vereniging|"
            r"co[oö]peratie|maatschap|vof|bv|nv|zn|zonen|gebr|firma|fa|bedrijf|bedrijven|school|"
            r"basisschool|college|lyceum|"
            r"gymnasium|academie|universiteit|hogeschool|roc|mavo|havo|vmbo|montessorischool|kinderopvang|"
            r"kinderdagverblijf|peuterspeelzaal|"
            r"advocaten|advocatuur|notarissen|makelaars?|makelaardij|taxaties|vastgoed|verhuur|"
            r"verhuizingen|bouw|bouwbedrijf|"
            r"installaties?|techniek|transport|logistiek|hoveniers?|schilders|dakwerken|loodgieters|"
            r"elektro|"
            r"infra|wegenbouw|loonbedrijf|montage|beveiliging|schilderwerken|uitzendbureau|"
            r"consultancy|consulting|advies|adviseurs|accountants?|administraties?|administratiekantoor|"
            r"assurantiën|verzekeringen|"
            r"bank|apotheek|huisartsenpraktijk|praktijk|kliniek|ziekenhuis|zorg|thuiszorg|zorggroep|"
            r"zorgcentrum|verpleeghuis|"
            r"hotel|restaurant|caf[eé]|bakkerij|slagerij|kapsalon|supermarkt|boekhandel|garage|"
            r"autobedrijf|autoschade|tankstation|rijschool|"
            r"fonds|museum|theater|bibliotheek|kerk|parochie|moskee|harmonie|fanfare|koor|club|scouting|"
            r"deurwaarders?|incasso|bewind|bewindvoering|budgetbeheer|uitvaart|uitvaartverzorging|media|"
            r"design|studio|"
            r"woningcorporatie|woonstichting|wonen|dienst|instituut|bureau|buro|kantoor|centrum|"
            r"prijs|award|penning|medaille|zaal|hal|toren|brug|park|plein|sluis|tunnel|haven|arrest|"
            r"regeling|akkoord|"
            r"manifest|methode|wet|norm|index|syndroom|formule|huis|hoeve|hof|boerderij|landgoed|kasteel|"
            r"molen|vleugel|lezing|stadion|"
            r"trofee|toernooi|beker|bokaal|foundation|trust|company|windadvies|hospice|internationaal|"
            r"international|nederland|"
            r"c\.s|sport|fysiotherapie|tandartsen|mode|bloemen|interieur|keukens|tweewielers|fietsen|"
            r"catering|events|schoonmaak|services?)"
        ]
    )
    + r"\.?$"
)
ORG_TAIL = re.compile(
    "(?i)"
    + by_first_letter(
        [
            r"(?:verhuur|vastgoed|makelaardij|advies|techniek|bedrijf|beheer|installatie|handel|"
            r"winkel|stichting|"
            r"vereniging|corporatie|groep|praktijk|apotheek|arrest|museum|theater|wet|syndroom|ziekenhuis|"
            r"centrum|fietsen|caf[eé])"
        ]
    )
    + "$"
)
_ORG_HEADS = (
    "stichting", "vereniging", "gebr", "gebr.", "gebroeders", "firma", "fa.", "bedrijf", "bakkerij",
    "slagerij", "bouwbedrijf", "aannemersbedrijf", "garage", "autobedrijf", "basisschool", "obs",
    "cbs", "rkbs", "pcbs", "ikc", "kdv", "bso", "school", "hotel", "restaurant", "cafe", "café",
    "museum", "harmonie", "fanfare", "kwekerij", "hoveniersbedrijf", "schildersbedrijf",
    "installatiebedrijf", "advocatenkantoor", "makelaardij", "rechtbank", "hof", "kasteel", "kerk",
    "camping", "manege", "apotheek", "ziekenhuis", "verpleeghuis", "zorgcentrum", "regel",
    "stelling", "formule", "schaal", "methode", "theorie", "principe", "hospice", "praktijk",
    "theater", "buurthuis", "wijkcentrum", "dorpshuis", "sporthal", "zwembad", "park", "plein",
    "club", "sv", "vv", "fc", "rijschool", "kapsalon", "boekhandel", "uitvaartcentrum",
    "woningcorporatie", "wet", "arrest", "schip", "hond", "kat", "paard", "poes",
)  # fmt: skip
_ORG_HEAD = re.compile(
    rf"(?i)(?<!\w)(?:{'|'.join(map(re.escape, _ORG_HEADS))})(?: (?:de|het|van|der))?[ :\"']{{1,2}}$"
)
_ARTICLES = (" de", " het", " van", " der")
_ORG_HEAD_LAST = frozenset(head[-2:] for head in _ORG_HEADS)
_BEFORE_NAME = frozenset(" :\"'")


def stands_after_thing(text: str, start: int) -> bool:
    """Say whether a word for a thing stands right before `start` ("stichting", "hond")."""
    if text[start - 1 : start] not in _BEFORE_NAME:
        return False
    before = text[max(0, start - 30) : start]
    # Nearly always not; asking so costs a tenth of the search.
    plain = before.rstrip(" :\"'").lower()
    if plain.endswith(_ARTICLES):
        plain = plain[: plain.rindex(" ")]
    return (
        plain[-2:] in _ORG_HEAD_LAST
        and plain.endswith(_ORG_HEADS)
        and _ORG_HEAD.search(before) is not None
    )


AREA_HEAD = re.compile(
    r"(?i)(?<!\w)(?:gemeente|provincie|waterschap|stad|dorp|wijk|buurt|polder|regio|project|"
    r"programma|commissie|rapport|software|systeem|applicatie|kantoor|ministerie)"
    r"(?: (?:de|het|van))?[ :\"']{1,2}$"
)
"""Words before the name of an area or project; a full name may follow them all the same."""
STREET_TAIL = re.compile(
    "(?i)"
    + by_first_letter(
        [
            r"(?:straat|strjitte|buorren|[a-z]dyk|loane|laan|weg|plein|kade|gracht|singel|steeg|dreef|"
            r"plantsoen|boulevard|pad|tunnel|"
            r"viaduct|"
            r"polder|kanaal|gebouw|vaart|markt|allee|zaal|prijs|college|school|fonds|cup|nota|raad|dienst|"
            r"team|plan|project)"
        ]
    )
    + "$"
)
WEAK_TAIL = re.compile(
    "(?i)"
    + by_first_letter(
        [
            r"(?:dijk|brug|park|hof|sluis|poort|wijk|haven|brink|baan|zijde|oever|bos|duin|duinen|"
            r"huis|hoeve|"
            r"kerk|bank|zorg|bouw|veld|dam)"
        ]
    )
    + "$"
)
"""Endings of places that surnames have too: they only count without a first name."""

LITERATURE = re.compile(
    r",? (?:e\.a\.|et al\.?|c\.s\.)|,? \((?:19|20)\d\d[a-z]?\)|/[A-Z][a-z]+ \(|, ECLI"
)


VERB_AFTER = re.compile(
    r"(?:'s)? ?(?:\([^)\n]{1,30}\) )?"
    + by_first_letter(
        [
            r"(?:is|was|heeft|had|belt|belde|zegt|zei|vraagt|vroeg|wil|"
            r"wilde|woont|woonde|werkt|werkte|komt|kwam|"
            r"gaat|ging|geeft|gaf|meldt|meldde|vertelt|vertelde|stelt|stelde|antwoordt|reageert|denkt|"
            r"vindt|vond|kan|kon|moet|mag|zou|zal|wordt|werd|"
            r"staat|stond|zit|zat|doet|deed|blijft|bleef|heet|leeft|slaapt|gebruikt|krijgt|kreeg|neemt|"
            r"nam|stuurt|stuurde|schrijft|schreef|mailt|mailde|"
            r"opent|sluit|licht|verzoekt|verklaart|verklaarde|ontkent|ontvangt|ontving|betaalt|spreekt|"
            r"sprak|huilt|oogt|geniet|voelt|ziet|zag|hoort|"
            r"weet|wist|drinkt|lijdt|helpt|hielp|regelt|pakt|past|zorgt|bespreekt|noemt|noemde|dient|"
            r"overleden|geboren|verhuisd|verhuist|verblijft)"
        ]
    )
    + r"\b"
)
"""A verb that people do, after a name."""


class Class:
    """What a single word can be; several at once, added up.

    Plain numbers, not an enum: this is asked for every capital in a text.
    """

    UNKNOWN: Final = 0
    FIRST: Final = 1
    SURNAME: Final = 2
    WORD: Final = 4
    PLACE: Final = 8
    ORGANISATION: Final = 16
    STREET: Final = 32
    WEAK: Final = 64


@lru_cache(maxsize=4096)
def cue_of(word: str) -> str:
    """Return "title", "role" or "" for the word before a name, as written ("Mevr.", "zoon")."""
    if word.isupper() and len(word) == 2 and word not in ("MW", "HR", "MR", "DR"):
        return ""  # the letters of a postcode
    if word in _NAMES_LIKE_CUES:
        return ""
    plain = word.strip("\"'([,:.-").lower()
    if _TITLE.fullmatch(plain):
        return "title"
    return "role" if _ROLE.fullmatch(plain) else ""


_NAMES_LIKE_CUES = frozenset(
    (
        "Enes",
        "Ene",
        "Mans",
        "Vriends",
        "Broers",
        "Broeren",
        "Ooms",
        "Oomen",
        "Naams",
        "Boas",
        "Pakes",
    )
)
"""Names that look like a word for a person with an ending."""

_CAMEL = re.compile(f"[a-zà-ÿ][{UPPER}]")
_NAME_CAMEL = re.compile(r"(?:Mc|Mac|De|Di|Da|Van|Le|La|Du|El|Al|O')[A-Z][a-z]+$")
_NOUN_SURNAMES = frozenset(["hal", "toren", "molen", "hof", "huis"])
"""Ordinary nouns that name a family after "van": "Timo van Hal"."""
_LONGEST = 45
"""A longer run of letters is no word; looking for its parts would take quadratic time."""
_REGIONS = frozenset(("noord", "zuid", "oost", "west", "midden", "nieuw", "oud", "groot"))

_THING_TAIL = re.compile(
    r"-(?:sluis|brug|tunnel|park|plein|laan|straat|weg|zaal|prijs|arrest|wet|school|college|"
    r"complex|"
    r"kazerne|kerk|flat|gebouw|huis|fonds|regeling|norm|methode|gate|motie|akkoord|kade|haven|bos)$"
)


def classify(word: str, lists: Lists) -> int:
    """Return everything `word` can be according to the lists and its ending."""
    key = fold(word)
    if key in _NOUN_SURNAMES:
        return Class.SURNAME | Class.WORD
    if key in lists.words and key not in lists.first_names and key not in lists.surnames:
        # Most capitals begin a sentence; "Ziekenhuis" makes an organisation of a name before it.
        return Class.WORD | (Class.ORGANISATION if ORG_WORD.match(word) else Class.UNKNOWN)
    result = _by_list(key, lists)
    if "-" in key:
        thing, name = _by_parts(word, key, lists)
        if thing:
            return thing
        result |= name
    if ORG_WORD.match(word) or (_CAMEL.search(word) and not _NAME_CAMEL.match(word)):
        result |= Class.ORGANISATION
    return result | _by_ending(word, key, lists, is_known=bool(result))


def _by_list(key: str, lists: Lists) -> int:
    """Return what the lists say of the folded word `key`."""
    result: int = Class.UNKNOWN
    for what, entries in (
        (Class.FIRST, lists.first_names),
        (Class.SURNAME, lists.surnames),
        (Class.WORD, lists.words),
        (Class.PLACE, lists.places),
        (Class.ORGANISATION, lists.organisations),
    ):
        if key in entries:
            result |= what
    return result


def _by_parts(word: str, key: str, lists: Lists) -> tuple[int, int]:
    """Return what a word with a hyphen is for sure (or 0), and which names are in it."""
    head, _, tail = key.partition("-")
    name = Class.FIRST if head in lists.first_names else Class.UNKNOWN
    if tail.rpartition("-")[2] in lists.surnames:
        name |= Class.SURNAME
    if head in _REGIONS:
        return Class.PLACE, name
    if word.partition("-")[2][:1].islower() and _THING_TAIL.search(key):
        return Class.STREET, name
    return (Class.WORD if _is_abbreviation_of_word(word, tail, lists) else 0), name


def _by_ending(word: str, key: str, lists: Lists, *, is_known: bool) -> int:
    if STREET_TAIL.search(word):
        return Class.STREET
    if WEAK_TAIL.search(word):
        return Class.WEAK
    if is_known:
        return Class.UNKNOWN
    if ORG_TAIL.search(word):
        return Class.ORGANISATION
    if _is_inflected_word(key, lists):
        return Class.WORD
    return Class.FIRST if _is_double_name(key, lists) else Class.UNKNOWN


def _is_abbreviation_of_word(word: str, tail: str, lists: Lists) -> bool:
    """Say whether `word` is "ID-kaart", "Woo-verzoek" or "VN-Kinderrechtencomité"."""
    head, _, rest = word.partition("-")
    if (
        head.isupper()
        and len(head) < 6
        and not rest.isupper()
        and (len(head) > 1 or rest.islower())
    ):
        return True
    last = tail.rpartition("-")[2]
    return rest[:1].islower() and (last in lists.dictionary or _is_inflected_word(last, lists))


def _is_double_name(key: str, lists: Lists) -> bool:
    """Say whether `key` is two first names written as one ("annelotte", "janpieter")."""
    names = lists.common_first_names
    return len(key) > 6 and any(key[:at] in names and key[at:] in names for at in range(3, 8))


_SUFFIXES = re.compile(
    by_first_letter(
        [
            r"(?:ingen|ing|heid|heden|lijke?|atie|aties|schap|schappen|baar|bare|teit|teiten|isme|"
            r"istische?|ische?|ement|enten|tie|ties|"
            r"loos|loze|achtige?|matige?|waardige?|nummer|datum|formulier|gesprek|besluit|aanvraag|beleid|"
            r"recht|kosten|bedrag|werk|werkers?|dag|week|jaar)"
        ]
    )
    + "$"
)


def _is_inflected_word(key: str, lists: Lists) -> bool:
    """Say whether `key` is a word of the dictionary or looks like a form or compound of one."""
    if key in lists.dictionary or (len(key) >= 6 and _SUFFIXES.search(key)):
        return True
    if 10 < len(key) <= _LONGEST and _is_compound(key, lists):
        return True
    for prefix in ("on", "her", "mede", "niet"):
        if key.startswith(prefix) and key[len(prefix) :] in lists.dictionary:
            return True
    if "rn" in key or "vv" in key:  # as a scanner reads m and w
        read = key.replace("rn", "m").replace("vv", "w")
        return read in lists.dictionary or read in lists.words
    return any(
        key.endswith(ending) and len(key) - len(ending) >= 3 and key[: -len(ending)] in lists.words
        for ending in ("en", "s", "e", "t", "n", "er", "je", "d", "te", "de")
    )


def _is_compound(key: str, lists: Lists) -> bool:
    """Say whether `key` is two words of the dictionary written as one ("bestaanszekerheid")."""
    known = lists.dictionary
    if any(key[at:] in known for at in range(3, len(key) - 6)):
        return True
    return len(key) > 12 and any(
        key[at:] in known and (key[:at] in known or (key[at - 1] == "s" and key[: at - 1] in known))
        for at in range(4, len(key) - 3)
    )
