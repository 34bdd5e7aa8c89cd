"""A word of a file as a member of a list of words."""

from __future__ import annotations

from enum import StrEnum
from typing import TypeVar

_Word = TypeVar("_Word", bound=StrEnum)


def member(words: type[_Word], text: str) -> _Word:
    """Return the member; for a refused word the first, which nobody will see."""
    return words(text) if text in set(words) else next(iter(words))
