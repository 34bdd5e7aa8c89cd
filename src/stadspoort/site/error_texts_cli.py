"""What the command line's own failures say."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "cli.file_unreadable": (
        "Het bestand {file} kan niet worden gelezen. Controleer de naam en of u het mag openen."
    ),
    "cli.file_unwritable": (
        "Het bestand {file} kan niet worden geschreven. Controleer of de map bestaat en of u "
        "daar mag schrijven."
    ),
    "cli.not_text": (
        "Dit is geen tekst ({file}). Gebruik tekst in UTF-8; `detect` en `pseudonymise` lezen ook "
        "PDF (.pdf), Word (.docx) en e-mail (.eml)."
    ),
    "cli.empty_file": "Het bestand {file} is leeg. Kijk of u het goede bestand koos.",
    "cli.undecodable": (
        "Deze tekst is niet in UTF-8 opgeslagen. Sla de tekst opnieuw op met tekenset UTF-8."
    ),
    "cli.same_file": (
        "Twee van de bestanden zijn hetzelfde. Er zou iets verloren gaan. Geef elk bestand een "
        "eigen naam."
    ),
    "cli.not_a_vault": (
        "Dit bestand is geen kluis en wordt daarom niet overschreven. Kies een andere naam, of de "
        "kluis die bij deze tekst hoort."
    ),
    "cli.no_gold_texts": (
        "Er zijn geen gemarkeerde teksten om op te meten. Noem een bestand met --texts; die van "
        "het project staan in de broncode, in tests/data/privacy."
    ),
    "cli.application_unknown": (
        "De startcatalogus kent geen toepassing {application}. Kijk met `stadspoort catalogue "
        "show` welke kenmerken er zijn."
    ),
    "cli.key_unreadable": (
        "Het bestand {file} is geen bruikbare sleutel. Maak een sleutelpaar met `stadspoort "
        "package key`, en noem bij --trust en --revoked dezelfde naam van de gemeente."
    ),
    "cli.seen_unreadable": (
        "Het bestand {file} is beschadigd. Er is niets overgenomen: zonder dit geheugen lijkt een "
        "oud pakket nieuw. Zet een kopie van het bestand terug."
    ),
    "cli.service_unknown": (
        "Er staat geen gecontracteerde dienst {slug} in de lijst van diensten. Kijk in de lijst "
        "welk kenmerk de dienst heeft, of geef met --services een eigen lijst."
    ),
}
