"""The frame of the screens in a real browser: wide and narrow, with and without JavaScript.

WCAG 2.2 A and AA as far as axe-core can see; the menu and the tables on a narrow screen; setting up
a second factor as an employee does.
"""

from __future__ import annotations

import base64
from collections.abc import Callable

import pytest
from django_otp.oath import totp
from playwright.sync_api import Browser, Page, expect
from tests.journeys.installation import Installation

pytestmark = pytest.mark.journey

NARROW = {"width": 390, "height": 844}
WIDE = {"width": 1440, "height": 900}


def sign_in(page: Page, installation: Installation, role: str) -> None:
    page.goto("/inloggen/")
    page.get_by_label("Gebruikersnaam").fill(role)
    page.get_by_label("Wachtwoord").fill(installation.passwords[role])
    page.get_by_role("button", name="Inloggen").click()
    page.wait_for_url("**/")


@pytest.mark.parametrize(
    ("role", "addresses"),
    [
        pytest.param(
            "medewerker",
            ["/", "/account/", "/account/tweede-stap/", "/assistent/", "/assistent/nieuw/",
             "/register/", "/wat-ziet-de-poort/", "/over/", "/toegankelijkheid/"],
            id="medewerker",
        ),
        pytest.param(
            "fg",
            ["/", "/logboek/", "/logboek/gebeurtenissen/", "/logboek/verzoeken/",
             "/logboek/controle/"],
            id="fg",
        ),
        pytest.param(
            "functioneel-beheerder",
            ["/", "/beheer/gebruikers/", "/beheer/gebruikers/nieuw/", "/beheer/sleutels/",
             "/beheer/sleutels/nieuw/", "/beheer/modellen/", "/beheer/doelen/",
             "/beheer/lijsten/", "/beheer/lijsten/laden/", "/beheer/lijsten/stoppen/"],
            id="functioneel-beheerder",
        ),
    ],
)  # fmt: skip
def test_no_page_has_a_fault_that_axe_can_find_nor_is_wider_than_the_screen(
    page: Page,
    installation: Installation,
    axe_faults: Callable[[Page], list[str]],
    role: str,
    addresses: list[str],
) -> None:
    sign_in(page, installation, role)

    for size in (WIDE, NARROW):
        page.set_viewport_size(size)  # type: ignore[arg-type] # a plain dict is what it takes
        for address in addresses:
            page.goto(address)
            assert axe_faults(page) == [], address
            is_wider = page.evaluate("document.documentElement.scrollWidth > innerWidth")
            assert not is_wider, f"{address} is wider than {size['width']}"


@pytest.mark.parametrize("has_script", [True, False], ids=["with script", "without script"])
def test_the_menu_on_a_narrow_screen(
    browser: Browser, installation: Installation, has_script: bool
) -> None:
    context = browser.new_context(
        base_url=installation.url, viewport=NARROW, java_script_enabled=has_script
    )
    page = context.new_page()
    sign_in(page, installation, "functioneel-beheerder")
    expect(page.get_by_role("link", name="Gebruikers")).to_have_count(1)  # the card, no menu

    page.locator("summary", has_text="Menu").click()
    page.get_by_role("navigation", name="Menu").get_by_role("link", name="Gebruikers").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Gebruikers")
    context.close()


def test_a_narrow_table_stacks_its_rows_under_the_names_of_its_columns(
    page: Page, installation: Installation
) -> None:
    sign_in(page, installation, "functioneel-beheerder")
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/beheer/gebruikers/")

    cell = page.locator("td[data-label='Rollen']").first
    assert cell.evaluate("cell => getComputedStyle(cell, '::before').content") == '"Rollen"'
    assert cell.evaluate("cell => getComputedStyle(cell).display") == "grid"


def test_everything_can_be_reached_by_keyboard_and_shows_where_one_is(
    page: Page, installation: Installation
) -> None:
    sign_in(page, installation, "medewerker")
    page.goto("/")

    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Naar de inhoud")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    expect(page.get_by_role("link", name="Nieuw gesprek")).to_be_focused()
    width = page.evaluate("getComputedStyle(document.activeElement).outlineWidth")
    assert width == "2px"


def test_escape_closes_the_menu_of_the_person_and_returns_the_focus(
    page: Page, installation: Installation
) -> None:
    sign_in(page, installation, "medewerker")
    summary = page.locator("summary", has_text="Uw account")
    summary.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Uitloggen")).to_be_visible()

    page.keyboard.press("Escape")

    expect(page.get_by_role("button", name="Uitloggen")).to_be_hidden()
    expect(summary).to_be_focused()


def test_someone_new_signs_in_for_the_first_time(page: Page, installation: Installation) -> None:
    """From the temporary password to the first page, with an authenticator app."""
    installation.run("admin", "add-user", "--username", "nieuw", "--name", "N. Nieuw", "--role",
                     "medewerker", "--json")  # fmt: skip
    sign_in(page, installation, "functioneel-beheerder")
    page.goto("/beheer/gebruikers/?zoek=nieuw")
    page.get_by_role("link", name="N. Nieuw").click()
    page.get_by_role("button", name="Tijdelijk wachtwoord maken").click()
    password = page.locator("#password").inner_text()
    page.locator("summary", has_text="Uw account").click()
    page.get_by_role("button", name="Uitloggen").click()

    page.get_by_label("Gebruikersnaam").fill("nieuw")
    page.get_by_label("Wachtwoord").fill(password)
    page.get_by_role("button", name="Inloggen").click()
    mine = "een heel eigen wachtwoord 9"
    page.get_by_label("Huidig wachtwoord").fill(password)
    page.get_by_label("Nieuw wachtwoord", exact=True).fill(mine)
    page.get_by_label("Nieuw wachtwoord, nog een keer").fill(mine)
    page.get_by_role("button", name="Wachtwoord opslaan").click()

    page.get_by_text("Scannen lukt niet").click()
    secret = page.locator(".stadspoort-secret code").inner_text().replace(" ", "")
    key = base64.b32decode(secret)
    page.get_by_label("Code").fill(f"{totp(key):06d}")
    page.get_by_role("button", name="Instellen").click()
    expect(page.locator(".stadspoort-codes li")).to_have_count(10)
    page.get_by_role("link", name="Ik heb ze bewaard").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Mijn werk")
