"""From text to a checked condition.

```
or         and { "or" and }
and        not { "and" not }
not        "not" not | "(" or ")" | question
question   name
         | name  ( == != < <= > >= )  value
         | name  ["not"] "in"  "[" value { "," value } "]"
         | value ["not"] "in"  name
         | "true" | "false"
```
A value is a text or day between quotation marks, a number, or true and false.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeGuard

from stadspoort.engines.frameworks._fields import day_in
from stadspoort.engines.frameworks.conditions._errors import ConditionError
from stadspoort.engines.frameworks.conditions._tree import (
    All,
    AnyOf,
    Atom,
    Condition,
    Constant,
    Node,
    Not,
    Value,
)
from stadspoort.engines.frameworks.vocabulary import Attribute, AttributeType

_DEEPEST = 20
_LONGEST = 2_000
_TOKEN = re.compile(
    r"\s*(?:(?P<text>'[^']*'|\"[^\"]*\")|(?P<name>[a-z]+\.[a-z0-9_]+)|(?P<word>[a-z_]+)"
    r"|(?P<number>-?\d+(?:\.\d+)?)|(?P<sign>==|!=|<=|>=|<|>|\(|\)|\[|\]|,))"
)
_COMPARISONS = ("==", "!=", "<", "<=", ">", ">=")
_ORDERED = (AttributeType.DATE, AttributeType.NUMBER)
_COUNTRY = re.compile(r"[A-Z]{2}")
_KEYWORDS = ("and", "or", "not", "in", "true", "false")


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str


def parse(text: str, attributes: Mapping[str, Attribute]) -> Condition:
    """Return the condition that is written in `text`.

    Args:
        text: The expression, at most 2,000 characters.
        attributes: The names that may occur, with their types.

    Raises:
        ConditionError: If it is no expression, names an unknown attribute, or compares what cannot
            be compared.
    """
    if len(text) > _LONGEST:
        raise ConditionError(f"de voorwaarde is langer dan {_LONGEST} tekens")
    parser = _Parser(list(_tokens(text)), attributes)
    root = parser.either(0)
    if (rest := parser.peek()) is not None:
        raise ConditionError(f"na een hele voorwaarde staat nog {rest.text!r}")
    return Condition(root, frozenset(parser.names))


def _tokens(text: str) -> Iterator[_Token]:
    place, end = 0, len(text.rstrip())
    while place < end:
        match = _TOKEN.match(text, place)
        if match is None:
            raise ConditionError(f"dit is niet te lezen: {text[place:].strip()[:30]!r}")
        kind = match.lastgroup or ""
        if kind == "word" and match[kind] not in _KEYWORDS:
            raise ConditionError(
                f"{match[kind]!r} is geen woord van een voorwaarde; een kenmerk begint met org., "
                "supplier., app., model. of use., een waarde staat tussen aanhalingstekens"
            )
        yield _Token(kind, match[kind])
        place = match.end()


class _Parser:
    def __init__(self, tokens: list[_Token], attributes: Mapping[str, Attribute]) -> None:
        self._tokens = tokens
        self._place = 0
        self._attributes = attributes
        self.names: set[str] = set()

    def peek(self) -> _Token | None:
        return self._tokens[self._place] if self._place < len(self._tokens) else None

    def either(self, depth: int) -> Node:
        parts = [self._both(depth)]
        while self._takes("or"):
            parts.append(self._both(depth))
        return parts[0] if len(parts) == 1 else AnyOf(tuple(parts))

    def _both(self, depth: int) -> Node:
        parts = [self._one(depth)]
        while self._takes("and"):
            parts.append(self._one(depth))
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def _one(self, depth: int) -> Node:
        if depth > _DEEPEST:
            raise ConditionError(f"de voorwaarde is meer dan {_DEEPEST} haakjes diep")
        if self._takes("not"):
            return Not(self._one(depth + 1))
        if self._takes("("):
            inside = self.either(depth + 1)
            self._expect(")")
            return inside
        return self._question()

    def _question(self) -> Node:
        token = self._next()
        if token.kind == "name":
            return self._about(self._attribute(token.text))
        value = self._value(token)
        is_not = self._takes("not")
        if self._takes("in"):
            name = self._next()
            if name.kind != "name":
                raise ConditionError("na in hoort hier een kenmerk, zoals use.data_classes")
            return _turned(self._has(value, self._attribute(name.text)), is_not)
        if isinstance(value, bool) and not is_not:
            return Constant(value)
        raise ConditionError(f"met {token.text} alleen is niets gevraagd")

    def _about(self, attribute: Attribute) -> Node:
        is_not = self._takes("not")
        if self._takes("in"):
            return _turned(self._among(attribute), is_not)
        if is_not:
            raise ConditionError("na not hoort hier in")
        token = self.peek()
        if token is None or token.text not in _COMPARISONS:
            if attribute.type != AttributeType.BOOL:
                raise ConditionError(
                    f"{attribute.id} is van de soort {attribute.type}, geen ja of nee: "
                    "vergelijk het met een waarde"
                )
            return Atom(attribute.id, "is", True)
        operator = self._next().text
        if attribute.type == AttributeType.SET:
            raise ConditionError(
                f"{attribute.id} is een verzameling: schrijf 'x' in {attribute.id}"
            )
        if operator not in ("==", "!=") and attribute.type not in _ORDERED:
            raise ConditionError(f"{attribute.id} ({attribute.type}) kent geen {operator}")
        return Atom(attribute.id, operator, _fitting(attribute, self._value(self._next())))

    def _among(self, attribute: Attribute) -> Node:
        if attribute.type in (AttributeType.SET, AttributeType.BOOL, *_ORDERED):
            raise ConditionError(f"{attribute.id} ({attribute.type}) kan niet voor in [..] staan")
        self._expect("[")
        values: set[str] = set()
        while True:
            values.add(str(_fitting(attribute, self._value(self._next()))))
            if not self._takes(","):
                break
        self._expect("]")
        return Atom(attribute.id, "among", frozenset(values))

    def _has(self, value: Value, attribute: Attribute) -> Node:
        if attribute.type != AttributeType.SET:
            raise ConditionError(f"{attribute.id} ({attribute.type}) is geen verzameling")
        return Atom(attribute.id, "has", _fitting(attribute, value))

    def _attribute(self, name: str) -> Attribute:
        attribute = self._attributes.get(name)
        if attribute is None:
            raise ConditionError(f"het kenmerk {name} is onbekend")
        self.names.add(name)
        return attribute

    def _value(self, token: _Token) -> Value:
        if token.kind == "text":
            return token.text[1:-1]
        if token.kind == "number":
            return float(token.text) if "." in token.text else int(token.text)
        if token.text in ("true", "false"):
            return token.text == "true"
        raise ConditionError(f"hier hoort een waarde, geen {token.text!r}")

    def _next(self) -> _Token:
        token = self.peek()
        if token is None:
            raise ConditionError("de voorwaarde houdt te vroeg op")
        self._place += 1
        return token

    def _takes(self, text: str) -> bool:
        token = self.peek()
        is_it = token is not None and token.kind != "text" and token.text == text
        self._place += is_it
        return is_it

    def _expect(self, text: str) -> None:
        if not self._takes(text):
            here = self.peek()
            raise ConditionError(f"hier hoort {text}, geen {here.text if here else 'einde'}")


def _turned(node: Node, is_not: bool) -> Node:
    return Not(node) if is_not else node


def _is_text(value: Value) -> TypeGuard[str]:
    return isinstance(value, str)


def _fitting(attribute: Attribute, value: Value) -> Value:
    """Return the value as the attribute has it.

    Raises:
        ConditionError: If the attribute can never have it.
    """
    kind = attribute.type
    if kind == AttributeType.BOOL and isinstance(value, bool):
        return value
    if kind == AttributeType.NUMBER and not isinstance(value, bool | str):
        return value
    if kind in (AttributeType.BOOL, AttributeType.NUMBER) or not _is_text(value):
        raise ConditionError(f"{attribute.id} is van de soort {kind}; {value!r} past daar niet bij")
    if kind == AttributeType.DATE:
        day = day_in(value)
        if day is None:
            raise ConditionError(f"{attribute.id} is een datum: {value!r} is er geen")
        return day
    if kind == AttributeType.COUNTRY and not _COUNTRY.fullmatch(value):
        raise ConditionError(f"{attribute.id} is een land: {value!r} is geen code van twee letters")
    if attribute.choices is not None and value not in attribute.choices:
        raise ConditionError(
            f"{attribute.id} kan niet {value!r} zijn; kies uit {', '.join(attribute.choices)}"
        )
    return value
