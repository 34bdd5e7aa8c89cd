"""Dutch texts for the failures of oversight."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "oversight.same_person": (
        "U heeft dit zelf gevraagd. Een ander moet beslissen: vraag de FG of de CISO."
    ),
    "oversight.already_decided": "Over dit verzoek is al beslist. Ververs de bladzijde.",
    "oversight.already_asked": (
        "U heeft dit al gevraagd. Wacht tot een tweede persoon heeft beslist."
    ),
    "oversight.not_usable": (
        "Dit verzoek is niet goedgekeurd of de goedkeuring is verlopen. Vraag het opnieuw."
    ),
    "oversight.reason_too_short": (
        "De reden is te kort. Schrijf in minstens {shortest} tekens waarom, zodat een ander het "
        "later begrijpt."
    ),
    "oversight.nobody_behind": (
        "Achter deze aanroep staat geen medewerker: de sleutel was niet bekend."
    ),
    "oversight.export_too_large": (
        "Dit zijn te veel regels voor één bestand. Kies een kortere periode."
    ),
}
