"""Names of events, names and values of recorded facts, in Dutch; a new one shows as recorded."""

from __future__ import annotations

from collections.abc import Mapping

from stadspoort.apps.audit.events import Event

_NAMES = {
    "addresses": "adressen",
    "allows": "staat toe",
    "allows_private_host": "adres in eigen netwerk",
    "always": "altijd maskeren",
    "application": "toepassing",
    "bad_line": "lijn van ankerbestand",
    "budget_tokens": "budget in tokens",
    "change": "wijziging",
    "copies": "kopieën",
    "data_classes": "gegevens",
    "documents": "documenten",
    "ends_on": "laatste dag",
    "entries": "regels",
    "expires_at": "geldig tot",
    "filter": "selectie",
    "first_bad": "eerste foute regel",
    "flaw": "fout",
    "forgotten": "oudere versies vernietigd",
    "formats": "vormen van nummers",
    "is_active": "in gebruik",
    "is_contracted": "met contract",
    "is_demo": "demo-account",
    "is_self_hosted": "op eigen computers",
    "is_temporary": "tijdelijk",
    "key": "sleutel",
    "kind": "soort",
    "model": "model",
    "never": "nooit maskeren",
    "officers": "bestuurders",
    "ok": "klopt",
    "organisations": "organisaties",
    "output": "controle van antwoord",
    "owner": "eigenaar",
    "processor_agreement_on": "verwerkersovereenkomst",
    "purpose": "doel",
    "purposes": "doelen",
    "rating": "beoordeling",
    "recovery_codes": "herstelcodes",
    "request": "verzoek",
    "resumed": "hervat",
    "rewrapped": "sleutels overgezet",
    "role": "rol",
    "rows": "regels",
    "scope": "kluis",
    "seal_days": "dagen verzegelde kopie",
    "staff": "medewerkers",
    "standing": "oordeel",
    "step": "stap",
    "streets": "straten",
    "towns": "woonplaatsen",
    "turns": "beurten",
    "until": "tot en met",
    "way": "manier",
}
_VALUES = {
    "added": "toegevoegd",
    "changed": "gewijzigd",
    "started": "gestart",
    "stopped": "gestopt",
    "regular": "regulier",
    "experiment": "experiment",
    "strict": "streng",
    "raw": "ongewijzigd",
    "password": "wachtwoord",
    "niet_aangetoond": "niet aangetoond",
    "onder_voorwaarden": "onder voorwaarden",
}

_LABELS = {event.value: event.label for event in Event}


def label_of(kind: str) -> str:
    """Return the Dutch name of an event; the kind itself if nobody knows it (tampered with)."""
    return _LABELS.get(kind, kind)


def fact_words(facts: Mapping[str, object]) -> tuple[tuple[str, str], ...]:
    """Return names and values in Dutch, by name; what is empty is left out."""
    return tuple(
        sorted(
            (_NAMES.get(name, name), _words(value))
            for name, value in facts.items()
            if value not in (None, "")
        )
    )


def _words(value: object) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nee"
    text = str(value)
    return _VALUES.get(text, text.replace(",", ", "))
