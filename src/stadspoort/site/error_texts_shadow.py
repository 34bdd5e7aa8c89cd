"""Dutch texts for the failures of reading logs of traffic and lists of services."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "shadow.services_refused": (
        "De lijst van diensten is niet gebruikt. {file}, regel {line}: {reason}. Verbeter de regel "
        "en probeer het opnieuw."
    ),
    "shadow.log_unreadable": (
        "Dit bestand is geen leesbaar log ({reason}). Nodig is een CSV-bestand met een kop waarin "
        "een kolom met hosts of webadressen staat, bijvoorbeeld 'host' of 'url'. Er is niets "
        "ingelezen."
    ),
}
