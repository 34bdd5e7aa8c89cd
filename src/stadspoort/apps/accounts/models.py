"""User and the roles granted to a user."""

from __future__ import annotations

import uuid

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

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
    oidc_subject = models.CharField(max_length=255, unique=True, null=True, blank=True)  # noqa: DJ001 (unique only when set)
    session_epoch = models.UUIDField(default=uuid.uuid4, editable=False)
    created_at = models.DateTimeField()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ("display_name",)

    objects: models.Manager[User] = BaseUserManager()

    class Meta:
        """Names on screens."""

        verbose_name = "gebruiker"
        verbose_name_plural = "gebruikers"

    def __str__(self) -> str:
        return self.pseudonym


class RoleGrant(models.Model):
    """A role held by a user, and who granted it."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="role_grants")
    role = models.CharField("rol", max_length=32, choices=[(role.value, role.label) for role in Role])
    granted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    granted_at = models.DateTimeField()

    class Meta:
        """One grant per role."""

        constraints = (
            models.UniqueConstraint(fields=("user", "role"), name="one_grant_per_role"),
        )

    def __str__(self) -> str:
        return f"{self.user_id}:{self.role}"
