"""Verification on the screen: it names the first bad entry, and says what it cannot see."""

from __future__ import annotations

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from tests.apps.accounts.people import person, signed_in
from tests.apps.gate.make import registered
from tests.apps.oversight import make

from stadspoort.apps.accounts.models import User
from stadspoort.apps.accounts.roles import Role
from stadspoort.apps.audit import anchors
from stadspoort.apps.audit.models import LedgerEntry, LedgerHead
from stadspoort.apps.gate.models import CallRecord
from stadspoort.apps.oversight import verifying
from stadspoort.apps.oversight.models import VerificationRun


@pytest.fixture
def auditor() -> User:
    registered()
    return person("astrid", Role.AUDITOR, is_demo=True)


def finished(auditor: User, own_anchors: bytes | None = None) -> VerificationRun:
    run = VerificationRun.objects.create(
        started_by=auditor, started_at=timezone.now(), has_own_anchors=own_anchors is not None
    )
    verifying.finish(run.pk, own_anchors)
    run.refresh_from_db()
    return run


def page_of(client: Client, run: VerificationRun) -> str:
    return client.get(f"/logboek/controle/{run.pk}/").content.decode()


@pytest.mark.django_db
def test_a_sound_ledger_is_said_to_be_sound_with_what_is_not_certain(auditor: User) -> None:
    client = signed_in(auditor)

    run = finished(auditor)

    assert run.is_ok
    assert "Het logboek klopt" in page_of(client, run)
    assert "niet uit te sluiten" in page_of(client, run)
    event = LedgerEntry.objects.get(kind="ledger.verified")
    assert json.loads(event.payload)["facts"]["ok"] is True


@pytest.mark.django_db
def test_the_first_bad_entry_is_named(auditor: User) -> None:
    client = signed_in(auditor)
    LedgerEntry.objects.filter(seq=3).update(payload='{"by":"systeem"}')

    run = finished(auditor)

    assert (run.is_ok, run.first_bad) == (False, 3)
    assert "De feiten van regel 3 zijn gewijzigd." in page_of(client, run)


@pytest.mark.django_db(transaction=True)
def test_an_anchor_that_was_kept_elsewhere_shows_a_cut(auditor: User) -> None:
    """Cut off with the head moved back, as an older database would have it."""
    before = LedgerHead.objects.get()
    make.call(person("bob", Role.MEDEWERKER), "c1")
    anchors.write(timezone.now())
    kept = anchors.anchor_file().read_bytes()
    anchors.anchor_file().unlink()
    LedgerEntry.objects.filter(seq__gt=before.seq).delete()
    before.save()

    # The row of the call alone tells already; an older database has none.
    assert "die het logboek niet kent" in finished(auditor).explanation
    CallRecord.objects.all().delete()
    LedgerEntry.objects.filter(kind="ledger.verified").delete()
    before.save()
    assert finished(auditor).is_ok
    LedgerEntry.objects.filter(kind="ledger.verified").delete()
    before.save()
    run = finished(auditor, kept)

    assert (run.is_ok, run.first_bad) == (False, before.seq + 1)
    assert "teruggezet" in run.explanation


@pytest.mark.django_db(transaction=True)
def test_the_button_starts_a_verification_that_goes_on_by_itself(
    auditor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[verifying.threading.Thread] = []

    class Noted(verifying.threading.Thread):
        def start(self) -> None:
            started.append(self)
            super().start()

    monkeypatch.setattr(verifying.threading, "Thread", Noted)
    client = signed_in(auditor)
    upload = SimpleUploadedFile("anchors.jsonl", b"no anchors\n")

    answer = client.post("/logboek/controle/", {"anchors": upload})
    started[0].join()

    run = VerificationRun.objects.get()
    assert answer.headers["Location"] == f"/logboek/controle/{run.pk}/"
    assert run.is_ok is False
    assert "Lijn 1 van het ankerbestand" in run.explanation
    assert "Klopt niet" in client.get("/logboek/controle/").content.decode()


@pytest.mark.django_db
def test_a_running_verification_asks_again_by_itself_and_with_a_link(auditor: User) -> None:
    run = VerificationRun.objects.create(started_by=auditor, started_at=timezone.now())
    client = signed_in(auditor)

    page = page_of(client, run)
    part = client.get(f"/logboek/controle/{run.pk}/", headers={"HX-Request": "true"})

    assert "every 2s" in page
    assert "Ververs deze bladzijde" in page
    assert "<html" not in part.content.decode()


@pytest.mark.django_db
def test_a_verification_that_was_broken_off_does_not_go_on_for_ever(auditor: User) -> None:
    run = VerificationRun.objects.create(
        started_by=auditor, started_at=timezone.now() - verifying.GIVEN_UP_AFTER * 2
    )

    page = page_of(signed_in(auditor), run)

    assert "De controle is afgebroken." in page
    assert "every 2s" not in page
