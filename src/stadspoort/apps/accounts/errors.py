"""Named failures of accounts and signing in."""

from __future__ import annotations

from stadspoort.errors import StadspoortError


class AccessNotCheckedError(StadspoortError):
    """A view ran without the check of `DenyByDefaultMiddleware`."""

    code = "accounts.access_not_checked"


class RecorderMissingError(StadspoortError):
    """Nobody told accounts where to record changes, so nothing may change."""

    code = "accounts.recorder_missing"


class UsernameTakenError(StadspoortError):
    """Another account has this user name."""

    code = "accounts.username_taken"


class UserUnknownError(StadspoortError):
    """There is no account with this user name."""

    code = "accounts.user_unknown"


class LastManagerError(StadspoortError):
    """After this change nobody could manage users any more."""

    code = "accounts.last_manager"


class OwnRightError(StadspoortError):
    """People may not take their own right to manage users away, nor close their own account."""

    code = "accounts.own_right"


class WeakPasswordError(StadspoortError):
    """The password does not meet the rules of this installation."""

    code = "accounts.weak_password"


class WrongCodeError(StadspoortError):
    """The code is wrong, was used before, or came too soon after a wrong one."""

    code = "accounts.wrong_code"


class SystemUserError(StadspoortError):
    """The system user has no roles, no password and cannot be changed."""

    code = "accounts.system_user"


class OidcSettingsError(StadspoortError):
    """The settings of the OIDC provider are not complete or cannot be read."""

    code = "accounts.oidc_settings"


class OidcRefusedError(StadspoortError):
    """The provider's answer cannot be trusted, or lacks what this installation asks for."""

    code = "accounts.oidc_refused"
