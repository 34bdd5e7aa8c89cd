"""Whether a phrase that can be special data is said about a person.

The same words stand in policy, statistics and leaflets, where they say nothing of anybody. What
decides: a person in the sentence (a name, a pronoun, kin, "cliënt"), a label of a record before the
phrase ("Diagnose:"), names in the same paragraph; and against it words for people in general.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from stadspoort.engines.privacy._name_words import ROLE
from stadspoort.engines.privacy._special_subjects import is_only_a_subject

_GENERAL = re.compile(
    r"(?<!\w)(?:mensen|personen|inwoners|ouderen|jongeren|burgers|cliënten|patiënten|leerlingen|"
    r"(?<!mijn )(?<!onze )(?<!haar )(?<!hun )(?<!zijn )(?<!beide )(?<!twee )kinderen|"
    r"iedereen|iemand|wie|"
    r"doelgroep|beleid|subsidie|voorlichting|preventie|campagne|artikel|verordening|regeling|wet|"
    r"onderzoek naar|"
    r"projecten|aanpak van|cijfers|percentage|aantal|werkgroep|themabijeenkomst|cursus|training|"
    r"vereniging|stichting|"
    r"kerkgebouw|begroting|raadsvoorstel|motie|slachtoffers van|daders van|meldingen van|"
    r"gevallen van|risico op|"
    r"kans op|bestrijding van)(?!\w)"
)
_OF_MANY = re.compile(
    r"\b(?:mensen|personen|inwoners|burgers|aantal|vereniging|stichting|beleid|subsidie|voorlichting|"
    r"preventie|campagne|verordening|regeling|wet|percentage|doelgroep|slachtoffers|daders)\b"
)
"""Words for people in general that make a sentence with a name doubtful too."""
_HIS = re.compile(
    r"[\s\"'(-]*zijn (?!er\b|de\b|het\b|een\b|u\b|deze\b|die\b|alle\b|veel\b|meer\b|geen\b|wij\b|"
    r"we\b|jullie\b|dat\b|nog\b|ook\b|niet\b|van\b|voor\b|in\b|op\b|met\b|mensen\b)\w+"
)
_SOMEBODY = re.compile(
    r"[ \n](?:man|vrouw|jongen|jongeman|meisje|gezin|buurman|buurvrouw|echtpaar|dame|heer|tiener)$"
)
"""A phrase that names a person itself: "donkere man"."""
_US = re.compile(r"\b(?:wij|we|ons|onze)\b")
_YOU = re.compile(r"\b(?:u|uw|gemeente|wethouder|college)\b")
_KIN = (
    r"(?:vader|moeder|zoon(?:tje)?|dochter(?:tje)?|broer(?:tje)?|zus(?:je)?|oma|opa|oom|tante|buurman|"
    r"buurvrouw|echtgenoot|echtgenote|stiefvader|stiefmoeder|pleegvader|pleegmoeder|kleinzoon|"
    r"kleindochter|zwager|schoonmoeder|schoonvader|schoonzus|exman|ex)"
)
_PERSON = re.compile(
    rf"(?<!\w)(?:ik|mij|mijn|m'n|mn|hij|zij|ze|hem|haar|z'n|betrokkene|mevrouw|meneer|mevr|mw|mvr|"
    rf"dhr|de heer|papa|mama|pa|ma|i|my|he|she|his|her|cliënte?|client|cl|betr|pat|pt|pte|verd|"
    rf"eiser(?:es)?|appellante?|verzoek(?:er|ster)|bewoonster|jongeman|"
    rf"(?:van|met|aan|door|voor|bij|in|op|over|vanwege|heeft|had|is|was|en|,) zijn|"
    rf"(?:\d{{1,2}}[ -]?jarige?|\d{{1,2}} ?jr)|(?:man|vrouw|jongen|meisje|moeder|vader) van \w+|"
    rf"zijn (?=\w+ )(?:{ROLE})|"
    rf"(?:mijn|z'n|haar|hun|onze|ons|de|m'n|die|en|,|;|\n|:|\.|-) ?(?:{ROLE})|"
    rf"(?<!een )(?<!elke )(?<!iedere )(?<!als )(?<!geen )(?<!of )(?<!de ){_KIN}|"
    rf"(?:{ROLE}) (?:is|was|heeft|had|zegt|belt|wil|kan|zit|ligt|gebruikt|drinkt))(?!\w)"
)
_MAYBE = re.compile(
    rf"(?<!\w)(?:me|hun|zijn|u|uw|jij|je|jou|jouw|wij|we|ons|onze|patiënte?|verdachte|gedetineerde|"
    rf"bewoner|huurder|huurster|werknemer|werkneemster|leerlinge?|jongen|meisje|kind|kindje|baby|"
    rf"junior|senior|klant|medewerker|medewerkster|melder|meldster|aanvra(?:ger|agster)|vr|hr|"
    rf"clients|{ROLE})(?!\w)"
)
"""Words of any letter and leaflet: they speak of a person where a name stands near."""
_ENDS = re.compile(r"[.!?](?=\s+[A-Z\"'(])|\n(?:\s*\n|(?=[\w -]{2,30}:|\s*(?:[-*•]|\d{1,2}[.)]) ))")
_SHORTENED = re.compile(
    r"(?:\b[A-Z]|\b(?:[Mm]w|[Dd]r|[Mm]r|[Ss]t|ds|[Dd]hr|[Mm]evr|ing|drs|geb|inz))$"
)
_LABEL = re.compile(
    r"(?:^|[\n;|(.,])[ \t>*•\[\]x\"'-]*(?:\w+[ /])?"
    r"(gezondheid|gezh|diagnoses?|diagn|medicatie|medicijn\w*|med|vg|voorgeschiedenis|"
    r"geloof\w*|religie|godsdienst|kerk\w*|gez|levensovertuiging|belemmering\w*|beperking\w*|"
    r"belastbaarheid|handicap|ziekte\w*|aandoening\w*|klacht\w*|allergie\w*|medisch\w*|bijzonderheden|"
    r"bijz|achtergrond|afkomst|etniciteit|strafblad|antecedenten|justitie|delict|feit|verdenking|"
    r"politie|om|ggz|verzuim|reden|oorzaak|toelichting|aantek\w*|opm\w*|omschrijving|indicatie|"
    r"hulpmiddel\w*|situatie|zorg\w*|psych\w*|lich\w*|ob(?:jectief)?|anamnese|conclusie|"
    r"verblijf|beroep|lid van\b.{0,40}|health|diagnosis|medication)\.?[ \t]*"
    r"(?:[:=?]|\.{2,}|\t| {2,})[^\n]{0,160}$"
)
_NEARBY = 400
_FAR = 1_200


def is_about_a_person(text: str, lower: str, start: int, end: int, names: list[int]) -> bool | None:
    """Return True when the sentence speaks of a person, False when in doubt, None when not.

    Args:
        text: The even text.
        lower: The same in lower case.
        start: First character of the phrase.
        end: First character after it.
        names: Where names begin, sorted.
    """
    left, right = sentence(text, start, end)
    if is_only_a_subject(lower, start, end, left, right):
        return None
    is_general = _GENERAL.search(lower, left, start) is not None
    if any_within(names, left, right):
        return not is_general or _OF_MANY.search(lower, left, start) is None
    if is_general:
        return None
    return (
        True
        if _speaks_of_one(lower, start, end, left, right)
        else _from_nearby(lower, start, end, (left, right), names)
    )


def _speaks_of_one(lower: str, start: int, end: int, left: int, right: int) -> bool:
    """Say whether a word of the sentence points at a person."""
    return bool(
        _HIS.match(lower, left)
        or lower.startswith("die ", start)
        or _SOMEBODY.search(lower, start, end)
        or _PERSON.search(lower, left, start)
        or _PERSON.search(lower, end, right)
    )


def _from_nearby(
    lower: str, start: int, end: int, within: tuple[int, int], names: list[int]
) -> bool | None:
    """Return what words of any letter, a label and names in other sentences say."""
    left, right = within
    if _MAYBE.search(lower, left, start) or _MAYBE.search(lower, end, right):
        if any_within(names, max(0, left - _FAR), right + _NEARBY):
            return True
        return False if _US.search(lower, left, right) and not _YOU.search(lower) else None
    if _LABEL.search(lower, max(0, start - 200), start):
        return True if names else None
    if any_within(names, max(0, left - _NEARBY), left):
        return True
    return False if any_within(names, max(0, left - _FAR), right + _NEARBY) else None


def sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the sentence around [start, end), at most a few hundred characters."""
    left = max(0, start - 250)
    for stop in _ENDS.finditer(text, left, start):
        if not _is_shortened(text, stop):
            left = stop.end()
    for stop in _ENDS.finditer(text, end, end + 250):
        if not _is_shortened(text, stop):
            return left, stop.start()
    return left, min(len(text), end + 250)


def _is_shortened(text: str, stop: re.Match[str]) -> bool:
    """Say whether the full stop belongs to a title or an initial."""
    at = stop.start()
    return text[at] == "." and _SHORTENED.search(text, max(0, at - 5), at) is not None


def any_within(starts: list[int], start: int, end: int) -> bool:
    """Say whether one of the sorted `starts` lies in [start, end)."""
    at = bisect_left(starts, start)
    return at < len(starts) and starts[at] < end
