"""The lists of terms of AVG art. 9 and 10 that come with the package, read once.

`special_terms.txt` holds expressions; the other files are in the notation of `_special_notation`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from stadspoort.engines.privacy._alternatives import by_first_letter
from stadspoort.engines.privacy._lists import ListUnreadableError, decoded
from stadspoort.engines.privacy._special_notation import (
    NotationError,
    named,
    phrases_of,
    readings,
    words_of,
)

_FILE = "special_terms.txt"
_IN_NOTATION = (
    "special_illness.txt",
    "special_mind.txt",
    "special_care.txt",
    "special_medicines.txt",
    "special_belief.txt",
    "special_origin.txt",
    "special_penal.txt",
)
_GROUPS = {
    "ziekte": "gezondheid",
    "zorg": "gezondheid (behandeling)",
    "geloof": "godsdienst of levensovertuiging",
    "politiek": "politieke opvatting of vakbond",
    "geaardheid": "seksuele gerichtheid",
    "afkomst": "etnische afkomst",
    "strafbaar": "strafbaar feit",
    "lichaam": "genetisch of biometrisch gegeven",
}
_ENDINGS, _NEVER = "einde", "geen"
_AS_WRITTEN = {
    "ms": "MS", "als": "ALS", "ibs": "IBS", "add": "ADD", "odd": "ODD", "dcd": "DCD", "cvs": "CVS",
    "roma": "Roma", "sp": "SP", "ass": "ASS", "tos": "TOS",
}  # fmt: skip
"""Terms that are ordinary words or abbreviations in any other spelling."""
_PLAIN = re.compile(r"\w{2,40}")
_HYPHENED = re.compile(r"\w+(?:-\w+)+")
_SPACE = re.compile(r"\[[^\]]*\]| ")


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of all groups, for lower case.

    Attributes:
        any: Expression for the phrases of `special_terms.txt`.
        words: Single words and the Dutch name of their group.
        phrases: Expressions of phrases, the most characters before the word by which they are kept,
            and their group.
        endings: Endings of words for an illness.
        tails: The last three letters of those.
        never: Words with such an ending that are no illness.
        as_written: Words that count in one spelling only.
        groups: The expressions of `any`, per group.
    """

    any: re.Pattern[str]
    words: dict[str, str] = field(default_factory=dict)
    phrases: dict[str, list[tuple[str, int, str]]] = field(default_factory=dict)
    endings: tuple[str, ...] = ()
    tails: frozenset[str] = frozenset()
    never: frozenset[str] = frozenset()
    as_written: dict[str, str] = field(default_factory=dict)
    groups: tuple[tuple[str, str], ...] = ()

    def group_of(self, phrase: str) -> str:
        """Return the Dutch name of the group of `phrase` (lower case), found by `any`."""
        one_line = " ".join(phrase.split())
        for name, pattern in self.groups:
            if re.fullmatch(pattern, one_line):
                return name
        return _GROUPS["ziekte"]


@cache
def packaged_terms() -> Terms:
    """Return the terms of the package; read and compiled at the first call."""
    folder = files(__package__) / "data"
    notes = [(name, decoded((folder / name).read_bytes(), name)) for name in _IN_NOTATION]
    return read_terms(decoded((folder / _FILE).read_bytes(), _FILE), notes)


@cache
def expression(pattern: str) -> re.Pattern[str]:
    """Return the compiled expression of a phrase, whole words only; made when first needed."""
    return re.compile(rf"(?<![\w-])(?:{pattern})(?!\w)")


def read_terms(content: str, notes: list[tuple[str, str]] | None = None) -> Terms:
    """Return the terms in `content`: per line a group, a tab and terms divided by " | ".

    Args:
        content: What `special_terms.txt` holds.
        notes: Names and contents of files in the notation.

    Raises:
        ListUnreadableError: If a line is something else, or a term is no expression.
    """
    reader = _Reader()
    groups = list(reader.expressions(content))
    for name, note in notes or ():
        reader.read(name, note)
    for word in reader.never:
        reader.words.pop(word, None)
    return Terms(
        any=_compiled(content, groups), words=reader.words, phrases=reader.phrases,
        endings=tuple(reader.endings), tails=frozenset(end[-3:] for end in reader.endings),
        never=frozenset(reader.never), as_written=reader.as_written, groups=tuple(groups),
    )  # fmt: skip


class _Reader:
    """Gathers words and phrases."""

    def __init__(self) -> None:
        self.words: dict[str, str] = {}
        self.phrases: dict[str, list[tuple[str, int, str]]] = {}
        self.endings: list[str] = []
        self.never: set[str] = set()
        self.as_written: dict[str, str] = {}

    def expressions(self, content: str) -> Iterator[tuple[str, str]]:
        """Take in the words of `special_terms.txt`; yield its expressions per group."""
        for number, line in enumerate(content.split("\n"), start=1):
            group, _, terms = line.partition("\t")
            if not line or line[0] == "#":
                continue
            each = terms.lower().split(" | ")
            if not all(each) or (group != _ENDINGS and group not in _GROUPS):
                reason = "onbekende groep of lege term"
                raise ListUnreadableError(file=_FILE, line=number, reason=reason)
            if group == _ENDINGS:
                self.endings += each
                continue
            plain = {term for term in each if _PLAIN.fullmatch(term) or _HYPHENED.fullmatch(term)}
            for term in each:
                if term in plain:
                    self.add(group, _AS_WRITTEN.get(term, term), is_fixed=term in _AS_WRITTEN)
            if phrases := "|".join(term for term in each if term not in plain):
                yield _GROUPS[group], phrases  # an empty alternative would match everywhere

    def read(self, file: str, content: str) -> None:
        """Take in a file in the notation.

        Raises:
            ListUnreadableError: If a line is not in the notation.
        """
        names: dict[str, str] = {}
        group = ""
        for number, line in enumerate(content.split("\n"), start=1):
            try:
                if line.startswith("@"):
                    name, _, words = line[1:].partition(":")
                    names[name] = named(words.strip(), names).replace(", ", "|")
                elif line.startswith("["):
                    group = line.strip("[]")
                elif line and line[0] != "#":
                    for term in line.rstrip(",").split(", "):
                        self.add(group, named(term, names), is_fixed=term[0] == "=")
            except (NotationError, IndexError) as error:
                reason = str(error) or "lege term"
                raise ListUnreadableError(file=file, line=number, reason=reason) from error

    def add(self, group: str, term: str, *, is_fixed: bool) -> None:
        """Take in one term."""
        if group == _NEVER:
            self.never.update(readings(term))
            return
        if group not in _GROUPS:
            raise NotationError("onbekende groep")
        if term.startswith("*"):
            self.endings += [ending.lower() for ending in readings(term[1:])]
            return
        bare = term.removeprefix("=")
        is_fixed = is_fixed or (
            bare.isupper() and bare.isalnum() and bare.lower() not in self.words
        )
        words = words_of(bare)
        self.words.update((word.lower(), _GROUPS[group]) for word in words)
        if is_fixed:
            self.as_written.update((word.lower(), word) for word in words)
            return
        for phrase in phrases_of(bare.lower()):
            for key in phrase.keys:
                self.phrases.setdefault(key, []).append(
                    (phrase.pattern, phrase.before, _GROUPS[group])
                )


def _compiled(content: str, groups: list[tuple[str, str]]) -> re.Pattern[str]:
    try:
        alternatives = by_first_letter(_SPACE.sub(_gap, pattern) for _, pattern in groups)
        return re.compile(rf"(?<![\w-]){alternatives}(?!\w)")
    except (re.error, ValueError) as error:
        line = next(filter(None, map(_broken, enumerate(content.split("\n"), start=1))), 0)
        reason = "een term is geen geldige uitdrukking"
        raise ListUnreadableError(file=_FILE, line=line, reason=reason) from error


def _gap(found: re.Match[str]) -> str:
    """Return an expression for white space, also at a line end; a set of signs stays as it is."""
    return r"[ \n]" if found[0] == " " else found[0]


def _broken(numbered: tuple[int, str]) -> int:
    """Return the number of a line with a term that is no expression, else 0."""
    number, line = numbered
    for term in line.partition("\t")[2].split(" | ") if line[:1] != "#" else ():
        try:
            re.compile(term.lower())
        except re.error:
            return number
    return 0
