"""Names of events, names and values of recorded facts, in Dutch; a new one shows as recorded."""

from __future__ import annotations

from collections.abc import Mapping

from stadspoort.apps.audit.events import Event

_NAMES = {
    "addresses": "adressen",
    "adopted": "overgenomen",
    "allows": "staat toe",
    "allows_private_host": "adres in eigen netwerk",
    "always": "altijd maskeren",
    "annulled_by": "vervangen door",
    "application": "toepassing",
    "attribute": "kenmerk",
    "bad_line": "lijn van ankerbestand",
    "bearing": "richting",
    "budget_tokens": "budget in tokens",
    "change": "wijziging",
    "content": "inhoud (SHA-256)",
    "copies": "kopieën",
    "data_classes": "gegevens",
    "documents": "documenten",
    "ends_on": "laatste dag",
    "entries": "regels",
    "entry": "van",
    "expires_at": "geldig tot",
    "filter": "selectie",
    "first_bad": "eerste foute regel",
    "flaw": "fout",
    "forgotten": "oudere versies vernietigd",
    "formats": "vormen van nummers",
    "framework": "kader",
    "held": "vastgehouden",
    "is_active": "in gebruik",
    "is_contracted": "met contract",
    "is_demo": "demo-account",
    "is_self_hosted": "op eigen computers",
    "is_temporary": "tijdelijk",
    "key": "sleutel",
    "kind": "soort",
    "link": "schakel",
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
    "reliance": "op wiens gezag",
    "request": "verzoek",
    "requests": "verzoeken",
    "requirement": "eis",
    "resumed": "hervat",
    "rewrapped": "sleutels overgezet",
    "role": "rol",
    "rows": "regels",
    "scope": "kluis",
    "seal_days": "dagen verzegelde kopie",
    "services": "diensten",
    "setting": "instelling",
    "staff": "medewerkers",
    "standing": "oordeel",
    "step": "stap",
    "streets": "straten",
    "subprocessor": "subverwerker",
    "supports": "steunt de eis",
    "text": "tekst (SHA-256)",
    "towns": "woonplaatsen",
    "turns": "beurten",
    "type": "bewijssoort",
    "unreadable": "niet leesbaar",
    "until": "tot en met",
    "version": "versie",
    "was": "eerder",
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
    "for": "steunt",
    "against": "spreekt tegen",
    "context": "achtergrond",
    "own_check": "eigen controle",
    "public_source": "openbare bron",
    "supervisor_or_government": "toezichthouder of overheid",
    "supplier_claim": "bewering van de leverancier",
    "memory": "uit het hoofd",
    "organisation": "gemeente",
    "supplier": "leverancier",
    "application": "toepassing",
    "use": "doel",
    "allowed": "toegestaan",
    "conditional": "onder voorwaarden",
    "forbidden": "verboden",
    "unproven": "niet aangetoond",
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
