"""All framework versions together: read, checked, and asked for by name or day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from stadspoort.engines.frameworks._problems import MOST_PROBLEMS, Problem, Problems
from stadspoort.engines.frameworks.library._across import problems_between, problems_with_locks
from stadspoort.engines.frameworks.library._hashes import read_locks
from stadspoort.engines.frameworks.library._read import ReadVersion, read_version
from stadspoort.engines.frameworks.library._values import FrameworkVersion
from stadspoort.engines.frameworks.vocabulary import Vocabulary, read_vocabulary
from stadspoort.errors import StadspoortError

VOCABULARY_FILE = "vocabulary.yaml"
LOCKS_FILE = "hashes.txt"


class FrameworksRefusedError(StadspoortError):
    """A file of the frameworks is wrong; none of them is used.

    `problems` holds all that were found (at most 50), the context the first.
    """

    code = "frameworks.refused"

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)[:MOST_PROBLEMS]
        first = self.problems[0]
        super().__init__(
            file=first.file, line=first.line, reason=first.reason, more=len(self.problems) - 1
        )


class UnknownVersionError(StadspoortError):
    """No framework, or none of its versions, has this name."""

    code = "frameworks.version_unknown"


@dataclass(frozen=True, slots=True)
class Library:
    """The vocabulary and every version, by framework and first day.

    Attributes:
        vocabulary: The words.
        versions: All versions; of one framework no two are in force on one day.
        released: Names of the versions whose hash is locked.
    """

    vocabulary: Vocabulary
    versions: tuple[FrameworkVersion, ...]
    released: frozenset[str] = frozenset()

    def on(self, day: date) -> tuple[FrameworkVersion, ...]:
        """Return the versions in force on a day."""
        return tuple(each for each in self.versions if each.holds_on(day))

    def named(self, name: str, day: date | None = None) -> FrameworkVersion:
        """Return the version `framework@version`; for `framework` alone the one on `day`.

        Without a day that is the last one. On a day without a version there is none.

        Raises:
            UnknownVersionError: If there is none.
        """
        framework, at, version = name.partition("@")
        found = [
            each
            for each in self.versions
            if each.framework == framework
            and (each.version == version if at else day is None or each.holds_on(day))
        ]
        if not found:
            raise UnknownVersionError(name=name)
        return found[-1]


def read_library(contents: Mapping[str, bytes]) -> Library:
    """Return the library in files by name: `vocabulary.yaml`, `hashes.txt` and framework versions.

    In a folder with the name of its framework, a version is called `<version>.yaml`.

    Raises:
        FrameworksRefusedError: If anything in any file is wrong, with every problem.
    """
    words = Problems(VOCABULARY_FILE)
    if VOCABULARY_FILE not in contents:
        words.refuse(0, "dit bestand ontbreekt")
        raise FrameworksRefusedError(words.found)
    vocabulary = read_vocabulary(contents[VOCABULARY_FILE], words)
    if vocabulary is None:
        raise FrameworksRefusedError(words.found)
    versions, problems = _versions(contents, vocabulary)
    problems = problems or problems_between(versions)
    locks_read = Problems(LOCKS_FILE)
    locks = read_locks(contents.get(LOCKS_FILE, b""), locks_read)
    problems += locks_read.found
    problems = problems or problems_with_locks(versions, locks, LOCKS_FILE)
    if problems:
        raise FrameworksRefusedError(problems)
    ordered = sorted(versions, key=lambda each: (each.value.framework, each.value.first))
    return Library(
        vocabulary,
        tuple(each.value for each in ordered),
        frozenset(f"{lock.framework}@{lock.version}" for lock in locks),
    )


def _versions(
    contents: Mapping[str, bytes], vocabulary: Vocabulary
) -> tuple[list[ReadVersion], list[Problem]]:
    versions: list[ReadVersion] = []
    found: list[Problem] = []
    for name in sorted(contents):
        if name in (VOCABULARY_FILE, LOCKS_FILE):
            continue
        problems = Problems(name)
        version = read_version(contents[name], vocabulary, problems)
        if version is not None:
            _refuse_other_name(version, problems)
            versions.append(version)
        found += problems.found
    return versions, found


def _refuse_other_name(version: ReadVersion, problems: Problems) -> None:
    """Refuse a file in the folder of its framework that has another name than its version."""
    value = version.value
    *_, folder, name = ("", *version.file.split("/"))
    if folder == value.framework and name != f"{value.version}.yaml":
        expected = f"{folder}/{value.version}.yaml"
        problems.refuse(version.lines["version"], f"het bestand hoort {expected} te heten")


def packaged_files() -> dict[str, bytes]:
    """Return the files of the package by name, as `read_library` takes them."""
    folder = files("stadspoort.engines.frameworks") / "data"
    return dict(_files(folder, "")) if folder.is_dir() else {}


def _files(folder: Traversable, prefix: str) -> Iterable[tuple[str, bytes]]:
    for entry in folder.iterdir():
        name = f"{prefix}{entry.name}"
        if entry.is_dir() and not prefix:
            yield from _files(entry, f"{name}/")
        elif entry.name.endswith(".yaml") or name == LOCKS_FILE:
            yield name, entry.read_bytes()


@cache
def packaged_library() -> Library:
    """Return the frameworks that come with the package; read at the first call.

    Raises:
        FrameworksRefusedError: If a file of the package is damaged.
    """
    return read_library(packaged_files())
