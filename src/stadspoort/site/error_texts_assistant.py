"""Dutch texts for the errors of the assistant."""

TEXTS: dict[str, str] = {
    "assistant.too_much_text": (
        "Samen bevatten de documenten en vragen {characters} tekens; er passen er {limit} in één "
        "gesprek. Begin een nieuw gesprek met minder of kortere documenten."
    ),
    "assistant.too_many_documents": (
        "In één gesprek passen {limit} documenten. Begin een nieuw gesprek voor de andere."
    ),
    "assistant.still_answering": (
        "Het vorige antwoord is nog niet klaar. Wacht even en stel dan uw volgende vraag."
    ),
    "assistant.upload_lost": (
        "Het bewaarde bestand is niet meer te lezen. Voeg het document opnieuw toe."
    ),
}
