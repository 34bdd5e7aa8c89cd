"""What a column may hold, with its Dutch name on screens."""

from __future__ import annotations

from django.db import models


class SubjectKind(models.TextChoices):
    """What a fact is about."""

    ORGANISATION = "organisation", "Gemeente"
    SUPPLIER = "supplier", "Leverancier"
    APPLICATION = "application", "Toepassing"
    MODEL = "model", "Model"
    USE = "use", "Doel"


class Bearing(models.TextChoices):
    """Which way evidence points; the values are the engine's."""

    FOR = "for", "Steunt"
    AGAINST = "against", "Spreekt tegen"
    CONTEXT = "context", "Achtergrond"


class Reliance(models.TextChoices):
    """Whose word it is; the values are the engine's."""

    OWN_CHECK = "own_check", "Eigen controle"
    ADOPTED = "adopted", "Overgenomen van een andere gemeente"
    PUBLIC_SOURCE = "public_source", "Openbare bron"
    SUPERVISOR_OR_GOVERNMENT = "supervisor_or_government", "Toezichthouder of overheid"
    SUPPLIER_CLAIM = "supplier_claim", "Bewering van de leverancier"
    MEMORY = "memory", "Uit het hoofd"


class ReadAs(models.TextChoices):
    """How much of it was read; the values are the engine's."""

    FULL = "full", "Helemaal"
    PASSAGE = "passage", "De passage zelf"
    EXCERPT = "excerpt", "Een fragment"


class Via(models.TextChoices):
    """Where it was read; the values are the engine's."""

    OWN_PAGE = "own_page", "Bij de afgever zelf"
    REPORT = "report", "In een verslag van een ander"
    DOCUMENT = "document", "Het stuk zelf"
