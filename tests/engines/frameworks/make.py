"""The small frameworks of tests/data/frameworks, and a way to spoil one line of them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from stadspoort.engines.frameworks.facts import Facts, read_facts
from stadspoort.engines.frameworks.library import (
    FrameworksRefusedError,
    Library,
    read_library,
)

FOLDER = Path(__file__).resolve().parents[2] / "data" / "frameworks"
FACTS = FOLDER.parent / "facts"
OLD, NEW = "aia/2024-07-12.yaml", "aia/2026-07-27.yaml"


def contents() -> dict[str, bytes]:
    """Return the files by name."""
    return {str(file.relative_to(FOLDER)): file.read_bytes() for file in FOLDER.rglob("*.yaml")}


def library() -> Library:
    """Return the small library."""
    return read_library(contents())


def refused(changed: dict[str, bytes]) -> list[str]:
    """Return every problem with these files."""
    try:
        read_library(changed)
    except FrameworksRefusedError as error:
        return [str(problem) for problem in error.problems]
    return []


def spoiled(file: str, old: str, new: str) -> list[str]:
    """Return the problems after the first `old` in a file became `new`."""
    files = contents()
    text = files[file].decode()
    assert old in text
    files[file] = text.replace(old, new, 1).encode()
    return refused(files)


def facts(name: str, without: str | None = None) -> Facts:
    """Return the facts of a file in tests/data/facts, against the small library.

    Args:
        name: Of the file, without its ending.
        without: Leave out the adoptions of this version.
    """
    read = read_facts((FACTS / f"{name}.yaml").read_bytes(), library(), f"{name}.yaml")
    kept = tuple(each for each in read.adoptions if each.version != without)
    return replace(read, adoptions=kept)
