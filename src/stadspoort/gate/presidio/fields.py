"""Fields of a JSON body by name and type; Presidio's words for what is wrong with one."""

from __future__ import annotations

from collections.abc import Mapping

from stadspoort.gate.presidio.errors import PresidioRequestError

Json = object

LONGEST_TEXT = 1_000_000
"""Characters of one text to look through or to change."""

_WORDS = {str: "string", bool: "boolean", int: "number", float: "number", list: "array"}
"""The words of Presidio for types of JSON."""


def wrong_type(name: str, expected: type, given: Json, *, status: int = 400) -> Exception:
    """Return the error for a field of another type."""
    words = _WORDS.get(expected, "object"), _WORDS.get(type(given), "object")
    message = f"Invalid parameter value for {name}. Expecting '{words[0]}', but got '{words[1]}'."
    return PresidioRequestError(message, param=name, status=status)


def text(body: Mapping[str, Json], name: str) -> str | None:
    """Return a text; None if it is absent or null.

    Raises:
        PresidioRequestError: If it is no text.
    """
    value = body.get(name)
    if value is None or isinstance(value, str):
        return value
    raise wrong_type(name, str, value)


def bounded(given: str) -> str:
    """Return a text that is not too long.

    Raises:
        PresidioRequestError: 413 if it is.
    """
    if len(given) > LONGEST_TEXT:
        message = f"A text may hold {LONGEST_TEXT} characters."
        raise PresidioRequestError(message, param="text", status=413)
    return given


def texts(body: Mapping[str, Json], name: str, *, most: int) -> list[str]:
    """Return a list of texts; empty if it is absent or null.

    Raises:
        PresidioRequestError: If it is something else, or longer than `most`.
    """
    value = body.get(name)
    if value is None:
        return []
    if not isinstance(value, list):
        raise wrong_type(name, list, value)
    if len(value) > most:
        message = f"Too many values for {name}: at most {most}."
        raise PresidioRequestError(message, param=name)
    found = []
    for item in value:
        if not isinstance(item, str):
            raise wrong_type(name, str, item)
        found.append(item)
    return found


def flag(body: Mapping[str, Json], name: str) -> bool:
    """Return a flag; False if it is absent or null.

    Raises:
        PresidioRequestError: If it is neither true nor false.
    """
    value = body.get(name)
    if value is None or isinstance(value, bool):
        return bool(value)
    raise wrong_type(name, bool, value)


def fraction(body: Mapping[str, Json], name: str) -> float:
    """Return a number from 0 to 1; 0 if it is absent or null.

    Raises:
        PresidioRequestError: If it is something else.
    """
    value = body.get(name)
    if value is None:
        return 0.0
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise wrong_type(name, float, value)
    if not 0 <= value <= 1:
        message = f"Invalid parameter value for {name}. Expecting a number from 0 to 1."
        raise PresidioRequestError(message, param=name)
    return float(value)
