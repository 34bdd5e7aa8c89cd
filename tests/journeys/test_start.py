"""A fresh installation: `demo`, `serve`, and the first page a civil servant sees."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from tests.journeys.installation import Installation

pytestmark = pytest.mark.journey


def test_an_employee_signs_in_and_sees_the_work(
    page: Page, installation: Installation, axe_faults: Callable[[Page], list[str]]
) -> None:
    """With the account that `demo` printed; both pages have no fault that axe-core can find."""
    page.goto("/")
    assert axe_faults(page) == []
    page.get_by_label("Gebruikersnaam").fill("medewerker")
    page.get_by_label("Wachtwoord").fill(installation.passwords["medewerker"])
    page.get_by_role("button", name="Inloggen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mijn werk")
    assert axe_faults(page) == []
