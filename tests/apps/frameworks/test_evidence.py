"""Evidence: checked, sealed, held when it is not what it says, ended, withdrawn, all recorded.

Source: issue 4, "An evidence file that is not what it says: held, with the reason."
"""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

import pytest
from tests.apps.frameworks import make

from stadspoort.apps.accounts.queries import system_user
from stadspoort.apps.audit.models import LedgerEntry
from stadspoort.apps.frameworks import evidence_actions, evidence_files, revision
from stadspoort.apps.frameworks.errors import (
    DateAheadError,
    EntryWithdrawnError,
    EvidenceSlugError,
    EvidenceSubjectError,
    EvidenceTypeUnknownError,
    EvidenceWordUnknownError,
    FileTooLargeError,
    PeriodReversedError,
    RequirementUnknownError,
    WordsMissingError,
)
from stadspoort.apps.frameworks.models import Evidence

pytestmark = pytest.mark.django_db

DOCUMENTS = Path(__file__).resolve().parents[2] / "data" / "documents"
TEXT = b"Verwerkersovereenkomst met Voorbeeld BV, getekend op 1 februari 2026.\n"


def with_file(data: bytes, name: str) -> Evidence:
    return evidence_actions.record_evidence(
        facts=make.DPIA, by=system_user(), now=make.NOW, data=data, name=name
    )


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        pytest.param({"slug": "Met Hoofdletters"}, EvidenceSlugError, id="a slug with a space"),
        pytest.param({"type": "geloof"}, EvidenceTypeUnknownError, id="an unknown type"),
        pytest.param({"bearing": "misschien"}, EvidenceWordUnknownError, id="no way it points"),
        pytest.param({"reliance": "horen_zeggen"}, EvidenceWordUnknownError, id="nobody's word"),
        pytest.param({"subject": {}}, EvidenceSubjectError, id="about nothing"),
        pytest.param({"subject": {"wolk": "x"}}, EvidenceSubjectError, id="about no entry"),
        pytest.param({"subject": {"organisation": "elders"}}, EvidenceSubjectError,
                     id="about another municipality"),
        pytest.param({"title": "  "}, WordsMissingError, id="without a title"),
        pytest.param({"ends": date(2025, 1, 1)}, PeriodReversedError, id="ends before it begins"),
        pytest.param({"received": date(2026, 11, 25)}, DateAheadError, id="received tomorrow"),
        pytest.param({"concerns": ["geen-eis"]}, RequirementUnknownError, id="an unknown duty"),
    ],
)  # fmt: skip
def test_evidence_that_cannot_be_is_refused(
    changes: dict[str, object], error: type[Exception]
) -> None:
    with pytest.raises(error):
        make.evidence(**changes)
    assert not Evidence.objects.exists()


def test_a_slug_is_used_once() -> None:
    make.evidence()
    with pytest.raises(EvidenceSlugError):
        make.evidence()


def test_a_file_is_kept_sealed_and_can_be_opened() -> None:
    """In the database stand its digest and size; not one word of it."""
    row = with_file(TEXT, "overeenkomst.txt")

    file = row.file
    assert file is not None
    assert (file.held, file.media_type, file.size) == ("", "text/plain", len(TEXT))
    assert row.digest == hashlib.sha256(TEXT).hexdigest()
    assert b"Voorbeeld" not in bytes(file.content)
    assert evidence_files.opened(file) == TEXT


@pytest.mark.parametrize(
    ("data", "name", "reason"),
    [
        pytest.param(TEXT, "scan.png", "afbeelding", id="text that is called a picture"),
        pytest.param(TEXT, "dpia.pdf", "past niet bij de inhoud", id="text that is called a PDF"),
        pytest.param(b"%PDF-1.7\nkapot", "dpia.pdf", "pdf", id="a broken PDF"),
        pytest.param(b"MZ\x90\x00", "dpia.exe", "bestand", id="a program"),
    ],
)
def test_a_file_that_is_not_what_it_says_is_held_with_the_reason(
    data: bytes, name: str, reason: str
) -> None:
    row = with_file(data, name)

    assert row.file is not None
    assert reason in row.file.held.lower()
    assert '"held":true' in LedgerEntry.objects.get(kind="evidence.recorded").payload


def test_a_picture_and_a_real_pdf_are_what_they_say() -> None:
    assert evidence_files.look_at(b"\x89PNG\r\n\x1a\n....", "scan.png").held == ""
    data = (DOCUMENTS / "bezwaar.pdf").read_bytes()

    assert evidence_files.look_at(data, "bezwaar.pdf").held == ""


def test_a_file_larger_than_evidence_may_be_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evidence_files, "LARGEST", 0)
    with pytest.raises(FileTooLargeError):
        with_file(TEXT, "groot.txt")
    with pytest.raises(WordsMissingError):
        with_file(b"", "leeg.txt")


def test_what_its_issuer_took_back_has_a_last_day() -> None:
    row = make.evidence()
    before = revision.version()

    held = evidence_actions.end_evidence(
        evidence=row, on=date(2026, 12, 1), by=system_user(), now=make.NOW
    )

    assert held.withdrawn_on == date(2026, 12, 1)
    assert revision.version() == before + 1
    with pytest.raises(EntryWithdrawnError):
        evidence_actions.end_evidence(evidence=row, by=system_user(), now=make.NOW)


def test_other_evidence_can_annul_it() -> None:
    row, other = make.evidence(), make.evidence(slug="oordeel", type="dpia")

    held = evidence_actions.end_evidence(
        evidence=row, annulled_by=other, by=system_user(), now=make.NOW
    )

    assert (held.annulled_by, held.withdrawn_on) == (other, None)


def test_what_should_not_have_been_recorded_is_withdrawn() -> None:
    row = make.evidence()

    held = evidence_actions.withdraw_evidence(
        evidence=row, reason="Verkeerd stuk", by=system_user(), now=make.NOW
    )

    assert held.withdrawn_by == system_user()
    assert [entry.kind for entry in LedgerEntry.objects.order_by("seq")] == [
        "evidence.recorded",
        "evidence.withdrawn",
    ]
