"""`ask`: one question through the whole gate, from the command line."""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from stadspoort.cli.acting import acting_user, add_by
from stadspoort.cli.django_setup import set_up
from stadspoort.cli.files import read_bytes
from stadspoort.cli.parser import Subparsers
from stadspoort.cli.saying import add_json
from stadspoort.errors import StadspoortError

if TYPE_CHECKING:
    from stadspoort.apps.assistant.prompt import Source
    from stadspoort.gate.call import CallRequest, OpenCall
    from stadspoort.site.wiring import RunningGate


class NoModelAllowedError(StadspoortError):
    """The register allows no model for this purpose."""

    code = "cli.no_model_allowed"


def register(subparsers: Subparsers) -> None:
    """Add `ask`."""
    ask = subparsers.add_parser(
        "ask",
        help="stel een vraag over een document, door de poort",
        description="Stelt een vraag over een of meer documenten. Het oordeel wordt getoetst, "
        "persoonsgegevens worden vervangen, het antwoord komt hersteld terug en alles staat in "
        "het logboek.",
    )
    ask.add_argument("question", metavar="VRAAG")
    ask.add_argument("--purpose", required=True, metavar="DOEL", help="naam (slug) van het doel")
    ask.add_argument("--model", metavar="MODEL", help="anders het eerste dat voor dit doel mag")
    ask.add_argument(
        "--file", action="append", default=[], metavar="BESTAND", help="document; mag vaker"
    )
    add_by(ask)
    add_json(ask)
    ask.set_defaults(handler=run_ask)


def run_ask(arguments: argparse.Namespace) -> int:
    """Print the answer as it comes, or with `--json` once it is whole; 1 if it was blocked."""
    set_up(arguments)
    from stadspoort.site import wiring

    running = wiring.start()
    try:
        request = _request(arguments, running)
        answered = asyncio.run(_answer(running, request, is_shown=not arguments.json))
    finally:
        running.stop()
    if arguments.json:
        print(json.dumps(answered.facts(), ensure_ascii=False))
    else:
        sys.stdout.write("\n")
    if answered.refusal:
        print(f"stadspoort: {answered.refusal}", file=sys.stderr)
        return 1
    return 0


@dataclass(frozen=True, slots=True)
class _Answered:
    """An answer that has come to its end; `refusal` says in Dutch why it was blocked, if it was."""

    call: OpenCall
    text: str
    refusal: str

    def facts(self) -> dict[str, object]:
        outcome = "answer_blocked" if self.refusal else "answered"
        return {
            "answer": self.text,
            "outcome": outcome,
            "model": self.call.model.name,
            "purpose": self.call.purpose.slug,
            "masked": sum(self.call.masked.counts.values()),
            "call_id": self.call.id,
        }


def _request(arguments: argparse.Namespace, running: RunningGate) -> CallRequest:
    from stadspoort.apps.assistant.prompt import messages
    from stadspoort.apps.assistant.queries import principal_of
    from stadspoort.engines.chat import read_request
    from stadspoort.gate.call import CHAT, CallRequest
    from stadspoort.gate.steps.purpose import Named, resolve_purpose
    from stadspoort.gate.steps.verdict import allowed_models
    from stadspoort.gate.values import legal_day

    principal = principal_of(acting_user(arguments))
    named = Named(arguments.model or "", header=arguments.purpose)
    if arguments.model is None:
        snapshot, today = running.snapshots.snapshot(), legal_day(running.gate.clock())
        purpose, _ = resolve_purpose(named, principal, snapshot, today=today)
        allowed = allowed_models(purpose, principal, snapshot, today=today)
        if not allowed:
            raise NoModelAllowedError(purpose=purpose.slug)
        named = Named(allowed[0], header=arguments.purpose)
    sources = [_source(number, Path(name)) for number, name in enumerate(arguments.file, 1)]
    body = {
        "model": named.model,
        "messages": messages(arguments.question, sources=sources),
        "stream": True,
    }
    chat = read_request(json.dumps(body).encode(), endpoint=CHAT)
    return CallRequest(principal, CHAT, chat, named)


def _source(number: int, path: Path) -> Source:
    from stadspoort.apps.assistant.prompt import Source
    from stadspoort.sandbox.reading import read_upload

    return Source(number, path.name, read_upload(read_bytes(str(path)), path.name).pages)


async def _answer(running: RunningGate, request: CallRequest, *, is_shown: bool) -> _Answered:
    """Return the answer, printed as it came if it is shown.

    Raises:
        CallRefusedError: If the call does not go through, or breaks off.
    """
    text, refusal = "", ""
    try:
        call = await running.gate.open(request)
        async for chunk in running.gate.stream(call):
            for choice in chunk["choices"]:
                part = choice["delta"].get("content") or ""
                text += part
                refusal += choice["delta"].get("refusal") or ""
                if is_shown:
                    sys.stdout.write(part)
                    sys.stdout.flush()
    finally:
        await running.http.aclose()
    return _Answered(call, text, refusal)
