"""A real installation with a running server, and a real browser, for whole flows.

`installation` is a demo municipality in a temporary folder, started through the command line as
an administrator would, on the database of this test run. `page` is a fresh browser window on it.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright
from tests.journeys.installation import STADSPOORT, Installation, running_server

ROOT = Path(__file__).resolve().parent.parent.parent
AXE = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"

BROWSER_NAMES = ("chromium", "chromium-browser", "google-chrome")
BROWSER_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@contextmanager
def empty_database() -> Iterator[str | None]:
    """Give the address of an empty PostgreSQL database for one server, or None on SQLite."""
    server = os.environ.get("STADSPOORT_TEST_DATABASE_URL")
    if server is None:
        yield None
        return
    name = f"test_stadspoort_{secrets.token_hex(6)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        yield urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture(scope="session")
def journey_database() -> Iterator[str | None]:
    """Give the database of the one installation that most journeys share."""
    with empty_database() as address:
        yield address


@pytest.fixture
def own_installation(tmp_path: Path) -> Iterator[Installation]:
    """Give an installation of the test's own, as `init` makes it, without a server."""
    with empty_database() as address:
        env = _environment(tmp_path, address)
        subprocess.run([str(STADSPOORT), "init"], env=env, capture_output=True, check=True)
        yield Installation("", tmp_path / "waterdam", env, {}, "")


def _environment(folder: Path, database: str | None) -> dict[str, str]:
    env = {name: value for name, value in os.environ.items() if not name.startswith("STADSPOORT_")}
    env |= {"STADSPOORT_DATA": str(folder / "waterdam"), "STADSPOORT_KEYS": str(folder / "keys")}
    return env | ({"STADSPOORT_DATABASE_URL": database} if database else {})


@pytest.fixture(scope="session")
def installation(
    journey_database: str | None, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Installation]:
    """Start the demo municipality; one for all journeys of this worker."""
    folder = tmp_path_factory.mktemp("journey")
    env = _environment(folder, journey_database)
    demo = subprocess.run(
        [str(STADSPOORT), "demo", "--json"], env=env, capture_output=True, text=True, check=True
    )
    made = json.loads(demo.stdout)
    with running_server(env, folder / "server.log") as url:
        yield Installation(url, folder / "waterdam", env, made["accounts"], made["fg_passphrase"])


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start this machine's own Chromium.

    Per module and not per session: while it runs, the event loop of Playwright counts as running
    in this thread, and asynchronous tests of other modules could not start theirs.
    """
    program = next(filter(None, map(shutil.which, BROWSER_NAMES)), None)
    assert program, "No Chromium on this machine; `make setup` installs it."
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=program, headless=True, args=list(BROWSER_FLAGS)
        )
        yield started
        started.close()


@pytest.fixture
def page(browser: Browser, installation: Installation) -> Iterator[Page]:
    """Give a fresh window of 1440 by 900 on the installation; any error in the page fails the test.

    Errors are what a script threw, what the content policy refused, and what failed to load; not
    that the page itself is an error page, for a journey may go there on purpose.
    """
    context = browser.new_context(
        base_url=installation.url, locale="nl-NL", viewport={"width": 1440, "height": 900}
    )
    window = context.new_page()
    errors: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type == "error" and message.location["url"] != window.url:
            errors.append(message.text)

    window.on("pageerror", lambda error: errors.append(str(error)))
    window.on("console", note)
    yield window
    context.close()
    assert errors == []


@pytest.fixture
def axe_faults() -> Callable[[Page], list[str]]:
    """Give a function that returns what axe-core finds wrong on a page: WCAG A and AA."""
    source = AXE.read_text()
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

    def look(window: Page) -> list[str]:
        window.evaluate(source)
        found = window.evaluate("tags => axe.run({runOnly: {type: 'tag', values: tags}})", tags)
        return [
            f"{fault['id']}: {node['html'][:120]}"
            for fault in found["violations"]
            for node in fault["nodes"]
        ]

    return look
