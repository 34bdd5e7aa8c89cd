"""Divide Dutch text into sentences, and words into forms that can be compared."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

MAX_SENTENCE = 600
"""Characters; what is longer is no sentence but a table or a list, and is cut between words."""

_SHORT_LINE = 45
_SHORTENED = """
    aant afd art artt bijv blz bv ca dhr dr drs enz etc evt excl fam gem hr ing incl inz ir jl jo
    juncto lic max mej mevr mgr min mr mrs mw nl nr nrs onderd pag par pp prof red resp st stb stcrt
    tel toel vgl vlg vz zgn jan feb mrt apr jun jul aug sep sept okt nov dec
"""
_ABBREVIATIONS = frozenset(_SHORTENED.split())
_END = re.compile(r"[.!?…]+[\"”’)]*(\s+)(?=[\"“‘'(\[]*[A-ZÀ-ÖØ-Þ0-9])")
_LAST_WORD = re.compile(r"[^\s(\[\"“‘']+$")
_DOTTED = re.compile(r"(?:[^\W\d_]{1,3}\.)+[^\W\d_]{0,3}")
_LIST_ITEM = re.compile(r"\s*(?:[-*•–—‣▪]|\(?\d{1,3}[.)]|[a-z][.)])\s")
_BLANK_LINE = re.compile(r"\n[ \t]*\n\s*")
_WORD = re.compile(r"[^\W_]+")
_ENDINGS = (("heden", "heid"), ("tjes", "t"), ("tje", "t"), ("jes", ""), ("je", ""))
_SHORTEST_STEM = 3


def sentences(text: str) -> list[str]:
    """Return the sentences of `text` in order, each with its white space made single.

    A sentence is never cut behind an abbreviation ("art.", "o.a.", "mr."), an initial or the number
    of a list, nor inside a word or pseudonym.
    """
    found: list[str] = []
    for paragraph in _BLANK_LINE.split(text.replace("\r\n", "\n").replace("\r", "\n")):
        for block in _blocks(paragraph):
            for sentence in _divided(block):
                found += _cut(sentence)
    return found


def words(text: str) -> list[str]:
    """Return the stems of the words of `text`, in order."""
    return [stem(word) for word in _WORD.findall(text)]


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return a form that the inflections of a Dutch word mostly share ("bezwaren", "bezwaar").

    For comparing only: it need not be a word. Light on purpose: it takes off plural and inflection,
    not prefixes or derivation.
    """
    folded = "".join(
        character
        for character in unicodedata.normalize("NFKD", word.lower())
        if not unicodedata.combining(character)
    )
    for ending, instead in _ENDINGS:
        if folded.endswith(ending) and len(folded) - len(ending) >= _SHORTEST_STEM:
            folded = folded.removesuffix(ending) + instead
            break
    # "kamers", not "huis": a plural in -s follows an unstressed syllable.
    folded = re.sub(r"(?<=[a-z]{4}[elnrm])s$", "", folded)
    for ending in ("en", "e"):
        if folded.endswith(ending) and len(folded) - len(ending) >= _SHORTEST_STEM:
            folded = folded.removesuffix(ending)
    return _same_spelling(folded)


def _same_spelling(stem: str) -> str:
    """Undo the spelling of open and closed syllables: "bezwaar" as "bezwar", "briev" as "brief"."""
    stem = re.sub(r"([bdfgklmnprst])\1$", r"\1", stem)
    stem = re.sub(r"v$", "f", re.sub(r"z$", "s", stem))
    return re.sub(r"([aeou])\1(?=[^aeiou]$)", r"\1", stem)


def _blocks(paragraph: str) -> list[str]:
    """Return the runs of lines that belong together; a heading, field or list item stands alone."""
    blocks: list[str] = []
    previous = ""
    for line in paragraph.split("\n"):
        begins_new = not blocks or (
            _LIST_ITEM.match(line) is not None
            or (len(previous.strip()) < _SHORT_LINE and line.strip()[:1].isupper())
        )
        if begins_new:
            blocks.append(line)
        else:
            blocks[-1] += "\n" + line
        previous = line
    return [block for block in blocks if block.strip()]


def _divided(block: str) -> list[str]:
    parts: list[str] = []
    start = 0
    for end in _END.finditer(block):
        if not _is_abbreviation(block[start : end.start()], block[end.start()]):
            parts.append(block[start : end.start(1)])
            start = end.end()
    parts.append(block[start:])
    return [" ".join(part.split()) for part in parts]


def _is_abbreviation(before: str, sign: str) -> bool:
    if sign != ".":
        return False
    last = _LAST_WORD.search(before)
    if last is None:
        return False
    word = last[0]
    is_initial = len(word) == 1 and word.isupper()
    is_list_number = word.isdigit() and not before[: last.start()].strip()
    return (
        is_initial
        or is_list_number
        or word.lower() in _ABBREVIATIONS
        or _DOTTED.fullmatch(word) is not None
    )


def _cut(sentence: str) -> list[str]:
    parts: list[str] = []
    while len(sentence) > MAX_SENTENCE:
        at = sentence.rfind(" ", 0, MAX_SENTENCE)
        at = at if at > 0 else sentence.find(" ")
        if at < 0:
            break
        parts.append(sentence[:at])
        sentence = sentence[at + 1 :]
    return [*parts, sentence] if sentence else parts
