"""What a person reads when accounts or signing in refuses."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "accounts.access_not_checked": (
        "Deze pagina is niet getoond, omdat niet is gecontroleerd of u haar mag zien. Meld dit bij "
        "de servicedesk."
    ),
    "accounts.recorder_missing": (
        "Er is niets veranderd, omdat het niet kon worden vastgelegd. Start Stadspoort opnieuw."
    ),
    "accounts.username_taken": "Deze gebruikersnaam bestaat al. Kies een andere.",
    "accounts.user_unknown": "Deze gebruiker bestaat niet. Controleer de gebruikersnaam.",
    "accounts.last_manager": (
        "Dit is de laatste beheerder. Maak eerst een andere gebruiker beheerder."
    ),
    "accounts.own_right": (
        "U kunt uw eigen beheerrecht of account niet weghalen. Vraag het een andere beheerder."
    ),
    "accounts.weak_password": (
        "Dit wachtwoord is te kort, te bekend of lijkt op de naam. Kies een langer wachtwoord."
    ),
    "accounts.wrong_code": "Deze code klopt niet (meer). Wacht op een nieuwe code.",
    "accounts.system_user": (
        "De systeemgebruiker kan niet worden veranderd en kan niet inloggen. Kies een andere "
        "gebruiker."
    ),
    "accounts.oidc_settings": (
        "De instellingen voor inloggen met een werkaccount zijn niet compleet. Controleer de "
        "variabelen STADSPOORT_OIDC_*."
    ),
    "accounts.oidc_refused": (
        "Inloggen met uw werkaccount is niet gelukt. Probeer het opnieuw. Blijft het misgaan? Bel "
        "de servicedesk."
    ),
}
