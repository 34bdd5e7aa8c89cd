"""The words around and inside Dutch names, and what a single word can be.

Tussenvoegsels follow the list of the Basisregistratie Personen (Logisch Ontwerp BRP, table 36);
titles follow the Wet op het hoger onderwijs art. 7.20 and daily use in municipal letters.
"""

from __future__ import annotations

import re
from enum import IntFlag

from stadspoort.engines.privacy._lists import Lists, fold

UPPER = "A-ZÀ-ÖØ-Þ" + "".join(chr(c) for c in range(0x100, 0x250) if chr(c).isupper())
"""Characters of a regular expression class: capitals of the languages of Europe and Vietnam."""

JOIN = (
    r"(?:van|von|de|den|der|het|ter|ten|te|tot|op|aan|in|'t|'s|v\.d\.|v\.|d\.|v/d|vd|vande|vander|"
    r"el|al|ben|bin|da|dos|do|di|del|della|la|le|du|des|zur|zu|af|onder|over|uit|bij|"
    r"Van|Von|De|Den|Der|Het|Ter|Ten|Te|Op|In|'T|'S|V\.d\.|V\.D\.|El|Al|Ben|Bin|Da|Dos|Di|Del|La|Le|Du|"
    r"VAN|VON|DE|DEN|DER|HET|TER|TEN|TE|OP|EL|AL|V\.D\.|V/D|VD)"
)
INITIALS = rf"(?:(?:Ch|Th|Ph|Chr|Fr|Jac|Joh|Tj|Sj|IJ|Yv|St|Ij)\.|[{UPPER}]\.)(?:[ -]?(?:(?:Ch|Th|Ph|Chr|Fr|Jac|Joh|Tj|Sj|IJ)\.|[{UPPER}]\.)){{0,6}}"
CAP = rf"[{UPPER}](?:[^\W\d_]|(?<=\w)['-](?=\w))*[^\W\d_](?!\.\w+@)"

TITLE = (
    r"(?:dhr|de heer|de heren|heer|hr|meneer|mijnheer|mevrouw|mevr|mw|mej|mejuffrouw|fam|familie|"
    r"gebroeders|echtpaar|mr|mrs|miss|ms|sir|drs|dra|dr|ir|ing|prof|bc|ds|pastoor|dominee|imam|"
    r"wethouder|burgemeester|raadslid|raadsleden|burgerraadslid|gedeputeerde|minister|staatssecretaris|"
    r"griffier|gemeentesecretaris|loco-burgemeester|kamerlid|commissaris|fractievoorzitter|"
    r"dames en heren|erven|weduwe|wed|señor|frau|herr|madame|monsieur)"
)
ROLE = (
    r"(?:zoon(?:tje)?|dochter(?:tje)?|broer(?:tje)?|zus(?:je|ter)?|moeder|vader|stiefvader|stiefmoeder|"
    r"pleegvader|pleegmoeder|pleegzoon|pleegdochter|stiefzoon|stiefdochter|kleinzoon|kleindochter|oma|opa|"
    r"grootmoeder|grootvader|tante|oom|neef(?:je)?|nicht(?:je)?|man|vrouw|echtgenoot|echtgenote|ex(?:-man|-vrouw|-partner)?|"
    r"partner|vriend(?:in)?|buurman|buurvrouw|buurjongen|buurmeisje|overbuurman|overbuurvrouw|collega|"
    r"huisarts|arts|dokter|psychiater|psycholoog|verpleegkundige|wijkverpleegkundige|tandarts|"
    r"consulent[e]?|casemanager|klantmanager|begeleider|begeleidster|mentor|bewindvoerder|curator|"
    r"voogd|gezinsvoogd|jeugdbeschermer|jeugdconsulent|advocaat|gemachtigde|notaris|tolk|docent[e]?|juf|"
    r"meester|leerkracht|leerling|student|wijkagent|agent|boa|handhaver|inspecteur|toezichthouder|"
    r"medewerker|medewerkster|behandelaar|ambtenaar|adviseur|jurist|voorzitter|secretaris|notulist|"
    r"penningmeester|trainer|coach|bewoner|bewoonster|huurder|huurster|eigenaar|eigenaresse|eigenaren|"
    r"aanvrager|aanvraagster|melder|meldster|klager|klaagster|bezwaarmaker|cli[eë]nte?|pati[eë]nte?|"
    r"inwoner|inwoonster|verdachte|slachtoffer|getuige|chauffeur|kind|baby|jongen|meisje|"
    r"verzoeker|verzoekster|appellante?|belanghebbende|inspreker|inspreekster|kandidaat|"
    r"mantelzorger|vrijwilliger|stagiaire?|teamleider|manager|projectleider|coördinator|directeur|"
    r"son|daughter|husband|wife|mother|father|brother|sister|neighbour|casus|casu[sï]stiek|naam|heet|heette|"
    r"buren|ouders|broers|zussen|verkopers?|kopers?|eigenaars|heten|genaamd|alias|ondergetekende|tweeling|zwager|schoonzus|schoonmoeder|schoonvader|schoonzoon|schoondochter)"
)
TITLE_BEFORE = re.compile(rf"(?i)(?<![\w-]){TITLE}\.?(?: (?:{TITLE}|en)\.?){{0,4}}[ :]{{1,2}}$")
ROLE_BEFORE = re.compile(rf"(?i)(?<!\w){ROLE}(?:s|en)?(?:,? [:(\"']?|: ?)(?:is |heet )?$")

ORG_WORD = re.compile(
    r"(?i)(?:b\.?v|n\.?v|v\.?o\.?f|c\.?v|ltd|llc|gmbh|inc|holding|groep|group|beheer|stichting|vereniging|"
    r"co[oö]peratie|maatschap|vof|bv|nv|zn|zonen|gebr|firma|fa|bedrijf|bedrijven|school|basisschool|college|lyceum|"
    r"gymnasium|academie|universiteit|hogeschool|roc|mavo|havo|vmbo|montessorischool|kinderopvang|kinderdagverblijf|peuterspeelzaal|"
    r"advocaten|advocatuur|notarissen|makelaars?|makelaardij|taxaties|vastgoed|verhuur|verhuizingen|bouw|bouwbedrijf|"
    r"installaties?|techniek|transport|logistiek|hoveniers?|schilders|dakwerken|loodgieters|elektro|"
    r"consultancy|consulting|advies|adviseurs|accountants?|administraties?|administratiekantoor|assurantiën|verzekeringen|"
    r"bank|apotheek|huisartsenpraktijk|praktijk|kliniek|ziekenhuis|zorg|thuiszorg|zorggroep|zorgcentrum|verpleeghuis|"
    r"hotel|restaurant|caf[eé]|bakkerij|slagerij|kapsalon|supermarkt|boekhandel|garage|autobedrijf|autoschade|tankstation|rijschool|"
    r"fonds|museum|theater|bibliotheek|kerk|parochie|moskee|harmonie|fanfare|koor|club|scouting|"
    r"deurwaarders?|incasso|bewind|bewindvoering|budgetbeheer|uitvaart|uitvaartverzorging|media|design|studio|"
    r"woningcorporatie|woonstichting|wonen|dienst|instituut|bureau|buro|kantoor|centrum|"
    r"prijs|award|penning|medaille|zaal|hal|toren|brug|park|plein|sluis|tunnel|haven|arrest|regeling|akkoord|"
    r"manifest|methode|wet|norm|index|syndroom|formule|huis|hoeve|hof|boerderij|landgoed|kasteel|molen|vleugel|lezing|stadion|"
    r"trofee|toernooi|beker|bokaal|foundation|trust|company|windadvies|hospice|internationaal|international|nederland|"
    r"c\.s|sport|fysiotherapie|tandartsen|mode|bloemen|interieur|keukens|tweewielers|fietsen|catering|events|schoonmaak|services?)\.?$"
)
ORG_TAIL = re.compile(
    r"(?i)(?:verhuur|vastgoed|makelaardij|advies|techniek|bedrijf|beheer|installatie|handel|winkel|stichting|"
    r"vereniging|corporatie|groep|praktijk|apotheek|arrest|museum|theater|wet|syndroom|ziekenhuis|centrum|fietsen)$"
)
ORG_HEAD = re.compile(
    r"(?i)(?<!\w)(?:stichting|vereniging|gebr\.?|gebroeders|firma|fa\.|bedrijf|bakkerij|slagerij|bouwbedrijf|aannemersbedrijf|"
    r"garage|autobedrijf|basisschool|obs|cbs|rkbs|pcbs|ikc|kdv|bso|school|gemeente|provincie|waterschap|hotel|restaurant|"
    r"caf[eé]|museum|harmonie|fanfare|kwekerij|hoveniersbedrijf|schildersbedrijf|installatiebedrijf|advocatenkantoor|kantoor|makelaardij|"
    r"stad|dorp|wijk|buurt|polder|regio|rechtbank|hof|kasteel|kerk|camping|manege|apotheek|ziekenhuis|verpleeghuis|zorgcentrum|"
    r"hospice|praktijk|theater|buurthuis|wijkcentrum|dorpshuis|sporthal|zwembad|park|plein|project|programma|club|sv|vv|fc|"
    r"rijschool|kapsalon|boekhandel|camping|uitvaartcentrum|woningcorporatie|software|systeem|applicatie|wet|arrest|rapport|commissie|schip|hond|kat|paard|poes)"
    r"(?: (?:de|het|van|der))?[ :\"']{1,2}$"
)
STREET_TAIL = re.compile(
    r"(?i)(?:straat|laan|weg|plein|kade|gracht|singel|steeg|dreef|plantsoen|boulevard|pad|tunnel|viaduct|"
    r"polder|kanaal|gebouw|vaart|markt|allee|zaal|prijs|college|school|fonds|cup|nota|raad|dienst|team|plan|project)$"
)
WEAK_TAIL = re.compile(
    r"(?i)(?:dijk|brug|park|hof|sluis|poort|wijk|haven|brink|baan|zijde|oever|bos|duin|duinen|huis|hoeve|"
    r"kerk|bank|zorg|bouw|veld|dam)$"
)
"""Endings of places and institutions that surnames have too: they only count without a first name."""

LITERATURE = re.compile(
    r",? (?:e\.a\.|et al\.?|c\.s\.)|,? \((?:19|20)\d\d[a-z]?\)|/[A-Z][a-z]+ \(|, ECLI"
)


class Class(IntFlag):
    """What a single word can be; several at once."""

    UNKNOWN = 0
    FIRST = 1
    SURNAME = 2
    WORD = 4
    PLACE = 8
    ORGANISATION = 16
    STREET = 32
    WEAK = 64


def classify(word: str, lists: Lists) -> Class:
    """Return everything `word` can be according to the lists and its ending."""
    key = fold(word)
    result = Class.UNKNOWN
    if key in lists.first_names or ("-" in key and key.split("-")[0] in lists.first_names):
        result |= Class.FIRST
    if key in lists.surnames or ("-" in key and key.rpartition("-")[2] in lists.surnames):
        result |= Class.SURNAME
    if key in lists.words:
        result |= Class.WORD
    if key in lists.places:
        result |= Class.PLACE
    if key in lists.organisations or ORG_WORD.match(word):
        result |= Class.ORGANISATION
    if STREET_TAIL.search(word):
        result |= Class.STREET
    elif WEAK_TAIL.search(word):
        result |= Class.WEAK
    elif not result and ORG_TAIL.search(word):
        result |= Class.ORGANISATION
    if not result and _is_inflected_word(key, lists):
        result |= Class.WORD
    return result


_SUFFIXES = re.compile(
    r"(?:ingen|ing|heid|heden|lijke?|atie|aties|schap|schappen|baar|bare|teit|teiten|isme|istische?|ische?|ement|enten|tie|ties|"
    r"loos|loze|achtige?|matige?|waardige?|nummer|datum|formulier|gesprek|besluit|aanvraag|beleid|recht|kosten|bedrag|werk|werkers?|dag|week|jaar)$"
)


def _is_inflected_word(key: str, lists: Lists) -> bool:
    """Say whether `key` looks like a form of an ordinary word (ending, plural, compound)."""
    if len(key) >= 6 and _SUFFIXES.search(key):
        return True
    return any(
        key.endswith(ending) and len(key) - len(ending) >= 3 and key[: -len(ending)] in lists.words
        for ending in ("en", "s", "e", "t", "n", "er", "je", "d", "te", "de")
    )
