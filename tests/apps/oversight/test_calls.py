"""The Logboek: every call, no content, no names (product rules; AVG art. 5(1)(c))."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from tests.apps.accounts.people import person, signed_in
from tests.apps.gate.make import registered
from tests.apps.oversight import make

from stadspoort.apps.accounts.models import User
from stadspoort.apps.accounts.roles import Role
from stadspoort.apps.audit.models import LedgerEntry
from stadspoort.apps.gate.models import CallRecord
from stadspoort.apps.oversight import queries
from stadspoort.apps.oversight.queries import CallFilter
from stadspoort.gate.values import Outcome

pytestmark = pytest.mark.django_db


@pytest.fixture
def bob() -> User:
    registered()
    return person("bob", Role.MEDEWERKER, is_demo=True)


@pytest.fixture
def fg() -> User:
    return person("frida", Role.FG, is_demo=True)


def test_a_call_is_one_row_with_a_pseudonym(bob: User, fg: User) -> None:
    make.call(bob, "c1")

    page = signed_in(fg).get("/logboek/").content.decode()

    for words in (
        bob.pseudonym,
        "Burgerzaken",
        "Brieven beantwoorden",
        "2 namen",
        "1 BSN",
        "0,8 s",
        "Beantwoord",
    ):
        assert words in page
    assert "Bob" not in page


def test_a_call_that_asked_no_model_says_what_was_done(bob: User, fg: User) -> None:
    """Empty would read as a call of which nobody knows the model."""
    made = make.call(bob, "c1")
    CallRecord.objects.filter(pk=made.pk).update(model="", verdict="", endpoint="guardrail/request")
    client = signed_in(fg)

    for address in ("/logboek/", "/logboek/aanroepen/c1/"):
        page = client.get(address).content.decode()
        assert "Geen: vraag van LiteLLM maskeren" in page
    assert "Niet nodig" in page


def test_an_employee_sees_no_ledger(bob: User) -> None:
    make.call(bob, "c1")

    for address in ("/logboek/", "/logboek/aanroepen/c1/", "/logboek/gebeurtenissen/"):
        assert signed_in(bob).get(address).status_code == 403


def test_filters_show_what_they_say(bob: User, fg: User) -> None:
    make.call(bob, "c1")
    make.call(bob, "c2", outcome=Outcome.VERDICT_FORBIDS)
    make.call(bob, "c3", at=datetime(2026, 1, 31, 22, 59, tzinfo=UTC))
    make.call(bob, "c4", at=datetime(2026, 1, 31, 23, 0, tzinfo=UTC))
    client = signed_in(fg)

    def shown(address: str) -> set[str]:
        page = client.get(address)
        assert page.status_code == 200
        return {row.call_id for row in page.context["rows"]}

    assert shown("/logboek/") == {"c1", "c2"}
    assert shown("/logboek/?van=") == {"c1", "c2", "c3", "c4"}
    assert shown("/logboek/?van=&uitkomst=geweigerd") == {"c2"}
    assert shown("/logboek/?van=2026-01-01&tot=2026-01-31") == {"c3"}
    assert shown("/logboek/?van=2026-02-01&tot=2026-02-01") == {"c4"}
    assert shown("/logboek/?van=&doel=brieven&toepassing=burgerzaken") == {"c1", "c2", "c3", "c4"}


def test_a_wrong_filter_is_said_and_shows_all(bob: User, fg: User) -> None:
    make.call(bob, "c1")

    page = signed_in(fg).get("/logboek/?van=gisteren")

    assert "Dit gaat nog niet goed" in page.content.decode()
    assert len(page.context["rows"]) == 1


@pytest.mark.parametrize("sort", ["tijd", "-tijd", "doel", "-gemaskeerd", "tokens", "x'; --"])
def test_every_sort_shows_the_page(bob: User, fg: User, sort: str) -> None:
    make.call(bob, "c1")

    assert signed_in(fg).get("/logboek/", {"sorteer": sort}).status_code == 200


def test_each_figure_leads_to_what_it_counts(bob: User, fg: User) -> None:
    make.call(bob, "c1")
    make.call(bob, "c2")
    make.call(bob, "c3", outcome=Outcome.VERDICT_FORBIDS)
    client = signed_in(fg)
    page = client.get("/logboek/")
    figures, links = page.context["figures"], page.context["links"]

    assert (figures.calls, figures.refused, figures.masked, figures.tokens) == (3, 1, 9, 84)
    for query, number in (
        (links.all, 3),
        (links.refused, 1),
        (links.masked, 3),
        (links.purposes[0][1], 3),
        (links.days[0][1], 3),
    ):
        assert client.get(f"/logboek/?{query}").context["calls_page"].paginator.count == number


def test_a_figure_about_fewer_than_five_people_is_not_shown(bob: User) -> None:
    people = [bob, *(person(f"p{n}", Role.MEDEWERKER) for n in range(3))]
    for number, each in enumerate(people):
        make.call(each, f"c{number}")
    assert queries.figures(CallFilter()).purposes[0].people is None

    make.call(person("p9", Role.MEDEWERKER), "c9")
    assert queries.figures(CallFilter()).purposes[0].people == 5


def test_a_call_shows_its_two_ledger_entries_with_their_digests(bob: User, fg: User) -> None:
    make.call(bob, "c1")
    make.call(bob, "c2")
    entries = [e for e in LedgerEntry.objects.all() if json.loads(e.payload).get("call") == "c1"]

    page = signed_in(fg).get("/logboek/aanroepen/c1/")

    assert [entry.seq for entry in page.context["detail"].entries] == [e.seq for e in entries]
    assert len(entries) == 2
    for entry in entries:
        assert entry.digest in page.content.decode()
    assert not page.context["detail"].differs


def test_a_row_that_was_changed_beside_the_ledger_is_shown_as_such(bob: User, fg: User) -> None:
    make.call(bob, "c1")
    CallRecord.objects.filter(pk="c1").update(masked={"PERSOON": 1})

    page = signed_in(fg).get("/logboek/aanroepen/c1/").content.decode()

    assert "Deze regel wijkt af van het logboek." in page


def test_a_call_that_does_not_exist_is_a_404(fg: User) -> None:
    assert signed_in(fg).get("/logboek/aanroepen/c9/").status_code == 404


def test_an_export_is_recorded_and_cannot_run_formulas(bob: User, fg: User) -> None:
    make.call(bob, "c1")
    CallRecord.objects.update(model="=HYPERLINK(1)")

    answer = signed_in(fg).post("/logboek/uitvoer/", {"van": ""})

    lines = answer.content.decode().splitlines()
    assert lines[0].startswith("\ufefftijd;kenmerk;pseudoniem")
    assert f";c1;{bob.pseudonym};;Burgerzaken;Brieven beantwoorden;'=HYPERLINK(1);" in lines[1]
    assert "Bob" not in answer.content.decode()
    event = LedgerEntry.objects.get(kind="ledger.exported")
    assert json.loads(event.payload)["facts"] == {"rows": 1, "filter": "van="}


def test_events_that_are_no_calls_have_a_list_of_their_own(bob: User, fg: User) -> None:
    make.call(bob, "c1")
    client = signed_in(fg)

    page = client.get("/logboek/gebeurtenissen/").content.decode()

    assert '<td data-label="Gebeurtenis">Doel toegevoegd</td>' in page
    assert 'href="/register/doelen/brieven/">Brieven beantwoorden</a>' in page
    assert "purpose:brieven" not in page
    assert "Modelaanroep" not in page
    only = client.get("/logboek/gebeurtenissen/?soort=account.created")
    assert {row.label for row in only.context["rows"]} == {"Gebruiker toegevoegd"}


def test_the_list_asks_the_database_a_fixed_number_of_times(
    bob: User, fg: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = signed_in(fg)
    for number in range(30):
        make.call(bob, f"c{number}", at=timezone.now() - timedelta(minutes=number))
    with django_assert_max_num_queries(25):
        client.get("/logboek/")
