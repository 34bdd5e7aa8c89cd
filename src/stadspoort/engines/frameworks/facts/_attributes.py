"""Reading attributes of facts: each value is of the type that the vocabulary gives it."""

from __future__ import annotations

import re

from stadspoort.engines.frameworks._fields import Fields, day_in
from stadspoort.engines.frameworks._tree import Listing, Node, Scalar
from stadspoort.engines.frameworks.conditions import Value
from stadspoort.engines.frameworks.vocabulary import Attribute, AttributeType, Vocabulary

COUNTRY = re.compile(r"[A-Z]{2}")
UNKNOWN = "unknown"
_NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,6})?")
_GIVEN_THOUGH_DERIVED = "app.cloud"


def attributes(fields: Fields, prefix: str, vocabulary: Vocabulary) -> dict[str, Value]:
    """Return the attributes in the field `attributes`; those of no value are left out."""
    inner = fields.record("attributes")
    if inner is None:
        return {}
    found: dict[str, Value] = {}
    for name, node in inner.entries().items():
        attribute = vocabulary.attributes.get(f"{prefix}.{name}")
        if attribute is None:
            inner.refuse(name, f"het kenmerk {prefix}.{name} is onbekend")
        elif attribute.derived and attribute.id != _GIVEN_THOUGH_DERIVED:
            inner.refuse(name, f"het kenmerk {attribute.id} wordt berekend: laat het weg")
        elif not _is_unknown(node):
            value, reason = _value(attribute, node)
            if value is None:
                inner.refuse(name, f"{name}: {reason}")
            else:
                found[name] = value
    return found


def country(fields: Fields, name: str) -> str | None:
    """Return a country of two capitals; None for nothing or `unknown`."""
    text = fields.text_or_none(name)
    if text is None or text == UNKNOWN:
        return None
    if not COUNTRY.fullmatch(text):
        fields.refuse(name, f"{name}: {text!r} is geen land van twee hoofdletters, zoals NL")
    return text


def _is_unknown(node: Node) -> bool:
    return isinstance(node, Scalar) and (node.is_nothing or node.text == UNKNOWN)


def _value(attribute: Attribute, node: Node) -> tuple[Value | None, str]:
    """Return the value, or None and what is wrong."""
    if attribute.type == AttributeType.SET:
        return _set(attribute, node)
    if not isinstance(node, Scalar):
        return None, "hier hoort één waarde"
    if attribute.type in (AttributeType.TEXT, AttributeType.CHOICE):
        return _word(attribute, node.text)
    return _plain(attribute.type, node.text)


def _set(attribute: Attribute, node: Node) -> tuple[Value | None, str]:
    if not isinstance(node, Listing) or not all(isinstance(each, Scalar) for each in node.items):
        return None, "hier hoort een lijst, zoals [a, b]"
    words = frozenset(each.text for each in node.items if isinstance(each, Scalar))
    for word in sorted(words):
        value, reason = _word(attribute, word)
        if value is None:
            return None, reason
    return words, ""


def _word(attribute: Attribute, text: str) -> tuple[Value | None, str]:
    if attribute.choices is not None and text not in attribute.choices:
        return None, f"{text!r} bestaat niet; kies uit {', '.join(attribute.choices)}"
    return text, ""


def _plain(kind: AttributeType, text: str) -> tuple[Value | None, str]:
    if kind == AttributeType.BOOL:
        return _BOOLS.get(text), f"hier hoort true of false, niet {text!r}"
    if kind == AttributeType.DATE:
        return day_in(text), f"{text!r} is geen datum; schrijf JJJJ-MM-DD"
    if kind == AttributeType.COUNTRY:
        is_country = COUNTRY.fullmatch(text) is not None
        return text if is_country else None, f"{text!r} is geen land van twee hoofdletters"
    if not _NUMBER.fullmatch(text):
        return None, f"{text!r} is geen getal"
    return float(text) if "." in text else int(text), ""


_BOOLS = {"true": True, "false": False}
