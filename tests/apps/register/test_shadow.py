"""Shadow use: what the register says of services in a log, and what to block."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from tests.apps.accounts.people import person, signed_in
from tests.apps.register import make

from stadspoort.apps.accounts.models import User
from stadspoort.apps.accounts.roles import Role
from stadspoort.apps.audit.models import LedgerEntry
from stadspoort.apps.register import actions, shadow
from stadspoort.apps.register.models import Application, ApplicationKind
from stadspoort.engines.frameworks import Standing
from stadspoort.gate.values import legal_day

pytestmark = pytest.mark.django_db(transaction=True)

ADDRESS = "/register/schaduwgebruik/"
LOG = (
    "gebruiker;url;aantal\n"
    "j.bakker;https://grok.com/chat;40\n"
    "m.vis;chatgpt.com;7\n"
    "m.vis;https://nieuws.example/;900\n"
    "m.vis;kimi.com;veel\n"
)


@pytest.fixture
def ciso() -> User:
    return person("ciso", Role.CISO, is_demo=True)


def application(slug: str, kind: ApplicationKind, standing: Standing, by: User) -> Application:
    """Add an application of a supplier of its own, assessed as a whole."""
    now = timezone.now()
    supplier = actions.add_supplier(slug=f"van-{slug}", name=f"Van {slug}", by=by, now=now)
    made = actions.add_application(
        slug=slug, name=f"App {slug}", supplier=supplier, kind=kind, by=by, now=now
    )
    actions.assess(
        standing=standing, reason=f"Zo staat het er met {slug}.", source="test", application=made,
        by=by, now=now, valid_until=_later() if standing is Standing.TOEGESTAAN else None,
    )  # fmt: skip
    return made


def _later() -> date:
    return legal_day(timezone.now()) + timedelta(days=100)


def upload(client: Client, text: str = LOG) -> str:
    file = SimpleUploadedFile("proxy.csv", text.encode())
    return client.post(ADDRESS, {"log": file}).content.decode()


def test_the_register_says_what_it_knows_of_a_service(ciso: User) -> None:
    """A shared host leaves the version open, whatever the register says of the free one."""
    application("grok", ApplicationKind.CONSUMER, Standing.VERBODEN, ciso)
    application("chatgpt-consumer", ApplicationKind.CONSUMER, Standing.VERBODEN, ciso)
    page = upload(signed_in(ciso))
    assert "Zo staat het er met grok." in page
    assert "Dienst gezien, versie onbekend." in page
    assert "Zo staat het er met chatgpt-consumer." not in page


def test_nobody_and_no_other_address_is_shown(ciso: User) -> None:
    """The log is not kept; a wrong row is named by its line alone."""
    page = upload(signed_in(ciso))
    for word in ("bakker", "m.vis", "nieuws.example"):
        assert word not in page
    assert "Regel 5: het aantal is geen geheel getal" in page


def test_a_service_that_the_register_does_not_hold_may_not_be_used(ciso: User) -> None:
    """Unknown is never green."""
    assert "Niet in het register: mag niet." in upload(signed_in(ciso))


def test_reading_is_recorded_without_what_was_read(ciso: User) -> None:
    """Counts only."""
    upload(signed_in(ciso))
    entry = LedgerEntry.objects.get(kind="register.traffic_read")
    facts = json.loads(entry.payload or "")["facts"]
    assert facts == {"rows": 3, "services": 2, "requests": 47, "unreadable": 1}


def test_a_file_that_is_no_log_is_refused(ciso: User) -> None:
    """With what is needed, beside the form."""
    page = upload(signed_in(ciso), "naam;aantal\nJan;3\n")
    assert "een kolom met hosts of webadressen" in page


def test_only_those_who_watch_over_traffic_may_read_it() -> None:
    """A log of traffic tells what people read."""
    answer = signed_in(person("mw", Role.MEDEWERKER, is_demo=True)).get(ADDRESS)
    assert answer.status_code == 403


@pytest.mark.parametrize("standing", [Standing.TOEGESTAAN, Standing.NIET_AANGETOOND])
def test_the_block_list_spares_what_the_register_lets_pass(ciso: User, standing: Standing) -> None:
    """Only while a contracted service at the host has a good standing."""
    application("gemini-workspace", ApplicationKind.CONTRACTED, standing, ciso)
    lines = {line.host: line for line in shadow.blocks(on=legal_day(timezone.now()))}
    assert lines["gemini.google.com"].is_blocked is (standing is not Standing.TOEGESTAAN)
    assert lines["grok.com"].is_blocked


def test_a_use_that_the_gate_refuses_does_not_hide_one_that_it_lets_pass(ciso: User) -> None:
    """Of one application: a stopped model with a decision, and one that works."""
    application("gemini-workspace", ApplicationKind.CONTRACTED, Standing.NIET_AANGETOOND, ciso)
    purpose = make.purpose()
    stopped, works = make.model(name="a-gestopt"), make.model(name="b-werkt")
    make.decide(stopped, purpose, application="gemini-workspace", until=_later())
    actions.set_model_active(model=stopped, is_active=False, by=ciso, now=timezone.now())
    today = legal_day(timezone.now())

    before = {line.host: line for line in shadow.blocks(on=today)}
    make.decide(works, purpose, application="gemini-workspace", until=_later())
    after = {line.host: line for line in shadow.blocks(on=today)}

    assert before["gemini.google.com"].is_blocked
    assert not after["gemini.google.com"].is_blocked


def test_a_service_whose_only_use_is_refused_at_the_gate_is_no_plain_yes(ciso: User) -> None:
    """The standing is good, the model was stopped."""
    application("azure-speech", ApplicationKind.CONTRACTED, Standing.NIET_AANGETOOND, ciso)
    model, purpose = make.model(), make.purpose()
    make.decide(model, purpose, application="azure-speech", until=_later())
    actions.set_model_active(model=model, is_active=False, by=ciso, now=timezone.now())

    page = upload(signed_in(ciso), "host\nstt.speech.microsoft.com\n")

    assert "Nu niet te gebruiken. Dit model is gestopt." in page


def test_the_block_list_as_a_file(ciso: User) -> None:
    """For a spreadsheet, with its exceptions."""
    answer = signed_in(ciso).get(f"{ADDRESS}blokkeerlijst/")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert "grok.com;blokkeren;Grok (X en grok.com);" in answer.content.decode()
