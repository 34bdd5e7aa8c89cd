"""The wire form of LiteLLM's Generic Guardrail API (1.108.7), read.

Source: `litellm/types/proxy/guardrails/guardrail_hooks/generic_guardrail_api.py`. Its names occur
in this module and in `answers` alone.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from stadspoort.engines.chat import BadRequestError

MOST_TEXTS = 10_000
_LONGEST_ID = 200
_WRITES_ROWS_BACK = (1, 106, 2)
"""From this version on LiteLLM takes back whole messages, with the tool calls in them."""

FIELDS = frozenset(
    {
        *("input_type", "texts", "structured_messages", "tools", "tool_calls", "request_data"),
        *("litellm_trace_id", "litellm_call_id", "additional_provider_specific_params"),
    }
)
"""Fields that can be wrong, by LiteLLM's names."""

_VERSION = re.compile(r"(\d{1,6})\.(\d{1,6})\.(\d{1,6})", re.ASCII)
_TEXT_PARTS = frozenset({"text", "refusal", "input_text", "output_text"})
_WHO = ("user_api_key_hash", "user_api_key_user_id", "user_api_key_end_user_id")

Side = Literal["request", "response"]


@dataclass(frozen=True, slots=True)
class GuardrailRequest:
    """What LiteLLM shows of one call.

    Attributes:
        side: "request" before the model is asked, "response" for its answer, whole or so far.
        texts: The texts of the messages, or one text per choice of the answer.
        messages: The messages whole, with tool calls and results; None if it shows none.
        tools: Definitions of tools.
        tool_calls: Calls of tools; those of a request stand in `messages` too.
        has_images: There are pictures, which nobody here can look into.
        scope: Name of the conversation whose tokens hold; None if the call has no id at all.
        purpose: The purpose it names.
        takes_messages: This LiteLLM writes changed messages back.
    """

    side: Side
    texts: list[str]
    messages: list[dict[str, Any]] | None
    tools: list[dict[str, Any]]
    tool_calls: list[dict[str, Any]]
    has_images: bool
    scope: str | None
    purpose: str | None
    takes_messages: bool


def read_guardrail(body: Mapping[str, Any]) -> GuardrailRequest:
    """Return what a call of the guardrail asks.

    Raises:
        BadRequestError: If a field has another type than LiteLLM's own.
    """
    side = body.get("input_type")
    if side not in ("request", "response"):
        raise BadRequestError("input_type", "not_request_or_response")
    messages = _objects(body, "structured_messages")
    return GuardrailRequest(
        side=side,
        texts=_texts(body),
        messages=messages,
        tools=_objects(body, "tools") or [],
        tool_calls=_objects(body, "tool_calls") or [],
        has_images=bool(body.get("images")) or any(map(_has_other_parts, messages or [])),
        scope=_scope(body),
        purpose=_purpose(body),
        takes_messages=_version(body) >= _WRITES_ROWS_BACK,
    )


def _texts(body: Mapping[str, Any]) -> list[str]:
    given = body.get("texts")
    if given is None:
        return []
    if not isinstance(given, list) or not all(isinstance(text, str) for text in given):
        raise BadRequestError("texts", "not_texts")
    if len(given) > MOST_TEXTS:
        raise BadRequestError("texts", "too_many")
    return given


def _objects(body: Mapping[str, Any], name: str) -> list[dict[str, Any]] | None:
    given = body.get(name)
    if given is None:
        return None
    if not isinstance(given, list) or not all(isinstance(item, dict) for item in given):
        raise BadRequestError(name, "not_objects")
    return given


def _has_other_parts(message: Mapping[str, Any]) -> bool:
    """Say whether a message holds something else than text."""
    content = message.get("content")
    if message.get("audio") is not None:
        return True
    return isinstance(content, list) and any(
        not isinstance(part, dict) or str(part.get("type")) not in _TEXT_PARTS for part in content
    )


def _scope(body: Mapping[str, Any]) -> str | None:
    """Return the name of the conversation: the trace that calls share, else the call itself.

    Bound to whom LiteLLM says it is for, so that nobody gets the names of another by giving the id
    of their conversation.
    """
    given = (_id(body, "litellm_trace_id"), _id(body, "litellm_call_id"))
    name = next((name for name in given if name), None)
    if name is None:
        return None
    who = body.get("request_data") or {}
    if not isinstance(who, dict):
        raise BadRequestError("request_data", "not_an_object")
    parts = [name.encode(), *(str(who.get(field) or "").encode() for field in _WHO)]
    framed = b"".join(b"%d:%b" % (len(part), part) for part in parts)
    return f"litellm:{hashlib.sha256(framed).hexdigest()}"


def _id(body: Mapping[str, Any], name: str) -> str | None:
    value = body.get(name)
    if value is not None and (not isinstance(value, str) or len(value) > _LONGEST_ID):
        raise BadRequestError(name, "not_an_id")
    return value or None


def _purpose(body: Mapping[str, Any]) -> str | None:
    params = body.get("additional_provider_specific_params") or {}
    if not isinstance(params, dict):
        raise BadRequestError("additional_provider_specific_params", "not_an_object")
    purpose = params.get("purpose")
    if purpose is not None and (not isinstance(purpose, str) or len(purpose) > _LONGEST_ID):
        raise BadRequestError("additional_provider_specific_params", "purpose_not_a_text")
    return purpose or None


def _version(body: Mapping[str, Any]) -> tuple[int, ...]:
    """Return LiteLLM's version as numbers; () if it says none that can be read."""
    found = _VERSION.match(str(body.get("litellm_version") or ""))
    return tuple(int(part) for part in found.groups()) if found else ()
