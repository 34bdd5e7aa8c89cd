"""What a person reads when the work on a document or text stopped half-way."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "sandbox.error": "Het lezen is niet gelukt. Probeer het opnieuw.",
    "sandbox.child_crashed": (
        "Het lezen van dit bestand of deze tekst liep vast. Er is niets opgeslagen of verstuurd. "
        "Sla het bestand opnieuw op, bijvoorbeeld als PDF, en probeer het nog eens."
    ),
    "sandbox.child_out_of_memory": (
        "Dit bestand of deze tekst vraagt te veel geheugen. Splits het, of kies alleen het deel "
        "dat u nodig hebt."
    ),
    "sandbox.child_timed_out": (
        "Het lezen duurde te lang en is gestopt. Splits het bestand of de tekst, of kies alleen "
        "het deel dat u nodig hebt."
    ),
    "sandbox.busy": "Het is nu te druk om dit te lezen. Probeer het over een minuut opnieuw.",
    "sandbox.plugin_unknown": (
        "De detector {plugin} is niet geïnstalleerd. Wel aanwezig: {installed}. Installeer het "
        "pakket dat hem aanbiedt, of verbeter de naam."
    ),
}
