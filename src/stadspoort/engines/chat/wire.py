"""What the gate writes to a client, in OpenAI's shapes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence

from stadspoort.engines.chat._errors import StreamGarbageError
from stadspoort.engines.chat._json import Json, write
from stadspoort.engines.chat._requests import json_object as json_object

_HALF_CHARACTER = re.compile(r"\\u[dD][89a-fA-F]")

DONE = b"data: [DONE]\n\n"
"""The last event of a stream."""


def read_object(raw: str | bytes) -> dict[str, Json]:
    """Return the JSON object that an endpoint sent.

    Raises:
        StreamGarbageError: If it is none, or holds what no client could be given: NaN, nesting
            without end, half a character.
    """
    try:
        text = raw if isinstance(raw, str) else raw.decode("utf-8-sig")
        value: Json = _DECODER.decode(text)
        if _HALF_CHARACTER.search(text):
            write(value).encode()
    except (ValueError, RecursionError) as cause:
        raise StreamGarbageError(size=len(raw)) from cause
    if not isinstance(value, dict):
        raise StreamGarbageError(size=len(raw))
    return value


def _refused(_: str) -> float:
    message = "no number"
    raise ValueError(message)


_DECODER = json.JSONDecoder(parse_constant=_refused)
"""Made once: `json.loads` would make one for every event."""


def sse_event(value: Json) -> bytes:
    """Return one event with `value` as JSON on one line."""
    return b"data: " + write(value).encode() + b"\n\n"


def usage(prompt_tokens: int, completion_tokens: int) -> dict[str, Json]:
    """Return the usage of a call, in tokens."""
    return {
        "prompt_tokens": prompt_tokens,
        "completion_tokens": completion_tokens,
        "total_tokens": prompt_tokens + completion_tokens,
    }


def chunk(
    *,
    id: str,  # OpenAI's word
    created: int,
    model: str,
    delta: Mapping[str, Json] | None,
    index: int = 0,
    finish_reason: str | None = None,
    usage: Mapping[str, Json] | None = None,
) -> dict[str, Json]:
    """Return one event of a streamed answer.

    Args:
        id: The same in all events of one answer.
        created: Seconds since 1970, the same in all events.
        model: The name the client asked for.
        delta: What is added to the message; None for the last event, which carries the usage.
        index: Which answer, when several were asked.
        finish_reason: "stop", "length", "tool_calls" or "content_filter" in the last delta.
        usage: The result of `usage`, in the last event only.
    """
    event: dict[str, Json] = {
        "id": id,
        "object": "chat.completion.chunk",
        "created": created,
        "model": model,
        "choices": []
        if delta is None
        else [{"index": index, "delta": dict(delta), "finish_reason": finish_reason}],
    }
    if usage is not None:
        event["usage"] = dict(usage)
    return event


def completion(
    *,
    id: str,  # OpenAI's word
    created: int,
    model: str,
    contents: Sequence[str],
    finish_reason: str = "stop",
    usage: Mapping[str, Json] | None = None,
) -> dict[str, Json]:
    """Return a whole answer with one choice for each of `contents`."""
    answer: dict[str, Json] = {
        "id": id,
        "object": "chat.completion",
        "created": created,
        "model": model,
        "choices": [
            {
                "index": index,
                "message": {"role": "assistant", "content": content},
                "finish_reason": finish_reason,
            }
            for index, content in enumerate(contents)
        ],
    }
    if usage is not None:
        answer["usage"] = dict(usage)
    return answer


def error_body(
    message: str,
    *,
    type: str,
    code: str,
    param: str | None = None,  # OpenAI's word
) -> dict[str, Json]:
    """Return an error; `message` is the Dutch sentence for the person who asked."""
    return {"error": {"message": message, "type": type, "param": param, "code": code}}


def model_list(names: Iterable[str], *, created: int, owned_by: str) -> dict[str, Json]:
    """Return the answer of `GET /v1/models`, in the order of `names`."""
    return {
        "object": "list",
        "data": [model_entry(name, created=created, owned_by=owned_by) for name in names],
    }


def model_entry(name: str, *, created: int, owned_by: str) -> dict[str, Json]:
    """Return one model, as in the list and as the answer of `GET /v1/models/{name}`."""
    return {"id": name, "object": "model", "created": created, "owned_by": owned_by}


__all__ = [
    "DONE",
    "StreamGarbageError",
    "chunk",
    "completion",
    "error_body",
    "model_entry",
    "model_list",
    "sse_event",
    "usage",
]
