"""Every reason why a file is refused, with its line; one refusal tells them all."""

from __future__ import annotations

from dataclasses import dataclass, field

MOST_PROBLEMS = 50


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a file cannot be used.

    Attributes:
        file: Name of the file.
        line: Counted from 1; 0 for the file as a whole.
        reason: In Dutch, with the words of the file that are wrong.
    """

    file: str
    line: int
    reason: str

    def __str__(self) -> str:
        place = f"{self.file}, regel {self.line}" if self.line else self.file
        return f"{place}: {self.reason}"


@dataclass(slots=True)
class Problems:
    """Collects the problems of one file while it is read, at most `MOST_PROBLEMS`."""

    file: str
    found: list[Problem] = field(default_factory=list)

    def refuse(self, line: int, reason: str) -> None:
        """Note one more problem."""
        if len(self.found) < MOST_PROBLEMS:
            self.found.append(Problem(self.file, line, reason))
