"""An argument parser that speaks Dutch and takes `--data` before or after the subcommand."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable
from typing import Any, NoReturn, TypeAlias

_DUTCH_ERRORS = (
    (r"the following arguments are required: (.*)", r"dit ontbreekt: \1"),
    (r"one of the arguments (.*) is required", r"geef een van deze: \1"),
    (r"unrecognized arguments: (.*)", r"dit is onbekend: \1"),
    (r"ambiguous option: (\S+) could match (.*)", r"\1 is niet duidelijk: bedoelt u \2?"),
    (r"argument (.*): not allowed with argument (.*)", r"\1 kan niet samen met \2"),
    (
        r"argument (.*): invalid choice: (.*) \(choose from (.*)\)",
        r"\1: \2 bestaat niet; kies uit \3",
    ),
    (r"argument (.*): expected one argument", r"\1: hier moet een waarde achter"),
    (r"argument (.*): expected at least one argument", r"\1: hier moet minstens één waarde achter"),
    (r"argument (.*): ignored explicit argument (.*)", r"\1: hier hoort geen waarde achter (\2)"),
    (
        r"argument (.*): invalid fromisoformat value: (.*)",
        r"\1: \2 is geen datum; schrijf JJJJ-MM-DD, bijvoorbeeld 2027-01-31",
    ),
    (r"argument (.*): invalid int value: (.*)", r"\1: \2 is geen geheel getal"),
    (r"argument (.*): invalid (\S+) value: (.*)", r"\1: \3 is geen geldige waarde"),
    (r"argument (.*?): (.*)", r"\1: \2"),
)


class CommandParser(argparse.ArgumentParser):
    """A parser whose every (nested) subparser has `--data`, with help and errors in Dutch."""

    def __init__(self, **options: Any) -> None:  # noqa: ANN401  passed on to argparse
        options.setdefault("formatter_class", _DutchHelp)
        # A shortened option would change meaning when a later version adds a longer one.
        super().__init__(add_help=False, allow_abbrev=False, **options)
        self._positionals.title = "argumenten"
        self._optionals.title = "opties"
        self.add_argument("-h", "--help", action="help", help="toon deze uitleg en stop")
        # SUPPRESS: a subparser that did not see the option must not overwrite what stood before
        # the subcommand.
        self.add_argument(
            "--data",
            metavar="MAP",
            default=argparse.SUPPRESS,
            help="gegevensmap; anders STADSPOORT_DATA uit de omgeving, anders var/data",
        )

    def error(self, message: str) -> NoReturn:
        """Print what is wrong and how it should be, in Dutch, and stop with status 2."""
        for pattern, dutch in _DUTCH_ERRORS:
            if re.fullmatch(pattern, message, re.DOTALL):
                message = re.sub(pattern, dutch, message, flags=re.DOTALL)
                break
        self.exit(2, f"{self.format_usage()}{self.prog}: {message}\n")


Subparsers: TypeAlias = "argparse._SubParsersAction[CommandParser]"
"""What `register(subparsers)` gets: argparse has no public name for it."""


class _DutchHelp(argparse.HelpFormatter):
    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, "gebruik: " if prefix is None else prefix)
