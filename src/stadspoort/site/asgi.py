"""The one process: `/v1` and the routes for others to the gate, everything else to the screens.

The gate's path is kept free of Django's request stack: that costs a multiple of the gate itself,
and a stream would hold a thread for as long as it lasts.
"""

# ruff: noqa: E402 (Django has to be awake before anything that holds models is imported)

from __future__ import annotations

import asyncio
import gc
import logging
import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "stadspoort.site.settings")

from django.conf import settings
from django.core.asgi import get_asgi_application

_screens = get_asgi_application()

from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from stadspoort.apps.assistant import answering
from stadspoort.apps.gate import runtime
from stadspoort.gate.http import gate_app
from stadspoort.gate.others import PATHS, others_app
from stadspoort.site import wiring

logger = logging.getLogger(__name__)

_OBJECTS_BETWEEN_COLLECTIONS = 10_000


def _for_known_hosts(app: ASGIApp) -> ASGIApp:
    hosts = [host.strip("[]") for host in settings.ALLOWED_HOSTS]
    return TrustedHostMiddleware(app, allowed_hosts=hosts, www_redirect=False)


_gate = _for_known_hosts(gate_app(runtime.current))
_others = _for_known_hosts(others_app(runtime.current))


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """Serve one connection; starts the gate with the server and stops it in good order."""
    if scope["type"] == "lifespan":
        await _live(receive, send)
    elif _has_two_hosts(scope):
        await _two_hosts(scope, receive, send)
    elif scope["type"] == "http" and _is_for_gate(scope["path"]):
        await _gate(scope, receive, send)
    elif scope["type"] == "http" and scope["path"] in PATHS:
        await _others(scope, receive, send)
    else:
        await _bounded_screens(scope, receive, send)


def _is_for_gate(path: str) -> bool:
    return path == "/v1" or path.startswith("/v1/")


def _has_two_hosts(scope: Scope) -> bool:
    """Say whether a request names its host twice: RFC 9112, par. 3.2 asks to refuse it."""
    hosts = [value for name, value in scope.get("headers", ()) if name == b"host"]
    return len(hosts) > 1


class _TooLargeError(Exception):
    """More came in than one request may hold."""


async def _bounded_screens(scope: Scope, receive: Receive, send: Send) -> None:
    """Serve a page; Django alone would take in a body of any size before it looks at it."""
    left = int(settings.REQUEST_LIMIT_BYTES)
    lengths = [value for name, value in scope.get("headers", ()) if name == b"content-length"]
    if any(not length.isdigit() or int(length) > left for length in lengths):
        await _too_large(scope, receive, send)
        return

    async def counted() -> Message:
        nonlocal left
        message = await receive()
        left -= len(message.get("body", b""))
        if left < 0:
            raise _TooLargeError
        return message

    try:
        await _screens(dict(scope), counted, send)  # type: ignore[arg-type] # two names for ASGI's send
    except _TooLargeError:  # nothing was answered yet: Django reads the whole body first
        await _too_large(scope, receive, send)


_two_hosts = PlainTextResponse("Invalid host header", status_code=400)

_too_large = HTMLResponse(
    "<!doctype html><html lang=nl><title>Te groot</title><main><h1>Dit is te groot</h1>"
    "<p>Samen mogen bestanden in één keer 60 MB zijn. Ga terug en kies minder of kleinere "
    "bestanden.</p></main></html>",
    status_code=413,
    headers={"Cache-Control": "no-store", "Content-Security-Policy": "default-src 'none'"},
)


def _settle_memory() -> None:
    """Leave what was loaded at the start out of later collections: it stays to the end anyway."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS, 20, 20)


async def _live(receive: Receive, send: Send) -> None:
    await receive()
    try:
        running = await asyncio.to_thread(wiring.start)
    except Exception as error:
        logger.exception("The gate could not start.")
        await send({"type": "lifespan.startup.failed", "message": type(error).__name__})
        return
    _settle_memory()
    await send({"type": "lifespan.startup.complete"})
    await receive()
    try:
        await answering.finish_all()
        await running.http.aclose()
    finally:  # whatever went wrong: what waits for the ledger is written
        await asyncio.to_thread(running.stop)
    await send({"type": "lifespan.shutdown.complete"})
