"""The server listens before it says where; a port in use gives way to the next one."""

from __future__ import annotations

import socket

import pytest

from stadspoort.site import server

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
