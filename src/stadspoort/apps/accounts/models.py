"""User and the roles granted to a user."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.crypto import salted_hmac

from stadspoort.apps.accounts.roles import Role


class User(AbstractBaseUser):
    """An employee, or the system user that the command line acts as.

    `pseudonym` stands for the person in every list and figure: employees are not watched.
    """

    username = models.CharField("gebruikersnaam", max_length=150, unique=True)
    display_name = models.CharField("naam", max_length=150)
    email = models.EmailField("e-mailadres", blank=True)
    pseudonym = models.CharField("pseudoniem", max_length=16, unique=True)
    is_active = models.BooleanField("actief", default=True)
    is_demo = models.BooleanField("demo-account", default=False)
    is_system = models.BooleanField("systeemgebruiker", default=False)
    is_password_temporary = models.BooleanField("wachtwoord is tijdelijk", default=False)
    oidc_subject = models.CharField(max_length=255, unique=True, null=True, blank=True)
    session_epoch = models.UUIDField(default=uuid.uuid4, editable=False)
    created_at = models.DateTimeField()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["display_name"]

    objects: models.Manager[User] = BaseUserManager()

    class Meta:
        """Names on screens."""

        verbose_name = "gebruiker"
        verbose_name_plural = "gebruikers"

    def __str__(self) -> str:
        return self.pseudonym

    def get_session_auth_hash(self) -> str:
        """Return what a session is bound to: password and epoch. A new epoch ends all sessions."""
        return self._session_hash(None)

    def get_session_auth_fallback_hash(self) -> Iterator[str]:
        """Return the same under each earlier signing secret, while one is being replaced."""
        for secret in settings.SECRET_KEY_FALLBACKS:
            yield self._session_hash(secret)

    def _session_hash(self, secret: str | bytes | None) -> str:
        return salted_hmac(
            "stadspoort.accounts.session",
            f"{self.password}:{self.session_epoch}",
            secret=secret,
            algorithm="sha256",
        ).hexdigest()


class RoleGrant(models.Model):
    """A role held by a user, and who granted it."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="role_grants")
    role = models.CharField(
        "rol", max_length=32, choices=[(role.value, role.label) for role in Role]
    )
    granted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    granted_at = models.DateTimeField()

    class Meta:
        """One grant per role."""

        constraints = (models.UniqueConstraint(fields=("user", "role"), name="one_grant_per_role"),)

    def __str__(self) -> str:
        return f"{self.user_id}:{self.role}"
