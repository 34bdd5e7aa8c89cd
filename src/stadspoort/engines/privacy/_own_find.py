"""What a municipality's own lists say of one text: places to mask, and places to leave.

    always       a finding, whatever else the text says
    staff        a full name in any order and case; officers are marked as such
    BAG          a street with a number, a number at a postcode that exist
    formats      KLANTNUMMER; a number of a case is left, unless a rule is certain that it is a BSN,
                 bank account or document
    never        left readable, but never a BSN, special data or a secret
    organisations, streets after an article    no names of persons

A list can make a place readable only if the finding lies wholly inside it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from stadspoort.engines.privacy._addresses import AFTER_IS_NO_HOUSE
from stadspoort.engines.privacy._lists import Lists
from stadspoort.engines.privacy._own_formats import compiled
from stadspoort.engines.privacy._own_rows import WORD, key_of
from stadspoort.engines.privacy._own_values import AlwaysMasked, MunicipalLists, PersonName
from stadspoort.engines.privacy._own_words import Phrase, Phrases, Word, words_of
from stadspoort.engines.privacy._values import RESTRICTED_KINDS, Finding, Kind

RULE = "own_lists"
"""`Finding.rule` of what the lists found."""
ALWAYS_RULE = "own_always"

_PERSON_GAP = re.compile(r"[ \t.,'-]{0,3}\n?[ \t]?")
_HOUSE = re.compile(
    r",? (?:(?:nr\.?|nummer|huisnummer) )?[1-9]\d{0,4}"
    r"(?:[-/]?[A-Za-z]{1,2}|[-/]\d{1,4}| ?(?:bis|hs|[A-Z]|[IVX]{2,4}))?(?![\w€%]|[.,:]\d)"
)
_AT_POSTCODE = re.compile(
    r"(?<![\w.,/-])([1-9]\d{3}) ?([A-Z]{2})[ ,;:|/-]{1,3}(?:(?:nr\.?|nummer|huisnummer) )?"
    r"(([1-9]\d{0,4})(?:[ -]?[a-zA-Z](?!\w))?)(?![\w€%]|[.,:]\d)"
)
_STREET_CUE = re.compile(
    r"(?i)(?<!\w)(?:aan|op|in|langs|naar|vanuit|hoek|kruising|over) (?:de|het|d[eh]r?)? ?$"
)
_SPACES = re.compile(r"\s+")
_Meant = Callable[[Finding], bool]
_CERTAIN_NUMBERS = frozenset({Kind.BSN, Kind.IBAN, Kind.DOCUMENTNUMMER})
_NUMBERS = frozenset(
    {Kind.TELEFOON, Kind.KLANTNUMMER, Kind.KENTEKEN, Kind.POSTCODE, Kind.PERSOON, Kind.ADRES,
     Kind.GEBOORTEDATUM, Kind.IP, Kind.URL_PROFIEL} | _CERTAIN_NUMBERS
)  # fmt: skip
"""What a number of a case is taken for by mistake."""


@dataclass(frozen=True, slots=True)
class _Person:
    name: PersonName
    is_officer: bool


class OwnLists:
    """The lists made ready for looking up. Made once; serves any number of texts and threads."""

    def __init__(self, own: MunicipalLists, lists: Lists) -> None:
        self._own = own
        self._persons = _persons(own)
        self._streets = _phrases(own.streets)
        self._never = _phrases(own.never)
        self._organisations = _organisations(own, lists)
        self._always: Phrases[AlwaysMasked] = Phrases()
        for entry in own.always:
            self._always.add(key_of(entry.text), entry)
        self._words = lists.words | lists.dictionary
        self._cases = compiled(item.pattern for item in own.formats if item.is_case)
        self._clients = compiled(item.pattern for item in own.formats if not item.is_case)

    def look(self, text: str) -> OwnPlaces:
        """Return what the lists say of `text` (made even)."""
        words = words_of(text)
        persons, officers = self._look_for_persons(text, words)
        findings = [
            *persons,
            *self._addresses(text, words),
            *(
                _finding(words, found, found.payload.kind, 1.0, "staat op altijd maskeren")
                .found_by(ALWAYS_RULE)
                for found in self._always.find(words)
                if _is_exact(text, words, found, found.payload.text)
            ),
        ]  # fmt: skip
        if self._clients:
            findings += [
                Finding(*found.span(), Kind.KLANTNUMMER, 0.95, "eigen vorm van een klantnummer",
                        rule=RULE)
                for found in self._clients.finditer(text)
            ]  # fmt: skip
        no_persons = {
            *_spans(text, words, self._organisations), *self._bare_streets(text, words)
        } - {(finding.start, finding.end) for finding in persons}  # fmt: skip
        return OwnPlaces(
            findings=findings,
            officers=frozenset(officers),
            never=_spans(text, words, self._never),
            no_persons=list(no_persons),
            cases=[found.span() for found in self._cases.finditer(text)] if self._cases else [],
        )

    def _look_for_persons(
        self, text: str, words: Sequence[Word]
    ) -> tuple[list[Finding], set[PersonName]]:
        findings, officers = [], set()
        for found in self._persons.find(words):
            if not self._is_a_name_here(text, words, found):
                continue
            person = found.payload
            of = "bestuurders" if person.is_officer else "medewerkers"
            finding = _finding(
                words, found, Kind.PERSOON, 0.97, f"naam van de eigen lijst met {of}"
            )
            findings.append(replace(finding, is_officer=person.is_officer))
            if person.is_officer:
                officers.add(person.name)
        return findings, officers

    def _is_a_name_here(self, text: str, words: Sequence[Word], found: Phrase[_Person]) -> bool:
        """Say whether these words stand together as a name: "wil de bos" in lower case does not."""
        part = words[found.first : found.last + 1]
        for one, other in pairwise(part):
            if not _PERSON_GAP.fullmatch(text, one.end, other.start):
                return False
        if all(word.key in self._words for word in part):
            return text[part[0].start].isupper() and text[part[-1].start].isupper()
        return True

    def _addresses(self, text: str, words: Sequence[Word]) -> Iterator[Finding]:
        for found in self._streets.find(words):
            start, end = words[found.first].start, words[found.last].end
            number = _HOUSE.match(text, end)
            if (
                number
                and not AFTER_IS_NO_HOUSE.match(text, number.end())
                and (text[start].isupper() or not self._is_plain(words, found))
            ):
                yield Finding(
                    start, number.end(), Kind.ADRES, 0.95, "straat uit de BAG met huisnummer",
                    rule=RULE,
                )  # fmt: skip
        if self._own.addresses:
            for at in _AT_POSTCODE.finditer(text):
                if self._own.has_address(at[1] + at[2], int(at[4])):
                    reason = "adres uit de BAG"
                    yield Finding(at.start(1), at.end(2), Kind.POSTCODE, 0.97, reason, rule=RULE)
                    yield Finding(*at.span(3), Kind.ADRES, 0.95, reason, rule=RULE)

    def _is_plain(self, words: Sequence[Word], found: Phrase[str]) -> bool:
        return all(word.key in self._words for word in words[found.first : found.last + 1])

    def _bare_streets(self, text: str, words: Sequence[Word]) -> Iterator[tuple[int, int]]:
        """Yield streets that the sentence itself makes a place: "op de Anna Bijns"."""
        for found in self._streets.find(words):
            start, end = words[found.first].start, words[found.last].end
            if _STREET_CUE.search(text, max(0, start - 20), start):
                yield start, end


@dataclass(frozen=True, slots=True)
class OwnPlaces:
    """What the lists say of one text.

    Attributes:
        findings: What they found.
        officers: The people in office whose full name stands in the text.
        never: Places to leave readable.
        no_persons: Places that are no name of a person.
        cases: Places that are a number of a case.
    """

    findings: Sequence[Finding]
    officers: frozenset[PersonName]
    never: Sequence[tuple[int, int]]
    no_persons: Sequence[tuple[int, int]]
    cases: Sequence[tuple[int, int]]

    def sifted(self, findings: Iterable[Finding]) -> list[Finding]:
        """Return `findings` without those that the lists make no findings."""
        left = list(findings)
        for spans, is_meant in (
            (self.never, _may_be_left),
            (self.no_persons, _is_person),
            (self.cases, _may_be_a_case),
        ):
            left = _outside(left, sorted(spans), is_meant) if spans else left
        return left

    def moved(self, origin: Callable[[int, int], tuple[int, int]]) -> OwnPlaces:
        """Return the same with the places to leave as `origin` gives them."""
        return replace(
            self,
            never=[origin(*span) for span in self.never],
            no_persons=[origin(*span) for span in self.no_persons],
            cases=[origin(*span) for span in self.cases],
        )

    def with_officers(self, text: str, findings: Iterable[Finding]) -> list[Finding]:
        """Return `findings` with the names marked of officers whose full name stands in `text`.

        A bare surname counts only when no other certain name in the text ends in it.
        """
        found = list(findings)
        if not self.officers:
            return found
        keys = [key_of(text[f.start : f.end]) if f.kind is Kind.PERSOON else () for f in found]
        bare = {
            form
            for name in self.officers
            for form in (key_of(name.last), key_of(f"{name.joins} {name.last}"))
        }
        others = {
            key[-1:]
            for key, finding in zip(keys, found, strict=True)
            if key not in bare and not finding.is_officer
        }
        bare = {form for form in bare if form[-1:] not in others}
        return [
            replace(finding, is_officer=True) if key in bare else finding
            for key, finding in zip(keys, found, strict=True)
        ]


def _outside(
    findings: list[Finding], spans: Sequence[tuple[int, int]], is_meant: _Meant
) -> list[Finding]:
    """Return `findings` without the meant ones that lie wholly in one of the sorted `spans`."""
    reach: list[int] = []
    furthest = 0
    for _, end in spans:
        furthest = max(furthest, end)
        reach.append(furthest)
    starts = [start for start, _ in spans]
    return [
        finding
        for finding in findings
        if not (
            is_meant(finding)
            and (at := bisect_right(starts, finding.start)) > 0
            and reach[at - 1] >= finding.end
        )
    ]


def _may_be_left(finding: Finding) -> bool:
    return finding.kind not in RESTRICTED_KINDS and finding.rule != ALWAYS_RULE


def _is_person(finding: Finding) -> bool:
    return finding.kind is Kind.PERSOON and finding.rule != ALWAYS_RULE


def _may_be_a_case(finding: Finding) -> bool:
    is_sure = finding.kind in _CERTAIN_NUMBERS and finding.certain
    return finding.kind in _NUMBERS and not is_sure and finding.rule != ALWAYS_RULE


def _persons(own: MunicipalLists) -> Phrases[_Person]:
    phrases: Phrases[_Person] = Phrases()
    for is_officer, names in ((True, own.officers), (False, own.staff)):
        for name in names:
            for form in _forms(name):
                phrases.add(form, _Person(name, is_officer))
    return phrases


def _phrases(texts: Iterable[str]) -> Phrases[str]:
    phrases: Phrases[str] = Phrases()
    for text in texts:
        phrases.add(key_of(text), text)
    return phrases


def _organisations(own: MunicipalLists, lists: Lists) -> Phrases[str]:
    """Return the organisations; one word that is a name of people too says too little."""
    names = lists.first_names | lists.surnames
    keys = {name: key_of(name) for name in own.organisations}
    return _phrases(name for name, key in keys.items() if len(key) > 1 or not {*key} & names)


def _finding(
    words: Sequence[Word], found: Phrase[Any], kind: Kind, score: float, reason: str
) -> Finding:
    start, end = words[found.first].start, words[found.last].end
    return Finding(start, end, kind, score, reason, rule=RULE)


def _spans(text: str, words: Sequence[Word], phrases: Phrases[str]) -> list[tuple[int, int]]:
    """Return where one of the texts stands, with the same signs between its words."""
    return [
        (words[found.first].start, words[found.last].end)
        for found in phrases.find(words)
        if _is_exact(text, words, found, found.payload)
    ]


def _is_exact(text: str, words: Sequence[Word], found: Phrase[Any], wanted: str) -> bool:
    """Say whether what stands between the words is what stands there in `wanted`."""
    start, end = words[found.first].start, words[found.last].end
    return _gaps(text[start:end]) == _gaps(wanted)


def _gaps(phrase: str) -> list[str]:
    """Return the signs between the words, white space as one space."""
    return [_SPACES.sub(" ", gap) for gap in WORD.split(phrase)[1:-1]]


def _forms(name: PersonName) -> Iterator[tuple[str, ...]]:
    """Yield the ways in which a name is written, as words: "Jan de Vries", "De Vries, Jan"."""
    first, joins, last = map(key_of, name)
    if not first:
        return
    yield (*first, *joins, *last)
    yield (*last, *first, *joins)
    if joins:
        yield (*joins, *last, *first)
    if len(first[0]) > 1:
        yield (first[0][0], *joins, *last)
