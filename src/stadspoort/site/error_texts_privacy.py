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
    "privacy.list_unreadable": (
        "Regel {line} van de woordenlijst {file} klopt niet: {reason}. Er is niets gezocht en "
        "niets doorgelaten. Installeer het pakket opnieuw."
    ),
    "privacy.weights_unreadable": (
        "Regel {line} van de gewichten voor namen klopt niet. Er is niets gezocht en niets "
        "doorgelaten. Installeer het pakket opnieuw."
    ),
    "privacy.gold_unreadable": (
        "Regel {line} van de gemarkeerde teksten klopt niet: {reason}. Er is niets gemeten. "
        "Verbeter het bestand; docs/reference/personal-data-kinds.md zegt hoe het hoort."
    ),
    "privacy.lists_refused": (
        "De lijsten zijn geweigerd; er is niets veranderd. Bestand {file}, regel {line}: {reason}. "
        "Andere fouten: {more}. Verbeter de bestanden en probeer het opnieuw."
    ),
    "privacy.lists_damaged": (
        "De bewaarde lijsten van de gemeente zijn beschadigd. Laad de lijsten opnieuw, of ga terug "
        "naar een eerdere versie."
    ),
    "privacy.plugin_answer": (
        "De detector {plugin} gaf iets anders dan vondsten in de tekst ({given}). Meld dit aan wie "
        "hem maakt."
    ),
}
