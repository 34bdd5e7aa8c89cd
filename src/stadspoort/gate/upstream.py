"""Model endpoints over HTTP: any OpenAI-compatible one of the register, and nothing else.

Address and key come from the configuration only. No header of the client goes along, redirects are
refused, private ranges too unless the host was marked, and every answer has a bound.
"""

from __future__ import annotations

import socket
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult

from stadspoort.engines.chat.wire import StreamGarbageError, read_object
from stadspoort.gate.addresses import is_public, may_be_asked
from stadspoort.gate.errors import UpstreamError
from stadspoort.gate.values import Model, Outcome

LONGEST_ANSWER = 32 * 1024 * 1024
_CONNECT_SECONDS = 10
_SILENCE_SECONDS = 120
_LONGEST_SECONDS = 30 * 60
"""The longest a model may take for one answer: one that drips a byte now and then never ends."""

_CONNECTIONS = 512


class PublicResolver(AbstractResolver):
    """Resolves names to public addresses only; the connection is made to what was tested."""

    def __init__(self) -> None:
        self._inner = aiohttp.ThreadedResolver()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """Return the addresses of a host.

        Raises:
            UpstreamError: UPSTREAM_NOT_ALLOWED, if one of them is not public.
        """
        found = await self._inner.resolve(host, port, family)
        if not all(is_public(result["host"]) for result in found):
            raise UpstreamError(Outcome.UPSTREAM_NOT_ALLOWED)
        return found

    async def close(self) -> None:
        """End what resolves the names."""
        await self._inner.close()


class HttpUpstream:
    """Asks endpoints over HTTP; keeps connections open between calls. One per event loop."""

    def __init__(
        self,
        *,
        silence_seconds: float = _SILENCE_SECONDS,
        longest_seconds: float = _LONGEST_SECONDS,
    ) -> None:
        self._silence_seconds = silence_seconds
        self._longest_seconds = longest_seconds
        self._sessions: dict[bool, aiohttp.ClientSession] = {}

    async def aclose(self) -> None:
        """Close all connections."""
        for session in self._sessions.values():
            await session.close()
        self._sessions.clear()

    async def ask(self, model: Model, endpoint: str, body: bytes) -> dict[str, Any]:
        """Return the whole JSON answer of `endpoint`.

        Raises:
            UpstreamError: UPSTREAM_NOT_ALLOWED, _UNREACHABLE, _TIMEOUT, _ERROR or _GARBAGE.
        """
        async with self._response(model, endpoint, body) as response:
            received = bytearray()
            async for data in response.content.iter_any():
                received += data
                _require(len(received) <= LONGEST_ANSWER)
            return _json_object(bytes(received))

    async def stream(self, model: Model, endpoint: str, body: bytes) -> AsyncGenerator[bytes]:
        """Yield the bytes of the event stream as they come.

        Raises:
            UpstreamError: As `ask`, and UPSTREAM_BROKEN_OFF once something was received.
        """
        has_begun = False
        received = 0
        try:
            async with self._response(model, endpoint, body) as response:
                _require(response.content_type == "text/event-stream")
                async for data in response.content.iter_any():
                    has_begun = True
                    received += len(data)
                    _require(received <= LONGEST_ANSWER)
                    yield data
        except UpstreamError as error:
            lost = (Outcome.UPSTREAM_UNREACHABLE, Outcome.UPSTREAM_TIMEOUT)
            if has_begun and error.outcome in lost:
                raise UpstreamError(Outcome.UPSTREAM_BROKEN_OFF) from error
            raise

    @asynccontextmanager
    async def _response(
        self, model: Model, endpoint: str, body: bytes
    ) -> AsyncGenerator[aiohttp.ClientResponse]:
        session = self._session(model)
        headers = {"Content-Type": "application/json", **_authorization(model)}
        try:
            async with session.post(
                f"{model.base_url.rstrip('/')}/{endpoint}",
                data=body,
                headers=headers,
                allow_redirects=False,
            ) as response:
                if response.status != 200:
                    raise _refusal_of(response.status)
                yield response
        except TimeoutError as error:
            raise UpstreamError(Outcome.UPSTREAM_TIMEOUT) from error
        except aiohttp.ClientError as error:
            raise UpstreamError(Outcome.UPSTREAM_UNREACHABLE) from error

    def _session(self, model: Model) -> aiohttp.ClientSession:
        """Return the session for marked or unmarked hosts, once the address itself was tested.

        Raises:
            UpstreamError: UPSTREAM_NOT_ALLOWED.
        """
        is_marked = model.allows_private_host
        if not may_be_asked(model.base_url, is_marked=is_marked):
            raise UpstreamError(Outcome.UPSTREAM_NOT_ALLOWED)
        if is_marked not in self._sessions:
            resolver = aiohttp.ThreadedResolver() if is_marked else PublicResolver()
            self._sessions[is_marked] = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=_CONNECTIONS, resolver=resolver),
                timeout=aiohttp.ClientTimeout(
                    total=self._longest_seconds,
                    sock_connect=_CONNECT_SECONDS,
                    sock_read=self._silence_seconds,
                ),
                cookie_jar=aiohttp.DummyCookieJar(),
                trust_env=False,
            )
        return self._sessions[is_marked]


def _authorization(model: Model) -> dict[str, str]:
    """Return the header with the endpoint's key, read from its file at every call.

    Raises:
        UpstreamError: UPSTREAM_NOT_ALLOWED if the file cannot be read: no call without its key.
    """
    if model.secret_file is None:
        return {}
    try:
        secret = Path(model.secret_file).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise UpstreamError(Outcome.UPSTREAM_NOT_ALLOWED) from error
    return {"Authorization": f"Bearer {secret}"}


def _require(is_usable: bool) -> None:
    """Refuse what is no answer: another form, or more than any answer may be."""
    if not is_usable:
        raise UpstreamError(Outcome.UPSTREAM_GARBAGE)


def _refusal_of(status: int) -> UpstreamError:
    if 300 <= status < 400:
        return UpstreamError(Outcome.UPSTREAM_NOT_ALLOWED, upstream_status=status)
    return UpstreamError(Outcome.UPSTREAM_ERROR, upstream_status=status)


def _json_object(data: bytes) -> dict[str, Any]:
    try:
        return read_object(data)
    except StreamGarbageError as error:
        raise UpstreamError(Outcome.UPSTREAM_GARBAGE) from error
