"""Entries as they were published, read from the open data of the Algoritmeregister."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from stadspoort.errors import StadspoortError

_NAMES = {
    "id": "id", "title": "title", "organisatie": "organisation", "doel": "goal",
    "juridische_basis": "legal_basis", "impactassessment": "impact_assessment",
    "status": "status", "geregistreerd": "registered", "toegevoegd": "added", "url": "url",
}  # fmt: skip
_DATES = ("geregistreerd", "toegevoegd")
MOST_PROBLEMS = 100
LARGEST = 100 * 1024 * 1024


class PublishedUnreadableError(StadspoortError):
    """A file is no list of published entries at all."""

    code = "algoritmeregister.unreadable"


@dataclass(frozen=True, slots=True)
class Published:
    """One published entry.

    Attributes:
        impact_assessment: "Ja", "Nee" or "Onbekend", as published.
        registered: Day of registration; None when the entry has none.
        more: Fields that this version of Stadspoort does not know, as they were.
    """

    id: str
    title: str
    organisation: str
    goal: str
    legal_basis: str
    impact_assessment: str
    status: str
    registered: date | None
    added: date | None
    url: str
    more: Mapping[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """Return the entry as it was published, field for field."""
        fields = {outside: getattr(self, inside) for outside, inside in _NAMES.items()}
        for name in _DATES:
            fields[name] = fields[name].isoformat() if fields[name] else ""
        return {**fields, **self.more}


@dataclass(frozen=True, slots=True)
class PublishedList:
    """The entries that could be read, and the others.

    Attributes:
        problems: Place in the list, from 1, and in Dutch why the entry was left out; at most 100.
        more_problems: How many others were left out.
    """

    entries: tuple[Published, ...]
    problems: tuple[tuple[int, str], ...]
    more_problems: int = 0


def read_published(content: bytes) -> PublishedList:
    """Return the entries in `content`: the open-data file, or a bare list of its entries.

    Raises:
        PublishedUnreadableError: With `reason` "too_large", "no_json" or "no_list".
    """
    if len(content) > LARGEST:
        raise PublishedUnreadableError(reason="too_large", bytes=len(content))
    try:
        data = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise PublishedUnreadableError(reason="no_json") from error
    rows = data.get("algoritmes") if isinstance(data, dict) else data
    if not isinstance(rows, list):
        raise PublishedUnreadableError(reason="no_list")
    entries: list[Published] = []
    problems: list[tuple[int, str]] = []
    seen: set[str] = set()
    for place, row in enumerate(rows, start=1):
        why = _why_not(row, seen)
        if why:
            problems.append((place, why))
            continue
        seen.add(row["id"])
        entries.append(_entry(row))
    return PublishedList(
        tuple(entries), tuple(problems[:MOST_PROBLEMS]), max(0, len(problems) - MOST_PROBLEMS)
    )


def _why_not(row: object, seen: set[str]) -> str:
    if not isinstance(row, dict):
        return "is geen vermelding"
    for name in _NAMES:
        if not isinstance(row.get(name, ""), str):
            return f"veld {name} is geen tekst"
    for name in ("id", "title", "organisatie"):
        if not row.get(name, "").strip():
            return f"veld {name} ontbreekt of is leeg"
    if row["id"] in seen:
        return f"nummer {row['id'][:40]} staat er al"
    wrong = next((name for name in _DATES if not _is_day(row.get(name, ""))), None)
    return f"veld {wrong} is geen datum" if wrong else ""


def _is_day(value: str) -> bool:
    try:
        _day(value)
    except ValueError:
        return False
    return True


def _entry(row: Mapping[str, Any]) -> Published:
    known = {inside: row.get(outside, "") for outside, inside in _NAMES.items()}
    for name in _DATES:
        known[_NAMES[name]] = _day(row.get(name, ""))
    more = {name: value for name, value in row.items() if name not in _NAMES}
    return Published(**known, more=more)


def _day(value: str) -> date | None:
    return date.fromisoformat(value) if value else None
