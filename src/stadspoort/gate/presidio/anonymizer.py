"""`POST /anonymize` and `/deanonymize`: other words in the places a client names.

As Presidio 2.2.366 does it: findings of one entity that overlap, or that only spaces part, become
one; one inside another goes; what is left is replaced from the end of the text to its begin.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from stadspoort.gate.errors import CallRefusedError
from stadspoort.gate.presidio import fields
from stadspoort.gate.presidio.errors import PresidioRequestError
from stadspoort.gate.presidio.operators import (
    ANONYMIZERS,
    DEANONYMIZERS,
    RESTORE,
    Operator,
    read_operators,
)
from stadspoort.gate.values import Outcome

LONGEST_RESULT = 16_000_000
"""Characters: a short request can ask for a long word in a hundred thousand places."""

MOST_READ = 16_000_000
"""Characters of all places together: of a hundred thousand that overlap each is read whole."""

_DEFAULT = Operator("replace", {})
_LONGEST_ENTITY = 100


@dataclass(frozen=True, slots=True)
class Place:
    """Characters [start, end) of a text, said to be of an entity."""

    start: int
    end: int
    entity: str
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class Replacing:
    """What a client asks to replace.

    Attributes:
        text: The text.
        places: Apart or overlapping, in order of their begin.
        operators: By entity, "DEFAULT" for all others.
        is_everywhere: Nothing was said of places: `restore` goes over the whole text.
    """

    text: str
    places: tuple[Place, ...]
    operators: Mapping[str, Operator]
    is_everywhere: bool = False

    def operator_of(self, entity: str) -> Operator:
        """Return what is done with the values of `entity`."""
        return self.operators.get(entity) or self.operators.get("DEFAULT") or _DEFAULT


def read_anonymize(body: Mapping[str, Any]) -> Replacing:
    """Return what the body of `/anonymize` asks.

    Raises:
        PresidioRequestError: In Presidio's words where it has them.
    """
    operators = read_operators(body.get("anonymizers"), ANONYMIZERS, param="anonymizers")
    given = body.get("analyzer_results")
    if given is None:
        message = "Invalid input, request must contain analyzer results"
        raise PresidioRequestError(message, param="analyzer_results", status=422)
    text = fields.bounded(fields.text(body, "text") or "")
    places = _places(given, text, "analyzer_results", is_scored=True)
    return Replacing(text, tuple(_with_spaces_joined(text, _apart(places))), operators)


def read_deanonymize(body: Mapping[str, Any]) -> Replacing:
    """Return what the body of `/deanonymize` asks.

    Raises:
        PresidioRequestError: In Presidio's words where it has them.
    """
    operators = read_operators(body.get("deanonymizers"), DEANONYMIZERS, param="deanonymizers")
    text = fields.bounded(fields.text(body, "text") or "")
    given = body.get("anonymizer_results")
    places = sorted(_places(given or [], text, "anonymizer_results"), key=_order)
    default = operators.get("DEFAULT")
    is_everywhere = not places and default is not None and default.name == RESTORE
    asked = Replacing(text, tuple(places), operators, is_everywhere)
    for place in places:
        if place.entity not in operators and default is None:
            message = "Invalid input, deanonymizers must contain the entity or DEFAULT"
            raise PresidioRequestError(message, param="deanonymizers", status=422)
    return asked


def _places(given: object, text: str, param: str, *, is_scored: bool = False) -> list[Place]:
    if not isinstance(given, list):
        raise fields.wrong_type(param, list, given, status=422)
    return [_place(item, len(text), param, is_scored=is_scored) for item in given]


def _place(item: object, length: int, param: str, *, is_scored: bool) -> Place:
    if not isinstance(item, dict):
        raise fields.wrong_type(param, dict, item, status=422)
    start, end = (_offset(item, name, param) for name in ("start", "end"))
    entity = item.get("entity_type")
    if not entity or not isinstance(entity, str) or len(entity) > _LONGEST_ENTITY:
        raise _invalid("Invalid input, result must contain entity_type", param)
    score = item.get("score")
    if is_scored and score is None:
        raise _invalid("Invalid input, analyzer result must contain score", param)
    if score is not None and (isinstance(score, bool) or not isinstance(score, (int, float))):
        raise fields.wrong_type("score", float, score, status=422)
    if start < 0 or end < 0:
        raise _invalid("Invalid input, result start and end must be positive", param)
    if start > end:
        message = f"start index '{start}' must be smaller than end index '{end}'"
        raise _invalid(f"Invalid input, {message}", param)
    if end > length:
        message = f"start: {start} and end: {end}, while text length is only {length}."
        raise _invalid(f"Invalid analyzer result, {message}", param)
    return Place(start, end, entity, score or 0.0)  # a whole number may be too large for a float


def _offset(item: Mapping[str, Any], name: str, param: str) -> int:
    value = item.get(name)
    if value is None:
        raise _invalid(f"Invalid input, result must contain {name}", param)
    if isinstance(value, bool) or not isinstance(value, int):
        raise fields.wrong_type(name, int, value, status=422)
    return value


def _order(place: Place) -> tuple[int, int]:
    return place.start, place.end


def _apart(places: Sequence[Place]) -> list[Place]:
    """Return the places without those inside another; overlapping ones of an entity are one.

    Of places with the same ends the highest score stays, and of equal scores the one that came
    last: of a place made of several, the last of those counts.
    """
    by_entity: dict[str, list[tuple[Place, int]]] = {}
    for came, place in enumerate(sorted(places, key=_order)):
        row = by_entity.setdefault(place.entity, [])
        last = row[-1][0] if row else None
        if last is not None and place.start < min(last.end, place.end):
            end, score = max(last.end, place.end), max(last.score, place.score)
            row[-1] = Place(last.start, end, place.entity, score), came
        else:
            row.append((place, came))
    united = [found for row in by_entity.values() for found in row]
    kept: list[Place] = []
    furthest = -1
    for place, _ in sorted(united, key=lambda f: (f[0].start, -f[0].end, -f[0].score, -f[1])):
        if place.end > furthest:
            kept.append(place)
            furthest = place.end
    return kept


def _with_spaces_joined(text: str, places: Sequence[Place]) -> list[Place]:
    joined: list[Place] = []
    for place in places:
        last = joined[-1] if joined else None
        if last is not None and last.entity == place.entity:
            # Presidio's pattern lets one line end follow the spaces.
            between = text[last.end : place.start].removesuffix("\n")
            if between and not between.strip(" "):
                joined[-1] = Place(last.start, place.end, place.entity, place.score)
                continue
        joined.append(place)
    return joined


def replaced(asked: Replacing, change: Callable[[Operator, str, str], str]) -> dict[str, Any]:
    """Return the text with `change(operator, value, entity)` in each place, as Presidio tells it.

    Of two places that overlap, the second begins where it begins and the first ends there.

    Raises:
        CallRefusedError: TOO_LARGE for more than a result, or all places together, may hold.
    """
    if sum(place.end - place.start for place in asked.places) > MOST_READ:
        raise CallRefusedError(Outcome.TOO_LARGE, limit=MOST_READ)
    parts: list[str] = []
    items: list[dict[str, Any]] = []
    done = length = 0
    for at, place in enumerate(asked.places):
        operator = asked.operator_of(place.entity)
        new = change(operator, asked.text[place.start : place.end], place.entity)
        before = asked.text[done : place.start]
        start = length + len(before)
        length = start + len(new)
        if length > LONGEST_RESULT:
            raise CallRefusedError(Outcome.TOO_LARGE, limit=LONGEST_RESULT)
        parts += (before, new)
        items.append(
            {
                "start": start,
                "end": length,
                "entity_type": place.entity,
                "text": new,
                "operator": operator.name,
            }
        )
        follows = asked.places[at + 1].start if at + 1 < len(asked.places) else place.end
        done = max(place.start, min(place.end, follows))
    text = "".join((*parts, asked.text[done:]))
    return {"text": text, "items": items[::-1]}


def _invalid(message: str, param: str) -> PresidioRequestError:
    return PresidioRequestError(message, param=param, status=422)
