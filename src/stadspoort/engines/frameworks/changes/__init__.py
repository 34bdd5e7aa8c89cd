"""What one version of a framework changes against another, and what that does to verdicts."""

from stadspoort.engines.frameworks.changes._differences import (
    ChangeKind,
    FieldChange,
    RequirementChange,
    differences,
)
from stadspoort.engines.frameworks.changes._impact import Impact, Touched, VerdictChange, impact

__all__ = [
    "ChangeKind",
    "FieldChange",
    "Impact",
    "RequirementChange",
    "Touched",
    "VerdictChange",
    "differences",
    "impact",
]
