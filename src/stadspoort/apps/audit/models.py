"""The ledger, its head, the lives of processes and the data keys of scopes."""

from __future__ import annotations

import uuid

from django.db import models


class LedgerEntry(models.Model):
    """One entry of the chain; never changed. `engines.ledger` says how it is hashed.

    `payload` is canonical JSON; NULL once it is past its term, which leaves the chain whole.
    """

    seq = models.BigIntegerField("nummer", primary_key=True)
    at = models.DateTimeField("tijd")
    kind = models.CharField("gebeurtenis", max_length=64)
    payload = models.TextField("feiten", null=True)  # noqa: DJ001 (NULL is deleted, "" is a payload)
    payload_digest = models.CharField(max_length=64)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        """One row per entry, in the order of the chain."""

        db_table = "audit_ledger_entry"
        verbose_name = "regel van het logboek"
        verbose_name_plural = "regels van het logboek"
        ordering = ("seq",)
        indexes = (
            models.Index(fields=("kind", "at"), name="entry_by_kind"),
            models.Index(fields=("at",), name="entry_by_time"),
        )

    def __str__(self) -> str:
        return f"{self.seq}:{self.kind}"


class LedgerHead(models.Model):
    """The one row that every append locks: number and digest of the last entry, signed."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    seq = models.BigIntegerField()
    digest = models.CharField(max_length=64)
    signature = models.CharField(max_length=128, blank=True)

    class Meta:
        """Exactly one row."""

        db_table = "audit_ledger_head"
        verbose_name = "einde van het logboek"
        verbose_name_plural = "einde van het logboek"
        constraints = (models.CheckConstraint(condition=models.Q(id=1), name="one_ledger_head"),)

    def __str__(self) -> str:
        return f"{self.seq}:{self.digest[:12]}"


class ProcessLife(models.Model):
    """One run of one process: from its start until it ended or fell silent."""

    boot_id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    host = models.CharField(max_length=255)
    started_at = models.DateTimeField()
    heartbeat_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """The dead are looked for by heartbeat."""

        db_table = "audit_process_life"
        verbose_name = "proces"
        verbose_name_plural = "processen"
        indexes = (models.Index(fields=("ended_at", "heartbeat_at"), name="life_by_heartbeat"),)

    def __str__(self) -> str:
        return str(self.boot_id)


class DataKey(models.Model):
    """The wrapped data key of one scope. Deleting it ends all that the scope holds."""

    scope = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wrapped = models.BinaryField(editable=False)
    key_id = models.CharField(max_length=32)
    created_at = models.DateTimeField()

    class Meta:
        """A rotation looks for keys that are still wrapped by an older one."""

        db_table = "audit_data_key"
        verbose_name = "gegevenssleutel"
        verbose_name_plural = "gegevenssleutels"
        indexes = (models.Index(fields=("key_id",), name="data_key_by_wrapping"),)

    def __str__(self) -> str:
        return str(self.scope)
