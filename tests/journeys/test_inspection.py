"""An employee sees what the gate recognises, corrects it and takes the corrections along."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.journeys.installation import Installation

from stadspoort.engines.privacy.measure import read_gold

pytestmark = pytest.mark.journey

TEXT = "Zijn BSN is 978291694.\nDe buurvrouw heet Zwartkruis, zegt hij."


def _sign_in(page: Page, installation: Installation) -> None:
    page.goto("/inloggen/")
    page.get_by_label("Gebruikersnaam").fill("privacy-officer")
    page.get_by_label("Wachtwoord").fill(installation.passwords["privacy-officer"])
    page.get_by_role("button", name="Inloggen").click()
    page.wait_for_url("**/")


def _marks(file: Path) -> list[tuple[str, str]]:
    (text,) = read_gold(file.read_text(encoding="utf-8")).texts
    return [(text.text[mark.start : mark.end], mark.kind) for mark in text.marks]


@pytest.mark.parametrize("width", [1440, 390])
def test_corrections_are_taken_along_as_a_test_case(
    page: Page,
    installation: Installation,
    axe_faults: Callable[[Page], list[str]],
    tmp_path: Path,
    width: int,
) -> None:
    """Look, judge a finding, take over selected text as missed, download."""
    page.set_viewport_size({"width": width, "height": 900})
    _sign_in(page, installation)
    page.goto("/wat-ziet-de-poort/")
    page.get_by_label("Tekst", exact=True).fill(TEXT)
    page.get_by_role("button", name="Laat zien").click()

    seen = page.get_by_role("region", name="De tekst met wat de poort herkent")
    expect(seen.get_by_role("link", name="978291694")).to_be_visible()
    expect(page.get_by_role("cell", name="label 'BSN' ervoor; elfproef klopt")).to_be_visible()
    assert axe_faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width

    page.get_by_label("Klopt 978291694?").select_option("Klantnummer")
    seen.evaluate(
        """text => {
            const part = [...text.childNodes].find(n => n.textContent.includes("buurvrouw"));
            const at = part.textContent.indexOf("buurvrouw");
            getSelection().setBaseAndExtent(part, at, part, at + "buurvrouw".length);
        }"""
    )
    page.get_by_role("button", name="Neem over wat ik in de tekst selecteer").click()
    expect(page.get_by_label("Gemiste tekst 1")).to_have_value("buurvrouw")
    expect(page.get_by_role("status")).to_have_text("“buurvrouw” staat erbij. Kies wat het is.")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download als testgeval").click()
    waiting.value.save_as(tmp_path / "geval.jsonl")

    marks = _marks(tmp_path / "geval.jsonl")
    assert ("978291694", "KLANTNUMMER") in marks
    assert ("buurvrouw", "PERSOON") in marks


def test_the_same_without_javascript(
    browser: Browser, installation: Installation, tmp_path: Path
) -> None:
    """Both forms post; what was missed is typed."""
    context = browser.new_context(base_url=installation.url, java_script_enabled=False)
    page = context.new_page()
    _sign_in(page, installation)
    page.goto("/wat-ziet-de-poort/")
    page.get_by_label("Tekst", exact=True).fill(TEXT)
    page.get_by_role("button", name="Laat zien").click()
    expect(page.get_by_role("button", name="Neem over")).to_be_hidden()
    page.get_by_label("Klopt 978291694?").select_option("Geen persoonsgegeven")
    page.get_by_label("Gemiste tekst 2").fill("buurvrouw")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download als testgeval").click()
    waiting.value.save_as(tmp_path / "geval.jsonl")
    context.close()

    marks = _marks(tmp_path / "geval.jsonl")
    assert "978291694" not in dict(marks)
    assert ("buurvrouw", "PERSOON") in marks
