"""From tallies to figures with their intervals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from stadspoort.engines.privacy.measure._gold import PERSONAL, GoldSet
from stadspoort.engines.privacy.measure._intervals import Draws, Interval, wilson
from stadspoort.engines.privacy.measure._score import Tally


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure from 0 to 1 with its 95 % interval.

    Attributes:
        value: None when there was nothing to measure it on; `low` and `high` are then 0 and 1.
        part: What was counted, of `whole`; both None for F1, which is no share.
        method: "wilson" or "bootstrap": see `_intervals`.
    """

    value: float | None
    low: float
    high: float
    part: int | None
    whole: int | None
    method: str


@dataclass(frozen=True, slots=True)
class Match:
    """How findings and marks fit each other, by one way of comparing them."""

    precision: Figure
    recall: Figure
    f1: Figure


@dataclass(frozen=True, slots=True)
class KindFigures:
    """The figures of one kind, or of all direct kinds together (`kind` is then "direct").

    Officers in office are in precision, recall and F1. They are in the leaks of one kind, but not
    in those of "direct".
    """

    kind: str
    marks: int
    findings: int
    exact: Match
    overlap: Match
    leaked_characters: Figure
    leaking_spans: Figure


@dataclass(frozen=True, slots=True)
class Report:
    """All figures of one detector on one set.

    Attributes:
        texts: How many.
        characters: Of all texts together, without the marks.
        marks: Of personal data, BIJZONDER too.
        annotators: See `GoldSet`.
        readers: See `GoldSet`.
        kinds: Those with a mark or a finding, in the order of `PERSONAL`.
        direct: All kinds but BIJZONDER together.
        leaked_with_special: Leaked characters, BIJZONDER too.
        leaking_with_special: Leaking spans, BIJZONDER too.
        leaking_texts: Texts in which at least one character of direct data leaks.
        leaking_numbers: BSN, IBAN and document numbers of which at least one character leaks.
        leaking_labelled_numbers: The same, of those with their label beside them.
        over_masking: Letters and digits masked that are neither personal nor neutral.
        masked_organisations: Organisations of which at least one character was masked.
    """

    texts: int
    characters: int
    marks: int
    annotators: int | None
    readers: int | None
    kinds: tuple[KindFigures, ...]
    direct: KindFigures
    leaked_with_special: Figure
    leaking_with_special: Figure
    leaking_texts: Figure
    leaking_numbers: Figure
    leaking_labelled_numbers: Figure
    over_masking: Figure
    masked_organisations: Figure


_MATCHED = ("marks", "findings", "exactly found", "exactly right", "found", "right")


def report(gold: GoldSet, tallies: Sequence[Tally], *, seed: int = 1) -> Report:
    """Return the figures of the tallies of `gold`, with intervals.

    Args:
        gold: The texts that were scored.
        tallies: One per text, in their order.
        seed: Of the draws; the same seed gives the same intervals.
    """
    sums = _Sums(_with_direct(tally.counts) for tally in tallies)
    draws = Draws(sums.rows, seed=seed)
    kinds = [_kind(kind, sums, draws) for kind in PERSONAL]
    return Report(
        texts=len(gold.texts),
        characters=sum(len(text.text) for text in gold.texts),
        marks=sum(figures.marks for figures in kinds),
        annotators=gold.annotators,
        readers=gold.readers,
        kinds=tuple(figures for figures in kinds if figures.marks or figures.findings),
        direct=_kind("direct", sums, draws),
        leaked_with_special=_leaked("all", sums, draws),
        leaking_with_special=sums.share("all", "leaking spans", "spans"),
        leaking_texts=sums.share("texts", "leaking", "all"),
        leaking_numbers=sums.share("numbers", "leaking spans", "spans"),
        leaking_labelled_numbers=sums.share("labelled numbers", "leaking spans", "spans"),
        over_masking=_characters(
            sums, draws, ("plain", "masked"), ("plain", "characters"), units=len(gold.texts)
        ),
        masked_organisations=sums.share("organisations", "masked", "all"),
    )


def _with_direct(counts: Counter[tuple[str, str]]) -> Counter[tuple[str, str]]:
    """Add what is matched of all kinds but BIJZONDER, under "direct"."""
    row = Counter(counts)
    for what in _MATCHED:
        row["direct", what] = sum(counts[kind, what] for kind in PERSONAL if kind != "BIJZONDER")
    return row


class _Sums:
    """The counts per text, and their sums over all texts."""

    def __init__(self, rows: Iterable[Counter[tuple[str, str]]]) -> None:
        self.rows = list(rows)
        self.all: Counter[tuple[str, str]] = Counter()
        for row in self.rows:
            self.all.update(row)

    def share(self, about: str, part: str, whole: str) -> Figure:
        """Return the share of things counted, with Wilson's interval."""
        counted, total = self.all[about, part], self.all[about, whole]
        value = counted / total if total else None
        return Figure(value, *wilson(counted, total), counted, total, "wilson")


def _kind(kind: str, sums: _Sums, draws: Draws) -> KindFigures:
    return KindFigures(
        kind,
        marks=sums.all[kind, "marks"],
        findings=sums.all[kind, "findings"],
        exact=_match(kind, "exactly right", "exactly found", sums, draws),
        overlap=_match(kind, "right", "found", sums, draws),
        leaked_characters=_leaked(kind, sums, draws),
        leaking_spans=sums.share(kind, "leaking spans", "spans"),
    )


def _match(kind: str, right: str, found: str, sums: _Sums, draws: Draws) -> Match:
    precision = sums.share(kind, right, "findings")
    recall = sums.share(kind, found, "marks")
    keys = [(kind, what) for what in (right, "findings", found, "marks")]
    value = _f1(*(sums.all[key] for key in keys))
    interval = draws.interval(_f1, *keys)
    if interval is None:
        low, high = _harmonic(precision.low, recall.low), _harmonic(precision.high, recall.high)
        return Match(precision, recall, Figure(value, low, high, None, None, "wilson"))
    return Match(precision, recall, Figure(value, *interval, None, None, "bootstrap"))


def _f1(right: int, findings: int, found: int, marks: int) -> float | None:
    if not findings and not marks:
        return None
    return _harmonic(right / findings if findings else 0.0, found / marks if marks else 0.0)


def _harmonic(one: float, other: float) -> float:
    return 2 * one * other / (one + other) if one + other else 0.0


def _leaked(group: str, sums: _Sums, draws: Draws) -> Figure:
    keys = ((group, "leaked characters"), (group, "characters"))
    return _characters(sums, draws, *keys, units=sums.all[group, "spans"])


def _characters(
    sums: _Sums, draws: Draws, part: tuple[str, str], whole: tuple[str, str], *, units: int
) -> Figure:
    """Return a share of characters; `units` is what it stands on when no draw differs."""
    counted, total = sums.all[part], sums.all[whole]
    value = _ratio(counted, total)
    interval: Interval | None = draws.interval(_ratio, part, whole)
    if interval is None or value is None:
        bounds = wilson((value or 0.0) * units, units)
        return Figure(value, *bounds, counted, total, "wilson")
    return Figure(value, *interval, counted, total, "bootstrap")


def _ratio(part: int, whole: int) -> float | None:
    return part / whole if whole else None
