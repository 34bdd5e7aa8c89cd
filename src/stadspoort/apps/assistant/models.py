"""Conversation, its documents and its turns. All text is stored encrypted, per conversation.

The conversation's id is also the id of its data key (`audit.scopes`) and of its vault (`gate`):
deleting that key is the end of everything in it.
"""

from __future__ import annotations

import uuid

from django.db import models


class Conversation(models.Model):
    """Questions of one employee about some documents, for one purpose."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, related_name="conversations"
    )
    purpose = models.SlugField("doel", max_length=100)
    model = models.CharField("model", max_length=200)
    title = models.BinaryField("onderwerp, versleuteld")
    started_at = models.DateTimeField("begonnen op")
    changed_at = models.DateTimeField("laatst gewijzigd op")

    class Meta:
        """Newest first, per owner."""

        indexes = (models.Index(fields=("owner", "-changed_at")),)
        verbose_name = "gesprek"
        verbose_name_plural = "gesprekken"

    def __str__(self) -> str:
        return str(self.id)


class Document(models.Model):
    """A document that was read into a conversation. `file` holds the encrypted upload itself."""

    conversation = models.ForeignKey(
        Conversation, on_delete=models.CASCADE, related_name="documents"
    )
    number = models.PositiveSmallIntegerField("nummer")
    name = models.BinaryField("bestandsnaam, versleuteld")
    kind = models.CharField("soort", max_length=16)
    content = models.BinaryField("bladzijden en opmerkingen, versleuteld")
    file = models.CharField(max_length=64, unique=True)
    size = models.PositiveBigIntegerField("grootte in bytes")
    pages = models.PositiveIntegerField("aantal bladzijden")
    characters = models.PositiveIntegerField("aantal tekens")
    added_at = models.DateTimeField("toegevoegd op")

    class Meta:
        """Numbered within the conversation: the number is what sources refer to."""

        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=("conversation", "number"), name="document_number_once"),
        )
        verbose_name = "document"
        verbose_name_plural = "documenten"

    def __str__(self) -> str:
        return f"{self.conversation_id}:{self.number}"


class TurnState(models.TextChoices):
    """How far a turn is."""

    RUNNING = "running", "Bezig"
    COMPLETE = "complete", "Compleet"
    INCOMPLETE = "incomplete", "Niet compleet"
    REFUSED = "refused", "Niet doorgelaten"


class Turn(models.Model):
    """A question and its answer.

    `given` holds the messages as the employee's own text, `sent` as they left, masked: the two
    sides of "dit zag het model".
    """

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="turns")
    number = models.PositiveSmallIntegerField("nummer")
    question = models.BinaryField("vraag, versleuteld")
    answer = models.BinaryField("antwoord, versleuteld", null=True)
    given = models.BinaryField("berichten, versleuteld", null=True)
    sent = models.BinaryField("gemaskeerde berichten, versleuteld", null=True)
    state = models.CharField(
        "toestand", max_length=16, choices=TurnState.choices, default=TurnState.RUNNING
    )
    outcome = models.CharField("uitkomst", max_length=32, blank=True)
    reason = models.CharField("reden", max_length=1000, blank=True)
    call_id = models.CharField(max_length=32, blank=True)
    masked = models.JSONField("gemaskeerd per soort", default=dict)
    rating = models.SmallIntegerField("beoordeling", null=True)
    asked_at = models.DateTimeField("gevraagd op")
    beat_at = models.DateTimeField("laatst geschreven op")

    class Meta:
        """Numbered within the conversation; a rating is -1 or 1."""

        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=("conversation", "number"), name="turn_number_once"),
            models.CheckConstraint(
                condition=models.Q(rating__isnull=True) | models.Q(rating__in=(-1, 1)),
                name="turn_rating_is_down_or_up",
            ),
        )
        verbose_name = "beurt"
        verbose_name_plural = "beurten"

    def __str__(self) -> str:
        return f"{self.conversation_id}:{self.number}"
