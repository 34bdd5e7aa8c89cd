"""Steps 6 and 7, restore and check: put values back for the asker alone, and neutralise the rest.

Every string of an answer passes, also in fields this code has never heard of. Each field of each
choice has a state of its own, because a stream interleaves them and cuts anywhere.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from stadspoort.engines.chat import AnswerCheck
from stadspoort.engines.privacy import RestorePolicy, Restorer, Vault
from stadspoort.engines.text import Piece
from stadspoort.gate.values import Output, Purpose

Path = tuple[str | int, ...]

_WORDS_OF_THE_PROTOCOL = frozenset({"role", "id", "type", "finish_reason", "object"})
"""Fields whose values are the protocol's own words or ids, never written by the model as text."""

_ARGUMENTS = "arguments"


@dataclass(frozen=True, slots=True)
class Rules:
    """What decides how an answer is restored and checked."""

    vault: Vault
    asker: str
    purpose: Purpose
    hosts: frozenset[str]
    names: Mapping[str, str]


class _Field:
    """One string of the answer that grows: restores and checks it, piece by piece."""

    def __init__(self, path: Path, rules: Rules) -> None:
        self.is_arguments = path[-1] == _ARGUMENTS
        self.restorer = Restorer(
            rules.vault,
            RestorePolicy(
                asker=rules.asker,
                unrestored=rules.purpose.unrestored,
                is_answer_text=not self.is_arguments,
            ),
        )
        is_strict = rules.purpose.output == Output.STRICT and not self.is_arguments
        self.check = AnswerCheck(is_strict=is_strict, hosts=rules.hosts)

    def feed(self, text: str) -> str:
        return self.check.feed(self._escaped(self.restorer.feed(text)))

    def finish(self) -> str:
        return self.check.feed(self._escaped(self.restorer.finish())) + self.check.finish()

    def _escaped(self, pieces: list[Piece]) -> list[Piece]:
        """Return the pieces, restored values JSON-escaped where they land inside a JSON string."""
        if not self.is_arguments:
            return pieces
        return [
            Piece(json.dumps(piece.text, ensure_ascii=False)[1:-1], is_restored=True)
            if piece.is_restored
            else piece
            for piece in pieces
        ]


class AnswerPath:
    """All growing strings of one answer, by choice and path."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._fields: dict[Path, _Field] = {}

    @property
    def restored(self) -> int:
        """Return how many tokens were put back."""
        return sum(field.restorer.restored for field in self._fields.values())

    @property
    def unknown_tokens(self) -> int:
        """Return how many altered or invented tokens were left as they are."""
        return sum(field.restorer.unknown for field in self._fields.values())

    @property
    def neutralised(self) -> int:
        """Return how many links, images and tags became plain text."""
        return sum(field.check.neutralised for field in self._fields.values())

    def delta(self, choice: int, delta: dict[str, Any]) -> dict[str, Any]:
        """Return what of this delta may go to the client now; the rest is held back.

        Raises:
            RestoredInAddressError: If a restored value would stand in an address.
        """
        passed = self._passed((choice,), delta)
        return passed if isinstance(passed, dict) else {}

    def rest(self, choice: int) -> Iterator[dict[str, Any]]:
        """Yield deltas with what was held back, at the end of a choice."""
        for path, field in self._fields.items():
            if path[0] == choice and (text := field.finish()):
                yield _delta_of(path[1:], text)

    def whole(self, choice: int, message: dict[str, Any]) -> dict[str, Any]:
        """Return a whole message, restored and checked."""
        passed = self._passed((choice,), message, is_whole=True)
        return passed if isinstance(passed, dict) else {}

    def _passed(self, path: Path, value: object, *, is_whole: bool = False) -> object:
        match value:
            case str():
                return self._text(path, value, is_whole=is_whole)
            case dict():
                return {
                    key: self._passed((*path, key), item, is_whole=is_whole)
                    for key, item in value.items()
                }
            case list():
                return [
                    self._passed((*path, _index_of(item, at)), item, is_whole=is_whole)
                    for at, item in enumerate(value)
                ]
            case _:
                return value

    def _text(self, path: Path, text: str, *, is_whole: bool) -> str:
        if path[-1] in _WORDS_OF_THE_PROTOCOL:
            return text
        if path[-1] == "name":
            return self._rules.names.get(text, text)
        field = self._fields.get(path)
        if field is None:
            field = self._fields[path] = _Field(path, self._rules)
        return field.feed(text) + (field.finish() if is_whole else "")


def _index_of(item: object, at: int) -> int:
    """Return the place of a list item: the `index` it names itself, else its position."""
    index = item.get("index") if isinstance(item, dict) else None
    return index if isinstance(index, int) else at


def _delta_of(path: Path, text: str) -> dict[str, Any]:
    """Return the smallest delta that carries `text` at `path`."""
    value: Any = text
    for step in reversed(path):
        if isinstance(step, int):
            value = [{"index": step, **value}] if isinstance(value, dict) else [value]
        else:
            value = {step: value}
    return value if isinstance(value, dict) else {}
