"""YAML as a tree in which every value knows its line.

The parser's events are read, not its objects: nothing is built by a tag, and the reader of a field
decides what a scalar means. So the country `NO` stays text and `2026-8-2` is no date.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

import yaml

from stadspoort.engines.frameworks._problems import Problems

LARGEST_FILE = 16 * 1024 * 1024
"""Bytes; the largest framework of the package has about 200,000."""
_DEEPEST = 12
_NOTHING = frozenset({"", "~", "null"})
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_SIGNS = "klopt de YAML niet: kijk naar inspringing, dubbele punten en aanhalingstekens"


@dataclass(frozen=True, slots=True)
class Scalar:
    """One word or sentence as it stands in the file."""

    line: int
    text: str
    is_plain: bool

    @property
    def is_nothing(self) -> bool:
        """Say whether it is YAML's null, written without quotation marks."""
        return self.is_plain and self.text in _NOTHING


@dataclass(frozen=True, slots=True)
class Listing:
    """A list."""

    line: int
    items: list[Node] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Record:
    """Fields with their values, and the line of each field's name."""

    line: int
    fields: dict[str, Node] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)


Node: TypeAlias = "Scalar | Listing | Record"


class _StopReadingError(Exception):
    """The rest of the file has no meaning any more; the problem is noted."""


def parse(data: bytes, problems: Problems) -> Record | None:
    """Return the one record that the file holds; None when the file is refused.

    Refused are: no UTF-8, broken YAML, a duplicate field, more than one document, an alias, a tag,
    and nesting of more than twelve levels.
    """
    text = _decoded(data, problems)
    if text is None:
        return None
    reader = _Reader(problems)
    try:
        for event in yaml.parse(text, Loader=_Loader):
            reader.take(event)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        problems.refuse(line, f"hier {_SIGNS}")
        return None
    except yaml.YAMLError:
        problems.refuse(0, "er staan tekens in die in YAML niet mogen")
        return None
    except _StopReadingError:
        return None
    if not isinstance(reader.root, Record):
        problems.refuse(1, "het bestand moet bestaan uit velden met een naam")
        return None
    return reader.root


def _decoded(data: bytes, problems: Problems) -> str | None:
    if len(data) > LARGEST_FILE:
        problems.refuse(0, f"het bestand is groter dan {LARGEST_FILE // 1024 // 1024} MB")
        return None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        problems.refuse(line, "de regel is niet in UTF-8 opgeslagen")
        return None


class _Reader:
    """Puts events together; one stack, so that no file can make Python recurse."""

    def __init__(self, problems: Problems) -> None:
        self._problems = problems
        self._open: list[Listing | Record] = []
        self._names: list[str | None] = []
        self.root: Node | None = None

    def take(self, event: yaml.Event) -> None:
        line = event.start_mark.line + 1 if event.start_mark else 0
        if isinstance(event, yaml.AliasEvent):
            self._stop(line, "verwijzingen (*) zijn niet toegestaan: schrijf de waarde uit")
        if getattr(event, "anchor", None) is not None:
            self._stop(line, "verwijzingen (&) zijn niet toegestaan: schrijf de waarde uit")
        if isinstance(event, yaml.ScalarEvent):
            self._check_tag(event.tag, line)
            self._scalar(event, line)
        elif isinstance(event, yaml.SequenceStartEvent | yaml.MappingStartEvent):
            self._check_tag(event.tag, line)
            is_list = isinstance(event, yaml.SequenceStartEvent)
            self._start(Listing(line) if is_list else Record(line), line)
        elif isinstance(event, yaml.SequenceEndEvent | yaml.MappingEndEvent):
            self._open.pop()
            self._names.pop()
        elif isinstance(event, yaml.DocumentStartEvent) and self.root is not None:
            self._stop(line, "er staat meer dan één document in het bestand (---)")

    def _check_tag(self, tag: str | None, line: int) -> None:
        if tag not in (None, "!"):
            self._stop(line, f"het kenmerk {tag} is niet toegestaan")

    def _scalar(self, event: yaml.ScalarEvent, line: int) -> None:
        top = self._open[-1] if self._open else None
        if isinstance(top, Record) and self._names[-1] is None:
            if event.value in top.fields:
                self._problems.refuse(
                    line,
                    f"het veld {event.value} staat er twee keer (ook op regel "
                    f"{top.lines[event.value]})",
                )
            top.lines[event.value] = line
            self._names[-1] = event.value
            return
        self._put(Scalar(line, event.value, event.style in (None, "")))

    def _start(self, node: Listing | Record, line: int) -> None:
        if isinstance(self._open[-1] if self._open else None, Record) and self._names[-1] is None:
            self._stop(line, "de naam van een veld is een woord, geen lijst")
        if len(self._open) == _DEEPEST:
            self._stop(line, f"de velden zijn meer dan {_DEEPEST} niveaus diep")
        self._put(node)
        self._open.append(node)
        self._names.append(None)

    def _put(self, node: Node) -> None:
        if not self._open:
            self.root = node
            return
        top = self._open[-1]
        if isinstance(top, Listing):
            top.items.append(node)
            return
        name = self._names[-1]
        if name is not None:
            top.fields[name] = node
            self._names[-1] = None

    def _stop(self, line: int, reason: str) -> None:
        self._problems.refuse(line, reason)
        raise _StopReadingError
