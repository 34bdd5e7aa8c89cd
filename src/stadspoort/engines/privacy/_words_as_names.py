"""Ordinary words that this text uses as a name, found again in lower case: "storm", "de haas".

Who was called "mevrouw storm" is found as "leander storm", "storm woont daar" and "ik steun
storm", while "er was storm" and "de storm" stay words. With its tussenvoegsel ("de haas") the name
is found wherever it stands: in such a text that is nearly always the person.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from stadspoort.engines.privacy._lists import Lists, fold
from stadspoort.engines.privacy._name_words import VERB_AFTER
from stadspoort.engines.privacy._values import Finding, Kind

_TAUGHT = re.compile(
    r"((?:(?:van der|van den|van de|van|de|den|der|ter|ten|te) )?)([^\W\d_]{3,25})\Z"
)
_NO_PERSON_BEFORE = re.compile(
    r"(?<!\w)(?:de|het|een|deze|die|dit|dat|geen|veel|wat|meer|in|per|elke|elk|iedere|was|er is|"
    r"is er|wordt|vanaf|tot|sinds|begin|eind|half|\d{1,2}|voor|over|tegen|zo'n|na|om|op|uit|te|"
    r"heel|erg|zeer|lichte?|donkere?|nieuwe?|oude?|zware|grote|kleine|vorige?|volgende?|komende|"
    r"afgelopen|alle|naar|als|of|kleur) \Z"
)
_PERSON_BEFORE = re.compile(
    r"(?<!\w)(?:met|steun|steunt|vraag|bel|belt|mail|door|namens|aldus|bij|van|aan|ja|nee|dus|dan|"
    r"maar|zegt|zei|en|heer|collega) \Z|[\n.!?:] ?\Z|\A\Z"
)
_KIN_AFTER = re.compile(
    r",? (?:mijn|m'n|zijn|haar|onze|hun) (?:neef|nicht|zoon|dochter|broer|zus|vader|moeder|oom|"
    r"tante|man|vrouw|zwager|schoonzus|vriend|vriendin|buurman|buurvrouw|collega|opa|oma)(?!\w)"
)
_END = re.compile(r"[ ]?(?:[,.;:!?\n]|$)| (?:punt|komma|hier|zelf|en|die|dat)(?!\w)")


def find_words_as_names(
    text: str, lower: str, findings: Iterable[Finding], lists: Lists
) -> Iterator[Finding]:
    """Yield further places of the names in lower case in `findings` that are ordinary words.

    Args:
        text: The even text.
        lower: The same in lower case.
        findings: What was found in it.
        lists: The word lists.
    """
    found = sorted(findings, key=lambda finding: finding.start)
    persons = [finding for finding in found if finding.kind is Kind.PERSOON]
    ends = {finding.end for finding in persons}
    covered = {at for finding in found for at in (finding.start, finding.end - 1)}
    for join, word in sorted(_taught(text, persons, lists)):
        at = lower.find(word)
        while at >= 0:
            end = at + len(word)
            start = at - len(join) if lower.endswith(join, 0, at) else at
            if (
                _is_word(lower, at, end)
                and text[at].islower()
                and at not in covered
                and end - 1 not in covered
                and (not join or start < at or _KIN_AFTER.match(lower, end))
            ):
                yield from _again(
                    lower, start, end, has_join=bool(join), is_after=start - 1 in ends
                )
            at = lower.find(word, end)


def _taught(text: str, persons: Iterable[Finding], lists: Lists) -> set[tuple[str, str]]:
    """Return tussenvoegsel and last word of the certain names that are ordinary words."""
    taught = set()
    for finding in persons:
        value = text[finding.start : finding.end]
        name = _TAUGHT.search(value) if finding.score >= 0.8 and value.islower() else None
        if name and fold(name[2]) in lists.dictionary:
            taught.add((name[1], name[2]))
    return taught


def _is_word(lower: str, start: int, end: int) -> bool:
    before, after = lower[start - 1 : start], lower[end : end + 1]
    return not (before.isalnum() or (before in ("-", "@", "_", ".") and before)) and not (
        after.isalnum() or (after in ("-", "@", "_") and after)
    )


def _again(
    lower: str, start: int, end: int, *, has_join: bool, is_after: bool
) -> Iterator[Finding]:
    """Yield [start, end) when what stands around it speaks of a person."""
    if has_join or is_after or _KIN_AFTER.match(lower, end):
        yield Finding(start, end, Kind.PERSOON, 0.85, "woord dat in deze tekst een naam is")
        return
    window = max(0, start - 14)
    if _NO_PERSON_BEFORE.search(lower, window, start):
        return
    if VERB_AFTER.match(lower, end):
        yield Finding(start, end, Kind.PERSOON, 0.82, "woord dat in deze tekst een naam is")
    elif _PERSON_BEFORE.search(lower, window, start) and _END.match(lower, end):
        yield Finding(
            start, end, Kind.PERSOON, 0.7, "woord dat in deze tekst een naam is", certain=False
        )
