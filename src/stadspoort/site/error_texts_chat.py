"""The Dutch sentences for the errors of `engines/chat`."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "chat.bad_request": (
        "Deze aanvraag is niet goed opgebouwd, daarom is niets naar het model gestuurd. "
        "Controleer het veld dat bij deze melding staat en stuur de aanvraag opnieuw."
    ),
    "chat.content_not_checkable": (
        "Deze aanvraag bevat een afbeelding, geluid, een bestand of losse tokens. Daarin kan "
        "Stadspoort geen persoonsgegevens herkennen, daarom is niets naar het model gestuurd. "
        "Stuur alleen tekst."
    ),
    "chat.stream_garbage": (
        "Het model stuurde een antwoord dat niet te lezen is. De tekst tot hier is niet compleet. "
        "Stel de vraag opnieuw; meld het aan de beheerder als het nog eens gebeurt."
    ),
    "chat.restored_in_address": (
        "In het antwoord stond een persoonsgegeven in een internetadres. Wie dat adres opent, "
        "geeft het gegeven weg. Daarom is het antwoord hier gestopt. Stel de vraag anders, zonder "
        "om een link te vragen."
    ),
}
