"""Special categories of personal data and offences, said about a person in the text.

A term counts only when its sentence speaks of a person: first person, a pronoun, a kin word, a
title, or a name that was found. In general text ("subsidie voor mensen met dementie", a policy on
religion) the same word is left. The finding is the smallest phrase that carries the fact.

Sources: AVG art. 9(1) (special categories), art. 10 (criminal convictions and offences), art. 4(15)
(data concerning health); Uitvoeringswet AVG art. 22 to 33.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files

from stadspoort.engines.privacy._name_words import ROLE
from stadspoort.engines.privacy._values import Finding, Kind

_GROUPS = {
    "ziekte": "gezondheid",
    "zorg": "gezondheid (behandeling)",
    "geloof": "godsdienst of levensovertuiging",
    "politiek": "politieke opvatting of vakbond",
    "geaardheid": "seksuele gerichtheid",
    "afkomst": "etnische afkomst",
    "strafbaar": "strafbaar feit",
}
_ABBREVIATIONS = re.compile(
    r"(?:ms|als|ibs|tia|cva|nah|add|odd|dcd|cvs|lvb|lvg|soa|aids|bi|tbs|ivf|down|blind|als-patiënt|hiv|roma|corona|staar|trauma)"
)
_AS_WRITTEN = frozenset(
    {
        "MS",
        "ALS",
        "IBS",
        "TIA",
        "CVA",
        "NAH",
        "ADD",
        "ODD",
        "DCD",
        "CVS",
        "LVB",
        "LVG",
        "Down",
        "Roma",
    }
)
_LOWER_TOO = frozenset(
    {
        "soa",
        "aids",
        "hiv",
        "blind",
        "bi",
        "tbs",
        "ivf",
        "trauma",
        "tia",
        "cva",
        "nah",
        "lvb",
        "corona",
        "staar",
        "down",
    }
)
_GENERAL = re.compile(
    r"(?i)(?<!\w)(?:mensen|personen|inwoners|ouderen|jongeren|burgers|cliënten|patiënten|kinderen|leerlingen|iedereen|doelgroep|"
    r"beleid|subsidie|voorlichting|preventie|campagne|artikel|verordening|regeling|wet|onderzoek naar|projecten?|aanpak van|"
    r"cijfers|percentage|aantal|werkgroep|themabijeenkomst|cursus|training|vereniging|stichting|kerkgebouw|begroting|raadsvoorstel|motie|"
    r"slachtoffers van|daders van|meldingen van|gevallen van|risico op|kans op|bestrijding van)(?!\w)"
)
_PERSON = re.compile(
    rf"(?i)(?<!\w)(?:ik|mij|me|mijn|m'n|hij|zij|ze|hem|haar|zijn|z'n|hun|betrokkene|{ROLE}|mevrouw|meneer|mevr|mw|dhr|de heer|"
    r"papa|mama|pa|ma|i|my|he|she|his|her|client|cliënt)(?!\w)"
)
_SENTENCE_END = re.compile(r"[.!?](?=\s+[A-Z\"'(])|\n\s*\n|\n(?=[\w -]{2,30}:)")
_NEARBY = 160


@cache
def _terms() -> re.Pattern[str]:
    lines = (
        (files(__package__) / "data" / "special_terms.txt").read_text(encoding="utf-8").split("\n")
    )
    groups = []
    for line in lines:
        if line and line[0] != "#":
            group, _, terms = line.partition("\t")
            groups.append(f"(?P<{group}>{'|'.join(term.strip() for term in terms.split(' | '))})")
    return re.compile(rf"(?i)(?<![\w-])(?:{'|'.join(groups)})(?![\w])")


def find_special(text: str, persons: Iterable[Finding]) -> Iterator[Finding]:
    """Yield the phrases with special-category data about a person in `text`.

    Args:
        text: The even text.
        persons: The names found in it.
    """
    starts = sorted(finding.start for finding in persons if finding.kind is Kind.PERSOON)
    for found in _terms().finditer(text):
        if _ABBREVIATIONS.fullmatch(found[0].lower()) and not (
            found[0] in _AS_WRITTEN or found[0].lower() in _LOWER_TOO
        ):
            continue
        start, end = _sentence(text, found.start(), found.end())
        has_name = _any_within(starts, start, end)
        pronoun = _PERSON.search(text, start, found.start()) or _PERSON.search(
            text, found.end(), end
        )
        general = _GENERAL.search(text, start, found.start())
        if not (has_name or pronoun) or (general and not has_name):
            if not _any_within(starts, max(0, start - _NEARBY), start) or general:
                continue
        group = _GROUPS[found.lastgroup or "ziekte"]
        is_certain = (has_name or pronoun is not None) and not general
        yield Finding(
            *found.span(), Kind.BIJZONDER, 0.85 if is_certain else 0.55,
            f"{group}, gezegd over een persoon", certain=is_certain,
        )  # fmt: skip


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the sentence around [start, end), at most a few hundred characters."""
    left = max(0, start - 250)
    for stop in _SENTENCE_END.finditer(text, left, start):
        left = stop.end()
    following = _SENTENCE_END.search(text, end, end + 250)
    return left, following.start() if following else min(len(text), end + 250)


def _any_within(starts: list[int], start: int, end: int) -> bool:
    at = bisect_left(starts, start)
    return at < len(starts) and starts[at] < end
