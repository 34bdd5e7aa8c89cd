"""Names in lower case, where the writer does not use capitals: chats, notes, transcribed speech.

Only first names of the own list that are no ordinary words count, in a text that hardly has
capitals or right after a word for a person ("mijn zoontje ilias"); a surname may follow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from stadspoort.engines.privacy._lists import Lists, fold
from stadspoort.engines.privacy._name_words import (
    JOIN,
    ROLE,
    STREET_TAIL,
    VERB_AFTER,
    Class,
    classify,
)
from stadspoort.engines.privacy._values import Finding, Kind

_WORD = re.compile(r"(?<![\w@./-])[^\W\d_A-Z][^\W\d_]{1,20}(?:-[^\W\d_]{2,20})?(?![\w@]|\.\w)")
_SURNAME = re.compile(rf" ((?:(?:{JOIN}) ){{0,3}})([^\W\d_A-Z][^\W\d_'-]{{2,25}})(?![\w@])")
_NEXT = re.compile(r" ([a-zà-ÿ-]{5,30})(?!\w)")
_ROLE_BEFORE = re.compile(
    rf"(?i)(?<!\w)(?:mijn|m'n|zijn|haar|hun|onze|uw|jouw|de|met|en|,|een)? ?{ROLE},? (?:genaamd |"
    rf"heet )?$"
)
_TITLE_BEFORE = re.compile(
    r"(?i)(?<!\w)(?:meneer|mijnheer|mevrouw|mevr\.?|mw\.?|dhr\.?|de heer|juf|dokter|oom|tante) $"
)
_PERSON_PLACE = re.compile(r"(?:(?:^|[\n:,.!?]|en|dat|als|want|maar|of|met|door|toen) |^|\n)$")
_QUOTE = re.compile(r"[>\s]+")
_MOSTLY_WORDS = frozenset(
    (
        "gang", "hui", "gul", "ram", "lei", "ton", "rui", "skip", "sake", "brand", "engel",
        "han", "jihad", "nova", "mina", "linde", "trees", "viola", "ping", "tao", "rong",
        "aster", "berrie", "amber", "iris", "jasmijn", "madelief", "margriet", "riet", "rein",
        "pier", "karst", "ferry", "flip", "leen", "mees", "sultan", "taco", "teddy", "zwier",
        "steven", "roemer", "wei", "jun", "mara", "marina", "ama", "hebe", "gon", "carry",
        "jet", "max", "arend", "merel", "roos",
    )
)  # fmt: skip
"""First names that in lower case are nearly always something else."""
_FEW_CAPITALS = 0.015
_CAPITAL = re.compile("[A-ZÀ-ÖØ-Þ]")


def find_lower_case_names(text: str, lists: Lists) -> Iterator[Finding]:
    """Yield names written in lower case."""
    if is_english(text):
        return
    is_all_informal = is_informal(text)
    words = set(_WORD.findall(text))
    names = {word for word in words & lists.plain_first_names if word not in _MOSTLY_WORDS}
    names |= {word for word in words if _may_be_a_form(word) and _is_first_name(word, lists)}
    if not names and not is_all_informal:
        return
    for found in _WORD.finditer(text):
        word = found[0]
        is_name = word in names
        if not is_name and not is_all_informal:
            continue
        before = text[max(0, found.start() - 30) : found.start()]
        if is_name:
            informal = is_all_informal or _is_informal_line(text, found.start())
            yield from _first_name(text, found, before, lists, informal=informal)
        elif _is_unknown_person(text, found, before, lists):
            yield Finding(
                *found.span(), Kind.PERSOON, 0.5, "onbekend woord op de plaats van een naam",
                certain=False,
            )  # fmt: skip
        elif (
            _TITLE_BEFORE.search(before) or _is_role_and_surname(word, before, lists)
        ) and not classify(word, lists) & Class.WORD:
            yield Finding(
                *found.span(), Kind.PERSOON, 0.75, "aanspreektitel ervoor, kleine letters"
            )


def _is_role_and_surname(word: str, before: str, lists: Lists) -> bool:
    """Say whether `word` is a surname after "advocaat", "dokter", "buurman"."""
    key = fold(word)
    return (
        key in lists.surnames
        and key not in lists.dictionary
        and _ROLE_BEFORE.search(before) is not None
    )


def _is_unknown_person(text: str, found: re.Match[str], before: str, lists: Lists) -> bool:
    """Say whether a word that no list knows stands where an informal writer puts a name."""
    word = found[0]
    if len(word) < 4 or not _PERSON_PLACE.search(before) or fold(word) in lists.dictionary:
        return False
    return not classify(word, lists) and VERB_AFTER.match(text, found.end()) is not None


def _first_name(
    text: str, found: re.Match[str], before: str, lists: Lists, *, informal: bool
) -> Iterator[Finding]:
    has_role = bool(_ROLE_BEFORE.search(before))
    following = _NEXT.match(text, found.end())
    if following and STREET_TAIL.search(following[1]):
        return  # "in de jan steenstraat"
    end = _with_surname(text, found.end(), lists)
    is_common = fold(found[0]) in lists.common_first_names
    has_surname = end > found.end() and len(found[0]) > 3
    if has_role or informal or has_surname:
        is_certain = has_role or has_surname or is_common
        yield Finding(
            found.start(), end, Kind.PERSOON, 0.8 if has_role or has_surname else 0.7,
            "voornaam uit de lijst, in kleine letters", certain=is_certain,
        )  # fmt: skip


def _may_be_a_form(word: str) -> bool:
    """Say at little cost whether `word` can be a name that the list spells in another way."""
    return word.endswith("je") or not word.isascii() or "-" in word


def _is_first_name(word: str, lists: Lists) -> bool:
    """Say whether `word` is a first name of the list, or "guusje" of one, and no ordinary word."""
    key = word if word.isascii() else fold(word)
    if key in lists.plain_first_names:
        return key not in _MOSTLY_WORDS
    if not key.endswith("je") or key in lists.dictionary:
        return False
    return key[:-2] in lists.plain_first_names or key[:-3] in lists.plain_first_names


def _is_informal_line(text: str, at: int) -> bool:
    """Say whether the line around `at`, without the name of a speaker, begins in lower case."""
    start = text.rfind("\n", 0, at) + 1
    start = max(start, text.rfind(": ", start, at) + 2)
    quote = _QUOTE.match(text, start, at)
    return text[quote.end() if quote else start][:1].islower()


def is_english(text: str) -> bool:
    """Say whether `text` is rather English than Dutch."""
    sample = text[:4000]
    return sample.count(" the ") > 2 + sample.count(" de ") + sample.count(" het ")


def is_informal(text: str) -> bool:
    """Say whether the writer of `text` hardly uses capitals."""
    sample = text[:4000]
    capitals = len(_CAPITAL.findall(sample))
    return capitals <= max(1, len(sample) * _FEW_CAPITALS)


def _with_surname(text: str, end: int, lists: Lists) -> int:
    following = _SURNAME.match(text, end)
    if not following:
        return end
    key = fold(following[2])
    has_join = bool(following[1])
    if key in lists.surnames and (has_join or key not in lists.words):
        return following.end()
    if key in lists.words or has_join or len(key) < 4:
        return end
    return (
        end
        if classify(following[2], lists) & (Class.WORD | Class.PLACE | Class.ORGANISATION)
        else following.end()
    )
