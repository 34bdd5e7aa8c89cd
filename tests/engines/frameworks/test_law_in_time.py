"""One application on four days, by the dates of the AI Act.

Art. 5 since 2-2-2025; art. 4 reworded on 27-7-2026; art. 50(1) from 2-8-2026; art. 5(1)(ba) and the
marking of art. 50(2) for what was already on the market from 2-12-2026; art. 53 for models from
before 2-8-2025 from 2-8-2027; high risk of annex III from 2-12-2027, and not from 2-8-2026.
Regulation (EU) 2024/1689 as of 12-7-2024 and of 27-7-2026 (Regulation (EU) 2026/1744).
"""

from __future__ import annotations

from datetime import date

import pytest
from tests.engines.frameworks import make

from stadspoort.engines.frameworks.judging import judge, judge_all

# What is expected was written from the dates above: which requirements there are that day for a
# chatbot for residents that makes pictures (on the market since 1-3-2025), of annex III, with a
# model of 1-5-2024; only the training of staff was shown.
JULY = {
    "aia-4-geletterdheid": "met",
    "aia-5-emotie": "not_applicable",
}
AUGUST = {
    "aia-4-geletterdheid": "met",
    "aia-5-emotie": "not_applicable",
    "aia-50-1-ai-herkenbaar": "missing",
    "aia-50-2-markering": "not_applicable",  # only what is new is marked
    "aia-53-gedragscode": "not_applicable",  # only new models
}
DECEMBER = AUGUST | {
    "aia-5-intieme-beelden": "not_applicable",
    "aia-50-2-markering": "missing",  # now also what was there
}
A_YEAR_LATER = DECEMBER | {
    "aia-53-gedragscode": "missing",
    "aia-26-toezicht": "missing",
}


@pytest.mark.parametrize(
    ("day", "outcomes", "verdict", "valid_until"),
    [
        # Allowed to the last day of the old text: the next day art. 4 reads otherwise.
        pytest.param(date(2026, 7, 26), JULY, "allowed", date(2026, 7, 26), id="26-7-2026"),
        # Art. 50(1) is there and not shown; art. 26 is not, since the omnibus moved it.
        pytest.param(date(2026, 8, 2), AUGUST, "unproven", date(2026, 12, 1), id="2-8-2026"),
        # Marking; the next that changes for this use is art. 53 on 2-8-2027.
        pytest.param(date(2026, 12, 2), DECEMBER, "unproven", date(2027, 8, 1), id="2-12-2026"),
        pytest.param(date(2027, 12, 2), A_YEAR_LATER, "unproven", None, id="2-12-2027"),
    ],
)
def test_the_law_on_four_days(
    day: date, outcomes: dict[str, str], verdict: str, valid_until: date | None
) -> None:
    ruling = judge(make.library(), make.facts("wet-in-de-tijd"), "chatbot", "antwoorden", day)

    assert {each.requirement.id: each.outcome for each in ruling.trace} == outcomes
    assert (ruling.verdict, ruling.valid_until) == (verdict, valid_until)


@pytest.mark.parametrize(
    ("day", "verdict", "valid_until"),
    [
        # The day before art. 50(1): only art. 4 applies, and it was shown.
        pytest.param(date(2026, 8, 1), "allowed", date(2026, 8, 1), id="1-8-2026"),
        pytest.param(date(2026, 12, 1), "unproven", date(2026, 12, 1), id="1-12-2026"),
        pytest.param(date(2027, 12, 1), "unproven", date(2027, 12, 1), id="1-12-2027"),
    ],
)
def test_the_days_before(day: date, verdict: str, valid_until: date) -> None:
    """The last day on which the verdict can be counted on is the day before the law changes."""
    facts = make.facts("wet-in-de-tijd")
    ruling = judge(make.library(), facts, "chatbot", "antwoorden", day)

    assert (ruling.verdict, ruling.valid_until) == (verdict, valid_until)
    (row,) = judge_all(make.library(), facts, day)
    assert (row.verdict, row.valid_until) == (verdict, valid_until)


def test_the_old_text_would_have_asked_for_high_risk_on_2_august() -> None:
    """What the omnibus moved: with the old text still in force, art. 26 applies from that day."""
    files = make.contents()
    del files[make.NEW]
    files[make.OLD] = files[make.OLD].replace(b"to: 2026-07-26", b"to: null")
    facts = make.facts("wet-in-de-tijd", without="2026-07-27")
    library = make.read_library(files)

    before = judge(library, facts, "chatbot", "antwoorden", date(2026, 8, 1))
    after = judge(library, facts, "chatbot", "antwoorden", date(2026, 8, 2))

    assert "aia-26-toezicht" not in {each.requirement.id for each in before.trace}
    assert "aia-26-toezicht" in {each.requirement.id for each in after.reasons}
    assert before.valid_until == date(2026, 8, 1)
