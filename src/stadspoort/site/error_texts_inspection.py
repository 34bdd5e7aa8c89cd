"""Dutch texts for what can go wrong on the screen "Wat ziet de poort?"."""

TEXTS: dict[str, str] = {
    "inspection.text_too_long": (
        "Dit document heeft {characters} tekens. Op deze pagina passen er {most}. "
        "Plak het deel dat u wilt bekijken."
    ),
    "inspection.findings_changed": (
        "De poort ziet deze tekst nu anders dan toen u hem bekeek. Kijk hem opnieuw na; "
        "wat u koos, staat weer op 'klopt'."
    ),
    "inspection.missed_not_in_text": (
        "Gemiste tekst {row} staat zo niet in de tekst. Schrijf precies wat er staat."
    ),
    "inspection.missed_already_found": (
        "Gemiste tekst {row} is op elke plaats al gevonden. Pas het oordeel in de lijst aan."
    ),
}
