"""Every change of a verdict is recorded once, with what it rests on; tasks follow the causes.

Source: issue 4, parts 2, 4 and 5: "assessments are bound to a version and never deleted"; "the
refusal shows the reasons to the owner with a task".
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from tests.apps.frameworks import make as facts
from tests.apps.frameworks import rules
from tests.apps.register import make

from stadspoort.apps.accounts.queries import system_user
from stadspoort.apps.audit.models import LedgerEntry
from stadspoort.apps.frameworks import adoption_actions, evidence_actions
from stadspoort.apps.frameworks.choices import SubjectKind
from stadspoort.apps.frameworks.models import Task, VerdictRecord
from stadspoort.apps.register import queries
from stadspoort.apps.register.verdict_actions import note_verdicts
from stadspoort.engines.frameworks.library import packaged_library

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _small_library(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    rules.install(monkeypatch)
    yield
    packaged_library.cache_clear()


@pytest.fixture(autouse=True)
def _entries() -> None:
    make.start()
    make.model()
    make.purpose()
    facts.fact(SubjectKind.USE, "brieven", "use.practices", [])


def records() -> list[tuple[str, int, date | None]]:
    """Return the verdicts on one use, in order."""
    rows = VerdictRecord.objects.filter(application="api", model="mock", use="brieven")
    return [(row.verdict, row.sequence, row.valid_until) for row in rows.order_by("sequence")]


def open_tasks() -> list[tuple[str, str, str]]:
    """Return what is asked of whom about what."""
    rows = Task.objects.filter(closed_at=None).order_by("title", "subject")
    return [(row.title, row.subject, row.deliverer) for row in rows]


def test_nothing_is_recorded_before_the_frameworks_have_a_say() -> None:
    make.decide(queries.model("mock"), queries.purpose("brieven"))

    assert note_verdicts(make.NOW) == 0
    assert not VerdictRecord.objects.exists()


def test_a_change_is_recorded_once_with_versions_and_trace() -> None:
    """Two own applications with two models for one purpose: four uses."""
    facts.adopt("regels", "1")

    assert note_verdicts(make.NOW) == 4
    assert note_verdicts(make.NOW) == 0

    row = VerdictRecord.objects.get(application="api", model="mock")
    assert (row.verdict, row.on, row.sequence) == ("unproven", make.TODAY, 1)
    assert row.rests_on == {"regels@1": packaged_library().named("regels@1").hash}
    decisive = [each for each in row.trace["requirements"] if each["effect"] == "unproven"]
    assert [(each["requirement"], each["outcome"]) for each in decisive] == [("dpia-er", "missing")]
    entries = LedgerEntry.objects.filter(kind="register.verdict_changed")
    assert entries.count() == 4
    told = [json.loads(entry.payload)["facts"] for entry in entries]
    assert {(each["was"], each["standing"]) for each in told} == {(None, "unproven")}
    assert row.digest in {each["content"] for each in told}


def test_each_later_change_is_added_and_the_earlier_ones_stay() -> None:
    """Shown, lapsed, shown again, adoption taken back: five records of one use."""
    adoption = facts.adopt("regels", "1")
    note_verdicts(make.NOW)
    facts.evidence()
    note_verdicts(make.NOW)
    note_verdicts(datetime(2027, 1, 16, 12, tzinfo=UTC))
    facts.evidence(slug="dpia-2027", effective=date(2027, 1, 16))
    note_verdicts(datetime(2027, 1, 17, 12, tzinfo=UTC))
    adoption_actions.withdraw_adoption(
        adoption=adoption, reason="Onderzoek", by=system_user(), now=make.NOW
    )
    note_verdicts(datetime(2027, 1, 17, 13, tzinfo=UTC))

    assert records() == [
        ("unproven", 1, None),
        ("conditional", 2, date(2027, 1, 15)),
        ("unproven", 3, None),
        ("conditional", 4, date(2027, 5, 31)),
        ("unproven", 5, None),
    ]
    assert note_verdicts(datetime(2027, 1, 17, 14, tzinfo=UTC)) == 0


def test_other_evidence_for_the_same_verdict_is_a_change_too() -> None:
    """What it rests on is another thing: an auditor must see on what it rested when."""
    facts.adopt("regels", "1")
    first = facts.evidence()
    note_verdicts(make.NOW)
    facts.evidence(slug="nieuwe-dpia")
    evidence_actions.withdraw_evidence(
        evidence=first, reason="Verkeerde versie", by=system_user(), now=make.NOW
    )
    note_verdicts(make.NOW)

    assert [verdict for verdict, *_ in records()] == ["conditional", "conditional"]


def test_a_prohibition_by_a_concept_is_recorded_before_any_adoption() -> None:
    make.decide(queries.model("mock"), queries.purpose("brieven"))
    facts.fact(SubjectKind.USE, "brieven", "use.practices", ["manipulatie"])

    assert note_verdicts(make.NOW) == 1
    assert [verdict for verdict, *_ in records()] == ["forbidden"]


def test_what_is_missing_becomes_a_task_for_the_owner_of_the_purpose() -> None:
    """Once, however many applications and models wait for it."""
    facts.adopt("regels", "1")
    note_verdicts(make.NOW)

    dpia = "Regels art. 1: lever gegevensbeschermingseffectbeoordeling (DPIA)"
    assert open_tasks() == [(dpia, "brieven", "municipality")]
    assert Task.objects.get().owner == queries.purpose("brieven").owner


def test_a_question_without_an_answer_becomes_a_task() -> None:
    facts.adopt("regels", "1")
    make.purpose("nieuw")
    recent = date(2026, 11, 1)
    facts.evidence(subject={"application": "api"}, effective=recent)
    facts.evidence(slug="nog-een", subject={"application": "assistent"}, effective=recent)
    note_verdicts(make.NOW)

    (task,) = open_tasks()
    assert task[0].startswith("Beantwoord: Doet dit gebruik een of meer van deze dingen?")
    assert task[1:] == ("nieuw", "")


def test_a_task_is_closed_by_the_rules_when_its_cause_is_gone() -> None:
    facts.adopt("regels", "1")
    note_verdicts(make.NOW)
    facts.evidence(subject={"use": "brieven"}, effective=date(2026, 11, 1))
    note_verdicts(make.NOW)

    row = Task.objects.get()
    assert (row.closed_at, row.closing_note, row.closed_by) == (
        make.NOW,
        "De oorzaak is weg.",
        None,
    )


def test_who_must_renew_something_hears_it_two_months_before() -> None:
    """The DPIA counts until 20 February 2027: 60 days before is 22 December 2026."""
    facts.adopt("regels", "1")
    facts.evidence(subject={"use": "brieven"}, effective=date(2026, 2, 20))
    note_verdicts(datetime(2026, 12, 21, 12, tzinfo=UTC))
    assert open_tasks() == []

    note_verdicts(datetime(2026, 12, 22, 12, tzinfo=UTC))

    assert open_tasks() == [("Regels art. 1: vernieuw dpia-brieven", "brieven", "")]
    assert Task.objects.get().due == date(2027, 2, 20)


def test_a_coming_law_date_becomes_a_task() -> None:
    """Article 2 applies from 1 June 2027."""
    facts.adopt("regels", "1")
    facts.evidence(subject={"use": "brieven"}, effective=date(2026, 11, 1))
    note_verdicts(datetime(2027, 4, 2, 12, tzinfo=UTC))

    title = "Na 31-05-2027 gelden andere eisen: beoordeel dit doel opnieuw"
    assert (title, "brieven", "") in open_tasks()
