"""What holds between versions: no overlap, ids with one meaning, an end to what is superseded."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from stadspoort.engines.frameworks._problems import Problem
from stadspoort.engines.frameworks.library._hashes import Lock
from stadspoort.engines.frameworks.library._read import ReadVersion


def problems_between(versions: Sequence[ReadVersion]) -> list[Problem]:
    """Return what is wrong between versions that are each right by themselves."""
    ordered = sorted(versions, key=lambda each: (each.value.framework, each.value.first))
    return [
        *_twice(ordered),
        *_overlaps(ordered),
        *_other_meaning(ordered),
        *_unknown_superseded(ordered),
        *_cycles(ordered),
    ]


def problems_with_locks(
    versions: Sequence[ReadVersion], locks: Sequence[Lock], file: str
) -> list[Problem]:
    """Return the released versions that are gone or were changed.

    Args:
        versions: All versions there are.
        locks: The released ones.
        file: Name of the file with the locks.
    """
    by_name = {each.value.name: each for each in versions}
    found = []
    for lock in locks:
        name = f"{lock.framework}@{lock.version}"
        version = by_name.get(name)
        if version is None:
            found.append(Problem(file, lock.line, f"{name} is vrijgegeven, maar is er niet meer"))
        elif version.value.hash != lock.hash:
            found.append(
                Problem(
                    version.file, version.lines["version"],
                    f"{name} is vrijgegeven en mag niet veranderen: maak een nieuwe versie "
                    f"(hash nu {version.value.hash[:12]}, vrijgegeven {lock.hash[:12]})",
                )
            )  # fmt: skip
        elif version.value.status != lock.status:
            found.append(
                Problem(file, lock.line, f"{name} is in het bestand {version.value.status}")
            )
    return found


def _twice(versions: Sequence[ReadVersion]) -> list[Problem]:
    seen: dict[str, ReadVersion] = {}
    found = []
    for each in versions:
        other = seen.setdefault(each.value.name, each)
        if other is not each:
            reason = f"{each.value.name} is er twee keer, ook in {other.file}"
            found.append(Problem(each.file, each.lines["version"], reason))
    return found


def _overlaps(versions: Sequence[ReadVersion]) -> list[Problem]:
    found = []
    for one, two in pairwise(versions):
        first, second = one.value, two.value
        if first.framework != second.framework or first.name == second.name:
            continue
        if first.last is None or first.last >= second.first:
            until = first.last.isoformat() if first.last else "open"
            reason = (
                f"deze versie begint op {second.first}, terwijl {first.name} nog geldt "
                f"(einde: {until})"
            )
            found.append(Problem(two.file, two.lines["in_force"], reason))
    return found


def _other_meaning(versions: Sequence[ReadVersion]) -> list[Problem]:
    seen: dict[str, tuple[ReadVersion, str]] = {}
    found = []
    for each in versions:
        for requirement in each.value.requirements:
            first, subject = seen.setdefault(requirement.id, (each, requirement.subject))
            line = each.lines[requirement.id]
            if first.value.framework != each.value.framework:
                reason = f"de eis {requirement.id} staat al in {first.value.name}"
                found.append(Problem(each.file, line, reason))
            elif subject != requirement.subject:
                reason = (
                    f"de eis {requirement.id} gaat in {first.value.name} over {subject} en hier "
                    f"over {requirement.subject}: geef haar een nieuw id"
                )
                found.append(Problem(each.file, line, reason))
    return found


def _unknown_superseded(versions: Sequence[ReadVersion]) -> list[Problem]:
    found = []
    for each in versions:
        here = {requirement.id for requirement in each.value.requirements}
        before = {
            requirement.id
            for other in versions
            if other.value.first < each.value.first
            for requirement in other.value.requirements
        }
        for requirement in each.value.requirements:
            for old in requirement.supersedes:
                line = each.lines[requirement.id]
                if old in here and old != requirement.id:
                    reason = f"{requirement.id} vervangt {old}, die zelf nog in deze versie staat"
                    found.append(Problem(each.file, line, reason))
                elif old not in before and old not in here:
                    reason = f"{requirement.id} vervangt {old}, die in geen eerdere versie staat"
                    found.append(Problem(each.file, line, reason))
    return found


def _cycles(versions: Sequence[ReadVersion]) -> list[Problem]:
    """Find requirements that supersede themselves, at once or by way of others."""
    superseded: dict[str, set[str]] = {}
    for each in versions:
        for requirement in each.value.requirements:
            superseded.setdefault(requirement.id, set()).update(requirement.supersedes)
    found = []
    for each in versions:
        for requirement in each.value.requirements:
            if requirement.supersedes and requirement.id in _reached(requirement.id, superseded):
                reason = f"{requirement.id} vervangt via andere eisen zichzelf"
                found.append(Problem(each.file, each.lines[requirement.id], reason))
    return found


def _reached(start: str, superseded: dict[str, set[str]]) -> set[str]:
    reached: set[str] = set()
    waiting = list(superseded[start])
    while waiting:
        here = waiting.pop()
        if here not in reached:
            reached.add(here)
            waiting.extend(superseded.get(here, ()))
    return reached
