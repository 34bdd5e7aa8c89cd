"""What is known of the register's entries, dated and never overwritten, and what was judged.

```
AttributeFact   one answer about one entry, from a day on          ("app.generates", {"tekst"})
SubProcessorFact one link of a chain behind a supplier
SettingFact     a switch in the municipality's own tenant
Evidence ──> EvidenceFile   sealed; a hash without a file is evidence too
Adoption        of a framework version or one requirement; by one person, confirmed by another
VerdictRecord   what was judged of one use, by which versions; appended when it changes
Task            something a person has to do before a day
Revision        one row: how often any of it changed
```
Entries are named by kind and slug, as the engine names them: this room knows no register. A row is
withdrawn, with who, when and why; it is never changed and never deleted.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from stadspoort.apps.frameworks.choices import Bearing, ReadAs, Reliance, SubjectKind, Via


class Withdrawable(models.Model):
    """A row that stays readable after it was taken back."""

    author = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    withdrawal_reason = models.TextField("reden van intrekking", blank=True)

    class Meta:
        """Shared columns."""

        abstract = True


def _withdrawn_whole(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
        | (Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawal_reason="")),
        name=name,
    )


class AttributeFact(Withdrawable):
    """One answer about one entry; the latest that holds on a day counts."""

    subject_kind = models.CharField("soort", max_length=12, choices=SubjectKind.choices)
    subject = models.CharField("van", max_length=100, blank=True)
    attribute = models.CharField("kenmerk", max_length=80)
    value = models.JSONField("waarde")
    since = models.DateField("sinds")
    until = models.DateField("tot en met", null=True, blank=True)
    source = models.TextField("bron", blank=True)

    class Meta:
        """The municipality has no slug, everything else has."""

        verbose_name = "kenmerk"
        verbose_name_plural = "kenmerken"
        ordering = ("pk",)
        indexes = (models.Index(fields=("subject_kind", "subject", "attribute")),)
        constraints = (
            models.CheckConstraint(
                condition=Q(subject_kind=SubjectKind.ORGANISATION, subject="")
                | (~Q(subject_kind=SubjectKind.ORGANISATION) & ~Q(subject="")),
                name="fact_is_about_an_entry",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="fact_ends_after_it_began",
            ),
            _withdrawn_whole("fact_withdrawal_says_who_and_why"),
        )

    def __str__(self) -> str:
        return f"fact:{self.pk}"


class SubProcessorFact(Withdrawable):
    """A link in the chain behind a supplier; `is_none` says that there is no link at all."""

    supplier = models.CharField("leverancier", max_length=60)
    subprocessor = models.CharField("subverwerker", max_length=60, blank=True)
    country = models.CharField("land", max_length=2, blank=True)
    task = models.CharField("waarvoor", max_length=200, blank=True)
    is_none = models.BooleanField("geen subverwerkers", default=False)
    since = models.DateField("sinds")
    until = models.DateField("tot en met", null=True, blank=True)
    source = models.TextField("bron", blank=True)

    class Meta:
        """Either a link, or the statement that there is none."""

        verbose_name = "subverwerker"
        verbose_name_plural = "subverwerkers"
        ordering = ("pk",)
        indexes = (models.Index(fields=("supplier",)),)
        constraints = (
            models.CheckConstraint(
                condition=Q(is_none=True, subprocessor="")
                | (Q(is_none=False) & ~Q(subprocessor="")),
                name="chain_has_a_link_or_none",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="link_ends_after_it_began",
            ),
            _withdrawn_whole("link_withdrawal_says_who_and_why"),
        )

    def __str__(self) -> str:
        return f"link:{self.pk}"


class SettingFact(Withdrawable):
    """A switch in the municipality's own environment at a supplier, with its days."""

    application = models.CharField("toepassing", max_length=60)
    name = models.CharField("instelling", max_length=120)
    value = models.CharField("stand", max_length=200)
    counts_as = models.CharField("bewijssoort", max_length=80)
    supports = models.BooleanField("steunt de eis", default=True)
    since = models.DateField("sinds")
    until = models.DateField("tot en met", null=True, blank=True)
    checked_by = models.CharField("gezien door", max_length=150, blank=True)

    class Meta:
        """Nobody looked: to be checked, and no support."""

        verbose_name = "instelling"
        verbose_name_plural = "instellingen"
        ordering = ("pk",)
        indexes = (models.Index(fields=("application",)),)
        constraints = (
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="setting_ends_after_it_began",
            ),
            _withdrawn_whole("setting_withdrawal_says_who_and_why"),
        )

    def __str__(self) -> str:
        return f"setting:{self.pk}"


class EvidenceFile(models.Model):
    """The file of evidence as AES-256-GCM under the data key of `scope`; its digest in the clear.

    `held` says in Dutch why a file is kept and not believed: it is not what it says it is.
    """

    scope = models.UUIDField(unique=True, editable=False)
    content = models.BinaryField(editable=False)
    name = models.CharField("bestandsnaam", max_length=200)
    media_type = models.CharField("soort bestand", max_length=100)
    size = models.PositiveBigIntegerField("bytes")
    digest = models.CharField("SHA-256", max_length=64)
    held = models.TextField("vastgehouden omdat", blank=True)
    received_at = models.DateTimeField("ontvangen op")
    received_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        """Newest first."""

        verbose_name = "bewijsbestand"
        verbose_name_plural = "bewijsbestanden"
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"file:{self.pk}"


class Evidence(Withdrawable):
    """One piece of evidence. Taken back by its issuer (`withdrawn_on`) is not withdrawn by us."""

    slug = models.CharField("kenmerk", max_length=120, unique=True)
    type = models.CharField("bewijssoort", max_length=80)
    subject = models.JSONField("over")
    title = models.CharField("titel", max_length=300)
    effective = models.DateField("geldt vanaf")
    received = models.DateField("ontvangen", null=True, blank=True)
    ends = models.DateField("geldt tot en met", null=True, blank=True)
    issuer = models.CharField("afgegeven door", max_length=200, blank=True)
    bearing = models.CharField("richting", max_length=8, choices=Bearing.choices)
    reliance = models.CharField("op wiens gezag", max_length=30, choices=Reliance.choices)
    read_as = models.CharField("gelezen", max_length=8, choices=ReadAs.choices)
    via = models.CharField("langs welke weg", max_length=10, choices=Via.choices)
    concerns = models.JSONField("eisen", default=list)
    source = models.TextField("vindplaats", blank=True)
    note = models.TextField("toelichting", blank=True)
    file = models.ForeignKey(
        EvidenceFile, on_delete=models.PROTECT, related_name="evidence", null=True, blank=True
    )
    digest = models.CharField("SHA-256", max_length=64, blank=True)
    withdrawn_on = models.DateField("ingetrokken door de afgever op", null=True, blank=True)
    annulled_by = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="annuls", null=True, blank=True
    )
    package = models.CharField("uit pakket", max_length=36, blank=True)

    class Meta:
        """About something, and it ends after it began."""

        verbose_name = "bewijs"
        verbose_name_plural = "bewijzen"
        ordering = ("-effective", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gte=F("effective")),
                name="evidence_ends_after_it_began",
            ),
            _withdrawn_whole("evidence_withdrawal_says_who_and_why"),
        )

    def __str__(self) -> str:
        return f"evidence:{self.slug}"


class Adoption(Withdrawable):
    """A framework version, or one requirement of it, adopted or set aside; counts once confirmed.

    Four eyes: who confirms is not who proposed.
    """

    framework = models.CharField("kader", max_length=40)
    version = models.CharField("versie", max_length=40)
    requirement = models.CharField("eis", max_length=80, blank=True)
    digest = models.CharField("inhoud (SHA-256)", max_length=64)
    adopted = models.BooleanField("overgenomen")
    reason = models.TextField("reden", blank=True)
    advice = models.TextField("op advies van", blank=True)
    since = models.DateField("geldt vanaf")
    until = models.DateField("geldt tot en met", null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        """What is set aside says why and until when; two people made it."""

        verbose_name = "overname"
        verbose_name_plural = "overnames"
        ordering = ("-pk",)
        constraints = (
            models.CheckConstraint(
                condition=Q(adopted=True) | (Q(until__isnull=False) & ~Q(reason="")),
                name="set_aside_says_why_and_until",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="adoption_ends_after_it_began",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True, confirmed_by__isnull=True)
                | (
                    Q(confirmed_at__isnull=False, confirmed_by__isnull=False)
                    & ~Q(confirmed_by=F("author"))
                ),
                name="adoption_is_confirmed_by_another",
            ),
            _withdrawn_whole("adoption_withdrawal_says_who_and_why"),
        )

    def __str__(self) -> str:
        return f"adoption:{self.pk}"


class VerdictRecord(models.Model):
    """What was judged of one use on one day. Appended when verdict or grounds change; never edited.

    `rests_on` names the versions with their hashes; `trace` is the reasoning as it was shown.
    """

    application = models.CharField("toepassing", max_length=60)
    model = models.CharField("model", max_length=100, blank=True)
    use = models.CharField("doel", max_length=60)
    on = models.DateField("op")
    verdict = models.CharField("oordeel", max_length=12)
    valid_until = models.DateField("te rekenen tot en met", null=True, blank=True)
    rests_on = models.JSONField("berust op")
    trace = models.JSONField("redenering")
    digest = models.CharField("van oordeel en redenering", max_length=64)
    sequence = models.PositiveIntegerField("volgnummer van dit gebruik")
    recorded_at = models.DateTimeField("vastgelegd op")

    class Meta:
        """The latest of a use is found at once; two processes cannot both add the next one."""

        verbose_name = "oordeel"
        verbose_name_plural = "oordelen"
        ordering = ("-pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("application", "use", "model", "sequence"),
                name="verdicts_of_a_use_in_order",
            ),
        )

    def __str__(self) -> str:
        return f"verdict:{self.pk}"


class Task(models.Model):
    """Something a person has to do before a day; made by the rules, or by a person."""

    key = models.CharField("waarvoor", max_length=300)
    kind = models.CharField("soort", max_length=30)
    subject_kind = models.CharField("over", max_length=12, choices=SubjectKind.choices)
    subject = models.CharField("van", max_length=100, blank=True)
    title = models.CharField("taak", max_length=300)
    due = models.DateField("uiterlijk", null=True, blank=True)
    owner = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    deliverer = models.CharField("wie kan leveren", max_length=20, blank=True)
    created_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    closing_note = models.TextField("hoe afgerond", blank=True)

    class Meta:
        """Soonest first; one thing is asked once at a time."""

        verbose_name = "taak"
        verbose_name_plural = "taken"
        ordering = (F("due").asc(nulls_last=True), "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("key",), condition=Q(closed_at__isnull=True), name="one_open_task_per_cause"
            ),
        )

    def __str__(self) -> str:
        return f"task:{self.pk}"


class Revision(models.Model):
    """One row: how often something here changed. Every process looks at it every second."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    version = models.PositiveBigIntegerField(default=0)

    class Meta:
        """There is one."""

        constraints = (models.CheckConstraint(condition=Q(id=1), name="one_frameworks_revision"),)

    def __str__(self) -> str:
        return str(self.version)
