"""What can go wrong when two people must agree."""

from __future__ import annotations

from stadspoort.errors import StadspoortError


class SamePersonError(StadspoortError):
    """Who asked may not decide: it takes a second person."""

    code = "oversight.same_person"


class AlreadyDecidedError(StadspoortError):
    """Somebody decided on this request already."""

    code = "oversight.already_decided"


class AlreadyAskedError(StadspoortError):
    """The same person has an open request for the same call."""

    code = "oversight.already_asked"


class NotUsableError(StadspoortError):
    """The request was not approved, is past its term, or belongs to somebody else."""

    code = "oversight.not_usable"


class ReasonTooShortError(StadspoortError):
    """A reason must say enough for the second person and for a later audit."""

    code = "oversight.reason_too_short"


class NobodyBehindError(StadspoortError):
    """There is no person behind this call: it came in with an unknown key."""

    code = "oversight.nobody_behind"


class ExportTooLargeError(StadspoortError):
    """More rows than one export holds."""

    code = "oversight.export_too_large"
