"""Why an expression is no condition."""

from __future__ import annotations

from stadspoort.errors import StadspoortError


class ConditionError(StadspoortError):
    """The expression has no meaning; `reason` says why, in Dutch."""

    code = "frameworks.condition_wrong"

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason=reason)
