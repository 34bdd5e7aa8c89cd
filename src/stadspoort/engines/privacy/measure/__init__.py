"""Score any detector of personal data on marked texts, with an interval behind every figure.

The scorer knows no detector: it takes marked texts and the spans that something found in them.
What is marked, and what not: docs/reference/personal-data-kinds.md.
"""

from stadspoort.engines.privacy.measure._figures import Figure, KindFigures, Report, report
from stadspoort.engines.privacy.measure._gold import (
    GoldSet,
    GoldText,
    GoldUnreadableError,
    Mark,
    read_gold,
)
from stadspoort.engines.privacy.measure._score import score

__all__ = [
    "Figure",
    "GoldSet",
    "GoldText",
    "GoldUnreadableError",
    "KindFigures",
    "Mark",
    "Report",
    "read_gold",
    "report",
    "score",
]
