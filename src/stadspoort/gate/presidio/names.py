"""Our kinds by the names Presidio has for them, and back.

Where Presidio has a name, that is used; for what only the Netherlands has, its own habit of a
country in front ("UK_NHS"). One kind has one name and one name one kind.
"""

from __future__ import annotations

from collections.abc import Mapping

from stadspoort.engines.privacy import Kind

LANGUAGE = "nl"
"""The one language the detector reads."""

ENTITY_OF: Mapping[Kind, str] = {
    Kind.PERSOON: "PERSON",
    Kind.ADRES: "LOCATION",
    Kind.POSTCODE: "NL_POSTCODE",
    Kind.TELEFOON: "PHONE_NUMBER",
    Kind.EMAIL: "EMAIL_ADDRESS",
    Kind.BSN: "NL_BSN",
    Kind.IBAN: "IBAN_CODE",
    Kind.GEBOORTEDATUM: "DATE_TIME",
    Kind.KENTEKEN: "NL_VEHICLE_REGISTRATION",
    Kind.DOCUMENTNUMMER: "NL_ID_DOCUMENT",
    Kind.KLANTNUMMER: "NL_CUSTOMER_NUMBER",
    Kind.IP: "IP_ADDRESS",
    Kind.URL_PROFIEL: "URL",
    Kind.BIJZONDER: "NL_SPECIAL_CATEGORY",
    Kind.GEHEIM: "NL_SECRET",
}

KIND_OF: Mapping[str, Kind] = {entity: kind for kind, entity in ENTITY_OF.items()}

OTHER = "OVERIG"
"""Under which name the ledger counts entities that no kind of ours stands for."""


def recognizer_of(kind: Kind) -> str:
    """Return the name of the recognizer that finds this kind: "StadspoortBsnRecognizer"."""
    words = "".join(word.capitalize() for word in kind.split("_"))
    return f"Stadspoort{words}Recognizer"


def counted_as(entity: str) -> str:
    """Return the name under which the ledger counts an entity: a client's own words stay out."""
    kind = KIND_OF.get(entity)
    return str(kind) if kind else OTHER
