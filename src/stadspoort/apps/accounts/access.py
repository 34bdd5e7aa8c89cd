"""Who may open which address. A view without a rule is refused: see `middleware`.

Object-level rules ("another user's conversation is a 404") are not here: views get their rows from
`queries.visible_to(user)`.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from inspect import iscoroutinefunction
from typing import Any, TypeVar, cast

from django.http import HttpRequest
from django_otp.plugins.otp_totp.models import TOTPDevice

from stadspoort.apps.accounts.errors import AccessNotCheckedError
from stadspoort.apps.accounts.models import RoleGrant, User
from stadspoort.apps.accounts.roles import Capability, Role, may

View = TypeVar("View", bound=Callable[..., Any])

RULE = "access_rule"
"""The attribute of a view that holds its rule."""

_CHECKED = "checked_access_rule"
SIGNED_IN_BY = "signed_in_by"
"""The session key that tells how someone came in: "password" or "oidc"."""


@dataclass(frozen=True, slots=True)
class AccessRule:
    """What someone needs for a view.

    Attributes:
        capability: None means nothing: the view is public.
        is_open_before_mfa: Whether it may be used with only a password, because it is a step of
            signing in for the first time.
    """

    capability: Capability | None
    is_open_before_mfa: bool = False


class SignedInRequest(HttpRequest):
    """A request that passed the check: with the person and their roles."""

    user: User
    roles: frozenset[Role]


def requires(capability: Capability, *, is_open_before_mfa: bool = False) -> Callable[[View], View]:
    """Return a decorator that lets in only people with the capability; works on async views too."""
    return _mark(AccessRule(capability, is_open_before_mfa))


def public(view: View) -> View:
    """Mark a view as open to everyone."""
    return _mark(AccessRule(None, is_open_before_mfa=True))(view)


def roles_of(user: User) -> frozenset[Role]:
    """Return the roles that a user holds now; none for an inactive user."""
    if not user.is_active:
        return frozenset()
    return frozenset(
        Role(role) for role in RoleGrant.objects.filter(user=user).values_list("role", flat=True)
    )


def has_capability(user: User, capability: Capability) -> bool:
    """Say whether a user may do something now."""
    return may(roles_of(user), capability)


def has_finished_signing_in(request: HttpRequest) -> bool:
    """Say whether this session has all that is asked: MFA and no temporary password.

    Someone who came in by OIDC showed a second factor there. A demo account may put MFA off until
    it sets up a device. Everyone else needs a code of their own device in this session.
    """
    user = request.user
    if not isinstance(user, User) or user.is_password_temporary:
        return False
    if request.session.get(SIGNED_IN_BY) == "oidc" or user.is_verified():  # type: ignore[attr-defined] # set by OTPMiddleware
        return True
    return user.is_demo and not has_second_factor(user)


def has_second_factor(user: User) -> bool:
    """Say whether a user has set up an authenticator app."""
    return bool(TOTPDevice.objects.filter(user=user, confirmed=True).exists())


def note_checked(request: HttpRequest, rule: AccessRule) -> None:
    """Note on the request that the middleware has checked this rule."""
    setattr(request, _CHECKED, rule)


def _mark(rule: AccessRule) -> Callable[[View], View]:
    def decorate(view: View) -> View:
        # The middleware checks, because only there the database may be asked before an async view.
        # The wrapper makes sure that it did: a view called around it must not run.
        if iscoroutinefunction(view):

            @functools.wraps(view)
            async def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 (any view)
                _assert_checked(request, rule)
                return await view(request, *args, **kwargs)
        else:

            @functools.wraps(view)
            def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 (any view)
                _assert_checked(request, rule)
                return view(request, *args, **kwargs)

        setattr(guarded, RULE, rule)
        return cast(View, guarded)

    return decorate


def _assert_checked(request: HttpRequest, rule: AccessRule) -> None:
    if getattr(request, _CHECKED, None) != rule:
        raise AccessNotCheckedError(capability=rule.capability)
