"""An entry in both published forms, and everything that keeps it from being published."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from stadspoort.engines.algoritmeregister import (
    Category,
    Entry,
    Link,
    Status,
    as_delivery,
    as_standard,
)
from stadspoort.errors import StadspoortError

GIVEN = Path(__file__).resolve().parents[4] / "shared" / "standards" / "algoritmeregister"
SCHEMA = GIVEN / "algoritmeregister-publicatiestandaard-v1.0.0.schema.json"
DELIVERY = GIVEN / "aanlever-config-v1_0.json"
needs_given = pytest.mark.skipif(not GIVEN.exists(), reason="the given standards are not here")

ENTRY = Entry(
    name="Conceptbrieven schrijven met een taalmodel",
    summary="Medewerkers laten een taalmodel een concept schrijven. Zij lezen en verbeteren het.",
    organisation="Gemeente Hoekzoom",
    themes=("Organisatie en bedrijfsvoering", "Recht"),
    status=Status.IN_USE,
    started="2026-09",
    contact="algoritmes@hoekzoom.example.nl",
    category=Category.OTHER,
    goal="Sneller duidelijke brieven schrijven. Een model besluit niets.",
    considerations="Zonder model kost een brief langer; met < 3 mensen in het team telt dat.",
    human_intervention="Een medewerker leest, verbetert en verstuurt.",
    risks="Persoonsgegevens worden gemaskeerd voordat tekst naar het model gaat.",
    data="De tekst die de medewerker zelf invoert.",
    operation="De medewerker stelt een vraag, het model antwoordt.",
    supplier="Intern ontwikkeld",
    impact_assessments=(
        Link("Data Protection Impact Assessment (DPIA)", "https://hoekzoom.example.nl/dpia"),
        Link("Pre-scan DPIA"),
    ),
    legal_links=(Link("Algemene wet bestuursrecht", "https://wetten.overheid.nl/BWBR0005537"),),
    source_id="stadspoort-1",
)
# "<" in a text would be markup in the delivery form: the entry above has it on purpose in one text.
CLEAN = replace(
    ENTRY, considerations="Zonder model kost een brief langer; kleine teams merken dat."
)

STANDARD: dict[str, Any] = {
    "name": "Conceptbrieven schrijven met een taalmodel",
    "description_short": CLEAN.summary,
    "organization": "Gemeente Hoekzoom",
    "theme": ["Organisatie en bedrijfsvoering", "Recht"],
    "status": "In gebruik",
    "start_date": "2026-09",
    "contact": "algoritmes@hoekzoom.example.nl",
    "publication_category": "Overige algoritmes (Categorie C)",
    "purpose_and_impact": CLEAN.goal,
    "considerations": CLEAN.considerations,
    "human_intervention": CLEAN.human_intervention,
    "risk_management": CLEAN.risks,
    "legal_basis_link": "https://wetten.overheid.nl/BWBR0005537",
    "legal_basis_title": "Algemene wet bestuursrecht",
    "impact_assessments": "Data Protection Impact Assessment (DPIA), Pre-scan DPIA",
    "impact_assessment_link": "https://hoekzoom.example.nl/dpia",
    "data": CLEAN.data,
    "technical_operation": CLEAN.operation,
    "supplier": "Intern ontwikkeld",
    "source_id": "stadspoort-1",
    "language": "nld",
    "schema": "1.0.0",
}
DELIVERED: dict[str, Any] = {
    "name": "Conceptbrieven schrijven met een taalmodel",
    "description_short": CLEAN.summary,
    "organization": "Gemeente Hoekzoom",
    "category": ["Organisatie en bedrijfsvoering", "Recht"],
    "status": "In gebruik",
    "begin_date": "2026-09",
    "contact_email": "algoritmes@hoekzoom.example.nl",
    "publication_category": "Overige algoritmes",
    "goal": CLEAN.goal,
    "proportionality": CLEAN.considerations,
    "human_intervention": CLEAN.human_intervention,
    "risks": CLEAN.risks,
    "lawful_basis_grouping": [
        {"title": "Algemene wet bestuursrecht", "link": "https://wetten.overheid.nl/BWBR0005537"}
    ],
    "impacttoetsen_grouping": [
        {
            "title": "Data Protection Impact Assessment (DPIA)",
            "link": "https://hoekzoom.example.nl/dpia",
        },
        {"title": "Pre-scan DPIA"},
    ],
    "source_data": CLEAN.data,
    "methods_and_models": CLEAN.operation,
    "provider": "Intern ontwikkeld",
    "lang": "nld",
    "standard_version": "1.0",
    "source_id": "stadspoort-1",
}


def test_the_same_entry_in_both_forms() -> None:
    """Other names, other values for the category, nothing empty."""
    assert as_standard(CLEAN) == STANDARD
    assert as_delivery(CLEAN) == DELIVERED


THREE = [
    CLEAN,
    replace(CLEAN, category=Category.HIGH_RISK, status=Status.IN_DEVELOPMENT, themes=("Werk",)),
    replace(
        CLEAN, category=Category.IMPACTFUL, status=Status.OUT_OF_USE, ended="2026-10",
        impact_assessments=(), impact_explanation="Er gaan geen persoonsgegevens in.",
        data_sources=(Link("Wetten", "https://wetten.overheid.nl/"),),
        search_terms="brief, concept",
    ),
]  # fmt: skip


@needs_given
@pytest.mark.parametrize("entry", THREE)
def test_three_entries_are_valid_by_the_published_schema(entry: Entry) -> None:
    """The JSON schema of the Publicatiestandaard v1.0.0."""
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    jsonschema.validate(as_standard(entry), schema)


@needs_given
@pytest.mark.parametrize("entry", THREE)
def test_three_entries_keep_to_the_delivery_form(entry: Entry) -> None:
    """Only known fields, no longer than allowed, permitted values, all required ones there."""
    fields = json.loads(DELIVERY.read_text(encoding="utf-8"))["properties"]
    delivered = as_delivery(entry)
    assert set(delivered) <= set(fields)
    for name, rule in fields.items():
        value = delivered.get(name)
        assert value is not None or rule.get("required") is not True, name
        permitted = rule.get("permitted_values")
        if isinstance(value, str):
            assert len(value) <= rule.get("max_length", len(value)), name
            assert permitted is None or value in permitted, name
        elif value is not None and permitted:
            assert set(value) <= set(permitted), name


@pytest.mark.parametrize(
    ("change", "field", "reason"),
    [
        ({"name": ""}, "name", "is leeg"),
        ({"summary": "x" * 400}, "summary", "is 400 tekens, hoogstens 399"),
        ({"goal": "<b>Let op</b>"}, "goal", "bevat opmaak"),
        ({"themes": ()}, "themes", "noemt geen thema"),
        ({"themes": ("Brieven",)}, "themes", "kent het thema 'Brieven' niet"),
        ({"started": "09-2026"}, "started", "is geen maand als 2026-09"),
        ({"ended": "2026-08"}, "ended", "ligt voor de begindatum"),
        (
            {"ended": "2026-10"}, "ended",
            "hoort er precies bij een algoritme dat buiten gebruik is",
        ),
        (
            {"status": Status.OUT_OF_USE}, "ended",
            "hoort er precies bij een algoritme dat buiten gebruik is",
        ),
        ({"contact": "balie"}, "contact", "is geen mailadres of webadres (https)"),
        ({"page": "hoekzoom.nl"}, "page", "is geen webadres (https)"),
        ({"legal_links": (Link("Awb"),)}, "legal_links", "is geen webadres (https)"),
        (
            {"impact_assessments": ()}, "impact_explanation",
            "zegt niet waarom er geen impacttoets is",
        ),
    ],
)  # fmt: skip
def test_what_may_not_be_published_says_why(
    change: dict[str, Any], field: str, reason: str
) -> None:
    """In neither form; nothing is cut off or filled in."""
    for form in (as_standard, as_delivery):
        with pytest.raises(StadspoortError) as caught:
            form(replace(CLEAN, **change))
        assert (field, reason) in getattr(caught.value, "problems")  # noqa: B009 (of the one class)


def test_every_problem_is_named_at_once() -> None:
    """So that nobody mends one field to be told of the next."""
    with pytest.raises(StadspoortError) as caught:
        as_standard(replace(ENTRY, name="", started="nu"))
    named = [field for field, _ in getattr(caught.value, "problems")]  # noqa: B009 (as above)
    assert named == ["name", "considerations", "started"]
