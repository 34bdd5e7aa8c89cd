"""The screen of the lists, and the same from the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from pytest_django import Settings
from tests.apps.accounts.people import person, signed_in

from stadspoort import cli
from stadspoort.apps.accounts.models import User
from stadspoort.apps.accounts.roles import Role
from stadspoort.apps.lists import actions, queries, reading
from stadspoort.engines.privacy.lists import MunicipalLists, parse_lists

pytestmark = pytest.mark.django_db(transaction=True)

EXAMPLE = Path(__file__).parents[2] / "data" / "privacy" / "lists"


@pytest.fixture(autouse=True)
def _fast_passwords(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def fatima() -> User:
    return person("fatima", Role.FUNCTIONEEL_BEHEERDER, is_demo=True)


@pytest.fixture
def client(fatima: User) -> Client:
    return signed_in(fatima)


def file(text: str) -> SimpleUploadedFile:
    return SimpleUploadedFile("export van vandaag.csv", text.encode())


def test_an_uploaded_list_is_in_use_and_others_stay(client: Client, fatima: User) -> None:
    before = parse_lists({"organisaties.csv": b"naam\nZilverlinde"})
    actions.load(before, by=fatima, now=timezone.now())

    answer = client.post(
        "/beheer/lijsten/laden/", {"medewerkers": file("naam\nZjoske Wuyckhuise")}, follow=True
    )

    assert "Binnen 5 seconden gebruikt de poort ze" in answer.content.decode()
    used = queries.lists_in_use()
    assert used.counts["staff"] == 1
    assert used.organisations == ("Zilverlinde",)


def test_what_somebody_else_loaded_meanwhile_is_not_undone(
    client: Client, fatima: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A text that must always be masked would be readable again, and nobody would see it."""
    always = parse_lists({"altijd-maskeren.csv": b"tekst\nProject Zilver"})
    read = reading.changed

    def changed_while_somebody_loads(*given: Any) -> MunicipalLists:  # noqa: ANN401 (as they are)
        lists = read(*given)
        actions.load(always, by=fatima, now=timezone.now())
        return lists

    monkeypatch.setattr(reading, "changed", changed_while_somebody_loads)
    answer = client.post("/beheer/lijsten/laden/", {"organisaties": file("naam\nZilverlinde")})

    assert answer.status_code == 422
    assert "Iemand anders heeft intussen de lijsten veranderd" in answer.content.decode()
    assert queries.lists_in_use() == always


def test_a_broken_list_changes_nothing_and_every_line_is_named(
    client: Client, fatima: User
) -> None:
    before = parse_lists({"organisaties.csv": b"naam\nZilverlinde"})
    actions.load(before, by=fatima, now=timezone.now())

    answer = client.post(
        "/beheer/lijsten/laden/",
        {"medewerkers": file("naam\n12\nWil de Bos\n34"), "nummers": file("patroon\nZ-#")},
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "De lijsten zijn geweigerd" in page
    assert page.count("De naam is leeg of geen naam") == 2
    assert "In de kop ontbreekt de kolom patroon en soort" in page
    assert queries.lists_in_use() == before


def test_a_list_can_be_taken_away(client: Client, fatima: User) -> None:
    lists = parse_lists({"organisaties.csv": b"naam\nZilverlinde"})
    actions.load(lists, by=fatima, now=timezone.now())

    client.post("/beheer/lijsten/laden/", {"remove": ["organisaties"]})

    assert queries.lists_in_use() == MunicipalLists()
    assert queries.version_in_use() is None


def test_what_is_uploaded_may_not_contradict_what_stays(client: Client, fatima: User) -> None:
    lists = parse_lists({"altijd-maskeren.csv": b"tekst\nDe Blauwe Haan"})
    actions.load(lists, by=fatima, now=timezone.now())

    answer = client.post(
        "/beheer/lijsten/laden/", {"nooit_maskeren": file("tekst\nde blauwe haan")}
    )

    assert "Dezelfde tekst staat ook in altijd-maskeren" in answer.content.decode()


def test_nothing_chosen_is_said(client: Client) -> None:
    answer = client.post("/beheer/lijsten/laden/", {})

    assert "Kies minstens één bestand" in answer.content.decode()


def test_one_can_go_back_and_stop(client: Client, fatima: User) -> None:
    first = actions.load(
        parse_lists({"organisaties.csv": b"naam\nZilverlinde"}), by=fatima, now=timezone.now()
    )
    actions.load(
        parse_lists({"organisaties.csv": b"naam\nGoudlinde"}), by=fatima, now=timezone.now()
    )
    address = f"/beheer/lijsten/{first.short}/gebruiken/"

    assert "Deze versie gebruiken?" in client.get(address).content.decode()
    client.post(address)
    assert queries.version_in_use() == first.version
    client.post("/beheer/lijsten/stoppen/")
    assert queries.version_in_use() is None


def test_no_screen_shows_what_stands_in_a_list(client: Client, fatima: User) -> None:
    lists = parse_lists({"medewerkers.csv": b"naam\nZjoske Wuyckhuise"})
    row = actions.load(lists, by=fatima, now=timezone.now())

    for address in ("", "laden/", "stoppen/", f"{row.short}/gebruiken/"):
        page = client.get(f"/beheer/lijsten/{address}").content.decode()
        assert "Wuyckhuise" not in page


def test_an_unknown_version_is_not_found(client: Client) -> None:
    assert client.get("/beheer/lijsten/0123456789ab/gebruiken/").status_code == 404


def test_the_command_line_checks_loads_shows_and_goes_back(
    fatima: User, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["lists", "check", str(EXAMPLE)]) == 0
    assert cli.main(["lists", "load", str(EXAMPLE), "--by", "fatima"]) == 0
    assert cli.main(["lists", "use", "geen"]) == 0
    version = queries.rows()[0].version
    assert cli.main(["lists", "use", version[:8]]) == 0
    capsys.readouterr()

    assert cli.main(["lists", "show", "--json"]) == 0

    (shown,) = json.loads(capsys.readouterr().out)
    assert shown["in_use"]
    assert shown["entries"]["Medewerkers"] == 4


def test_a_broken_folder_is_refused_by_the_command_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "medewerkers.csv").write_text("naam\n12\n34")

    assert cli.main(["lists", "check", str(tmp_path)]) == 1
    assert "medewerkers.csv, regel 3: de naam is leeg of geen naam" in capsys.readouterr().err
    assert cli.main(["lists", "load", str(tmp_path)]) == 1
    assert queries.rows() == []
