"""A condition as a tree, and its truth in three values (Kleene): true, false, unknown (None).

```
and      T  F  ?        or       T  F  ?        not
T        T  F  ?        T        T  T  T        T -> F
F        F  F  F        F        T  F  ?        F -> T
?        ?  F  ?        ?        T  ?  ?        ? -> ?
```
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

Value: TypeAlias = bool | str | date | int | float | frozenset[str]
Truth: TypeAlias = bool | None
Lookup: TypeAlias = Callable[[str], Value | None]
"""Returns the value of an attribute by its name; None when it is unknown."""


@dataclass(frozen=True, slots=True)
class Constant:
    """`true` or `false`."""

    value: bool

    def __str__(self) -> str:
        return "true" if self.value else "false"


@dataclass(frozen=True, slots=True)
class Atom:
    """One question about one attribute.

    Attributes:
        name: Of the attribute.
        operator: `is` (a bool that must be true), a comparison, `has` (a value in a set) or `among`
            (one of some values).
        operand: What it is compared with; for `among` the values.
    """

    name: str
    operator: str
    operand: Value

    def truth(self, value: Value | None) -> Truth:
        """Return whether it holds for this value of the attribute."""
        if value is None:
            return None
        return _TESTS[self.operator](value, self.operand)

    def __str__(self) -> str:
        if self.operator == "is":
            return self.name
        if self.operator == "has":
            return f"{_written(self.operand)} in {self.name}"
        if self.operator == "among":
            values = self.operand if isinstance(self.operand, frozenset) else ()
            return f"{self.name} in [{', '.join(_written(each) for each in sorted(values))}]"
        return f"{self.name} {self.operator} {_written(self.operand)}"


@dataclass(frozen=True, slots=True)
class Not:
    """The opposite."""

    part: Node

    def __str__(self) -> str:
        return f"not {_inner(self.part)}"


@dataclass(frozen=True, slots=True)
class All:
    """`and`: every part."""

    parts: tuple[Node, ...]

    def __str__(self) -> str:
        return " and ".join(_inner(part) for part in self.parts)


@dataclass(frozen=True, slots=True)
class AnyOf:
    """`or`: at least one part."""

    parts: tuple[Node, ...]

    def __str__(self) -> str:
        return " or ".join(_inner(part) for part in self.parts)


Node: TypeAlias = "Constant | Atom | Not | All | AnyOf"


@dataclass(frozen=True, slots=True)
class Condition:
    """An expression that was checked.

    Attributes:
        root: The tree.
        names: The attributes in it.
    """

    root: Node
    names: frozenset[str]

    def truth(self, lookup: Lookup) -> Truth:
        """Return whether it holds, with the values that `lookup` gives."""
        return _truth(self.root, lookup)

    def missing(self, lookup: Lookup) -> tuple[str, ...]:
        """Return the attributes without a value that leave it open; none when it is decided."""
        return tuple(sorted(_missing(self.root, lookup)))

    def __str__(self) -> str:
        """Return the expression in one way of writing: the same meaning of words, the same text."""
        return str(self.root)


def _truth(node: Node, lookup: Lookup) -> Truth:
    if isinstance(node, Atom):
        return node.truth(lookup(node.name))
    if isinstance(node, Constant):
        return node.value
    if isinstance(node, Not):
        inner = _truth(node.part, lookup)
        return None if inner is None else not inner
    decisive = isinstance(node, AnyOf)  # one true part decides `or`, one false part decides `and`
    is_open = False
    for part in node.parts:
        truth = _truth(part, lookup)
        if truth is decisive:
            return decisive
        is_open = is_open or truth is None
    return None if is_open else not decisive


def _missing(node: Node, lookup: Lookup) -> set[str]:
    if _truth(node, lookup) is not None:
        return set()
    if isinstance(node, Atom):
        return {node.name}
    if isinstance(node, Not):
        return _missing(node.part, lookup)
    parts = node.parts if isinstance(node, All | AnyOf) else ()
    return {name for part in parts for name in _missing(part, lookup)}


def _has(value: Value, operand: Value) -> bool:
    return isinstance(value, frozenset) and operand in value


def _among(value: Value, operand: Value) -> bool:
    return isinstance(operand, frozenset) and value in operand


def _ordered(test: Callable[[float, float], bool]) -> Callable[[Value, Value], bool]:
    """Return a test on the place of two days or two numbers; the parser saw to it that both are."""

    def compare(value: Value, operand: Value) -> bool:
        return test(_place(value), _place(operand))

    return compare


def _place(value: Value) -> float:
    if isinstance(value, date):
        return value.toordinal()
    return float(value) if isinstance(value, int | float) else 0.0


_TESTS: dict[str, Callable[[Value, Value], bool]] = {
    "is": lambda value, _: value is True,
    "==": lambda value, operand: value == operand,
    "!=": lambda value, operand: value != operand,
    "<": _ordered(lambda one, other: one < other),
    "<=": _ordered(lambda one, other: one <= other),
    ">": _ordered(lambda one, other: one > other),
    ">=": _ordered(lambda one, other: one >= other),
    "has": _has,
    "among": _among,
}


def _inner(node: Node) -> str:
    return f"({node})" if isinstance(node, All | AnyOf) else str(node)


def _written(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    return "'" + str(value) + "'"
