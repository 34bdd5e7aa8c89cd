"""The starter catalogue: sourced evidence only, judged over time, and what stays open."""

from __future__ import annotations

from datetime import date
from importlib.resources import files

import pytest

from stadspoort.engines.frameworks.catalogue import (
    openness,
    packaged_catalogue,
    read_catalogue,
)
from stadspoort.engines.frameworks.judging import Outcome, Verdict, judge
from stadspoort.engines.frameworks.library import packaged_library
from stadspoort.errors import StadspoortError

DATA = files("stadspoort.engines.frameworks.catalogue") / "data"
FACTS, NOTES = (DATA / "facts.yaml").read_bytes(), (DATA / "notes.yaml").read_bytes()
LIBRARY = packaged_library()
CATALOGUE = packaged_catalogue()
OFFICE = "intern-met-persoonsgegevens"


def test_it_holds_real_applications_and_models_with_sources() -> None:
    """At least 25 and 10; no evidence without a source and the day it was read."""
    assert len(CATALOGUE.facts.applications) >= 25
    assert len(CATALOGUE.facts.models) >= 10
    assert len(CATALOGUE.facts.uses) == 5
    for evidence in CATALOGUE.facts.evidence:
        assert evidence.source
        assert evidence.received is not None
        assert str(evidence.reliance) != "memory"


@pytest.mark.parametrize(
    ("on", "outcome", "verdict"),
    [
        # SLM and SURF, December 2024: four high risks, not yet to be used by central government.
        (date(2024, 12, 20), Outcome.CONTRADICTED, Verdict.FORBIDDEN),
        # September 2025: the risks were lowered; read in a report, so to be checked at its source.
        (date(2025, 10, 1), Outcome.TO_CHECK, Verdict.UNPROVEN),
        (date(2026, 6, 1), Outcome.TO_CHECK, Verdict.UNPROVEN),
    ],
)
def test_judgements_of_government_change_the_verdict_over_time(
    on: date, outcome: Outcome, verdict: Verdict
) -> None:
    """Microsoft 365 Copilot by SLM Rijk and SURF."""
    ruling = judge(LIBRARY, CATALOGUE.facts, "m365-copilot", OFFICE, on)
    [dpia] = [each for each in ruling.trace if each.requirement.id == "avg-35-dpia"]
    assert dpia.outcome is outcome
    assert ruling.verdict is verdict


def test_free_services_are_forbidden_and_nothing_else_is_green() -> None:
    """From public sources alone: the position of 16 April 2025, and for the rest unknown."""
    on = date(2026, 11, 24)
    for application in CATALOGUE.facts.applications.values():
        verdict = judge(LIBRARY, CATALOGUE.facts, application.id, OFFICE, on).verdict
        expected = Verdict.FORBIDDEN if application.kind == "consumer" else Verdict.UNPROVEN
        assert verdict is expected, application.id


def test_what_stays_open_is_counted_with_who_can_close_it() -> None:
    """82 to 100 % is unknown per use: that figure is shown, not hidden."""
    found = openness(LIBRARY, CATALOGUE.facts, date(2026, 11, 24))
    assert [each.use for each in found] == list(CATALOGUE.facts.uses)
    for each in found:
        assert 0.82 <= each.share <= 1
        assert each.open <= each.asked
        assert each.deliverers["municipality"] > 0
        assert sum(each.verdicts.values()) == len(CATALOGUE.facts.applications)


def changed(data: bytes, old: str, new: str) -> bytes:
    assert old.encode() in data
    return data.replace(old.encode(), new.encode(), 1)


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("schema: stadspoort.catalogue/1", "schema: stadspoort.catalogue/9", "kies uit"),
        ("as_of: 2026-11-23", "as_of: 23-11-2026", "is geen datum"),
        ("- id: chatgpt-consumer", "- id: chatgpt-anders", "staat niet bij applications"),
        ("- fact: datalocatie_verklaring", "- fact: datalocatie", "bestaat niet"),
        ("woo-dossier: excluded", "woo-dossier: verboden", "kies uit"),
        ("woo-dossier: excluded", "woo: excluded", "het gebruik woo staat niet"),
        ("generative: 'yes'", "generatief: 'yes'", "het veld generatief is onbekend"),
    ],
)
def test_notes_that_do_not_fit_are_refused_with_line_and_reason(
    old: str, new: str, reason: str
) -> None:
    """Nothing of the catalogue is used."""
    with pytest.raises(StadspoortError) as caught:
        read_catalogue(FACTS, changed(NOTES, old, new), LIBRARY)
    assert caught.value.code == "frameworks.catalogue_refused"
    problems = getattr(caught.value, "problems")  # noqa: B009 (of the one class)
    assert any(reason in each.reason and each.line for each in problems)


def test_evidence_without_a_source_is_refused() -> None:
    """Nothing without a source supports a verdict."""
    first = CATALOGUE.facts.evidence[0].source
    with pytest.raises(StadspoortError) as caught:
        read_catalogue(changed(FACTS, f"    source: {first}\n", ""), NOTES, LIBRARY)
    assert caught.value.code == "frameworks.catalogue_refused"
