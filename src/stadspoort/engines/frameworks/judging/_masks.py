"""Conditions over all uses at once: one bit per use.

```
            use 0  use 1  use 2            true   false
use.a         T      F      ?      ->      001    010        (bit 0 at the right)
use.b         T      T      F      ->      011    100
a and b       T      F      F      ->      001    110        true: t & t    false: f | f
a or b        T      T      ?      ->      011    000        true: t | t    false: f & f
not a         F      T      ?      ->      010    001        true and false change places
```
A bit that is in neither is unknown.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from stadspoort.engines.frameworks.conditions import (
    All,
    AnyOf,
    Atom,
    Condition,
    Constant,
    Not,
    Truth,
)
from stadspoort.engines.frameworks.judging._attributes import IS_PROCESSOR, PROCESSOR, Values

Masks: TypeAlias = tuple[int, int]
Compiled: TypeAlias = Callable[[Values], Masks]
"""From the values of an application and a model to the uses for which it is true, and false."""
Node: TypeAlias = "Constant | Atom | Not | All | AnyOf"


class Compiler:
    """Makes functions of conditions, for one list of uses."""

    def __init__(self, uses: Sequence[Values]) -> None:
        self._uses = uses
        self.full = (1 << len(uses)) - 1
        self._made: dict[Condition, Compiled] = {}

    def compiled(self, condition: Condition) -> Compiled:
        """Return the function of a condition; the same one for the same condition."""
        if condition not in self._made:
            self._made[condition] = self._of(condition.root)
        return self._made[condition]

    def _of(self, node: Node) -> Compiled:
        if isinstance(node, Constant):
            return self._fixed(self._spread(node.value))
        if isinstance(node, Atom):
            return self._atom(node)
        if isinstance(node, Not):
            inner = self._of(node.part)
            return lambda values: inner(values)[::-1]
        parts = [self._of(part) for part in node.parts]
        return _all(parts, self.full) if isinstance(node, All) else _any(parts, self.full)

    def _atom(self, atom: Atom) -> Compiled:
        if atom.name == PROCESSOR:
            return self._processor(atom)
        if atom.name.startswith("use."):
            return self._fixed(self._per_use(atom))
        name, truth, spread = atom.name, atom.truth, self._spread
        return lambda values: spread(truth(values.get(name)))

    def _processor(self, atom: Atom) -> Compiled:
        """Return what an atom makes of a value that depends on the use and the application."""
        inner = self._of(IS_PROCESSOR.root)
        when_true, when_false = self._spread(atom.truth(True)), self._spread(atom.truth(False))

        def masks(values: Values) -> Masks:
            yes, no = inner(values)
            return (
                yes & when_true[0] | no & when_false[0],
                yes & when_true[1] | no & when_false[1],
            )

        return masks

    def _per_use(self, atom: Atom) -> Masks:
        yes = no = 0
        for place, values in enumerate(self._uses):
            truth = atom.truth(values.get(atom.name))
            yes |= (truth is True) << place
            no |= (truth is False) << place
        return yes, no

    def _spread(self, truth: Truth) -> Masks:
        if truth is None:
            return 0, 0
        return (self.full, 0) if truth else (0, self.full)

    @staticmethod
    def _fixed(masks: Masks) -> Compiled:
        return lambda _: masks


def _all(parts: Sequence[Compiled], full: int) -> Compiled:
    def masks(values: Values) -> Masks:
        yes, no = full, 0
        for part in parts:
            one = part(values)
            yes &= one[0]
            no |= one[1]
            if no == full:
                break
        return yes, no

    return masks


def _any(parts: Sequence[Compiled], full: int) -> Compiled:
    def masks(values: Values) -> Masks:
        yes, no = 0, full
        for part in parts:
            one = part(values)
            yes |= one[0]
            no &= one[1]
            if yes == full:
                break
        return yes, no

    return masks
