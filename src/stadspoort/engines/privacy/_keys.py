"""What the field of a record holds: its name, the object it lies in, the fields beside it.

Machines write names of fields together ("voorvoegselGeslachtsnaam", "BG:gor.straatnaam",
"klant_nr") and leave half of them to the object around ("document": {"nummer": ...}); people do
the same in tables. Whatever the notation, the meaning is found here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from stadspoort.engines.privacy._cells import Cell
from stadspoort.engines.privacy._columns import column_meaning, holds_value
from stadspoort.engines.privacy._labels import Meaning, Other
from stadspoort.engines.privacy._values import Kind


class Field(NamedTuple):
    """One field of a record.

    Attributes:
        start: First character of its value.
        end: First character after it.
        key: Its name as written.
        parent: The name of the object or element it lies in; "" when there is none.
        record: Which object or row it belongs to; fields of one record follow each other.
    """

    start: int
    end: int
    key: str
    parent: str
    record: int


_NAMES: tuple[tuple[Meaning, re.Pattern[str]], ...] = (
    (
        Other.ORGANISATION,
        re.compile(
            r"(?:geboorte|woon|verblijf|vestigings)?(?:plaats|land|stad|gemeente)s?"
            r"(?: ?(?:naam|code))?|"
            r"(?:aanduiding )?naam ?gebruik|geslacht(?:s ?aanduiding)?|gender|sex|m/v|"
            r"nationaliteit|taal|rol|soort|type|status|categorie|cat|level|logger|thread|module|"
            r"titel|artikel|product(?:naam)?|omschrijving kort|conditie|plantjaar|bouwjaar|"
            r"jaar|aantal|"
            r"voorraad|bedrag|prijs|eenheid|gewicht|kleur|maat|diameter|hoogte|lengte|breedte|isbn|"
            r"datum|tijd|tijdstip|besluit|resultaat|uitslag|reden|activiteit|start|eind(?:e)?|"
            r"fase|termijn|budget|raming|prioriteit|priority|urgentie|ernst|severity|impact|"
            r"kanaal|wachtrij|oplosgroep|regeling|indicatie|dienst|uitkering|sectie|afdeling|leverancier|merk|model|eenheid|"
            r"(?:bestands?|tabel|kolom|veld|document|proces|zaaktype|taak|systeem|host|server|"
            r"file|event|handels|bedrijfs|organisatie|school)[ -]?(?:naam|name)|hostname|filename|"
            r"city|country|nationality|language|state|town|organi[sz]ation|company|org|summary|"
            r"category|categories|bic|uid|prodid|sequence|class|transp|version|tz|tzid"
        ),
    ),
    (
        Kind.ADRES,
        re.compile(
            r"(?:\w+ )?(?:straat ?naam|naam openbare ?ruimte|openbare ?ruimte ?naam|straat)|"
            r"(?:street|straße|strasse|rue)(?: ?(?:name|address|adress))?|"
            r"address(?: line)?(?: ?1)?|strt ?nm|bldg ?nb|adr ?line|"
            r"huis ?(?:nummer|nr|letter)[ -]?(?:toevoeging)?|"
            r"(?:house|building)(?: ?(?:number|nr|no))?(?: (?:addition|suffix))?|"
            r"(?:huis ?nr|nr|nummer|huisnummer)? ?toev(?:oeging|\.)?|"
            r"(?:straat|str|adr|adres)\.? ?(?:\+|/|&|en|,|-)? ?(?:huis ?)?(?:nr|nummer|no|hnr)\.?|"
            r"straat,? (?:huis)?nr\.? (?:en )?toev.*|adr|hsnr|huisno|hnr"
        ),
    ),
    (
        Kind.PERSOON,
        re.compile(
            r"(?:given|family|first|last|middle|full|display|sur|user|nick|maiden|birth)[ -]?names?"
            r"|v(?:oor)?l(?:e?t?te?rs?|tr?s?)?\.?|init(?:ialen|s|\.)?|voorl\.?|voorn\.?|achtern\.?|"
            r"gesl ?naam|geslnm|vrnm|achternm|(?:kenteken|pas|vergunning|kaart|rekening)? ?houder|"
            r"naam ?(?:houder|hdr|cli[eë]nt|klant)|mdw|medew\.?|beh\.?(?:andelaar)?|"
            r"(?:sur)?name prefix|prefix ?surname|nm|fn|cn|sn|geslachts ?naam(?: partner)?|"
            r"(?:voorvoegsels?|tussenvoegsels?)(?: .*)?|voor ?(?:namen|naam|letters)|achter ?naam|"
            r"partner ?naam|naam partner|geboorte ?naam|roep ?naam|"
            r"(?:created|modified|updated|approved|assigned|reported|handled)[ -]?(?:by|to)|"
            r"(?:aangemaakt|gewijzigd|gemuteerd|ingevoerd|geregistreerd|afgehandeld|behandeld|"
            r"goedgekeurd|toegewezen|verwerkt|gemeld|opgevoerd)[ -]?(?:door|aan)|"
            r"assignee|reporter|author|owner|requester|applicant|employee|recipient|sender|"
            r"gebruiker(?:snaam)?|user|uname|login(?: ?naam)?|operator|"
            r"beheerder|(?:tot )?naamstelling|ten name van|tnv|accounthouder"
        ),
    ),
    (
        Kind.GEBOORTEDATUM,
        re.compile(
            r"dat(?:um|e)? ?(?:van )?geb(?:oorte)?|"
            r"geb(?:oorte)?[ .]?(?:datum|dat|dt|dd|dag)?\.?|geboren(?: op)?|"
            r"birth ?(?:date|day|dt)|"
            r"bday|date ?of ?birth|dob|gbdat|gebdt|gbdt"
        ),
    ),
    (Kind.POSTCODE, re.compile(r"(?:postal|zip|post) ?code|pst ?cd|postc(?:ode)?|zip|pc")),
    (
        Kind.TELEFOON,
        re.compile(
            r"(?:mobile|phone|cell|telephone|fax)(?: ?(?:number|nr|no))?|tel ?nr|mob ?nr|"
            r"(?:mobiel|telefoon)(?: ?nummer| ?nr)?(?: \w+)?|msisdn|tel"
        ),
    ),
    (
        Kind.BSN,
        re.compile(
            r"(?:\w{1,12} )?(?:bsn(?: ?(?:nummer|nr))?|burger ?service ?(?:nummer|nr)|"
            r"sofi ?(?:nummer|nr)?)"
            r"(?: \w{1,12})?|citizen ?service ?number|ssn|national ?id"
        ),
    ),
    (
        Kind.DOCUMENTNUMMER,
        re.compile(
            r"(?:paspoort|passport|rijbewijs|id ?kaart|id ?bewijs|reisdocument|identiteitsbewijs|"
            r"legitimatie|licen[cs]e|document)[ -]?(?:nummer|nr|number|no)|v ?(?:nr|nummer)"
        ),
    ),
    (
        Kind.KLANTNUMMER,
        re.compile(
            r"(?:customer|client|employee|member|patient|person|relation|personeels|klant|cli[eë]nt|"
            r"medewerker|lid|a)[ -]?(?:id|number|nummer|nr|no|code)"
        ),
    ),
    (Kind.IBAN, re.compile(r"iban(?: ?(?:nr|nummer))?|(?:bank)?rekening(?: ?(?:nr|nummer))?")),
)
_NUMBER = re.compile(r"(?:nr|nummer|no|num|number|id|code|waarde|value|letter)\.?")
_HOUSE_NUMBER = re.compile(r"(?:huis|house|building|h) ?(?:nummer|nr|number|no)\.?|hnr")
_ADDITION = re.compile(r"(?:huis ?)?(?:toev(?:oeging)?|letter|bis|suffix|addition)\.?")
_STREET = re.compile(r"(?:.*)(?:straat|street|adres|ruimte|strt)(?:.*)")
_CAMEL = re.compile(r"(?<=[a-zà-ÿ])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|[_\s]+")
_SPACE_OF_NAMES = re.compile(
    r"^[\w-]{1,20}:|^(?:inp|gor|aoa|wpl|sub|acd|vbo|tgo|opr|prs|nnp|vst|ing|num|aan|loc)\.(?=[a-z])"
)
"""Name spaces of XML, and the prefixes that StUF puts before the names of its elements."""


@lru_cache(maxsize=2048)
def plain_key(key: str) -> str:
    """Return `key` in lower case and words: "BG:gor.straatNaam" becomes "straat naam"."""
    bare = key.strip(" \t*#\"'`[]")
    while True:
        cut = _SPACE_OF_NAMES.sub("", bare)
        if cut == bare:
            break
        bare = cut
    if "." in bare and " " not in bare and not bare.endswith("."):
        last = bare.rpartition(".")[2]
        bare = last if len(last) > 3 and not bare.lower().startswith("geb") else bare
    return _CAMEL.sub(" ", bare).strip().lower()


@lru_cache(maxsize=2048)
def key_meaning(key: str, parent: str = "") -> Meaning | None:
    """Return what the field `key` of the object `parent` holds, or None when that is unknown."""
    name, around = plain_key(key), plain_key(parent)
    if not name or holds_value(key.strip()):
        return None
    if around and name in ("naam", "name", "nm") and _is_thing(around):
        return Other.ORGANISATION
    if name in ("datum", "date") and around in ("geboorte", "birth", "geboren"):
        return Kind.GEBOORTEDATUM
    if around and _NUMBER.fullmatch(name):
        joined = key_meaning(f"{around} {name}") or column_meaning(f"{around}{name}")
        if joined is not None:
            return joined
    for meaning, pattern in _NAMES:
        if pattern.fullmatch(name):
            return meaning
    return column_meaning(name)


def _is_thing(parent: str) -> bool:
    return column_meaning(parent) is Other.ORGANISATION or (
        re.search(r"organisat|bedrijf|school|instelling|onderneming|werkgever|company|vestiging",
                  parent) is not None
    )  # fmt: skip


def key_meanings(text: str, fields: Iterable[Field]) -> Iterator[Cell]:
    """Yield the `fields` of `text` that have a meaning, each below its key; per record in order.

    A street without a number in its own record is a public place.
    """
    for _, group in groupby(fields, key=lambda field: field.record):
        record = list(group)
        names = [plain_key(field.key) for field in record]
        has_street = any(_STREET.fullmatch(name) for name in names)
        has_own_number = any(_HOUSE_NUMBER.fullmatch(name) for name in names)
        cells = []
        for field, name in zip(record, names, strict=True):
            meaning = key_meaning(field.key, field.parent)
            is_number = _NUMBER.fullmatch(name) or _ADDITION.fullmatch(name)
            if (
                has_street
                and is_number
                and not (name in ("id", "code") or (has_own_number and _NUMBER.fullmatch(name)))
            ):
                meaning = Kind.ADRES
            if meaning is not None and field.end > field.start:
                is_id = name == "id" and bool(field.parent)
                header = f"{field.parent} {field.key}" if is_id else field.key
                cells.append(Cell(field.start, field.end, meaning, header))
        has_digit = any(
            any(map(str.isdigit, text[cell.start : cell.end]))
            for cell in cells
            if cell.meaning is Kind.ADRES
        )
        yield from (cell for cell in cells if has_digit or cell.meaning is not Kind.ADRES)
