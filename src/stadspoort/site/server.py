"""Starts the server: one process, one port."""

from __future__ import annotations

import errno
import ipaddress
import socket

import uvicorn

from stadspoort.apps.accounts.queries import demo_accounts_exist
from stadspoort.errors import StadspoortError

_TRIES = 20
_WAITING = 2048


class DemoAccountsPublicError(StadspoortError):
    """Demo accounts have no second factor: they may be reached from this machine only."""

    code = "site.demo_accounts_public"


class NoFreePortError(StadspoortError):
    """All the ports tried are in use."""

    code = "site.no_free_port"


class CannotListenError(StadspoortError):
    """The address is none of this machine, or only its administrator may listen on the port."""

    code = "site.cannot_listen"


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens on `port`, or on the first free one of the next twenty.

    Who connects from then on is answered as soon as the server has started. A port is taken only
    once someone listens: being bound says nothing, two may be.

    Raises:
        DemoAccountsPublicError: If `host` is not this machine itself while demo accounts exist.
        NoFreePortError: If none of them is free.
        CannotListenError: If this machine has no such address, or the port is not ours to take.
    """
    if demo_accounts_exist() and not _is_loopback(host):
        raise DemoAccountsPublicError
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for candidate in range(port, min(port + _TRIES, 65536)):
        bound = socket.socket(family)
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            bound.bind((host, candidate))
            bound.listen(_WAITING)
        except OSError as error:
            bound.close()
            if error.errno != errno.EADDRINUSE:
                raise CannotListenError(host=host, port=candidate) from error
        else:
            return bound
    raise NoFreePortError(port=port, tries=_TRIES)


def run(bound: socket.socket) -> None:
    """Serve on a bound socket until the process is told to stop."""
    config = uvicorn.Config(
        "stadspoort.site.asgi:application",
        loop="uvloop",
        http="httptools",
        lifespan="on",
        access_log=False,
        log_config=None,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=20,
    )
    uvicorn.Server(config).run(sockets=[bound])


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
