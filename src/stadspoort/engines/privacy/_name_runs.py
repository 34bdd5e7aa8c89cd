"""Names in running text: runs of capitalised words, weighed by what they are and what stands around.

A run is cut out of the text ("Volgens mevrouw J. de Vries-Bos van Buurtzorg"), split at words that
cannot be part of a name, and each part weighed: initials, known first names and surnames speak for
it; streets, firms, schools, prizes and ordinary words against it. Negative evidence comes first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from stadspoort.engines.privacy._lists import Lists
from stadspoort.engines.privacy._name_words import (
    CAP,
    INITIALS,
    JOIN,
    LITERATURE,
    ORG_HEAD,
    ORG_WORD,
    TITLE,
    UPPER,
    Class,
    classify,
    cue_of,
)
from stadspoort.engines.privacy._values import Finding, Kind

_PART = rf"(?:{INITIALS}|{CAP})"
_RUN = re.compile(
    rf"(?<![\w@/.-]){_PART}(?:(?:[ ]|(?<=\.)|-)(?:{JOIN} ){{0,3}}{_PART}){{0,7}}(?![\w@])"
)
_JOINS_BEFORE = re.compile(rf"(?<![\w'])(?:{JOIN} ){{1,3}}$")
_TOKEN = re.compile(rf"({INITIALS})|((?:{JOIN})(?= ))|({CAP})")
_JOIN_ENDS = frozenset("nertslemofijduDNRELSTO.")
"""Last letters of tussenvoegsels."""
_NO_JOIN_FIRST = frozenset(
    ("Op", "In", "Het", "Te", "Aan", "Uit", "Bij", "Over", "Tot", "Onder", "IN", "OP", "HET", "TE")
)
"""Capital tussenvoegsels that mostly begin a sentence: "Op Weverij"; "In 't Veld" is a name."""
_SENTENCE_START = re.compile(r"(?:^|[.!?:]\s+|\n\s*(?:[-*•]|\d+[.)])?\s*|[\"'(] ?)$")
_TITLE_WORD = re.compile(rf"(?i){TITLE}\.?$")
_VERB_AFTER = re.compile(
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
    r"(?i)(?<!\w)(?:met|door|aan|voor|van|en|bij|namens|of|&|,|en ook|dat|als|aldus|volgens|bel|"
    r"vraag|mail|sprak|spraken|dank)(?: ik)? ?$"
)
_PLACE_BEFORE = re.compile(
    r"(?i)(?<!\w)(?:te|in|uit|naar|nabij|rond|richting|gemeente|provincie|regio|wijk|buurt|"
    r"stad)(?: de| het)? $"
)
_LATER_STREET = re.compile(r"(?: (?:van|de|der))? ?\d{1,4}(?!\d)")
_NAME_ENDING = re.compile(
    r"(?:sma|stra|inga|ink|mans?|sen|ssen|ers|aart|ema|huis|kamp|berg|burg|veld|horst|oglu|ic|ska|"
    r"ski|wicz|escu|eanu|ova|ov|enko|chuk|"
    r"oui|aoui|idi|zai|zadeh|singh|sz|ez|yan|ian|poulos|idis)$"
)


def _cue_before(before: str) -> str:
    """Return what the last word of `before` says of the name after it: a title, a role or ""."""
    if before[-1:] not in " :(\"'":
        return ""
    words = before[-30:].split()
    if words and words[-1] in ("is", "heet", ":", "("):
        words.pop()
    return cue_of(words[-1]) if words and words[-1][-1] not in ";!?)" else ""


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


class NameRuns:
    """Weighs the runs of capitalised words of one text."""

    def __init__(self, text: str, lists: Lists) -> None:
        self._text = text
        self._lists = lists
        self._classes: dict[str, int] = {}

    def find(self) -> Iterator[Finding]:
        """Yield a finding for every run, or part of one, that names a person."""
        text = self._text
        for run in _RUN.finditer(text):
            start = run.start()
            if text[start - 1 : start] == " " and text[start - 2 : start - 1] in _JOIN_ENDS:
                joins = _JOINS_BEFORE.search(text, max(0, start - 20), start)
                start = joins.start() if joins else start
            tokens = self._tokens(start, run.end())
            yield from self._weigh_parts(tokens)

    def class_of(self, word: str) -> int:
        """Return what `word` can be; remembers the answer for this text."""
        known = self._classes.get(word)
        if known is None:
            known = self._classes[word] = classify(word, self._lists)
        return known

    def _tokens(self, start: int, end: int) -> list[Token]:
        tokens = []
        for found in _TOKEN.finditer(self._text, start, end):
            token = Token(found.start(), found.end(), found[0], Class.UNKNOWN)
            if found[1]:
                token.is_initials = True
            elif found[2]:
                token.is_join = True
            else:
                token.what = self.class_of(found[0])
            tokens.append(token)
        return tokens

    def _weigh_parts(self, tokens: list[Token]) -> Iterator[Finding]:
        """Split `tokens` at titles and at words that cannot be in a name; weigh each part."""
        part: list[Token] = []
        for token in tokens:
            if self._divides(token, part):
                yield from self._weigh(part, next_token=token)
                part = []
            else:
                part.append(token)
        yield from self._weigh(part, next_token=None)

    def _divides(self, token: Token, part: list[Token]) -> bool:
        if token.is_join or token.is_initials:
            return False
        if _TITLE_WORD.match(token.text) and not (part and not part[-1].is_join):
            return True
        is_only_word = token.has(Class.WORD) and not token.has(Class.FIRST | Class.SURNAME)
        after_name = bool(part) and (
            part[-1].is_join or part[-1].is_initials or part[-1].has(Class.FIRST)
        )
        return is_only_word and not after_name

    def _weigh(self, part: list[Token], next_token: Token | None) -> Iterator[Finding]:
        part = self._cut_at_organisation(self._trim(part))
        if not part:
            return
        start, end = part[0].start, part[-1].end
        before = self._text[max(0, start - 40) : start]
        after = self._text[end : end + 40]
        cue = _cue_before(before)
        if part[-1].has(Class.STREET) and not part[-1].has(Class.SURNAME):
            return
        if cue != "title" and self._is_no_person(part, before, after, next_token):
            return
        scored = self._score(part, before, after, cue=cue)
        if scored:
            score, reason = scored
            yield Finding(start, end, Kind.PERSOON, score, reason, certain=score >= 0.7)

    def _trim(self, part: list[Token]) -> list[Token]:
        """Return `part` without what cannot begin or end a name."""
        while part and part[-1].is_join:
            part = part[:-1]
        while part and self._cannot_begin(part):
            part = part[1:]
        while part and part[0].is_join and part[0].text[0].islower():
            before = self._text[max(0, part[0].start - 14) : part[0].start]
            rest = [token for token in part if not token.is_join]
            joins = len(part) - len(rest)
            keeps = (
                _cue_before(before) == "title"
                or joins >= 2
                or part[0].text in ("ter", "v.d.", "vd", "v/d")
            )
            if keeps and part[0].text not in (
                "in",
                "op",
                "aan",
                "uit",
                "bij",
                "over",
                "tot",
                "onder",
            ):
                break
            part = part[1:]
        return part

    def _cut_at_organisation(self, part: list[Token]) -> list[Token]:
        """Return "Joyce" of "Joyce van Buurtzorg", "Roosenboom" of "Roosenboom van Roosenboom & Vink"."""
        end = part[-1].end if part else 0
        is_firm = bool(re.match(rf" ?& ?[{UPPER}]", self._text[end : end + 4]))
        for at in range(1, len(part) - 1):
            if not part[at].is_join or part[at].text not in (
                "van",
                "bij",
                "uit",
                "op",
                "in",
                "aan",
            ):
                continue
            rest = next((token for token in part[at:] if not token.is_join), None)
            if rest is None or (rest.has(Class.SURNAME) and not is_firm):
                continue
            if is_firm or rest.has(Class.ORGANISATION | Class.WORD | Class.PLACE | Class.STREET):
                return part[:at]
        return part

    def _cannot_begin(self, part: list[Token]) -> bool:
        first = part[0]
        if first.is_initials:
            return False
        if first.is_join:
            # "De Vries" is a name, "De Wit" too; "De Gemeente" and "Van Amsterdam" are not.
            rest = next((token for token in part if not token.is_join), None)
            return rest is None or (
                rest.has(Class.WORD | Class.ORGANISATION) and not rest.has(Class.SURNAME)
            )
        if (
            re.search(r"\d ?$", self._text[max(0, first.start - 2) : first.start])
            and len(first.text) == 2
        ):
            return True  # the letters of a postcode
        if len(part) == 1:
            return False
        if not first.has(Class.FIRST) and any(
            token.is_initials or token.is_first_name for token in part[1:]
        ):
            return not (first.has(Class.SURNAME) and part[1].is_initials)
        if first.has(Class.SURNAME) and part[1].has(Class.SURNAME) and not part[1].has(Class.WORD):
            before = self._text[max(0, first.start - 4) : first.start]
            return first.has(Class.WORD) and bool(_SENTENCE_START.search(before))
        return first.has(Class.WORD) and not (
            first.has(Class.FIRST) and (part[1].is_join or not part[1].has(Class.FIRST))
        )

    def _is_no_person(
        self, part: list[Token], before: str, after: str, next_token: Token | None
    ) -> bool:
        last = part[-1]
        if last.has(Class.STREET) and (len(part) > 1 or not last.has(Class.SURNAME)):
            return True
        has_first = part[0].is_initials or part[0].has(Class.FIRST)
        if (
            last.has(Class.WEAK)
            and not last.has(Class.SURNAME)
            and not has_first
            and len(part) == 1
        ):
            return True
        if any(token.has(Class.ORGANISATION) and not token.has(Class.FIRST) for token in part[1:]):
            return True
        if next_token and (ORG_WORD.match(next_token.text) or next_token.has(Class.STREET)):
            return True
        if re.match(
            rf"(?: (?:&|en) (?:Zn|Zonen|Partners|Co|Dochters?)\b| ?& ?[{UPPER}]|-(?:[a-z]+)\b)",
            after,
        ):
            return True
        word_after = re.match(r" ([A-Za-z][\w.]*)", after)
        if word_after and ORG_WORD.match(word_after[1]) and word_after[1][0].isupper():
            return True
        if (
            re.search(rf"[{UPPER}][\w']+ ?(?:&|en) ?$", before)
            and word_after
            and ORG_WORD.match(word_after[1])
        ):
            return True
        if ORG_HEAD.search(before) or LITERATURE.match(after):
            return True
        return False

    def _score(
        self, part: list[Token], before: str, after: str, *, cue: str
    ) -> tuple[float, str] | None:
        words = [token for token in part if not token.is_join and not token.is_initials]
        if cue == "title":
            return (0.97, "aanspreektitel ervoor") if words else (0.8, "aanspreektitel ervoor")
        role = cue == "role"
        if not words:
            return (0.75, "voorletters na een woord voor een persoon") if role else None
        if part[0].is_initials:
            if words[0].has(Class.ORGANISATION):
                return None
            return 0.93, "voorletters met achternaam"
        if len(words) > 1 or len(part) > len(words):
            return self._score_full(part, words, role=role)
        return self._score_single(words[0], before, after, role=role)

    def _score_full(
        self, part: list[Token], words: list[Token], *, role: bool
    ) -> tuple[float, str] | None:
        first, last = words[0], words[-1]
        is_place = all(token.has(Class.PLACE) for token in words)
        if first.has(Class.ORGANISATION) and not first.has(Class.FIRST):
            return None
        if first.has(Class.FIRST) and not first.has(Class.WORD) and not is_place:
            if len(words) > 1:
                return 0.95, "voornaam uit de lijst met achternaam"
            return 0.85, "voornaam uit de lijst"
        if first.has(Class.FIRST) and last.has(Class.SURNAME) and len(words) > 1:
            return 0.85, "voornaam en achternaam uit de lijst"
        if role:
            return 0.85, "woord voor een persoon ervoor"
        if any(token.is_join for token in part):
            if part[0].is_join and is_place:
                return None
            if last.has(Class.SURNAME) and not last.has(Class.WORD):
                return 0.8, "tussenvoegsel met achternaam uit de lijst"
            return (
                (0.6, "tussenvoegsel in een reeks met hoofdletters")
                if not last.has(Class.WORD) or last.has(Class.SURNAME)
                else None
            )
        if is_place:
            return None
        if all(token.text.isupper() for token in words):
            if not any(token.is_plain_name for token in words) or any(
                token.has(Class.WORD | Class.PLACE | Class.ORGANISATION) for token in words
            ):
                return None
        if last.is_plain_name or any(token.is_plain_name for token in words):
            return 0.75, "achternaam uit de lijst"
        if any(
            token.has(Class.WORD | Class.PLACE | Class.ORGANISATION | Class.STREET)
            for token in words
        ):
            return None
        return 0.5, "woorden met hoofdletter midden in de zin"

    def _score_single(
        self, word: Token, before: str, after: str, *, role: bool
    ) -> tuple[float, str] | None:
        starts = bool(_SENTENCE_START.search(before)) or word.start == 0
        is_acronym = word.text.isupper() and len(word.text) <= 5
        if word.has(Class.ORGANISATION | Class.STREET) and not word.has(Class.FIRST):
            return None
        if role and not is_acronym and not word.has(Class.WORD | Class.PLACE):
            return 0.85, "woord voor een persoon ervoor"
        if is_acronym and not word.has(Class.FIRST):
            return None
        if word.has(Class.PLACE) and (not word.has(Class.FIRST) or _PLACE_BEFORE.search(before)):
            return None
        if word.has(Class.FIRST) and not word.has(Class.WORD) and not word.text.isupper():
            is_common = word.text.lower() in self._lists.common_first_names
            return (0.85 if is_common else 0.6), "voornaam uit de lijst"
        if word.has(Class.WORD):
            if role and not starts and word.has(Class.FIRST | Class.SURNAME):
                return 0.8, "woord voor een persoon ervoor"
            return None
        if _PLACE_BEFORE.search(before) and not word.has(Class.FIRST):
            return None
        acts = bool(_VERB_AFTER.match(after))
        if word.is_plain_name and (not starts or acts) and not word.text.isupper():
            return (0.72 if acts else 0.6), "achternaam uit de lijst"
        if word.text.isupper():
            return None
        if starts and re.match(
            r" (?:is|was|wordt|werd|staat|kan|moet|mag|zal|zou|heeft|komt|gaat|blijft)\b", after
        ):
            return None
        if acts or (not starts and _PREPOSITION.search(before)):
            return 0.5, "onbekend woord met hoofdletter op de plaats van een naam"
        if not starts and _NAME_ENDING.search(word.text):
            return 0.5, "uitgang van een achternaam"
        return None
