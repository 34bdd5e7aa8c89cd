"""What one text taught about its people: a name seen with certainty is found again when bare.

"Mevrouw Sharmila Ramdas" makes "Sharmila", "Ramdas", "sharmila", "RAMDAS" and "SR" findings
elsewhere in the same text. Names that are ordinary words ("Vos", "Lente") only count with a
capital, and not at the start of a sentence, street or firm.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from stadspoort.engines.privacy._lists import Lists, fold
from stadspoort.engines.privacy._name_words import (
    CAP,
    JOIN,
    JOINS,
    ORG_WORD,
    STREET_TAIL,
    VERB_AFTER,
    Class,
    classify,
    stands_after_thing,
)
from stadspoort.engines.privacy._values import Finding, Kind

_WORD = re.compile(r"[^\W\d_]+(?:(?:-|'(?!s(?!\w)))[^\W\d_]+)*")
_WHOLE_WORD = re.compile(
    rf"(?<![^\W\d_])(?<![^\W\d_]-)(?:(?<![^\W\d_]')|(?=s(?!\w))){_WORD.pattern}"
)
"""A word at its beginning: what stands before it is no part of it."""
_FEW = 40
"""Words that are looked for one by one; more would take quadratic time in a long text."""
_JOINS_BEFORE = re.compile(rf"(?<!\w)(?:(?:{JOIN}) ){{1,3}}$")
_SURNAME_JOINS = re.compile(
    r"(?:Van|De|Den|Der|Ter|Ten|El|VAN|DE|DEN|DER|TER|TEN|EL)(?: \w+)* $|van (?:de|der|den|het|"
    r"'t) $|v\.d\. $"
)
_NEXT_WORD = re.compile(rf" ({CAP})")
_SENTENCE_START = re.compile(r"(?:^|[.!?]\s+|\n\s*)$")
_ARTICLE = re.compile(
    r"(?<!\w)(?:de|het|een|deze|die|dat|dit|over|in|per|veel|geen|elke|meer|wat|zonder) $"
)
_SURE = 0.8
_NO_INITIALS = frozenset(
    (
        "ER", "EN", "OP", "IK", "PV", "NB", "PS", "AB", "DB", "OM", "MT", "OR", "HR", "MW", "TV",
        "PC", "IT", "AI", "EU", "VN", "BV", "NV", "SP", "PVV", "VVD", "CDA",
    )
)  # fmt: skip


def find_again(text: str, findings: Iterable[Finding], lists: Lists) -> Iterator[Finding]:
    """Yield further places of the names in `findings` and of their initials."""
    persons = [finding for finding in findings if finding.kind is Kind.PERSOON]
    learned, guessed, initials = _learn(text, persons, lists)
    if not (learned or guessed) or _has_no_more(text, learned | guessed, initials):
        return
    taken = {finding.start for finding in persons}
    for found in _known_words(text, learned | guessed, initials):
        word = found[0]
        key = fold(word)
        if key in learned:
            if found.start() not in taken and _fits(text, found, lists):
                yield _again(text, found, 0.8)
        elif key in guessed and not word.islower():
            if found.start() not in taken and _fits(text, found, lists):
                yield _again(text, found, 0.55)
        elif word in initials:
            yield Finding(
                *found.span(), Kind.PERSOON, 0.75, "voorletters van een naam in deze tekst"
            )


def _known_words(text: str, names: set[str], initials: set[str]) -> Iterator[re.Match[str]]:
    """Yield the words of `text`, in order, that are one of the folded `names` or `initials`."""
    if len(names) + len(initials) > _FEW or any(
        sign > "\x7f" and sign.isalnum() for sign in set(text)
    ):
        for found in _WORD.finditer(text):
            if fold(found[0]) in names or found[0] in initials:
                yield found
        return
    # Letters of ASCII alone: folded is lower case, and looking for a few words beats reading all.
    lower = text.lower()
    places = {(at, len(name)) for name in names for at in _places(lower, name)}
    places |= {(at, len(short)) for short in initials for at in _places(text, short)}
    for start, length in sorted(places):
        whole = _WHOLE_WORD.match(text, start)
        if whole and whole.end() - start == length:
            yield whole


def _places(text: str, part: str) -> Iterator[int]:
    at = text.find(part)
    while at >= 0:
        yield at
        at = text.find(part, at + 1)


def _has_no_more(text: str, learned: set[str], initials: set[str]) -> bool:
    """Say at little cost that each learned word stands in `text` once, so that nothing is left."""
    if not text.isascii():
        return False
    lower = text.lower()
    return all(lower.count(name) == 1 for name in learned) and not any(
        short in text for short in initials
    )


def _learn(
    text: str, persons: Iterable[Finding], lists: Lists
) -> tuple[set[str], set[str], set[str]]:
    """Return the folded words of certain names, of guesses, and initials ("HvB")."""
    learned: set[str] = set()
    guessed: set[str] = set()
    initials: set[str] = set()
    for finding in persons:
        words = _WORD.findall(text[finding.start : finding.end])
        names = [word for word in words if word not in JOINS and len(word) > 2]
        names = [name for name in names if not (name.isupper() and len(name) < 4)]
        # Two unknown words with capitals are only a guess, yet a guess that holds everywhere.
        if finding.score < _SURE and len(names) < 2:
            continue
        known = learned if finding.score >= _SURE else guessed
        known.update(fold(name) for name in names if not _is_plain_word(name, lists))
        is_in_order = "," not in text[finding.start : finding.end]
        if is_in_order and 2 <= len(words) <= 5:
            short = "".join(word[0].lower() if word in JOINS else word[0].upper() for word in words)
            initials |= {short, "".join(sign for sign in short if sign.isupper())}
            if "-" in words[0]:  # "JKH" for Jan-Kees Helderman
                initials.add(words[0][words[0].index("-") + 1].upper().join((short[0], short[1:])))
    return learned, guessed, {short for short in initials if len(short) > 1} - _NO_INITIALS


def _is_plain_word(word: str, lists: Lists) -> bool:
    key = fold(word)
    return key in lists.words and key not in lists.first_names and key not in lists.surnames


def _fits(text: str, found: re.Match[str], lists: Lists) -> bool:
    """Say whether the learned word `found` names the person here too."""
    word, start, end = found[0], found.start(), found.end()
    if text[max(0, start - 1) : start] in ("@", "/", ".") or text[end : end + 1] == "@":
        return False
    if stands_after_thing(text, start) or text[end : end + 3] == " & ":
        return False
    following = _NEXT_WORD.match(text, end)
    if following and (ORG_WORD.match(following[1]) or STREET_TAIL.search(following[1])):
        return False
    key = fold(word)
    is_word = key in lists.words or key in lists.places
    if word.islower():
        # "de snoek en de karper": an article says that it is a thing.
        is_thing = (
            key in lists.dictionary and _ARTICLE.search(text, max(0, start - 8), start) is not None
        )
        is_word = is_word or bool(classify(word, lists) & Class.WORD)
        return not is_thing and not is_word and (len(key) > 3 or key in lists.common_first_names)
    starts = _SENTENCE_START.search(text, max(0, start - 4), start)
    return not (is_word and starts and not VERB_AFTER.match(text, end))


def _again(text: str, found: re.Match[str], score: float) -> Finding:
    start = found.start()
    joins = _JOINS_BEFORE.search(text, max(0, start - 24), start)
    inner = _SURNAME_JOINS.search(joins[0]) if joins else None
    if joins and inner:
        start = joins.start() + inner.start()
    is_sure = score >= _SURE
    reason = "naam die elders in deze tekst " + ("zeker is" if is_sure else "vermoed is")
    return Finding(start, found.end(), Kind.PERSOON, score, reason, certain=is_sure)
