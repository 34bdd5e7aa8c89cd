"""The language of conditions: `use.personal_data and not app.contracted`, with unknown as a value.

An expression is parsed and checked against the vocabulary once; it is never run as Python.
"""

from stadspoort.engines.frameworks.conditions._errors import ConditionError
from stadspoort.engines.frameworks.conditions._parse import parse
from stadspoort.engines.frameworks.conditions._tree import (
    All,
    AnyOf,
    Atom,
    Condition,
    Constant,
    Not,
    Truth,
    Value,
)

__all__ = [
    "All",
    "AnyOf",
    "Atom",
    "Condition",
    "ConditionError",
    "Constant",
    "Not",
    "Truth",
    "Value",
    "parse",
]
