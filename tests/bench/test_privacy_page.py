"""The measured figures reach the documents: a page of all tables, two tables in the model card."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench import privacy_page

FIGURES = dict.fromkeys([*privacy_page._OURS, *privacy_page._BESIDE], "")
WHOLE = (
    "gold.txt: 2 texts",
    ("figure", "stadspoort gate", "deduce"),
    [[figure, f"ours {figure}", f"theirs {figure}"] for figure in FIGURES],
)
KINDS = (
    "gold.txt: F1 per kind",
    ("kind (marks)", "stadspoort gate", "deduce"),
    [["BSN (1)", "1", "-"]],
)


@pytest.fixture
def card(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "card.md"
    monkeypatch.setattr(privacy_page, "CARD", file)
    monkeypatch.setattr(privacy_page, "PAGE", tmp_path / "page.md")
    return file


def test_the_tables_of_the_card_are_replaced_and_the_words_stay(card: Path) -> None:
    card.write_text(
        "Before.\n<!-- figures: own -->\nyesterday\n<!-- end of figures -->\nBetween.\n"
        "<!-- figures: beside -->\n<!-- end of figures -->\nAfter.\n"
    )

    privacy_page.write([WHOLE, KINDS])

    text = card.read_text()
    own, beside = text.split("Between.")
    assert own.startswith("Before.\n<!-- figures: own -->\n| set | system | precision, direct |")
    assert "| gold.txt | stadspoort gate | ours precision, direct |" in own
    assert "deduce" not in own
    assert "yesterday" not in text
    assert "| gold.txt | deduce | theirs F1, direct |" in beside
    assert beside.endswith("<!-- end of figures -->\nAfter.\n")


def test_the_page_holds_every_table_with_the_kinds_one_level_lower(card: Path) -> None:
    card.write_text(
        "<!-- figures: own -->\n<!-- end of figures -->\n"
        "<!-- figures: beside -->\n<!-- end of figures -->\n"
    )

    privacy_page.write([WHOLE, KINDS])

    page = privacy_page.PAGE.read_text()
    assert page.startswith("# Figures of the detector\n")
    assert "\n## gold.txt: 2 texts\n" in page
    assert "\n### gold.txt: F1 per kind\n" in page
    assert "| BSN (1) | 1 | - |" in page


def test_a_card_without_a_place_for_them_is_an_error(card: Path) -> None:
    """Otherwise the old figures would stay, and nobody would notice."""
    card.write_text("No marks here.\n")

    with pytest.raises(ValueError, match="no place for the figures of 'own'"):
        privacy_page.write([WHOLE])
