"""What the page shows: the text in runs, coloured where something was found, and the findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.utils.module_loading import import_string

from stadspoort.apps.gate.labels import masked_words
from stadspoort.apps.inspection.forms import CorrectionsForm, TextForm
from stadspoort.apps.register.words import KINDS
from stadspoort.engines.privacy import Finding, Kind
from stadspoort.errors import StadspoortError

MOST_TO_CORRECT = 400
"""Findings on one page that can be judged: each is a field, and a form has a bound."""

COLOURS = {
    Kind.PERSOON: "person",
    Kind.ADRES: "place",
    Kind.POSTCODE: "place",
    Kind.TELEFOON: "contact",
    Kind.EMAIL: "contact",
    Kind.URL_PROFIEL: "contact",
    Kind.IP: "contact",
    Kind.BSN: "number",
    Kind.IBAN: "number",
    Kind.DOCUMENTNUMMER: "number",
    Kind.KLANTNUMMER: "number",
    Kind.KENTEKEN: "number",
    Kind.GEBOORTEDATUM: "date",
    Kind.BIJZONDER: "special",
    Kind.GEHEIM: "secret",
}
"""One colour for kinds that belong together; the word in the mark tells them apart."""


@dataclass(frozen=True, slots=True)
class Found:
    """One finding as the page shows it.

    Attributes:
        number: Counts from 1, in the order of the text.
        kind: In words ("naam").
        reasons: Why, in Dutch, the rule first.
    """

    number: int
    value: str
    kind: str
    colour: str
    is_certain: bool
    is_officer: bool
    reasons: tuple[str, ...]
    verdict: forms.BoundField | None


@dataclass(frozen=True, slots=True)
class Run:
    """A run of the text; `found` where the gate would put a token."""

    text: str
    found: Found | None = None


def empty_page(form: TextForm) -> dict[str, Any]:
    """Return the page before anything was looked at."""
    return {"form": form}


def looked_page(
    form: TextForm, text: str, findings: Sequence[Finding], corrections: CorrectionsForm | None
) -> dict[str, Any]:
    """Return the page with what was found in `text`.

    Args:
        form: The form for the next text.
        text: What was looked at.
        findings: Sorted, without overlap.
        corrections: The form in which they are judged; None when there are too many.
    """
    shown = [
        _found(number, text, finding, corrections) for number, finding in enumerate(findings, 1)
    ]
    return {
        "form": form,
        "text": text,
        "runs": _runs(text, findings, shown),
        "found": shown,
        "certain": sum(finding.certain for finding in findings),
        "in_doubt": sum(not finding.certain for finding in findings),
        "words": masked_words(Counter(str(finding.kind) for finding in findings)),
        "corrections": corrections,
        "most": MOST_TO_CORRECT,
    }


def _found(number: int, text: str, finding: Finding, corrections: CorrectionsForm | None) -> Found:
    return Found(
        number=number,
        value=text[finding.start : finding.end],
        kind=KINDS[finding.kind][0],
        colour=COLOURS[finding.kind],
        is_certain=finding.certain,
        is_officer=finding.is_officer,
        reasons=finding.reasons,
        verdict=corrections.verdict_on(finding) if corrections else None,
    )


def _runs(text: str, findings: Sequence[Finding], shown: Sequence[Found]) -> list[Run]:
    runs: list[Run] = []
    at = 0
    for finding, found in zip(findings, shown, strict=True):
        if at < finding.start:
            runs.append(Run(text[at : finding.start]))
        runs.append(Run(found.value, found))
        at = finding.end
    return [*runs, Run(text[at:])] if at < len(text) else runs


def add_error(form: forms.Form, error: StadspoortError, field: str | None = None) -> None:
    """Put the Dutch text of a failure on the form, so that nothing typed is lost."""
    form.add_error(field, import_string(settings.STADSPOORT_DESCRIBE)(error))
