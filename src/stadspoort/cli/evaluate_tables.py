"""The figures of `stadspoort evaluate` as Dutch tables: 95 % intervals in square brackets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from stadspoort.cli.tables import table

if TYPE_CHECKING:
    from stadspoort.engines.privacy.measure import Figure, KindFigures, Report

_WIDE = 1_000
"""No cell is cut: half a figure is none. A narrow window wraps the lines."""

_POINTS = {"gate": "poort (alle vondsten)", "review": "beoordeling (alleen zekere)"}

_METHOD = (
    "Tussen [ ]: 95 %-interval in procenten. Aandelen van getelde dingen: Wilson. F1 en tekens: "
    "bootstrap over teksten (1.000 trekkingen, vaste start)."
)


@dataclass(frozen=True, slots=True)
class Speed:
    """Pages of 3,000 characters per second of CPU: the middle, lowest and highest round."""

    middle: float
    lowest: float
    highest: float
    rounds: int


@dataclass(frozen=True, slots=True)
class Measured:
    """One set of texts: what was measured on it.

    Attributes:
        name: Of the file.
        points: The figures per operating point.
        speed: Of the detector on these texts.
        failures: Per operating point, a line for each miss and false alarm. Holds text.
    """

    name: str
    points: dict[str, Report]
    speed: Speed
    failures: dict[str, tuple[str, ...]]


def tables(detector: str, measured: Measured) -> str:
    """Return all tables of one set: the whole, and the kinds at each operating point."""
    parts = [*_heading(detector, measured), _whole(measured.points)]
    for point, report in measured.points.items():
        title = _POINTS[point]
        parts += [f"\nPer soort, {title}: de helft van de tekens geraakt", _kinds(report)]
        parts += [f"\nPer soort, {title}: precies dezelfde plaats", _exact(report)]
        if point in measured.failures:
            lines = measured.failures[point]
            parts += [f"\nGemist en te veel, {title}: {len(lines)}", *lines]
    return "\n".join([*parts, "", _METHOD, ""])


def figure(given: Figure, *, with_counts: bool = False) -> str:
    """Return "96,2 [95,1-97,2]", in percent, with "(12 van 34)" behind it when asked."""
    if given.value is None:
        return "-"
    shown = f"{_percent(given.value)} [{_percent(given.low)}-{_percent(given.high)}]"
    if with_counts and given.part is not None and given.whole is not None:
        shown += f" ({_number(given.part)} van {_number(given.whole)})"
    return shown


def _heading(detector: str, measured: Measured) -> Iterator[str]:
    report = next(iter(measured.points.values()))
    yield f"{measured.name}: {detector}"
    yield (
        f"{_number(report.texts)} {'tekst' if report.texts == 1 else 'teksten'}, "
        f"{_number(report.characters)} tekens, "
        f"{_number(report.marks)} persoonsgegevens; {_marked_by(report)}"
    )
    speed = measured.speed
    yield (
        f"{speed.middle:.0f} bladzijden van 3.000 tekens per seconde rekentijd (middelste van "
        f"{speed.rounds} keer; laagste {speed.lowest:.0f}, hoogste {speed.highest:.0f})"
    )
    yield ""


def _marked_by(report: Report) -> str:
    if report.annotators is None:
        return "het bestand zegt niet hoeveel annotatoren er waren"
    # No word for people: a model may have marked the texts; the sources say who did.
    marked = f"annotatoren: {report.annotators}"
    if report.readers is None:
        return marked
    return f"{marked}, nagelezen door {report.readers or 'niemand'}"


def _whole(points: dict[str, Report]) -> str:
    columns = {_POINTS[point]: dict(_totals(report)) for point, report in points.items()}
    names = list(next(iter(columns.values())))
    return table(
        [
            {"cijfer": name} | {point: figures[name] for point, figures in columns.items()}
            for name in names
        ],
        width=_WIDE,
    )


def _totals(report: Report) -> Iterator[tuple[str, str]]:
    direct = report.direct
    for name, shown in (
        ("precisie, direct", direct.overlap.precision),
        ("vindkans, direct", direct.overlap.recall),
        ("F1, direct", direct.overlap.f1),
        ("F1, precies dezelfde plaats", direct.exact.f1),
        ("gelekte tekens, direct", direct.leaked_characters),
        ("gegevens met lek, direct", direct.leaking_spans),
        ("gelekte tekens, met BIJZONDER", report.leaked_with_special),
        ("gegevens met lek, met BIJZONDER", report.leaking_with_special),
        ("teksten met lek, direct", report.leaking_texts),
        ("BSN, IBAN, document met lek", report.leaking_numbers),
        ("daarvan met label ernaast", report.leaking_labelled_numbers),
        ("te veel gemaskeerde tekens", report.over_masking),
        ("organisaties gemaskeerd", report.masked_organisations),
    ):
        yield name, figure(shown, with_counts=True)


def _kinds(report: Report) -> str:
    return table([_kind_row(row) for row in _rows(report)], width=_WIDE)


def _kind_row(row: KindFigures) -> dict[str, str]:
    return {
        "soort": row.kind,
        "gegevens": _number(row.marks),
        "vondsten": _number(row.findings),
        "precisie": figure(row.overlap.precision),
        "vindkans": figure(row.overlap.recall),
        "F1": figure(row.overlap.f1),
        "gelekte tekens": figure(row.leaked_characters),
        "gegevens met lek": figure(row.leaking_spans),
    }


def _exact(report: Report) -> str:
    return table(
        [
            {
                "soort": row.kind,
                "precisie": figure(row.exact.precision),
                "vindkans": figure(row.exact.recall),
                "F1": figure(row.exact.f1),
            }
            for row in _rows(report)
        ],
        width=_WIDE,
    )


def _rows(report: Report) -> Sequence[KindFigures]:
    return [*report.kinds, report.direct]


def _percent(share: float) -> str:
    return f"{100 * share:.1f}".replace(".", ",")


def _number(count: int) -> str:
    return f"{count:,}".replace(",", ".")
