"""What people wrote down: evidence, decisions about a use, and the adoption of requirements."""

from stadspoort.engines.frameworks.records._values import (
    Adoption,
    Bearing,
    Decision,
    Evidence,
    ReadAs,
    Reliance,
    Via,
)

__all__ = ["Adoption", "Bearing", "Decision", "Evidence", "ReadAs", "Reliance", "Via"]
