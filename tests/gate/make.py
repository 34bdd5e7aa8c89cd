"""Plain makers of what the gate works with, and stand-ins for its seams that live in memory."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator, Awaitable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

from stadspoort.engines.chat import read_request
from stadspoort.engines.frameworks import Standing
from stadspoort.engines.privacy import Detector, Finding, Vault
from stadspoort.gate.call import CHAT, CallRequest
from stadspoort.gate.errors import CallRefusedError
from stadspoort.gate.pipeline import Gate
from stadspoort.gate.seams import NewValue
from stadspoort.gate.steps.purpose import Named
from stadspoort.gate.values import (
    Closing,
    KeyGrant,
    Model,
    Opening,
    Outcome,
    Principal,
    PrincipalKind,
    Purpose,
    Snapshot,
    Verdict,
)

TODAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)

LETTERS = Purpose("brieven", "Brieven schrijven", frozenset({"openbaar", "persoonsgegevens"}))
PUBLIC = Purpose("openbaar", "Openbare informatie", frozenset({"openbaar"}))

OWN = Model("mock", "http://127.0.0.1:9111/v1", "mock-model", is_self_hosted=True)
CLOUD = Model("wolk", "https://wolk.example/v1", "wolk-1")

YES = Verdict(Standing.ONDER_VOORWAARDEN, "Besluit van het college.", until=date(2027, 1, 1))

ANNA = Principal(PrincipalKind.KEY, "k1", 7, "api", frozenset({"brieven"}))


def snapshot(
    *,
    purposes: Sequence[Purpose] = (LETTERS, PUBLIC),
    models: Sequence[Model] = (OWN, CLOUD),
    verdicts: Mapping[tuple[str, str, str], Verdict] | None = None,
    keys: Mapping[bytes, KeyGrant] | None = None,
) -> Snapshot:
    """Return a snapshot in which application "api" may use "mock" for every purpose."""
    if verdicts is None:
        verdicts = {("api", "mock", purpose.slug): YES for purpose in purposes}
    return Snapshot(
        version=3,
        keys=keys or {},
        purposes={purpose.slug: purpose for purpose in purposes},
        models={model.name: model for model in models},
        verdicts=verdicts,
    )


@dataclass
class MemoryRegister:
    """Holds one snapshot; `error` makes it fail."""

    held: Snapshot
    error: CallRefusedError | None = None

    def snapshot(self) -> Snapshot:
        if self.error is not None:
            raise self.error
        return self.held


@dataclass
class MemoryJournal:
    """Remembers entries in order; `error` makes opening fail, `closing_error` closing."""

    entries: list[tuple[str, Opening | Closing]] = field(default_factory=list)
    seals: list[bytes | None] = field(default_factory=list)
    error: CallRefusedError | None = None
    closing_error: CallRefusedError | None = None

    async def opened(self, opening: Opening, *, at: datetime, seal: bytes | None) -> None:
        if self.error is not None:
            raise self.error
        self.entries.append(("opened", opening))
        self.seals.append(seal)

    def closed(self, closing: Closing, *, at: datetime) -> Awaitable[None]:
        if self.closing_error is not None:
            raise self.closing_error
        self.entries.append(("closed", closing))
        written: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        written.set_result(None)
        return written

    async def refused(self, opening: Opening, closing: Closing, *, at: datetime) -> None:
        if self.error is not None:
            raise self.error
        self.entries += [("opened", opening), ("closed", closing)]

    async def done(self, opening: Opening, closing: Closing, *, at: datetime) -> None:
        await self.refused(opening, closing, at=at)

    @property
    def outcome(self) -> Outcome:
        """Return how the one call ended."""
        [closing] = [entry for _, entry in self.entries if isinstance(entry, Closing)]
        return closing.outcome


@dataclass
class MemoryVaults:
    """Vaults in memory, by (asker, scope); tags are counted, so tests can name tokens."""

    kept: dict[tuple[str, str], Vault] = field(default_factory=dict)
    numbers: count[int] = field(default_factory=lambda: count(1))
    error: CallRefusedError | None = None
    terms: dict[tuple[str, str], timedelta | None] = field(default_factory=dict)

    async def of_call(self) -> Vault:
        return Vault(f"tag{next(self.numbers):03d}")

    async def extend(
        self,
        scope: str,
        values: Sequence[NewValue],
        *,
        principal: Principal,
        keep: timedelta | None = None,
    ) -> Vault:
        if self.error is not None:
            raise self.error
        key = (principal.asker, scope)
        if key not in self.kept:
            self.kept[key] = await self.of_call()
        self.kept[key].extend(values, principal.asker)
        self.terms[key] = keep
        return self.kept[key]

    async def existing(self, scope: str, *, principal: Principal) -> Vault | None:
        if self.error is not None:
            raise self.error
        return self.kept.get((principal.asker, scope))


@dataclass
class InProcessScanner:
    """The real detector, in this process; `error` makes it fail."""

    error: Exception | None = None
    detector: Detector = field(default_factory=Detector)

    async def scan(self, texts: Sequence[str]) -> list[list[Finding]]:
        if self.error is not None:
            raise self.error
        return [self.detector.detect(text) for text in texts]


@dataclass
class ScriptedUpstream:
    """Answers what it was told to, or repeats the last message; remembers what it was sent."""

    answer: dict[str, Any] | None = None
    events: Sequence[bytes | Exception] | None = None
    error: Exception | None = None
    sent: list[dict[str, Any]] = field(default_factory=list)

    async def ask(self, model: Model, endpoint: str, body: bytes) -> dict[str, Any]:
        self.sent.append(json.loads(body))
        if self.error is not None:
            raise self.error
        return self.answer if self.answer is not None else answer_with(self._echo())

    async def stream(self, model: Model, endpoint: str, body: bytes) -> AsyncGenerator[bytes]:
        self.sent.append(json.loads(body))
        if self.error is not None:
            raise self.error
        events = self.events
        if events is None:
            events = [*(delta_event(letter) for letter in self._echo()), STOP, DONE]
        for event in events:
            if isinstance(event, Exception):
                raise event
            yield event

    def _echo(self) -> str:
        return str(self.sent[-1]["messages"][-1]["content"])


def answer_with(content: str, **message: object) -> dict[str, Any]:
    """Return an endpoint's whole answer."""
    return {
        "id": "chatcmpl-upstream",
        "object": "chat.completion",
        "model": "mock-model",
        "choices": [
            {
                "index": 0,
                "message": {"role": "assistant", "content": content, **message},
                "finish_reason": "stop",
            }
        ],
        "usage": {"prompt_tokens": 11, "completion_tokens": 5, "total_tokens": 16},
    }


def event_of(delta: dict[str, Any], finish: str | None = None) -> bytes:
    """Return one event of an endpoint's stream."""
    chunk = {
        "id": "chatcmpl-upstream",
        "object": "chat.completion.chunk",
        "model": "mock-model",
        "choices": [{"index": 0, "delta": delta, "finish_reason": finish}],
    }
    return b"data: " + json.dumps(chunk).encode() + b"\n\n"


def delta_event(text: str) -> bytes:
    """Return an event that adds `text` to the answer."""
    return event_of({"content": text})


STOP = event_of({}, "stop")
DONE = b"data: [DONE]\n\n"


@dataclass
class World:
    """A gate and all its stand-ins."""

    register: MemoryRegister
    journal: MemoryJournal
    vaults: MemoryVaults
    scanner: InProcessScanner
    upstream: ScriptedUpstream
    gate: Gate


def world(held: Snapshot | None = None) -> World:
    """Return a gate over memory, at `NOW`."""
    numbers = count(1)
    register = MemoryRegister(held or snapshot())
    journal, vaults = MemoryJournal(), MemoryVaults()
    scanner, upstream = InProcessScanner(), ScriptedUpstream()
    gate = Gate(
        register=register,
        journal=journal,
        vaults=vaults,
        scanner=scanner,
        upstream=upstream,
        clock=lambda: NOW,
        new_id=lambda: f"{next(numbers):032x}",
        explain=lambda error: f"uitleg: {error.outcome}",
    )
    return World(register, journal, vaults, scanner, upstream, gate)


def call(
    *messages: dict[str, Any],
    model: str = "mock",
    principal: Principal = ANNA,
    scope: str | None = None,
    **more: object,
) -> CallRequest:
    """Return a call as the routes make it."""
    body = {"model": model, "messages": list(messages), **more}
    chat = read_request(json.dumps(body).encode(), endpoint=CHAT)
    named = Named(model, metadata=chat.purpose_in_metadata)
    return CallRequest(principal, CHAT, chat, named, scope)


def user(text: str) -> dict[str, Any]:
    """Return a message of the user."""
    return {"role": "user", "content": text}


def with_purposes(principal: Principal, *slugs: str) -> Principal:
    """Return the same asker with other purposes."""
    return replace(principal, purposes=frozenset(slugs))


async def collected(chunks: AsyncGenerator[dict[str, Any]]) -> str:
    """Return the text of choice 0 of a stream."""
    text = ""
    async for chunk in chunks:
        for choice in chunk["choices"]:
            text += choice["delta"].get("content") or ""
    return text
