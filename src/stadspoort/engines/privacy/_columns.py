"""What the header of a column, or the label of a field in a form, says of the values under it.

Headers are freer than labels in running text: "medewerker_id", "Geboortedatum en -plaats", "naam
(roepnaam)". First the whole header is compared, then its words are looked at.
"""

from __future__ import annotations

import re
from functools import lru_cache

from stadspoort.engines.privacy._alternatives import by_first_letter
from stadspoort.engines.privacy._labels import Meaning, Other, meaning_of
from stadspoort.engines.privacy._lists import fold, packaged_lists
from stadspoort.engines.privacy._values import Kind

_COLUMNS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (
        Kind.PERSOON,
        re.compile(
            r"(?i)(?:(?:volledige |officiële )?(?:naam|namen|voornaam|voornamen|achternaam|"
            r"roepnaam|geslachtsnaam|meisjesnaam|"
            r"voorletters?|vl|vlt|initialen|tussenvoegsels?|tv|tussenv\.?|voorv\.?|"
            r"voorvoegsels?)(?: .{1,20})?|aanvrager|melder|klager|"
            r"indiener|bezwaarmaker|contactpersoon|contact|bewoner|huurder|eigenaar|partner|"
            r"ouder(?: \d)?|moeder|vader|kind|"
            r"cli[eë]nt|klant|medewerker|behandelaar|consulent|ambtenaar|collega|inspreker|"
            r"deelnemer|rechthebbende|"
            r"afzender|ontvanger|verzender|auteur|opsteller|van|aan|persoon|leerling|vrijwilliger|"
            r"name|first ?name|last ?name|surname|"
            r"tegenpartij|naam tegenpartij|begunstigde|betrokkene|lid|trainer|chauffeur|eigenaren|"
            r"(?:klant|cli[eë]nt|bewoners)naam|wie|"
            r"verbalisant(?:en)?|rapporteurs?|betrokkenen|verdachten?|getuigen?|gasten|bezoekers?|"
            r"raadsman|"
            r"notulist|aanwezig(?:en)?|afwezig|afmeldingen|afgemeld|sprekers?|ge[iï]nterviewden?|"
            r"respondent|gesprekspartners?|indieners|ondertekenaar|contactpersonen|debiteur|"
            r"crediteur|"
            r"rekeninghouder|schuldenaar|leden|deelnemers|genodigden|bewoners|medebewoners?|"
            r"gezinsleden|kinderen|ouders|partners?|insprekers|huurders?|erfgenamen|"
            r"actiehouder|eigenaar actie|door|gemachtigde|casemanager|docent|mentor|huisarts)"
        ),
    ),
    (
        Kind.ADRES,
        re.compile(
            r"(?i)(?:straat(?:naam)?|(?:woon|huis|verblijfs|post|brief)?adres(?:sen)?|"
            r"huis(?:nummer|nr\.?)|hnr|toev(?:oeging)?\.?|"
            r"huisletter|adres (?:en|\+) .*|address|street|locatie|adresregel ?\d?|"
            r"straat en (?:huis)?nummer|perceel|object)"
        ),
    ),
    (Kind.POSTCODE, re.compile(r"(?i)(?:postcode|pc6?|postc\.?|zip|postal code)")),
    (Kind.EMAIL, re.compile(r"(?i)(?:e-?mail(?:adres)?|mail(?:adres)?)")),
    (Kind.TELEFOON, re.compile(r"(?i)(?:tel.*|mobiel.*|telefoon.*|phone.*|06|gsm)")),
    (Kind.GEBOORTEDATUM, re.compile(r"(?i)(?:geb.*|geboorte.*|dob|birth.*|g\.d\.)")),
    (Kind.KENTEKEN, re.compile(r"(?i)(?:kenteken.*|kent\.?)")),
    (
        Kind.BIJZONDER,
        re.compile(
            r"(?i)(?:diagnose|medicatie|ziekte|aandoening|geloof|religie|medisch|medische .*|"
            r"gezondheid|beperking|allergie.*|etniciteit|vakbond|strafblad)"
        ),
    ),
)
_ANY_COLUMN = re.compile(
    "(?i)" + by_first_letter(pattern.pattern.removeprefix("(?i)") for _, pattern in _COLUMNS)
)
"""What any of them knows, by first letter: most texts that are asked for are no header at all."""
_PEOPLE = (
    r"(?:klant|cli[eë]nt|cl|lid|medewerker|mdw|personeels?|pers|relatie|debiteur|burger|inwoner|permit|vergunninghouder|pashouder|rechthebbende|tolk|subject|stam|pass|houder|vrijwilliger|relatie|"
    r"persoon|pati[eë]nt|leerling|student|abonnee|huurder|bewoner|deelnemer|vrijwilliger|"
    r"verzekerde|polis|pas|kandidaat|gebruiker|user|member|employee|customer|client|crediteur|"
    r"lln|deb|rel)"
)
_NUMBER = r"(?:id|nrs?|nummers?|num|no|code|nummer id)"
_BY_WORDS: tuple[tuple[Meaning | None, re.Pattern[str]], ...] = (
    (
        None,
        re.compile(
            r"(?:bedrijfs|school|straat|bestands?|project|product|organisatie|team|afdelings?|"
            r"functie|handels|plaats|gemeente|rol|systeem|instelling|tabel|veld|model|stichtings?|"
            r"verenigings?|onderneming|praktijk|gebouw)[- ]?naam|"
            r"naam (?:van )?(?:de |het |een )?(?:bedrijf|school|organisatie|instelling|project|"
            r"product|"
            r"onderneming|vereniging|stichting|instantie|praktijk|bestand|activiteit|evenement|"
            r"straat|gemeente|bank|systeem|document|stuk|plan|locatie|wijk)|"
            r"geboorte(?:plaats|land|jaar)$|aantal|datum (?:van )?(?:aanvraag|ontvangst|besluit|"
            r"start|einde|ingang|overlijden|huwelijk)"
        ),
    ),
    (
        Other.ORGANISATION,
        re.compile(
            r"^(?:school|instelling|organisatie|bedrijf|werkgever|leverancier|instantie|aanbieder|"
            r"zorgaanbieder|aannemer|firma|vereniging|stichting|bank|locatie|gemeente|plaats|"
            r"woonplaats|wijk|buurt|dorp|stad|kern|gebouw|object|project|product|merk|afdeling|"
            r"team|"
            r"functie|status|onderwerp|omschrijving|opmerking(?:en)?|partij|fractie)(?:naam)?s?$|^te$"
        ),
    ),
    (
        Kind.BSN,
        re.compile(
            r"\b(?:bsn(?:\w{1,8})?|burger ?service ?(?:nummer|nr)|sofi ?(?:nummer|nr)?|pgn)\b"
        ),
    ),
    (
        Kind.GEBOORTEDATUM,
        re.compile(
            r"\bgeb(?:oorte)?[. ]*(?:datum|dat|dd|dag)\b|\bgeboren\b|\bgebdat|date of birth"
        ),
    ),
    (Kind.KLANTNUMMER, re.compile(rf"\b{_PEOPLE}(?:s|en)?[. ]*{_NUMBER}\b")),
    (
        Other.CASE,
        re.compile(
            rf"\b(?:zaak|dossier|factuur|aanvraag|melding|besluit|beschikking|bon|order|vergunning|"
            rf"incident|ticket|case|bestel|betaal)[. ]*{_NUMBER}\b|kenmerk|referentie"
        ),
    ),
    (
        Kind.DOCUMENTNUMMER,
        re.compile(
            r"paspoort|passport|rijbewijs|driving licen|id-?(?:bewijs|kaart|card)|identiteits|"
            r"reisdocument|legitimatie|verblijfs(?:document|vergunning|titel)|w-document|\bnik\b|"
            r"\bdocument[- ]?(?:nr|no|nummer)|\bv-?(?:nr|nummer)\b|\bnummer id\b|\bid[- ]?nr\b"
        ),
    ),
    (Kind.IBAN, re.compile(r"\biban\b|rekening(?:nummer|nr)")),
    (Kind.EMAIL, re.compile(r"\be-?mail|\bmailadres")),
    (Kind.TELEFOON, re.compile(r"\btel(?:efoon|nr|\b)|\bmobiel|\bgsm\b|\btoestel|\bdoorkies")),
    (Kind.POSTCODE, re.compile(r"\bpostcode\b")),
    (Kind.KENTEKEN, re.compile(r"\bkenteken")),
    (
        Kind.ADRES,
        re.compile(
            r"(?:\b|woon|huis|verblijfs|post|melders?|object)adres\b|\bhuisnummer|"
            r"adres (?:nummer|nr)$"
        ),
    ),
    (
        Kind.BIJZONDER,
        re.compile(
            r"\b(?:diagnoses?|aandoening|beperking|medicatie|medicijnen|ziektebeeld|allergie[eë]n|"
            r"allergie|geloof|geloofsovertuiging|religie|gezondheid|klachten? medisch)\b"
        ),
    ),
    (
        Kind.PERSOON,
        re.compile(
            r"\b(?:voor|achter|roep|familie|geslachts|meisjes|geboorte|contact)?naam\b|\bnamen\b|"
            r"voorletters?|initialen|tussenvoegsel|\baanvrager\b|contactpersoon|"
            r"\b\w{3,}(?:ambtenaar|consulent|regisseur|manager|begeleider|coach)\b|"
            r"^(?:behandeld|opgesteld|gemeld|ingediend|ondertekend|gesproken|aangevraagd) (?:door|"
            r"met)$"
        ),
    ),
)
_COUNT = re.compile(r"(?<=\w)(?: \d{1,2}| ?\((?:en|s|n|\d|[\w ,./-]{1,15})\))$")
_IN_WORD = re.compile(r"(?<=\w)\((\w{1,2})\)(?=\w)")
"""A letter that may be left out: "voorna(a)m(en)"."""
_SIGNS = re.compile(r"[_\s]+")


_WITH_WORD = re.compile(r"(?i:naam|voornaam|achternaam|roepnaam) ([A-ZÀ-Þ][\w'-]+)")


def holds_value(plain: str) -> bool:
    """Say whether the label goes on with a name: "Naam Kouwenberg" is no header."""
    named = _WITH_WORD.fullmatch(plain)
    return named is not None and fold(named[1]) not in packaged_lists().dictionary


@lru_cache(maxsize=1024)
def column_meaning(header: str) -> Meaning | None:
    """Return what the column or field under `header` holds, or None when that is unknown."""
    plain = header.strip(" \t*_#\"'.:")
    if "(" in plain:
        plain = _IN_WORD.sub(r"\1", plain)
    plain = _COUNT.sub("", plain)
    if not plain or len(plain) > 45 or holds_value(plain):
        return None
    if _ANY_COLUMN.fullmatch(plain):
        for kind, pattern in _COLUMNS:
            if pattern.fullmatch(plain):
                return kind
    known = meaning_of(plain)
    if known is not None:
        return known
    words = _SIGNS.sub(" ", plain.lower())
    return next((meaning for meaning, pattern in _BY_WORDS if pattern.search(words)), None)
