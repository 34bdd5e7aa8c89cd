"""The frameworks that come with the package: dates, prohibitions, and what a use is asked.

Source: the dates of the AI Act (art. 111 and 113, as changed by Regulation (EU) 2026/1744),
written here by hand; docs/explanation/frameworks.md gives it with its sources.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from stadspoort.engines.frameworks.library import FrameworkVersion, Requirement, packaged_library

EXPLANATION = Path(__file__).resolve().parents[3] / "docs/explanation/frameworks.md"
LAST_DAY_OF_THE_FIRST_TEXT = date(2026, 7, 26)
FIRST_DAY_OF_THE_SECOND_TEXT = date(2026, 7, 27)
OPEN = None
HIGH_RISK = {
    "aia-13-gebruiksaanwijzing",
    "aia-16-conformiteit",
    "aia-25-geen-aanbieder",
    "aia-26-1-volgens-aanwijzing",
    "aia-26-2-toezicht",
    "aia-26-4-invoer",
    "aia-26-5-monitoren",
    "aia-26-6-logs",
    "aia-26-7-werknemers",
    "aia-26-8-registratie",
    "aia-26-9-dpia",
    "aia-26-11-informeren",
    "aia-27-fria",
}
BLOCKING_WITHOUT_A_LAW = {
    "gibit-contract",
    "genai-risico",
    "genai-afspraken",
    "genai-mens",
    "genai-mens-bereikbaar",
    "genai-geen-vrij",
}
"""What the position of 2025 asks before any use; a municipality makes it its own by adopting it."""

NAMED_BY_THE_STARTER_CATALOGUE = {
    "genai-risico": "use",
    "genai-afspraken": "application",
    "genai-mens": "use",
    "genai-geen-vrij": "application",
    "genai-open-eu": "application",
    "genai-doel": "use",
    "genai-2023-niet-gecontracteerd": "application",
    "avg-05-1b-geen-training": "application",
    "avg-05-1c-minimaal": "use",
    "avg-05-1e-leverancier-retentie": "application",
    "avg-25-1-ontwerp": "application",
    "avg-25-2-standaard": "application",
    "avg-28-1-garanties": "supplier",
    "avg-28-2-4-subverwerkers": "supplier",
    "avg-28-3-overeenkomst": "supplier",
    "avg-32-beveiliging": "application",
    "avg-35-dpia": "use",
    "avg-44-locatie": "application",
    "avg-45-adequaat": "application",
    "avg-46-waarborgen": "application",
    "avg-48-vreemde-overheid": "supplier",
    "aia-53-1b-downstream": "model",
    "aia-53-1c-auteursbeleid": "model",
    "aia-53-1d-trainingsdata": "model",
    "aia-53-1d-trainingsdata-oud": "model",
    "aia-53-2-opensource": "model",
    "aia-55-systeemrisico": "model",
    "aw-15o-voorbehoud": "model",
    "bio2-leverancier": "supplier",
    "bio2-pentest": "application",
    "gw-01-discriminatie": "application",
}
"""Evidence of the catalogue names these ids; an id is never given to another meaning."""


def every_requirement() -> list[tuple[FrameworkVersion, Requirement]]:
    """Return each requirement with the version it stands in."""
    return [
        (version, each) for version in packaged_library().versions for each in version.requirements
    ]


def applying(day: date) -> set[str]:
    """Return the requirements of the AI Act of which a date holds on this day."""
    return {
        each.id
        for version in packaged_library().on(day)
        if version.framework == "aia"
        for each in version.requirements
        for entry in version.provision(each.provision).applies
        if entry.actor == each.actor and entry.kind in each.kinds and entry.holds_on(day)
    }


@pytest.mark.parametrize(
    ("version", "provision", "kind", "expected"),
    [
        pytest.param("2024-07-12", "aia-5", "all", date(2025, 2, 2), id="prohibitions"),
        pytest.param("2024-07-12", "aia-4", "all", date(2025, 2, 2), id="literacy, first text"),
        pytest.param("2024-07-12", "aia-53", "new", date(2025, 8, 2), id="models"),
        pytest.param("2024-07-12", "aia-53", "existing", date(2027, 8, 2), id="older models"),
        pytest.param("2024-07-12", "aia-50-1", "all", date(2026, 8, 2), id="transparency"),
        pytest.param(
            "2024-07-12", "aia-50-2", "existing", date(2026, 8, 2), id="marking, first text"
        ),
        pytest.param(
            "2024-07-12", "aia-27", "annex_iii_new", date(2026, 8, 2), id="Annex III, first text"
        ),
        pytest.param(
            "2024-07-12", "aia-16", "annex_i_new", date(2027, 8, 2), id="Annex I, first text"
        ),
        pytest.param(
            "2024-07-12", "aia-27", "existing_public", date(2030, 8, 2), id="public, first text"
        ),
        pytest.param("2026-07-27", "aia-5", "all", date(2025, 2, 2), id="prohibitions stay"),
        pytest.param("2026-07-27", "aia-5-2026", "all", date(2026, 12, 2), id="new prohibitions"),
        pytest.param("2026-07-27", "aia-4", "all", date(2026, 7, 27), id="literacy, new words"),
        pytest.param("2026-07-27", "aia-53", "new", date(2025, 8, 2), id="models stay"),
        pytest.param("2026-07-27", "aia-53", "existing", date(2027, 8, 2), id="older models stay"),
        pytest.param("2026-07-27", "aia-50-1", "all", date(2026, 8, 2), id="transparency stays"),
        pytest.param("2026-07-27", "aia-50-3", "all", date(2026, 8, 2), id="emotions stay"),
        pytest.param("2026-07-27", "aia-50-4", "all", date(2026, 8, 2), id="deep fakes stay"),
        pytest.param("2026-07-27", "aia-50-2", "new", date(2026, 8, 2), id="marking, new systems"),
        pytest.param(
            "2026-07-27", "aia-50-2", "existing", date(2026, 12, 2), id="marking, older systems"
        ),
        pytest.param(
            "2026-07-27", "aia-27", "annex_iii_new", date(2027, 12, 2), id="Annex III moved"
        ),
        pytest.param("2026-07-27", "aia-16", "annex_i_new", date(2028, 8, 2), id="Annex I moved"),
        pytest.param(
            "2026-07-27", "aia-27", "existing_public", date(2030, 8, 2), id="public bodies stay"
        ),
    ],
)
def test_a_date_of_the_ai_act(version: str, provision: str, kind: str, expected: date) -> None:
    entries = packaged_library().named(f"aia@{version}").provision(provision).applies

    found = {(entry.first, entry.last) for entry in entries if entry.kind == kind}

    assert found == {(expected, OPEN)}


@pytest.mark.parametrize(
    ("day", "begins"),
    [
        pytest.param(
            date(2026, 8, 2),
            {
                "aia-50-1-ai-herkenbaar",
                "aia-50-2-markering",
                "aia-50-3-emotie-melden",
                "aia-50-4-deepfake",
                "aia-50-4-publieke-tekst",
                "aia-50-5-duidelijk",
                "aia-73-incident",
                "aia-86-uitleg",
            },
            id="transparency, and nothing on high risk",
        ),
        pytest.param(
            date(2026, 12, 2),
            {
                "aia-05-ba-gebruik",
                "aia-05-bb-gebruik",
                "aia-05-ba-intiem",
                "aia-05-bb-csam",
            },
            id="two prohibitions",
        ),
        pytest.param(date(2027, 8, 2), {"aia-53-1d-trainingsdata-oud"}, id="older models"),
        pytest.param(
            date(2027, 12, 2),
            HIGH_RISK | {"aia-06-classificatie", "aia-06-3-uitzondering"},
            id="high risk, Annex III",
        ),
        pytest.param(date(2028, 8, 2), set(), id="Annex I adds a kind, no duty"),
        pytest.param(date(2030, 8, 2), {"aia-111-2-overheid"}, id="older systems of public bodies"),
    ],
)
def test_what_begins_on_a_day(day: date, begins: set[str]) -> None:
    the_day_before = date.fromordinal(day.toordinal() - 1)

    assert applying(day) - applying(the_day_before) == begins
    assert applying(the_day_before) <= applying(day)


def test_no_duty_of_high_risk_applied_under_the_first_text() -> None:
    """It would have begun on 2 August 2026; the second text came six days earlier."""
    assert not HIGH_RISK & applying(LAST_DAY_OF_THE_FIRST_TEXT)
    assert "aia-05-social-scoring" in applying(LAST_DAY_OF_THE_FIRST_TEXT)


def test_the_second_text_changes_one_duty_on_its_first_day() -> None:
    before, after = applying(LAST_DAY_OF_THE_FIRST_TEXT), applying(FIRST_DAY_OF_THE_SECOND_TEXT)

    assert before - after == {"aia-04-geletterd-v1"}
    assert after - before == {"aia-04-geletterd-v2"}


def test_each_practice_is_forbidden_or_told_by_its_own_requirement() -> None:
    """One question of the intake answers all of art. 5; no choice of it leads to nothing."""
    practices = packaged_library().vocabulary.attributes["use.practices"].choices or {}
    version = packaged_library().named("aia")

    asking = {
        practice: [
            (each.id, each.prohibits)
            for each in version.requirements
            if str(each.condition) == f"'{practice}' in use.practices"
        ]
        for practice in practices
    }

    assert asking == {
        "manipulatie": [("aia-05-manipulatie", True)],
        "kwetsbaarheid": [("aia-05-kwetsbaar", True)],
        "social_scoring": [("aia-05-social-scoring", True)],
        "misdaadvoorspelling": [("aia-05-misdaad-profiel", True)],
        "gezichtsdatabank": [("aia-05-gezicht-scrape", True)],
        "emotie_werk_onderwijs": [("aia-05-emotie-werk", True)],
        "biometrie_gevoelig": [("aia-05-biometrie-gevoelig", True)],
        "biometrie_op_afstand": [("aia-05-rbi", True)],
        "intiem_beeld": [("aia-05-ba-gebruik", True)],
        "kindermisbruik": [("aia-05-bb-gebruik", True)],
        "emotie_of_biometrie": [("aia-50-3-emotie-melden", False)],
    }


@pytest.mark.parametrize(
    ("day", "is_forbidden"),
    [
        pytest.param(date(2025, 4, 15), False, id="the position of 2023 was for the state"),
        pytest.param(date(2025, 4, 16), True, id="the position of 2025 is for all"),
    ],
)
def test_freely_accessible_tools_are_forbidden_by_their_kind(
    day: date, *, is_forbidden: bool
) -> None:
    forbidding = [
        str(each.condition)
        for version in packaged_library().on(day)
        for each in version.requirements
        if each.prohibits and "app.kind" in each.condition.names
    ]

    assert forbidding == (["app.kind == 'consumer'"] if is_forbidden else [])


def test_only_law_blocks_except_what_the_position_of_2025_asks_first() -> None:
    blocking = {
        each.id
        for version, each in every_requirement()
        if each.severity == "block" and version.kind != "law"
    }

    assert blocking == BLOCKING_WITHOUT_A_LAW


def test_everything_is_a_concept() -> None:
    """Nothing may be shipped as law that no lawyer has seen."""
    assert {version.status for version in packaged_library().versions} == {"concept"}


def test_the_first_set_is_whole() -> None:
    assert {version.name for version in packaged_library().versions} == {
        "aia@2024-07-12",
        "aia@2026-07-27",
        "archief@1996-01-01",
        "avg@2018-05-25",
        "aw@2021-06-07",
        "awb@1994-01-01",
        "bio2@1.2",
        "bio2@1.3",
        "cbw@2026-08-15",
        "ethiek@2026-02-17",
        "genai-nl@2023-12-11",
        "genai-nl@2025-04-16",
        "gibit@2023",
        "grond@2018-07-01",
        "mcc@2025-03-05",
        "reg@1.0",
        "woo@2022-05-01",
    }


def test_ids_that_evidence_names_keep_their_subject() -> None:
    subjects = {each.id: each.subject for _, each in every_requirement()}

    assert {name: subjects.get(name) for name in NAMED_BY_THE_STARTER_CATALOGUE} == (
        NAMED_BY_THE_STARTER_CATALOGUE
    )


def test_moved_numbers_of_bio2_supersede_the_old_ones() -> None:
    """BIO2 1.3: 5.04.02, 5.04.03, 5.24.06 and 5.25.01 have another number than in 1.2."""
    version = packaged_library().named("bio2@1.3")
    moved = {
        each.id: (each.supersedes, version.provision(each.provision).article)
        for each in version.requirements
        if each.supersedes
    }

    assert moved == {
        "bio2-gedragsregels-inhuur": (("bio2-0504-02-gedragsregels-inhuur",), "BIO2 5.10.02"),
        "bio2-acceptabel": (("bio2-0504-03-gedragsregels",), "BIO2 5.10.03"),
        "bio2-keten": (("bio2-0524-06-keten",), "BIO2 5.21.05"),
        "bio2-incident": (("bio2-0525-01-incident",), "BIO2 5.26.02"),
    }


def test_no_question_is_asked_for_nothing() -> None:
    """Each attribute with a question is named in a condition, or used by the judge itself."""
    vocabulary = packaged_library().vocabulary
    named = {name for _, each in every_requirement() for name in each.condition.names}
    for version in packaged_library().versions:
        for provision in version.provisions:
            for entry in provision.applies:
                named |= entry.when.names if entry.when else frozenset()

    asked = {name for name, each in vocabulary.attributes.items() if each.question}

    assert asked - named == {"use.workbench"}
    assert len(asked) == 24


def test_an_obligation_is_one_short_sentence() -> None:
    """The first colon or full stop is the last: one duty, in words for a screen."""
    too_much = [
        each.id
        for _, each in every_requirement()
        if not each.obligation.endswith(".")
        or ". " in each.obligation
        or len(each.obligation) > 150
    ]

    assert too_much == []


def test_every_other_date_is_explained() -> None:
    """Where a source gives another date, the file says why it does not count."""
    conflicts = [
        (provision.id, other.day, other.note)
        for version in packaged_library().versions
        for provision in version.provisions
        for entry in provision.applies
        for other in entry.conflicts
    ]

    assert {(name, day) for name, day, _ in conflicts} == {
        ("aia-50-1", date(2027, 12, 2)),
        ("aia-50-2", date(2027, 2, 2)),
        ("aia-50-3", date(2027, 12, 2)),
        ("aia-50-4", date(2027, 12, 2)),
        ("aia-73", date(2027, 12, 2)),
    }
    assert all(note for _, _, note in conflicts)


def test_the_explanation_counts_what_there_is() -> None:
    """The table in docs/explanation/frameworks.md, read as a table, and the sentence above it."""
    text = EXPLANATION.read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([a-z0-9-]+)` \|.*\| (\d+(?: en \d+)?) \|$", text, re.MULTILINE)
    told = {framework: [int(count) for count in counts.split(" en ")] for framework, counts in rows}
    held: dict[str, list[int]] = {}
    for version in packaged_library().versions:
        held.setdefault(version.framework, []).append(len(version.requirements))
    different = len({each.id for _, each in every_requirement()})

    assert told == held
    assert f"samen {sum(map(sum, held.values()))} eisen; {different} verschillende" in text
