"""The project's own letter, in three forms, reads as the same letter."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.data.documents.make_fixtures import PAGES
from tests.engines.documents import make

from stadspoort.engines.documents import read

FOLDER = Path(__file__).parents[2] / "data" / "documents"


@pytest.mark.parametrize(
    ("name", "places"),
    [
        ("bezwaar.pdf", ["bladzijde 1", "bladzijde 2"]),
        ("bezwaar.docx", ["tekst"]),
        (
            "bezwaar.eml",
            ["bericht", "bijlage bezwaar.pdf, bladzijde 1", "bijlage bezwaar.pdf, bladzijde 2"],
        ),
    ],
)
def test_the_letter_in_each_form(name: str, places: list[str]) -> None:
    document = read((FOLDER / name).read_bytes(), name)

    text = "\n".join(page.text for page in document.pages)
    assert [page.place for page in document.pages] == places
    assert "Ik woon sinds 1 mei 2024 op Lindekade 14, 1234 AB Waterdam, samen" in text
    assert "Met vriendelijke groet,\n" in text
    assert text.endswith("Sanne Verbruggen")
    assert document.notes == ()


def test_the_committed_letter_is_the_one_the_script_makes() -> None:
    assert (FOLDER / "bezwaar.pdf").read_bytes() == make.pdf(PAGES)
