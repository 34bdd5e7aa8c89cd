"""The plain form in which parent and child talk: a frame of JSON, with raw bytes behind it.

    "SPT1"  length of JSON (4 bytes)  length of bytes (4 bytes)  JSON  bytes

A child has read hostile bytes and may be under their control. So the parent never unpickles: what
comes back is JSON of bounded size, and `Checked` takes values out of it only by their type.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

MAGIC = b"SPT1"
HEAD = struct.Struct("!4sII")
LONGEST_REPLY = 256 * 1024 * 1024

Json: TypeAlias = "Mapping[str, Json] | list[Json] | str | int | float | bool | None"


class NotAFrameError(ValueError):
    """Bytes or values that are no answer of a sound child. Stays inside this package."""


@dataclass(frozen=True, slots=True)
class Message:
    """One request or reply."""

    facts: Mapping[str, Json]
    blob: bytes = b""

    def encode(self) -> bytes:
        """Return the frame of this message."""
        facts = json.dumps(self.facts, separators=(",", ":")).encode("ascii")
        return HEAD.pack(MAGIC, len(facts), len(self.blob)) + facts + self.blob


def frame_size(start: bytes) -> int:
    """Return the length of the whole frame that begins with these `HEAD.size` bytes.

    Raises:
        NotAFrameError: If no frame begins so.
    """
    magic, facts, blob = HEAD.unpack(start)
    if magic != MAGIC:
        message = "no frame"
        raise NotAFrameError(message)
    size: int = HEAD.size + facts + blob
    return size


def decode(frame: bytes) -> Message:
    """Return the message of a whole frame.

    Raises:
        NotAFrameError: If the JSON in it is wrong or no object.
    """
    _, length, _ = HEAD.unpack_from(frame)
    try:
        facts = json.loads(frame[HEAD.size : HEAD.size + length])
    except (ValueError, RecursionError) as error:
        message = "no JSON"
        raise NotAFrameError(message) from error
    if not isinstance(facts, dict):
        message = "no object"
        raise NotAFrameError(message)
    return Message(facts, frame[HEAD.size + length :])


@dataclass(frozen=True, slots=True)
class Checked:
    """JSON of unknown shape, of which only values of the asked type come out."""

    value: object

    def has(self, name: str) -> bool:
        """Say whether it is an object with a member of this name."""
        return isinstance(self.value, dict) and name in self.value

    def get(self, name: str) -> Checked:
        """Return the member with this name; raises NotAFrameError when there is none."""
        if isinstance(self.value, dict) and name in self.value:
            return Checked(self.value[name])
        raise NotAFrameError(name)

    def text(self) -> str:
        """Return it as a string."""
        if isinstance(self.value, str):
            return self.value
        raise NotAFrameError

    def number(self) -> int:
        """Return it as a whole number."""
        if isinstance(self.value, int) and not isinstance(self.value, bool):
            return self.value
        raise NotAFrameError

    def fraction(self) -> float:
        """Return it as a number from 0 to 1."""
        if isinstance(self.value, int | float) and 0 <= self.value <= 1:
            return float(self.value)
        raise NotAFrameError

    def flag(self) -> bool:
        """Return it as true or false."""
        if isinstance(self.value, bool):
            return self.value
        raise NotAFrameError

    def items(self) -> list[Checked]:
        """Return the members of a list."""
        if isinstance(self.value, list):
            return [Checked(item) for item in self.value]
        raise NotAFrameError
