"""The small frameworks of tests/data/frameworks, and a way to spoil one line of them."""

from __future__ import annotations

from pathlib import Path

from stadspoort.engines.frameworks.library import (
    FrameworksRefusedError,
    Library,
    read_library,
)

FOLDER = Path(__file__).resolve().parents[2] / "data" / "frameworks"
OLD, NEW = "aia/2024-07-12.yaml", "aia/2026-07-27.yaml"


def contents() -> dict[str, bytes]:
    """Return the files by name."""
    return {
        str(file.relative_to(FOLDER)): file.read_bytes()
        for file in FOLDER.rglob("*.yaml")
        if file.parent.name != "facts"
    }


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
