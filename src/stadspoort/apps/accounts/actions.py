"""Writes about people: accounts, roles, passwords, the second factor, sessions.

Each is one transaction with its entry in the ledger as last statement.
"""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Collection, Mapping
from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from stadspoort.apps.accounts import queries
from stadspoort.apps.accounts.errors import (
    LastManagerError,
    OidcRefusedError,
    OwnRightError,
    SystemUserError,
    UsernameTakenError,
    WeakPasswordError,
)
from stadspoort.apps.accounts.models import RoleGrant, User
from stadspoort.apps.accounts.oidc import Identity
from stadspoort.apps.accounts.recording import AccountEvent, record
from stadspoort.apps.accounts.roles import ROLES_THAT_MAY, Capability, Role

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # nothing that looks like something else
_MANAGERS = ROLES_THAT_MAY[Capability.MANAGE_USERS]


def temporary_password() -> str:
    """Return a password to be shown once: four groups of four, 79 bits of chance."""
    letters = [secrets.choice(_LETTERS) for _ in range(16)]
    return "-".join("".join(letters[start : start + 4]) for start in range(0, 16, 4))


@transaction.atomic
def create_user(
    *,
    username: str,
    display_name: str,
    roles: Collection[Role],
    by: User,
    now: datetime,
    email: str = "",
    password: str | None = None,
    is_password_temporary: bool = True,
    is_demo: bool = False,
    oidc_subject: str | None = None,
) -> User:
    """Make an account with its roles.

    Args:
        username: What the person signs in with; unique.
        display_name: The name on screens.
        roles: May be empty: then the person sees only their own account.
        by: Who made it.
        now: The moment, aware.
        email: May be empty.
        password: None for an account that signs in by OIDC alone.
        is_password_temporary: Whether the person must choose another at first sign-in.
        is_demo: Whether MFA may be put off; `serve` then refuses all but this machine.
        oidc_subject: Issuer and subject of the provider, for an account made at first sign-in.

    Raises:
        UsernameTakenError: If the user name exists.
    """
    if User.objects.filter(username__iexact=username).exists():
        raise UsernameTakenError
    user = User(
        username=username,
        display_name=display_name,
        email=email,
        pseudonym=f"m-{secrets.token_hex(5)}",
        is_demo=is_demo,
        is_password_temporary=password is not None and is_password_temporary,
        oidc_subject=oidc_subject,
        created_at=now,
    )
    if password is None:
        user.set_unusable_password()
    else:
        user.set_password(password)
    user.save()
    record(AccountEvent.USER_CREATED, by=by, about=user, now=now, facts={"is_demo": is_demo})
    for role in sorted(set(roles)):
        grant_role(user=user, role=role, by=by, now=now)
    return user


@transaction.atomic
def grant_role(*, user: User, role: Role, by: User, now: datetime) -> None:
    """Give a user a role; nothing happens when they have it."""
    _refuse_system_user(user)
    _, is_new = RoleGrant.objects.get_or_create(
        user=user, role=role, defaults={"granted_by": by, "granted_at": now}
    )
    if is_new:
        record(AccountEvent.ROLE_GRANTED, by=by, about=user, now=now, facts={"role": role.value})


@transaction.atomic
def revoke_role(*, user: User, role: Role, by: User, now: datetime) -> None:
    """Take a role from a user; nothing happens when they do not have it.

    Also FG and auditor can lose a role; that it happened stands in the ledger they read.
    """
    deleted, _ = RoleGrant.objects.filter(user=user, role=role).delete()
    if deleted:
        record(AccountEvent.ROLE_REVOKED, by=by, about=user, now=now, facts={"role": role.value})


@transaction.atomic
def set_roles(*, user: User, roles: Collection[Role], by: User, now: datetime) -> None:
    """Make these the roles of a user: grants what is new, revokes what is gone.

    Raises:
        OwnRightError: If people would take their own right to manage users away.
        LastManagerError: If nobody could manage users any more.
        SystemUserError: If it is the system user.
    """
    _refuse_system_user(user)
    User.objects.select_for_update().get(pk=user.pk)
    before, after = queries.granted_roles(user), frozenset(roles)
    if before & _MANAGERS and not after & _MANAGERS:
        _refuse_losing_managers(user, by)
    for role in sorted(after - before):
        grant_role(user=user, role=role, by=by, now=now)
    for role in sorted(before - after):
        revoke_role(user=user, role=role, by=by, now=now)


@transaction.atomic
def deactivate(*, user: User, by: User, now: datetime) -> None:
    """Close an account: its next request is refused. Its traces stay.

    Raises:
        OwnRightError: If it is one's own account.
        LastManagerError: If nobody could manage users any more.
        SystemUserError: If it is the system user.
    """
    _refuse_system_user(user)
    if user.pk == by.pk:
        raise OwnRightError
    if queries.granted_roles(user) & _MANAGERS:
        _refuse_losing_managers(user, by)
    user.is_active = False
    user.session_epoch = uuid.uuid4()
    user.save(update_fields=["is_active", "session_epoch"])
    record(AccountEvent.USER_DEACTIVATED, by=by, about=user, now=now)


@transaction.atomic
def activate(*, user: User, by: User, now: datetime) -> None:
    """Open a closed account again, with the roles it had."""
    _refuse_system_user(user)
    user.is_active = True
    user.save(update_fields=["is_active"])
    record(AccountEvent.USER_CHANGED, by=by, about=user, now=now, facts={"is_active": True})


@transaction.atomic
def set_temporary_password(*, user: User, password: str, by: User, now: datetime) -> None:
    """Give a user a password to be changed at the next sign-in; ends their sessions."""
    _refuse_system_user(user)
    _store_password(user, password, is_temporary=True)
    facts = {"is_temporary": True}
    record(AccountEvent.PASSWORD_SET, by=by, about=user, now=now, facts=facts)


@transaction.atomic
def change_own_password(*, user: User, password: str, now: datetime) -> None:
    """Store the password someone chose; ends their other sessions.

    Raises:
        WeakPasswordError: If it does not meet the rules.
    """
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise WeakPasswordError(reasons=len(error.messages)) from error
    _store_password(user, password, is_temporary=False)
    record(AccountEvent.PASSWORD_SET, by=user, about=user, now=now, facts={"is_temporary": False})


@transaction.atomic
def end_sessions(*, user: User, by: User, now: datetime) -> None:
    """Sign a user out everywhere."""
    _new_epoch(user)
    record(AccountEvent.SESSIONS_ENDED, by=by, about=user, now=now)


def admit_from_provider(*, identity: Identity, now: datetime) -> User:
    """Return the account of someone who came in by OIDC, with the roles the provider gives.

    The account is made at first sign-in; it is never joined to a local account of the same name,
    or whoever names accounts at the provider could take over any account here.

    Raises:
        OidcRefusedError: If the person has no role here, or the account is closed. Roles that the
            provider took away are gone then too, and open sessions lose them at once.
    """
    system = queries.system_user()
    user = User.objects.filter(oidc_subject=identity.subject).first()
    if user is None and not identity.roles:
        raise OidcRefusedError(reason="no_role")
    if user is None:
        user = create_user(
            username=_free_username(identity.username),
            display_name=identity.display_name,
            email=identity.email,
            roles=identity.roles,
            by=system,
            now=now,
            oidc_subject=identity.subject,
        )
    follow_provider_roles(user=user, identity=identity, now=now)
    # Refused only now: what the provider took away has to stay taken away.
    if not identity.roles:
        raise OidcRefusedError(reason="no_role")
    if not user.is_active:
        raise OidcRefusedError(reason="closed")
    return user


@transaction.atomic
def follow_provider_roles(*, user: User, identity: Identity, now: datetime) -> None:
    """Make the roles of a user those that the provider gives, also when it gives none."""
    system = queries.system_user()
    held = queries.granted_roles(user)
    for role in sorted(identity.roles - held):
        grant_role(user=user, role=role, by=system, now=now)
    for role in sorted(held - identity.roles):
        revoke_role(user=user, role=role, by=system, now=now)


@transaction.atomic
def note_sign_in(*, user: User, way: str, now: datetime) -> None:
    """Record that someone came in; `way` is `password`, `totp`, `recovery_code` or `oidc`."""
    record(AccountEvent.SIGN_IN, by=user, about=user, now=now, facts={"way": way})


@transaction.atomic
def note_failed_sign_in(*, username: str, step: str, now: datetime) -> None:
    """Record that signing in failed; the name that was tried is never kept.

    Args:
        username: What was typed; an account of that name is noted by its pseudonym.
        step: `password`, `code` or `oidc`.
        now: The moment, aware.
    """
    about = User.objects.filter(username=username, is_system=False).first()
    system = queries.system_user()
    record(AccountEvent.SIGN_IN_FAILED, by=system, about=about, now=now, facts={"step": step})


@transaction.atomic
def note_sign_out(*, user: User, now: datetime) -> None:
    """Record that someone signed out."""
    record(AccountEvent.SIGN_OUT, by=user, about=user, now=now)


@transaction.atomic
def create_demo_accounts(*, now: datetime, passwords: Mapping[Role, str]) -> dict[Role, User]:
    """Make one demo account per role in `passwords`, with MFA put off; return them by role.

    The user name is the slug of the role; the names are invented.
    """
    system = queries.system_user()
    return {
        role: create_user(
            username=role.value,
            display_name=_DEMO_NAMES[role],
            roles=(role,),
            by=system,
            now=now,
            password=password,
            is_password_temporary=False,
            is_demo=True,
        )
        for role, password in passwords.items()
    }


_DEMO_NAMES = {
    Role.MEDEWERKER: "Noor Bakker",
    Role.WOO_COORDINATOR: "Sanne de Wit",
    Role.WOO_BEHANDELAAR: "Joris Prins",
    Role.JURIST_BEZWAAR: "Amina Yilmaz",
    Role.KLANTCONTACT: "Daan Visser",
    Role.REDACTEUR: "Lotte Hendriks",
    Role.INKOPER: "Ruben Smit",
    Role.PROCESEIGENAAR: "Marjan Kuipers",
    Role.PRIVACY_OFFICER: "Farah El Amrani",
    Role.FG: "Willem Postma",
    Role.CISO: "Esther Vos",
    Role.FUNCTIONEEL_BEHEERDER: "Tom Jacobs",
    Role.TECHNISCH_BEHEERDER: "Kees Dijkstra",
    Role.AUDITOR: "Ingrid Maas",
}


def _free_username(wanted: str) -> str:
    """Return the name, or the name with a random ending when an account has it."""
    if not User.objects.filter(username__iexact=wanted).exists():
        return wanted
    return f"{wanted[:140]}-{secrets.token_hex(4)}"


def _store_password(user: User, password: str, *, is_temporary: bool) -> None:
    user.set_password(password)
    user.is_password_temporary = is_temporary
    user.session_epoch = uuid.uuid4()
    user.save(update_fields=["password", "is_password_temporary", "session_epoch"])


def _new_epoch(user: User) -> None:
    user.session_epoch = uuid.uuid4()
    user.save(update_fields=["session_epoch"])


def _refuse_system_user(user: User) -> None:
    if user.is_system:
        raise SystemUserError


def _refuse_losing_managers(user: User, by: User) -> None:
    if user.pk == by.pk:
        raise OwnRightError
    if queries.managers_besides(user) == 0:
        raise LastManagerError
