"""What may be named in a framework or in facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Deliverer(StrEnum):
    """Who can hand over evidence of a type."""

    SUPPLIER = "supplier"
    MUNICIPALITY = "municipality"
    GOVERNMENT = "government"
    GATE = "gate"


class Reach(StrEnum):
    """How far something is enforced; only `gate` and `workbench` are more than a promise.

    Attributes:
        GATE: On every call, when the traffic passes the gate.
        WORKBENCH: A screen of our own lets nobody go on without it.
        SETTING: A switch at the supplier or in the municipality's own tenant.
        CONTRACT: An agreement alone.
        INSTRUCTION: Own people do it because they were told to.
    """

    GATE = "gate"
    WORKBENCH = "workbench"
    SETTING = "setting"
    CONTRACT = "contract"
    INSTRUCTION = "instruction"


class AttributeType(StrEnum):
    """What kind of value an attribute has."""

    BOOL = "bool"
    TEXT = "text"
    DATE = "date"
    NUMBER = "number"
    COUNTRY = "country"
    SET = "set"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class EvidenceType:
    """A kind of evidence.

    Attributes:
        id: Named in requirements and in evidence.
        label: In Dutch.
        deliverer: Who can hand it over. A claim of the supplier counts only for a type that is the
            supplier's to give.
        usual_max_age_days: When a requirement names no age of its own; None for no limit.
        assessment: A reasoned judgement by a person: what a requirement that no machine can decide
            asks for.
        note: For readers of the file.
    """

    id: str
    label: str
    deliverer: Deliverer
    usual_max_age_days: int | None = None
    assessment: bool = False
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Attribute:
    """A fact that a condition may ask for, such as `use.interacts_with_public`.

    Attributes:
        id: With the kind of thing before the point: org, supplier, app, model or use.
        type: Of its value.
        label: In Dutch.
        question: For the intake; None for what is never asked.
        choices: By id, the Dutch label; the only values a choice or set may have. Empty: any.
        derived: Computed from other facts, never given.
        note: For readers of the file.
    """

    id: str
    type: AttributeType
    label: str
    question: str | None = None
    choices: Mapping[str, str] | None = None
    derived: bool = False
    note: str | None = None


@dataclass(frozen=True, slots=True)
class ConditionOfUse:
    """What a user or application must keep to, such as masking.

    Attributes:
        id: Named in `enforces` of requirements.
        label: In Dutch.
        enforced_by: What makes it so when it can: the gate, for traffic that passes it; the
            workbench, for work that is done in it; a setting; the contract alone.
        otherwise: What is left of it where gate or workbench cannot reach.
    """

    id: str
    label: str
    enforced_by: Reach
    otherwise: Reach


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All words, by id. `actors`, `kinds` and `data_classes` give the Dutch label.

    Attributes:
        personal_classes: The data classes that are personal data.
    """

    actors: Mapping[str, str]
    kinds: Mapping[str, str]
    data_classes: Mapping[str, str]
    personal_classes: frozenset[str]
    evidence_types: Mapping[str, EvidenceType]
    attributes: Mapping[str, Attribute]
    conditions_of_use: Mapping[str, ConditionOfUse]
