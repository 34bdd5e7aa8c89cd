"""Runs of capitalised words in running text, cut into parts that could be names.

A run is taken out of the text ("Volgens mevrouw J. de Vries-Bos van Buurtzorg") and split at words
that cannot be part of a name; `_name_scores` weighs each part.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from stadspoort.engines.privacy._lists import Lists
from stadspoort.engines.privacy._lower import is_english
from stadspoort.engines.privacy._name_scores import (
    SENTENCE_START,
    Surroundings,
    Token,
    cue_before,
    score,
)
from stadspoort.engines.privacy._name_words import (
    CAP,
    INITIALS,
    JOIN,
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
_NOT_A_NAME = Class.WORD | Class.PLACE | Class.ORGANISATION | Class.STREET
_HOUSE_NUMBER = re.compile(r",? \d{1,4}(?!\d)")
_JOIN_ENDS = frozenset("nertslemofijduDNRELSTO.")
"""Last letters of tussenvoegsels."""
_PREPOSITIONS = frozenset(("in", "op", "aan", "uit", "bij", "over", "tot", "onder"))
_BEFORE_FIRMS = frozenset(("van", "bij", "uit", "op", "in", "aan", "over", "onder", "tot"))
_NO_JOIN_FIRST = frozenset(
    ("Op", "In", "Het", "Te", "Aan", "Uit", "Bij", "Over", "Tot", "Onder", "IN", "OP", "HET", "TE")
)
"""Capital tussenvoegsels that mostly begin a sentence: "Op Weverij"; "In 't Veld" is a name."""
_TOWN = re.compile(
    rf"(?:[Gg]emeente |GEMEENTE |wonende te |[Pp]laats: |gemeentehuis van |"
    rf"gemeenteraad van )({CAP})"
)
_TOWN_AFTER_POSTCODE = re.compile(rf"\d\d{{3}} ?[A-Z]{{2}},?[ ;|]{{1,2}}({CAP})")
"""A town that the text itself calls one: "gemeente Harderbroek", "1234 AB Harderbroek"."""
_TITLE_WORD = re.compile(rf"(?i){TITLE}\.?$")


class NameRuns:
    """Weighs the runs of capitalised words of one text."""

    def __init__(self, text: str, lists: Lists) -> None:
        self._text = text
        self._lists = lists
        self._classes: dict[str, int] = {}
        self._is_english = is_english(text)
        self._towns = {found[1] for found in _TOWN_AFTER_POSTCODE.finditer(text)}
        if any(word in text for word in ("emeente", "EMEENTE", "nende te", "laats: ")):
            self._towns.update(found[1] for found in _TOWN.finditer(text))

    def find(self) -> Iterator[Finding]:
        """Yield a finding for every run, or part of one, that names a person."""
        text = self._text
        for run in _RUN.finditer(text):
            if self._is_plain_word(run[0]):
                continue
            start = run.start()
            if text[start - 1 : start] == " " and text[start - 2 : start - 1] in _JOIN_ENDS:
                joins = _JOINS_BEFORE.search(text, max(0, start - 20), start)
                start = joins.start() if joins else start
            tokens = self._tokens(start, run.end())
            yield from self._weigh_parts(tokens)

    def _is_plain_word(self, run: str) -> bool:
        """Say whether `run` is one ordinary word: by far the most common case, so asked first."""
        if " " in run or "." in run:
            return False
        what = self.class_of(run)
        return bool(what & Class.WORD) and not what & (Class.FIRST | Class.SURNAME)

    def class_of(self, word: str) -> int:
        """Return what `word` can be; remembers the answer for this text."""
        known = self._classes.get(word)
        if known is None:
            known = classify(word, self._lists)
            if word in self._towns and not known & Class.FIRST:
                known |= Class.PLACE
            self._classes[word] = known
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
        previous: Token | None = None
        for token in tokens:
            if self._divides(token, part):
                yield from self._weigh(part, next_token=token, previous=previous)
                part, previous = [], token
            else:
                part.append(token)
        yield from self._weigh(part, next_token=None, previous=previous)

    def _divides(self, token: Token, part: list[Token]) -> bool:
        if token.is_join or token.is_initials:
            return False
        if _TITLE_WORD.match(token.text) and not (part and not part[-1].is_join):
            return True
        if cue_of(token.text) == "role" and not token.has(Class.FIRST | Class.SURNAME):
            return True
        is_only_word = token.has(Class.WORD) and not token.has(Class.FIRST | Class.SURNAME)
        after_name = bool(part) and (
            part[-1].is_join or part[-1].is_initials or part[-1].has(Class.FIRST)
        )
        return is_only_word and not after_name

    def _weigh(
        self, part: list[Token], next_token: Token | None, previous: Token | None
    ) -> Iterator[Finding]:
        whole = part
        part = self._trim(whole)
        if part and part[0] is not whole[0]:
            previous = whole[whole.index(part[0]) - 1]
        part = self._cut_at_organisation(part, next_token)
        if not part:
            return
        start, end = part[0].start, part[-1].end
        around = Surroundings(
            self._text[max(0, start - 40) : start],
            self._text[end : end + 40],
            next_token,
            previous,
        )
        scored = score(part, around, self._lists)
        if scored and not (self._is_english and scored[0] < 0.6):
            weight, reason = scored
            yield Finding(start, end, Kind.PERSOON, weight, reason, certain=weight >= 0.7)

    def _trim(self, part: list[Token]) -> list[Token]:
        """Return `part` without what cannot begin or end a name."""
        while part and part[-1].is_join:
            part = part[:-1]
        while part and self._cannot_begin(part):
            part = part[1:]
        while part and part[0].is_join and part[0].text[0].islower():
            if self._keeps_join(part):
                break
            part = part[1:]
        return part

    def _keeps_join(self, part: list[Token]) -> bool:
        """Say whether the tussenvoegsel in lower case before `part` belongs to the name.

        "buren van der Plas" has one; "van de Staatscommissie", "in Utrecht" have not.
        """
        first = part[0]
        if first.text in _PREPOSITIONS:
            return False
        if cue_before(self._text[max(0, first.start - 14) : first.start]) == "title":
            return True
        joins = {token.text for token in part if token.is_join}
        if first.text in ("ter", "v.d.", "vd", "v/d") or joins & {"der", "den"}:
            return True
        name = next((token for token in part if not token.is_join), None)
        return len(joins) > 1 and name is not None and name.is_plain_name

    def _cut_at_organisation(self, part: list[Token], next_token: Token | None) -> list[Token]:
        """Return "Joyce" of "Joyce van Buurtzorg" and "Roos" of "Roos van Roos & Vink"."""
        end = part[-1].end if part else 0
        is_street = bool(part) and part[-1].has(Class.STREET | Class.WEAK)
        is_address = is_street and _HOUSE_NUMBER.match(self._text, end) is not None
        if is_street and not is_address and _is_all_school(part):
            return part  # "Anna van Rijnschool"
        is_firm = bool(re.match(rf" ?& ?[{UPPER}]", self._text[end : end + 4])) or (
            next_token is not None and next_token.has(Class.ORGANISATION)
        )
        for at in range(1, len(part) - 1):
            if part[at].is_join and (is_address or _leaves_name(part[at:], is_firm=is_firm)):
                return part[:at]
        return part

    def _cannot_begin(self, part: list[Token]) -> bool:
        first = part[0]
        if first.is_initials:
            return False
        if first.is_join:
            return _join_cannot_begin(part)
        before = self._text[max(0, first.start - 4) : first.start]
        if len(first.text) == 2 and before.rstrip(" ")[-1:].isdigit():
            return True  # the letters of a postcode
        if len(part) == 1:
            return False
        second = part[1]
        if not first.has(Class.FIRST) and any(
            token.is_initials or token.is_first_name for token in part[1:]
        ):
            return first.has(_NOT_A_NAME) and not (first.has(Class.SURNAME) and second.is_initials)
        if not first.has(Class.WORD):
            return False
        if first.has(Class.SURNAME) and second.has(Class.SURNAME) and not second.has(Class.WORD):
            return bool(SENTENCE_START.search(before))
        return not first.has(Class.FIRST) or (not second.is_join and second.has(Class.FIRST))


def _is_all_school(part: list[Token]) -> bool:
    """Say whether all of `part` names a street or school, and no person of it."""
    is_apart = len(part) > 2 and part[-2].text in ("het", "de")
    return part[-1].has(Class.STREET) and not is_apart


def _join_cannot_begin(part: list[Token]) -> bool:
    """Say whether the tussenvoegsel before `part` is a preposition or article.

    "De Vries" is a name, "De Wit" too; "De Gemeente" and "Op Weverij" are not.
    """
    if part[0].text in _NO_JOIN_FIRST and (len(part) == 1 or part[1].text != "'t"):
        return True
    rest = next((token for token in part if not token.is_join), None)
    return rest is None or (
        rest.has(Class.WORD | Class.ORGANISATION) and not rest.has(Class.SURNAME)
    )


def _leaves_name(rest: list[Token], *, is_firm: bool) -> bool:
    """Say whether `rest`, from a tussenvoegsel on, is a firm or place and no surname."""
    if rest[0].text not in _BEFORE_FIRMS:
        return False
    first = next((token for token in rest if not token.is_join), None)
    if first is None:
        return False
    if is_firm or any(
        token.has(Class.ORGANISATION) and not (len(rest) == 2 and token.has(Class.SURNAME))
        for token in rest
    ):
        return True
    if first.has(Class.SURNAME):
        return rest[0].text == "bij"
    return rest[0].text != "van" or first.has(Class.WORD | Class.STREET)
