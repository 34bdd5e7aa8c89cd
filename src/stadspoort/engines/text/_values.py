"""Span, Page and Piece."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The characters [start, end) of one text, in code points; never empty."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            message = f"not a span: {self.start}..{self.end}"
            raise ValueError(message)

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        """Say whether both share at least one character."""
        return self.start < other.end and other.start < self.end

    def of(self, text: str) -> str:
        """Return the characters of this span in `text`."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a document, or one part that has no pages (a mail body, an attachment).

    Attributes:
        number: 1 for the first page of the whole document, counted on through attachments.
        place: What a reader calls this place, in Dutch: "bladzijde 3", "bijlage brief.docx".
        text: The text in reading order, lines divided by a line feed; may be empty.
    """

    number: int
    place: str
    text: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of answer text on its way out.

    Attributes:
        text: The characters; never empty.
        is_restored: True when they were put back from a vault, so that a check can see where
            personal data stands (and refuse it in an address).
    """

    text: str
    is_restored: bool = False
