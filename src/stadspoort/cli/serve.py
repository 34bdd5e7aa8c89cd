"""`serve`: start the server."""

from __future__ import annotations

import argparse

from stadspoort.cli.django_setup import set_up
from stadspoort.cli.parser import Subparsers

_PORT = 8000


def register(subparsers: Subparsers) -> None:
    """Add `serve`."""
    serve = subparsers.add_parser(
        "serve",
        help="start Stadspoort",
        description="Start Stadspoort: de schermen en de poort (/v1), op één adres. Is de poort "
        "bezet, dan neemt hij de volgende vrije en toont die.",
    )
    serve.add_argument("--host", default="127.0.0.1", help="adres om op te luisteren (127.0.0.1)")
    serve.add_argument("--port", type=int, default=_PORT, help=f"poort om te proberen ({_PORT})")
    serve.set_defaults(handler=run_serve)


def run_serve(arguments: argparse.Namespace) -> int:
    """Serve until stopped; prints the address first."""
    set_up(arguments)
    from stadspoort.apps.audit import keyring
    from stadspoort.site import assets, server

    assets.check_built()
    keyring.current()  # a clear message now beats a failed start later
    bound = server.listen(arguments.host, arguments.port)
    host, port = bound.getsockname()[:2]
    if arguments.port not in (0, port):
        print(f"Poort {arguments.port} is bezet; dit wordt {port}.", flush=True)
    shown = f"[{host}]" if ":" in host else host
    print(f"Stadspoort draait op http://{shown}:{port}/ (stoppen: Ctrl-C)", flush=True)
    server.run(bound)
    return 0
