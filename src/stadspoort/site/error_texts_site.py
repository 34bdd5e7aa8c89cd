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
    "site.no_free_port": "Geen van de geprobeerde poorten is vrij. Kies er zelf een met --port.",
}
