"""Attributes as people enter them, as they are stored, and as the engine takes them.

Stored is JSON: a date as `2026-08-02`, a set as a sorted list. Beside the attributes of the
vocabulary an entry has a few fields that the register does not hold; they are facts too, so that
they have days and a source.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import TypeAlias

from stadspoort.apps.frameworks.choices import SubjectKind
from stadspoort.apps.frameworks.errors import (
    AttributeSubjectError,
    AttributeUnknownError,
    ValueRefusedError,
)
from stadspoort.engines.frameworks.conditions import Value
from stadspoort.engines.frameworks.library import packaged_library
from stadspoort.engines.frameworks.vocabulary import Attribute, AttributeType

Stored: TypeAlias = bool | int | float | str | list[str]

COUNTRY = re.compile(r"[A-Z]{2}")
APP_MODELS = "app.models"
PASSES_GATE = "app.passes_gate"
MODEL_MAKER = "model.maker"
MODEL_VERSION = "model.version"
SUPPLIER_COUNTRY = "supplier.country"

FIELDS = {
    each.id: each
    for each in (
        Attribute(APP_MODELS, AttributeType.SET, "modellen van de toepassing"),
        Attribute(PASSES_GATE, AttributeType.BOOL, "verkeer gaat door de poort"),
        Attribute(MODEL_MAKER, AttributeType.TEXT, "maker van het model (leverancier)"),
        Attribute(MODEL_VERSION, AttributeType.TEXT, "versie van het model"),
        Attribute(SUPPLIER_COUNTRY, AttributeType.COUNTRY, "land van de leverancier"),
    )
}
"""Fields of an entry that are told as facts; not attributes of the vocabulary."""

_PREFIXES = {
    SubjectKind.ORGANISATION: "org",
    SubjectKind.SUPPLIER: "supplier",
    SubjectKind.APPLICATION: "app",
    SubjectKind.MODEL: "model",
    SubjectKind.USE: "use",
}
_GIVEN_THOUGH_DERIVED = "app.cloud"
_BOOLS = {"true": True, "false": False, "ja": True, "nee": False}
_NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,6})?")


def attribute_of(kind: SubjectKind, name: str) -> Attribute:
    """Return the attribute that can be told of an entry of this kind.

    Args:
        kind: What the entry is.
        name: In full, such as `app.generates`.

    Raises:
        AttributeUnknownError: If there is none, or it is computed from other facts.
        AttributeSubjectError: If it is one of another kind of entry.
    """
    found = FIELDS.get(name) or packaged_library().vocabulary.attributes.get(name)
    if found is None or (found.derived and name != _GIVEN_THOUGH_DERIVED):
        raise AttributeUnknownError(attribute=name)
    if name.partition(".")[0] != _PREFIXES[kind]:
        raise AttributeSubjectError(attribute=name, kind=kind.label.lower())
    return found


def stored(attribute: Attribute, given: Stored | date) -> Stored:
    """Return a value as it is kept, from a form or from JSON.

    Args:
        attribute: Of which attribute.
        given: The value, or the text that stands for it (`true`, `2026-08-02`, `tekst, beeld`).

    Raises:
        ValueRefusedError: If the attribute cannot have it, with the reason in Dutch.
    """
    if attribute.type == AttributeType.SET:
        words = [each.strip() for each in given.split(",")] if isinstance(given, str) else given
        if not isinstance(words, list) or not all(isinstance(each, str) for each in words):
            raise _refused(attribute, "geef een lijst van woorden, met komma's ertussen")
        return sorted({_word(attribute, each) for each in words if each})
    if attribute.type == AttributeType.BOOL:
        is_true = given if isinstance(given, bool) else _BOOLS.get(str(given).strip().lower())
        if is_true is None:
            raise _refused(attribute, "antwoord met ja of nee")
        return is_true
    text = given.isoformat() if isinstance(given, date) else str(given).strip()
    if attribute.type == AttributeType.NUMBER:
        return _number(attribute, text)
    return _text(attribute, text)


def value_of(attribute: Attribute, kept: Stored) -> Value:
    """Return a stored value as the engine takes it."""
    if isinstance(kept, list):
        return frozenset(kept)
    if attribute.type == AttributeType.DATE:
        return date.fromisoformat(str(kept))
    return kept


def _text(attribute: Attribute, text: str) -> str:
    if attribute.type == AttributeType.DATE:
        try:
            return date.fromisoformat(text).isoformat()
        except ValueError as error:
            raise _refused(attribute, "schrijf een datum als JJJJ-MM-DD") from error
    if attribute.type == AttributeType.COUNTRY and not COUNTRY.fullmatch(text):
        raise _refused(attribute, "schrijf een land met twee hoofdletters, zoals NL")
    if not text:
        raise _refused(attribute, "er staat niets; is het onbekend, trek het kenmerk dan in")
    return _word(attribute, text)


def _word(attribute: Attribute, text: str) -> str:
    if attribute.choices and text not in attribute.choices:
        raise _refused(attribute, f"kies uit {_listed(attribute.choices)}")
    return text


def _number(attribute: Attribute, text: str) -> int | float:
    if not _NUMBER.fullmatch(text):
        raise _refused(attribute, "geef een getal")
    return float(text) if "." in text else int(text)


def _listed(choices: Iterable[str]) -> str:
    return ", ".join(choices)


def _refused(attribute: Attribute, reason: str) -> ValueRefusedError:
    return ValueRefusedError(attribute=attribute.label, reason=reason)
