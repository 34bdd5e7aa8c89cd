"""JSON as a border takes it: strict, finite, not too deep."""

from __future__ import annotations

import json
import math
import re
from typing import Any

MAX_DEPTH = 64
_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")

Json = dict[str, "Json"] | list["Json"] | str | int | float | bool | None


class NotJsonError(ValueError):
    """The text is no JSON that this border takes; the message is a fixed word."""


def parse(text: str) -> Json:
    """Return the value that `text` says.

    Raises:
        NotJsonError: With "syntax", "not_finite" (NaN, Infinity, 1e999), "duplicate_key" (two
            readers would see two bodies), "too_deep" (over 64 levels), "surrogate" (half a
            character, which no UTF-8 can carry) or "number_too_long".
    """
    try:
        value: Json = _DECODER.decode(text)
    except RecursionError as cause:
        message = "too_deep"
        raise NotJsonError(message) from cause
    except json.JSONDecodeError as cause:
        message = "syntax"
        raise NotJsonError(message) from cause
    except NotJsonError:
        raise
    except ValueError as cause:  # Python reads no integer of more than 4,300 digits
        message = "number_too_long"
        raise NotJsonError(message) from cause
    if _is_too_deep(value):
        message = "too_deep"
        raise NotJsonError(message)
    if _SURROGATE.search(text):
        _refuse_half_characters(value)
    return value


def write(value: Json) -> str:
    """Return `value` as compact JSON with its characters as they are."""
    return _ENCODER.encode(value)


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        message = "duplicate_key"
        raise NotJsonError(message)
    return members


def _refused(_: str) -> float:
    message = "not_finite"
    raise NotJsonError(message)


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        message = "not_finite"
        raise NotJsonError(message)
    return number


# Made once: `json.loads` and `json.dumps` make a new one at every call with other than their own
# options, which costs more than reading a small event.
_DECODER = json.JSONDecoder(object_pairs_hook=_unique, parse_constant=_refused, parse_float=_finite)
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def _is_too_deep(value: Json) -> bool:
    level: list[Json] = [value]
    for _ in range(MAX_DEPTH + 1):
        level = [
            child
            for parent in level
            if isinstance(parent, (dict, list))
            for child in (parent.values() if isinstance(parent, dict) else parent)
            if isinstance(child, (dict, list))
        ]
        if not level:
            return False
    return True


def _refuse_half_characters(value: Json) -> None:
    try:
        write(value).encode()
    except UnicodeEncodeError as cause:
        message = "surrogate"
        raise NotJsonError(message) from cause
