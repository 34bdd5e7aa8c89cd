"""Read the body of a call: the OpenAI API, chat completions and embeddings."""

from __future__ import annotations

from dataclasses import dataclass

from stadspoort.engines.chat._errors import BadRequestError, ContentNotCheckableError
from stadspoort.engines.chat._json import Json, NotJsonError, parse

CHAT = "chat/completions"
EMBEDDINGS = "embeddings"

MAX_CHOICES = 16

NOT_FOR_UPSTREAM = frozenset(
    {
        # Who asks and what for: between the asker and the gate.
        "user",
        "metadata",
        "safety_identifier",
        "prompt_cache_key",
        "store",
        # Fields by which other gateways let a client choose where a call goes and with which key.
        "api_base",
        "api_key",
        "api_version",
        "base_url",
        "custom_llm_provider",
        "extra_body",
        "extra_headers",
        "extra_query",
        "organization",
        "user_config",
    }
)
_TEXT_PARTS = {"text": "text", "refusal": "refusal"}
_TOOL_TYPES = frozenset({"function", "custom"})


@dataclass(frozen=True, slots=True)
class ChatRequest:
    """What a call asks.

    Attributes:
        model: The name the client gave, with a purpose in front if it named one that way.
        stream: The client wants events.
        include_usage: The client wants the usage as last event.
        purpose_in_metadata: `metadata.purpose`; None if it is absent.
        choices: How many answers are asked (`n`).
        body: The fields that may go upstream, unmasked still; `model` is the client's name.
    """

    model: str
    stream: bool
    include_usage: bool
    purpose_in_metadata: str | None
    choices: int
    body: dict[str, Json]


def read_request(raw: bytes, *, endpoint: str) -> ChatRequest:
    """Return what the body `raw` asks of `endpoint` ("chat/completions" or "embeddings").

    Unknown fields stay in the body; those that are none of the upstream's business are gone.

    Raises:
        BadRequestError: If it is no JSON object, or a field has a wrong type.
        ContentNotCheckableError: If it holds something other than text.
    """
    body = json_object(raw)
    if endpoint == EMBEDDINGS:
        _check_input(body.get("input"))
    else:
        _check_messages(body.get("messages"))
        _check_tools(body)
        _check_outputs(body)
    return ChatRequest(
        model=_model(body),
        stream=_flag(body, "stream"),
        include_usage=_include_usage(body),
        purpose_in_metadata=_purpose(body),
        choices=_choices(body),
        body={
            name: value
            for name, value in body.items()
            if name not in NOT_FOR_UPSTREAM and not name.lower().startswith("x-")
        },
    )


def json_object(raw: bytes) -> dict[str, Json]:
    """Return the JSON object that a client sent: strict, finite, not too deep.

    Raises:
        BadRequestError: If it is none.
    """
    try:
        body = parse(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as cause:
        raise BadRequestError("body", "not_utf8") from cause
    except NotJsonError as cause:
        raise BadRequestError("body", str(cause)) from cause
    if not isinstance(body, dict):
        raise BadRequestError("body", "not_an_object")
    return body


def _model(body: dict[str, Json]) -> str:
    model = body.get("model")
    if not isinstance(model, str) or not model.strip():
        raise BadRequestError("model", "not_a_text")
    return model


def _flag(values: dict[str, Json], name: str, *, at: str = "") -> bool:
    flag = values.get(name)
    if flag is None:
        return False
    if not isinstance(flag, bool):
        raise BadRequestError(at + name, "not_true_or_false")
    return flag


def _include_usage(body: dict[str, Json]) -> bool:
    options = body.get("stream_options")
    if options is None:
        return False
    if not isinstance(options, dict):
        raise BadRequestError("stream_options", "not_an_object")
    return _flag(options, "include_usage", at="stream_options.")


def _purpose(body: dict[str, Json]) -> str | None:
    metadata = body.get("metadata")
    if metadata is None:
        return None
    if not isinstance(metadata, dict):
        raise BadRequestError("metadata", "not_an_object")
    purpose = metadata.get("purpose")
    if purpose is not None and not isinstance(purpose, str):
        raise BadRequestError("metadata.purpose", "not_a_text")
    return purpose


def _choices(body: dict[str, Json]) -> int:
    number = body.get("n")
    if number is None:
        return 1
    if isinstance(number, bool) or not isinstance(number, int) or not 1 <= number <= MAX_CHOICES:
        raise BadRequestError("n", "not_between_1_and_16")
    return number


def _check_input(given: Json) -> None:
    texts = given if isinstance(given, list) else [given]
    if not texts:
        raise BadRequestError("input", "empty")
    for index, text in enumerate(texts):
        # Numbers of tokens instead of text, bare or in a list of lists: nobody can read them.
        if isinstance(text, (int, list)) and not isinstance(text, bool):
            raise ContentNotCheckableError("input", "tokens")
        if not isinstance(text, str):
            raise BadRequestError(f"input[{index}]", "not_a_text")


def _check_messages(messages: Json) -> None:
    if not isinstance(messages, list) or not messages:
        raise BadRequestError("messages", "not_a_list")
    for index, message in enumerate(messages):
        at = f"messages[{index}]"
        if not isinstance(message, dict):
            raise BadRequestError(at, "not_an_object")
        if not isinstance(message.get("role"), str):
            raise BadRequestError(f"{at}.role", "not_a_text")
        if not isinstance(message.get("name", ""), str):
            raise BadRequestError(f"{at}.name", "not_a_text")
        _check_content(message.get("content"), f"{at}.content")
        _check_calls(message.get("tool_calls"), f"{at}.tool_calls")
        if message.get("audio") is not None:
            raise ContentNotCheckableError(f"{at}.audio", "audio")


def _check_content(content: Json, at: str) -> None:
    if content is None or isinstance(content, str):
        return
    if not isinstance(content, list):
        raise BadRequestError(at, "not_a_text")
    for index, part in enumerate(content):
        _check_part(part, f"{at}[{index}]")


def _check_part(part: Json, at: str) -> None:
    if not isinstance(part, dict) or not isinstance(part.get("type"), str):
        raise BadRequestError(at, "not_a_part")
    field = _TEXT_PARTS.get(str(part["type"]))
    if field is None:
        raise ContentNotCheckableError(at, "no_text")
    if not isinstance(part.get(field), str):
        raise BadRequestError(f"{at}.{field}", "not_a_text")
    # A part that says "text" and carries a picture beside it would pass unseen.
    for name in part:
        if name.endswith("_url") or name in {"input_audio", "audio", "file", "image"}:
            raise ContentNotCheckableError(f"{at}.{name}", "no_text")


def _check_calls(calls: Json, at: str) -> None:
    if calls is None:
        return
    if not isinstance(calls, list):
        raise BadRequestError(at, "not_a_list")
    for index, call in enumerate(calls):
        if not isinstance(call, dict):
            raise BadRequestError(f"{at}[{index}]", "not_an_object")
        function = call.get("function", {})
        if not isinstance(function, dict):
            raise BadRequestError(f"{at}[{index}].function", "not_an_object")
        for name in ("name", "arguments"):
            if not isinstance(function.get(name, ""), str):
                raise BadRequestError(f"{at}[{index}].function.{name}", "not_a_text")


def _check_tools(body: dict[str, Json]) -> None:
    tools = body.get("tools")
    if tools is None:
        return
    if not isinstance(tools, list):
        raise BadRequestError("tools", "not_a_list")
    for index, tool in enumerate(tools):
        if not isinstance(tool, dict):
            raise BadRequestError(f"tools[{index}]", "not_an_object")
        # Other types (web_search, mcp, ...) run at the supplier and reach out from there: what
        # they send and fetch passes no gate.
        if tool.get("type") not in _TOOL_TYPES:
            raise BadRequestError(f"tools[{index}].type", "not_a_function")
        if not isinstance(tool.get(str(tool["type"])), dict):
            raise BadRequestError(f"tools[{index}].{tool['type']}", "not_an_object")


def _check_outputs(body: dict[str, Json]) -> None:
    if body.get("modalities") not in (None, ["text"]) or body.get("audio") is not None:
        raise ContentNotCheckableError("modalities", "no_text")
    if body.get("web_search_options") is not None:
        raise BadRequestError("web_search_options", "runs_at_supplier")
