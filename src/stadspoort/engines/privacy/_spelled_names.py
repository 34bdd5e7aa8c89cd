"""Names spelled aloud: "t e n h a v e", "W, I, S, N", "gee haa ee bee er ee em".

Letters count as a name when together they are a name of this text, or when somebody asks for the
spelling or says that it is one. Spaced headings and codes with digits are left.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from stadspoort.engines.privacy._labels import meaning_of
from stadspoort.engines.privacy._lists import fold
from stadspoort.engines.privacy._values import Finding, Kind

_LETTERS = re.compile(
    r"(?<![^\W_])[^\W\d_](?:(?:, ?| |-| - )[^\W\d_](?![^\W_])){2,24}"
    r"(?!,? ?-? ?\d)"
)
_ANY = re.compile(r"[ ,-][^\W\d_](?:, ?| | ?- ?)[^\W\d_](?![^\W_])")
"""A cheap first test: two letters apart."""
_SPOKEN_LETTERS = {
    "aa": "a", "bee": "b", "cee": "c", "see": "c", "dee": "d", "ee": "e", "ef": "f", "gee": "g",
    "haa": "h", "ha": "h", "ie": "i", "jee": "j", "kaa": "k", "ka": "k", "el": "l", "em": "m",
    "en": "n", "oo": "o", "pee": "p", "kuu": "q", "er": "r", "es": "s", "tee": "t", "uu": "u",
    "vee": "v", "wee": "w", "iks": "x", "ij": "ij", "zet": "z",
}  # fmt: skip
_SURE_LETTERS = frozenset(_SPOKEN_LETTERS) - {"en", "er", "es", "el", "em", "ha", "ka", "ie", "ij"}
_NAMED = "|".join(sorted(_SPOKEN_LETTERS, key=len, reverse=True))
_BY_NAME = re.compile(rf"(?<![^\W_])(?:{_NAMED})(?:(?:, ?| |-)(?:{_NAMED})(?![^\W_])){{2,24}}")
_TRIGGERS = tuple(f" {letter} " for letter in ("aa", "ee", "oo", "bee", "dee", "gee", "tee", "vee"))
_WITH_WORDS = re.compile(
    r"(?<![^\W_])[^\W\d_] van [^\W\d_]{3,12}(?:(?:, ?| )(?:de )?[^\W\d_] van [^\W\d_]{3,12}){1,24}"
)
"""Letters told by a word: "b van bernard e van eduard"."""
_ANY_OF_WORD = re.compile(r"[ ,\n][^\W\d_] van [^\W\d_]")
_LETTER_OF_WORD = re.compile(r"(?<![^\W_])([^\W\d_]) van [^\W\d_]{3,12}")
_CUE = re.compile(r"spel|letters?(?!\w)|geschreven|schrijf|naam(?!\w| ?:)")
_CUE_REACH = 90


def find_spelled_names(text: str, lower: str, findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield the names that are spelled in `text`.

    Args:
        text: The even text.
        lower: The same in lower case.
        findings: What was found in it, to compare with.
    """
    spelled = [place for place in _spelled(lower) if meaning_of(place[2]) is None]
    if not spelled:
        return
    names = _names(text, findings)
    for start, end, letters in spelled:
        if any(letters in name for name in names):
            yield Finding(start, end, Kind.PERSOON, 0.95, "gespelde naam van deze tekst")
        elif len(letters) > 2 and _CUE.search(lower, max(0, start - _CUE_REACH), start):
            is_long = len(letters) > 3
            yield Finding(start, end, Kind.PERSOON, 0.9, "naam die gespeld wordt", certain=is_long)


def _spelled(lower: str) -> Iterator[tuple[int, int, str]]:
    """Yield where letters stand apart or are called by name, and those letters."""
    if _ANY.search(lower):
        for place in _LETTERS.finditer(lower):
            yield *place.span(), _joined(place[0])
    if _ANY_OF_WORD.search(lower):
        for place in _WITH_WORDS.finditer(lower):
            yield *place.span(), "".join(_LETTER_OF_WORD.findall(place[0]))
    if any(trigger in lower for trigger in _TRIGGERS):
        for place in _BY_NAME.finditer(lower):
            parts = re.findall(r"[^\W_]+", place[0])
            if sum(part in _SURE_LETTERS for part in parts) >= 2:
                yield *place.span(), "".join(_SPOKEN_LETTERS[part] for part in parts)


def _joined(letters: str) -> str:
    return "".join(fold(sign) for sign in letters if sign.isalpha())


def _names(text: str, findings: Iterable[Finding]) -> set[str]:
    """Return the names of `findings` without spaces: "tenhave"."""
    return {
        _joined(text[finding.start : finding.end])
        for finding in findings
        if finding.kind is Kind.PERSOON
    }
