"""Visit every string of a body once, whatever its shape.

The rule is: visit. A string is passed over only at a place in `_FIXED_WORDS`, and only when it is
one of the words the protocol defines for that place. A field that nobody here has heard of is
visited, names of fields included.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from stadspoort.engines.chat._errors import BadRequestError
from stadspoort.engines.chat._json import Json, NotJsonError, parse, write

Place = Literal["text", "name"]

_ROLES = frozenset({"system", "developer", "user", "assistant", "tool", "function"})
_CALL_TYPES = frozenset({"function", "custom"})
_FINISH = frozenset({"stop", "length", "tool_calls", "content_filter", "function_call"})
_FIXED_WORDS: dict[str, frozenset[str]] = {
    "messages[].role": _ROLES,
    "messages[].content[].type": frozenset({"text", "refusal"}),
    "messages[].tool_calls[].type": _CALL_TYPES,
    "tools[].type": _CALL_TYPES,
    "tool_choice": frozenset({"none", "auto", "required"}),
    "tool_choice.type": _CALL_TYPES | {"allowed_tools"},
    "response_format.type": frozenset({"text", "json_object", "json_schema"}),
    "reasoning_effort": frozenset({"none", "minimal", "low", "medium", "high", "xhigh"}),
    "verbosity": frozenset({"low", "medium", "high"}),
    "service_tier": frozenset({"auto", "default", "flex", "priority", "scale"}),
    "encoding_format": frozenset({"float", "base64"}),
    "modalities[]": frozenset({"text"}),
    "prediction.type": frozenset({"content"}),
    # of an answer
    "object": frozenset({"chat.completion", "chat.completion.chunk", "list"}),
    "choices[].message.role": _ROLES,
    "choices[].delta.role": _ROLES,
    "choices[].finish_reason": _FINISH,
    "choices[].message.tool_calls[].type": _CALL_TYPES,
    "choices[].delta.tool_calls[].type": _CALL_TYPES,
}
_SCHEMA_TYPES = frozenset({"object", "array", "string", "number", "integer", "boolean", "null"})
_SCHEMA_KEYS = frozenset(
    {
        *("type", "properties", "required", "description", "items", "enum", "default", "const"),
        *("examples", "title", "format", "pattern", "additionalProperties", "anyOf", "oneOf"),
        *("allOf", "not", "$ref", "$defs", "definitions", "minimum", "maximum", "minLength"),
        *("maxLength", "minItems", "maxItems", "uniqueItems", "prefixItems", "nullable"),
    }
)
_SCHEMA_ROOTS = frozenset(
    {
        "tools[].function.parameters",
        "functions[].parameters",
        "response_format.json_schema.schema",
    }
)
# Field names of the protocol are short words in lower case. One that is on this list at the place
# where it belongs cannot hold a name of a person; any other is visited.
_FIELDS = frozenset(
    {
        *("model", "messages", "role", "content", "type", "text", "refusal", "name", "audio"),
        *("tool_calls", "tool_call_id", "id", "function", "arguments", "custom", "input", "index"),
        *("tools", "tool_choice", "description", "parameters", "strict", "format", "functions"),
        *("function_call", "response_format", "json_schema", "schema", "stop", "stream"),
        *("stream_options", "include_usage", "include_obfuscation", "temperature", "top_p", "n"),
        *("max_tokens", "max_completion_tokens", "presence_penalty", "frequency_penalty"),
        *("logit_bias", "logprobs", "top_logprobs", "seed", "parallel_tool_calls", "modalities"),
        *("reasoning_effort", "verbosity", "service_tier", "prediction", "encoding_format"),
        *("dimensions", "top_k", "min_p", "repetition_penalty", "cache_control", "allowed_tools"),
        *("mode", "reasoning_content", "reasoning"),
        # of an answer
        *("object", "created", "choices", "message", "delta", "finish_reason", "usage"),
        *("system_fingerprint", "prompt_tokens", "completion_tokens", "total_tokens"),
        *("prompt_tokens_details", "completion_tokens_details", "annotations"),
    }
)
_NAMES = re.compile(
    r"messages\[\]\.(name|tool_call_id|function_call\.name)"
    r"|messages\[\]\.tool_calls\[\]\.(id|function\.name|custom\.name)"
    r"|tools\[\]\.(function|custom)\.name"
    r"|functions\[\]\.name"
    r"|(tool_choice|function_call)\.((function|custom)\.)?name"
    r"|tool_choice\.allowed_tools\.tools\[\]\.(function|custom)\.name"
    r"|response_format\.json_schema\.name"
    r"|choices\[\]\.(message|delta)\.tool_calls\[\]\.(id|function\.name|custom\.name)"
)
_ARGUMENTS = re.compile(
    r"(messages\[\]|choices\[\]\.message)\.(tool_calls\[\]\.function|function_call)\.arguments"
)
# What vLLM and OpenAI make up themselves: random letters and digits of a fixed length.
_CALL_ID = re.compile(r"call_[A-Za-z0-9]{24}|chatcmpl-tool-[0-9a-f]{32}")
_NUMBERS = frozenset(
    {
        *("temperature", "top_p", "top_k", "min_p", "n", "max_tokens", "max_completion_tokens"),
        *("presence_penalty", "frequency_penalty", "repetition_penalty", "top_logprobs", "seed"),
        *("dimensions", "created", "choices[].index", "messages[].tool_calls[].index"),
    }
)
_TOKEN_ID = re.compile(r"\d{1,7}")
_LONG_NUMBER = 5
"""Numbers of fewer digits say nothing about a person by themselves."""

_LARGEST_SETTING = 9_999_999
"""A larger whole number in a setting ("seed") may be anybody's number: it is visited."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One string of a body.

    Attributes:
        text: The string, or the digits of a number.
        place: "name" where the protocol takes only letters, digits, "_" and "-"; else "text".
        label: The name of the field it stands in when it was found in JSON inside a string, so
            that a detector sees "bsn: 123456782" and not a bare number; else empty.
        path: Where it stands, with "[]" for any place in a list: "messages[].content".
    """

    text: str
    place: Place
    label: str = ""
    path: str = ""

    @property
    def to_scan(self) -> str:
        """Return the text as a detector reads it best; it stands `shift` characters further on."""
        text = self.text.replace("_", " ") if self.place == "name" else self.text
        return f"{self.label}: {text}" if self.label else text

    @property
    def shift(self) -> int:
        """Return how many characters stand before `text` in `to_scan`."""
        return len(self.label) + 2 if self.label else 0


_Visit = Callable[[Slot], str]


class Strings:
    r"""All strings of one body, and the body again with other strings in their place.

    Arguments of tool calls are JSON in a string: they are opened, and written back as JSON. So is
    a text that is JSON with escapes in it, for "Jos\u00e9" is José. Numbers of five digits or more
    are visited too ("bsn": 123456782); one that is replaced becomes a string.

    Attributes:
        slots: Every string that is no fixed word of the protocol, in a fixed order.
    """

    def __init__(self, body: dict[str, Json]) -> None:
        self._body = body
        self.slots: list[Slot] = []
        self._walk(self._note)

    def filled(self, texts: Sequence[str]) -> dict[str, Json]:
        """Return a new body with `texts` in the places of `slots`, in the same order.

        Raises:
            ValueError: If there are more or fewer texts than slots.
            BadRequestError: If two names of fields in one object became the same.
        """
        if len(texts) != len(self.slots):
            message = f"{len(self.slots)} slots, {len(texts)} texts"
            raise ValueError(message)
        return self._walk(_Texts(texts))

    def _walk(self, visit: _Visit) -> dict[str, Json]:
        return _Traversal(visit).members(self._body, "")

    def _note(self, slot: Slot) -> str:
        self.slots.append(slot)
        return slot.text


class _Texts:
    """Gives each slot the next text."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts: Iterator[str] = iter(texts)

    def __call__(self, slot: Slot) -> str:
        return next(self._texts)


class _Traversal:
    """The one walk over a body: the same for looking and for replacing."""

    def __init__(self, visit: _Visit) -> None:
        self._visit = visit

    def members(self, members: dict[str, Json], path: str) -> dict[str, Json]:
        if path in _SCHEMA_ROOTS:
            return _Inner(self._visit, path, _SCHEMA_KEYS).members(members)
        prefix = f"{path}." if path else ""
        return _united(
            [
                (self._key(key, path), self.value(value, prefix + key))
                for key, value in members.items()
            ],
            path,
        )

    def _key(self, key: str, path: str) -> str:
        is_fixed = key in _FIELDS or (path == "logit_bias" and _TOKEN_ID.fullmatch(key) is not None)
        return key if is_fixed else self._visit(Slot(key, "text", path=path))

    def value(self, value: Json, path: str) -> Json:
        if isinstance(value, str):
            return self._string(value, path)
        if isinstance(value, dict):
            return self.members(value, path)
        if isinstance(value, list):
            inner = f"{path}[]"
            return [self.value(item, inner) for item in value]
        if path in _NUMBERS and not (isinstance(value, int) and abs(value) > _LARGEST_SETTING):
            return value
        return _number(value, self._visit, "", path)

    def _string(self, text: str, path: str) -> str:
        fixed = _FIXED_WORDS.get(path)
        if fixed is not None and text in fixed:
            return text
        if _NAMES.fullmatch(path):
            is_made_up = path.endswith("id") and _CALL_ID.fullmatch(text)
            return text if is_made_up else self._visit(Slot(text, "name", path=path))
        if _ARGUMENTS.fullmatch(path) or (text[:1] in "[{" and "\\" in text):
            return _opened(text, self._visit, path)
        return self._visit(Slot(text, "text", path=path))


class _Inner:
    """The walk over JSON that the protocol does not define: names of fields are visited as well."""

    def __init__(self, visit: _Visit, path: str, known: frozenset[str] = frozenset()) -> None:
        self._visit = visit
        self._path = path
        self._known = known

    def members(self, members: dict[str, Json]) -> dict[str, Json]:
        return _united(
            [(self._key(key), self.value(value, key)) for key, value in members.items()], self._path
        )

    def value(self, value: Json, label: str) -> Json:
        if isinstance(value, str):
            # "type": "string" is a word of JSON Schema, not of a person.
            if self._known and label == "type" and value in _SCHEMA_TYPES:
                return value
            # In a schema the label is a keyword ("enum"), which tells a detector nothing.
            shown = "" if label in self._known else label
            return self._visit(Slot(value, "text", shown, self._path))
        if isinstance(value, dict):
            return self.members(value)
        if isinstance(value, list):
            return [self.value(item, label) for item in value]
        return _number(value, self._visit, "" if label in self._known else label, self._path)

    def _key(self, key: str) -> str:
        return key if key in self._known else self._visit(Slot(key, "text", path=self._path))


def _united(members: list[tuple[str, Json]], path: str) -> dict[str, Json]:
    """Return the members as one object; refuse to lose one whose name became that of another."""
    united = dict(members)
    if len(united) != len(members):
        raise BadRequestError(path or "body", "names_coincide")
    return united


def _opened(text: str, visit: _Visit, path: str) -> str:
    """Return JSON inside a string, visited; as plain text when it is none or nothing changed."""
    try:
        value = parse(text)
    except NotJsonError:
        return visit(Slot(text, "text", path=path))
    if not isinstance(value, (dict, list)):
        return visit(Slot(text, "text", path=path))
    visited = _Inner(visit, path).value(value, "")
    # To the letter as it came when nothing had to be masked: spaces and escapes included.
    return text if visited == value else write(visited)


def _number(value: float | None, visit: _Visit, label: str, path: str) -> Json:
    if value is None or isinstance(value, bool):
        return value
    digits = str(value).removeprefix("-")  # to a detector the sign is part of another number
    if sum(map(str.isdigit, digits)) < _LONG_NUMBER:
        return value
    visited = visit(Slot(digits, "text", label, path))
    return value if visited == digits else visited
