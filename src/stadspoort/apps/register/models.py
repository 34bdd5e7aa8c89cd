"""Suppliers, applications, models, purposes, and what is known and decided about their use.

```
Supplier ──< Application ──┐
    └─────< ModelDeployment ┼──< Assessment   what evidence or policy says; may leave parts open
             Purpose ───────┴──< Decision     what a person decided about exactly one use
```
Rows that say why something was allowed are never deleted: they end, or are withdrawn.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from stadspoort.engines.frameworks import Standing
from stadspoort.gate.values import Output

STANDING_LABELS = {
    Standing.TOEGESTAAN: "Toegestaan",
    Standing.ONDER_VOORWAARDEN: "Onder voorwaarden",
    Standing.NIET_AANGETOOND: "Niet aangetoond",
    Standing.VERBODEN: "Verboden",
}
_STANDINGS = [(standing.value, label) for standing, label in STANDING_LABELS.items()]


class ApplicationKind(models.TextChoices):
    """How an application came into the building; decides what may be expected of it."""

    OWN = "own", "Eigen toepassing via de poort"
    CONTRACTED = "contracted", "Dienst met contract"
    SELF_HOSTED = "self_hosted", "Eigen of gezamenlijk beheer"
    CONSUMER = "consumer", "Vrij toegankelijk, zonder contract"


class PurposeKind(models.TextChoices):
    """A purpose of the daily work, or one that is tried within a box."""

    REGULAR = "regular", "Regulier"
    EXPERIMENT = "experiment", "Experiment"


class Supplier(models.Model):
    """Who delivers an application or runs a model."""

    slug = models.SlugField("kenmerk", max_length=60, unique=True)
    name = models.CharField("naam", max_length=150, unique=True)
    country = models.CharField("land van vestiging", max_length=100, blank=True)
    website = models.URLField("website", max_length=300, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        """Names on screens."""

        verbose_name = "leverancier"
        verbose_name_plural = "leveranciers"
        ordering = ("name",)

    def __str__(self) -> str:
        return self.slug


class Application(models.Model):
    """What people or other systems use a model with: a screen, a service, a link of systems."""

    slug = models.SlugField("kenmerk", max_length=60, unique=True)
    name = models.CharField("naam", max_length=150)
    supplier = models.ForeignKey(Supplier, on_delete=models.PROTECT, related_name="applications")
    kind = models.CharField("soort", max_length=12, choices=ApplicationKind.choices)
    is_contracted = models.BooleanField("er is een contract", default=False)
    description = models.TextField("omschrijving", blank=True)
    terms_url = models.URLField("adres van de voorwaarden", max_length=300, blank=True)
    is_active = models.BooleanField("in gebruik", default=True)
    created_at = models.DateTimeField()

    class Meta:
        """A freely accessible service has no contract: that is what the kind says."""

        verbose_name = "toepassing"
        verbose_name_plural = "toepassingen"
        ordering = ("name",)
        constraints = (
            models.CheckConstraint(
                condition=~Q(kind=ApplicationKind.CONSUMER, is_contracted=True),
                name="consumer_service_has_no_contract",
            ),
        )

    def __str__(self) -> str:
        return self.slug


class ModelDeployment(models.Model):
    """A model at one address: the same model elsewhere is another row.

    `secret_file` names the file with the endpoint's key; the key itself is never in the database.
    """

    name = models.CharField("naam", max_length=100, unique=True)
    supplier = models.ForeignKey(
        Supplier, on_delete=models.PROTECT, related_name="models", null=True, blank=True
    )
    base_url = models.CharField("adres", max_length=300, blank=True)
    upstream_model = models.CharField("naam bij de aanbieder", max_length=200, blank=True)
    secret_file = models.CharField("bestand met de sleutel", max_length=300, blank=True)
    is_self_hosted = models.BooleanField("op eigen computers", default=False)
    processor_agreement_on = models.DateField("datum verwerkersovereenkomst", null=True, blank=True)
    data_classes = models.JSONField("gegevens die het mag ontvangen", default=list)
    allows_private_host = models.BooleanField("adres in het eigen netwerk", default=False)
    is_active = models.BooleanField("in gebruik", default=True)
    created_at = models.DateTimeField()

    class Meta:
        """A model on the municipality's own machines has no processor, so no agreement."""

        verbose_name = "model"
        verbose_name_plural = "modellen"
        ordering = ("name",)
        constraints = (
            models.CheckConstraint(
                condition=~Q(is_self_hosted=True, processor_agreement_on__isnull=False),
                name="self_hosted_has_no_processor",
            ),
        )

    def __str__(self) -> str:
        return self.name


class Purpose(models.Model):
    """What data may be used for (AVG art. 5(1)(b)), on what ground (art. 6), until when."""

    slug = models.SlugField("kenmerk", max_length=60, unique=True)
    title = models.CharField("titel", max_length=150)
    description = models.TextField("omschrijving", blank=True)
    kind = models.CharField("soort", max_length=12, choices=PurposeKind.choices)
    ends_on = models.DateField("laatste dag", null=True, blank=True)
    question = models.TextField("vraag die het experiment beantwoordt", blank=True)
    budget_tokens = models.PositiveBigIntegerField("budget in tokens", null=True, blank=True)
    participants = models.ManyToManyField("accounts.User", related_name="+", blank=True)
    data_classes = models.JSONField("gegevens", default=list)
    legal_basis = models.TextField("grondslag", blank=True)
    legal_article = models.CharField("artikel", max_length=150, blank=True)
    owner = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, related_name="owned_purposes"
    )
    output = models.CharField(
        "controle van het antwoord",
        max_length=8,
        choices=[(Output.STRICT.value, "Streng"), (Output.RAW.value, "Ongewijzigd")],
        default=Output.STRICT.value,
    )
    unrestored_kinds = models.JSONField("niet terugzetten", default=list)
    seal_days = models.PositiveSmallIntegerField("dagen verzegelde kopie", default=30)
    is_active = models.BooleanField("in gebruik", default=True)
    created_at = models.DateTimeField()

    class Meta:
        """An experiment without end, question or budget is no experiment."""

        verbose_name = "doel"
        verbose_name_plural = "doelen"
        ordering = ("title",)
        constraints = (
            models.CheckConstraint(
                condition=Q(kind=PurposeKind.REGULAR)
                | (
                    Q(kind=PurposeKind.EXPERIMENT)
                    & Q(ends_on__isnull=False)
                    & ~Q(question="")
                    & Q(budget_tokens__gt=0)
                ),
                name="experiment_has_end_question_budget",
            ),
        )

    def __str__(self) -> str:
        return self.slug


class Assessment(models.Model):
    """What evidence or policy says of a use; a part left open means all of that part.

    An empty model and purpose with an application says it of the whole application.
    """

    application = models.ForeignKey(
        Application, on_delete=models.PROTECT, related_name="assessments", null=True, blank=True
    )
    model = models.ForeignKey(
        ModelDeployment, on_delete=models.PROTECT, related_name="assessments", null=True, blank=True
    )
    purpose = models.ForeignKey(
        Purpose, on_delete=models.PROTECT, related_name="assessments", null=True, blank=True
    )
    standing = models.CharField("oordeel", max_length=24, choices=_STANDINGS)
    reason = models.TextField("reden")
    source = models.TextField("bron")
    assessed_on = models.DateField("beoordeeld op")
    valid_until = models.DateField("geldig tot en met", null=True, blank=True)
    author = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Says something of at least one part, names its source, ends after it began."""

        verbose_name = "beoordeling"
        verbose_name_plural = "beoordelingen"
        ordering = ("-assessed_on", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(application__isnull=False)
                | Q(model__isnull=False)
                | Q(purpose__isnull=False),
                name="assessment_is_about_something",
            ),
            models.CheckConstraint(
                condition=~Q(reason="") & ~Q(source=""), name="assessment_has_reason_and_source"
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("assessed_on")),
                name="assessment_ends_after_it_began",
            ),
            models.CheckConstraint(
                condition=~Q(standing=Standing.VERBODEN.value, valid_until__isnull=False),
                name="assessed_prohibition_has_no_end",
            ),
        )

    def __str__(self) -> str:
        return f"assessment:{self.pk}"


class Decision(models.Model):
    """A person's decision about exactly one use: allow it under conditions until a day, or forbid.

    Never changed and never deleted: withdrawn, and then it stays readable.
    """

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="decisions")
    model = models.ForeignKey(ModelDeployment, on_delete=models.PROTECT, related_name="decisions")
    purpose = models.ForeignKey(Purpose, on_delete=models.PROTECT, related_name="decisions")
    allows = models.BooleanField("staat toe")
    reason = models.TextField("reden")
    conditions = models.JSONField("voorwaarden", default=list)
    author = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    decided_on = models.DateField("besloten op")
    decided_at = models.DateTimeField()
    valid_until = models.DateField("geldig tot en met", null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    withdrawal_reason = models.TextField("reden van intrekking", blank=True)

    class Meta:
        """What allows must end; every decision says why; a withdrawal says who and why."""

        verbose_name = "besluit"
        verbose_name_plural = "besluiten"
        ordering = ("-decided_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(allows=False) | Q(valid_until__isnull=False),
                name="permission_has_an_end",
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("decided_on")),
                name="decision_ends_after_it_began",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="decision_has_a_reason"),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | (
                    Q(withdrawn_at__isnull=False)
                    & Q(withdrawn_by__isnull=False)
                    & ~Q(withdrawal_reason="")
                ),
                name="withdrawal_says_who_and_why",
            ),
        )

    def __str__(self) -> str:
        return f"decision:{self.pk}"


class Revision(models.Model):
    """One row: how often register or keys changed. Every process looks at it every second."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    version = models.PositiveBigIntegerField(default=0)

    class Meta:
        """There is one."""

        constraints = (models.CheckConstraint(condition=Q(id=1), name="one_revision"),)

    def __str__(self) -> str:
        return str(self.version)
