"""What one municipality hands to another: evidence, assessments, versions of frameworks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from stadspoort.errors import StadspoortError

LARGEST_PACKAGE = 64 * 1024 * 1024
"""Bytes, with the files in it."""

DIGEST = re.compile(r"[0-9a-f]{64}")
"""SHA-256, hexadecimal."""


class PackageUnreadableError(StadspoortError):
    """A package is no package, or something in it is missing or wrong; names the place."""

    code = "exchange.unreadable"


@dataclass(frozen=True, slots=True)
class SharedFile:
    """A file that belongs to evidence. Without content only its digest travels.

    Attributes:
        name: As shown; never a path.
        digest: SHA-256 of the content, hexadecimal.
        media_type: As the sender says; the receiver finds out for itself.
        content: The bytes, or None.
    """

    name: str
    digest: str
    media_type: str
    content: bytes | None = None


@dataclass(frozen=True, slots=True)
class SharedEvidence:
    """Evidence as its sender holds it. What the receiver relies on, the receiver decides.

    Attributes:
        id: Of the sender; unique within the package.
        about: What it is about: kind of thing to its name ("application": "praat-zakelijk").
        type: A type of evidence of the frameworks.
        bearing: "for", "against" or "context".
        effective: From when it holds.
        ends: Its last day; None when none is set.
        more: The other fields, as the sender has them; text only.
    """

    id: str
    about: Mapping[str, str]
    type: str
    bearing: str
    effective: date
    issuer: str
    ends: date | None = None
    file: SharedFile | None = None
    more: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class SharedAssessment:
    """What the sender judged, of one use, on one day, by which versions.

    Attributes:
        requirement: Id, meaningful only with framework, version and hash.
        hash: Of the requirement: the same id elsewhere may mean something else.
        outcome: As judged.
        evidence: Ids of evidence in the same package.
    """

    application: str
    use: str
    on: date
    framework: str
    version: str
    requirement: str
    hash: str
    outcome: str
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SharedFramework:
    """A version of a framework, as its file.

    Attributes:
        hash: Of what it means; the receiver computes it again.
        content: The YAML file.
    """

    framework: str
    version: str
    hash: str
    content: str


@dataclass(frozen=True, slots=True)
class Package:
    """One package of one sender.

    Attributes:
        id: A UUID; a package is taken in once.
        issuer: Name of the municipality that made it.
        sequence: Higher in every package of the same sender.
        made_at: Aware, in UTC.
    """

    id: str
    issuer: str
    sequence: int
    made_at: datetime
    evidence: tuple[SharedEvidence, ...] = ()
    assessments: tuple[SharedAssessment, ...] = ()
    frameworks: tuple[SharedFramework, ...] = ()
