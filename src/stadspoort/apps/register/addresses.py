"""Which base addresses of model endpoints the register accepts.

The gate tests at every call what a name resolves to; this is the first look, when someone types it.
"""

from __future__ import annotations

from enum import StrEnum
from ipaddress import ip_address
from urllib.parse import urlsplit

from stadspoort.apps.register.errors import (
    BaseUrlInvalidError,
    BaseUrlNotSecureError,
    PrivateHostNotMarkedError,
)
from stadspoort.gate.addresses import is_callable_url, is_public, literal_address

_MOST_CHARACTERS = 300


class Reach(StrEnum):
    """Where an address leads, as far as its text tells."""

    PUBLIC = "public"
    PRIVATE = "private"
    THIS_MACHINE = "this_machine"


def reach(url: str) -> Reach:
    """Return where a well-formed address leads; a name other than `localhost` counts as public."""
    host = (urlsplit(url).hostname or "").rstrip(".")
    if host == "localhost" or host.endswith(".localhost"):
        return Reach.THIS_MACHINE
    address = literal_address(url)
    if address is None:
        return Reach.PUBLIC
    if ip_address(address).is_loopback:
        return Reach.THIS_MACHINE
    return Reach.PUBLIC if is_public(address) else Reach.PRIVATE


def checked_base_url(url: str, *, is_private_marked: bool) -> str:
    """Return the address without a slash at its end.

    An address on this machine is accepted without the mark, so that one can be added before the
    decision; until an administrator marks it the gate refuses its calls.

    Raises:
        BaseUrlInvalidError: If it is no http(s) address of a host, or hides something.
        PrivateHostNotMarkedError: If it lies in a private range and the host is not marked.
        BaseUrlNotSecureError: If it is plain http to somewhere else than the own network.
    """
    plain = url.strip().rstrip("/")
    if len(plain) > _MOST_CHARACTERS or not is_callable_url(plain) or not _is_plain_text(plain):
        raise BaseUrlInvalidError
    where = reach(plain)
    if where == Reach.PRIVATE and not is_private_marked:
        raise PrivateHostNotMarkedError
    if urlsplit(plain).scheme == "http" and where == Reach.PUBLIC and not is_private_marked:
        raise BaseUrlNotSecureError
    return plain


def needs_mark(url: str, *, is_private_marked: bool) -> bool:
    """Say whether the gate will refuse calls to this address until the host is marked."""
    return not is_private_marked and reach(url) != Reach.PUBLIC


def _is_plain_text(url: str) -> bool:
    return url.isascii() and url.isprintable() and " " not in url and "\\" not in url
