"""Base addresses of model endpoints (OWASP ASVS 5.0 1.3.6: server-side request forgery)."""

from __future__ import annotations

import pytest

from stadspoort.apps.register.addresses import checked_base_url, needs_mark
from stadspoort.apps.register.errors import (
    BaseUrlInvalidError,
    BaseUrlNotSecureError,
    PrivateHostNotMarkedError,
)
from stadspoort.errors import StadspoortError


@pytest.mark.parametrize(
    ("url", "is_marked", "stored"),
    [
        pytest.param("https://a.nl/v1", False, "https://a.nl/v1", id="public, https"),
        pytest.param("https://a.nl/v1/", False, "https://a.nl/v1", id="a slash at the end"),
        pytest.param(
            "http://127.0.0.1:9111/v1", False, "http://127.0.0.1:9111/v1", id="this machine"
        ),
        pytest.param("http://[::1]:1/v1", False, "http://[::1]:1/v1", id="this machine, IPv6"),
        pytest.param("http://localhost/v1", False, "http://localhost/v1", id="localhost"),
        pytest.param("http://10.0.0.5/v1", True, "http://10.0.0.5/v1", id="private, marked"),
        pytest.param("http://vllm:8000/v1", True, "http://vllm:8000/v1", id="own name, marked"),
    ],
)
def test_accepted(url: str, is_marked: bool, stored: str) -> None:
    """What the register stores."""
    assert checked_base_url(url, is_private_marked=is_marked) == stored


@pytest.mark.parametrize(
    ("url", "error"),
    [
        pytest.param("http://a.nl/v1", BaseUrlNotSecureError, id="public, plain http"),
        pytest.param("http://vllm:8000/v1", BaseUrlNotSecureError, id="own name, not marked"),
        pytest.param("http://10.0.0.5/v1", PrivateHostNotMarkedError, id="private"),
        pytest.param("https://192.168.1.1/v1", PrivateHostNotMarkedError, id="private, https"),
        pytest.param("http://169.254.169.254/", PrivateHostNotMarkedError, id="cloud metadata"),
        pytest.param("https://[fd00::1]/v1", PrivateHostNotMarkedError, id="private, IPv6"),
        pytest.param("https://[::ffff:10.0.0.5]/", PrivateHostNotMarkedError, id="mapped"),
        pytest.param("ftp://a.nl/v1", BaseUrlInvalidError, id="another scheme"),
        pytest.param("file:///etc/passwd", BaseUrlInvalidError, id="a file"),
        pytest.param("https:///v1", BaseUrlInvalidError, id="no host"),
        pytest.param("https://u:p@a.nl/v1", BaseUrlInvalidError, id="a password"),
        pytest.param("https://a.nl/v1?key=1", BaseUrlInvalidError, id="a query"),
        pytest.param("https://a.nl/v1#x", BaseUrlInvalidError, id="a fragment"),
        pytest.param("https://a.nl:99999/v1", BaseUrlInvalidError, id="no such port"),
        pytest.param("https://a.nl/v 1", BaseUrlInvalidError, id="a space"),
        pytest.param("https://a.nl\\@b.nl/v1", BaseUrlInvalidError, id="a backslash"),
        pytest.param("https://gemeente\u0430.nl", BaseUrlInvalidError, id="a Cyrillic letter"),
        pytest.param("https://" + "a" * 300 + ".nl", BaseUrlInvalidError, id="too long"),
        pytest.param("", BaseUrlInvalidError, id="empty"),
    ],
)
def test_refused(url: str, error: type[StadspoortError]) -> None:
    """What it does not, unless an administrator marked the host where that can help."""
    with pytest.raises(error):
        checked_base_url(url, is_private_marked=False)


@pytest.mark.parametrize(
    ("url", "is_marked", "expected"),
    [
        ("http://127.0.0.1:9111/v1", False, True),
        ("http://127.0.0.1:9111/v1", True, False),
        ("https://a.nl/v1", False, False),
    ],
)
def test_what_the_gate_will_refuse_is_known_at_once(
    url: str, is_marked: bool, expected: bool
) -> None:
    """The administrator hears it when adding, not at the first call."""
    assert needs_mark(url, is_private_marked=is_marked) is expected
