"""A person's name taken apart: first names, initials, tussenvoegsels, surname, what else it is.

    Jan de Vries        given "jan", joins "de", surname "vries"
    DE VRIES, J.P.      initials "jp", joins "de", surname "vries"
    mw. Bakker-de Boer  woman, surname "bakker boer"
    jan                 one word: a first name or a surname, nobody knows

No list says what a word is: only its place, its points and the tussenvoegsels do.
Not covered: two surnames without hyphen (the first counts as a first name), names without spaces.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum, StrEnum, auto
from functools import cache
from importlib.resources import files

from stadspoort.engines.privacy._lists import fold


class Gender(StrEnum):
    """What a title or first name says of a person; most names say nothing."""

    MAN = "m"
    WOMAN = "v"
    BOTH = "x"
    """One spelling stood behind titles of both: it names two persons, so it is nobody's."""
    UNKNOWN = ""


class Role(StrEnum):
    """What a word of a name is."""

    TITLE = auto()
    GIVEN = auto()
    INITIALS = auto()
    JOIN = auto()
    SURNAME = auto()
    BARE = auto()


@dataclass(frozen=True, slots=True)
class Part:
    """A word of a name: its place in the value (half open) and what it is."""

    start: int
    end: int
    role: Role


class Rank(IntEnum):
    """How much a name tells, most first."""

    FULL = 0
    INITIALS = 1
    SURNAME = 2
    BARE = 3
    OTHER = 4


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name in parts; all keys in lower case without diacritics, empty where it says nothing.

    Attributes:
        parts: Its words in the order of the value.
        given: First names, one word each: "Jan-Kees" is two.
        initials: First letters of first names and initials, in order.
        joins: Tussenvoegsels before the surname, one space between.
        surname: Without tussenvoegsels, one space between its words.
        bare: The one word that may be a first name or a surname.
        other: The letters of what is none of these (initials alone).
        gender: By title, else by first name.
    """

    parts: tuple[Part, ...]
    given: tuple[str, ...] = ()
    initials: str = ""
    joins: str = ""
    surname: str = ""
    bare: str = ""
    other: str = ""
    gender: Gender = Gender.UNKNOWN

    @property
    def rank(self) -> Rank:
        """Return how much the name tells."""
        if self.bare:
            return Rank.BARE
        if not self.surname:
            return Rank.OTHER
        if self.given:
            return Rank.FULL
        return Rank.INITIALS if self.initials else Rank.SURNAME


class Relation(StrEnum):
    """What two names say of each other."""

    LINK = auto()
    """They may name one person, and have a name in common."""
    NONE = auto()
    CONFLICT = auto()
    """They cannot name one person."""


_JOINS = frozenset(
    (
        "van", "von", "de", "den", "der", "het", "ter", "ten", "te", "tot", "op", "aan", "in", "t",
        "'t", "'s", "v.d.", "v.", "d.", "v/d", "vd", "vande", "vander", "vanden", "el", "al", "da",
        "dos", "do", "di", "del", "della", "la", "le", "du", "des", "zur", "zu", "af", "onder",
        "over", "uit", "bij", "v.d", "ben", "bin",
    )
)  # fmt: skip
_PREPOSITIONS = frozenset(("van", "aan", "bij", "over"))
_OFTEN_A_FIRST_NAME = frozenset(("ben", "bin", "al", "di", "do", "da", "in", "uit", "bij"))
_SPELLED_OUT = {
    "'t": "t", "'s": "s", "v.d.": "v d", "v.d": "v d", "v/d": "v d", "vd": "v d", "v.": "v",
    "d.": "d", "vande": "van de", "vander": "van der", "vanden": "van den",
}  # fmt: skip
_MEN = frozenset(("dhr", "heer", "hr", "meneer", "mijnheer"))
_WOMEN = frozenset(("mevrouw", "mevr", "mw", "mej", "mejuffrouw", "mrs", "miss", "madame"))
_TITLES = _MEN | _WOMEN | {"mr", "ms", "drs", "dra", "dr", "ir", "ing", "prof", "ds", "bc"}
_PIECE = re.compile(
    r"'[ts](?!\w)|[^\W_]+(?:['/-][^\W_]+)*\.?(?:(?<=\.)[^\W\d_]{1,3}\.)*", re.IGNORECASE
)
_INITIALS = re.compile(
    r"(?:(?:[^\W\d_]|chr|th|ph|fr|jac|joh|tj|sj|ij|yv|st|ch)\.)+|[^\W\d_]", re.IGNORECASE
)
_EVEN = str.maketrans("\u2018\u2019\u02bc`\u00b4\u2010\u2011\u2012\u2013\u2014", "'''''-----")
_WORD = re.compile(r"[^\W_]+")
_TITLE_BEFORE = re.compile(
    r"(?<!\w)(dhr|de heer|heer|hr|meneer|mijnheer|mevrouw|mevr|mw|mej|mejuffrouw)\.?,? "
    r"(?:(?:drs|dr|ir|ing|prof|mr|ds)\.? ){0,3}$",
    re.IGNORECASE,
)
_LONGEST_TITLE = 32


def gender_before(text: str, start: int) -> Gender:
    """Return what the title right before `start` says: "dhr. ", "mevrouw dr. "."""
    found = _TITLE_BEFORE.search(text, max(0, start - _LONGEST_TITLE), start)
    if found is None:
        return Gender.UNKNOWN
    return Gender.WOMAN if found[1].lower() in _WOMEN else Gender.MAN


@cache
def gender_of_first_names() -> dict[str, Gender]:
    """Return what first names say, folded; names that both men and women bear are not in it."""
    lines = (files(__package__) / "data" / "first_names_gender.txt").read_text(encoding="utf-8")
    found: dict[str, Gender] = {}
    for line in lines.split("\n"):
        if line and line[0] != "#":
            gender, _, names = line.partition(" ")
            found.update(dict.fromkeys(names.split(), Gender(gender)))
    return found


def read_name(value: str, gender: Gender = Gender.UNKNOWN) -> PersonName:
    """Return the clean `value` in parts; `gender` is what the text before it says."""
    even = value.translate(_EVEN)
    pieces = [(found.start(), _bare_end(found)) for found in _PIECE.finditer(even)]
    first = _titles(even, pieces)
    first += _is_preposition(even, pieces[first:])
    titles, names = pieces[:first], pieces[first:]
    parts = [Part(start, end, Role.TITLE) for start, end in titles]
    comma = even.find(",")
    parts += _turned(even, names, comma) or _straight(even, names)
    return _keys(even, parts, gender)


def _bare_end(found: re.Match[str]) -> int:
    """Return the end of a word without its possessive: "Jan's" ends after "Jan"."""
    is_possessive = len(found[0]) > 2 and found[0][-2:] in ("'s", "'S")
    return found.end() - 2 if is_possessive else found.end()


def _titles(even: str, pieces: list[tuple[int, int]]) -> int:
    """Return how many pieces at the start are titles; 0 when nothing would be left."""
    count = 0
    while count < len(pieces):
        word = even[slice(*pieces[count])].lower().rstrip(".")
        following = even[slice(*pieces[count + 1])].lower() if count + 1 < len(pieces) else ""
        if word not in _TITLES and not (word == "de" and following == "heer"):
            break
        count += 1
    return count if count < len(pieces) else 0


def _is_preposition(even: str, names: list[tuple[int, int]]) -> bool:
    """Say whether the "van" in front is no part of the name: "(brief) van Jan de Vries"."""
    if len(names) < 3 or even[slice(*names[0])] not in _PREPOSITIONS or _is_join(even, names[1]):
        return False
    is_first_name = fold(even[slice(*names[1])]) in gender_of_first_names()
    return is_first_name or any(_is_join(even, place) for place in names[2:-1])


def _turned(even: str, names: list[tuple[int, int]], comma: int) -> list[Part]:
    """Return the parts of "Vries, J. de"; empty when it is not of that form."""
    before = [place for place in names if place[1] <= comma]
    after = [place for place in names if place[0] > comma]
    if comma < 0 or not before or not after:
        return []
    parts = [Part(*p, Role.JOIN if _is_join(even, p) else Role.SURNAME) for p in before]
    if parts[-1].role is Role.JOIN:
        parts[-1] = Part(*before[-1], Role.SURNAME)
    return parts + [Part(*place, _role_after_comma(even, place)) for place in after]


def _role_after_comma(even: str, place: tuple[int, int]) -> Role:
    if _is_join(even, place):
        return Role.JOIN
    if even[slice(*place)].lower().rstrip(".") in _TITLES:
        return Role.TITLE
    return Role.INITIALS if _is_initials(even, place) else Role.GIVEN


def _straight(even: str, names: list[tuple[int, int]]) -> list[Part]:
    """Return the parts of "Jan P. de Vries"."""
    if len(names) == 1:
        role = Role.INITIALS if _is_initials(even, names[0]) else Role.BARE
        return [Part(*names[0], role)]
    if all(_is_initials(even, place) for place in names):
        return [Part(*place, Role.INITIALS) for place in names]
    surname = _start_of_surname(even, names)
    parts = [
        Part(*place, Role.INITIALS if _is_initials(even, place) else Role.GIVEN)
        for place in names[:surname]
    ]
    for at, place in enumerate(names[surname:], surname):
        is_join = at < len(names) - 1 and _is_join(even, place)
        parts.append(Part(*place, Role.JOIN if is_join else Role.SURNAME))
    return parts


def _start_of_surname(even: str, names: list[tuple[int, int]]) -> int:
    """Return the piece with which the surname begins: the first tussenvoegsel, else the last."""
    last = len(names) - 1
    for at, place in enumerate(names[:last]):
        word = even[slice(*place)].lower()
        is_name = at == 0 and word in _OFTEN_A_FIRST_NAME and not _is_join(even, names[1])
        if (_is_join(even, place) and not is_name) or word.rpartition("-")[2] in _JOINS - {""}:
            return at
    only_initials = all(_is_initials(even, place) for place in names[:1])
    if not only_initials:
        return last
    return next(at for at, place in enumerate(names) if not _is_initials(even, place))


def _is_join(even: str, place: tuple[int, int]) -> bool:
    return even[slice(*place)].lower() in _JOINS


def _is_initials(even: str, place: tuple[int, int]) -> bool:
    word = even[slice(*place)]
    return _INITIALS.fullmatch(word) is not None and word.lower() not in _JOINS


def _keys(even: str, parts: list[Part], gender: Gender) -> PersonName:
    given = tuple(_words(even, parts, Role.GIVEN))
    bare = " ".join(_words(even, parts, Role.BARE))
    surname = [word for word in _words(even, parts, Role.SURNAME) if word not in _JOINS]
    surname = surname or list(_words(even, parts, Role.SURNAME))
    initials = "".join(
        word[0]
        for part in parts
        if part.role in (Role.GIVEN, Role.INITIALS)
        for word in _WORD.findall(fold(even[part.start : part.end]))
    )
    other = "" if bare or surname else "".join(_WORD.findall(fold(even)))
    by_title = _gender_of_titles(even, parts) or gender
    first = (given or (bare,))[0]
    return PersonName(
        parts=tuple(parts),
        given=given,
        initials=initials if surname else "",
        joins=" ".join(_joins(even, parts)),
        surname=" ".join(surname),
        bare=bare,
        other=other,
        gender=by_title or gender_of_first_names().get(first, Gender.UNKNOWN),
    )


def _words(even: str, parts: list[Part], role: Role) -> Iterator[str]:
    for part in parts:
        if part.role is role:
            yield from _WORD.findall(fold(even[part.start : part.end]))


def _joins(even: str, parts: list[Part]) -> Iterator[str]:
    """Yield the tussenvoegsels of the first surname, also when they stand behind a comma."""
    is_inside = False
    for part in parts:
        if part.role is Role.JOIN and not is_inside:
            word = even[part.start : part.end].lower()
            yield _SPELLED_OUT.get(word, word.strip(".'"))
        is_inside = part.role is Role.SURNAME and "-" in even[part.start : part.end]


def _gender_of_titles(even: str, parts: list[Part]) -> Gender:
    for part in parts:
        if part.role is Role.TITLE:
            word = even[part.start : part.end].lower().rstrip(".")
            if word in _MEN | _WOMEN:
                return Gender.WOMAN if word in _WOMEN else Gender.MAN
    return Gender.UNKNOWN


def relate(one: PersonName, other: PersonName) -> Relation:
    """Return what two names say of each other; the order of the two does not matter."""
    if one.gender and other.gender and one.gender != other.gender:
        return Relation.CONFLICT
    if one.bare or other.bare:
        fits = _fits(one.bare, other) if one.bare else _fits(other.bare, one)
        return Relation.LINK if fits else Relation.NONE
    if one.other or other.other:
        return Relation.LINK if one.other == other.other else Relation.NONE
    may_be_same = (
        one.surname == other.surname
        and (not one.given or not other.given or one.given == other.given)
        and (one.initials.startswith(other.initials) or other.initials.startswith(one.initials))
    )
    return _by_joins(one, other) if may_be_same else Relation.CONFLICT


def _fits(bare: str, name: PersonName) -> bool:
    if name.bare:
        return name.bare == bare
    return bare in (name.surname, " ".join(name.given), *name.given[:1]) and not name.other


def _by_joins(one: PersonName, other: PersonName) -> Relation:
    """Return what the tussenvoegsels of two names with one surname say."""
    if one.joins == other.joins:
        return Relation.LINK
    if not one.joins or not other.joins:
        # "Vries, J." may drop what "Jan de Vries" has; "De Boer" is not short for "Annelot Boer".
        without, having = (one, other) if other.joins else (other, one)
        if without.rank > having.rank:
            return Relation.LINK
        return Relation.CONFLICT if without.given else Relation.NONE
    words, others = one.joins.split(), other.joins.split()
    is_short = len(words) == len(others) and all(
        a == b or (a[0] == b[0] and 1 in (len(a), len(b)))
        for a, b in zip(words, others, strict=True)
    )
    return Relation.LINK if is_short else Relation.CONFLICT
