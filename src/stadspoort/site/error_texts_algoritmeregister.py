"""Dutch texts for the failures of entries of the Algoritmeregister."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "algoritmeregister.entry_refused": (
        "Deze vermelding kan nog niet naar het Algoritmeregister: {field} {reason}. Verbeter het "
        "en probeer het opnieuw."
    ),
    "algoritmeregister.unreadable": (
        "Dit bestand is geen lijst van vermeldingen uit het Algoritmeregister ({reason}). Gebruik "
        "het JSON-bestand van de open data van algoritmes.overheid.nl. Er is niets ingelezen."
    ),
}
