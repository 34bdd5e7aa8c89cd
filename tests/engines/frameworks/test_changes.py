"""Two versions beside each other, and what the new one does before anybody adopts it.

The AI Act of 12-7-2024 beside that of 27-7-2026 (tests/data/frameworks): art. 4 reads otherwise,
art. 26 moves from 2-8-2026 to 2-12-2027, and the old extract has no arts 5(1)(ba), 50(2) and 53.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.engines.frameworks import make

from stadspoort.engines.frameworks.changes import differences, impact
from stadspoort.engines.frameworks.library import Library, read_library

LIBRARY = make.library()
OLD, NEW = LIBRARY.named("aia@2024-07-12"), LIBRARY.named("aia@2026-07-27")


def changed(old: str, new: str) -> Library:
    """Return the library after a change in the new version."""
    files = make.contents()
    text = files[make.NEW].decode()
    assert old in text
    files[make.NEW] = text.replace(old, new, 1).encode()
    return read_library(files)


def test_what_changed() -> None:
    found = {each.requirement: each for each in differences(OLD, NEW)}

    assert {id_: each.kind for id_, each in found.items()} == {
        "aia-4-geletterdheid": "changed",
        "aia-5-intieme-beelden": "new",
        "aia-26-toezicht": "moved",
        "aia-50-2-markering": "new",
        "aia-53-gedragscode": "new",
    }
    (moved,) = found["aia-26-toezicht"].fields
    assert (moved.name, moved.before, moved.after) == (
        "dates",
        "vanaf 2026-08-02",
        "vanaf 2027-12-02",
    )
    fields = {each.name: (each.before, each.after) for each in found["aia-4-geletterdheid"].fields}
    assert fields == {
        "obligation": (
            "Wie met AI werkt, weet er genoeg van.",
            "De gemeente helpt wie met AI werkt er genoeg van te weten.",
        ),
        "dates": ("vanaf 2025-02-02", "vanaf 2026-07-27"),
    }


def test_the_other_way_round_what_was_new_is_gone() -> None:
    found = {each.requirement: each.kind for each in differences(NEW, OLD)}

    assert found["aia-53-gedragscode"] == "gone"
    assert found["aia-26-toezicht"] == "moved"


def test_a_version_does_not_differ_from_itself() -> None:
    assert differences(NEW, NEW) == ()


def test_what_takes_the_place_of_another_is_a_replacement() -> None:
    library = changed(
        "  - id: aia-4-geletterdheid\n    provision: aia-4",
        "  - id: aia-4-hulp\n    supersedes: [aia-4-geletterdheid]\n    provision: aia-4",
    )
    found = {each.requirement: each for each in differences(OLD, library.named("aia"))}

    assert (found["aia-4-hulp"].kind, found["aia-4-hulp"].replaces) == (
        "replaced",
        ("aia-4-geletterdheid",),
    )
    assert "aia-4-geletterdheid" not in found


@pytest.mark.parametrize(
    ("old", "new", "name", "before", "after"),
    [
        ("severity: warn", "severity: info", "severity", "warn", "info"),
        ("of: [opleidingsregister], max_age_days: 365", "of: [opleidingsregister]", "evidence",
         "opleidingsregister (365 dagen)", "opleidingsregister"),
        ("condition: 'true'", "condition: app.contracted", "condition", "true", "app.contracted"),
        ("reach: instruction", "reach: contract", "reach", "instruction", "contract"),
        ("check: document", "check: setting", "check", "document", "setting"),
    ],
)  # fmt: skip
def test_every_field_that_changed_is_shown(
    old: str, new: str, name: str, before: str, after: str
) -> None:
    (change,) = differences(NEW, changed(old, new).named("aia"))
    (field,) = change.fields

    assert (change.kind, field.name, field.before, field.after) == ("changed", name, before, after)


def test_the_impact_names_the_verdicts_that_change_and_when() -> None:
    """Unproven either way, for art. 50(1): no verdict moves, and every touched use is named.

    What differs for the chatbot is training, the day of oversight, marking and models.
    """
    found = impact(LIBRARY, make.facts("wet-in-de-tijd"), OLD, NEW)

    assert [(each.requirement, each.on) for each in found.touched] == [
        ("aia-4-geletterdheid", date(2026, 7, 27)),
        ("aia-26-toezicht", date(2026, 8, 2)),
        ("aia-50-2-markering", date(2026, 12, 2)),
        ("aia-53-gedragscode", date(2027, 8, 2)),
    ]
    assert found.verdicts == ()


def test_a_verdict_that_the_new_version_saves_and_one_that_it_costs() -> None:
    """Training and the text on the screen were shown.

    Old: no oversight from 2-8-2026 on, so unproven. New: fine from 2-8-2026, no marking from
    2-12-2026, no oversight from 2-12-2027.
    """
    facts = make.facts("wet-in-de-tijd")
    training = facts.evidence[0]
    more = [
        replace(training, id="altijd", effective=date(2026, 7, 1)),
        *(
            replace(training, id=f"scherm-{year}", type="schermtekst", subject={},
                    effective=date(year, 7, 1))
            for year in (2026, 2027)
        ),
    ]  # fmt: skip
    known = replace(facts, evidence=(*facts.evidence, *more))
    found = impact(LIBRARY, known, OLD, NEW)

    assert [(each.on, each.before, each.after, each.because) for each in found.verdicts] == [
        (date(2026, 8, 2), "unproven", "conditional", ("aia-26-toezicht",)),
        (date(2026, 12, 2), "unproven", "unproven", ("aia-26-toezicht", "aia-50-2-markering")),
    ]


def test_what_was_adopted_is_taken_as_adopted() -> None:
    """Else every verdict would fall on the first day, and the impact would show nothing else."""
    facts = make.facts("wet-in-de-tijd", without="2026-07-27")
    found = impact(LIBRARY, facts, OLD, NEW)

    assert found.verdicts == ()


def test_facts_are_left_as_they_were() -> None:
    facts = make.facts("wet-in-de-tijd")
    impact(LIBRARY, facts, OLD, NEW)

    assert facts == make.facts("wet-in-de-tijd")
