"""Why an envelope cannot be opened."""

from __future__ import annotations

from stadspoort.errors import StadspoortError


class EnvelopeUnreadableError(StadspoortError):
    """These bytes are no envelope of a known version: cut off, or never sealed."""

    code = "sealing.envelope_unreadable"


class WrongKeyError(StadspoortError):
    """The envelope was sealed with another key."""

    code = "sealing.wrong_key"


class NotAuthenticError(StadspoortError):
    """The key is right, but the content was changed or belongs to another row.

    Which of the two cannot be told: the content and the row's identity are checked as one.
    """

    code = "sealing.not_authentic"
