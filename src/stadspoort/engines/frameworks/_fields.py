"""Reading the fields of a record: a wrong one is noted with its line, and reading goes on.

A method that refuses returns a value of the right type that nobody will see: a file with a problem
is refused as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import date
from typing import TypeVar

from stadspoort.engines.frameworks._problems import Problems
from stadspoort.engines.frameworks._tree import Listing, Node, Record, Scalar

ID = re.compile(r"[a-z0-9]+(?:[-_.][a-z0-9]+)*")
VERSION = re.compile(r"[A-Za-z0-9]+(?:[-_.][A-Za-z0-9]+)*")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
NO_DAY = date(1, 1, 1)
_T = TypeVar("_T")


def day_in(text: str) -> date | None:
    """Return the day that is written as JJJJ-MM-DD; None when it is no day of the calendar."""
    if not _DAY.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


class Fields:
    """The fields of one record. `finish` refuses those that nobody asked for."""

    def __init__(self, record: Record, problems: Problems) -> None:
        self._record = record
        self._asked: set[str] = set()
        self.problems = problems

    @property
    def line(self) -> int:
        """Return the line on which the record begins."""
        return self._record.line

    def line_of(self, name: str) -> int:
        """Return the line of a field; of a missing one, that of the record."""
        return self._record.lines.get(name, self._record.line)

    def has(self, name: str) -> bool:
        """Say whether the field is there and is not null."""
        self._asked.add(name)
        node = self._record.fields.get(name)
        return node is not None and not (isinstance(node, Scalar) and node.is_nothing)

    def is_list(self, name: str) -> bool:
        """Say whether a list stands in the field."""
        return isinstance(self.node(name), Listing)

    def refuse(self, name: str, reason: str) -> None:
        """Note a problem with a field."""
        self.problems.refuse(self.line_of(name), reason)

    def node(self, name: str) -> Node | None:
        """Return what stands in a field, as it stands there; None for nothing."""
        return self._record.fields[name] if self.has(name) else None

    def text(self, name: str) -> str:
        """Return the text of a field that must be there."""
        return self._needed(name, self.text_or_none(name)) or ""

    def text_or_none(self, name: str) -> str | None:
        """Return the text of a field; None for nothing."""
        node = self.node(name)
        if node is None:
            return None
        if not isinstance(node, Scalar):
            self.refuse(name, f"bij {name} hoort tekst, geen lijst of groep velden")
            return ""
        if not node.text.strip():
            self.refuse(name, f"het veld {name} is leeg")
        return " ".join(node.text.split())

    def id(self, name: str, pattern: re.Pattern[str] = ID) -> str:
        """Return an id: small letters, digits and - _ . between them."""
        text = self.text(name)
        if text and not pattern.fullmatch(text):
            self.refuse(name, f"{name} {text!r} mag alleen kleine letters, cijfers en - _ . hebben")
        return text

    def day(self, name: str) -> date:
        """Return the day of a field that must be there."""
        return self._needed(name, self.day_or_none(name)) or NO_DAY

    def day_or_none(self, name: str) -> date | None:
        """Return the day of a field; None for nothing."""
        text = self.text_or_none(name)
        if text is None:
            return None
        day = day_in(text)
        if day is None:
            self.refuse(
                name, f"{name}: {text!r} is geen datum; schrijf JJJJ-MM-DD, zoals 2026-08-02"
            )
        return day or NO_DAY

    def flag(self, name: str, *, default: bool | None = None) -> bool:
        """Return true or false; a default of None means that the field must be there."""
        text = self.text_or_none(name)
        if text is None and default is not None:
            return default
        if text not in (None, "true", "false"):
            self.refuse(name, f"bij {name} hoort true of false, niet {text!r}")
        return self._needed(name, text) == "true"

    def days_or_none(self, name: str) -> int | None:
        """Return a number of days from 1 to 36,500; None for nothing."""
        text = self.text_or_none(name)
        if text is None:
            return None
        days = int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0
        if not 0 < days <= 36_500:
            self.refuse(name, f"bij {name} hoort een aantal dagen, niet {text!r}")
        return days

    def choice(self, name: str, allowed: Collection[str], *, default: str | None = None) -> str:
        """Return one of the allowed words."""
        text = self.text_or_none(name)
        if text is None and default is not None:
            return default
        text = self._needed(name, text)
        if text is not None and text not in allowed:
            self.refuse(name, f"{name} {text!r} bestaat niet; kies uit {', '.join(allowed)}")
        return text or ""

    def texts(self, name: str, *, is_needed: bool = False) -> tuple[str, ...]:
        """Return a list of texts without doubles; a missing one is empty."""
        node = self.node(name)
        if node is None:
            if is_needed:
                self._needed(name, None)
            return ()
        if not isinstance(node, Listing):
            self.refuse(name, f"bij {name} hoort een lijst, zoals [a, b]")
            return ()
        found: list[str] = []
        for item in node.items:
            if not isinstance(item, Scalar) or not item.text.strip() or item.is_nothing:
                self.problems.refuse(item.line, f"in {name} hoort hier een woord")
            elif item.text in found:
                self.problems.refuse(item.line, f"in {name} staat {item.text} twee keer")
            else:
                found.append(item.text)
        return tuple(found)

    def chosen(self, name: str, allowed: Collection[str], what: str) -> tuple[str, ...]:
        """Return a list of words that must all be known."""
        texts, node = self.texts(name), self.node(name)
        for item in node.items if isinstance(node, Listing) else ():
            if isinstance(item, Scalar) and item.text in texts and item.text not in allowed:
                self.problems.refuse(item.line, f"{what} {item.text!r} is onbekend")
        return texts

    def records(self, name: str, *, is_needed: bool = False) -> list[Fields]:
        """Return a list of records; a missing one is empty."""
        node = self.node(name)
        if node is None:
            if is_needed:
                self._needed(name, None)
            return []
        if not isinstance(node, Listing):
            self.refuse(name, f"bij {name} hoort een lijst met streepjes")
            return []
        found = []
        for item in node.items:
            if isinstance(item, Record):
                found.append(Fields(item, self.problems))
            else:
                self.problems.refuse(item.line, f"in {name} hoort hier een groep velden")
        return found

    def record(self, name: str) -> Fields | None:
        """Return the record in a field; None for nothing."""
        node = self.node(name)
        if node is None:
            return None
        if not isinstance(node, Record):
            self.refuse(name, f"bij {name} horen velden, geen waarde of lijst")
            return None
        return Fields(node, self.problems)

    def entries(self) -> Mapping[str, Node]:
        """Return all fields of a record whose names are data, such as attributes."""
        self._asked.update(self._record.fields)
        return self._record.fields

    def finish(self) -> None:
        """Refuse the fields that no method asked for."""
        for name, line in self._record.lines.items():
            if name not in self._asked:
                self.problems.refuse(line, f"het veld {name} is onbekend")

    def _needed(self, name: str, value: _T | None) -> _T | None:
        if value is None:
            self.problems.refuse(self._record.line, f"het veld {name} ontbreekt")
        return value
