"""Detectors of others: what the setting may say, what goes out, and every way in which they fail.

A small server speaks the JSON of Presidio (`/analyze`: a list) and of OpenAnonymiser
(`/api/v1/analyze`: `pii_entities`, counted from the first character that is no white space).
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator, Iterable
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest

from stadspoort.apps.gate.scanner import LimitedScanner
from stadspoort.engines.privacy import Kind
from stadspoort.gate import detectors
from stadspoort.gate.detectors import Chosen, Detectors, chosen
from stadspoort.gate.errors import DetectorFailedError, DetectorSettingError
from stadspoort.gate.values import Outcome
from stadspoort.sandbox import plugins

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

NAME = "kwinkelier"


@asynccontextmanager
async def service(
    name: str = "presidio",
    *,
    answer: bytes | None = None,
    status: str = "200 OK",
    waits: bool = False,
) -> AsyncGenerator[tuple[Chosen, list[tuple[str, dict[str, object]]]]]:
    """Run a service that finds NAME; give it as chosen, and what it was asked."""
    asked: list[tuple[str, dict[str, object]]] = []
    silence = asyncio.Event()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = await reader.readuntil(b"\r\n\r\n")
            length = int(head.lower().split(b"content-length:")[1].split(b"\r\n")[0])
            question = json.loads(await reader.readexactly(length))
            asked.append((head.split(b" ")[1].decode(), question))
            if waits:
                await silence.wait()
            body = _found(name, question["text"]) if answer is None else answer
            told = f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\nConnection: close\r\n"
            writer.write(told.encode() + b"Location: http://127.0.0.1:1/\r\n\r\n" + body)
            await writer.drain()
        finally:
            writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with server:
        yield Chosen(name, url=f"http://127.0.0.1:{port}", is_marked=True), asked
        silence.set()


def _found(name: str, text: str) -> bytes:
    at = text.find(NAME)
    results = [
        {"entity_type": "PERSON", "start": at, "end": at + len(NAME), "score": 0.85},
        {"entity_type": "LOCATION", "start": 0, "end": 1, "score": 0.85},
    ] if at >= 0 else []  # fmt: skip
    if name == "openanonymiser":
        return json.dumps({"pii_entities": results, "text_length": len(text)}).encode()
    return json.dumps(results).encode()


async def reason_of(detector: Chosen, text: str = NAME, **options: float) -> object:
    with pytest.raises(DetectorFailedError) as caught:
        await Detectors([detector], **options).find([text])
    assert caught.value.outcome is Outcome.DETECTOR_FAILED
    assert NAME not in str(caught.value)
    return caught.value.context["reason"]


@pytest.mark.parametrize(
    ("name", "path"), [("presidio", "/analyze"), ("openanonymiser", "/api/v1/analyze")]
)
async def test_a_service_is_asked_in_dutch_and_its_places_hold(name: str, path: str) -> None:
    text = f"\n  \U0001f600 Dit is {NAME}."
    async with service(name) as (detector, asked):
        found = await Detectors([detector]).find([text, "Goedemorgen.", " . "])

    assert [(f.start, f.end, f.kind) for f in found[0]] == [(12, 22, Kind.PERSOON)]
    assert found[1:] == [[], []]
    assert sorted(asked, key=str) == sorted(
        [
            (path, {"text": text.strip(), "language": "nl"}),
            (path, {"text": "Goedemorgen.", "language": "nl"}),
        ],
        key=str,
    )  # nothing is asked about a text without a word


@pytest.mark.parametrize(
    ("answer", "status", "reason"),
    [
        pytest.param(b"", "500 Internal Server Error", "status", id="a failure there"),
        pytest.param(b"", "302 Found", "status", id="a redirect is not followed"),
        pytest.param(b"<html>", "200 OK", "answer", id="no JSON"),
        pytest.param(b'{"error":"x"}', "200 OK", "answer", id="no list"),
        pytest.param(b'[{"entity_type":"PERSON"}]', "200 OK", "answer", id="half a finding"),
        pytest.param(
            b'[{"entity_type":"PERSON","start":0,"end":99,"score":1}]', "200 OK", "answer",
            id="outside the text",
        ),
        pytest.param(b"[" * 100_000, "200 OK", "answer", id="nested without end"),
    ],
)  # fmt: skip
async def test_what_is_no_answer_ends_the_call(answer: bytes, status: str, reason: str) -> None:
    async with service(answer=answer, status=status) as (detector, _):
        assert await reason_of(detector) == reason


async def test_silence_ends_the_call() -> None:
    async with service(waits=True) as (detector, _):
        assert await reason_of(detector, seconds=0.05) == "timeout"


async def test_nobody_there_ends_the_call() -> None:
    async with service() as (detector, _):
        pass

    assert await reason_of(detector) == "unreachable"


async def test_a_name_in_the_own_network_is_not_asked_unless_marked() -> None:
    """The address is tested again when the name is resolved: names move."""
    async with service() as (detector, asked):
        url = detector.url.replace("127.0.0.1", "localhost")
        unmarked = replace(detector, url=url, is_marked=False)
        assert await reason_of(unmarked) == "not_allowed"

    assert asked == []


async def test_an_answer_without_end_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(detectors, "LONGEST_ANSWER", 10)
    async with service() as (detector, _):
        assert await reason_of(detector) == "answer"


async def test_a_text_that_is_too_long_is_not_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(detectors, "LONGEST_TEXT", 9)
    async with service() as (detector, asked):
        assert await reason_of(detector) == "too_long"

    assert asked == []


async def test_code_of_others_that_crashes_tells_only_its_type(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def crash(text: str) -> Iterable[object]:
        raise RuntimeError(text)

    monkeypatch.setattr(plugins, "load", lambda _: crash)

    assert await reason_of(Chosen("eigen", plugin="eigen")) == "RuntimeError"


async def test_the_scanner_adds_what_others_find(monkeypatch: pytest.MonkeyPatch) -> None:
    def detect(text: str) -> Iterable[object]:
        yield 0, len(text), "PERSON", 1.0

    monkeypatch.setattr(plugins, "load", lambda _: detect)
    scanner = LimitedScanner(others=Detectors([Chosen("eigen", plugin="eigen")]))

    (found,) = await scanner.scan(["uit jan@example.nl"])

    assert [(f.start, f.end, f.kind) for f in found] == [
        (0, 3, Kind.PERSOON),
        (4, 18, Kind.EMAIL),
    ]


async def test_the_scanner_fails_closed_when_another_detector_fails() -> None:
    async with service(status="503 Service Unavailable") as (detector, _):
        scanner = LimitedScanner(others=Detectors([detector]))
        with pytest.raises(DetectorFailedError):
            await scanner.scan(["Goedemorgen."])


def test_the_setting_names_services_and_code(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(detectors, "is_known", lambda name: name in ("eigen", "spacy=/srv/nl"))

    found = chosen(
        "eigen spacy=/srv/nl presidio=https://presidio.example.nl/ "
        "openanonymiser+intern=http://10.0.0.7:8080"
    )

    assert found == (
        Chosen("eigen", plugin="eigen"),
        Chosen("spacy", plugin="spacy=/srv/nl"),
        Chosen("presidio", url="https://presidio.example.nl"),
        Chosen("openanonymiser", url="http://10.0.0.7:8080", is_marked=True),
    )


@pytest.mark.parametrize(
    ("setting", "reason"),
    [
        ("anders", "er is geen geïnstalleerde detector die zo heet"),
        ("spacy=", "er is geen geïnstalleerde detector die zo heet"),
        ("presidio", "dit is geen adres met http of https"),
        ("presidio=ftp://x.nl", "dit is geen adres met http of https"),
        ("presidio=http://u:p@x.nl", "dit is geen adres met http of https"),
        (
            "presidio=http://10.0.0.7:3000",
            "dit adres ligt in een eigen netwerk; schrijf presidio+intern= als dat mag",
        ),
        ("presidio=http://169.254.169.254",
         "dit adres ligt in een eigen netwerk; schrijf presidio+intern= als dat mag"),
    ],
)  # fmt: skip
def test_a_setting_that_cannot_be_used_is_refused_at_the_start(setting: str, reason: str) -> None:
    with pytest.raises(DetectorSettingError) as caught:
        chosen(setting)

    assert caught.value.context["reason"] == reason
    assert "u:p" not in str(caught.value)


def test_without_a_setting_nothing_else_is_asked() -> None:
    assert not Detectors(chosen(""))
