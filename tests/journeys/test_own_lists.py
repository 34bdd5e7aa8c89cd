"""The municipality's own lists, as the functional administrator loads them and the gate uses them.

Wide and narrow, with and without JavaScript; what a file has wrong is told by line.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, FilePayload, Page, expect
from tests.journeys.installation import Installation
from tests.journeys.test_screens import NARROW, WIDE, sign_in

pytestmark = pytest.mark.journey

TEXT = "gebeld met zjoske wuyckhuise over de kapvergunning"
_MOST_LOOKS = 200


def file(text: str) -> FilePayload:
    return {"name": "export.csv", "mimeType": "text/csv", "buffer": text.encode()}


def what_the_gate_sees(page: Page) -> str:
    page.goto("/wat-ziet-de-poort/")
    page.get_by_label("Tekst", exact=True).fill(TEXT)
    page.locator("main").get_by_role("button", name="Laat zien").click()
    return page.locator("main").inner_text()


@pytest.mark.parametrize("has_script", [True, False], ids=["with script", "without script"])
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_lists_are_refused_by_line_loaded_used_and_taken_out_of_use(
    browser: Browser,
    installation: Installation,
    axe_faults: Callable[[Page], list[str]],
    has_script: bool,
    size: dict[str, int],
) -> None:
    context = browser.new_context(
        base_url=installation.url,
        viewport=size,  # type: ignore[arg-type] # a plain dict is what it takes
        java_script_enabled=has_script,
    )
    page = context.new_page()
    sign_in(page, installation, "functioneel-beheerder")

    page.goto("/beheer/lijsten/laden/")
    page.get_by_label("Medewerkers").first.set_input_files(file("naam\nZjoske Wuyckhuise\n12"))
    page.get_by_role("button", name="Laden en gebruiken").click()
    expect(page.get_by_role("heading", name="De lijsten zijn geweigerd")).to_be_visible()
    expect(page.get_by_role("row", name="De naam is leeg of geen naam")).to_contain_text("3")
    if has_script:
        assert axe_faults(page) == []

    page.get_by_label("Medewerkers").first.set_input_files(file("naam\nZjoske Wuyckhuise"))
    page.get_by_role("button", name="Laden en gebruiken").click()
    expect(page.get_by_text("In gebruik").first).to_be_visible()
    if has_script:
        assert axe_faults(page) == []
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")

    looks = (what_the_gate_sees(page) for _ in range(_MOST_LOOKS))
    assert any("lijst met medewerkers" in seen for seen in looks)

    page.goto("/beheer/lijsten/stoppen/")
    page.get_by_role("button", name="Ja, gebruik geen lijsten").click()
    expect(page.get_by_text("Er zijn geen eigen lijsten in gebruik")).to_be_visible()
    context.close()
