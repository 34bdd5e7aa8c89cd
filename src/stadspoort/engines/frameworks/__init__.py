"""Assessments, decisions of people and a day give what holds: the first rule of the frameworks."""

from stadspoort.engines.frameworks._judge import judge
from stadspoort.engines.frameworks._values import (
    Assessed,
    Decided,
    Judgement,
    Standing,
    worst,
)

__all__ = ["Assessed", "Decided", "Judgement", "Standing", "judge", "worst"]
