"""The screens of the register: everyone reads, the functional administrator changes."""

from __future__ import annotations

import csv
import io
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from tests.apps.accounts.people import person, signed_in
from tests.apps.register import make

from stadspoort.apps.accounts.roles import Role
from stadspoort.apps.register import actions, queries
from stadspoort.apps.register.models import Decision, ModelDeployment, Purpose
from stadspoort.engines.frameworks import Standing

pytestmark = pytest.mark.django_db

MODEL_FORM = {
    "name": "eigen/model",
    "base_url": "https://model.voorbeeld.nl/v1",
    "is_self_hosted": "on",
}


@pytest.fixture
def reader() -> Client:
    """Return the browser of an employee."""
    make.start()
    return signed_in(person("alice", Role.MEDEWERKER, is_demo=True))


@pytest.fixture
def keeper() -> Client:
    """Return the browser of the functional administrator."""
    make.start()
    return signed_in(person("bob", Role.FUNCTIONEEL_BEHEERDER, is_demo=True))


def purpose_form(**changes: str) -> dict[str, object]:
    owner = person("eigenaar", Role.PROCESEIGENAAR)
    return {
        "slug": "brieven",
        "title": "Brieven",
        "data_classes": ["openbaar", "persoonsgegevens"],
        "owner": str(owner.pk),
        "output": "strict",
        "seal_days": "30",
        "kind": "regular",
        **changes,
    }


def test_an_employee_reads_the_register(reader: Client) -> None:
    """List, pages of entries with their history, and nothing to change."""
    model, purpose = make.model(), make.purpose()
    make.decide(model, purpose)
    actions.assess(
        application=make.service(),
        standing=Standing.VERBODEN,
        reason="Geen contract met de gemeente.",
        source="Overheidsbreed standpunt",
        by=person("eva"),
        now=make.NOW,
    )

    for address in (
        "/register/",
        "/register/?oordeel=verboden&zoek=chatgpt&sorteer=-einde&bladzijde=9",
        "/register/?oordeel=bestaat-niet",
        "/register/toepassingen/api/",
        "/register/modellen/mock/",
        "/register/modellen/stadspoort/citaat/",
        "/register/doelen/brieven/",
        "/register/leveranciers/van-chatgpt-gratis/",
        "/register/vraag/",
    ):
        assert reader.get(address).status_code == 200, address

    assert (
        "Geen contract met de gemeente."
        in reader.get("/register/toepassingen/chatgpt-gratis/").content.decode()
    )
    assert "/beheer/" not in reader.get("/register/modellen/mock/").content.decode()


@pytest.mark.parametrize(
    "address",
    [
        "/register/toepassingen/x/",
        "/register/modellen/x/",
        "/register/doelen/x/",
        "/register/leveranciers/x/",
    ],
)
def test_what_is_not_there_is_not_found(reader: Client, address: str) -> None:
    """A page of nothing is no page."""
    assert reader.get(address).status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        "/beheer/modellen/",
        "/beheer/modellen/nieuw/",
        "/beheer/modellen/1/",
        "/beheer/doelen/",
        "/beheer/doelen/nieuw/",
        "/beheer/doelen/1/",
        "/beheer/besluiten/",
        "/beheer/besluiten/nieuw/",
        "/beheer/besluiten/1/intrekken/",
    ],
)
def test_an_employee_manages_nothing(reader: Client, address: str) -> None:
    """Reading and posting alike."""
    assert reader.get(address).status_code == 403
    assert reader.post(address, {}).status_code == 403


def test_the_question_is_answered_with_reason_and_alternative(reader: Client) -> None:
    """Mag ik toepassing X voor doel Z?"""
    actions.assess(
        application=make.service(),
        standing=Standing.VERBODEN,
        reason="Geen contract met de gemeente.",
        source="Overheidsbreed standpunt",
        by=person("eva"),
        now=make.NOW,
    )
    until = timezone.localdate() + timedelta(days=30)
    make.decide(make.model(), make.purpose(), application="assistent", until=until)

    page = reader.get(
        "/register/vraag/", {"toepassing": "chatgpt-gratis", "voor_doel": "brieven"}
    ).content.decode()

    assert "Nee, dit mag niet" in page
    assert "Geen contract met de gemeente." in page
    assert "Stadspoort Assistent</a> met mock" in page


def test_the_export_holds_what_was_filtered_and_no_formula(reader: Client) -> None:
    """A name that starts with `=` must not run in the spreadsheet of who opens it."""
    supplier = queries.supplier("eigen-gemeente")
    actions.add_application(
        slug="som",
        name="=SOM(A1)",
        supplier=supplier,
        kind=queries.application("api").kind,
        by=person("eva"),
        now=make.NOW,
    )

    answer = reader.get("/register/uitvoer/", {"zoek": "som"})

    text = answer.content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert [row[0] for row in rows] == ["Toepassing", "'=SOM(A1)"]
    assert rows[1][5] == "Niet aangetoond"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="register.csv"'


def test_a_model_is_added_changed_and_stopped(keeper: Client) -> None:
    """The whole life of an endpoint."""
    assert keeper.post("/beheer/modellen/nieuw/", MODEL_FORM).status_code == 302
    model = ModelDeployment.objects.get(name="eigen/model")
    address = f"/beheer/modellen/{model.pk}/"
    changed = MODEL_FORM | {"upstream_model": "ander", "name": "een-andere-naam"}
    assert keeper.post(address, changed).status_code == 302
    assert keeper.post(f"{address}stand/", {"actief": "nee"}).status_code == 302

    model.refresh_from_db()
    assert (model.name, model.upstream_model, model.is_active) == ("eigen/model", "ander", False)
    for page in ("/beheer/modellen/?zoek=eigen", address, "/register/modellen/eigen/model/"):
        assert keeper.get(page).status_code == 200


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        pytest.param(
            {"base_url": "http://10.0.0.5/v1"}, "Dit adres ligt in een eigen netwerk", id="private"
        ),
        pytest.param({"base_url": "niets"}, "Dit is geen bruikbaar adres", id="no address"),
        pytest.param(
            {"processor_agreement_on": "2026-01-01"}, "Kies een van de twee", id="contradiction"
        ),
        pytest.param({"secret_file": "/etc/hostname"}, "/etc/hostname", id="any file"),
    ],
)
def test_a_model_that_cannot_be_is_explained(
    keeper: Client, changes: dict[str, str], words: str
) -> None:
    """In Dutch, in the form, with all that was typed still there, and nothing stored."""
    page = keeper.post("/beheer/modellen/nieuw/", MODEL_FORM | changes).content.decode()

    assert words in page
    assert 'value="eigen/model"' in page
    assert not ModelDeployment.objects.filter(name="eigen/model").exists()


def test_a_key_file_is_chosen_by_name_and_its_content_never_shown(keeper: Client) -> None:
    """From one folder that the technical administrator fills."""
    folder = settings.KEYS / "modellen"
    folder.mkdir(exist_ok=True)
    file = folder / "aanbieder-a"
    file.touch(mode=0o600)
    file.write_text("sk-heel-geheim")

    page = keeper.get("/beheer/modellen/nieuw/").content.decode()
    answer = keeper.post(
        "/beheer/modellen/nieuw/", MODEL_FORM | {"secret_file": "aanbieder-a"}, follow=True
    )

    assert "aanbieder-a" in page
    assert "sk-heel-geheim" not in page + answer.content.decode()
    assert ModelDeployment.objects.get(name="eigen/model").secret_file == "aanbieder-a"


def test_a_purpose_is_added_changed_and_stopped(keeper: Client) -> None:
    """And the pages about it can be read."""
    form = purpose_form()
    assert keeper.post("/beheer/doelen/nieuw/", form).status_code == 302
    purpose = Purpose.objects.get(slug="brieven")
    address = f"/beheer/doelen/{purpose.pk}/"
    assert keeper.post(address, form | {"title": "Brieven en mail"}).status_code == 302
    assert keeper.post(f"{address}stand/", {"actief": "nee"}).status_code == 302

    purpose.refresh_from_db()
    assert (purpose.title, purpose.is_active) == ("Brieven en mail", False)
    for page in ("/beheer/doelen/", address, "/register/doelen/brieven/"):
        assert keeper.get(page).status_code == 200


def test_an_experiment_without_its_box_is_explained(keeper: Client) -> None:
    """Nothing is stored."""
    page = keeper.post("/beheer/doelen/nieuw/", purpose_form(kind="experiment")).content.decode()

    assert "Een experiment heeft een laatste dag, een vraag en een budget nodig." in page
    assert not Purpose.objects.exists()


def test_a_decision_is_taken_and_taken_back(keeper: Client) -> None:
    """Taking back is the undo: the row stays, what held before holds again."""
    make.model()
    make.purpose()
    until = timezone.localdate() + timedelta(days=30)
    form = {
        "application": "api",
        "model": "mock",
        "purpose": "brieven",
        "allows": "ja",
        "valid_until": until.isoformat(),
        "conditions": "lees na\n\nkies een document",
        "reason": "Proef met brieven",
    }

    assert keeper.post("/beheer/besluiten/nieuw/", form).status_code == 302
    decision = Decision.objects.get()
    assert decision.conditions == ["lees na", "kies een document"]
    assert decision.author.username == "bob"
    assert "Proef met brieven" in keeper.get("/register/doelen/brieven/").content.decode()

    address = f"/beheer/besluiten/{decision.pk}/intrekken/"
    assert keeper.post(address, {"reason": "Proef gestopt"}).status_code == 302
    decision.refresh_from_db()
    assert decision.withdrawal_reason == "Proef gestopt"
    again = keeper.post(address, {"reason": "Nog eens"})
    assert "Dit besluit is al ingetrokken" in again.content.decode()
    assert "Ingetrokken" in keeper.get("/beheer/besluiten/").content.decode()


def test_a_permission_without_end_is_explained(keeper: Client) -> None:
    """And what was typed is kept."""
    make.model()
    make.purpose()

    page = keeper.post(
        "/beheer/besluiten/nieuw/",
        {
            "application": "api",
            "model": "mock",
            "purpose": "brieven",
            "allows": "ja",
            "reason": "Proef met brieven",
        },
    ).content.decode()

    assert "Kies tot en met welke dag het besluit geldt." in page
    assert "Proef met brieven" in page
    assert not Decision.objects.exists()


def test_a_prohibition_has_no_end(keeper: Client) -> None:
    """A date left in the field by accident must not lift it one day."""
    make.model()
    make.purpose()

    keeper.post(
        "/beheer/besluiten/nieuw/",
        {
            "application": "api",
            "model": "mock",
            "purpose": "brieven",
            "allows": "nee",
            "valid_until": (timezone.localdate() + timedelta(days=3)).isoformat(),
            "reason": "Te veel risico",
        },
    )

    decision = Decision.objects.get()
    assert (decision.allows, decision.valid_until) == (False, None)


def test_what_only_an_experiment_needs_stands_under_a_heading_that_says_so() -> None:
    client = signed_in(person("beheer", Role.FUNCTIONEEL_BEHEERDER, is_demo=True))

    page = client.get("/beheer/doelen/nieuw/").content.decode()
    before, _, after = page.partition("Alleen bij een experiment")

    for name in ("question", "budget_tokens", "participants"):
        assert f'name="{name}"' in after
        assert f'name="{name}"' not in before
    assert "(mag leeg blijven)" not in after
    assert 'name="title"' in before


def test_the_page_of_a_purpose_does_not_repeat_what_holds_for_all(reader: Client) -> None:
    actions.assess(
        application=make.service(),
        standing=Standing.VERBODEN,
        reason="Geen contract.",
        source="CISO",
        by=person("carlo", Role.CISO),
        now=make.NOW,
    )
    make.decide(make.model(), make.purpose())

    page = reader.get("/register/doelen/brieven/").content.decode()

    assert "Chatgpt-Gratis" not in page
    assert "/register/modellen/mock/" in page
    assert 'href="/register/?doel=brieven"' in page
    assert "Chatgpt-Gratis" in reader.get("/register/?doel=brieven").content.decode()
