"""The words of the frameworks: evidence types, attributes of facts, conditions of use."""

from stadspoort.engines.frameworks.vocabulary._read import read_vocabulary
from stadspoort.engines.frameworks.vocabulary._values import (
    Attribute,
    AttributeType,
    ConditionOfUse,
    Deliverer,
    EvidenceType,
    Reach,
    Vocabulary,
)

__all__ = [
    "Attribute",
    "AttributeType",
    "ConditionOfUse",
    "Deliverer",
    "EvidenceType",
    "Reach",
    "Vocabulary",
    "read_vocabulary",
]
