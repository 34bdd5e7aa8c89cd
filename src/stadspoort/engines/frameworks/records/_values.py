"""Evidence, decisions and adoptions, as values with days."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Bearing(StrEnum):
    """Which way evidence points."""

    FOR = "for"
    AGAINST = "against"
    CONTEXT = "context"


class Reliance(StrEnum):
    """Whose word it is."""

    OWN_CHECK = "own_check"
    ADOPTED = "adopted"
    PUBLIC_SOURCE = "public_source"
    SUPERVISOR_OR_GOVERNMENT = "supervisor_or_government"
    SUPPLIER_CLAIM = "supplier_claim"
    MEMORY = "memory"


class ReadAs(StrEnum):
    """How much of it was read."""

    FULL = "full"
    PASSAGE = "passage"
    EXCERPT = "excerpt"


class Via(StrEnum):
    """Where it was read: at its author's, in a report by another, or as the document itself."""

    OWN_PAGE = "own_page"
    REPORT = "report"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One piece of evidence.

    Attributes:
        id: Own id.
        type: From the vocabulary.
        subject: What it is about: a kind (organisation, supplier, application, model, use) and the
            id. All that are named must match; a kind that is not named may be anything.
        effective: First day it says something about; not the day it came in.
        read_as: How much was read.
        via: Where it was read.
        bearing: Which way it points.
        reliance: Whose word it is.
        received: The day it came in.
        ends: Last day it says something about; None when it names no end.
        issuer: Who made it.
        hash: Of the file.
        concerns: Requirements it is about; empty for all that accept its type.
        withdrawn_on: First day it counts for nothing, because its issuer took it back.
        annulled_by: Id of the evidence that took its force, from that one's effective day.
        source: Where it can be found.
        note: For readers.
    """

    id: str
    type: str
    subject: Mapping[str, str]
    effective: date
    read_as: ReadAs
    via: Via
    bearing: Bearing
    reliance: Reliance
    received: date | None = None
    ends: date | None = None
    issuer: str | None = None
    hash: str | None = None
    concerns: tuple[str, ...] = ()
    withdrawn_on: date | None = None
    annulled_by: str | None = None
    source: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided about the use of one application.

    Attributes:
        application: Which one.
        use: For which use; None for every use.
        allows: True lifts "unproven" to "conditional", False forbids.
        reason: Why, in Dutch.
        by: Who decided.
        on: First day it counts.
        until: Last day it counts; None means until it is withdrawn.
    """

    application: str
    use: str | None
    allows: bool
    reason: str
    by: str
    on: date
    until: date | None = None

    def holds_on(self, day: date) -> bool:
        """Say whether it counts on this day, first and last day included."""
        return self.on <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Adoption:
    """That a municipality adopts a framework version or one requirement of it, or sets it aside.

    Attributes:
        framework: Which framework.
        version: Which version. A requirement with the same hash in a later version stays adopted.
        adopted: False sets it aside: it is shown and counts for nothing.
        by: Who decided.
        on: First day it counts.
        requirement: Only this one; None for the whole version.
        reason: Why; always there when it is set aside.
        until: Last day it counts; always there when it is set aside.
        advice: On whose advice.
    """

    framework: str
    version: str
    adopted: bool
    by: str
    on: date
    requirement: str | None = None
    reason: str | None = None
    until: date | None = None
    advice: str | None = None

    def holds_on(self, day: date) -> bool:
        """Say whether it counts on this day, first and last day included."""
        return self.on <= day and (self.until is None or day <= self.until)
