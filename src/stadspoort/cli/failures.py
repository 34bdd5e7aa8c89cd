"""Failures as one Dutch line, and the failures of the command line itself."""

from __future__ import annotations

import importlib
import pkgutil

import stadspoort.site
from stadspoort.errors import StadspoortError


class FileUnreadableError(StadspoortError):
    """A file named on the command line is not there or may not be read."""

    code = "cli.file_unreadable"


class FileUnwritableError(StadspoortError):
    """A file named on the command line cannot be written."""

    code = "cli.file_unwritable"


class UndecodableError(StadspoortError):
    """A plain text is not UTF-8: its characters, and so its offsets, are uncertain."""

    code = "cli.undecodable"


class SameFileError(StadspoortError):
    """Two files of one command are the same: the second would overwrite the first."""

    code = "cli.same_file"


def describe(error: StadspoortError) -> str:
    """Return the Dutch sentence of `error` with its code and facts behind it, on one line."""
    sentence = _texts().get(error.code, "Er ging iets mis.")
    return " ".join(f"{sentence} [{error}]".split())


def _texts() -> dict[str, str]:
    """Return the sentences of every room (`site/error_texts_<room>.py`), by code."""
    texts: dict[str, str] = {}
    for module in pkgutil.iter_modules(stadspoort.site.__path__):
        if module.name.startswith("error_texts_"):
            texts.update(importlib.import_module(f"stadspoort.site.{module.name}").TEXTS)
    return texts
