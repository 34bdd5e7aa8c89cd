"""Mijn werk shows each role what really waits for it, and nothing else."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings
from tests.apps.accounts.people import person, signed_in
from tests.apps.gate.make import registered
from tests.apps.oversight import make
from tests.apps.register import make as registering

from stadspoort.apps.accounts.roles import Role
from stadspoort.apps.audit import anchors
from stadspoort.apps.audit.models import LedgerEntry, LedgerHead
from stadspoort.apps.gate import actions as keys
from stadspoort.apps.oversight import actions
from stadspoort.apps.oversight.models import IdentityRequest, VerificationRun
from stadspoort.apps.register.models import PurposeKind
from stadspoort.gate.values import legal_day

pytestmark = pytest.mark.django_db

REASON = "Incident 2026-14: gegevens bij een verkeerd model"


@pytest.fixture(autouse=True)
def _own_anchors(settings: Settings, tmp_path: Path) -> None:
    settings.ANCHOR_FILE = tmp_path / "anchors.jsonl"


def who(name: str, role: Role) -> Client:
    return signed_in(person(name, role, is_demo=True))


def home(client: Client) -> str:
    return client.get("/").content.decode()


def asked_by_the_fg() -> tuple[Client, Client, IdentityRequest]:
    """Return the FG, who asked for a name, the CISO, and the request."""
    registered()
    call = make.call(person("bob", Role.MEDEWERKER, is_demo=True), "c1")
    frida = person("frida", Role.FG, is_demo=True)
    now = timezone.now()
    request = actions.ask_identity(call=call, reason=REASON, by=frida, now=now)
    return signed_in(frida), who("carlo", Role.CISO), request


def test_a_request_shows_to_who_may_decide_and_not_to_who_asked() -> None:
    fg, ciso, _ = asked_by_the_fg()

    assert "1 verzoek wacht op uw besluit" in home(ciso)
    assert '<span class="stadspoort-menu__count">1' in home(ciso)
    assert '<span class="stadspoort-menu__count">1' in ciso.get("/logboek/").content.decode()
    assert "op uw besluit" not in home(fg)
    assert "stadspoort-menu__count" not in home(fg)


def test_the_asker_is_told_of_the_approval_and_nothing_waits_any_more() -> None:
    fg, ciso, request = asked_by_the_fg()
    ciso.post(f"/logboek/namen/{request.pk}/besluit/", {"decision": "approve"})

    assert "1 verzoek van u is goedgekeurd" in home(fg)
    assert "stadspoort-menu__count" not in home(ciso)


def test_a_medewerker_sees_none_of_it() -> None:
    asked_by_the_fg()
    page = home(who("anna", Role.MEDEWERKER))

    assert "stadspoort-menu__count" not in page
    assert "Voor u" not in page


def test_the_last_check_is_shown_with_its_outcome() -> None:
    auditor = person("astrid", Role.AUDITOR, is_demo=True)
    client = signed_in(auditor)
    assert "Het logboek is nog niet gecontroleerd" in home(client)

    now = timezone.now()
    run = VerificationRun.objects.create(
        started_by=auditor, started_at=now, finished_at=now, is_ok=False
    )
    page = home(client)

    assert "Laatste controle van het logboek: klopt niet" in page
    assert f'href="/logboek/controle/{run.pk}/"' in page


def test_what_ends_within_thirty_days_is_shown_to_the_functional_administrator() -> None:
    registering.start()
    today = legal_day(timezone.now())
    model = registering.model()
    soon = registering.purpose("brieven")
    registering.decide(model, soon, until=today + timedelta(days=30))
    registering.decide(model, registering.purpose("later"), until=today + timedelta(days=31))
    registering.purpose(
        "proef",
        title="Proef met brieven",
        kind=PurposeKind.EXPERIMENT,
        ends_on=today + timedelta(days=1),
        question="Scheelt het tijd?",
        budget_tokens=1000,
        participants=(soon.owner,),
    )

    page = home(who("beheer", Role.FUNCTIONEEL_BEHEERDER))

    assert "1 besluit loopt binnen 30 dagen af" in page
    assert "Experiment Proef met brieven eindigt morgen" in page


def test_the_key_of_someone_who_left_is_shown() -> None:
    known = registered()
    keys.make_key(
        owner=known.owner,
        application=known.application,
        purposes=[known.purpose],
        expires_at=None,
        by=known.owner,
        now=timezone.now(),
    )
    known.owner.is_active = False
    known.owner.save()

    page = home(who("tom", Role.TECHNISCH_BEHEERDER))

    assert "1 sleutel heeft een eigenaar die weg is" in page
    assert "Er is nog geen back-up gemaakt" in page


@pytest.mark.parametrize("role", [Role.FG, Role.TECHNISCH_BEHEERDER])
def test_an_older_database_beside_newer_anchors_is_told(role: Role) -> None:
    client = who("iemand", role)
    anchors.write(timezone.now())
    assert "oudere database" not in home(client)

    head = LedgerHead.objects.get()
    LedgerEntry.objects.filter(seq=head.seq).delete()
    LedgerHead.objects.update(seq=head.seq - 1, digest="0" * 64)

    assert "mogelijk is een oudere database teruggezet" in home(client)


def test_a_medewerker_is_not_troubled_with_the_anchors() -> None:
    client = who("anna", Role.MEDEWERKER)
    anchors.write(timezone.now())
    LedgerHead.objects.update(seq=1, digest="0" * 64)

    assert "oudere database" not in home(client)


def test_when_nothing_ends_soon_that_is_said() -> None:
    page = home(who("beheer", Role.FUNCTIONEEL_BEHEERDER))

    assert "Binnen 30 dagen loopt geen besluit of experiment af" in page
