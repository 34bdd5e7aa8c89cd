"""The uses of one application with their rulings, as its page and the page of one use show them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from stadspoort.apps.frameworks.finding_rows import (
    FindingRow,
    MissingRow,
    finding_row,
    missing,
)
from stadspoort.apps.frameworks.wording import deciding
from stadspoort.apps.register.compiled import Evidence, Pattern
from stadspoort.apps.register.models import STANDING_LABELS, Application, Purpose
from stadspoort.engines.frameworks import Judgement
from stadspoort.engines.frameworks.judging import Ruling

MOST_REASONS = 3


@dataclass(frozen=True, slots=True)
class Use:
    """One use of an application: a purpose, through a model or with the models of its own."""

    pattern: Pattern
    model: str
    purpose: str
    purpose_title: str

    @property
    def model_label(self) -> str:
        """Return the model as shown."""
        return self.model or "Eigen modellen van de toepassing"

    @property
    def address(self) -> str:
        """Return the parameters of the page of this use."""
        return urlencode({"doel": self.purpose, "model": self.model})


@dataclass(frozen=True, slots=True)
class JudgedUse:
    """A use with what holds for it, and what the frameworks say of it.

    Attributes:
        judgement: What holds: frameworks, assessments and decisions together.
        ruling: What the frameworks say, with its trace.
    """

    use: Use
    judgement: Judgement
    ruling: Ruling

    @property
    def standing(self) -> str:
        """Return the slug of what holds."""
        return self.judgement.standing.value

    @property
    def standing_label(self) -> str:
        """Return what holds, in Dutch."""
        return STANDING_LABELS[self.judgement.standing]

    @property
    def reasons(self) -> tuple[FindingRow, ...]:
        """Return the findings that leave no better verdict."""
        return tuple(finding_row(each) for each in deciding(self.ruling))

    @property
    def shown(self) -> tuple[FindingRow, ...]:
        """Return the first reasons."""
        return self.reasons[:MOST_REASONS]

    @property
    def more(self) -> int:
        """Return how many reasons are not among the first."""
        return max(0, len(self.reasons) - MOST_REASONS)

    @property
    def missing(self) -> tuple[MissingRow, ...]:
        """Return what is missing and who can deliver it."""
        return missing(self.ruling.trace)

    @property
    def trace(self) -> tuple[FindingRow, ...]:
        """Return every requirement, the deciding ones first."""
        return tuple(finding_row(each) for each in self.ruling.trace)


def uses_of(application: Application, known: Evidence) -> list[Use]:
    """Return the uses of an application, by purpose and model.

    Of an application whose traffic passes the gate those are the purposes with each model;
    otherwise the purposes, and whatever exact use somebody spoke of.
    """
    titles = {row.pk: row for row in Purpose.objects.all()}
    found = set(_patterns(application, known, titles))
    return sorted(
        (
            Use(
                pattern=pattern,
                model=known.names.models[pattern[1]] if pattern[1] else "",
                purpose=titles[pattern[2]].slug,
                purpose_title=titles[pattern[2]].title,
            )
            for pattern in found
            if pattern[2] is not None
        ),
        key=lambda use: (use.purpose_title.lower(), use.model.lower()),
    )


def judged(application: Application, use: Use, known: Evidence) -> JudgedUse:
    """Return a use with what holds for it on the day of `known`."""
    rulings = known.rulings
    return JudgedUse(
        use=use,
        judgement=known.judge(use.pattern),
        ruling=rulings.whole(application.slug, use.model or None, use.purpose),
    )


def _patterns(
    application: Application, known: Evidence, purposes: dict[int, Purpose]
) -> Iterator[Pattern]:
    facts = known.rulings.known.facts.applications
    passes = application.slug in facts and bool(facts[application.slug].passes_gate)
    for pk, row in purposes.items():
        if row.is_active:
            for model in known.names.models if passes else (None,):
                yield application.pk, model, pk
    for pattern in known.patterns():
        if pattern[0] == application.pk and pattern[1] and pattern[2]:
            yield pattern
