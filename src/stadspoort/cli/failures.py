"""Failures as one Dutch line, and the failures of the command line itself."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable

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


class NotTextError(StadspoortError):
    """A file holds something else than text: a picture, a document, a program."""

    code = "cli.not_text"


class EmptyFileError(StadspoortError):
    """A file named on the command line holds nothing: probably it is not the one that was meant."""

    code = "cli.empty_file"


class SameFileError(StadspoortError):
    """Two files of one command are the same: the second would overwrite the first."""

    code = "cli.same_file"


class NoGoldTextsError(StadspoortError):
    """No marked texts are named, and this installation has none of its own."""

    code = "cli.no_gold_texts"


class ApplicationUnknownError(StadspoortError):
    """The starter catalogue does not hold an application of this name."""

    code = "cli.application_unknown"


class KeyUnreadableError(StadspoortError):
    """A file is no key of the right sort, or a revoked key is not among the trusted ones."""

    code = "cli.key_unreadable"


class SeenUnreadableError(StadspoortError):
    """The memory of received packages is damaged: an old package would look new."""

    code = "cli.seen_unreadable"


class ServiceUnknownError(StadspoortError):
    """A service that is said to be in use is not in the list of services."""

    code = "cli.service_unknown"


def run_named(handler: Callable[[argparse.Namespace], int], arguments: argparse.Namespace) -> int:
    """Return what the handler returns.

    Raises:
        StadspoortError: Its named failure; also in place of a database that cannot be reached.
    """
    try:
        return handler(arguments)
    except Exception as error:
        database = sys.modules.get("django.db")  # a command of engines alone has not loaded it
        if database is None or not isinstance(error, database.DatabaseError):
            raise
        from stadspoort.site.installation import named

        if (failure := named(error)) is None:
            raise
        raise failure from error


def describe(error: StadspoortError) -> str:
    """Return the Dutch sentence of `error` with its code behind it, on one line.

    The code of a refused call is its outcome, as under /v1.
    """
    # Imported here: the sentences of all rooms are read only when something went wrong.
    from stadspoort.site import describe as site

    outcome = getattr(error, "outcome", None)
    code = error.code if outcome is None else outcome
    return " ".join(f"{site.describe(error)} [{code}]".split())
