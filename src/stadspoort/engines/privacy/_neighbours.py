"""Names found by their neighbours: in an enumeration, who stands beside a name is a person too."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from stadspoort.engines.privacy._lists import Lists
from stadspoort.engines.privacy._name_words import CAP, JOIN, JOINS, ORG_WORD, Class, classify
from stadspoort.engines.privacy._values import Finding, Kind

_NAME = rf"((?:{JOIN} ){{0,3}}{CAP}(?: (?:{JOIN} ){{0,2}}{CAP})?)"
_NEXT = re.compile(
    rf"(?:'s)?(?: \([^)\n]{{1,30}}\))?(?:, (?:en )?| (?:en|&|of) | ?/ ?|"
    rf" ?- ?(?={JOIN} )){_NAME}(?![\w@]| ?&)"
)
_PREVIOUS = re.compile(rf"(?<![\w.]){_NAME}(?: \([^)\n]{{1,30}}\))?(?:, | (?:en|&|of) | ?/ ?)$")
_LINKS = (", ", " en ", " & ", " of ", "/", "/ ")
"""How the text before a name ends when another name may stand before it."""
_STARTS = re.compile(r"(?:^|[.!?]\s+|\n\s*)$")
_SURE = 0.7


def find_neighbours(text: str, findings: Iterable[Finding], lists: Lists) -> Iterator[Finding]:
    """Yield the words beside the names in `findings` that can be names themselves."""
    persons = [f for f in findings if f.kind is Kind.PERSOON and f.score >= _SURE]
    known = {finding.start for finding in persons}
    for finding in persons:
        end = finding.end
        while True:
            found = _NEXT.match(text, end)
            if not found or found.start(1) in known or not _can_be_name(text, found, lists):
                break
            known.add(found.start(1))
            yield _beside(found)
            end = found.end(1)
        left = max(0, finding.start - 60)
        before = text[left : finding.start]
        found = _PREVIOUS.search(before) if before.endswith(_LINKS) else None
        if (
            found
            and _can_be_name(before, found, lists)
            and not _STARTS.search(text, max(0, left + found.start() - 4), left + found.start())
        ):
            yield Finding(
                left + found.start(1),
                left + found.end(1),
                Kind.PERSOON,
                0.7,
                "staat naast een naam",
            )


def _beside(found: re.Match[str]) -> Finding:
    return Finding(*found.span(1), Kind.PERSOON, 0.7, "staat naast een naam")


def _can_be_name(text: str, found: re.Match[str], lists: Lists) -> bool:
    words = [word for word in found[1].split() if word not in JOINS]
    following = re.match(r" ([A-Za-z.]+)", text[found.end() : found.end() + 30])
    if not words or (following and ORG_WORD.match(following[1])):
        return False
    bad = Class.WORD | Class.PLACE | Class.ORGANISATION | Class.STREET | Class.WEAK
    return not any(
        classify(word, lists) & bad or (word.isupper() and len(word) <= 5) for word in words
    )
