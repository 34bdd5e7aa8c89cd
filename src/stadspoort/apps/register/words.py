"""The Dutch names of kinds of personal data, for lists, forms and figures."""

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


def kind_choices() -> list[tuple[str, str]]:
    """Return the kinds as a form offers them: value, and name with a capital."""
    return [(kind.value, f"{one[0].upper()}{one[1:]}") for kind, (one, _) in KINDS.items()]
