"""The word lists that come with the package: names, ordinary words, places, organisations.

Read once per process. Every entry is in lower case without diacritics (`fold`). Where each list
comes from and under which licence stands in `data/SOURCES.md`.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from stadspoort.errors import StadspoortError

_PLAIN = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae"})


@lru_cache(maxsize=32768)
def fold(word: str) -> str:
    """Return `word` in lower case without diacritics: "Şahin" gives "sahin"."""
    lower = word.lower()
    if lower.isascii():
        return lower
    decomposed = unicodedata.normalize("NFD", lower.translate(_PLAIN))
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))


@dataclass(frozen=True, slots=True)
class Lists:
    """What is known of words.

    Attributes:
        first_names: First names, also those that are ordinary words ("Wil", "Roos").
        common_first_names: The own list and that of OpenTaal: names that are common here.
        plain_first_names: The same without ordinary words, for texts in lower case.
        surnames: Surnames without tussenvoegsels, also those that are ordinary words ("Bos").
        words: Ordinary Dutch words, and English ones of letters and forms.
        dictionary: Every Dutch word of at most twelve letters, also rare ones and those that a
            list of names holds; it speaks against a name only where no list of names speaks for it.
        places: Towns, provinces and countries.
        organisations: Single words that name an organisation and are no surname.
    """

    first_names: frozenset[str]
    common_first_names: frozenset[str]
    plain_first_names: frozenset[str]
    surnames: frozenset[str]
    words: frozenset[str]
    dictionary: frozenset[str]
    places: frozenset[str]
    organisations: frozenset[str]


class ListUnreadableError(StadspoortError):
    """A list of the package is damaged; `file`, `line` and `reason` (Dutch) say where and how.

    The detector is not made: one that knows half the words would let names through unseen. A
    detector that was made before keeps its lists, which are never changed.
    """

    code = "privacy.list_unreadable"


def decoded(content: bytes, file: str) -> str:
    """Return the text of a list.

    Raises:
        ListUnreadableError: If it is no UTF-8.
    """
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise ListUnreadableError(file=file, line=line, reason="dit is geen UTF-8") from error


def _entries(*names: str) -> frozenset[str]:
    folder = files(__package__) / "data"
    lines: set[str] = set()
    for name in names:
        lines.update(decoded((folder / name).read_bytes(), name).split("\n"))
    return frozenset(line for line in lines if line and line[0] != "#")


@cache
def packaged_lists() -> Lists:
    """Return the lists of the package; read at the first call."""
    own = _entries("first_names_own.txt", "first_names_opentaal.txt")
    words = _entries("words_own.txt", "words_faker.txt", "words_law.txt", "words_english_own.txt")
    surnames = _entries("surnames_own.txt", "surnames_faker.txt")
    organisations = _entries("companies_faker.txt") - surnames
    dictionary = _entries("words_opentaal.txt") | words
    own_organisations = _entries("organisations_own.txt")
    foreign = _entries("first_names_faker.txt") - own_organisations
    # A name from far away that is a Dutch word is mostly the word ("rode", "pal").
    words |= dictionary & (foreign | _entries("surnames_faker.txt")) - own
    return Lists(
        first_names=own | foreign,
        common_first_names=own,
        plain_first_names=(own - words) | {n for n in foreign - dictionary if len(n) > 3},
        surnames=surnames | (_entries("surnames_opentaal.txt") - organisations),
        words=words,
        dictionary=dictionary,
        places=_entries("places.txt", "places_own.txt"),
        organisations=frozenset(
            name for name in organisations | own_organisations if " " not in name
        ),
    )
