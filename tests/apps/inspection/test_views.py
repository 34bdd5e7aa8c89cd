"""The screen "Wat ziet de poort?": paste or upload, see why, correct, download; nothing is kept."""

from __future__ import annotations

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.apps.accounts.people import person, signed_in

from stadspoort.apps.accounts.roles import Role
from stadspoort.apps.inspection.forms import LONGEST_TEXT

pytestmark = pytest.mark.django_db(transaction=True)

ADDRESS = "/wat-ziet-de-poort/"
TEXT = "Zijn BSN is 978291694.\nTot gauw."
BSN = "v-12-21-BSN"
NOTHING_MISSED = {f"kind-{row}": "PERSOON" for row in range(1, 7)}


@pytest.fixture
def employee() -> Client:
    return signed_in(person("anna", Role.MEDEWERKER, is_demo=True))


def test_a_text_shows_what_was_found_and_why(employee: Client) -> None:
    page = employee.post(ADDRESS, {"text": TEXT.replace("\n", "\r\n")}).content.decode()

    assert 'stadspoort-kind--number"><a href="#vondst-1">978291694</a>' in page
    assert "label &#x27;BSN&#x27; ervoor; elfproef klopt" in page
    assert f'name="{BSN}"' in page


def test_the_text_of_a_document_is_looked_at(employee: Client) -> None:
    file = SimpleUploadedFile("brief.txt", TEXT.encode())

    page = employee.post(ADDRESS, {"text": "", "document": file}).content.decode()

    assert '<a href="#vondst-1">978291694</a>' in page


@pytest.mark.parametrize(
    ("given", "message"),
    [
        pytest.param({"text": "  "}, "Plak een tekst of kies een document.", id="nothing"),
        pytest.param({"text": "a" * (LONGEST_TEXT + 1)}, "langer dan 50.000 tekens", id="too long"),
        pytest.param(
            {"text": "", "document": SimpleUploadedFile("kapot.pdf", b"%PDF-1.7\nkapot")},
            "Deze PDF is beschadigd",
            id="a damaged document",
        ),
        pytest.param(
            {"text": "", "document": SimpleUploadedFile("lang.txt", b"woord " * 10_000)},
            "Op deze pagina passen er 50000",
            id="a long document",
        ),
    ],
)
def test_what_cannot_be_looked_at_is_said(
    employee: Client, given: dict[str, object], message: str
) -> None:
    answer = employee.post(ADDRESS, given)

    assert answer.status_code == 400
    assert message in answer.content.decode()


def test_corrections_come_back_as_a_test_case(employee: Client) -> None:
    """The browser sends other line ends than the text was looked at with."""
    given = {"text": TEXT.replace("\n", "\r\n"), BSN: "KLANTNUMMER", "genre": "notitie"}
    missed = {"missed-3": "gauw", "kind-3": "PERSOON"}

    answer = employee.post(f"{ADDRESS}testgeval/", NOTHING_MISSED | given | missed)

    assert answer.headers["Content-Disposition"].endswith('.jsonl"')
    case = json.loads(answer.content)
    assert case["text"] == TEXT
    assert case["genre"] == "notitie"
    assert case["spans"] == [
        {"start": 12, "end": 21, "type": "KLANTNUMMER"},
        {"start": 27, "end": 31, "type": "PERSOON"},
    ]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        pytest.param({}, "De poort ziet deze tekst nu anders", id="no verdicts"),
        pytest.param(
            {BSN: "ja", "missed-2": "Piet"},
            "Gemiste tekst 2 staat zo niet in de tekst",
            id="a missed value that is not there",
        ),
        pytest.param({BSN: "onzin"}, "De poort ziet deze tekst nu anders", id="no such kind"),
    ],
)
def test_a_correction_that_cannot_be_loses_nothing_typed(
    employee: Client, given: dict[str, str], message: str
) -> None:
    answer = employee.post(f"{ADDRESS}testgeval/", NOTHING_MISSED | {"text": TEXT} | given)
    page = answer.content.decode()

    assert answer.status_code == 400
    assert message in page
    assert all(value in page for value in given.values() if value == "Piet")


@pytest.mark.parametrize(("address", "status"), [(ADDRESS, 200), (f"{ADDRESS}testgeval/", 400)])
def test_many_findings_are_shown_and_not_judged(
    employee: Client, address: str, status: int
) -> None:
    """A form has a bound; what is seen has none below the length of the text."""
    answer = employee.post(address, NOTHING_MISSED | {"text": "BSN 978291694\n" * 401})
    page = answer.content.decode()

    assert answer.status_code == status
    assert page.count('href="#vondst-') == 401
    assert "Plak een kleiner deel om ze te verbeteren" in page
    assert 'name="v-' not in page
