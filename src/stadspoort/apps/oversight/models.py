"""What two people must agree on: a name behind a pseudonym, and the opening of a sealed copy."""

from __future__ import annotations

from django.db import models


class TwoPersonRequest(models.Model):
    """Something one person asks with a reason and another person decides.

    The database itself refuses a decision by the asker (four-eyes principle; BIO2 5.03).
    """

    call = models.ForeignKey("gate.CallRecord", on_delete=models.PROTECT, related_name="+")
    asked_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    reason = models.TextField("reden")
    decided_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    is_approved = models.BooleanField(null=True, blank=True)
    decision_reason = models.TextField("toelichting", blank=True)
    usable_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Shared by both requests; never a table of its own."""

        abstract = True
        ordering = ("-asked_at",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(decided_by=None) | ~models.Q(decided_by=models.F("asked_by")),
                name="%(class)s_by_two_people",
            ),
        )

    def __str__(self) -> str:
        return f"{self._meta.model_name}:{self.pk}"


class IdentityRequest(TwoPersonRequest):
    """The wish to know which employee made a call."""

    class Meta(TwoPersonRequest.Meta):
        """Names on screens."""

        verbose_name = "verzoek om een naam"
        verbose_name_plural = "verzoeken om een naam"


class SealedCopyRequest(TwoPersonRequest):
    """The wish to read the masked body of a call as it was sent."""

    opened_at = models.DateTimeField(null=True, blank=True)

    class Meta(TwoPersonRequest.Meta):
        """Names on screens."""

        verbose_name = "verzoek om een verzegelde kopie"
        verbose_name_plural = "verzoeken om een verzegelde kopie"


class VerificationRun(models.Model):
    """One verification of the whole ledger, started from the screen."""

    started_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField("begonnen")
    finished_at = models.DateTimeField("klaar", null=True, blank=True)
    entries_expected = models.PositiveBigIntegerField(default=0)
    has_own_anchors = models.BooleanField("met een elders bewaard ankerbestand", default=False)
    is_ok = models.BooleanField(null=True, blank=True)
    entries = models.PositiveBigIntegerField(default=0)
    first_bad = models.BigIntegerField(null=True, blank=True)
    explanation = models.TextField(blank=True)

    class Meta:
        """Names on screens."""

        verbose_name = "controle van het logboek"
        verbose_name_plural = "controles van het logboek"
        ordering = ("-started_at",)

    def __str__(self) -> str:
        return f"verification:{self.pk}"
