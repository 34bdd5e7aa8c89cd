"""Dutch texts for every way a call can end, and for the errors of the gate."""

from __future__ import annotations

from stadspoort.gate.values import Outcome

OUTCOME_TEXTS: dict[Outcome, str] = {
    Outcome.ANSWERED: "Beantwoord.",
    Outcome.WRONG_KEY: (
        "Deze sleutel is niet geldig. Controleer de sleutel of vraag de beheerder om een nieuwe."
    ),
    Outcome.BAD_REQUEST: (
        "De aanvraag klopt niet: {param}. Pas de aanvraag aan en stuur hem opnieuw."
    ),
    Outcome.TOO_LARGE: (
        "De aanvraag is te groot. Maak de tekst korter of verdeel hem over meer vragen."
    ),
    Outcome.PURPOSE_MISSING: (
        "Er is geen doel genoemd. Noem een doel in de modelnaam (doel-NAAM/MODEL), in de kop "
        "X-Stadspoort-Purpose of in metadata.purpose."
    ),
    Outcome.PURPOSE_CONFLICT: (
        "De aanvraag noemt verschillende doelen. Noem één doel, of overal hetzelfde."
    ),
    Outcome.PURPOSE_NOT_ALLOWED: (
        "Dit doel bestaat niet of mag u niet gebruiken. Kies een doel dat wel mag, of vraag de "
        "functioneel beheerder om toegang."
    ),
    Outcome.PURPOSE_ENDED: (
        "Dit doel is gestopt of de einddatum is voorbij. Vraag de eigenaar van het doel wat nu kan."
    ),
    Outcome.NOT_A_PARTICIPANT: (
        "Dit doel is een experiment met vaste deelnemers, en u hoort daar niet bij. Vraag de "
        "eigenaar of u mee mag doen."
    ),
    Outcome.BUDGET_SPENT: (
        "Deze vraag past niet meer in het budget van dit experiment.{budget} Stel een kortere "
        "vraag, of vraag de eigenaar of er budget bij kan."
    ),
    Outcome.MODEL_UNKNOWN: "Dit model staat niet in het register of is niet meer in gebruik.",
    Outcome.VERDICT_MISSING: (
        "Voor deze toepassing, dit model en dit doel is niet aangetoond dat het mag. Kies een "
        "model "
        "dat wel mag, of vraag de functioneel beheerder om een besluit."
    ),
    Outcome.VERDICT_EXPIRED: (
        "Het besluit over dit model voor dit doel is verlopen. Vraag de functioneel beheerder om "
        "een "
        "nieuw besluit."
    ),
    Outcome.VERDICT_FORBIDS: "Dit model mag voor dit doel niet worden gebruikt.",
    Outcome.NO_PROCESSOR_AGREEMENT: (
        "Dit doel gaat over persoonsgegevens, en met de leverancier van dit model is geen "
        "verwerkersovereenkomst (AVG artikel 28). Kies een ander model."
    ),
    Outcome.DATA_CLASS_NOT_ALLOWED: (
        "In de tekst blijft na het maskeren informatie over die voor dit doel of dit model niet "
        "mag "
        "({data_class}). Haal die weg of kies een ander doel."
    ),
    Outcome.CONTENT_NOT_CHECKABLE: (
        "De aanvraag bevat iets anders dan tekst, zoals een afbeelding of geluid. De poort kan "
        "daarin "
        "geen persoonsgegevens herkennen en stuurt het daarom niet door. Stuur alleen tekst."
    ),
    Outcome.REGISTER_STALE: (
        "De poort weet op dit moment niet zeker wat er mag en laat daarom niets door. Probeer "
        "het over "
        "een minuut opnieuw."
    ),
    Outcome.LEDGER_UNAVAILABLE: (
        "Het logboek kan niet worden bijgewerkt, daarom gaat er niets door de poort. Probeer het "
        "straks opnieuw of waarschuw de beheerder."
    ),
    Outcome.MASKING_FAILED: (
        "Het herkennen van persoonsgegevens is mislukt, daarom is er niets verstuurd. Probeer het "
        "opnieuw met een kortere tekst."
    ),
    Outcome.DETECTOR_FAILED: (
        "Een extra detector van persoonsgegevens gaf geen bruikbaar antwoord, daarom is er niets "
        "verstuurd. Probeer het straks opnieuw of waarschuw de beheerder."
    ),
    Outcome.UPSTREAM_UNREACHABLE: (
        "Het model is niet bereikbaar. Probeer het straks opnieuw of kies een ander model."
    ),
    Outcome.UPSTREAM_TIMEOUT: (
        "Het model antwoordt niet op tijd. Probeer het opnieuw, of stel een kortere vraag."
    ),
    Outcome.UPSTREAM_ERROR: (
        "Het model geeft een fout terug. Probeer het straks opnieuw of kies een ander model."
    ),
    Outcome.UPSTREAM_GARBAGE: (
        "Het model gaf een antwoord dat niet te lezen is. Probeer het opnieuw of waarschuw de "
        "beheerder."
    ),
    Outcome.UPSTREAM_BROKEN_OFF: (
        "De verbinding met het model is verbroken: dit antwoord is niet compleet. Stel de vraag "
        "opnieuw voor een volledig antwoord."
    ),
    Outcome.UPSTREAM_NOT_ALLOWED: (
        "Het adres of de sleutel van dit model is niet in orde, daarom belt de poort het niet. "
        "Waarschuw de beheerder."
    ),
    Outcome.ANSWER_BLOCKED: (
        "Het antwoord is tegengehouden: het model zette persoonsgegevens in een webadres, en zo "
        "zouden ze naar buiten kunnen lekken."
    ),
    Outcome.CLIENT_DISCONNECTED: "De vrager is weggegaan voordat het antwoord klaar was.",
    Outcome.INTERRUPTED: "Afgebroken doordat de server stopte.",
    Outcome.GATE_FAILED: (
        "Er ging iets mis in de poort. Er is niets ongecontroleerd verstuurd. Probeer het "
        "opnieuw of "
        "waarschuw de beheerder."
    ),
}

TEXTS: dict[str, str] = {
    "gate.refused": "De poort laat deze aanvraag niet door.",
    "gate.register_stale": OUTCOME_TEXTS[Outcome.REGISTER_STALE],
    "gate.ledger_unavailable": OUTCOME_TEXTS[Outcome.LEDGER_UNAVAILABLE],
    "gate.budget_spent": OUTCOME_TEXTS[Outcome.BUDGET_SPENT].format(budget=""),
    "gate.vault_unavailable": OUTCOME_TEXTS[Outcome.MASKING_FAILED],
    "gate.scan_failed": OUTCOME_TEXTS[Outcome.MASKING_FAILED],
    "gate.presidio_request": "De aanvraag in de vorm van Presidio klopt niet.",
    "gate.detector_failed": OUTCOME_TEXTS[Outcome.DETECTOR_FAILED],
    "gate.detector_setting": (
        "In STADSPOORT_DETECTORS klopt `{given}` niet: {reason}. Verbeter de instelling en start "
        "opnieuw."
    ),
    "gate.upstream": OUTCOME_TEXTS[Outcome.UPSTREAM_ERROR],
}
