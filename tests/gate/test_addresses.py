"""Which addresses the gate may call; IANA's special-purpose registries (RFC 6890) name the rest."""

from __future__ import annotations

import pytest

from stadspoort.gate.addresses import (
    is_callable_url,
    is_public,
    literal_address,
    may_be_asked,
)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        pytest.param("93.184.215.14", True, id="public"),
        pytest.param("2a00:1450:400e:80c::200e", True, id="public, IPv6"),
        pytest.param("127.0.0.1", False, id="loopback"),
        pytest.param("10.1.2.3", False, id="private 10/8"),
        pytest.param("172.16.0.1", False, id="private 172.16/12"),
        pytest.param("192.168.1.1", False, id="private 192.168/16"),
        pytest.param("169.254.169.254", False, id="link-local: cloud metadata"),
        pytest.param("100.64.0.1", False, id="shared address space"),
        pytest.param("0.0.0.0", False, id="this network"),  # noqa: S104 (an address to refuse)
        pytest.param("224.0.0.1", False, id="multicast"),
        pytest.param("255.255.255.255", False, id="broadcast"),
        pytest.param("::1", False, id="loopback, IPv6"),
        pytest.param("fd00::1", False, id="unique local"),
        pytest.param("fe80::1%eth0", False, id="link-local with zone"),
        pytest.param("::ffff:127.0.0.1", False, id="IPv4-mapped loopback"),
        pytest.param("::ffff:93.184.215.14", True, id="IPv4-mapped public"),
        pytest.param("64:ff9b::7f00:1", False, id="NAT64"),
        pytest.param("2002:7f00:1::", False, id="6to4"),
        pytest.param("2001:0:4136:e378:8000:63bf:3fff:fdd2", False, id="Teredo"),
        pytest.param("localhost", False, id="a name is no address"),
        pytest.param("", False, id="nothing"),
    ],
)
def test_public_addresses(address: str, expected: bool) -> None:
    """Every private, local and tunnelled range is refused."""
    assert is_public(address) is expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        pytest.param("https://model.example/v1", True, id="https"),
        pytest.param("http://10.0.0.5:8080/v1", True, id="form is fine; the range is tested apart"),
        pytest.param("ftp://model.example/v1", False, id="another scheme"),
        pytest.param("file:///etc/passwd", False, id="a file"),
        pytest.param("https://user:pw@model.example/v1", False, id="userinfo"),
        pytest.param("https://model.example/v1?x=1", False, id="query"),
        pytest.param("https://model.example/v1#x", False, id="fragment"),
        pytest.param("https:///v1", False, id="no host"),
        pytest.param("https://model.example:99999/v1", False, id="no such port"),
        pytest.param("https://[::1/v1", False, id="broken IPv6"),
        pytest.param("http://2130706433/v1", False, id="an address as one number"),
        pytest.param("http://127.1/v1", False, id="an address cut short"),
    ],
)
def test_base_addresses(url: str, expected: bool) -> None:
    """Only http(s) with a host and nothing hidden in it."""
    assert is_callable_url(url) is expected


def test_an_address_literally_named_is_seen() -> None:
    """A literal address is never resolved, so it must be tested before the call."""
    assert literal_address("http://[::1]:9000/v1") == "::1"
    assert literal_address("https://model.example/v1") is None


@pytest.mark.parametrize(
    ("url", "is_marked", "expected"),
    [
        pytest.param("https://model.example/v1", False, True, id="a name, tested when it resolves"),
        pytest.param("https://8.8.8.8/v1", False, True, id="a public address"),
        pytest.param("http://10.0.0.7/v1", False, False, id="a private address"),
        pytest.param("http://10.0.0.7/v1", True, True, id="a private address, marked"),
        pytest.param("http://2130706433/v1", True, False, id="no plain host, marked or not"),
        pytest.param("", True, False, id="nothing"),
    ],
)
def test_what_may_be_asked(url: str, *, is_marked: bool, expected: bool) -> None:
    """An address of a private range needs the administrator's mark; a hidden one is never asked."""
    assert may_be_asked(url, is_marked=is_marked) is expected
