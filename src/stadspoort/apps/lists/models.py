"""Versions of the lists, and the one that is in use.

```
ListsInUse (one row) ──> ListsVersion ──< (nothing)   content encrypted with a data key of its own
```
A version is never changed. When its content is destroyed the row stays: the ledger names it.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class ListsVersion(models.Model):
    """One content of the lists, by its SHA-256.

    `content` is the packed form, compressed, as AES-256-GCM under the data key of `scope`: the
    list of staff is personal data. Empty once it was destroyed.
    """

    version = models.CharField("versie", max_length=64, unique=True)
    scope = models.UUIDField(unique=True, editable=False)
    content = models.BinaryField(editable=False)
    counts = models.JSONField("aantallen")
    loaded_at = models.DateTimeField("geladen op")
    loaded_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        """Newest first, as on the screen."""

        verbose_name = "versie van de lijsten"
        verbose_name_plural = "versies van de lijsten"
        ordering = ("-loaded_at", "-pk")

    def __str__(self) -> str:
        return f"lists:{self.version[:12]}"

    @property
    def short(self) -> str:
        """The first characters of the version, enough for people."""
        return self.version[:12]

    @property
    def is_forgotten(self) -> bool:
        """Whether the content was destroyed."""
        return not self.content


class ListsInUse(models.Model):
    """One row: the version in use, or none. Every process looks at it every second."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    version = models.ForeignKey(
        ListsVersion, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        """There is one."""

        constraints = (models.CheckConstraint(condition=Q(id=1), name="one_lists_in_use"),)

    def __str__(self) -> str:
        return str(self.version_id)
