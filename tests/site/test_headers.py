"""Headers and cookies of every answer (ASVS 3.3.1, 3.4; NCSC web guidelines; internet.nl)."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client
from tests.apps.accounts.people import browser, person, signed_in

from stadspoort.apps.accounts.roles import Role
from stadspoort.site import assets

POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "status"),
    [
        pytest.param("/inloggen/", 200, id="a page"),
        pytest.param("/", 302, id="a redirect"),
        pytest.param("/niets/", 404, id="not found"),
    ],
)
def test_every_answer_carries_the_headers(address: str, status: int) -> None:
    answer = browser().get(address)

    assert answer.status_code == status
    assert set(answer.headers["Content-Security-Policy"].split("; ")) == POLICY
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"


@pytest.mark.django_db
def test_an_error_of_ours_carries_the_headers_and_tells_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(*_: object) -> None:
        raise ValueError("S. de Wit, BSN 123456782")

    monkeypatch.setattr("stadspoort.site.navigation.choices", fail)
    client = signed_in(person("anna", Role.MEDEWERKER, is_demo=True))
    client.raise_request_exception = False

    answer = client.get("/")

    assert answer.status_code == 500
    assert set(answer.headers["Content-Security-Policy"].split("; ")) == POLICY
    assert "Er ging iets mis" in answer.content.decode()
    assert "123456782" not in answer.content.decode()


@pytest.mark.django_db
def test_cookies_cannot_be_read_by_scripts_or_sent_by_other_sites() -> None:
    client = signed_in(person("anna", Role.MEDEWERKER, is_demo=True))

    session, csrf = client.cookies["stadspoort"], client.cookies["stadspoort-csrf"]
    assert (session["httponly"], session["samesite"]) == (True, "Lax")
    assert (csrf["httponly"], csrf["samesite"]) == (True, "Strict")


def test_behind_https_cookies_are_bound_to_the_host(tmp_path: Path) -> None:
    facts = _settings_with(tmp_path, STADSPOORT_HTTPS="1", STADSPOORT_HOSTS="poort.waterdam.test")

    assert facts == {
        "SESSION_COOKIE_NAME": "__Host-stadspoort",
        "SESSION_COOKIE_SECURE": True,
        "CSRF_COOKIE_NAME": "__Host-stadspoort-csrf",
        "CSRF_COOKIE_SECURE": True,
        "SECURE_HSTS_SECONDS": 31536000,
        "SECURE_SSL_REDIRECT": True,
        "DEBUG": False,
    }


def test_a_deployment_behind_https_passes_the_checks_of_django(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "django", "check", "--deploy", "--fail-level", "WARNING"],
        env=_environment(tmp_path, STADSPOORT_HTTPS="1", STADSPOORT_HOSTS="poort.waterdam.test"),
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr


def test_a_form_without_its_token_is_refused_in_dutch() -> None:
    client = Client(enforce_csrf_checks=True, headers={"host": "localhost"})

    answer = client.post("/inloggen/", {"username": "anna", "password": "x"})

    assert answer.status_code == 403
    assert "Dit formulier is verlopen" in answer.content.decode()


def test_another_host_name_is_refused_in_dutch() -> None:
    answer = Client(headers={"host": "example.org"}).get("/inloggen/")

    assert answer.status_code == 400
    assert "Deze aanvraag klopt niet" in answer.content.decode()


def test_built_files_may_be_kept_and_arrive_compressed() -> None:
    answer = browser().get(assets.address("stadspoort.css"), headers={"Accept-Encoding": "gzip"})

    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "max-age=315360000, public, immutable"
    assert answer.headers["Content-Encoding"] == "gzip"
    assert "Access-Control-Allow-Origin" not in answer.headers


def test_no_template_holds_inline_style_or_script() -> None:
    root = Path(assets.__file__).resolve().parents[1]
    templates = list(root.rglob("templates/**/*.html"))
    assert len(templates) > 20

    for template in templates:
        text = template.read_text()
        for forbidden in (" style=", "<style", " onclick=", " onchange=", " onsubmit=", "|safe"):
            assert forbidden not in text, f"{template.name} holds {forbidden}"


def _environment(folder: Path, **variables: str) -> dict[str, str]:
    return {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "stadspoort.site.settings",
        "STADSPOORT_DATA": str(folder / "data"),
        "STADSPOORT_KEYS": str(folder / "keys"),
        **variables,
    }


def _settings_with(folder: Path, **variables: str) -> dict[str, object]:
    program = (
        "import json; from stadspoort.site import settings as s; "
        "print(json.dumps({name: getattr(s, name) for name in ("
        "'SESSION_COOKIE_NAME', 'SESSION_COOKIE_SECURE', 'CSRF_COOKIE_NAME', "
        "'CSRF_COOKIE_SECURE', 'SECURE_HSTS_SECONDS', 'SECURE_SSL_REDIRECT', 'DEBUG')}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        env=_environment(folder, **variables),
        capture_output=True,
        text=True,
        check=True,
    )
    facts: dict[str, object] = json.loads(done.stdout)
    return facts
