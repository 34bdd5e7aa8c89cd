"""The one error of a call that does not go through, and its fixed forms."""

from __future__ import annotations

from typing import ClassVar

from stadspoort.errors import Context, StadspoortError
from stadspoort.gate.values import Outcome


class CallRefusedError(StadspoortError):
    """The call ends here, with a named outcome; nothing unchecked was sent.

    Attributes:
        outcome: What happened; the Dutch text and the HTTP status hang on it.
        alternatives: What would be allowed instead: slugs of purposes or names of models.
        explanation: The register's own reason in Dutch, when it has one.
    """

    code = "gate.refused"

    def __init__(
        self,
        outcome: Outcome,
        *,
        alternatives: tuple[str, ...] = (),
        explanation: str = "",
        **context: Context,
    ) -> None:
        self.outcome = outcome
        self.alternatives = alternatives
        self.explanation = explanation
        super().__init__(outcome=str(outcome), **context)


class _FixedOutcomeError(CallRefusedError):
    fixed: ClassVar[Outcome]

    def __init__(self, **context: Context) -> None:
        super().__init__(self.fixed)
        self.context |= context


class RegisterStaleError(_FixedOutcomeError):
    """The register and keys were not confirmed for 5 seconds: what holds now is not known."""

    code = "gate.register_stale"
    fixed = Outcome.REGISTER_STALE


class LedgerUnavailableError(_FixedOutcomeError):
    """An entry could not be committed: a call that cannot be recorded does not happen."""

    code = "gate.ledger_unavailable"
    fixed = Outcome.LEDGER_UNAVAILABLE


class BudgetSpentError(_FixedOutcomeError):
    """The token budget of the experiment would be exceeded.

    Its context holds, in tokens, what the call asked and what is left: it may be more than nothing.
    """

    code = "gate.budget_spent"
    fixed = Outcome.BUDGET_SPENT


class VaultUnavailableError(_FixedOutcomeError):
    """The pseudonyms of this scope could not be read or stored."""

    code = "gate.vault_unavailable"
    fixed = Outcome.MASKING_FAILED


class ScanFailedError(_FixedOutcomeError):
    """The detector crashed or ran out of time or memory: what is in the text is not known."""

    code = "gate.scan_failed"
    fixed = Outcome.MASKING_FAILED


class DetectorFailedError(_FixedOutcomeError):
    """A detector of somebody else failed or was too slow: what it would have found is not known.

    The context names it, with the reason: `timeout`, `unreachable`, `not_allowed`, `status`,
    `answer`, `too_long`, or the type of the error it raised.
    """

    code = "gate.detector_failed"
    fixed = Outcome.DETECTOR_FAILED


class DetectorSettingError(StadspoortError):
    """STADSPOORT_DETECTORS names something that cannot be used."""

    code = "gate.detector_setting"


class UpstreamError(CallRefusedError):
    """The model endpoint could not be asked, or its answer could not be used."""

    code = "gate.upstream"
