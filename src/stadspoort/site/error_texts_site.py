"""Dutch texts for the errors of the site itself."""

TEXTS: dict[str, str] = {
    "site.demo_accounts_public": (
        "Er zijn demo-accounts zonder tweede factor. Daarom luistert de server alleen op deze "
        "computer. Verwijder eerst de demo, of maak een eigen inrichting met `stadspoort init`."
    ),
    "cli.no_model_allowed": (
        "Voor dit doel mag nu geen enkel model. Kijk in het register waarom, of vraag de "
        "functioneel beheerder om een besluit."
    ),
    "site.not_installed": (
        "Hier is geen Stadspoort ingericht ({folder}). Noem met --data de map van uw installatie, "
        "of richt er een in met `stadspoort init`."
    ),
    "site.migrations_pending": (
        "De database is van een oudere versie en moet eerst worden bijgewerkt. Maak een back-up, "
        "stop Stadspoort en voer `stadspoort migrate` uit."
    ),
    "site.database_unreachable": (
        "De database is niet te bereiken. Controleer of hij draait en of u erbij mag. Klopt "
        "STADSPOORT_DATABASE_URL, of de map achter --data?"
    ),
    "site.database_busy": (
        "De database is te lang bezet door een ander proces. Er is niets gewijzigd. Probeer het "
        "straks opnieuw."
    ),
    "site.cannot_listen": (
        "Op {host}, poort {port}, kan de server niet luisteren. Kies een adres van deze computer "
        "met --host, of een poort boven 1023 met --port."
    ),
    "site.front_end_missing": (
        "De schermen van deze werkkopie zijn nog niet gebouwd. Voer `make setup` uit en start "
        "opnieuw."
    ),
    "site.no_free_port": "Geen van de geprobeerde poorten is vrij. Kies er zelf een met --port.",
}
