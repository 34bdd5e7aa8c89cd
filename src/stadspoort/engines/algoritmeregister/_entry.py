"""An entry for the Dutch Algoritmeregister, in our own names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

from stadspoort.errors import StadspoortError

THEMES = (
    "Organisatie en bedrijfsvoering", "Cultuur en recreatie", "Economie", "Overheidsfinanciën",
    "Wonen", "Internationaal", "Migratie en integratie", "Natuur en milieu",
    "Onderwijs en wetenschap", "Openbare orde en veiligheid", "Recht", "Ruimte en infrastructuur",
    "Sociale zekerheid", "Verkeer", "Werk", "Zorg en gezondheid",
)  # fmt: skip
"""The themes that the delivery form allows; the JSON schema of the standard has no list."""


class Status(StrEnum):
    """Whether the algorithm is in use; same words in both forms."""

    IN_DEVELOPMENT = "In ontwikkeling"
    IN_USE = "In gebruik"
    OUT_OF_USE = "Buiten gebruik"


class Category(StrEnum):
    """The category of publication, in the words of the delivery form."""

    HIGH_RISK = "Hoog-risico AI-systeem"
    IMPACTFUL = "Impactvolle algoritmes"
    OTHER = "Overige algoritmes"


class EntryRefusedError(StadspoortError):
    """An entry may not be published as it is; `problems` holds every field and why."""

    code = "algoritmeregister.entry_refused"

    def __init__(self, problems: tuple[tuple[str, str], ...]) -> None:
        self.problems = problems
        super().__init__(
            field=problems[0][0], reason=problems[0][1], more=len(problems) - 1
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Link:
    """A title with an address; the address may be empty where a form allows it."""

    title: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One algorithm of one organisation. Texts are plain, lengths as the stricter form wants them.

    Attributes:
        name: At most 99 characters.
        summary: At most 399 characters, in plain Dutch (B1).
        organisation: The full name.
        themes: Out of `THEMES`, at least one.
        started: Month of first use, "2026-09".
        contact: Mail address of a department or a web address; never that of a person.
        category: The category of publication.
        goal: What it is for and what it does to people.
        considerations: Why it is reasonable; alternatives.
        human_intervention: Who checks and decides.
        risks: How risks are dealt with.
        data: What data it uses.
        operation: Input, working, output.
        supplier: Name, or "Intern ontwikkeld".
        impact_assessments: Names of those done, with their address if public; may be empty, then
            `impact_explanation` says why.
        legal_basis: Law in words; `legal_links` to it.
        ended: Month of last use, only when out of use.
        source_id: Own number of the entry.
    """

    name: str
    summary: str
    organisation: str
    themes: tuple[str, ...]
    status: Status
    started: str
    contact: str
    category: Category
    goal: str
    considerations: str
    human_intervention: str
    risks: str
    data: str
    operation: str
    supplier: str
    impact_assessments: tuple[Link, ...] = ()
    impact_explanation: str = ""
    legal_basis: str = ""
    legal_links: tuple[Link, ...] = ()
    data_sources: tuple[Link, ...] = ()
    page: str = ""
    source_code: str = ""
    processing_register: str = ""
    ended: str = ""
    search_terms: str = ""
    source_id: str = ""


_MONTH = re.compile(r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])")
_MAIL = re.compile(r"[^@\s<>]+@[^@\s<>]+\.[a-z]{2,}", re.IGNORECASE)
_LENGTHS = {
    "name": 99, "summary": 399, "organisation": 99, "goal": 2499, "considerations": 2499,
    "human_intervention": 2499, "risks": 2499, "data": 2499, "operation": 4999, "supplier": 199,
    "legal_basis": 2499, "impact_explanation": 2499, "source_id": 100, "search_terms": 2499,
}  # fmt: skip
"""Most characters; of both forms the stricter one, so that an entry fits both."""
_MAY_BE_EMPTY = frozenset({"legal_basis", "impact_explanation", "source_id", "search_terms"})


def check(entry: Entry) -> None:
    """Accept an entry that may be published in both forms.

    Raises:
        EntryRefusedError: With every field that is wrong, and why, in Dutch.
    """
    problems = tuple(_problems(entry))
    if problems:
        raise EntryRefusedError(problems)


def _problems(entry: Entry) -> Iterator[tuple[str, str]]:
    yield from _texts(entry)
    if not entry.themes:
        yield "themes", "noemt geen thema"
    for theme in entry.themes:
        if theme not in THEMES:
            yield "themes", f"kent het thema '{theme[:60]}' niet"
    yield from _dates(entry)
    if not (_MAIL.fullmatch(entry.contact) or _is_address(entry.contact)):
        yield "contact", "is geen mailadres of webadres (https)"
    if not entry.impact_assessments and not entry.impact_explanation.strip():
        yield "impact_explanation", "zegt niet waarom er geen impacttoets is"
    yield from _links(entry)


def _texts(entry: Entry) -> Iterator[tuple[str, str]]:
    for field, most in _LENGTHS.items():
        value = getattr(entry, field)
        if not value.strip() and field not in _MAY_BE_EMPTY:
            yield field, "is leeg"
        elif len(value) > most:
            yield field, f"is {len(value)} tekens, hoogstens {most}"
        elif "<" in value:
            yield field, "bevat opmaak"


def _dates(entry: Entry) -> Iterator[tuple[str, str]]:
    if not _MONTH.fullmatch(entry.started):
        yield "started", "is geen maand als 2026-09"
    if entry.ended and not _MONTH.fullmatch(entry.ended):
        yield "ended", "is geen maand als 2026-09"
    elif entry.ended and entry.ended < entry.started:
        yield "ended", "ligt voor de begindatum"
    if bool(entry.ended) != (entry.status is Status.OUT_OF_USE):
        yield "ended", "hoort er precies bij een algoritme dat buiten gebruik is"


def _links(entry: Entry) -> Iterator[tuple[str, str]]:
    for field in ("page", "source_code", "processing_register"):
        value = getattr(entry, field)
        if value and not _is_address(value):
            yield field, "is geen webadres (https)"
    for field, is_needed in (
        ("impact_assessments", False), ("legal_links", True), ("data_sources", True),
    ):  # fmt: skip
        for link in getattr(entry, field):
            if not link.title.strip() or len(link.title) > 99:
                yield field, "heeft een titel die leeg of te lang is"
            if (link.url or is_needed) and not _is_address(link.url):
                yield field, "is geen webadres (https)"


def _is_address(value: str) -> bool:
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return parts.scheme == "https" and "." in (parts.hostname or "") and " " not in value
