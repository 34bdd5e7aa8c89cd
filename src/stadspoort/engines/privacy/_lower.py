"""Names in lower case, where the writer does not use capitals: chats, notes, transcribed speech.

Only first names of the own list that are no ordinary words count, in a text that hardly has
capitals or right after a word for a person ("mijn zoontje ilias"); a surname may follow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from stadspoort.engines.privacy._lists import Lists, fold
from stadspoort.engines.privacy._name_words import JOIN, ROLE, Class, classify
from stadspoort.engines.privacy._values import Finding, Kind

_WORD = re.compile(r"(?<![\w@./-])[^\W\d_A-Z][^\W\d_]{1,20}(?:-[^\W\d_]{2,20})?(?![\w@]|\.\w)")
_SURNAME = re.compile(rf" ((?:(?:{JOIN}) ){{0,3}})([^\W\d_A-Z][^\W\d_'-]{{2,25}})(?![\w@])")
_ROLE_BEFORE = re.compile(
    rf"(?i)(?<!\w)(?:mijn|m'n|zijn|haar|hun|onze|uw|jouw|de|met|en|,|een)? ?{ROLE},? (?:genaamd |"
    rf"heet )?$"
)
_TITLE_BEFORE = re.compile(
    r"(?i)(?<!\w)(?:meneer|mijnheer|mevrouw|mevr\.?|mw\.?|dhr\.?|de heer|juf|dokter|oom|tante) $"
)
_FEW_CAPITALS = 0.015
_CAPITAL = re.compile("[A-ZÀ-ÖØ-Þ]")


def find_lower_case_names(text: str, lists: Lists) -> Iterator[Finding]:
    """Yield names written in lower case."""
    informal = is_informal(text)
    for found in _WORD.finditer(text):
        word = found[0]
        key = word if word.isascii() else fold(word)
        if key not in lists.plain_first_names and not informal:
            continue
        before = text[max(0, found.start() - 30) : found.start()]
        if key in lists.plain_first_names:
            has_role = bool(_ROLE_BEFORE.search(before))
            end = _with_surname(text, found.end(), lists)
            if has_role or informal or (end > found.end() and len(key) > 3):
                is_certain = has_role or end > found.end()
                yield Finding(
                    found.start(), end, Kind.PERSOON, 0.8 if is_certain else 0.65,
                    "voornaam uit de lijst, in kleine letters", certain=is_certain,
                )  # fmt: skip
        elif (
            informal and _TITLE_BEFORE.search(before) and not classify(found[0], lists) & Class.WORD
        ):
            yield Finding(
                *found.span(), Kind.PERSOON, 0.75, "aanspreektitel ervoor, kleine letters"
            )


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
