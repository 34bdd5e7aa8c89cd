"""The main job: an employee asks a model about a real document, and sees what the model saw."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.journeys.endpoint import running_endpoint
from tests.journeys.installation import Installation, free_port

pytestmark = pytest.mark.journey

LETTER = Path(__file__).parent.parent / "data" / "documents" / "bezwaar.pdf"
PURPOSE = "brieven-begrijpelijk"


def sign_in(page: Page, installation: Installation, role: str) -> None:
    page.goto("/inloggen/")
    page.get_by_label("Gebruikersnaam").fill(role)
    page.get_by_label("Wachtwoord").fill(installation.passwords[role])
    page.get_by_role("button", name="Inloggen").click()
    page.wait_for_url("**/")


def ask(page: Page, question: str, *files: Path) -> None:
    page.goto("/assistent/nieuw/")
    page.get_by_label("Doel", exact=True).select_option(PURPOSE)
    page.get_by_label("Sleep documenten hierheen of kies ze").set_input_files(list(files))
    page.get_by_label("Uw vraag").fill(question)
    page.get_by_role("button", name="Stel de vraag").click()


def allow(installation: Installation, model: str, purpose: str, address: str) -> None:
    for arguments in (
        ("add-model", "--name", model, "--base-url", address,
         "--private-host", "--self-hosted"),
        ("add-purpose", "--slug", purpose, "--title", purpose.title(),
         "--data-classes", "openbaar,persoonsgegevens"),
        ("allow", "--purpose", purpose, "--model", model, "--application", "assistent",
         "--until", "2099-01-01", "--reason", "Proef."),
    ):  # fmt: skip
        installation.run("admin", *arguments)


def choose_new_purpose(page: Page, purpose: str) -> None:
    """Choose a purpose made a moment ago: the server offers it within five seconds.

    Each process looks once a second whether keys, purposes and verdicts have changed.
    """
    choice = page.get_by_label("Doel", exact=True)
    last = time.monotonic() + 5
    while choice.locator(f"option[value='{purpose}']").count() == 0:
        assert time.monotonic() < last, f"{purpose} is not offered after five seconds"
        page.reload()
    choice.select_option(purpose)


def test_a_question_about_a_letter_with_personal_data(
    page: Page, installation: Installation, axe_faults: Callable[[Page], list[str]]
) -> None:
    """Upload, ask, read the quotes, look at the masked side; then the FG sees the call."""
    sign_in(page, installation, "medewerker")
    ask(page, "Waarom maakt deze inwoner bezwaar?", LETTER)
    page.wait_for_url(re.compile(r"/assistent/[0-9a-f-]{36}/"))
    answer = page.locator("#beurt-1 .stadspoort-message--model")
    expect(answer).to_contain_text("Dit ingebouwde model citeert alleen.")
    expect(
        answer.get_by_role("link", name=re.compile(r"^bron 1, bladzijde \d$")).first
    ).to_be_visible()
    expect(answer).to_contain_text(re.compile(r"\d+ gegevens vervangen"))
    assert axe_faults(page) == []

    answer.get_by_role("link", name="Dit zag het model").click()
    documents = page.get_by_role("region", name="De documenten: wat u gaf naast wat het model zag")
    expect(documents.get_by_role("heading", name="bron 1, bladzijde 1")).to_be_visible()
    expect(documents).not_to_contain_text("<bron")
    found = documents.locator("mark.stadspoort-found")
    token = documents.locator("mark.stadspoort-token")
    expect(found.first).to_be_visible()
    expect(token.first).to_have_text(re.compile(r"^\[[A-Z]+_[0-9a-z]+\]$"))
    seen = "".join(documents.locator(".stadspoort-compare__text--masked").all_inner_texts())
    for value in found.all_inner_texts():
        assert value not in seen
    page.get_by_text("Precies zoals verstuurd").first.click()
    expect(
        page.get_by_text('<bron nr="1" titel="bezwaar.pdf" plaats="bladzijde 1">')
    ).to_be_visible()
    assert axe_faults(page) == []


def test_follow_up_questions_each_get_a_turn_of_their_own(
    page: Page, installation: Installation
) -> None:
    """The address differs only behind "#" then; the page must still show what is stored."""
    sign_in(page, installation, "medewerker")
    ask(page, "Waarom maakt deze inwoner bezwaar?", LETTER)
    page.wait_for_url(re.compile(r"/assistent/[0-9a-f-]{36}/"))

    for number, question in ((2, "Welke weigering bedoelt de inwoner?"), (3, "Welk adres?")):
        page.get_by_label("Uw vraag").fill(question)
        page.get_by_role("button", name="Stel de vraag").click()
        turn = page.locator(f"#beurt-{number}")
        expect(turn).to_contain_text(question)
        expect(turn).to_contain_text("citeert alleen")
        expect(page.locator(".stadspoort-turn:visible")).to_have_count(number)
        expect(page.get_by_label("Uw vraag")).to_have_value("")

    page.locator("#beurt-3").get_by_role("button", name="Bruikbaar", exact=True).click()
    expect(page.locator("#beurt-3").get_by_role("status")).to_have_text(
        "Dank u, uw oordeel is bewaard."
    )


def test_one_bad_file_of_several_is_named_and_the_others_stay(
    page: Page, installation: Installation, tmp_path: Path
) -> None:
    """All are read, each that cannot be read is named; taking that one away is enough."""
    broken, empty = tmp_path / "kapot.pdf", tmp_path / "leeg.txt"
    broken.write_bytes(b"%PDF-1.7\nkapot")
    empty.write_bytes(b"")
    sign_in(page, installation, "medewerker")
    ask(page, "Wat staat hierin?", LETTER, broken, empty)
    errors = page.locator(".utrecht-form-field-error-message")

    expect(errors).to_have_count(2)
    expect(errors.first).to_contain_text("kapot.pdf: Deze PDF is beschadigd")
    expect(errors.last).to_contain_text("leeg.txt: Dit bestand is leeg")
    expect(page.get_by_role("heading", name="Antwoord")).to_be_hidden()
    page.get_by_role("button", name="kapot.pdf weghalen").click()
    page.get_by_role("button", name="leeg.txt weghalen").click()
    page.get_by_role("button", name="Stel de vraag").click()

    page.wait_for_url(re.compile(r"/assistent/[0-9a-f-]{36}/"))
    expect(page.get_by_role("link", name="bezwaar.pdf")).to_be_visible()


def test_an_answer_can_be_stopped_and_the_question_asked_again(
    page: Page, installation: Installation
) -> None:
    """With a model that is offered for this purpose only, and that keeps one waiting."""
    with running_endpoint() as endpoint:
        allow(installation, "traag", "geduld", endpoint.url)
        sign_in(page, installation, "medewerker")
        endpoint.hold.set()
        page.goto("/assistent/nieuw/")
        choose_new_purpose(page, "geduld")
        page.reload()
        model = page.get_by_label("Model (mag leeg blijven)")
        model.select_option("traag")
        page.get_by_label("Doel", exact=True).select_option(PURPOSE)
        expect(model).to_have_value("")
        page.get_by_label("Doel", exact=True).select_option("geduld")
        assert model.locator("option").all_inner_texts() == ["Automatisch", "traag"]
        page.get_by_label("Uw vraag").fill("Duurt dit lang?")
        page.get_by_role("button", name="Stel de vraag").click()
        expect(page.get_by_role("status")).to_have_text("Het antwoord wordt geschreven.")
        page.get_by_role("button", name="Stop").click()

        expect(page.locator("#beurt-1")).to_contain_text("U hebt dit antwoord gestopt.")
        endpoint.hold.clear()
        endpoint.release.set()
        page.get_by_role("button", name="Vraag opnieuw stellen").click()
        answer = page.locator("#beurt-2 .stadspoort-message--model")
        expect(answer).to_contain_text("Duurt dit lang?")


def test_an_endpoint_that_is_gone_is_no_refusal(page: Page, installation: Installation) -> None:
    """The gate let it through; nobody answered, and asking again may help."""
    allow(installation, "weg", "stilte", f"http://127.0.0.1:{free_port()}/v1")
    sign_in(page, installation, "medewerker")
    page.goto("/assistent/nieuw/")
    choose_new_purpose(page, "stilte")
    page.get_by_label("Uw vraag").fill("Bent u er nog?")
    page.get_by_role("button", name="Stel de vraag").click()

    turn = page.locator("#beurt-1")
    expect(turn).to_contain_text("Geen antwoord. Het model is niet bereikbaar.")
    expect(turn.get_by_role("button", name="Vraag opnieuw stellen")).to_be_visible()


def test_the_fg_sees_the_call_and_not_what_was_asked(
    page: Page, installation: Installation
) -> None:
    """Pseudonymous, with counts; no content."""
    sign_in(page, installation, "medewerker")
    ask(page, "Wat schrijft de indiener over de zandbak?", LETTER)
    page.wait_for_url(re.compile(r"/assistent/[0-9a-f-]{36}/"))
    page.context.clear_cookies()

    sign_in(page, installation, "fg")
    page.goto("/logboek/")
    row = page.get_by_role("row").filter(has_text="stadspoort/citaat").first
    expect(row).to_contain_text("stadspoort/citaat")
    expect(row).to_contain_text("Beantwoord")
    expect(page.locator("main")).not_to_contain_text("zandbak")
    expect(row).not_to_contain_text("Medewerker")


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        pytest.param("leeg.pdf", b"", "leeg", id="an empty file"),
        pytest.param("brief.pdf", b"PK\x03\x04 geen pdf", "", id="a file that lies"),
        pytest.param("kapot.pdf", b"%PDF-1.7\nkapot", "beschadigd", id="a damaged PDF"),
        pytest.param("plaatje.png", b"\x89PNG\r\n\x1a\n", "", id="a type that is not read"),
    ],
)
def test_a_file_that_cannot_be_read_loses_nothing_typed(
    page: Page, installation: Installation, tmp_path: Path, name: str, data: bytes, message: str
) -> None:
    """A clear message at the file, the question still there, no conversation begun."""
    file = tmp_path / name
    file.write_bytes(data)
    sign_in(page, installation, "medewerker")
    page.goto("/assistent/")
    before = page.locator("tbody tr").count()
    ask(page, "Wat staat hierin?", file)
    error = page.locator(".utrecht-form-field-error-message").first

    expect(error).to_be_visible()
    expect(error).to_contain_text(message)
    expect(page.get_by_label("Uw vraag")).to_have_value("Wat staat hierin?")
    expect(page.get_by_label("Doel", exact=True)).to_have_value(PURPOSE)
    page.goto("/assistent/")
    assert page.locator("tbody tr").count() == before


def test_it_all_works_without_javascript(browser: Browser, installation: Installation) -> None:
    """The forms post, the server waits for the answer and shows it."""
    context = browser.new_context(base_url=installation.url, java_script_enabled=False)
    page = context.new_page()
    sign_in(page, installation, "medewerker")
    ask(page, "Waarom maakt deze inwoner bezwaar?", LETTER)
    expect(page.locator("#beurt-1")).to_contain_text("citeert alleen")
    expect(page.get_by_text("Kopieer")).to_be_hidden()
    page.get_by_role("button", name="Niet bruikbaar").click()
    expect(page.get_by_role("button", name="Niet bruikbaar")).to_have_attribute(
        "aria-pressed", "true"
    )
    page.get_by_label("Uw vraag").fill("En wanneer?")
    page.get_by_role("button", name="Stel de vraag").click()
    expect(page.locator("#beurt-2")).to_be_visible()
    context.close()


def test_a_conversation_can_be_deleted_for_good(page: Page, installation: Installation) -> None:
    """After a question that says what is lost."""
    sign_in(page, installation, "medewerker")
    ask(page, "Een vraag om weg te gooien?", LETTER)
    page.wait_for_url(re.compile(r"/assistent/[0-9a-f-]{36}/"))
    address = page.url.split("#")[0]
    page.get_by_role("link", name="Verwijderen").click()
    expect(page.locator("main")).to_contain_text("niemand kan het daarna nog lezen")
    page.get_by_role("button", name="Verwijder voorgoed").click()
    expect(page.get_by_role("status")).to_contain_text("verwijderd")
    answer = page.goto(address)
    assert answer is not None
    assert answer.status == 404


def test_another_employee_s_conversation_is_not_there(
    page: Page, installation: Installation
) -> None:
    """404, as for one that never was: on every address of it."""
    sign_in(page, installation, "medewerker")
    ask(page, "Wie mag dit lezen?", LETTER)
    page.wait_for_url(re.compile(r"/assistent/[0-9a-f-]{36}/"))
    address = page.url.split("#")[0]
    page.context.clear_cookies()

    sign_in(page, installation, "klantcontact")
    for part in ("", "uitvoer/", "verwijderen/", "document/1/", "beurt/1/", "beurt/1/gezien/"):
        answer = page.goto(address + part)
        assert answer is not None
        assert answer.status == 404, part
