"""Reads about people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from stadspoort.apps.accounts import access
from stadspoort.apps.accounts.errors import UserUnknownError
from stadspoort.apps.accounts.models import RoleGrant, User
from stadspoort.apps.accounts.roles import ROLES_THAT_MAY, Capability, Role

SYSTEM_USERNAME = "systeem"
SORTS = {"naam": "display_name", "gebruikersnaam": "username", "laatst": "last_login"}


@dataclass(frozen=True, slots=True)
class UserRow:
    """One line of the list of users."""

    id: int
    username: str
    display_name: str
    roles: tuple[str, ...]
    is_active: bool
    is_demo: bool
    has_second_factor: bool
    has_sign_in: bool
    last_login: datetime | None


def system_user() -> User:
    """Return the user that the command line acts as; made at first need, can never sign in."""
    user, _ = User.objects.get_or_create(
        username=SYSTEM_USERNAME,
        defaults={
            "display_name": "Systeem",
            "pseudonym": "systeem",
            "is_system": True,
            "is_active": False,
            "password": UNUSABLE_PASSWORD_PREFIX,
            "created_at": timezone.now(),
        },
    )
    return user


def people_who_sign_in() -> QuerySet[User]:
    """Return the active people who can come in: with a password, or by the municipality's account.

    The command line makes owners of keys who have neither.
    """
    return User.objects.filter(is_active=True, is_system=False).exclude(
        password__startswith=UNUSABLE_PASSWORD_PREFIX, oidc_subject=None
    )


def visible_to(user: User) -> QuerySet[User]:
    """Return the accounts that a user may see: all for who manages users, else only their own.

    The system user is nobody's to see.
    """
    people = User.objects.filter(is_system=False)
    if access.has_capability(user, Capability.MANAGE_USERS):
        return people
    return people.filter(pk=user.pk)


def search_users(by: User, *, words: str, sort: str) -> QuerySet[User]:
    """Return the accounts visible to `by` whose name holds the words, sorted.

    Args:
        by: Who looks.
        words: Part of a name or user name; empty for all.
        sort: A key of `SORTS`, `-` in front for descending; anything else sorts by name.
    """
    found = visible_to(by)
    if words:
        found = found.filter(Q(display_name__icontains=words) | Q(username__icontains=words))
    column = SORTS.get(sort.removeprefix("-"), "display_name")
    sign = "-" if sort.startswith("-") else ""
    return found.order_by(f"{sign}{column}", "pk")


def rows(users: Sequence[User]) -> list[UserRow]:
    """Return the lines for these accounts, in their order, with two queries for all."""
    keys = [user.pk for user in users]
    roles: dict[int, list[str]] = {key: [] for key in keys}
    for key, role in RoleGrant.objects.filter(user__in=keys).values_list("user_id", "role"):
        roles[key].append(Role(role).label)
    protected = set(
        TOTPDevice.objects.filter(user__in=keys, confirmed=True).values_list("user_id", flat=True)
    )
    return [
        UserRow(
            id=user.pk,
            username=user.username,
            display_name=user.display_name,
            roles=tuple(sorted(roles[user.pk])),
            is_active=user.is_active,
            is_demo=user.is_demo,
            has_second_factor=user.pk in protected,
            has_sign_in=user.has_usable_password() or user.oidc_subject is not None,
            last_login=user.last_login,
        )
        for user in users
    ]


def by_username(username: str) -> User:
    """Return the account with this user name.

    Raises:
        UserUnknownError: If there is none, or it is the system user.
    """
    try:
        return User.objects.get(username=username, is_system=False)
    except User.DoesNotExist as error:
        raise UserUnknownError from error


def granted_roles(user: User) -> frozenset[Role]:
    """Return the roles a user has or, with a closed account, would have again."""
    return frozenset(Role(role) for role in user.role_grants.values_list("role", flat=True))


def managers_besides(user: User) -> int:
    """Return how many other active people may manage users."""
    managing = RoleGrant.objects.filter(
        user=OuterRef("pk"), role__in=ROLES_THAT_MAY[Capability.MANAGE_USERS]
    )
    return User.objects.filter(Exists(managing), is_active=True).exclude(pk=user.pk).count()


def recovery_codes_left(user: User) -> int:
    """Return how many recovery codes a user has not used yet."""
    return int(StaticToken.objects.filter(device__user=user, device__confirmed=True).count())


def demo_accounts_exist() -> bool:
    """Say whether this installation holds active demo accounts."""
    return User.objects.filter(is_demo=True, is_active=True).exists()
