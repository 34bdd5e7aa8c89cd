"""The register as the gate reads it: purposes, models, and a verdict per use that is not unknown.

What people assessed and decided is joined with what the frameworks say of exactly that use: the
worst counts, and a decision lifts at most one step. A use about which none of them says anything
has no row: the gate refuses what it does not know.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import product
from types import MappingProxyType

from stadspoort.apps.frameworks.known import known_on
from stadspoort.apps.frameworks.rulings import Ruled, Rulings, rulings
from stadspoort.apps.register.entries import entries
from stadspoort.apps.register.facts import secret_path
from stadspoort.apps.register.models import (
    Application,
    ApplicationKind,
    Assessment,
    Decision,
    ModelDeployment,
    PurposeKind,
)
from stadspoort.apps.register.models import Purpose as PurposeRow
from stadspoort.engines.frameworks import Assessed, Decided, Judgement, Standing, judge
from stadspoort.engines.privacy import Kind
from stadspoort.gate.values import (
    Model,
    Output,
    Purpose,
    Verdict,
    VerdictKey,
)

Pattern = tuple[int | None, int | None, int | None]
"""(application id, model id, purpose id); None stands for all of them."""

Use = tuple[int, int, int]
"""A pattern that leaves nothing open."""


@dataclass(frozen=True, slots=True)
class Names:
    """What the frameworks call the entries, by their ids."""

    applications: Mapping[int, str]
    models: Mapping[int, str]
    purposes: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Evidence:
    """All assessments that stand, all decisions, by the use they are about; and the frameworks."""

    assessed: Mapping[Pattern, list[Assessed]]
    decided: Mapping[Pattern, list[Decided]]
    names: Names
    rulings: Rulings

    def about(self, use: Pattern) -> tuple[Pattern, ...]:
        """Return where something is known about a use: equal answers mean an equal judgement."""
        return tuple(
            wider for wider in _wider(use) if wider in self.assessed or wider in self.decided
        )

    def patterns(self) -> frozenset[Pattern]:
        """Return every use or group of uses that something is known about."""
        return frozenset(self.assessed) | frozenset(self.decided)

    def named(self, use: Use) -> tuple[str, str, str]:
        """Return a use by the names of its parts."""
        application, model, purpose = use
        names = self.names
        return names.applications[application], names.models[model], names.purposes[purpose]

    def ruling(self, use: Pattern) -> Ruled | None:
        """Return what the frameworks say of a use; None of a group of uses, and of no use.

        An open model stands for the application with the models of its own.
        """
        application, model, purpose = use
        names = self.names
        if application is None or purpose is None:
            return None
        if application not in names.applications or purpose not in names.purposes:
            return None
        if model is not None and model not in names.models:
            return None
        return self.rulings.of(
            names.applications[application],
            None if model is None else names.models[model],
            names.purposes[purpose],
        )

    def judge(self, use: Pattern) -> Judgement:
        """Return what holds for a use (or for a group of uses, as far as it holds for all)."""
        assessed = [each for wider in _wider(use) for each in self.assessed.get(wider, ())]
        ruled = self.ruling(use)
        if ruled is not None:
            assessed.append(ruled.assessed)
        return judge(assessed, self.decided.get(use, ()), self.rulings.day)

    def of_the_gate(self) -> Iterator[Use]:
        """Yield every use of an application whose traffic passes the gate, once it is judged."""
        known = self.rulings.known
        if known.is_adopted:
            passing = [
                pk
                for pk, slug in self.names.applications.items()
                if slug in known.facts.applications and known.facts.applications[slug].passes_gate
            ]
            yield from product(passing, self.names.models, self.names.purposes)


def evidence(day: date) -> Evidence:
    """Read everything that is known about any use on a day."""
    assessed: defaultdict[Pattern, list[Assessed]] = defaultdict(list)
    for row in Assessment.objects.filter(withdrawn_at=None).order_by("pk"):
        use = (row.application_id, row.model_id, row.purpose_id)
        assessed[use].append(
            Assessed(Standing(row.standing), row.reason, row.assessed_on, row.valid_until)
        )
    decided: defaultdict[Pattern, list[Decided]] = defaultdict(list)
    for decision in Decision.objects.order_by("pk"):
        place = (decision.application_id, decision.model_id, decision.purpose_id)
        decided[place].append(_decided(decision))
    names = Names(
        applications=dict(Application.objects.values_list("pk", "slug")),
        models=dict(ModelDeployment.objects.values_list("pk", "name")),
        purposes=dict(PurposeRow.objects.values_list("pk", "slug")),
    )
    known = known_on(day, entries())
    return Evidence(dict(assessed), dict(decided), names, rulings(known, day))


def compiled(
    on: date,
) -> tuple[Mapping[str, Purpose], Mapping[str, Model], Mapping[VerdictKey, Verdict]]:
    """Return purposes by slug, models by name and verdicts by use, as they hold on a day.

    A free service has a verdict only where a decision is about exactly one use: it comes by no key,
    and its rules would be most of the table.
    """
    purposes = {row.pk: _purpose(row) for row in _purpose_rows()}
    models = {row.pk: _model(row) for row in ModelDeployment.objects.all()}
    rows = Application.objects.filter(is_active=True)
    applications = dict(rows.values_list("pk", "slug"))
    callers = set(rows.exclude(kind=ApplicationKind.CONSUMER).values_list("pk", flat=True))
    known = evidence(on)
    uses = {use for use in known.of_the_gate() if use[0] in callers}
    uses |= {
        use
        for pattern in known.patterns()
        for use in _expanded(
            pattern, applications if None not in pattern else callers, models, purposes
        )
    }
    judged = _judged(known, uses)
    verdicts = {
        (applications[application], models[model].name, purposes[purpose].slug): _ending(
            verdict, purposes[purpose].ends_on
        )
        for (application, model, purpose), verdict in judged.items()
    }
    return (
        MappingProxyType({purpose.slug: purpose for purpose in purposes.values()}),
        MappingProxyType({model.name: model for model in models.values()}),
        MappingProxyType(verdicts),
    )


def verdict_of(judgement: Judgement) -> Verdict:
    """Return a judgement as the gate knows it."""
    return Verdict(
        standing=judgement.standing,
        reason=judgement.reason,
        until=judgement.until,
        conditions=judgement.conditions,
        by_person=judgement.by_person,
    )


def _ending(verdict: Verdict, ends_on: date | None) -> Verdict:
    """Return a verdict that lets pass until the purpose itself ends, if that is earlier.

    So every screen names one last day. A prohibition does not end with its purpose.
    """
    lets_pass = verdict.standing in (Standing.TOEGESTAAN, Standing.ONDER_VOORWAARDEN)
    if ends_on is None or not lets_pass or (verdict.until and verdict.until <= ends_on):
        return verdict
    return replace(verdict, until=ends_on)


def _judged(known: Evidence, uses: Iterable[Use]) -> dict[Use, Verdict]:
    """Return the verdict of every use; a rule for a whole group is judged once, not per use."""
    once: dict[tuple[tuple[Pattern, ...], Assessed | None], Verdict] = {}
    verdicts = {}
    for use in uses:
        ruled = known.ruling(use)
        about = known.about(use), ruled.assessed if ruled else None
        if about not in once:
            once[about] = verdict_of(known.judge(use))
        verdicts[use] = once[about]
    return verdicts


def _wider(use: Pattern) -> Iterator[Pattern]:
    """Yield the use itself and every group it belongs to, each once."""
    choices = [(part,) if part is None else (part, None) for part in use]
    yield from product(*choices)


def _expanded(pattern: Pattern, *parts: Iterable[int]) -> Iterator[Use]:
    """Yield every single use in a group, of applications, models and purposes that exist."""
    columns = [
        list(all_of) if part is None else [part] if part in all_of else []
        for part, all_of in zip(pattern, parts, strict=True)
    ]
    yield from product(*columns)


def _decided(row: Decision) -> Decided:
    return Decided(
        allows=row.allows,
        reason=row.reason,
        decided_on=row.decided_on,
        valid_until=row.valid_until,
        conditions=tuple(row.conditions),
        is_withdrawn=row.withdrawn_at is not None,
    )


def _purpose_rows() -> Iterable[PurposeRow]:
    return PurposeRow.objects.prefetch_related("participants")


def _purpose(row: PurposeRow) -> Purpose:
    is_experiment = row.kind == PurposeKind.EXPERIMENT
    return Purpose(
        slug=row.slug,
        title=row.title,
        data_classes=frozenset(row.data_classes),
        output=Output(row.output),
        unrestored=frozenset(Kind(kind) for kind in row.unrestored_kinds),
        ends_on=row.ends_on,
        participants=frozenset(user.pk for user in row.participants.all())
        if is_experiment
        else None,
        budget_tokens=row.budget_tokens,
        seal_days=row.seal_days,
        is_active=row.is_active,
    )


def _model(row: ModelDeployment) -> Model:
    return Model(
        name=row.name,
        base_url=row.base_url,
        upstream_model=row.upstream_model,
        secret_file=secret_path(row.secret_file),
        is_self_hosted=row.is_self_hosted,
        processor_agreement_on=row.processor_agreement_on,
        data_classes=frozenset(row.data_classes),
        allows_private_host=row.allows_private_host,
        is_active=row.is_active,
    )
