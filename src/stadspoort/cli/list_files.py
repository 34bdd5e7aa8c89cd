"""The folder with a municipality's own lists, for the detector."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from stadspoort.cli.failures import FileUnreadableError
from stadspoort.cli.files import read_bytes

if TYPE_CHECKING:
    from stadspoort.engines.privacy.lists import MunicipalLists


def read_folder(folder: str) -> dict[str, bytes]:
    """Return the files in `folder` by name, without hidden ones and a README.

    Raises:
        FileUnreadableError: If the folder or a file cannot be read.
    """
    try:
        files = sorted(file for file in Path(folder).iterdir() if file.is_file())
    except OSError as error:
        raise FileUnreadableError(file=folder) from error
    return {
        file.name: read_bytes(str(file))
        for file in files
        if not file.name.startswith(".") and file.stem.upper() != "README"
    }


def read_lists(folder: str) -> MunicipalLists:
    """Return the lists in `folder`.

    Raises:
        FileUnreadableError: If the folder or a file cannot be read.
        ListsRefusedError: If a file is broken; it names file, line and reason.
    """
    from stadspoort.engines.privacy.lists import parse_lists

    return parse_lists(read_folder(folder))


def add_lists(parser: argparse.ArgumentParser) -> None:
    """Add `--lists` to a command that detects."""
    parser.add_argument(
        "--lists", metavar="LIJSTEN", help="map met eigen lijsten van de gemeente (CSV)"
    )


def own_lists(arguments: argparse.Namespace) -> MunicipalLists | None:
    """Return the lists of the folder that `--lists` names; None without it.

    Raises as `read_lists`.
    """
    return None if arguments.lists is None else read_lists(arguments.lists)
