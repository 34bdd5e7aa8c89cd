"""How much speaks for and against a run of capitalised words being the name of a person.

Negative evidence comes first: streets, firms, schools, prizes, case names, literature. Then the
strongest of: a title before it, initials, known first names and surnames, tussenvoegsels, a word
for a person before it, its place in the sentence. Below 0.7 a name is in doubt.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from stadspoort.engines.privacy._lists import Lists, fold
from stadspoort.engines.privacy._name_words import (
    AREA_HEAD,
    LITERATURE,
    ORG_HEAD,
    ORG_WORD,
    UPPER,
    Class,
    cue_of,
)

Scored = tuple[float, str]

SENTENCE_START = re.compile(r"(?:^|[.!?:]\s+|\n\s*(?:[-*•]|\d+[.)])?\s*|[\"'(] ?)$")
"""What stands before a word that has its capital from its place."""
VERB_AFTER = re.compile(
    r"(?:'s)? ?(?:\([^)\n]{1,30}\) )?(?:is|was|heeft|had|belt|belde|zegt|zei|vraagt|vroeg|wil|"
    r"wilde|woont|woonde|werkt|werkte|komt|kwam|"
    r"gaat|ging|geeft|gaf|meldt|meldde|vertelt|vertelde|stelt|stelde|antwoordt|reageert|denkt|"
    r"vindt|vond|kan|kon|moet|mag|zou|zal|wordt|werd|"
    r"staat|stond|zit|zat|doet|deed|blijft|bleef|heet|leeft|slaapt|gebruikt|krijgt|kreeg|neemt|"
    r"nam|stuurt|stuurde|schrijft|schreef|mailt|mailde|"
    r"opent|sluit|licht|verzoekt|verklaart|verklaarde|ontkent|ontvangt|ontving|betaalt|spreekt|"
    r"sprak|huilt|oogt|geniet|voelt|ziet|zag|hoort|"
    r"weet|wist|drinkt|lijdt|helpt|hielp|regelt|pakt|past|zorgt|bespreekt|noemt|noemde|dient|"
    r"overleden|geboren|verhuisd|verhuist|verblijft)\b"
)
_PREPOSITION = re.compile(
    r"(?i)(?<!\w)(?:met|door|aan|voor|van|en|bij|namens|of|&|,|en ook|dat|als|kleine|jonge|lieve|"
    r"aldus|volgens|bel|"
    r"vraag|mail|sprak|spraken|dank)(?: ik)? ?$"
)
_PLACE_BEFORE = re.compile(
    r"(?i)(?<!\w)(?:inwoners? van|te|in|uit|naar|nabij|rond|richting|gemeente|provincie|regio|"
    r"wijk|buurt|"
    r"stad)(?: de| het)? $"
)
_AGE_AFTER = re.compile(
    r" ?\((?:(?:m|v|man|vrouw|jongen|meisje)[,;) ]|\d{1,2}(?: ?(?:jaar|jr|j|mnd)\.?)?[,;)])"
)
_AT_A_VENUE = re.compile(r"(?<!\w)(?:in|op|naar|vanuit|locatie|zaal|gebouw) $")
_NAME_ENDING = re.compile(
    r"(?:sma|stra|inga|ink|mans?|sen|ssen|ers|aart|ema|huis|kamp|berg|burg|veld|horst|oglu|ic|ska|"
    r"ski|wicz|escu|eanu|ova|ov|enko|chuk|"
    r"oui|aoui|idi|zai|zadeh|singh|sz|ez|yan|ian|poulos|idis)$"
)
_COMPANY_AFTER = re.compile(
    rf" (?:&|en) (?:Zn|Zonen|Partners|Co|Dochters?)\b| ?& ?[{UPPER}]|-(?:[a-z]+)\b"
)
_WORD_AFTER = re.compile(r" ([A-Za-z][\w.]*)")
_POSSESSIVE = re.compile(r"'s [a-z]")
_NAME_AND = re.compile(rf"[{UPPER}][\w']+ ?(?:&|en) ?$")
_STATE_AFTER = re.compile(
    r" (?:is|was|wordt|werd|staat|kan|moet|mag|zal|zou|heeft|komt|gaat|blijft)\b"
)
_NOT_A_NAME = Class.WORD | Class.PLACE | Class.ORGANISATION | Class.STREET


@dataclass(slots=True)
class Token:
    """One word, run of initials or tussenvoegsel of a run."""

    start: int
    end: int
    text: str
    what: int
    is_initials: bool = False
    is_join: bool = False

    def has(self, what: int) -> bool:
        """Say whether the word can be `what`."""
        return bool(self.what & what)

    @property
    def is_plain_name(self) -> bool:
        """Say whether the word is known as a name and as nothing else."""
        return bool(self.what & (Class.FIRST | Class.SURNAME)) and not self.what & (
            Class.WORD | Class.PLACE | Class.ORGANISATION | Class.STREET
        )

    @property
    def is_first_name(self) -> bool:
        """Say whether the word is known as a first name and is no ordinary word."""
        return bool(self.what & Class.FIRST) and not self.what & Class.WORD


@dataclass
class Surroundings:
    """What stands around a part of a run.

    Attributes:
        before: Up to 40 characters before it.
        after: Up to 40 characters after it.
        next_token: The word of the same run that ended the part, if any.
        previous: The word of the same run that stands before the part, if any.
    """

    before: str
    after: str
    next_token: Token | None
    previous: Token | None = None

    @cached_property
    def cue(self) -> str:
        """What the last word before says of the name: "title", "role" or ""."""
        return cue_before(self.before)

    @cached_property
    def starts(self) -> bool:
        """Whether a sentence or line starts here, so that a capital says nothing."""
        return not self.before or bool(SENTENCE_START.search(self.before))

    @cached_property
    def acts(self) -> bool:
        """Whether a verb follows that people do, or what they have ("'s juf")."""
        return bool(VERB_AFTER.match(self.after) or _POSSESSIVE.match(self.after))


def cue_before(before: str) -> str:
    """Return what the last word of `before` says of the name after it: a title, a role or ""."""
    if before[-1:] not in " :(\"'":
        return ""
    words = before[-30:].split()
    if words and words[-1] in ("is", "heet", ":", "("):
        words.pop()
    return cue_of(words[-1]) if words and words[-1][-1] not in ";!?)" else ""


def score(part: list[Token], around: Surroundings, lists: Lists) -> Scored | None:
    """Return how likely `part` names a person, 0 to 1, and why; None when it does not."""
    if _is_street(part[-1]) or (around.cue != "title" and _is_no_person(part, around)):
        return None
    words = [token for token in part if not token.is_join and not token.is_initials]
    if not around.cue and fold(" ".join(token.text for token in part)) in lists.places:
        return None
    if around.cue == "title":
        return (0.97, "aanspreektitel ervoor") if words else (0.8, "aanspreektitel ervoor")
    if not words:
        is_role = around.cue == "role"
        return (0.75, "voorletters na een woord voor een persoon") if is_role else None
    if part[0].is_initials:
        return _score_initials(words[0], lists)
    if len(part) > 1:
        return _score_full(part, words, around)
    return _score_single(words[0], around, lists)


def _score_initials(surname: Token, lists: Lists) -> Scored | None:
    """Weigh "A.J. Smit"; "C. Op" and "D. Ondanks" begin an item of a list."""
    is_word = fold(surname.text) in lists.words and not surname.has(Class.SURNAME | Class.FIRST)
    if is_word or surname.has(Class.ORGANISATION):
        return None
    return 0.93, "voorletters met achternaam"


def _is_street(last: Token) -> bool:
    return last.has(Class.STREET) and not last.has(Class.SURNAME)


def _is_no_person(part: list[Token], around: Surroundings) -> bool:
    """Say whether `part` belongs to a firm, institution, street, case or reference."""
    last = part[-1]
    if last.has(Class.STREET) and len(part) > 1:
        return True
    if len(part) == 1 and last.has(Class.WEAK) and not last.has(Class.SURNAME | Class.FIRST):
        return True
    if any(token.has(Class.ORGANISATION) and not token.has(Class.FIRST) for token in part[1:]):
        return True
    following = around.next_token
    if following and (ORG_WORD.match(following.text) or following.has(Class.STREET)):
        return True
    is_full = len(part) > 1 and (part[0].is_first_name or part[0].is_initials)
    return _is_firm_by_context(around, is_full=is_full)


def _is_firm_by_context(around: Surroundings, *, is_full: bool) -> bool:
    word_after = _WORD_AFTER.match(around.after)
    is_firm_word = word_after is not None and ORG_WORD.match(word_after[1]) is not None
    if is_firm_word and word_after is not None:
        return word_after[1][0].isupper() or _NAME_AND.search(around.before) is not None
    return bool(
        _COMPANY_AFTER.match(around.after)
        or ORG_HEAD.search(around.before)
        or (not is_full and AREA_HEAD.search(around.before))
        or LITERATURE.match(around.after)
    )


def _score_full(part: list[Token], words: list[Token], around: Surroundings) -> Scored | None:
    """Weigh a part of two words or more, tussenvoegsels counted."""
    first, last = words[0], words[-1]
    if first.has(Class.ORGANISATION) and not first.has(Class.FIRST):
        return None
    is_place = all(token.has(Class.PLACE) for token in words)
    if first.has(Class.FIRST) and len(words) > 1:
        if not first.has(Class.WORD) and not is_place:
            return 0.95, "voornaam uit de lijst met achternaam"
        if last.has(Class.SURNAME):
            return 0.85, "voornaam en achternaam uit de lijst"
    is_abbreviation = last.text.isupper() and 1 < len(last.text) < 6  # "van de RSJ"
    if is_abbreviation and not last.has(Class.SURNAME):
        return None
    return _score_without_first_name(part, words, around)


def _score_without_first_name(
    part: list[Token], words: list[Token], around: Surroundings
) -> Scored | None:
    if around.cue == "role":
        return 0.85, "woord voor een persoon ervoor"
    if all(token.has(Class.PLACE) for token in words):
        return None
    if any(token.is_join for token in part):
        return _score_joined(part, words[-1], around)
    return _score_unknown(words)


def _score_joined(part: list[Token], last: Token, around: Surroundings) -> Scored | None:
    """Weigh "Van der Sluijs": a surname with its tussenvoegsel."""
    if _is_venue(part, around):
        return None
    if last.has(Class.SURNAME):
        weight = 0.6 if last.has(Class.WORD) else 0.8
        return weight, "tussenvoegsel met achternaam uit de lijst"
    is_article = part[0].is_join and around.starts and not around.acts
    if last.has(Class.WORD) or is_article:
        return None
    return 0.6, "tussenvoegsel in een reeks met hoofdletters"


def _is_venue(part: list[Token], around: Surroundings) -> bool:
    """Say whether `part` is "Huis van de Wijk" without its head, or a house: "in De Stoel"."""
    before = around.previous
    if part[0].text[0].islower():
        return (
            before is not None
            and before.has(Class.WORD)
            and not cue_of(before.text)
            and not _PREPOSITION.search(around.before)
        )
    is_plain = len(part) == 2 and part[0].text in ("De", "Het", "'T")
    return is_plain and _AT_A_VENUE.search(around.before) is not None


def _score_unknown(words: list[Token]) -> Scored | None:
    """Weigh words of which the first is no known first name."""
    is_known = any(token.is_plain_name for token in words)
    is_odd = any(token.has(_NOT_A_NAME) for token in words)
    upper = [token.text.isupper() for token in words]
    if (all(upper) and (not is_known or is_odd)) or (any(upper) and not all(upper)):
        return None
    if is_known:
        return 0.75, "achternaam uit de lijst"
    return None if is_odd else (0.5, "woorden met hoofdletter midden in de zin")


def _score_single(word: Token, around: Surroundings, lists: Lists) -> Scored | None:
    """Weigh one word with a capital."""
    if word.has(Class.ORGANISATION | Class.STREET) and not word.has(Class.FIRST):
        return None
    if _AGE_AFTER.match(around.after) and not word.has(Class.WORD | Class.PLACE):
        return 0.8, "leeftijd of geslacht erachter"
    is_upper = word.text.isupper()
    if is_upper and len(word.text) <= 5 and not word.has(Class.FIRST):
        return None  # an abbreviation
    if around.cue == "role":
        return _score_after_role(word, around)
    if word.has(Class.PLACE) and not word.has(Class.FIRST):
        return None
    is_in_place = bool(_PLACE_BEFORE.search(around.before))
    if word.has(Class.WORD) or (is_in_place and word.has(Class.PLACE)) or is_upper:
        return None
    if word.has(Class.FIRST):
        is_common = word.text.lower() in lists.common_first_names
        return (0.85 if is_common else 0.72), "voornaam uit de lijst"
    return None if is_in_place else _score_single_surname(word, around)


def _score_after_role(word: Token, around: Surroundings) -> Scored | None:
    """Weigh the word after "zoon", "consulent"."""
    if not word.has(Class.WORD | Class.PLACE):
        return 0.85, "woord voor een persoon ervoor"
    if word.has(Class.FIRST | Class.SURNAME) and not around.starts:
        return 0.8, "woord voor een persoon ervoor"
    return None


def _score_single_surname(word: Token, around: Surroundings) -> Scored | None:
    """Weigh one word that is a surname or unknown, by its place in the sentence."""
    if word.is_plain_name and (not around.starts or around.acts):
        return (0.78 if around.acts else 0.7), "achternaam uit de lijst"
    if word.what and around.starts and _STATE_AFTER.match(around.after):
        return None
    if around.acts or (not around.starts and _PREPOSITION.search(around.before)):
        return 0.5, "onbekend woord met hoofdletter op de plaats van een naam"
    if not around.starts and _NAME_ENDING.search(word.text):
        return 0.5, "uitgang van een achternaam"
    if not around.starts and not word.what and len(word.text) > 3:
        return 0.45, "onbekend woord met hoofdletter midden in de zin"
    return None
