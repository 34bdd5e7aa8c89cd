"""Files that commands read and write."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from stadspoort.cli.failures import (
    EmptyFileError,
    FileUnreadableError,
    FileUnwritableError,
    NotTextError,
    UndecodableError,
)

OWNER_ONLY = 0o600
READABLE = 0o644
_BINARY = (b"%PDF-", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8")
"""How PDF, Word and the usual pictures begin; none of it is how a text begins."""


def read_bytes(name: str | None) -> bytes:
    """Return the content of a file, or of standard input when no file is named.

    Raises:
        FileUnreadableError: If it is not there or may not be read.
    """
    if name is None:
        return sys.stdin.buffer.read()
    try:
        return Path(name).read_bytes()
    except OSError as error:
        raise FileUnreadableError(file=name) from error


def as_text(data: bytes, name: str | None) -> str:
    """Return a plain text character for character; only a byte order mark is left out.

    Args:
        data: The content.
        name: Of the file, for the failure; None for standard input, which may be empty.

    Raises:
        EmptyFileError: If a file holds nothing.
        NotTextError: If it is no text at all, such as a picture.
        UndecodableError: If it is not UTF-8.
    """
    if not data and name is not None:
        raise EmptyFileError(file=name)
    if b"\0" in data or data.startswith(_BINARY):
        raise NotTextError(file=name or "standaardinvoer")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UndecodableError(byte=error.start) from error


def write_whole(path: Path, text: str, *, mode: int) -> None:
    """Put `text` into the file, under its name only when it is complete on disk.

    Raises:
        FileUnwritableError: If it could not be written; an older file is then still there.
    """
    try:
        # mkstemp makes the file with mode 0600: at no moment can others read what is meant for one.
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        unfinished = Path(name)
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            unfinished.chmod(mode)
            unfinished.replace(path)
        except BaseException:
            unfinished.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise FileUnwritableError(file=str(path)) from error
