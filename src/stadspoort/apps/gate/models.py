"""API keys, pseudonym vaults, sealed copies and one row per model call.

Slugs of purposes, models and applications stand in `CallRecord` as text, not as keys to the
register: what was called stays readable after the register moved on.
"""

from __future__ import annotations

import uuid

from django.db import models


class ApiKey(models.Model):
    """A key of one application and one owner. The key itself is nowhere: only its SHA-256 digest.

    `public_id` names the key on screens, in the ledger and on the command line.
    """

    public_id = models.CharField("kenmerk", max_length=24, unique=True)
    digest = models.BinaryField(max_length=32, unique=True, editable=False)
    application = models.ForeignKey(
        "register.Application",
        verbose_name="toepassing",
        on_delete=models.PROTECT,
        related_name="+",
    )
    owner = models.ForeignKey(
        "accounts.User", verbose_name="eigenaar", on_delete=models.PROTECT, related_name="api_keys"
    )
    purposes = models.ManyToManyField(
        "register.Purpose", verbose_name="doelen", related_name="api_keys"
    )
    created_at = models.DateTimeField("gemaakt op")
    expires_at = models.DateTimeField("geldig tot", null=True, blank=True)
    revoked_at = models.DateTimeField("ingetrokken op", null=True, blank=True)

    class Meta:
        """Names on screens."""

        verbose_name = "sleutel"
        verbose_name_plural = "sleutels"
        ordering = ("-created_at", "public_id")

    def __str__(self) -> str:
        return self.public_id


class Scope(models.Model):
    """What one vault belongs to: a conversation, bound to the asker who named it.

    `external_digest` is SHA-256 over asker and conversation id: the id that a client sent is never
    stored. Deleting the row and the scope's data key is the end of its vault.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    principal_kind = models.CharField(max_length=8)
    principal_id = models.CharField(max_length=64)
    external_digest = models.BinaryField(max_length=32, unique=True, editable=False)
    tag = models.CharField(max_length=16, unique=True, editable=False)
    version = models.PositiveBigIntegerField(default=0)
    created_at = models.DateTimeField()
    last_used_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True, blank=True, db_index=True)

    class Meta:
        """Names on screens."""

        verbose_name = "kluis"
        verbose_name_plural = "kluizen"

    def __str__(self) -> str:
        return str(self.id)


class VaultEntry(models.Model):
    """One value of a vault and the number in its token, encrypted with the key of the scope.

    `value_digest` is an HMAC under a key of the scope, so that the database itself refuses a second
    token for one value without knowing the value.
    """

    scope = models.ForeignKey(Scope, on_delete=models.CASCADE, related_name="entries")
    number = models.PositiveIntegerField()
    value_digest = models.BinaryField(max_length=32, editable=False)
    blob = models.BinaryField(editable=False)

    class Meta:
        """One value has one token, one token has one value."""

        verbose_name = "pseudoniem in een kluis"
        verbose_name_plural = "pseudoniemen in kluizen"
        constraints = (
            models.UniqueConstraint(fields=("scope", "number"), name="one_value_per_token"),
            models.UniqueConstraint(fields=("scope", "value_digest"), name="one_token_per_value"),
        )

    def __str__(self) -> str:
        return f"{self.scope_id}:{self.number}"


class CallRecord(models.Model):
    """One model call as the screens show it: who, what for, how it ended. No content.

    The ledger is the proof; this row is its readable side and what the sweeper looks at.
    `closed_at` is empty while the call runs. `masked_values` is the sum of the counts in `masked`.
    """

    call_id = models.CharField("kenmerk", max_length=64, primary_key=True)
    boot_id = models.UUIDField(editable=False)
    opened_at = models.DateTimeField("tijd")
    closed_at = models.DateTimeField(null=True, blank=True)
    principal_kind = models.CharField(max_length=8)
    principal_id = models.CharField(max_length=64)
    user = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    application = models.CharField("toepassing", max_length=100, blank=True)
    purpose = models.CharField("doel", max_length=100, blank=True)
    model = models.CharField("model", max_length=200, blank=True)
    endpoint = models.CharField(max_length=40)
    verdict = models.CharField("oordeel", max_length=24, blank=True)
    masked = models.JSONField("gemaskeerd", default=dict)
    masked_values = models.PositiveIntegerField(default=0)
    body_digest = models.CharField(max_length=64, blank=True)
    register_version = models.PositiveBigIntegerField(default=0)
    is_streamed = models.BooleanField(default=False)
    estimated_tokens = models.PositiveIntegerField(default=0)
    outcome = models.CharField("uitkomst", max_length=32, blank=True)
    reason = models.TextField("reden", blank=True)
    prompt_tokens = models.PositiveIntegerField(default=0)
    completion_tokens = models.PositiveIntegerField(default=0)
    duration_ms = models.PositiveIntegerField("duur", default=0)
    restored = models.PositiveIntegerField(default=0)
    unknown_tokens = models.PositiveIntegerField(default=0)
    neutralised = models.PositiveIntegerField(default=0)

    class Meta:
        """Newest first; every filter of the Logboek has an index."""

        verbose_name = "modelaanroep"
        verbose_name_plural = "modelaanroepen"
        ordering = ("-opened_at", "call_id")
        indexes = (
            models.Index(fields=("opened_at",), name="call_by_time"),
            models.Index(fields=("purpose", "opened_at"), name="call_by_purpose"),
            models.Index(fields=("model", "opened_at"), name="call_by_model"),
            models.Index(fields=("outcome", "opened_at"), name="call_by_outcome"),
            models.Index(fields=("application", "opened_at"), name="call_by_application"),
            models.Index(fields=("principal_id", "opened_at"), name="call_by_principal"),
            models.Index(
                fields=("boot_id",), name="call_still_open", condition=models.Q(closed_at=None)
            ),
        )

    def __str__(self) -> str:
        return self.call_id


class SealPeriodKey(models.Model):
    """A data key for one process and one hour, sealed once to the public key of the FG.

    Only the holder of the FG's private key can open it, and with it the copies of that hour.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sealed_key = models.BinaryField(editable=False)
    created_at = models.DateTimeField()

    class Meta:
        """Names on screens."""

        verbose_name = "periodesleutel"
        verbose_name_plural = "periodesleutels"

    def __str__(self) -> str:
        return str(self.id)


class SealedCopy(models.Model):
    """The masked body of one call as sent, to reconstruct an incident; gone on `expires_at`."""

    call = models.OneToOneField(
        CallRecord, primary_key=True, on_delete=models.PROTECT, related_name="sealed_copy"
    )
    period_key = models.ForeignKey(SealPeriodKey, on_delete=models.PROTECT, related_name="copies")
    blob = models.BinaryField(editable=False)
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        """Names on screens."""

        verbose_name = "verzegelde kopie"
        verbose_name_plural = "verzegelde kopieën"

    def __str__(self) -> str:
        return self.call_id


class PurposeUsage(models.Model):
    """Tokens of one purpose: used by closed calls, reserved by calls that still run."""

    purpose = models.CharField("doel", max_length=100, primary_key=True)
    used = models.PositiveBigIntegerField(default=0)
    reserved = models.PositiveBigIntegerField(default=0)

    class Meta:
        """Names on screens."""

        verbose_name = "verbruik per doel"
        verbose_name_plural = "verbruik per doel"

    def __str__(self) -> str:
        return self.purpose
