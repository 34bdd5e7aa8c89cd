"""Two versions beside each other: what is new, gone, replaced, changed, or moved in time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from stadspoort.engines.frameworks.library import FrameworkVersion, Provision, Requirement

_DATES = "dates"


class ChangeKind(StrEnum):
    """What happened to a requirement.

    Attributes:
        NEW: It was not there.
        GONE: It is there no more, and nothing takes its place.
        REPLACED: It takes the place of others, which are gone.
        CHANGED: It says something else.
        MOVED: It says the same, from or until another day.
    """

    NEW = "new"
    GONE = "gone"
    REPLACED = "replaced"
    CHANGED = "changed"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of a requirement, as it was and as it is."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RequirementChange:
    """What happened to one requirement.

    Attributes:
        kind: What happened.
        requirement: Its id.
        article: In the new version; of what is gone, in the old one.
        replaces: Ids it takes the place of.
        fields: What changed; empty for what is new, gone or a replacement.
    """

    kind: ChangeKind
    requirement: str
    article: str
    replaces: tuple[str, ...] = ()
    fields: tuple[FieldChange, ...] = ()


def differences(old: FrameworkVersion, new: FrameworkVersion) -> tuple[RequirementChange, ...]:
    """Return what changed: first what the new version holds, in its order, then what is gone."""
    before = {each.id: each for each in old.requirements}
    after = {each.id: each for each in new.requirements}
    found: list[RequirementChange] = []
    for requirement in new.requirements:
        was = before.get(requirement.id)
        if was is None:
            found.append(_new(requirement, new, before.keys() - after.keys()))
        elif was.hash != requirement.hash:
            found.append(_changed(was, old, requirement, new))
    replaced = {id_ for each in found for id_ in each.replaces}
    for requirement in old.requirements:
        if requirement.id not in after and requirement.id not in replaced:
            article = old.provision(requirement.provision).article
            found.append(RequirementChange(ChangeKind.GONE, requirement.id, article))
    return tuple(found)


def _new(
    requirement: Requirement, version: FrameworkVersion, gone: Iterable[str]
) -> RequirementChange:
    missing = set(gone)
    replaces = tuple(id_ for id_ in requirement.supersedes if id_ in missing)
    kind = ChangeKind.REPLACED if replaces else ChangeKind.NEW
    article = version.provision(requirement.provision).article
    return RequirementChange(kind, requirement.id, article, replaces)


def _changed(
    was: Requirement, old: FrameworkVersion, is_: Requirement, new: FrameworkVersion
) -> RequirementChange:
    provision = new.provision(is_.provision)
    before, after = _fields(was, old.provision(was.provision)), _fields(is_, provision)
    fields = tuple(
        FieldChange(name, before[name], after[name])
        for name in after
        if before[name] != after[name]
    )
    is_moved = {each.name for each in fields} == {_DATES}
    kind = ChangeKind.MOVED if is_moved else ChangeKind.CHANGED
    return RequirementChange(kind, is_.id, provision.article, fields=fields)


def _fields(requirement: Requirement, provision: Provision) -> Mapping[str, str]:
    """Return everything that the hash of a requirement is over, as text."""
    needs = " en " if requirement.needs_all else " of "
    return {
        "article": provision.article,
        "obligation": requirement.obligation,
        _DATES: "; ".join(_dates(requirement, provision)),
        "condition": str(requirement.condition),
        "actor": requirement.actor,
        "kind": ", ".join(sorted(requirement.kinds)),
        "subject": requirement.subject,
        "check": requirement.check,
        "severity": requirement.severity,
        "prohibits": _yes(requirement.prohibits),
        "machine": _yes(requirement.machine),
        "evidence": needs.join(
            f"{each.type} ({each.max_age_days} dagen)" if each.max_age_days else each.type
            for each in sorted(requirement.accepts, key=lambda each: each.type)
        ),
        "enforces": ", ".join(sorted(requirement.enforces)),
        "reach": requirement.reach,
        "supersedes": ", ".join(sorted(requirement.supersedes)),
    }


def _dates(requirement: Requirement, provision: Provision) -> list[str]:
    return sorted(
        f"{_period(entry.first, entry.last)}{f' ({entry.when})' if entry.when else ''}"
        for entry in provision.applies
        if entry.actor == requirement.actor and entry.kind in requirement.kinds
    )


def _period(first: date, last: date | None) -> str:
    return f"{first} tot en met {last}" if last else f"vanaf {first}"


def _yes(flag: bool) -> str:
    return "ja" if flag else "nee"
