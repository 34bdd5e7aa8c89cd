"""Endpoints over HTTP: what goes out, what is refused, and every way in which they fail."""

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from stadspoort.gate.errors import UpstreamError
from stadspoort.gate.upstream import HttpUpstream
from stadspoort.gate.values import Model, Outcome

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

Writer = Callable[[asyncio.StreamWriter], Awaitable[None]]
BODY = b'{"model":"mock-model"}'


@asynccontextmanager
async def endpoint(write: Writer) -> AsyncGenerator[tuple[Model, list[bytes]]]:
    """Run an endpoint that answers by `write`; give a model on it and what it was sent."""
    requests: list[bytes] = []
    serving: set[asyncio.Task[None]] = set()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        serving.add(task)
        try:
            head = await reader.readuntil(b"\r\n\r\n")
            length = int(head.lower().split(b"content-length:")[1].split(b"\r\n")[0])
            requests.append(head + await reader.readexactly(length))
            await write(writer)
        finally:
            writer.close()
            serving.discard(task)

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    model = Model("m", f"http://127.0.0.1:{port}/v1", "mock-model", allows_private_host=True)
    async with server:
        yield model, requests
        for task in list(serving):
            task.cancel()
        await asyncio.gather(*serving, return_exceptions=True)


def saying(status: str, body: bytes, *headers: str) -> Writer:
    """Return a writer of one whole answer."""

    async def write(writer: asyncio.StreamWriter) -> None:
        head = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close", *headers]
        writer.write("\r\n".join(head).encode() + b"\r\n\r\n" + body)
        await writer.drain()

    return write


JSON = "Content-Type: application/json"
EVENTS = "Content-Type: text/event-stream; charset=utf-8"


@asynccontextmanager
async def upstream(**options: float) -> AsyncGenerator[HttpUpstream]:
    """Give an upstream and close its connections."""
    made = HttpUpstream(**options)
    try:
        yield made
    finally:
        await made.aclose()


async def outcome_of(model: Model, *, is_stream: bool = False, **options: float) -> Outcome:
    """Return how a call that fails ends."""
    async with upstream(**options) as made:
        with pytest.raises(UpstreamError) as caught:
            await (_all(made, model) if is_stream else made.ask(model, "chat/completions", BODY))
        return caught.value.outcome


async def _all(made: HttpUpstream, model: Model) -> bytes:
    return b"".join([data async for data in made.stream(model, "chat/completions", BODY)])


async def test_the_very_bytes_go_out_with_the_key_of_the_file(tmp_path: Path) -> None:
    """The key is read at every call, so that changing the file is enough."""
    secret = tmp_path / "sleutel"
    secret.write_text("sk-een\n")
    answering = endpoint(saying("200 OK", b'{"ok":1}', JSON))
    async with answering as (model, requests), upstream() as made:
        with_key = replace(model, secret_file=str(secret))
        answer = await made.ask(with_key, "chat/completions", BODY)

    [request] = requests
    assert answer == {"ok": 1}
    assert request.startswith(b"POST /v1/chat/completions HTTP/1.1\r\n")
    assert request.endswith(b"\r\n\r\n" + BODY)
    assert b"Authorization: Bearer sk-een\r\n" in request
    assert b"Cookie" not in request


async def test_a_stream_is_passed_on_as_it_comes() -> None:
    """Bytes, not events: cutting them up is not this room's work."""
    body = b"data: {}\n\ndata: [DONE]\n\n"
    async with endpoint(saying("200 OK", body, EVENTS)) as (model, _), upstream() as made:
        assert await _all(made, model) == body


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        pytest.param("301 Moved", Outcome.UPSTREAM_NOT_ALLOWED, id="redirect"),
        pytest.param("307 Temporary", Outcome.UPSTREAM_NOT_ALLOWED, id="temporary redirect"),
        pytest.param("401 Unauthorized", Outcome.UPSTREAM_ERROR, id="wrong key"),
        pytest.param("404 Not Found", Outcome.UPSTREAM_ERROR, id="not found"),
        pytest.param("429 Too Many", Outcome.UPSTREAM_ERROR, id="busy"),
        pytest.param("500 Error", Outcome.UPSTREAM_ERROR, id="its own error"),
    ],
)
async def test_every_other_status_is_a_named_end(status: str, outcome: Outcome) -> None:
    """A redirect is never followed: it could lead the key and the text anywhere."""
    writer = saying(status, b"{}", JSON, "Location: http://127.0.0.1:1/")
    async with endpoint(writer) as (model, requests):
        assert await outcome_of(model) == outcome
    assert len(requests) == 1


@pytest.mark.parametrize(
    ("body", "content_type", "is_stream"),
    [
        pytest.param(b"<html>", JSON, False, id="no JSON"),
        pytest.param(b"[1]", JSON, False, id="no object"),
        pytest.param(b"\xff\xfe", JSON, False, id="no text"),
        pytest.param(b'{"a":1}', JSON, True, id="no stream where one was asked"),
    ],
)
async def test_garbage(body: bytes, content_type: str, is_stream: bool) -> None:
    """What cannot be read is no answer."""
    async with endpoint(saying("200 OK", body, content_type)) as (model, _):
        assert await outcome_of(model, is_stream=is_stream) == Outcome.UPSTREAM_GARBAGE


async def test_an_endpoint_that_is_not_there() -> None:
    """Connection refused."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    model = Model("m", f"http://127.0.0.1:{port}/v1", "m", allows_private_host=True)

    assert await outcome_of(model) == Outcome.UPSTREAM_UNREACHABLE


async def test_an_endpoint_that_is_silent() -> None:
    """The bound on silence ends it."""

    async def never(writer: asyncio.StreamWriter) -> None:
        await asyncio.Event().wait()

    async with endpoint(never) as (model, _):
        assert await outcome_of(model, silence_seconds=0.05) == Outcome.UPSTREAM_TIMEOUT


@pytest.mark.parametrize("is_stream", [False, True])
async def test_an_endpoint_that_drips_for_ever(is_stream: bool) -> None:
    """A byte now and then is no silence; the bound on the whole ends it."""

    async def drip(writer: asyncio.StreamWriter) -> None:
        writer.write(f"HTTP/1.1 200 OK\r\n{EVENTS}\r\n\r\n".encode())
        while True:
            writer.write(b": ping\n\n")
            await writer.drain()
            await asyncio.sleep(0.01)

    async with endpoint(drip) as (model, _):
        ending = await outcome_of(model, is_stream=is_stream, longest_seconds=0.1)

    # What had come of a stream has come; nothing had come of a whole answer.
    assert ending == (Outcome.UPSTREAM_BROKEN_OFF if is_stream else Outcome.UPSTREAM_TIMEOUT)


async def test_a_connection_that_closes_without_an_answer() -> None:
    """Not there after all."""

    async def leave(writer: asyncio.StreamWriter) -> None:
        writer.close()

    async with endpoint(leave) as (model, _):
        assert await outcome_of(model) == Outcome.UPSTREAM_UNREACHABLE


async def test_a_stream_that_is_cut_half_way_has_broken_off() -> None:
    """Something came: that is another end than nothing."""

    async def cut(writer: asyncio.StreamWriter) -> None:
        head = f"HTTP/1.1 200 OK\r\n{EVENTS}\r\nTransfer-Encoding: chunked\r\n\r\n"
        writer.write(head.encode() + b"9\r\ndata: {}\n\r\n")
        await writer.drain()
        writer.transport.abort()

    async with endpoint(cut) as (model, _):
        assert await outcome_of(model, is_stream=True) == Outcome.UPSTREAM_BROKEN_OFF


@pytest.mark.parametrize(
    "base_url",
    [
        pytest.param("http://127.0.0.1:9/v1", id="loopback"),
        pytest.param("http://169.254.169.254/v1", id="cloud metadata"),
        pytest.param("http://[::1]:9/v1", id="loopback, IPv6"),
        pytest.param("http://[::ffff:10.0.0.1]/v1", id="private, mapped"),
        pytest.param("file:///etc/passwd", id="no HTTP"),
        pytest.param("https://u:p@model.example/v1", id="userinfo"),
    ],
)
async def test_private_and_odd_addresses_are_refused_unless_marked(base_url: str) -> None:
    """Before anything is sent."""
    assert await outcome_of(Model("m", base_url, "m")) == Outcome.UPSTREAM_NOT_ALLOWED


@pytest.mark.parametrize("host", ["localhost", "2130706433", "0x7f.1"])
async def test_a_name_that_resolves_to_a_private_address_is_refused(host: str) -> None:
    """The address that the name stands for decides, also for odd spellings of one."""
    model = Model("m", f"http://{host}:9/v1", "m")

    assert await outcome_of(model) == Outcome.UPSTREAM_NOT_ALLOWED


async def test_without_its_key_an_endpoint_is_not_asked(tmp_path: Path) -> None:
    """A key file that cannot be read is no reason to try without."""
    async with endpoint(saying("200 OK", b"{}", JSON)) as (model, requests):
        unreadable = replace(model, secret_file=str(tmp_path / "weg"))
        assert await outcome_of(unreadable) == Outcome.UPSTREAM_NOT_ALLOWED
    assert requests == []


async def test_an_answer_has_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    """An endpoint cannot fill this machine's memory."""
    monkeypatch.setattr("stadspoort.gate.upstream.LONGEST_ANSWER", 100)
    body = json.dumps({"x": "y" * 200}).encode()
    async with endpoint(saying("200 OK", body, JSON)) as (model, _):
        assert await outcome_of(model) == Outcome.UPSTREAM_GARBAGE
