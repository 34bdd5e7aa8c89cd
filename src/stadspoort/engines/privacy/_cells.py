"""A value of a record and the field it stands in, whatever the notation."""

from __future__ import annotations

from typing import NamedTuple

from stadspoort.engines.privacy._labels import Meaning


class Cell(NamedTuple):
    """One value below a known header, or behind the name of its field.

    Attributes:
        start: First character of its trimmed content.
        end: First character after it.
        meaning: What the header says of it.
        header: The header as written.
    """

    start: int
    end: int
    meaning: Meaning
    header: str
