"""What a person reads when a document cannot be read: what happened, and what to do."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "documents.error": "Dit bestand kan niet worden gelezen. Probeer een ander bestand.",
    "documents.empty_file": (
        "Dit bestand is leeg. Kijk of u het goede bestand koos, en of het goed is opgeslagen."
    ),
    "documents.too_large": (
        "Dit bestand is te groot om te lezen. Splits het, of kies alleen het deel dat u nodig hebt."
    ),
    "documents.too_many_pages": (
        "Dit bestand heeft te veel bladzijden of bijlagen. Splits het, of kies alleen het deel dat "
        "u nodig hebt."
    ),
    "documents.too_deep": (
        "Dit bericht zit in te veel andere berichten. Sla het binnenste bericht apart op en kies "
        "dat bestand."
    ),
    "documents.unsupported_type": (
        "Dit soort bestand wordt niet gelezen. Gebruik PDF, Word (.docx), e-mail (.eml) of tekst "
        "(.txt, .md, .csv). Sla een oud Word-bestand (.doc) eerst op als .docx, en een bericht uit "
        "Outlook (.msg) als .eml."
    ),
    "documents.type_mismatch": (
        "De naam van dit bestand past niet bij de inhoud. Open het in het programma waarmee het "
        "gemaakt is en sla het opnieuw op."
    ),
    "documents.encrypted": (
        "Dit bestand is beveiligd met een wachtwoord. Sla het op zonder wachtwoord en probeer het "
        "opnieuw."
    ),
    "documents.macro": (
        "In dit bestand zitten macro's: kleine programma's. Die laten we niet toe. Sla het op als "
        "gewoon Word-bestand (.docx) of als PDF."
    ),
    "documents.unpack_bomb": (
        "Dit bestand wordt bij het openen onveilig groot. Het is niet gelezen. Vraag de afzender "
        "om een ander bestand, of sla het op als PDF."
    ),
    "documents.no_text": (
        "In dit bestand staat geen tekst. Kijk of u het goede bestand koos. Tekst in afbeeldingen "
        "wordt niet gelezen."
    ),
    "documents.scan_without_text": (
        "Dit is een scan: een foto van tekst. Die kan nog niet worden gelezen. Vraag om het "
        "oorspronkelijke bestand, of maak de scan eerst doorzoekbaar (OCR)."
    ),
    "documents.damaged_pdf": (
        "Deze PDF is beschadigd en kan niet worden geopend. Maak de PDF opnieuw, of vraag de "
        "afzender om het bestand nog eens te sturen."
    ),
    "documents.damaged_docx": (
        "Dit Word-bestand is beschadigd en kan niet worden geopend. Open het in Word en sla het "
        "opnieuw op, of vraag de afzender om het nog eens te sturen."
    ),
    "documents.damaged_mail": (
        "Dit e-mailbericht is beschadigd en kan niet worden geopend. Sla het opnieuw op uit uw "
        "mailprogramma."
    ),
}
