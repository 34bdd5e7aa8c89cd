"""Reading `vocabulary.yaml` (schema stadspoort.vocabulary/1)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TypeVar

from stadspoort.engines.frameworks._fields import Fields
from stadspoort.engines.frameworks._problems import Problems
from stadspoort.engines.frameworks._tree import parse
from stadspoort.engines.frameworks._words import member
from stadspoort.engines.frameworks.vocabulary._values import (
    Attribute,
    AttributeType,
    ConditionOfUse,
    Deliverer,
    EvidenceType,
    Reach,
    Vocabulary,
)

SCHEMA = "stadspoort.vocabulary/1"
DERIVED: dict[str, AttributeType] = {
    "app.kind": AttributeType.CHOICE,
    "app.passes_gate": AttributeType.BOOL,
    "app.contracted": AttributeType.BOOL,
    "app.cloud": AttributeType.BOOL,
    "app.third_country": AttributeType.BOOL,
    "model.version": AttributeType.TEXT,
    "supplier.country": AttributeType.COUNTRY,
    "supplier.is_processor": AttributeType.BOOL,
    "use.affected": AttributeType.SET,
    "use.data_classes": AttributeType.SET,
    "use.help": AttributeType.TEXT,
    "use.personal_data": AttributeType.BOOL,
    "use.purpose": AttributeType.TEXT,
}
"""What is computed or taken from a field of the record, with its type."""

APPLICATION_KINDS = ("consumer", "contracted", "self_hosted", "own")
_NAME = re.compile(r"(org|supplier|app|model|use)\.[a-z][a-z0-9_]*")
_FREE_WORDS = (AttributeType.TEXT, AttributeType.CHOICE)
_OTHERWISE = (Reach.SETTING, Reach.CONTRACT, Reach.INSTRUCTION)
_ENFORCED_BY = (Reach.GATE, Reach.WORKBENCH, Reach.SETTING, Reach.CONTRACT)
_T = TypeVar("_T", EvidenceType, Attribute, ConditionOfUse)


def read_vocabulary(data: bytes, problems: Problems) -> Vocabulary | None:
    """Return the vocabulary in a file; None when it is refused, with its problems noted."""
    record = parse(data, problems)
    if record is None:
        return None
    fields = Fields(record, problems)
    fields.choice("schema", (SCHEMA,))
    classes = fields.records("data_classes", is_needed=True)
    personal = frozenset(each.id("id") for each in classes if each.flag("personal", default=False))
    data_classes = _labels(classes)
    vocabulary = Vocabulary(
        actors=_labels(fields.records("actors", is_needed=True)),
        kinds=_labels(fields.records("kinds", is_needed=True)),
        data_classes=data_classes,
        personal_classes=personal,
        evidence_types=_by_id(fields.records("evidence_types", is_needed=True), _evidence_type),
        attributes=_by_id(
            fields.records("attributes", is_needed=True),
            lambda each: _attribute(each, data_classes),
        ),
        conditions_of_use=_by_id(fields.records("conditions_of_use"), _condition_of_use),
    )
    fields.text_or_none("note")
    fields.finish()
    return None if problems.found else vocabulary


def _labels(records: Iterable[Fields]) -> dict[str, str]:
    found: dict[str, str] = {}
    for each in records:
        name = each.id("id")
        if name in found:
            each.refuse("id", f"{name} staat er twee keer")
        found[name] = each.text("label")
        each.text_or_none("note")
        each.has("personal")
        each.finish()
    return found


def _by_id(records: Iterable[Fields], read: Callable[[Fields], _T]) -> dict[str, _T]:
    found: dict[str, _T] = {}
    for each in records:
        value = read(each)
        if value.id in found:
            each.refuse("id", f"{value.id} staat er twee keer")
        found[value.id] = value
        each.finish()
    return found


def _evidence_type(fields: Fields) -> EvidenceType:
    return EvidenceType(
        id=fields.id("id"),
        label=fields.text("label"),
        deliverer=member(Deliverer, fields.choice("deliverer", tuple(Deliverer))),
        usual_max_age_days=fields.days_or_none("usual_max_age_days"),
        assessment=fields.flag("assessment", default=False),
        note=fields.text_or_none("note"),
    )


def _attribute(fields: Fields, data_classes: dict[str, str]) -> Attribute:
    name = fields.id("id", _NAME)
    derived = fields.flag("derived", default=False)
    type_ = member(AttributeType, fields.choice("type", tuple(AttributeType)))
    if derived and name not in DERIVED:
        fields.refuse("derived", f"{name} wordt niet berekend; alleen {', '.join(DERIVED)}")
    if name in DERIVED and name != "app.cloud" and not derived:
        fields.refuse("id", f"{name} wordt berekend: zet derived: true")
    if name in DERIVED and not _fits(type_, DERIVED[name]):
        fields.refuse("type", f"{name} is van de soort {DERIVED[name]}")
    choices = _labels(fields.records("choices")) if fields.has("choices") else None
    if choices is None and name == "use.data_classes":
        choices = data_classes
    if choices is None and name == "app.kind":
        choices = {kind: kind for kind in APPLICATION_KINDS}
    if choices is None and type_ == AttributeType.CHOICE:
        fields.refuse("type", f"{name} is een keuze zonder choices")
    if fields.has("choices") and type_ not in (AttributeType.CHOICE, AttributeType.SET):
        fields.refuse("choices", f"choices horen bij choice of set, niet bij {type_}")
    return Attribute(
        id=name,
        type=type_,
        label=fields.text("label"),
        question=fields.text_or_none("question"),
        choices=choices,
        derived=derived,
        note=fields.text_or_none("note"),
    )


def _fits(given: AttributeType, wanted: AttributeType) -> bool:
    return given == wanted or {given, wanted} <= set(_FREE_WORDS)


def _condition_of_use(fields: Fields) -> ConditionOfUse:
    enforced_by = fields.choice("enforced_by", _ENFORCED_BY)
    default = enforced_by if enforced_by in _OTHERWISE else None
    return ConditionOfUse(
        id=fields.id("id"),
        label=fields.text("label"),
        enforced_by=member(Reach, enforced_by),
        otherwise=member(Reach, fields.choice("otherwise", _OTHERWISE, default=default)),
    )
