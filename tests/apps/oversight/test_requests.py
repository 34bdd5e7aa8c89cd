"""A name or a sealed copy takes a reason and two people, and each step is recorded.

Sources: product rules ("a view by name needs a reason and a second person"); BIO2 5.03.
"""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from tests.apps.accounts.people import person, signed_in
from tests.apps.gate.make import registered
from tests.apps.oversight import make

from stadspoort.apps.accounts.models import User
from stadspoort.apps.accounts.roles import Role
from stadspoort.apps.audit.models import LedgerEntry
from stadspoort.apps.gate.models import CallRecord, SealedCopy
from stadspoort.apps.oversight import actions
from stadspoort.apps.oversight.errors import NotUsableError, SamePersonError
from stadspoort.apps.oversight.models import IdentityRequest, SealedCopyRequest

pytestmark = pytest.mark.django_db

REASON = "Incident 2026-14: gegevens bij een verkeerd model"


@pytest.fixture
def bob() -> User:
    registered()
    return person("bob", Role.MEDEWERKER, is_demo=True)


@pytest.fixture
def fg() -> Client:
    return signed_in(person("frida", Role.FG, is_demo=True))


@pytest.fixture
def ciso() -> Client:
    return signed_in(person("carlo", Role.CISO, is_demo=True))


@pytest.fixture
def auditor() -> Client:
    return signed_in(person("astrid", Role.AUDITOR, is_demo=True))


def recorded(prefix: str) -> list[str]:
    rows = LedgerEntry.objects.filter(kind__startswith=prefix).order_by("seq")
    return [row.kind for row in rows]


def ask_name(client: Client, reason: str = REASON) -> HttpResponse:
    return client.post("/logboek/namen/aanroep/c1/", {"reason": reason})


def decide(client: Client, what: str, number: int, decision: str, reason: str = "") -> str:
    answer = client.post(
        f"/logboek/{what}/{number}/besluit/", {"decision": decision, "reason": reason}, follow=True
    )
    return answer.content.decode()


def test_a_name_is_shown_to_who_asked_after_a_second_person_agreed(
    bob: User, fg: Client, ciso: Client
) -> None:
    make.call(bob, "c1")
    ask_name(fg)
    request = IdentityRequest.objects.get()
    assert "Het verzoek is goedgekeurd." in decide(ciso, "namen", request.pk, "approve")

    page = fg.post(f"/logboek/namen/{request.pk}/").content.decode()

    assert "Bob" in page
    assert recorded("identity.") == ["identity.asked", "identity.approved", "identity.shown"]
    assert "Bob" not in "".join(row.payload for row in LedgerEntry.objects.all())


def test_nobody_decides_on_what_they_asked(bob: User, fg: Client) -> None:
    make.call(bob, "c1")
    ask_name(fg)
    request = IdentityRequest.objects.get()

    assert "Een ander moet beslissen" in decide(fg, "namen", request.pk, "approve")

    assert fg.post(f"/logboek/namen/{request.pk}/", follow=True).status_code == 200
    request.refresh_from_db()
    assert request.is_approved is None
    assert recorded("identity.") == ["identity.asked"]


def test_the_database_itself_refuses_one_person_for_both(bob: User) -> None:
    call = make.call(bob, "c1")
    with pytest.raises(IntegrityError):
        IdentityRequest.objects.create(
            call=call, asked_by=bob, asked_at=call.opened_at, reason=REASON, decided_by=bob
        )


def test_a_name_is_shown_to_nobody_else(
    bob: User, fg: Client, ciso: Client, auditor: Client
) -> None:
    make.call(bob, "c1")
    ask_name(fg)
    request = IdentityRequest.objects.get()
    decide(ciso, "namen", request.pk, "approve")

    assert ciso.post(f"/logboek/namen/{request.pk}/").status_code == 404
    assert auditor.post(f"/logboek/namen/{request.pk}/").status_code == 403
    assert signed_in(bob).post(f"/logboek/namen/{request.pk}/").status_code == 403
    assert "identity.shown" not in recorded("identity.")


def test_an_approval_ends(bob: User, fg: Client, ciso: Client) -> None:
    make.call(bob, "c1")
    ask_name(fg)
    request = IdentityRequest.objects.get()
    decide(ciso, "namen", request.pk, "approve")
    request.refresh_from_db()
    frida = request.asked_by
    assert request.decided_at is not None

    actions.show_identity(
        request_id=request.pk,
        by=frida,
        now=request.decided_at + timedelta(hours=23, minutes=59),
    )
    with pytest.raises(NotUsableError):
        actions.show_identity(
            request_id=request.pk, by=frida, now=request.decided_at + timedelta(hours=24)
        )


def test_a_refusal_needs_a_reason_and_shows_nothing(bob: User, fg: Client, ciso: Client) -> None:
    make.call(bob, "c1")
    ask_name(fg)
    request = IdentityRequest.objects.get()

    assert "Niet opgeslagen." in decide(ciso, "namen", request.pk, "refuse", "nee")
    assert "afgewezen" in decide(
        ciso, "namen", request.pk, "refuse", "Niet nodig voor dit incident"
    )

    assert "Bob" not in fg.post(f"/logboek/namen/{request.pk}/", follow=True).content.decode()
    assert recorded("identity.") == ["identity.asked", "identity.refused"]


def test_a_reason_that_says_nothing_is_not_taken_and_stays_in_the_field(
    bob: User, fg: Client
) -> None:
    make.call(bob, "c1")

    page = ask_name(fg, "even kijken").content.decode()

    assert "Schrijf in minstens 15 tekens waarom" in page
    assert "even kijken" in page
    assert not IdentityRequest.objects.exists()


def test_an_auditor_reads_the_requests_and_can_neither_ask_nor_decide(
    bob: User, fg: Client, auditor: Client
) -> None:
    make.call(bob, "c1")
    ask_name(fg)
    number = IdentityRequest.objects.get().pk

    page = auditor.get("/logboek/verzoeken/").content.decode()

    assert REASON in page
    assert "Keur goed" not in page
    assert ask_name(auditor).status_code == 403
    assert auditor.post(f"/logboek/namen/{number}/besluit/").status_code == 403
    assert auditor.post("/logboek/kopieen/aanroep/c1/").status_code == 403


def opened(client: Client, number: int, key: bytes, passphrase: str) -> str:
    upload = SimpleUploadedFile("fg-sleutel.pem", key)
    address = f"/logboek/kopieen/{number}/"
    return client.post(address, {"key_file": upload, "passphrase": passphrase}).content.decode()


def approved_copy(bob: User, fg: Client, ciso: Client) -> int:
    make.call(bob, "c1", is_sealed=True)
    ciso.post("/logboek/kopieen/aanroep/c1/", {"reason": REASON})
    number = SealedCopyRequest.objects.get().pk
    decide(fg, "kopieen", number, "approve")
    return number


def test_a_sealed_copy_opens_with_the_key_of_the_fg_after_two_people_agreed(
    bob: User, fg: Client, ciso: Client
) -> None:
    number = approved_copy(bob, fg, ciso)

    page = opened(fg, number, make.key_file(), make.PASSPHRASE)

    assert "Beste [PERSOON_k7f3q2a1]" in page
    assert recorded("sealed_copy.") == [
        "sealed_copy.asked",
        "sealed_copy.approved",
        "sealed_copy.opened",
    ]
    stored = "".join(row.payload for row in LedgerEntry.objects.all())
    assert make.PASSPHRASE not in stored
    assert "Beste" not in stored


def test_a_wrong_pass_phrase_opens_nothing_and_is_said(bob: User, fg: Client, ciso: Client) -> None:
    number = approved_copy(bob, fg, ciso)

    page = opened(fg, number, make.key_file(), "k7fq-zzpw-3m2b")

    assert "Sleutelbestand en wachtzin horen niet bij elkaar." in page
    assert "k7fq-zzpw-3m2b" not in page
    assert "Beste" not in page
    assert "sealed_copy.opened" not in recorded("sealed_copy.")


def test_without_approval_the_key_alone_opens_nothing(bob: User, fg: Client, ciso: Client) -> None:
    make.call(bob, "c1", is_sealed=True)
    fg.post("/logboek/kopieen/aanroep/c1/", {"reason": REASON})
    number = SealedCopyRequest.objects.get().pk

    assert "niet goedgekeurd of de goedkeuring is verlopen" in opened(
        fg, number, make.key_file(), make.PASSPHRASE
    )
    assert "Een ander moet beslissen" in decide(fg, "kopieen", number, "approve")
    assert "niet goedgekeurd of de goedkeuring is verlopen" in opened(
        fg, number, make.key_file(), make.PASSPHRASE
    )
    other = opened(ciso, number, make.key_file(), make.PASSPHRASE)
    assert "Beste" not in other


def test_a_copy_past_its_term_does_not_open_even_before_it_is_deleted(
    bob: User, fg: Client, ciso: Client
) -> None:
    number = approved_copy(bob, fg, ciso)
    SealedCopy.objects.update(expires_at=timezone.now())

    assert "De bewaartermijn is voorbij" in opened(fg, number, make.key_file(), make.PASSPHRASE)


def test_a_copy_that_was_never_made_cannot_be_asked(bob: User, fg: Client) -> None:
    make.call(bob, "c1")

    page = fg.post("/logboek/kopieen/aanroep/c1/", {"reason": REASON}).content.decode()

    assert "Van deze aanroep is geen verzegelde kopie" in page


def test_a_call_with_an_unknown_key_has_nobody_behind_it(bob: User, fg: Client) -> None:
    make.call(bob, "c1")
    CallRecord.objects.update(user=None)

    assert "Achter deze aanroep staat geen medewerker" in ask_name(fg).content.decode()


def test_the_action_refuses_the_same_person_too(bob: User) -> None:
    call = make.call(bob, "c1")
    request = actions.ask_identity(call=call, reason=REASON, by=bob, now=call.opened_at)

    with pytest.raises(SamePersonError):
        actions.decide_identity(
            request_id=request.pk, is_approved=True, reason="", by=bob, now=call.opened_at
        )


def test_what_is_asked_and_decided_is_recorded_by_pseudonym(
    bob: User, fg: Client, ciso: Client
) -> None:
    make.call(bob, "c1")
    ask_name(fg)
    decide(ciso, "namen", IdentityRequest.objects.get().pk, "approve")

    asked, approved = LedgerEntry.objects.filter(kind__startswith="identity.").order_by("seq")
    request = IdentityRequest.objects.get()
    assert json.loads(asked.payload)["by"] == request.asked_by.pseudonym
    assert request.decided_by is not None
    assert json.loads(approved.payload)["by"] == request.decided_by.pseudonym
    assert json.loads(approved.payload)["subject"] == "call:c1"


def test_a_request_names_the_call_by_day_purpose_and_model(bob: User, fg: Client) -> None:
    make.call(bob, "c1")
    ask_name(fg)

    page = fg.get("/logboek/verzoeken/").content.decode()

    assert "uur</a>, Brieven beantwoorden, mock</dd>" in page
    assert "<code>c1</code>" not in page
