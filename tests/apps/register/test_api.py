"""The public register: closed until it is opened, and by the API design rules of the government.

What is asked of the document is checked by spectral with the given rules, what is asked of the
answers by schemathesis; both where they are there.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import hypothesis
import jsonschema
import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from django.test import Client
from pytest_django import Settings
from tests.apps.register import make

from stadspoort.apps.accounts.queries import system_user
from stadspoort.apps.register import actions
from stadspoort.apps.register.api_document import document

pytestmark = pytest.mark.django_db(transaction=True)

ROOT = Path(__file__).resolve().parents[3]
RULES = ROOT.parent / "shared" / "standards" / "adr"
SPECTRAL = ROOT / "frontend" / "node_modules" / ".bin" / "spectral"
DOCUMENT = document(
    organisation="Gemeente Hoekzoom", server="https://hoekzoom.example", contact="ai@hoekzoom.nl"
)  # fmt: skip
ADDRESSES = {
    "/api/v1/toepassingen": "ToepassingenLijst",
    "/api/v1/toepassingen/assistent": "ToepassingMetOordelen",
    "/api/v1/oordelen?zoek=assistent&pagina=1&paginaGrootte=5": "OordelenLijst",
    "/api/v1/kaders": "KadersLijst",
    "/api/v1/kaders/aia/versies/2026-07-27": "Kaderversie",
}


@pytest.fixture
def _open(settings: Settings) -> None:
    """An installation that opened its register."""
    settings.PUBLIC_REGISTER = True
    make.start()


def valid(answer: dict[str, Any], schema: str) -> None:
    """See that an answer is what the document says; null where it may be."""
    schemas = json.loads(json.dumps(DOCUMENT["components"]["schemas"]))
    for each in _all_objects(schemas):
        if each.pop("nullable", False):
            each["type"] = [each["type"], "null"]
    whole = {"$ref": f"#/components/schemas/{schema}", "components": {"schemas": schemas}}
    jsonschema.validate(answer, whole)


def _all_objects(value: object) -> list[dict[str, Any]]:
    if isinstance(value, dict):
        return [value, *(each for inner in value.values() for each in _all_objects(inner))]
    if isinstance(value, list):
        return [each for inner in value for each in _all_objects(inner)]
    return []


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_register_is_closed_until_the_municipality_opens_it(
    client: Client, address: str
) -> None:
    """With a problem that says so; the page does not exist."""
    answer = client.get(address)
    assert answer.status_code == 404
    assert answer["Content-Type"] == "application/problem+json"
    assert "niet geopend" in answer.json()["detail"]
    assert client.get("/openbaar/register/").status_code == 404


@pytest.mark.usefixtures("_open")
@pytest.mark.parametrize("address", ADDRESSES)
def test_an_answer_is_what_the_document_says(client: Client, address: str) -> None:
    """Without signing in, with the full version in a header, in no cache."""
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer["API-Version"] == "1.0.0"
    assert answer["Cache-Control"] == "no-store"
    valid(answer.json(), ADDRESSES[address])


@pytest.mark.usefixtures("_open")
@pytest.mark.parametrize(
    ("address", "status", "word"),
    [
        ("/api/v1/toepassingen?pagina=0", 400, "pagina"),
        ("/api/v1/toepassingen?paginaGrootte=101", 400, "paginaGrootte"),
        ("/api/v1/toepassingen?paginagrootte=5", 400, "paginagrootte"),
        ("/api/v1/oordelen?oordeel=groen", 400, "oordeel"),
        ("/api/v1/oordelen?doel=a%20b", 400, "doel"),
        ("/api/v1/toepassingen/bestaat-niet", 404, "kenmerk"),
        ("/api/v1/toepassingen/a%00b", 404, "kenmerk"),
        ("/api/v1/kaders/aia/versies/1999", 404, "kenmerk"),
        ("/api/v1/niets", 404, "adres"),
        ("/api/v1/toepassingen/", 404, "adres"),
    ],
)
def test_a_wrong_question_gets_a_problem(
    client: Client, address: str, status: int, word: str
) -> None:
    """RFC 9457, in Dutch: what is wrong."""
    answer = client.get(address)
    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["API-Version"] == "1.0.0"
    assert word in answer.json()["detail"]
    valid(answer.json(), "Probleem")


@pytest.mark.usefixtures("_open")
def test_nothing_can_be_changed(client: Client) -> None:
    """Said as a problem, also without a token against forgery."""
    answer = Client(enforce_csrf_checks=True).post("/api/v1/toepassingen", {})
    assert answer.status_code == 405
    assert answer["Allow"] == "GET, HEAD"
    assert answer["Content-Type"] == "application/problem+json"


def test_the_document_may_be_read_by_every_site(client: Client) -> None:
    """Also while the register is closed."""
    answer = client.get("/api/v1/openapi.json")
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer.json()["openapi"] == "3.0.3"


@pytest.mark.usefixtures("_open")
def test_the_public_page_shows_what_holds_and_why(client: Client) -> None:
    """To anyone; nobody's name is on it."""
    text = client.get("/openbaar/register/").content.decode()
    assert "Stadspoort Assistent" in text
    assert "Niet aangetoond" in text


@pytest.mark.usefixtures("_open")
def test_what_the_gate_refuses_is_not_shown_as_a_plain_yes(client: Client) -> None:
    """A decision that stands, for a model that was stopped: the gate lets nothing pass."""
    model, purpose = make.model(), make.purpose()
    make.decide(model, purpose, until=date(2100, 1, 1))
    actions.set_model_active(model=model, is_active=False, by=system_user(), now=make.NOW)

    [row] = client.get("/api/v1/oordelen?oordeel=onder_voorwaarden").json()["resultaten"]
    page = client.get("/openbaar/register/").content.decode()

    assert row["belemmering"] == "Dit model is gestopt."
    assert "Nu niet te gebruiken." in page
    assert "Dit model is gestopt." in page


@pytest.mark.skipif(not RULES.exists(), reason="the given rules are not here")
@pytest.mark.skipif(not SPECTRAL.exists() or not shutil.which("node"), reason="no spectral here")
@pytest.mark.parametrize("rules", ["linter-2.2.0.yaml", "spectral-2.1.0.yml"])
def test_the_document_keeps_the_api_design_rules(tmp_path: Path, rules: str) -> None:
    """Both versions, without an error."""
    file = tmp_path / "openapi.json"
    file.write_text(json.dumps(DOCUMENT), encoding="utf-8")
    ended = subprocess.run(
        [str(SPECTRAL), "lint", "-r", str(RULES / rules), str(file)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ended.returncode == 0, ended.stdout


SCHEMA = schemathesis.openapi.from_dict(DOCUMENT)
SCHEMA.app = get_wsgi_application()


@pytest.mark.usefixtures("_open")
@SCHEMA.parametrize()
@hypothesis.settings(derandomize=True, max_examples=40, deadline=None)
def test_whatever_is_asked_the_answer_keeps_to_the_document(case: schemathesis.Case[Any]) -> None:
    """Right and wrong questions, made from the document."""
    case.call_and_validate()
