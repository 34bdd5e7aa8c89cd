"""Dutch texts for the failures of API keys, sealed copies and the running gate."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "gate.key_unknown": "Deze sleutel bestaat niet. Kijk in de lijst van sleutels welke er zijn.",
    "gate.key_revoked": "Deze sleutel is al ingetrokken. U hoeft niets te doen.",
    "gate.key_owner_unusable": (
        "Een sleutel heeft een eigenaar nodig die hier werkt en actief is. Kies een andere "
        "eigenaar."
    ),
    "gate.key_without_purpose": (
        "Een sleutel zonder doel geeft nergens toegang toe. Kies minstens één doel."
    ),
    "gate.key_expiry_past": "De einddatum is al voorbij. Kies een datum die nog moet komen.",
    "gate.sealed_copy_gone": (
        "Van deze aanroep is geen verzegelde kopie (meer). De bewaartermijn is voorbij, of er is "
        "nooit een kopie gemaakt."
    ),
    "gate.not_running": (
        "De poort draait niet in dit proces. Vraag de technisch beheerder om de server opnieuw te "
        "starten."
    ),
}
