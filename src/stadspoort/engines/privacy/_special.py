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
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from stadspoort.engines.privacy._alternatives import by_first_letter
from stadspoort.engines.privacy._lists import ListUnreadableError, decoded
from stadspoort.engines.privacy._name_words import ROLE
from stadspoort.engines.privacy._values import Finding, Kind

_FILE = "special_terms.txt"
_GROUPS = {
    "ziekte": "gezondheid",
    "zorg": "gezondheid (behandeling)",
    "geloof": "godsdienst of levensovertuiging",
    "politiek": "politieke opvatting of vakbond",
    "geaardheid": "seksuele gerichtheid",
    "afkomst": "etnische afkomst",
    "strafbaar": "strafbaar feit",
}
_AS_WRITTEN = {
    "ms": "MS", "als": "ALS", "ibs": "IBS", "add": "ADD", "odd": "ODD", "dcd": "DCD", "cvs": "CVS",
    "roma": "Roma", "sp": "SP", "ass": "ASS", "tos": "TOS",
}  # fmt: skip
"""Terms that are ordinary words or abbreviations in any other spelling."""
_GENERAL = re.compile(
    r"(?<!\w)(?:mensen|personen|inwoners|ouderen|jongeren|burgers|cliënten|patiënten|kinderen|"
    r"leerlingen|iedereen|"
    r"doelgroep|beleid|subsidie|voorlichting|preventie|campagne|artikel|verordening|regeling|wet|"
    r"onderzoek naar|"
    r"projecten|aanpak van|cijfers|percentage|aantal|werkgroep|themabijeenkomst|cursus|training|"
    r"vereniging|stichting|"
    r"kerkgebouw|begroting|raadsvoorstel|motie|slachtoffers van|daders van|meldingen van|"
    r"gevallen van|risico op|"
    r"kans op|bestrijding van)(?!\w)"
)
_PERSON = re.compile(
    rf"(?<!\w)(?:ik|mij|me|mijn|m'n|hij|zij|ze|hem|haar|zijn|z'n|hun|betrokkene|mevrouw|meneer|"
    rf"mevr|mw|dhr|de heer|"
    rf"papa|mama|pa|ma|i|my|he|she|his|her|client|cliënt|{ROLE})(?!\w)"
)
_SENTENCE_END = re.compile(r"[.!?](?=\s+[A-Z\"'(])|\n\s*\n|\n(?=[\w -]{2,30}:)")
_ADJECTIVE = re.compile(
    r"(?<!\w)(?:(?:postnatale|ernstige?|zware?|lichte?|chronische?|beginnende?|manische?|"
    r"terminale?|acute?|"
    r"licht verstandelijke|verstandelijke|lichamelijke|psychische|psychiatrische|gegeneraliseerde|"
    r"vergevorderde|"
    r"uitgezaaide|sociale|bipolaire|antisociale|visuele|auditieve|reumatoïde|open|dubbele|"
    r"hevige) )+$"
)
_TYPE_AFTER = re.compile(r" type [12]\b| stadium \w{1,3}\b")
_ADMITTED = ("opgenomen in", "opgenomen op", "opgenomen bij", "opname ")
"""Only with the name of an institution after them: a rule is "opgenomen in de wet" too."""
_INSTITUTIONS = (
    "ziekenhuis", "kliniek", "verpleeghuis", "hospice", "inrichting", "psychiatrie", "afdeling",
    "paaz", "care", " ic",
)  # fmt: skip
_WORD = re.compile(r"[\w-]{2,40}")
_PLAIN = re.compile(r"[\w-]{2,40}")
_NEARBY = 160


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of all groups, for lower case: single words in a table, phrases as expressions.

    The groups stay text until they are asked for: compiling them costs more than reading them.
    """

    any: re.Pattern[str]
    words: dict[str, str]
    endings: tuple[str, ...]
    tails: frozenset[str]
    groups: tuple[tuple[str, str], ...]

    def group_of(self, phrase: str) -> str:
        """Return the Dutch name of the group that `phrase` (lower case) belongs to."""
        if phrase in self.words:
            return self.words[phrase]
        for name, pattern in self.groups:
            if re.fullmatch(pattern, phrase):
                return name
        return _GROUPS["ziekte"]


@cache
def packaged_terms() -> Terms:
    """Return the terms of the package; read and compiled at the first call."""
    content = (files(__package__) / "data" / _FILE).read_bytes()
    return read_terms(decoded(content, _FILE))


def read_terms(content: str) -> Terms:
    """Return the terms in `content`: per line a group, a tab and terms divided by " | ".

    Raises:
        ListUnreadableError: If a line is something else, or a term is no expression.
    """
    groups: list[tuple[str, str]] = []
    words: dict[str, str] = {}
    endings: tuple[str, ...] = ()
    for number, line in enumerate(content.split("\n"), start=1):
        group, _, terms = line.partition("\t")
        if not line or line[0] == "#":
            continue
        each = terms.lower().split(" | ")
        if not all(each) or (group != "einde" and group not in _GROUPS):
            reason = "onbekende groep of lege term"
            raise ListUnreadableError(file=_FILE, line=number, reason=reason)
        if group == "einde":
            endings += tuple(each)
            continue
        words.update((term, _GROUPS[group]) for term in each if _PLAIN.fullmatch(term))
        phrases = "|".join(term for term in each if not _PLAIN.fullmatch(term))
        if phrases:  # an empty alternative would match everywhere
            groups.append((_GROUPS[group], phrases))
    tails = frozenset(ending[-3:] for ending in endings)
    return Terms(_compiled(content, groups), words, endings, tails, tuple(groups))


def _compiled(content: str, groups: list[tuple[str, str]]) -> re.Pattern[str]:
    try:
        alternatives = by_first_letter(pattern for _, pattern in groups)
        return re.compile(rf"(?<![\w-]){alternatives}(?!\w)")
    except (re.error, ValueError) as error:
        line = next(filter(None, map(_broken, enumerate(content.split("\n"), start=1))), 0)
        reason = "een term is geen geldige uitdrukking"
        raise ListUnreadableError(file=_FILE, line=line, reason=reason) from error


def _broken(numbered: tuple[int, str]) -> int:
    """Return the number of a line with a term that is no expression, else 0."""
    number, line = numbered
    for term in line.partition("\t")[2].split(" | ") if line[:1] != "#" else ():
        try:
            re.compile(term.lower())
        except re.error:
            return number
    return 0


def find_special(text: str, lower: str, persons: Iterable[Finding]) -> Iterator[Finding]:
    """Yield the phrases with special-category data about a person in `text`.

    Args:
        text: The even text.
        lower: The same in lower case, with the same offsets.
        persons: The names found in it.
    """
    spans = list(_phrases(text, lower))
    if not spans:
        return
    starts = sorted(finding.start for finding in persons if finding.kind is Kind.PERSOON)
    for start, end in spans:
        certain = _is_about_a_person(text, lower, start, end, starts)
        if certain is not None:
            group = packaged_terms().group_of(lower[start:end])
            yield Finding(
                start, end, Kind.BIJZONDER, 0.85 if certain else 0.55,
                f"{group}, gezegd over een persoon", certain=certain,
            )  # fmt: skip


def _phrases(text: str, lower: str) -> Iterator[tuple[int, int]]:
    terms = packaged_terms()
    for found in terms.any.finditer(lower):
        is_place = found[0].endswith(_INSTITUTIONS) or _ends_in_capital(text, found.end())
        if found[0].startswith(_ADMITTED) and not is_place:
            continue
        written = _AS_WRITTEN.get(found[0])
        if written is None or text[found.start() : found.end()] == written:
            yield _whole_phrase(lower, *found.span())
    seen = set(_WORD.findall(lower))
    wanted = {
        word
        for word in seen
        if word in terms.words or (word[-3:] in terms.tails and word.endswith(terms.endings))
    }
    if not wanted:
        return
    for found in _WORD.finditer(lower):
        if found[0] in wanted:
            written = _AS_WRITTEN.get(found[0])
            if written is None or text[found.start() : found.end()] == written:
                yield _whole_phrase(lower, *found.span())


def _ends_in_capital(text: str, end: int) -> bool:
    """Say whether the word of `text` that ends at `end` begins with a capital."""
    start = text.rfind(" ", 0, end) + 1
    return text[start : start + 1].isupper()


def _whole_phrase(lower: str, start: int, end: int) -> tuple[int, int]:
    adjective = _ADJECTIVE.search(lower, max(0, start - 45), start)
    after = _TYPE_AFTER.match(lower, end)
    return adjective.start() if adjective else start, after.end() if after else end


def _is_about_a_person(
    text: str, lower: str, start: int, end: int, names: list[int]
) -> bool | None:
    """Return True when the sentence speaks of a person, False when in doubt, None when not."""
    left, right = _sentence(text, start, end)
    has_name = _any_within(names, left, right)
    is_general = _GENERAL.search(lower, left, start) is not None
    if has_name:
        return not is_general
    if is_general:
        return None
    if _PERSON.search(lower, left, start) or _PERSON.search(lower, end, right):
        return True
    return False if _any_within(names, max(0, left - _NEARBY), left) else None


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
