"""The `stadspoort` command: one table of modules, each of which registers its own subcommands.

A new group of commands is a module with `register(subparsers)` and a line in `MODULES`. Its parsers
set `handler`, a function from the parsed arguments to an exit status. A handler that needs the
database calls `stadspoort.cli.django_setup.set_up(arguments)` first and imports Django code inside,
so that commands of engines alone start fast and need no data folder.

Exit status: 0 done, 1 a named failure, 2 wrong usage, 130 stopped with Ctrl-C.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence

from stadspoort.cli import (
    admin,
    algoritmeregister,
    ask,
    catalogue,
    demo,
    engines,
    evaluate,
    frameworks,
    judge,
    ledger,
    lists,
    obstacles,
    package,
    serve,
    shadow,
    store,
)
from stadspoort.cli.failures import describe, run_named
from stadspoort.cli.parser import CommandParser
from stadspoort.errors import StadspoortError

__all__ = ["main"]

MODULES = (
    demo,
    serve,
    ask,
    admin,
    engines,
    evaluate,
    lists,
    frameworks,
    judge,
    obstacles,
    catalogue,
    algoritmeregister,
    package,
    shadow,
    ledger,
    store,
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status.

    Args:
        argv: The arguments after the program's name; None takes those of this process.
    """
    try:
        arguments = _parser().parse_args(argv)
    except SystemExit as stop:  # argparse has printed help (0) or wrong usage (2)
        return stop.code if isinstance(stop.code, int) else 2
    if isinstance(sys.stdout, io.TextIOWrapper):  # whatever the locale: answers are UTF-8
        sys.stdout.reconfigure(encoding="utf-8")
    try:
        status: int = run_named(arguments.handler, arguments)
        sys.stdout.flush()
    except StadspoortError as error:
        print(f"stadspoort: {describe(error)}", file=sys.stderr)
        return 1
    except BrokenPipeError:
        _leave_closed_pipe()
        return 1
    except KeyboardInterrupt:
        return 130
    return status


def _parser() -> CommandParser:
    parser = CommandParser(
        prog="stadspoort",
        description="Stadspoort: beschermde omgeving voor generatieve AI bij gemeenten.",
    )
    parser.set_defaults(data=None)
    subparsers = parser.add_subparsers(
        title="opdrachten", metavar="OPDRACHT", dest="command", required=True
    )
    for module in MODULES:
        module.register(subparsers)
    return parser


def _leave_closed_pipe() -> None:
    """Point standard output at nothing: its reader left, and Python flushes it once more."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
