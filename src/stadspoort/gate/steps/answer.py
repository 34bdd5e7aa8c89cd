"""Steps 6 and 7, restore and check: put values back for the asker alone, and neutralise the rest.

Every string of an answer passes, also in fields this code has never heard of and beside the
message. Each field of each choice has a state of its own, because a stream interleaves them and
cuts anywhere. A choice that has ended stays ended: what came after its end would be judged without
what the client reads in front of it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from stadspoort.engines.chat import AnswerCheck
from stadspoort.engines.privacy import RestorePolicy, Restorer, Vault
from stadspoort.engines.text import Piece
from stadspoort.gate.errors import UpstreamError
from stadspoort.gate.values import Outcome, Output, Purpose

Path = tuple[str | int, ...]

_WORDS_OF_THE_PROTOCOL = frozenset({"role", "id", "type", "finish_reason", "object"})
"""Fields whose values are the protocol's own words or ids, never written by the model as text."""

_WORD = re.compile(r"[A-Za-z0-9_.-]{0,200}")
"""What such a word or id looks like; anything else in those fields is checked as text."""

_ARGUMENTS = "arguments"
_CALLS = frozenset({"tool_calls", "function_call"})
"""What stands in here is the input of a tool, in whatever form a server sends it."""

_ANSWER_TEXT = frozenset({("content",), ("refusal",)})
"""The only fields where restricted values come back; `content` may be a list of text parts too."""

_UNREAD = frozenset({"logprobs", "usage"})
"""Fields beside a message with figures; tokens in them stay tokens, nobody renders them."""

_DEEPEST = 64
_MOST_FIELDS = 2_000
"""Fields of one answer that grow at the same time: more is an attack on our memory."""
_LONGEST_TEXT = 1_000_000
"""Characters of one answer, all fields together: no model writes more, and text that was made to be
slow to check would keep all other calls waiting."""


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
        # Arguments are JSON in a string; the input of a custom tool is plain text.
        self.is_json = path[-1] == _ARGUMENTS
        is_for_tool = self.is_json or not _CALLS.isdisjoint(path)
        self.restorer = Restorer(
            rules.vault,
            RestorePolicy(
                asker=rules.asker,
                unrestored=rules.purpose.unrestored,
                is_answer_text=_is_answer_text(path[2:]),
            ),
        )
        is_strict = rules.purpose.output == Output.STRICT and not is_for_tool
        self.check = AnswerCheck(is_strict=is_strict, hosts=rules.hosts)

    def feed(self, text: str) -> str:
        return self.check.feed(self._escaped(self.restorer.feed(text)))

    def finish(self) -> str:
        return self.check.feed(self._escaped(self.restorer.finish())) + self.check.finish()

    def _escaped(self, pieces: list[Piece]) -> list[Piece]:
        """Return the pieces, restored values JSON-escaped where they land inside a JSON string."""
        if not self.is_json:
            return pieces
        return [
            Piece(json.dumps(piece.text, ensure_ascii=False)[1:-1], is_restored=True)
            if piece.is_restored
            else piece
            for piece in pieces
        ]


def _is_answer_text(path: Path) -> bool:
    """Say whether a place in a message is read by the asker and by nothing else."""
    return path in _ANSWER_TEXT or (path[:1] == ("content",) and path[2:] == ("text",))


class AnswerPath:
    """All growing strings of one answer, by choice, part of the choice ("delta") and path.

    Attributes:
        restored: Tokens put back in what is complete and what still grows.
        unknown_tokens: Altered or invented tokens, left as they are.
        neutralised: Links, images and tags that became plain text.
        characters: Length of what the model wrote so far.
    """

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._fields: dict[Path, _Field] = {}
        self._ended: set[int] = set()
        self._counts = (0, 0, 0)
        self.characters = 0

    @property
    def restored(self) -> int:
        """Return how many tokens were put back."""
        return self._counts[0] + sum(field.restorer.restored for field in self._fields.values())

    @property
    def unknown_tokens(self) -> int:
        """Return how many altered or invented tokens were left as they are."""
        return self._counts[1] + sum(field.restorer.unknown for field in self._fields.values())

    @property
    def neutralised(self) -> int:
        """Return how many links, images and tags became plain text."""
        return self._counts[2] + sum(field.check.neutralised for field in self._fields.values())

    def growing(self, choice: int, fields: dict[str, Any]) -> dict[str, Any]:
        """Return what of these fields of a choice may go to the client now; the rest is held back.

        Raises:
            RestoredInAddressError: If a restored value would stand in an address.
            UpstreamError: UPSTREAM_GARBAGE for text behind the end of the choice, and for more
                fields or levels than any answer has.
        """
        return self._members((choice,), fields, is_whole=False)

    def rest(self, choice: int) -> Iterator[dict[str, Any]]:
        """End a choice; yield what was held back of it, as fields of a choice.

        Raises:
            RestoredInAddressError: As for `growing`.
        """
        self._ended.add(choice)
        for path in [path for path in self._fields if path[0] == choice]:
            field = self._fields[path]
            text = field.finish()
            self._done(self._fields.pop(path))
            if text:
                yield _fields_of(path[1:], text)

    def whole(self, place: int, fields: dict[str, Any]) -> dict[str, Any]:
        """Return fields that are complete, restored and checked.

        Args:
            place: The number of the choice; -1 for what stands beside all choices.
            fields: A whole choice, or the fields of an answer.

        Raises:
            RestoredInAddressError: If a restored value would stand in an address.
            UpstreamError: UPSTREAM_GARBAGE for more levels than any answer has.
        """
        return self._members((place,), fields, is_whole=True)

    def _members(self, path: Path, fields: dict[str, Any], *, is_whole: bool) -> dict[str, Any]:
        is_beside_message = len(path) == 1
        return {
            key: value
            if is_beside_message and key in _UNREAD
            else self._passed((*path, key), value, is_whole=is_whole)
            for key, value in fields.items()
        }

    def _passed(self, path: Path, value: object, *, is_whole: bool) -> object:
        if len(path) > _DEEPEST:
            raise UpstreamError(Outcome.UPSTREAM_GARBAGE)
        match value:
            case str():
                return self._text(path, value, is_whole=is_whole)
            case dict():
                return self._members(path, value, is_whole=is_whole)
            case list():
                return [
                    self._passed((*path, _index_of(item, at)), item, is_whole=is_whole)
                    for at, item in enumerate(value)
                ]
            case _:
                return value

    def _text(self, path: Path, text: str, *, is_whole: bool) -> str:
        if path[-1] in _WORDS_OF_THE_PROTOCOL and _WORD.fullmatch(text):
            return text
        if path[-1] == "name" and text in self._rules.names:
            return self._rules.names[text]
        if path[-1] == "name" and _WORD.fullmatch(text):
            return text
        self.characters += len(text)
        if self.characters > _LONGEST_TEXT:
            raise UpstreamError(Outcome.UPSTREAM_GARBAGE)
        if is_whole:
            field = _Field(path, self._rules)
            passed = field.feed(text) + field.finish()
            self._done(field)
            return passed
        return self._grown(path, text)

    def _grown(self, path: Path, text: str) -> str:
        if not text:
            return text
        field = self._fields.get(path)
        if field is None:
            if path[0] in self._ended or len(self._fields) >= _MOST_FIELDS:
                raise UpstreamError(Outcome.UPSTREAM_GARBAGE)
            field = self._fields[path] = _Field(path, self._rules)
        return field.feed(text)

    def _done(self, field: _Field) -> None:
        restored, unknown, neutralised = self._counts
        self._counts = (
            restored + field.restorer.restored,
            unknown + field.restorer.unknown,
            neutralised + field.check.neutralised,
        )


def _index_of(item: object, at: int) -> int:
    """Return the place of a list item: the `index` it names itself, else its position.

    Raises:
        UpstreamError: UPSTREAM_GARBAGE for an index that is no number: to one client "0" is 0, to
            another it is not.
    """
    index = item.get("index", at) if isinstance(item, dict) else at
    if not isinstance(index, int):
        raise UpstreamError(Outcome.UPSTREAM_GARBAGE)
    return index


def _fields_of(path: Path, text: str) -> dict[str, Any]:
    """Return the smallest fields of a choice that carry `text` at `path`."""
    value: Any = text
    for step in reversed(path):
        if isinstance(step, int):
            value = [{"index": step, **value}] if isinstance(value, dict) else [value]
        else:
            value = {step: value}
    return value if isinstance(value, dict) else {}
