"""Facts and frameworks on a day give a verdict with its reasons, or verdicts in bulk.

judge(library, facts, "assistent", "intern", date(2026, 12, 2)).verdict
judge_all(library, facts, date(2026, 12, 2))
"""

from stadspoort.engines.frameworks.judging._bulk import judge_all
from stadspoort.engines.frameworks.judging._judge import (
    UnknownSubjectError,
    judge,
    judge_each,
)
from stadspoort.engines.frameworks.judging._values import (
    Finding,
    Outcome,
    Row,
    Ruling,
    UseCondition,
    Verdict,
)

__all__ = [
    "Finding",
    "Outcome",
    "Row",
    "Ruling",
    "UnknownSubjectError",
    "UseCondition",
    "Verdict",
    "judge",
    "judge_all",
    "judge_each",
]
