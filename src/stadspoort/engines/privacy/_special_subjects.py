"""Special data as a subject: talked about, counted, asked, denied by its sense; said of nobody.

"A lecture on dementia", "312 reports of domestic violence", "are you pregnant?", "the decision was
held over": the words are there, and they tell nothing of a person.
"""

from __future__ import annotations

import re

_TOPIC = re.compile(
    r"\b(?:(?<!klaagt )(?<!klagen )(?<!klachten )(?<!zorgen )(?<!bezorgd )over|nota|notitie|motie|"
    r"beleid(?:sregels?)?|convenant|voorlichting|folder|spreekuur|inloop|bijeenkomst|opleiding|"
    r"onderzoek|protocol|meldpunt|aanpak|bestrijding|preventie|stichting|vereniging|fonds|"
    r"herbestemming|verkoopt|verkopen|levert|organiseert|studeert|docent|hoofd van|directeur van|"
    r"thema|training|cursus|les|lessen|workshop|lezing|presentatie|"
    r"(?:week|dag|maand) (?:van|voor|tegen)|"
    r"werkgroep|project|"
    r"afdeling|school voor|opvang voor|namens|werk(?:t|te|zaam)? (?:bij|als|in|op|voor)|"
    r"vrijwilliger bij|"
    r"adviseur|specialist|medewerker)"
    r"(?: (?!mijn|zijn|haar|hun|m'n|z'n|uw|je|dat|die|met|is|heeft|was|omdat|wegens|vanwege|en)"
    r"[\w-]+){0,3}(?: en)?[ \n]$"
)
"""A subject that is talked about, or somebody's work."""
_OF_HIM = re.compile(
    r"[ \n](?:door|die|dat|waar\w*|van)[ \n](?:de|het|uw|mijn|zijn|haar|hun|hij|zij|ze|eiser\w*|"
    r"cliënt\w*|"
    r"betrokkene|mevrouw|dhr|mw|ex\w*|vader|moeder)"
)
_OTHERS = re.compile(
    r"(?: en [\w-]+)?[ \n](?:bij |onder )?(?:mensen|ouderen|kinderen|leerlingen|inwoners|cliënten|"
    r"patiënten|personen|jongeren|volwassenen|gezinnen|medewerkers|vrouwen|mannen)\b"
)
_ASKED = re.compile(
    r"(?:[\s\w.]{0,30}[:>)-])?[\s\"'(]*(?:bent|was|heeft|hebt|zijn|is|heb|ben|waren|gebruikt|rookt|"
    r"drinkt|hoort|gaat|ga|slikt)\s+(?:u|je|jij|jullie|er|uw|iemand)\b"
)
"""A question names what it asks for; the answer tells it."""
_FIGURES = re.compile(
    r"\b(?:nationaliteit|geboorteland|moedertaal)\b[^.;\n]{0,40}$|"
    r"\been op de \w+\b|\b\d+ (?:meldingen|gevallen|aanhoudingen|aangiften|registraties)\b|"
    r"\b(?:boek|roman|film|serie|documentaire|toneelstuk) (?:van|over)\b|"
    r"\b(?:procent|jaarlijks|landelijk|gemiddeld)\b"
)
"""A nationality as a field, and statistics."""
_VETOES = {
    "aangehouden": re.compile(
        r"\b(?:behandeling|besluit|aanvraag|voorstel|zaak|advies|agendapunt|vergunning|beslissing|"
        r"motie|amendement|verlenging|punt|stuk|plan|zitting|uitspraak)\b"
    ),
    "depressie": re.compile(r"\b(?:regen|wind|knmi|storm|boven|hogedruk\w*|weer)\b"),
    "afgekeurd": re.compile(
        r"\b(?:apk|bank|batch|factuur|rekening|lift|toestel\w*|materiaal|bouw|partij|declaratie|"
        r"bestand|betaling|installatie|auto|brug|steiger)\b"
    ),
    "ziek": re.compile(
        r"\b(?:boom|bomen|kastanje\w*|iep|es|essen|plant\w*|kip\w*|koe|vee|kat|hond)\b"
    ),
    "zieke": re.compile(r"\b(?:boom|bomen|kastanje\w*|iep\w*|es|essen|plant\w*|kip\w*|koe|vee)\b"),
    "gebroken": re.compile(r"\b(?:ruit|raam|glas|tegel|leiding|buis|spiegel)\b"),
}
"""Words with another sense, and what in the sentence tells that sense."""
_NEEDS = {
    "ramadan": re.compile(
        r"\b(?:vast|vasten|mee|vanwege|wegens|ivm|i\.v\.m|houdt|viert|doet|moslima?|hij|zij|ik)\b"
    ),
}
"""Words that tell something of a person only beside others."""


def is_only_a_subject(lower: str, start: int, end: int, left: int, right: int) -> bool:
    """Say whether the phrase [start, end) in the sentence [left, right) is said of nobody."""
    if lower[right : right + 1] == "?" and _ASKED.match(lower, left, right):
        return True
    if _OTHERS.match(lower, end) or _FIGURES.search(lower, left, start):
        return True
    if _TOPIC.search(lower, max(left, start - 80), start) and not _OF_HIM.match(lower, end):
        return True
    phrase = lower[start:end]
    other, needed = _VETOES.get(phrase), _NEEDS.get(phrase)
    if needed is not None and not needed.search(lower, left, right):
        return True
    return other is not None and other.search(lower, left, right) is not None
