"""The gold texts of the privacy engine: reading their mark-up and scoring a detector on them.

Mark-up: `=== id | genre`, then text with `[[KIND:value]]`; a star after the kind says public
officer in office. ORGANISATIE, ZAKELIJK and ZAAKNUMMER are neutral marks: see
docs/reference/personal-data-kinds.md.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stadspoort.engines.privacy import Detector

PERSONAL = (
    "PERSOON", "ADRES", "POSTCODE", "TELEFOON", "EMAIL", "BSN", "IBAN", "GEBOORTEDATUM", "KENTEKEN",
    "DOCUMENTNUMMER", "KLANTNUMMER", "IP", "URL_PROFIEL", "BIJZONDER",
)  # fmt: skip
_NEUTRAL = frozenset({"ZAKELIJK", "ZAAKNUMMER"})
_MARK = re.compile(r"\[\[([A-Z_]+)(\*?):(.*?)\]\]", re.DOTALL)

Detect = Callable[[str], Iterable[tuple[int, int, str]]]


@dataclass(frozen=True, slots=True)
class Mark:
    """One marked place of a gold text."""

    start: int
    end: int
    kind: str
    is_officer: bool


@dataclass(frozen=True, slots=True)
class GoldText:
    """One gold text with its marks."""

    name: str
    genre: str
    text: str
    marks: tuple[Mark, ...]


@dataclass(slots=True)
class Score:
    """What a detector did on a set of gold texts.

    Attributes:
        found: Per kind, marks of which at least half is covered by a finding of that kind.
        marks: Per kind, all marks.
        right: Per kind, findings of which at least half lies in marks of that kind.
        findings: Per kind, findings outside neutral marks.
        leaked: Letters and digits of personal marks (no officers, no BIJZONDER) left readable.
        personal: All letters and digits of those marks.
        masked: Letters and digits outside personal and neutral marks that were covered.
        plain: All letters and digits outside them.
        organisations: Marked organisations, and how many were touched.
        failures: "text-id MIST|TE VEEL KIND value" for every miss and false alarm.
    """

    found: Counter[str] = field(default_factory=Counter)
    marks: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    findings: Counter[str] = field(default_factory=Counter)
    leaked: int = 0
    personal: int = 0
    masked: int = 0
    plain: int = 0
    organisations: int = 0
    organisations_masked: int = 0
    failures: list[str] = field(default_factory=list)

    def recall(self, kind: str) -> float:
        """Return the share of marks found, 1 when there are none."""
        return self.found[kind] / self.marks[kind] if self.marks[kind] else 1.0

    def precision(self, kind: str) -> float:
        """Return the share of findings that are right, 1 when there are none."""
        return self.right[kind] / self.findings[kind] if self.findings[kind] else 1.0


def read_gold(path: Path) -> list[GoldText]:
    """Return the gold texts in `path`, in order."""
    blocks = re.split(r"(?m)^=== ", path.read_text(encoding="utf-8"))[1:]
    return [_text(block) for block in blocks]


def _text(block: str) -> GoldText:
    head, _, body = block.partition("\n")
    name, _, genre = head.partition("|")
    plain, marks, last = "", [], 0
    body = body.rstrip("\n")
    for found in _MARK.finditer(body):
        plain += body[last : found.start()]
        marks.append(
            Mark(len(plain), len(plain) + len(found[3]), found[1], is_officer=found[2] == "*")
        )
        plain += found[3]
        last = found.end()
    return GoldText(name.strip(), genre.strip(), plain + body[last:], tuple(marks))


def score(texts: Iterable[GoldText], detect: Detect) -> Score:
    """Return how well `detect` does on `texts`; overlap of half counts as found."""
    result = Score()
    for gold in texts:
        findings = [f for f in detect(gold.text) if f[2] in PERSONAL]
        _score_recall(gold, findings, result)
        _score_precision(gold, findings, result)
        _score_cover(gold, findings, result)
    return result


def score_detector(path: Path, detector: Detector, *, with_doubt: bool) -> Score:
    """Return how well `detector` does on the texts in `path`, findings in doubt taken or not."""
    return score(
        read_gold(path),
        lambda text: [
            (f.start, f.end, str(f.kind)) for f in detector.detect(text) if f.certain or with_doubt
        ],
    )


def _covered(spans: Iterable[tuple[int, int]]) -> set[int]:
    return {at for start, end in spans for at in range(start, end)}


def _score_recall(gold: GoldText, findings: list[tuple[int, int, str]], result: Score) -> None:
    by_kind = _by_kind(findings)
    for mark in gold.marks:
        if mark.kind not in PERSONAL:
            continue
        result.marks[mark.kind] += 1
        size = mark.end - mark.start
        if 2 * len(by_kind[mark.kind] & set(range(mark.start, mark.end))) >= size:
            result.found[mark.kind] += 1
        else:
            value = gold.text[mark.start : mark.end]
            result.failures.append(f"{gold.name} MIST {mark.kind} {value}")


def _by_kind(spans: Iterable[tuple[int, int, str]]) -> defaultdict[str, set[int]]:
    places: defaultdict[str, set[int]] = defaultdict(set)
    for start, end, kind in spans:
        places[kind].update(range(start, end))
    return places


def _score_precision(gold: GoldText, findings: list[tuple[int, int, str]], result: Score) -> None:
    marked = _by_kind((mark.start, mark.end, mark.kind) for mark in gold.marks)
    neutral = marked["ZAKELIJK"] | marked["ZAAKNUMMER"]
    for start, end, kind in findings:
        places = set(range(start, end))
        if 2 * len(places & neutral) >= end - start:
            continue
        result.findings[kind] += 1
        if 2 * len(places & marked[kind]) >= end - start:
            result.right[kind] += 1
        else:
            value = gold.text[start:end].replace("\n", " ")
            result.failures.append(f"{gold.name} TE VEEL {kind} {value}")


def _score_cover(gold: GoldText, findings: list[tuple[int, int, str]], result: Score) -> None:
    masked = _covered((start, end) for start, end, _ in findings)
    named = {at for at, sign in enumerate(gold.text) if sign.isalnum()}
    direct = [m for m in gold.marks if m.kind in PERSONAL and m.kind != "BIJZONDER"]
    private = _covered((m.start, m.end) for m in direct if not m.is_officer) & named
    marks = [m for m in gold.marks if m.kind in PERSONAL or m.kind in _NEUTRAL]
    plain = named - _covered((m.start, m.end) for m in marks)
    result.personal += len(private)
    result.leaked += len(private - masked)
    result.plain += len(plain)
    result.masked += len(plain & masked)
    for mark in gold.marks:
        if mark.kind == "ORGANISATIE":
            result.organisations += 1
            result.organisations_masked += bool(masked & set(range(mark.start, mark.end)))


def totals(result: Score) -> Iterator[tuple[str, str]]:
    """Yield the figures over all kinds but BIJZONDER, as name and text."""
    kinds = [kind for kind in PERSONAL if kind != "BIJZONDER"]
    recall = sum(result.found[k] for k in kinds) / max(1, sum(result.marks[k] for k in kinds))
    right = sum(result.right[k] for k in kinds) / max(1, sum(result.findings[k] for k in kinds))
    yield "recall", f"{recall:.3f}"
    yield "precision", f"{right:.3f}"
    yield "leaked characters", f"{result.leaked / max(1, result.personal):.2%}"
    yield "over-masking", f"{result.masked / max(1, result.plain):.2%}"
    yield "organisations masked", f"{result.organisations_masked} of {result.organisations}"
