"""What a version means, as one SHA-256; and the file that keeps released versions as they were.

A hash is over JSON with sorted names. Left out is what changes no duty: notes, sources, certainty,
the order of the file. Left out too is what comes later: a status that becomes final, the last day
when a next version takes over. Ages that come from the vocabulary are in it, with their value.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from stadspoort.engines.frameworks._problems import Problems
from stadspoort.engines.frameworks.library._values import Provision, Requirement

_LINE = re.compile(r"(\S+)@(\S+) (concept|final) ([0-9a-f]{64})")


def digest(meaning: object) -> str:
    """Return the SHA-256 of a value of texts, numbers, lists and records."""
    text = json.dumps(meaning, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def requirement_hash(requirement: Requirement, provision: Provision) -> str:
    """Return the hash of a requirement, with the article and the dates that count for it."""
    dates = [
        [entry.kind, _day(entry.first), _day(entry.last), str(entry.when or "true")]
        for entry in provision.applies
        if entry.actor == requirement.actor and entry.kind in requirement.kinds
    ]
    return digest(
        {
            "id": requirement.id,
            "article": provision.article,
            "actor": requirement.actor,
            "dates": sorted(dates, key=str),
            "subject": requirement.subject,
            "obligation": requirement.obligation,
            "condition": str(requirement.condition),
            "check": requirement.check,
            "severity": requirement.severity,
            "needs_all": requirement.needs_all,
            "accepts": sorted([each.type, each.max_age_days or 0] for each in requirement.accepts),
            "enforces": sorted(requirement.enforces),
            "reach": requirement.reach,
            "machine": requirement.machine,
            "prohibits": requirement.prohibits,
            "supersedes": sorted(requirement.supersedes),
        }
    )


def version_hash(
    framework: str, version: str, first: date, provisions: Sequence[Provision],
    requirements: Sequence[Requirement],
) -> str:  # fmt: skip
    """Return the hash of a version: of its requirements and provisions, in no order."""
    return digest(
        {
            "framework": framework,
            "version": version,
            "first": _day(first),
            "provisions": sorted(
                [[each.id, each.article, each.title, sorted(_entries(each))] for each in provisions]
            ),
            "requirements": sorted(each.hash for each in requirements),
        }
    )


def _entries(provision: Provision) -> list[list[str]]:
    return [
        [each.actor, each.kind, _day(each.first), _day(each.last), str(each.when or "true")]
        for each in provision.applies
    ]


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


@dataclass(frozen=True, slots=True)
class Lock:
    """What one line of `hashes.txt` says of a released version."""

    framework: str
    version: str
    status: str
    hash: str
    line: int


def read_locks(data: bytes, problems: Problems) -> tuple[Lock, ...]:
    """Return the released versions in a file of lines `aia@2026-07-27 concept <hash>`.

    Lines that are empty or begin with # count for nothing.
    """
    found: list[Lock] = []
    for number, line in enumerate(data.decode("utf-8", "replace").splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        match = _LINE.fullmatch(line.strip())
        if match is None:
            problems.refuse(number, "hier hoort kader@versie, concept of final, en de hash")
            continue
        framework, version, status, hash_ = match.groups()
        if any((each.framework, each.version) == (framework, version) for each in found):
            problems.refuse(number, f"{framework}@{version} staat er twee keer")
        found.append(Lock(framework, version, status, hash_, number))
    return tuple(found)
