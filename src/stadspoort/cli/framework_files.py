"""The frameworks that a command works with: those of the package, and files beside them."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from stadspoort.cli.files import read_bytes

if TYPE_CHECKING:
    from stadspoort.engines.frameworks.library import Library

_OWN_NAMES = ("vocabulary.yaml", "hashes.txt")


def add_files(parser: argparse.ArgumentParser) -> None:
    """Add `--file` to a command that uses frameworks."""
    parser.add_argument(
        "--file",
        dest="files",
        metavar="BESTAND",
        action="append",
        default=[],
        help="kaderbestand naast die van het pakket, of in plaats van een versie met dezelfde "
        "naam; mag vaker. Een map vervangt alle kaders van het pakket",
    )


def library_with(names: list[str]) -> Library:
    """Return the frameworks of the package with these files; a folder takes the place of all.

    Raises:
        FileUnreadableError: If a file is not there or may not be read.
        FrameworksRefusedError: If a file is wrong.
    """
    from stadspoort.engines.frameworks.library import packaged_files, packaged_library, read_library

    if not names:
        return packaged_library()
    given = {name: Path(name) for name in names}
    folders = [path for path in given.values() if path.is_dir()]
    contents = {} if folders else packaged_files()
    for folder in folders:
        contents |= _in_folder(folder)
    for name, path in given.items():
        if path not in folders:
            own = path.name if path.name in _OWN_NAMES else None
            contents.pop(f"{path.parent.name}/{path.name}", None)
            contents[own or name] = read_bytes(name)
    return read_library(contents)


def _in_folder(folder: Path) -> dict[str, bytes]:
    found = [*folder.rglob("*.yaml"), *folder.glob("hashes.txt")]
    return {path.relative_to(folder).as_posix(): read_bytes(str(path)) for path in found}
