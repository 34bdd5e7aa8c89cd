"""The Dutch sentences for the errors of `engines/privacy`."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "privacy.vault_damaged": (
        "De lijst met pseudoniemen van dit gesprek is beschadigd. Daarom is niets teruggezet. "
        "Begin een nieuw gesprek en meld dit aan de beheerder."
    ),
    "privacy.value_not_in_vault": (
        "Een gevonden persoonsgegeven kon niet worden vervangen. Daarom is niets naar het model "
        "gestuurd. Probeer het opnieuw; meld het aan de beheerder als het nog eens gebeurt."
    ),
    "privacy.finding_outside_text": (
        "De herkenning van persoonsgegevens gaf een onmogelijk antwoord. Daarom is niets naar het "
        "model gestuurd. Probeer het opnieuw; meld het aan de beheerder als het nog eens gebeurt."
    ),
    "privacy.gold_unreadable": (
        "Regel {line} van de gemarkeerde teksten klopt niet: {reason}. Er is niets gemeten. "
        "Verbeter het bestand; docs/reference/personal-data-kinds.md zegt hoe het hoort."
    ),
}
