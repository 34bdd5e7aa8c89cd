"""Published entries in, without loss; and which of them may be one product."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from stadspoort.engines.algoritmeregister import propose_products, read_published
from stadspoort.errors import StadspoortError

GIVEN = (
    Path(__file__).resolve().parents[4] / "shared/register-dev/algoritmes-2026-08-08.json"
)  # fmt: skip
needs_given = pytest.mark.skipif(not GIVEN.exists(), reason="the given entries are not here")


def row(number: int, title: str, organisation: str, goal: str = "") -> dict[str, Any]:
    return {
        "id": str(number), "title": title, "organisatie": organisation, "doel": goal,
        "juridische_basis": "", "impactassessment": "Onbekend", "status": "in_gebruik",
        "geregistreerd": "2026-04-07", "toegevoegd": "", "url": f"https://register.example/{number}",
    }  # fmt: skip


def file(*rows: object) -> bytes:
    return json.dumps({"count": len(rows), "algoritmes": list(rows)}).encode()


def test_an_entry_comes_back_as_it_was() -> None:
    """Also fields that nobody knows yet."""
    given = {**row(1, "Titel", "Gemeente A"), "nieuw_veld": ["x"]}
    [entry] = read_published(file(given)).entries
    assert entry.as_json() == given
    assert str(entry.registered) == "2026-04-07"
    assert entry.added is None


def test_each_wrong_entry_is_named_and_the_right_ones_are_read() -> None:
    """By its place in the list."""
    reading = read_published(
        file(
            row(1, "Goed", "Gemeente A"), "tekst", row(2, "", "Gemeente B"),
            row(1, "Weer", "Gemeente C"), {**row(3, "Ja", "D"), "geregistreerd": "gisteren"},
            {**row(4, "Ja", "D"), "doel": 7},
        )
    )  # fmt: skip
    assert [entry.id for entry in reading.entries] == ["1"]
    assert reading.problems == (
        (2, "is geen vermelding"),
        (3, "veld title ontbreekt of is leeg"),
        (4, "nummer 1 staat er al"),
        (5, "veld geregistreerd is geen datum"),
        (6, "veld doel is geen tekst"),
    )


@pytest.mark.parametrize(
    ("content", "reason"), [(b"", "no_json"), (b"\xff\x00", "no_json"), (b'{"a": 1}', "no_list")]
)
def test_what_is_no_list_is_refused(content: bytes, reason: str) -> None:
    """Nothing of it is read."""
    with pytest.raises(StadspoortError) as caught:
        read_published(content)
    assert caught.value.context["reason"] == reason


TOLD = "Met Praatmaat schrijft men. Zonder Praatmaat duurt het langer."
ENTRIES = [
    row(1, "Praatmaat", "Gemeente A", TOLD),
    row(2, "PraatMaat Chat (pilot)", "Gemeente B", TOLD),
    row(3, "Google Praatmaat", "Gemeente C", TOLD),
    row(4, "GitHub Praatmaat", "Gemeente D", TOLD),
    row(5, "Github praatmaat", "Gemeente E", "GitHub Praatmaat helpt ontwikkelaars."),
    row(6, "Parkeercontrole", "Gemeente A", "De parkeercontrole gaat per scanauto."),
    row(7, "Parkeercontrole", "Gemeente B", "Wij doen parkeercontrole met camera's."),
    row(8, "Slimme sluis", "Gemeente A", "De Slimmesluis"),
]


def test_one_product_in_many_spellings_is_proposed_as_one() -> None:
    """A maker in the title divides; a title without one goes with the commonest, and says so."""
    products = propose_products(read_published(file(*ENTRIES)).entries)
    assert [set(product.entries) for product in products] == [{"1", "2", "4", "5"}]
    assert products[0].unsure == ("1", "2")
    assert ("chat", ("2",)) in products[0].editions


def test_what_many_do_is_no_product() -> None:
    """An ordinary word in the descriptions names a task, not a product."""
    products = propose_products(read_published(file(*ENTRIES[5:])).entries)
    assert products == ()


@needs_given
def test_all_published_entries_are_read_without_loss() -> None:
    """The 1,530 entries of 8 August 2026, field for field."""
    content = GIVEN.read_bytes()
    reading = read_published(content)
    given = json.loads(content)["algoritmes"]
    assert reading.problems == ()
    assert len(reading.entries) == 1530
    assert [entry.as_json() for entry in reading.entries] == given


@needs_given
def test_the_copilots_of_two_makers_stay_two() -> None:
    """27 entries carry the word: 25 of Microsoft in eight spellings, 2 of GitHub in two."""
    entries = read_published(GIVEN.read_bytes()).entries
    products = {
        product.name: product
        for product in propose_products(entries)
        if "copilot" in product.name.lower()
    }
    assert {name: len(product.entries) for name, product in products.items()} == {
        "Microsoft CoPilot": 25,
        "GitHub Copilot": 2,
    }
    microsoft = products["Microsoft CoPilot"]
    assert len(microsoft.spellings) == 8
    assert dict(microsoft.editions).keys() == {"", "chat", "pro"}
    titles = {entry.id: entry.title for entry in entries}
    assert {titles[entry] for entry in microsoft.unsure} == {"Copilot", "Werk – Pilot Copilot Pro"}
