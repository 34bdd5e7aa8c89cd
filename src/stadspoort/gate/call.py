"""One call between its two entries: what it is, and how its answer takes shape."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from stadspoort.engines.chat import ChatRequest, RestoredInAddressError
from stadspoort.errors import StadspoortError
from stadspoort.gate.errors import UpstreamError
from stadspoort.gate.steps.answer import AnswerPath, Rules
from stadspoort.gate.steps.ask import choices_of, usage_of
from stadspoort.gate.steps.mask import Masked
from stadspoort.gate.steps.purpose import Named
from stadspoort.gate.values import Model, Outcome, Principal, Purpose, Verdict

EMBEDDINGS = "embeddings"
CHAT = "chat/completions"
_TOKENS_OF_AN_ANSWER = 1024
_CHARACTERS_PER_TOKEN = 3
_MOST_TOKENS = 2**31 - 1
"""What a client can set aside at most; no limit in a request is longer than a count can be."""

_BESIDE = -1
"""The place of what stands beside the choices, which no choice has."""

_OWN_WORDS = frozenset({"object", "id", "created", "model"})
"""Fields of an answer in which the gate puts its own words, whatever the endpoint said."""

_ALWAYS_THERE = frozenset({"index", "delta", "finish_reason"})


@dataclass(frozen=True, slots=True)
class CallRequest:
    """One call as it came in, read but not yet believed.

    Attributes:
        principal: The asker, identified.
        endpoint: "chat/completions" or "embeddings".
        chat: The body, read; fields that never go upstream are gone.
        named: What the request says about model and purpose.
        scope: Id of the conversation whose pseudonyms hold; None for a single call.
    """

    principal: Principal
    endpoint: str
    chat: ChatRequest
    named: Named
    scope: str | None = None


@dataclass(slots=True)
class OpenCall:
    """A call that was let through and recorded; ends with exactly one `closed` entry.

    Attributes:
        usage: (Prompt, completion) tokens as the endpoint counted them; None while it did not.
        was_asked: The endpoint has answered or may be working at it: tokens are spent.
    """

    id: str
    principal: Principal
    endpoint: str
    purpose: Purpose
    model: Model
    verdict: Verdict
    masked: Masked
    sent: bytes
    opened_at: datetime
    asked_model: str
    wants_usage: bool
    usage: tuple[int, int] | None = None
    was_asked: bool = False
    answer: AnswerPath = field(init=False)

    def __post_init__(self) -> None:
        self.answer = AnswerPath(
            Rules(
                vault=self.masked.vault,
                asker=self.principal.asker,
                purpose=self.purpose,
                hosts=self.masked.hosts,
                names=self.masked.names,
            )
        )

    @property
    def head(self) -> dict[str, Any]:
        """Return the fields every answer and chunk of this call starts with."""
        return {
            "id": f"chatcmpl-{self.id}",
            "created": int(self.opened_at.timestamp()),
            "model": self.asked_model,
        }


def body_to_send(body: dict[str, Any], model: Model, request: CallRequest) -> bytes:
    """Return the bytes as they leave: under the endpoint's model name, token counts asked for."""
    sent = {**body, "model": model.upstream_model}
    if request.chat.stream:
        sent["stream_options"] = {**(body.get("stream_options") or {}), "include_usage": True}
    return json.dumps(sent, ensure_ascii=False, separators=(",", ":")).encode()


def estimate(masked: Masked, request: CallRequest) -> int:
    """Return the tokens to set aside: the prompt's by its length, the answers' by their limit."""
    body = request.chat.body
    limit = body.get("max_completion_tokens") or body.get("max_tokens")
    answer = limit if isinstance(limit, int) and limit > 0 else _TOKENS_OF_AN_ANSWER
    answers = 0 if request.endpoint == EMBEDDINGS else answer * request.chat.choices
    return min(masked.characters // _CHARACTERS_PER_TOKEN + answers, _MOST_TOKENS)


def tokens_used(call: OpenCall) -> tuple[int, int]:
    """Return (prompt, completion) tokens as the endpoint counted them, else by their length.

    An endpoint that does not count, or a client that leaves before the count comes, must not make
    a budget last for ever.
    """
    if call.usage is not None:
        return call.usage
    if not call.was_asked:
        return (0, 0)
    return (
        max(1, call.masked.characters // _CHARACTERS_PER_TOKEN),
        -(-call.answer.characters // _CHARACTERS_PER_TOKEN),
    )


def whole_answer(call: OpenCall, received: dict[str, Any]) -> dict[str, Any]:
    """Return an answer as the client gets it: restored, checked, under our own id and model name.

    Raises:
        UpstreamError: UPSTREAM_ERROR for an error that calls itself a success, UPSTREAM_GARBAGE if
            it has no choices (or no vectors).
        RestoredInAddressError: If a restored value would stand in an address.
    """
    if received.get("error"):
        raise UpstreamError(Outcome.UPSTREAM_ERROR)
    if call.endpoint == EMBEDDINGS:
        vectors = received.get("data")
        if not isinstance(vectors, list):
            raise UpstreamError(Outcome.UPSTREAM_GARBAGE)
        beside = _beside(call, received, "data")
        return {**beside, "object": "list", "data": vectors, "model": call.asked_model}
    choices = choices_of(received, "message")
    if not choices:
        raise UpstreamError(Outcome.UPSTREAM_GARBAGE)
    return {
        **_beside(call, received, "choices"),
        **call.head,
        "object": "chat.completion",
        "choices": [
            call.answer.whole(
                choice.get("index", at), {**choice, "message": choice.get("message") or {}}
            )
            for at, choice in enumerate(choices)
        ],
    }


def _beside(call: OpenCall, received: dict[str, Any], part: str) -> dict[str, Any]:
    """Return the fields of an answer or chunk beside `part`, checked."""
    others = {k: v for k, v in received.items() if k != part and k not in _OWN_WORDS}
    return call.answer.whole(_BESIDE, others) if others else {}


def passed_run(
    call: OpenCall, events: Sequence[dict[str, Any]], open_choices: set[int]
) -> tuple[list[dict[str, Any]], StadspoortError | None]:
    """Return what of these upstream events may go to the client now, and the fault that ended it.

    What came before a fault still goes: the text so far stays.
    """
    run: list[dict[str, Any]] = []
    try:
        for event in events:
            for chunk in _passed_chunks(call, event, open_choices):
                run.append(chunk)  # noqa: PERF402 (a fault half-way must not lose what is there)
    except (UpstreamError, RestoredInAddressError) as fault:
        return run, fault
    return run, None


def _passed_chunks(
    call: OpenCall, event: dict[str, Any], open_choices: set[int]
) -> Iterator[dict[str, Any]]:
    """Yield what of one upstream event may go to the client now."""
    call.usage = usage_of(event) or call.usage
    choices = choices_of(event, "delta")
    beside = {**_beside(call, event, "choices"), **call.head, "object": "chat.completion.chunk"}
    if not choices:
        if call.wants_usage and "usage" in event:
            yield {**beside, "choices": []}
        return
    for choice in choices:
        yield from _choice_chunks(call, beside, choice, open_choices)


def _choice_chunks(
    call: OpenCall, beside: dict[str, Any], choice: dict[str, Any], open_choices: set[int]
) -> Iterator[dict[str, Any]]:
    """Yield what of one choice may go now; with its end, what was held back goes first."""
    index = choice.get("index", 0)
    finish = choice.get("finish_reason")
    passed = call.answer.growing(index, {**choice, "delta": choice.get("delta") or {}})
    rest: list[dict[str, Any]] = []
    if finish:
        rest = list(rest_chunks(call, {index}))
        open_choices.discard(index)
    else:
        open_choices.add(index)
    if rest:
        if _says_something(passed):
            yield {**beside, "choices": [{**passed, "finish_reason": None}]}
        yield from rest
        yield {**beside, "choices": [{"index": index, "delta": {}, "finish_reason": finish}]}
    elif finish or _says_something(passed):
        yield {**beside, "choices": [passed]}


def _says_something(choice: dict[str, Any]) -> bool:
    """Say whether a choice is worth sending: held back text leaves only empty strings behind."""
    delta = choice["delta"]
    others = [value for name, value in choice.items() if name not in _ALWAYS_THERE]
    return "role" in delta or any(
        value not in ("", None, [], {}) for value in (*delta.values(), *others)
    )


def rest_chunks(call: OpenCall, open_choices: set[int]) -> Iterator[dict[str, Any]]:
    """Yield what was held back of these choices, and end them."""
    for index in sorted(open_choices):
        for fields in call.answer.rest(index):
            yield {
                **call.head,
                "object": "chat.completion.chunk",
                "choices": [{"index": index, "delta": {}, **fields, "finish_reason": None}],
            }


def blocked_answer(call: OpenCall, why: str) -> dict[str, Any]:
    """Return an answer that holds nothing but the reason it was blocked."""
    message = {"role": "assistant", "content": None, "refusal": why}
    choice = {"index": 0, "message": message, "finish_reason": "content_filter"}
    return {**call.head, "object": "chat.completion", "choices": [choice]}


def blocked_chunk(call: OpenCall, why: str) -> dict[str, Any]:
    """Return the last chunk of a stream that was blocked, with the reason."""
    choice = {"index": 0, "delta": {"refusal": why}, "finish_reason": "content_filter"}
    return {**call.head, "object": "chat.completion.chunk", "choices": [choice]}
