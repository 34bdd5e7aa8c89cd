"""Signed packages between municipalities: evidence, assessments, versions of frameworks.

The receiver learns who made a package and that nothing in it changed; what it relies on, it
decides itself.
"""

from stadspoort.engines.exchange._sign import Received, TrustedKey, receive, sign_package
from stadspoort.engines.exchange._values import (
    Package,
    SharedAssessment,
    SharedEvidence,
    SharedFile,
    SharedFramework,
)
from stadspoort.engines.exchange._write import write_package

__all__ = [
    "Package",
    "Received",
    "SharedAssessment",
    "SharedEvidence",
    "SharedFile",
    "SharedFramework",
    "TrustedKey",
    "receive",
    "sign_package",
    "write_package",
]
