"""The frameworks at the gate: what lapses or changes is obeyed at the next look, a second later.

Source: issue 4, part 4: "changes the gate's answer within 5 s without anyone pressing a button".
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from tests.apps.frameworks import make as facts
from tests.apps.frameworks import rules
from tests.apps.gate import make

from stadspoort.apps.accounts.queries import system_user
from stadspoort.apps.audit.models import LedgerEntry
from stadspoort.apps.frameworks import evidence_actions
from stadspoort.apps.frameworks.choices import SubjectKind
from stadspoort.apps.frameworks.models import VerdictRecord
from stadspoort.apps.gate.register import Snapshots
from stadspoort.apps.register import actions as register
from stadspoort.engines.frameworks import Standing
from stadspoort.engines.frameworks.library import packaged_library
from stadspoort.gate.errors import CallRefusedError
from stadspoort.gate.steps.verdict import judge
from stadspoort.gate.values import EMBEDDED_MODEL, Outcome, legal_day

pytestmark = pytest.mark.django_db(transaction=True)

DPIA = evidence_actions.EvidenceFacts(
    slug="dpia", type="dpia", subject={"use": "brieven"}, title="DPIA", effective=date(2026, 1, 15)
)


@pytest.fixture(autouse=True)
def _small_library(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    rules.install(monkeypatch)
    yield
    packaged_library.cache_clear()


class Gate:
    """The gate's copy of the register, on a clock that is set by hand; looked at once a second."""

    def __init__(self) -> None:
        self.now = make.NOON
        self._snapshots = Snapshots(clock=lambda: self.now, monotonic=lambda: 0.0)

    def writes_down(self) -> None:
        """Do what follows each look in the thread of a process."""
        self._snapshots.refresh()
        self._snapshots.note_changes()

    def asks(self) -> Standing:
        """Return the standing with which a call passes now; the refusal comes as an error."""
        self._snapshots.refresh()
        snapshot = self._snapshots.snapshot()
        purpose = snapshot.purposes["brieven"]
        day = legal_day(self.now)
        _, verdict = judge(EMBEDDED_MODEL, purpose, make.principal(), snapshot, today=day)
        return verdict.standing


@pytest.fixture
def gate() -> Gate:
    """Give a gate that knows one application, the embedded model and an adopted framework."""
    known = make.registered()
    register.add_embedded_model(by=known.owner, now=make.NOON)
    facts.fact(SubjectKind.USE, "brieven", "use.practices", [])
    facts.adopt("regels", "1")
    return Gate()


def refused(gate: Gate) -> CallRefusedError:
    with pytest.raises(CallRefusedError) as caught:
        gate.asks()
    return caught.value


def test_a_dpia_that_lapses_at_midnight_stops_the_calls(gate: Gate) -> None:
    """Effective on 15 January 2026 and good for a year: 15 January 2027 is the last day."""
    facts.evidence(DPIA)
    gate.now = datetime(2027, 1, 15, 22, 59, 59, tzinfo=UTC)
    assert gate.asks() == Standing.ONDER_VOORWAARDEN

    gate.now = datetime(2027, 1, 15, 23, 0, tzinfo=UTC)
    refusal = refused(gate)

    assert refusal.outcome == Outcome.VERDICT_MISSING
    assert "telde tot en met 15-01-2027" in refusal.explanation

    facts.evidence(DPIA, slug="dpia-2027", effective=date(2027, 1, 16))
    assert gate.asks() == Standing.ONDER_VOORWAARDEN


def test_a_law_date_stops_the_calls_by_itself(gate: Gate) -> None:
    facts.evidence(DPIA, effective=date(2026, 11, 1))
    gate.now = datetime(2027, 5, 31, 12, tzinfo=UTC)
    assert gate.asks() == Standing.ONDER_VOORWAARDEN

    gate.now = datetime(2027, 6, 1, 12, tzinfo=UTC)

    assert refused(gate).explanation.startswith("Regels art. 2: Het scherm noemt de AI.")


def test_what_becomes_known_of_a_use_stops_the_calls(gate: Gate) -> None:
    facts.evidence(DPIA)
    assert gate.asks() == Standing.ONDER_VOORWAARDEN

    facts.fact(SubjectKind.USE, "brieven", "use.practices", ["manipulatie"])

    assert refused(gate).outcome == Outcome.VERDICT_FORBIDS


def test_evidence_that_its_issuer_took_back_stops_the_calls(gate: Gate) -> None:
    row = facts.evidence(DPIA)
    assert gate.asks() == Standing.ONDER_VOORWAARDEN

    evidence_actions.end_evidence(evidence=row, by=system_user(), now=make.NOON)

    assert refused(gate).outcome == Outcome.VERDICT_MISSING


def test_of_two_processes_one_writes_down_what_changed(gate: Gate) -> None:
    """Both compile the same; the second finds it written."""
    facts.evidence(DPIA)

    gate.writes_down()
    Gate().writes_down()

    (row,) = VerdictRecord.objects.all()
    assert (row.application, row.verdict) == ("burgerzaken", "conditional")
    assert LedgerEntry.objects.filter(kind="register.verdict_changed").count() == 1
