"""The server listens before it says where; a port in use gives way to the next one."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from stadspoort.site import assets, server

pytestmark = [pytest.mark.django_db, pytest.mark.journey]


def test_a_port_someone_listens_on_gives_way_to_the_next() -> None:
    """Also when both ask at the same moment: to be bound is not to listen."""
    with server.listen("127.0.0.1", 0) as first:
        port = first.getsockname()[1]
        with server.listen("127.0.0.1", port) as second:
            assert second.getsockname()[1] > port


def test_who_connects_at_once_is_not_refused() -> None:
    """The address is printed only after this; whoever follows it must get in."""
    with (
        server.listen("127.0.0.1", 0) as listening,
        socket.create_connection(listening.getsockname(), timeout=5) as client,
    ):
        assert client.getpeername() == listening.getsockname()


def test_an_address_of_another_machine_is_named() -> None:
    """192.0.2.1 is for documentation alone (RFC 5737)."""
    with pytest.raises(server.CannotListenError) as caught:
        server.listen("192.0.2.1", 8000)

    assert caught.value.context == {"host": "192.0.2.1", "port": 8000}


def test_without_a_front_end_the_server_says_so_before_it_starts(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Else it starts, and every page is an error that names no cause."""
    monkeypatch.setattr(assets, "BUILD", tmp_path)
    assets._manifest.cache_clear()
    try:
        with pytest.raises(assets.FrontEndMissingError):
            assets.check_built()
    finally:
        assets._manifest.cache_clear()
