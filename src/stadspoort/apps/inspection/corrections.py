"""What a person says of findings, made into the right marks of a text. No Django in here."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from stadspoort.apps.inspection.errors import (
    FindingsChangedError,
    MissedAlreadyFoundError,
    MissedNotInTextError,
)
from stadspoort.engines.privacy import Finding, Kind
from stadspoort.engines.privacy.measure import Mark

RIGHT = "ja"
WRONG = "nee"
OFFICER = "PERSOON*"
"""A name of an official in office: another ground of the Woo holds for it."""

ORGANISATION = "ORGANISATIE"
"""No personal data, but worth a mark: the measure counts organisations that are masked."""

_UNMEASURED = frozenset({str(Kind.GEHEIM)})
"""Secrets are no personal data: the measure has no marks for them."""


@dataclass(frozen=True, slots=True)
class Missed:
    """A value that was not found, and what it is: a kind, OFFICER or ORGANISATION.

    Attributes:
        row: The number of its row on the page, so that a fault can name it.
    """

    value: str
    kind: str
    row: int


def name_of(finding: Finding) -> str:
    """Return the name under which a person judges a finding: place and kind."""
    return f"{finding.start}-{finding.end}-{finding.kind}"


def corrected(
    text: str, findings: Sequence[Finding], verdicts: Mapping[str, str], missed: Sequence[Missed]
) -> list[Mark]:
    """Return the marks that `text` should have, in order, without overlap.

    A missed value is marked wherever it stands as a whole word and nothing else is marked.

    Args:
        text: The text.
        findings: What the detector found in it.
        verdicts: By `name_of`, for every finding: RIGHT, WRONG, or the kind it should have had.
        missed: What it should have found besides.

    Raises:
        FindingsChangedError: If the verdicts are not about exactly these findings.
        MissedNotInTextError: If a missed value stands nowhere in the text.
        MissedAlreadyFoundError: If it stands only where something is marked already.
    """
    if verdicts.keys() != {name_of(finding) for finding in findings}:
        raise FindingsChangedError(findings=len(findings), verdicts=len(verdicts))
    marks = [
        _mark(finding.start, finding.end, _kind_of(finding, verdicts[name_of(finding)]))
        for finding in findings
        if verdicts[name_of(finding)] != WRONG
    ]
    # Long values first: "Jan de Vries" must not be cut by "Vries".
    for value in sorted(missed, key=lambda item: -len(item.value)):
        marks += _places(text, value, marks)
    return sorted(
        (mark for mark in marks if mark.kind not in _UNMEASURED), key=lambda mark: mark.start
    )


def _mark(start: int, end: int, kind: str) -> Mark:
    return Mark(start, end, kind.removesuffix("*"), is_officer=kind == OFFICER)


def _kind_of(finding: Finding, verdict: str) -> str:
    if verdict != RIGHT:
        return verdict
    return OFFICER if finding.is_officer and finding.kind is Kind.PERSOON else str(finding.kind)


def _places(text: str, missed: Missed, marks: Sequence[Mark]) -> list[Mark]:
    words = re.split(r"\s+", missed.value.strip())
    pattern = r"(?<!\w)" + r"\s+".join(map(re.escape, words)) + r"(?!\w)"
    places = [found.span() for found in re.finditer(pattern, text)]
    if not places:
        raise MissedNotInTextError(row=missed.row)
    free = [
        _mark(start, end, missed.kind)
        for start, end in places
        if not any(mark.start < end and start < mark.end for mark in marks)
    ]
    if not free:
        raise MissedAlreadyFoundError(row=missed.row)
    return free
