"""Addresses with their number said in words: "beukenlaan vierendertig zwart", "op twintig".

    street and number         de korenmaat zevenentwintig, after a word for living or an address
    street, then number       aan de molenweg op nummer zesendertig; Schubertlaan, ehm, zes
    number alone              de buren op twintig, ploeg woont op eenendertig

A street without an ending of a street needs such a word before it, a town behind it, or the
question for an address in the turn before. A number before a unit, a month or a noun is no house.

Source: NEN 5825 (spelling of house numbers and additions).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from stadspoort.engines.privacy._addresses import (
    AFTER_IS_NO_HOUSE,
    NO_STREET_WORDS,
    street_start,
)
from stadspoort.engines.privacy._lists import Lists, fold
from stadspoort.engines.privacy._number_words import Number, is_article, number_at, value_of
from stadspoort.engines.privacy._values import Finding, Kind

_MOST = 9999
_LOOK_BACK = 75
_FIRST_OF_ALL = ("op nummer ", "op ")
_FLOOR = r"(?:een|één|twee|drie|vier|vijf|zes|[1-6]) ?hoog(?: (?:achter|voor|links|rechts))?"
_ADDITION = re.compile(
    rf"(?:[ -](?:zwart|rood|wit|bis|hs|{_FLOOR}|(?:boven|beneden|huis|achter)(?= ?(?:[,.;:!?\n]|$)|"
    r" (?:punt|komma|en|in|dat|die|het|ze|zij|hij|ik|we|wij|maar|want|is|heeft))|"
    rf"(?:letter |toevoeging )?[a-hk](?=[^\w']|$))|"
    r",? (?:eerste|tweede|derde|vierde|vijfde|zesde|[1-9]e) (?:verdieping|etage)(?!\w))+"
)
_UNITS = re.compile(
    r" (?:uur|jaar|jaren|euro|procent|meter|minuten?|weken|week|dagen|maanden|keer|maal|kinderen|"
    r"mensen|man|personen|stuks|kamers|katten|honden|huizen|woningen|voor|over|half|kwart|graden|"
    r"kilo|liter|punten|stemmen|leden|huishoudens|duizend|miljoen|cent|km|kilometer|jarige?|hoog)"
    r"(?!\w)"
)
_PREPOSITION = re.compile(r"(?:in|op|aan|bij|uit|vanaf|hoek)(?: de| het| 't)? (?=[^\W\d_])")
_ARTICLE = re.compile(r"(?:de|het|'t) ")
_PREPOSITION_BEFORE = re.compile(r"(?<!\w)(?:in|op|aan|bij|uit|van|vanaf|naar|hoek) \Z")
_BARE_STREETS = frozenset(
    f"{article}{word}"
    for article in ("", "de ", "het ")
    for word in (
        "straat", "laan", "weg", "plein", "kade", "gracht", "singel", "dijk", "steeg", "dreef",
        "hof", "pad", "markt", "park", "haven",
    )
)  # fmt: skip
"""Streets that have no name: "op de markt vier kramen" tells how many."""
_NUMBER_WORD_BEFORE = re.compile(rf" (?:{_FLOOR},? ?)\Z")
_NUMMER = re.compile(r",?(?: op)?(?: het)?,? (?:huis)?nummer\Z|,\Z")
_WORDS = (
    r"((?:(?:de|het|'t|den|der|van|van de|van der|oude|nieuwe|grote|kleine|lange|korte|hoge|lage|"
    r"burgemeester|dokter|prins|prinses|koningin|pastoor|sint|jan|graaf) ){0,3}"
    r"[a-zà-ÿ'-]{3,30})"
)
_LIVES = re.compile(
    r"(?:(?:woont?|wonen|woonde|woonden|gewoond|wonende|woonachtig|verblijft|logeert|slaapt|huurt)"
    r"(?: (?:u|je|jij|hij|zij|ze|wij|we|nu|weer|al|nog|sinds \w+|er|daar|hier|samen|"
    r"tijdelijk)){0,3}"
    r"(?: (?:aan|op|in))?(?: de| het| 't)?|"
    r"(?:verhuisd|verhuist|verhuizen|verhuis|ingeschreven|uitgeschreven)(?: (?:naar|op|aan|van))|"
    r"(?:in|op|naar) (?:de|een|die) (?:flat|galerijflat|torenflat|portiekflat|toren)|"
    r"(?:adres|woonadres|huisadres|postadres)(?: (?:is|was|wordt|dat is|het is|ja|even kijken|nog|"
    r"steeds|van \w+ is|eh|ehm)){0,3}),? " + _WORDS + r"\Z"
)
_AT = re.compile(r"(?<!\w)(?:aan|op|vanaf|naast|tegenover|hoek) (?:de|het|'t) ([a-zà-ÿ'-]{4,30})\Z")
_VISIT = re.compile(
    r"(?<!\w)(?:bezoek|langs|huisbezoek|huis|woning|flat|(?:familie|gezin|mevrouw|meneer|heer) "
    r"[^\W\d_]+) (?:op|aan|in|bij) " + _WORDS + r"\Z"
)
_BARE = re.compile(r"(?<![\w'-])((?:de |het |oude |nieuwe )?[a-zà-ÿ'-]{4,30})\Z")
_TOWN_AFTER = re.compile(r",? (?:in|te) (?:de |den |het |'t )?([a-zà-ÿ'-]{3,30})")
_POSTCODE_AFTER = re.compile(r",?(?: de| en| dan| met)* postcode(?!\w)")
_POSTCODE_BEFORE = re.compile(r"(?<!\w)postcode(?!\w)")
_CHECK_AFTER = re.compile(r",? (?:klopt|dat klopt|is dat|toch|nog steeds|zie ik|staat hier)(?!\w)")
_ASKED = re.compile(
    r"(?<!\w)(?:(?:woon|huis|post|verblijfs)?adres|waar woon\w*|woont u|woon je|welke straat|"
    r"waar (?:kan|mag|moet) (?:ik|het)(?= )[^\n]{0,25}(?:naartoe|heen|sturen|bezorgen)|"
    r"straat en (?:huis)?nummer|huisnummer)(?!\w)[^\n]{0,60}\n"
)
_ANSWER = re.compile(
    r"(?:\[[\d:.]+\] ?)?(?:(?:spreker|klant|beller|melder|[\w.]{1,20}(?: [\w.]{1,20})?:|agent|"
    r"medewerker|\w(?=:))(?: (?:een|twee|drie|vier|\d))?:? ?)?"
    r"(?:(?:ja(?:zeker|wel)?|dat is|is|het is|eh|ehm|uh|nou|even kijken|even denken|oh|op|aan|"
    r"ik woon|wij wonen|we wonen)[, .]{1,3})*"
)
_PAUSE = re.compile(
    r"(?:[ ,.]|(?<!\w)(?:eh+m?|uhm?|euh|even (?:denken|kijken)|wacht|en dan|nummer|huisnummer|"
    r"ter hoogte van|bij|op nummer|dat is|ja|het|is)(?!\w)|\n(?:\[[\d:.]+\] ?)?"
    r"(?:[^\W\d_][\w .]{0,24}: ?)?)+\Z"
)
_PAUSE_WINDOW = 60
_NEIGHBOUR = re.compile(
    r"(?<!\w)(?:(?:buren|buurtjes|buur(?:man|vrouw|jongen|meisje)?|overburen|overbuur\w*|bewoners?|"
    r"bewoonster|familie|gezin|mensen|iemand|woont?|wonen|woonde|woonden|mevrouw|meneer|heer|fam)"
    r"(?:,? [^\W\d_]+){0,3}?,? op|(?:van|op|naast|bij|naar|tegenover|boven|onder|huis|woont?|"
    r"overkant|hoek|hiernaast|ernaast|tussen),?(?: het)? (?:huis)?nummer|huisnummer(?: is)?)\Z"
)
_CORRECTED = re.compile(
    r"(?<!\w)(?:nee|niet|fout|was)(?!\w)[^\n]{0,25}(?:het|dat) is(?: nu| nummer)?\Z"
)
_ALONE_AFTER = re.compile(
    r" ?(?:[,.;:!?)\n]|\Z)| (?:en|dat|die|dus|punt|komma|maar|want|is|was|zegt|zei|heeft|had|hier|"
    r"daar|met|toen|of|ook|nu|wil|belt|klaagt|vindt|staat|hoort|hè|he|ja|nee|geloof|boven|denk|in|"
    r"woont|wonen|die|kan|kwam|komt|naast|achterom|aan|bij|zeg|hoor|toch|"
    r"zijn|hebben|waren|doen|gaan|dan|willen|kunnen|klagen|zeggen|vinden)(?!\w)"
)
_STREET_IN = re.compile(
    r"(?:straat|laan|weg|plein|kade|gracht|singel|dijk|steeg|dreef|hof|pad) ?\S"
)


def find_spoken_addresses(
    text: str, lower: str, numbers: Sequence[Number], lists: Lists
) -> Iterator[Finding]:
    """Yield streets with a number in words, and house numbers alone in words.

    Args:
        text: The even text.
        lower: The same in lower case.
        numbers: Its numbers in words.
        lists: The word lists.
    """
    for at, number in enumerate(numbers):
        if number.is_ordinal or not 0 < number.value <= _MOST or is_article(lower, number):
            continue
        if number.value == 1 and lower.endswith(_FIRST_OF_ALL, 0, number.start):
            continue
        if at and numbers[at - 1].end + 1 == number.start and not numbers[at - 1].is_ordinal:
            continue  # digits of a telephone number
        end = _with_addition(lower, number.end)
        if end is None:
            continue
        yield from _around(text, lower, number, end, lists)


def _with_addition(lower: str, end: int) -> int | None:
    """Return where the house number ends that has its last number word at `end`, if it is one."""
    addition = _ADDITION.match(lower, end)
    if addition:
        return addition.end()
    if _UNITS.match(lower, end) or AFTER_IS_NO_HOUSE.match(lower, end):
        return None
    following = number_at(lower, end + 1) if lower[end : end + 1] == " " else None
    return None if following and not following.is_ordinal else end


def _around(text: str, lower: str, number: Number, end: int, lists: Lists) -> Iterator[Finding]:
    """Yield what the words around `number` make of it, up to `end`."""
    line = lower.rfind("\n", 0, number.start) + 1
    begin = max(line, number.start - _LOOK_BACK)
    low = lower[begin : number.start].rstrip(" ")
    floor = _NUMBER_WORD_BEFORE.search(low)
    low = low[: floor.start()] if floor else low
    bare = _NUMMER.sub("", low)
    street = street_start(text[begin : begin + len(bare)], bare)
    if street is not None:
        street = _without_preposition(lower, begin + street) - begin
    if street is not None and "," not in low[len(bare) :]:
        is_street_name = bare[street:].strip() not in _BARE_STREETS
        if not (is_street_name or _ALONE_AFTER.match(lower, end)):
            return
        if len(low) - len(bare) <= len(" nummer"):
            yield _address(begin + street, end, 0.93, "straat en nummer in woorden")
        else:
            yield _address(begin + street, begin + len(bare), 0.9, "straat voor een nummer")
            yield _address(number.start, end, 0.9, "huisnummer in woorden na een straat")
        return
    lives = _LIVES.search(low) or _VISIT.search(low)
    if lives and _is_street(lives[1], lists):
        yield _address(begin + lives.start(1), end, 0.9, "adres na een woord van wonen")
        return
    yield from _named_place(text, lower, number, end, begin, low, lists)


def _without_preposition(lower: str, start: int) -> int:
    """Return where the street begins: "In de Molenstraat" begins a sentence."""
    found = _PREPOSITION.match(lower, start)
    if found:
        return found.end()
    article = _ARTICLE.match(lower, start)
    is_after = article and _PREPOSITION_BEFORE.search(lower, max(0, start - 7), start)
    return article.end() if article and is_after else start


def _named_place(
    text: str, lower: str, number: Number, end: int, begin: int, low: str, lists: Lists
) -> Iterator[Finding]:
    """Yield a street without ending, or a house number alone, by what stands around it."""
    after_at = _AT.search(low)
    bare = _BARE.search(low)
    if after_at and fold(after_at[1]) not in lists.dictionary:
        yield _address(begin + after_at.start(1), end, 0.85, "onbekend woord na 'aan de'")
    elif bare and _is_street(bare[1], lists) and _is_confirmed(lower, end, bare, low, lists):
        yield _address(begin + bare.start(1), end, 0.85, "plaatsnaam of controle erachter")
    elif split := list(_split_street(text, lower, number, end)):
        yield from split
    elif (low.endswith("nummer") or _ALONE_AFTER.match(lower, end)) and (
        _NEIGHBOUR.search(low) or _is_after_postcode(lower, number.start, low)
    ):
        yield _address(number.start, end, 0.85, "huisnummer in woorden")
    else:
        yield from _over_turns(lower, number, end, lists)


def _is_after_postcode(lower: str, start: int, low: str) -> bool:
    """Say whether "nummer" stands right before, and a postcode or its question before that."""
    if not low.endswith(("nummer", "huisnummer")):
        return False
    return _POSTCODE_BEFORE.search(lower, max(0, start - _LOOK_BACK), start) is not None


def _is_confirmed(lower: str, end: int, bare: re.Match[str], low: str, lists: Lists) -> bool:
    """Say whether a town, a postcode or a question whether it is right follows the number."""
    town = _TOWN_AFTER.match(lower, end)
    if town and fold(town[1]) in lists.places:
        return True
    if _POSTCODE_AFTER.match(lower, end):
        return True
    before = low[: bare.start(1)].rstrip()
    return (not before or before[-1] in ".:?!,") and _CHECK_AFTER.match(lower, end) is not None


def _split_street(text: str, lower: str, number: Number, end: int) -> Iterator[Finding]:
    """Yield street and number that a pause, a word or a turn divides."""
    window = max(0, number.start - _PAUSE_WINDOW)
    pause = _PAUSE.search(lower, window, number.start)
    if pause is None or pause.start() == window:
        return
    before = max(lower.rfind("\n", 0, pause.start()) + 1, pause.start() - _LOOK_BACK)
    street = street_start(text[before : pause.start()], lower[before : pause.start()])
    if street is not None:
        street = _without_preposition(lower, before + street)
        yield _address(street, pause.start(), 0.85, "straat voor een nummer")
        yield _address(number.start, end, 0.95, "huisnummer in woorden na een straat")


def _over_turns(lower: str, number: Number, end: int, lists: Lists) -> Iterator[Finding]:
    """Yield the address in an answer to a question for it, or a number that corrects one."""
    line = lower.rfind("\n", 0, number.start) + 1
    if not _ALONE_AFTER.match(lower, end) or line == 0:
        return
    previous = lower.rfind("\n", 0, line - 1) + 1
    asked = _ASKED.search(lower, max(previous, line - 160), line)
    if asked:
        start = _ANSWER.match(lower, line)
        begin = start.end() if start else line
        words = lower[begin : number.start].split()
        has_numbers = any(value_of(word.strip(",.")) is not None for word in words)
        bare = _BARE.search(lower[line : number.start].rstrip())
        if len(words) <= 4 and not has_numbers and not set(words) & _STOP:
            yield _address(begin, end, 0.95, "antwoord op de vraag naar een adres")
        elif bare and _is_street(bare[1], lists) and fold(bare[1].split()[-1]) not in lists.words:
            yield _address(line + bare.start(1), end, 0.9, "antwoord op de vraag naar een adres")
    elif _CORRECTED.search(lower[line : number.start].rstrip()) and _STREET_IN.search(
        lower, max(previous, line - 160), line
    ):
        yield _address(number.start, end, 0.8, "huisnummer dat een adres verbetert")


_STOP = (NO_STREET_WORDS | frozenset(
    (
        "wij", "we", "hij", "zij", "ze", "je", "jij", "dan", "heb", "heeft", "nog", "wel", "niet",
        "geen", "al", "om", "klopt", "dat's", "da's", "haar", "mijn", "ons", "onze", "hun", "uw",
        "kom", "komt", "gaan", "gaat", "zijn", "ben", "bent", "zit", "zitten", "kinderen", "wordt",
        "worden", "was", "waren", "eerst", "weer", "daar", "hier", "als", "dus", "toch", "wacht",
        "tussen", "half", "kwart", "voor", "vanaf", "zeg", "zegt", "zei", "gaan", "staat", "staan",
        "spreker", "inspreker", "persoon", "deelnemer",
        "maximaal", "minstens", "meer", "minder", "dan", "kost", "kosten", "haar", "ja", "jaar",
    )
)) - {"de", "het", "van", "der", "den", "oude", "nieuwe"}  # fmt: skip


def _is_street(words: str, lists: Lists) -> bool:
    """Say whether `words` can name a street: none of them is a word that counts or tells."""
    parts = words.split()
    return bool(parts) and not set(parts) & _STOP and parts[-1] not in _NO_LAST


_NO_LAST = frozenset(("de", "het", "van", "der", "den", "een", "oude", "nieuwe"))


def _address(start: int, end: int, score: float, reason: str) -> Finding:
    return Finding(start, end, Kind.ADRES, score, reason)
