"""One version of a framework: what asks what, of whom, from when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from stadspoort.engines.frameworks.conditions import Condition
from stadspoort.engines.frameworks.vocabulary import Reach


class FrameworkKind(StrEnum):
    """What a framework is."""

    LAW = "law"
    STANDARD = "standard"
    CONTRACT_TERMS = "contract_terms"
    POLICY = "policy"


class Status(StrEnum):
    """Whether somebody with authority confirmed the text.

    A concept can refuse, and counts towards a permission only where a municipality adopted it.
    """

    CONCEPT = "concept"
    FINAL = "final"


class Certainty(StrEnum):
    """How sure a date or source is."""

    VERIFIED = "verified"
    TWO_SOURCES = "two_sources"
    ONE_SOURCE = "one_source"
    GENERAL_KNOWLEDGE = "general_knowledge"


class Subject(StrEnum):
    """Whose duty or property a requirement is."""

    ORGANISATION = "organisation"
    SUPPLIER = "supplier"
    APPLICATION = "application"
    MODEL = "model"
    USE = "use"


class Check(StrEnum):
    """How one sees whether a requirement is met."""

    DOCUMENT = "document"
    SETTING = "setting"
    RUNTIME = "runtime"
    TEST = "test"


class Severity(StrEnum):
    """What follows when a requirement is not met: no permission, a condition, or a remark."""

    BLOCK = "block"
    WARN = "warn"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Source:
    """Where the text of a version was read.

    Attributes:
        id: With its register before it: `celex:...`, `bwb:...`, a repository or an address.
        certainty: How sure it is.
        read: The day it was read.
        note: For readers.
    """

    id: str
    certainty: Certainty
    read: date | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class OtherDate:
    """A date that another source gives; it is shown, and counts for nothing."""

    day: date
    source: str
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Application:
    """From when to when a provision applies to one actor, for one kind of thing.

    Attributes:
        actor: Whom it binds.
        kind: Which things, as the provision names them: all, new, existing, ...
        first: First day.
        last: Last day; None is open.
        when: What makes a thing of this kind; None for all.
        certainty: How sure the dates are.
        source: Where they were read.
        note: For readers.
        conflicts: What other sources say.
    """

    actor: str
    kind: str
    first: date
    last: date | None
    when: Condition | None
    certainty: Certainty
    source: str | None = None
    note: str | None = None
    conflicts: tuple[OtherDate, ...] = ()

    def holds_on(self, day: date) -> bool:
        """Say whether it applies on this day, first and last day included."""
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class Provision:
    """An article or chapter, with the dates from which it applies."""

    id: str
    article: str
    title: str
    applies: tuple[Application, ...]
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Accepted:
    """A type of evidence that a requirement accepts, and its maximum age; None for no limit."""

    type: str
    max_age_days: int | None


@dataclass(frozen=True, slots=True)
class Requirement:
    """One thing that must be so.

    Attributes:
        id: Never used for anything else, in any version.
        provision: Where it comes from.
        actor: Whose dates of the provision count.
        kinds: Which of its entries count; one that applies is enough.
        subject: Whose duty or property it is.
        obligation: In Dutch, in own words.
        condition: For which use it applies.
        check: How one sees it.
        severity: What follows when it is not met.
        needs_all: True when every accepted type is needed, False when one is enough.
        accepts: The accepted evidence; empty for a prohibition.
        enforces: Conditions of use that it brings along.
        reach: How far it is enforced.
        machine: False when only a person can judge it.
        prohibits: True when no evidence helps: where the condition holds, the use is forbidden.
        supersedes: Ids of requirements of earlier versions that it takes the place of.
        note: For readers.
        hash: SHA-256 of what it means, with its provision's article and dates.
    """

    id: str
    provision: str
    actor: str
    kinds: tuple[str, ...]
    subject: Subject
    obligation: str
    condition: Condition
    check: Check
    severity: Severity
    needs_all: bool
    accepts: tuple[Accepted, ...]
    enforces: tuple[str, ...]
    reach: Reach
    machine: bool
    prohibits: bool
    supersedes: tuple[str, ...]
    note: str | None
    hash: str


@dataclass(frozen=True, slots=True)
class FrameworkVersion:
    """One version, which never changes after it was released.

    Attributes:
        framework: Id that all versions share.
        title: In Dutch.
        kind: What it is.
        version: Its name.
        status: Whether somebody confirmed it.
        first: First day it is in force.
        last: Last day; None is open. The one thing that is filled in later: when the next comes.
        sources: Where it was read; at least one.
        provisions: At least one.
        requirements: At least one.
        note: For readers.
        hash: SHA-256 of what it means: not of notes, layout, order, status and last day.
    """

    framework: str
    title: str
    kind: FrameworkKind
    version: str
    status: Status
    first: date
    last: date | None
    sources: tuple[Source, ...]
    provisions: tuple[Provision, ...]
    requirements: tuple[Requirement, ...]
    note: str | None
    hash: str

    @property
    def name(self) -> str:
        """Return framework and version, as commands write them: `aia@2026-07-27`."""
        return f"{self.framework}@{self.version}"

    def holds_on(self, day: date) -> bool:
        """Say whether it is in force on this day, first and last day included."""
        return self.first <= day and (self.last is None or day <= self.last)

    def provision(self, id_: str) -> Provision:
        """Return the provision with this id; the loader saw to it that it is there."""
        return next(each for each in self.provisions if each.id == id_)
