"""What one text taught about its people: a name seen with certainty is found again when bare.

"Mevrouw Sharmila Ramdas" makes "Sharmila", "Ramdas", "sharmila", "RAMDAS" and "S.R." findings
elsewhere in the same text. Names that are ordinary words ("Vos", "Lente") only count with a capital,
and not at the start of a street or firm.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from stadspoort.engines.privacy._lists import Lists, fold
from stadspoort.engines.privacy._name_words import CAP, JOIN, JOINS, ORG_HEAD, ORG_WORD, STREET_TAIL
from stadspoort.engines.privacy._values import Finding, Kind

_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_JOINS_BEFORE = re.compile(rf"(?:(?:{JOIN}) ){{1,3}}$")
_SURE = 0.8


def find_again(
    text: str, findings: Iterable[Finding], lists: Lists, *, known: frozenset[str] = frozenset()
) -> Iterator[Finding]:
    """Yield further places of the names in `findings`, and of the folded words in `known`."""
    taken = {finding.start for finding in findings}
    learned = _learn(text, findings, lists) | known
    if not learned:
        return
    initials = _initials(text, findings)
    for found in _WORD.finditer(text):
        word = found[0]
        key = fold(word)
        if key in learned and found.start() not in taken:
            if _fits(text, found, key, lists):
                yield _again(text, found)
        elif word in initials and not word.islower():
            yield Finding(
                *found.span(), Kind.PERSOON, 0.75, "voorletters van een naam in deze tekst"
            )


def _learn(text: str, findings: Iterable[Finding], lists: Lists) -> set[str]:
    learned: set[str] = set()
    for finding in findings:
        if finding.kind is not Kind.PERSOON or finding.score < _SURE:
            continue
        for word in _WORD.findall(text[finding.start : finding.end]):
            if len(word) > 2 and word not in JOINS:
                learned.add(fold(word))
    return learned - {"van", "der", "den", "het", "een"}


def _initials(text: str, findings: Iterable[Finding]) -> set[str]:
    """Return "HvB" and "HB" for "Hanna van Boven"; only from names of two words or more."""
    result = set()
    for finding in findings:
        if finding.kind is Kind.PERSOON and finding.score >= _SURE:
            words = _WORD.findall(text[finding.start : finding.end])
            if (
                2 <= len(words) <= 5
                and len(words[0]) > 1
                and "," not in text[finding.start : finding.end]
            ):
                short = "".join(
                    word[0].lower() if word in JOINS else word[0].upper() for word in words
                )
                result.add(short)
                result.add("".join(sign for sign in short if sign.isupper()))
    return {
        short
        for short in result
        if len(short) >= 2
        and short
        not in ("ER", "EN", "OP", "IK", "PV", "NB", "PS", "AB", "DB", "OM", "MT", "OR", "HR", "MW")
    }


def _fits(text: str, found: re.Match[str], key: str, lists: Lists) -> bool:
    word = found[0]
    is_word = key in lists.words or key in lists.places
    if word.islower() and (is_word or (len(key) < 4 and key not in lists.common_first_names)):
        return False
    if (
        word.islower()
        and key not in lists.first_names
        and key not in lists.surnames
        and len(key) < 5
    ):
        return False
    after = re.match(rf" ?(?:({CAP})|&)?", text[found.end() : found.end() + 40])
    if after and after[1] and (ORG_WORD.match(after[1]) or STREET_TAIL.search(after[1])):
        return False
    if (
        ORG_HEAD.search(text, max(0, found.start() - 30), found.start())
        or text[found.end() : found.end() + 3] == " & "
    ):
        return False
    if (
        text[found.start() - 1 : found.start()] in ("@", "/", ".")
        or text[found.end() : found.end() + 1] == "@"
    ):
        return False
    acts = re.match(
        r"(?: \([^)\n]{1,30}\))? (?:is|zegt|zei|stelt|vindt|wil|heeft|belt|vraagt|meldt|geeft|"
        r"komt|gaat|was)\b",
        text[found.end() : found.end() + 45],
    )
    if (
        is_word
        and not acts
        and re.search(r"(?:^|[.!?]\s+|\n\s*)$", text[max(0, found.start() - 4) : found.start()])
    ):
        return False
    # A lower-case article before it says that it is a thing: "de snoek en de karper".
    is_thing = re.search(
        r"(?<!\w)(?:de|het|een|deze|die|dat|dit) $", text[max(0, found.start() - 6) : found.start()]
    )
    return not (is_thing and word.islower())


def _again(text: str, found: re.Match[str]) -> Finding:
    start = found.start()
    joins = _JOINS_BEFORE.search(text, max(0, start - 24), start)
    if (
        joins
        and re.match(r"(?i)(?:van (?:de|der|den|het|'t)|ter|ten|de|v\.d\.|vd|v/d|[A-Z])", joins[0])
        and (joins[0][0].isupper() or joins[0].count(" ") >= 2)
    ):
        start = joins.start()
    return Finding(start, found.end(), Kind.PERSOON, 0.8, "naam die eerder in deze tekst zeker is")
