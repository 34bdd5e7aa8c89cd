"""What can go wrong with keys, sealed copies and the running gate."""

from __future__ import annotations

from stadspoort.errors import StadspoortError


class KeyUnknownError(StadspoortError):
    """There is no API key with this id."""

    code = "gate.key_unknown"


class KeyRevokedError(StadspoortError):
    """The API key was revoked already."""

    code = "gate.key_revoked"


class KeyOwnerUnusableError(StadspoortError):
    """The owner of a key must be a person who is active: someone must answer for its use."""

    code = "gate.key_owner_unusable"


class KeyWithoutPurposeError(StadspoortError):
    """A key without a purpose opens nothing."""

    code = "gate.key_without_purpose"


class KeyExpiryPastError(StadspoortError):
    """The key would have expired before it was made."""

    code = "gate.key_expiry_past"


class SealedCopyGoneError(StadspoortError):
    """There is no sealed copy of this call: none was made, or its term has passed."""

    code = "gate.sealed_copy_gone"


class GateNotRunningError(StadspoortError):
    """This process has no gate: it was started without one, or it is stopping."""

    code = "gate.not_running"
