"""What a detector found in marked texts, counted per text.

The rules, the same as those of the development set that the project was given:

- **exact**: same start, end and kind.
- **overlap**: a mark is found when at least half of its characters are covered by findings of its
  kind; a finding is right when at least half of it lies in marks of its kind.
- **leaked**: letters and digits of marks of personal data that no finding of any kind covers. A
  span leaks when one of them is left. "Direct" leaves BIJZONDER out. Officers in office count
  neither way here.
- **over-masked**: letters and digits outside all marks of personal data and neutral marks, covered.
- A finding of which at least half lies in a neutral mark that fits its kind counts neither way.
- An organisation counts as masked when one character of it is covered.
- PLAATS, DATUM, LEEFTIJD and ORGANISATIE are things a detector may point at without masking them:
  such findings are left out. Other kinds that have no mark (GEHEIM) mask, but are no false alarm.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from stadspoort.engines.privacy.measure._gold import PERSONAL, GoldText, Mark

Span = tuple[int, int, str]

_NEVER_MASKS = frozenset({"ORGANISATIE", "PLAATS", "DATUM", "LEEFTIJD"})
_FITS = {
    "ZAKELIJK": frozenset(
        {"ADRES", "POSTCODE", "TELEFOON", "EMAIL", "IBAN", "URL_PROFIEL", "IP", "KLANTNUMMER"}
    ),
    "ZAAKNUMMER": frozenset({"KLANTNUMMER"}),
}
"""Which findings a neutral mark excuses: the mailbox of an organisation is no false EMAIL, but a
PERSOON there is wrong."""

_NUMBERS = frozenset({"BSN", "IBAN", "DOCUMENTNUMMER"})
_LABEL = re.compile(
    r"(?i)\b(bsn|burgerservice\w*|pgn|persoonsgebonden|sofi\w*|iban|(bank)?rek(ening)?\w*|paspoort\w*|"
    r"id[- ]?(kaart|bewijs)\w*|identiteits\w*|rijbewijs\w*|verblijfs\w*|vreemdelingen\w*|"
    r"v-?n(umme)?r|doc(ument)?\.?\s?-?n(umme)?r)"
)
_NEAR = 40
"""A number has its label beside it when the label begins on the same line, within this many
characters before it. Narrower than what the detector looks at, and written apart from it."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What was counted on one text.

    Attributes:
        counts: By (what it is about, what was counted), such as ("BSN", "marks").
        failures: "text MIST|TE VEEL KIND value" for every miss and every false alarm. Holds text:
            never to be logged.
    """

    counts: Counter[tuple[str, str]]
    failures: tuple[str, ...]


def score(texts: Sequence[GoldText], found: Sequence[Iterable[Span]]) -> list[Tally]:
    """Return a tally per text for the spans `found` in each; the two run side by side.

    Spans are half open, in code points of the text; white space at their ends is cut off.
    """
    return [_tally(text, spans) for text, spans in zip(texts, found, strict=True)]


def _tally(gold: GoldText, spans: Iterable[Span]) -> Tally:
    findings = sorted(set(_trimmed(gold.text, spans)))
    counts: Counter[tuple[str, str]] = Counter()
    covered = _Cover(len(gold.text), findings)
    failures = _count_marks(gold, findings, covered, counts)
    failures += _count_findings(gold, findings, counts)
    _count_plain(gold, covered, counts)
    return Tally(counts, tuple(failures))


def _trimmed(text: str, spans: Iterable[Span]) -> Iterable[Span]:
    for start, end, kind in spans:
        first, last = max(0, start), min(end, len(text))
        while first < last and text[first].isspace():
            first += 1
        while first < last and text[last - 1].isspace():
            last -= 1
        if first < last and kind not in _NEVER_MASKS:
            yield first, last, kind


class _Cover:
    """Which characters of a text are covered, by any span and per kind."""

    def __init__(self, size: int, spans: Iterable[Span]) -> None:
        self.any = bytearray(size)
        self._size = size
        self._kinds: dict[str, bytearray] = {}
        for start, end, kind in spans:
            row = b"\1" * (end - start)
            self.any[start:end] = row
            self._of(kind)[start:end] = row

    def _of(self, kind: str) -> bytearray:
        return self._kinds.setdefault(kind, bytearray(self._size))

    def has_half(self, start: int, end: int, kinds: Iterable[str]) -> bool:
        """Tell whether at least half of the characters are covered by spans of these kinds."""
        rows = [self._kinds[kind][start:end] for kind in kinds if kind in self._kinds]
        return 2 * sum(any(column) for column in zip(*rows, strict=True)) >= end - start


def _count_marks(
    gold: GoldText, findings: Sequence[Span], covered: _Cover, counts: Counter[tuple[str, str]]
) -> list[str]:
    """Count recall and leaks; return a line for every mark that was missed."""
    exact = set(findings)
    failures = []
    for mark in gold.marks:
        if mark.kind == "ORGANISATIE":
            counts["organisations", "all"] += 1
            counts["organisations", "masked"] += any(covered.any[mark.start : mark.end])
        if mark.kind not in PERSONAL:
            continue
        counts[mark.kind, "marks"] += 1
        counts[mark.kind, "exactly found"] += (mark.start, mark.end, mark.kind) in exact
        if covered.has_half(mark.start, mark.end, (mark.kind,)):
            counts[mark.kind, "found"] += 1
        else:
            value = gold.text[mark.start : mark.end]
            failures.append(f"{gold.name} MIST {mark.kind} {value}")
        _count_leak(gold.text, mark, covered, counts)
    counts["texts", "all"] += 1
    counts["texts", "leaking"] += counts["direct", "leaking spans"] > 0
    return failures


def _count_leak(text: str, mark: Mark, covered: _Cover, counts: Counter[tuple[str, str]]) -> None:
    places = [at for at in range(mark.start, mark.end) if text[at].isalnum()]
    left = sum(not covered.any[at] for at in places)
    groups = [mark.kind]
    if not mark.is_officer:
        groups += ["all"] if mark.kind == "BIJZONDER" else ["all", "direct"]
    if mark.kind in _NUMBERS:
        groups.append("numbers")
        line_start = text.rfind("\n", 0, mark.start) + 1
        if _LABEL.search(text[max(line_start, mark.start - _NEAR) : mark.start]):
            groups.append("labelled numbers")
    for group in groups:
        counts[group, "characters"] += len(places)
        counts[group, "leaked characters"] += left
        counts[group, "spans"] += 1
        counts[group, "leaking spans"] += left > 0
        counts[group, "missed spans"] += left == len(places)


def _count_findings(
    gold: GoldText, findings: Sequence[Span], counts: Counter[tuple[str, str]]
) -> list[str]:
    """Count precision; return a line for every false alarm."""
    places = _Cover(len(gold.text), ((mark.start, mark.end, mark.kind) for mark in gold.marks))
    marked = {(mark.start, mark.end, mark.kind) for mark in gold.marks}
    failures = []
    for start, end, kind in findings:
        excused = [neutral for neutral, kinds in _FITS.items() if kind in kinds]
        if kind not in PERSONAL or places.has_half(start, end, excused):
            continue
        counts[kind, "findings"] += 1
        counts[kind, "exactly right"] += (start, end, kind) in marked
        if places.has_half(start, end, (kind,)):
            counts[kind, "right"] += 1
        else:
            value = gold.text[start:end].replace("\n", " ")
            failures.append(f"{gold.name} TE VEEL {kind} {value}")
    return failures


def _count_plain(gold: GoldText, covered: _Cover, counts: Counter[tuple[str, str]]) -> None:
    """Count the letters and digits that are neither personal nor neutral, and those masked."""
    not_plain = _Cover(
        len(gold.text),
        ((m.start, m.end, m.kind) for m in gold.marks if m.kind != "ORGANISATIE"),
    )
    for at, sign in enumerate(gold.text):
        if sign.isalnum() and not not_plain.any[at]:
            counts["plain", "characters"] += 1
            counts["plain", "masked"] += covered.any[at]
