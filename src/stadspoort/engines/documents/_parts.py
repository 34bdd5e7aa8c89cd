"""What one reader hands to `read`: parts with their place, not yet numbered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from stadspoort.engines.documents._values import Limits
from stadspoort.engines.documents.errors import TooLargeError, TooManyPagesError


@dataclass(frozen=True, slots=True)
class Part:
    """One place and its clean text."""

    place: str
    text: str


@dataclass(frozen=True, slots=True)
class Reading:
    """The parts of one file in reading order, the notes about it, and a title of its own."""

    parts: tuple[Part, ...]
    notes: tuple[str, ...] = ()
    title: str = ""


def check_size(parts: Sequence[Part], limits: Limits) -> None:
    """Let pass what stays within the limits for a whole file.

    Raises:
        TooManyPagesError: If there are too many parts.
        TooLargeError: If there is too much text.
    """
    if len(parts) > limits.pages:
        raise TooManyPagesError(pages=len(parts), limit=limits.pages)
    characters = sum(len(part.text) for part in parts)
    if characters > limits.characters:
        raise TooLargeError(characters=characters, limit=limits.characters)


def joined(numbers: Iterable[int]) -> str:
    """Return page numbers as a person writes them: "2, 4 en 7", the first twenty of a long list."""
    words = [str(number) for number in numbers]
    if len(words) > 20:
        return f"{', '.join(words[:20])} en {len(words) - 20} andere"
    return " en ".join([*([", ".join(words[:-1])] if words[:-1] else []), words[-1]])
