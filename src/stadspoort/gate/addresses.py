"""Which addresses the gate may call: public ones, unless an administrator marked the host.

Server-side request forgery is how gateways are turned against their owner (CVE-2025-66405,
CVE-2026-45400): every address a name resolves to is tested, and the connection goes to the very
addresses that were tested.
"""

from __future__ import annotations

from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import urlsplit

_CARRIERS_OF_IPV4 = (
    ip_network("64:ff9b::/96"),
    ip_network("64:ff9b:1::/48"),
    ip_network("2002::/16"),
)
"""NAT64 (RFC 6052, RFC 8215) and 6to4 (RFC 3056) hide an IPv4 address inside an IPv6 one."""


def is_public(address: str) -> bool:
    """Say whether an IP address is one on the public internet; False for what is no address."""
    try:
        ip = ip_address(address.split("%", 1)[0])
    except ValueError:
        return False
    return _is_public(ip)


def _is_public(ip: IPv4Address | IPv6Address) -> bool:
    if isinstance(ip, IPv6Address):
        if ip.ipv4_mapped is not None:
            return _is_public(ip.ipv4_mapped)
        if any(ip in network for network in _CARRIERS_OF_IPV4) or ip.teredo is not None:
            return False
    return ip.is_global and not ip.is_multicast


@lru_cache(maxsize=256)
def may_be_asked(url: str, *, is_marked: bool) -> bool:
    """Say whether a base address itself may be called; what its host resolves to is tested later.

    Remembered, as every call asks it of the few addresses of the register.

    Args:
        url: The base address of an endpoint.
        is_marked: Whether the administrator marked the host: private addresses are allowed then.
    """
    if not is_callable_url(url):
        return False
    literal = literal_address(url)
    return literal is None or is_marked or is_public(literal)


def is_callable_url(url: str) -> bool:
    """Say whether a base address has a form the gate may call: http(s), a host, nothing hidden."""
    try:
        parts = urlsplit(url)
        has_port = parts.port is None or 0 < parts.port < 65536
    except ValueError:
        return False
    return (
        parts.scheme in ("http", "https")
        and _is_plain_host(parts.hostname or "")
        and has_port
        and not (parts.username or parts.password or parts.query or parts.fragment)
    )


def _is_plain_host(host: str) -> bool:
    """Say whether a host is a name, or an address in its usual spelling.

    "2130706433" is 127.0.0.1 to many a library, which then never asks the resolver that tests it.
    """
    if host and not host.replace(".", "").isdigit():
        return True
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def literal_address(url: str) -> str | None:
    """Return the IP address a URL names literally; None if it names a host."""
    host = urlsplit(url).hostname or ""
    try:
        return str(ip_address(host))
    except ValueError:
        return None
