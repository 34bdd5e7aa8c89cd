"""The Dutch names of kinds of personal data and of data classes, wherever they are shown."""

from __future__ import annotations

from collections.abc import Mapping

from stadspoort.engines.privacy import Kind

KINDS: Mapping[Kind, tuple[str, str]] = {
    Kind.PERSOON: ("naam", "namen"),
    Kind.ADRES: ("adres", "adressen"),
    Kind.POSTCODE: ("postcode", "postcodes"),
    Kind.TELEFOON: ("telefoonnummer", "telefoonnummers"),
    Kind.EMAIL: ("e-mailadres", "e-mailadressen"),
    Kind.BSN: ("BSN", "BSN's"),
    Kind.IBAN: ("rekeningnummer", "rekeningnummers"),
    Kind.GEBOORTEDATUM: ("geboortedatum", "geboortedata"),
    Kind.KENTEKEN: ("kenteken", "kentekens"),
    Kind.DOCUMENTNUMMER: ("documentnummer", "documentnummers"),
    Kind.KLANTNUMMER: ("klantnummer", "klantnummers"),
    Kind.IP: ("IP-adres", "IP-adressen"),
    Kind.URL_PROFIEL: ("profieladres", "profieladressen"),
    Kind.BIJZONDER: ("bijzonder gegeven", "bijzondere gegevens"),
    Kind.GEHEIM: ("geheim", "geheimen"),
}
"""One of it, and more of it."""

DATA_CLASS_WORDS: Mapping[str, str] = {
    "openbaar": "openbare gegevens",
    "intern": "interne gegevens",
    "vertrouwelijk": "vertrouwelijke gegevens",
    "persoonsgegevens": "persoonsgegevens",
    "gevoelig": "gevoelige persoonsgegevens",
    "bijzonder": "bijzondere persoonsgegevens",
    "strafrechtelijk": "strafrechtelijke gegevens",
    "bsn": "burgerservicenummers",
    "auteursrecht_derden": "werk van anderen waarop auteursrecht rust",
}
"""By slug, from least to most sensitive; the slugs are those of `gate.values.DATA_CLASSES`."""


def kind_choices() -> list[tuple[str, str]]:
    """Return the kinds as a form offers them: value, and name with a capital."""
    return [(kind.value, f"{one[0].upper()}{one[1:]}") for kind, (one, _) in KINDS.items()]


def data_class_labels(classes: frozenset[str]) -> tuple[str, ...]:
    """Return the Dutch names of data classes, from least to most sensitive."""
    return tuple(label for slug, label in DATA_CLASS_WORDS.items() if slug in classes)


def data_class_choices() -> list[tuple[str, str]]:
    """Return slug and Dutch name of every data class, for a form."""
    return [(slug, label.capitalize()) for slug, label in DATA_CLASS_WORDS.items()]
