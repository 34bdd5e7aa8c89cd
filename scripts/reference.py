"""Write docs/reference/cli.md from the commands themselves, so that it cannot lag behind.

    .venv/bin/python scripts/reference.py

A test compares the page with what this would write. It reads the parser and not the printed help,
whose layout differs from one Python to the next.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from stadspoort.cli import MODULES
from stadspoort.cli.parser import CommandParser

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "reference" / "cli.md"

INTRODUCTION = """\
# Opdrachten

De opdracht `stadspoort` doet alles wat een beheerder op het scherm kan, en kan zo in een script.
Deze bladzijde is gemaakt uit de opdrachten zelf (`make reference`).
`stadspoort OPDRACHT --help` toont hetzelfde.

Elke opdracht kent `--data MAP`, vóór of achter haar naam: de gegevensmap.
Zonder die optie geldt `STADSPOORT_DATA` uit de omgeving, en anders `var/data`.

Uitkomst: 0 gelukt, 1 een benoemde fout, 2 verkeerd gebruik, 130 afgebroken met Ctrl-C.
"""


def whole_parser() -> CommandParser:
    """Return the parser of `stadspoort` with every command in it."""
    parser = CommandParser(prog="stadspoort")
    commands = parser.add_subparsers(metavar="OPDRACHT", dest="command")
    for module in MODULES:
        module.register(commands)
    return parser


def commands_of(parser: argparse.ArgumentParser) -> Iterator[tuple[argparse.ArgumentParser, str]]:
    """Give every command that does something, deepest level, with its one line of explanation."""
    for action in parser._actions:
        if not isinstance(action, argparse._SubParsersAction):
            continue
        told = {choice.dest: choice.help or "" for choice in action._choices_actions}
        for name, command in action.choices.items():
            deeper = list(commands_of(command))
            yield from deeper or [(command, told.get(name, ""))]


def argument_row(action: argparse.Action) -> str:
    """Return one row of the table of a command's arguments."""
    value = action.metavar if isinstance(action.metavar, str) else action.dest.upper()
    takes_value = action.nargs != 0
    if action.option_strings:
        shown = ", ".join(action.option_strings) + (f" {value}" if takes_value else "")
    else:
        shown = value
    if action.choices:
        shown += f" ({', '.join(map(str, action.choices))})"
    help_text = (action.help or "") % {"default": action.default, "prog": ""}
    is_needed = action.required and bool(action.option_strings)
    meaning = " ".join(filter(None, [help_text, "(verplicht)" if is_needed else ""]))
    cell = shown.replace("|", "\\|")
    return f"| `{cell}` | {meaning} |"


def section(command: argparse.ArgumentParser, told: str) -> str:
    """Return the part of the page about one command."""
    sentence = command.description or f"{told[:1].upper()}{told[1:]}."
    lines = [f"## `{command.prog}`", "", sentence]
    hidden = ("help", "data")
    shown = [action for action in command._actions if action.dest not in hidden]
    if shown:
        lines += ["", "| argument | betekenis |", "|---|---|"]
        lines += [argument_row(action) for action in shown]
    return "\n".join(lines)


def page() -> str:
    """Return the whole page."""
    sections = [section(command, told) for command, told in commands_of(whole_parser())]
    return "\n".join([INTRODUCTION, "\n\n".join(sections), ""])


if __name__ == "__main__":
    PAGE.write_text(page())
