"""No test reaches the network: what a test needs, it brings; journeys may use this machine only."""

from __future__ import annotations

import socket

import pytest

# The plugin that guards the sockets warns first, and in this project a warning is an error.
BLOCKED = "A test tried to use socket"

DOCUMENTATION_ADDRESS = ("192.0.2.1", 80)  # RFC 5737: reserved for examples, nobody answers


def test_a_test_cannot_open_a_network_socket() -> None:
    """Not even to this machine: a forgotten server elsewhere would decide the outcome."""
    with pytest.raises(UserWarning, match=BLOCKED):
        socket.socket(socket.AF_INET)


def test_a_test_cannot_ask_for_an_address() -> None:
    """A look-up of a name leaves the machine too."""
    with pytest.raises(UserWarning, match=BLOCKED):
        socket.getaddrinfo("example.org", 443)


@pytest.mark.journey
def test_a_journey_reaches_this_machine() -> None:
    """A journey starts the real server and talks to it."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        with socket.create_connection(server.getsockname(), timeout=5) as client:
            assert client.getpeername() == server.getsockname()


@pytest.mark.journey
def test_a_journey_reaches_no_other_machine() -> None:
    """Whatever a page or a client asks for."""
    with pytest.raises(UserWarning, match=BLOCKED):
        socket.create_connection(DOCUMENTATION_ADDRESS, timeout=1)
