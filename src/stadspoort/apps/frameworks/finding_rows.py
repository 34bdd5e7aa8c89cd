"""A ruling as a page shows it: each finding in plain Dutch, what is missing, what it rests on.

No row says "afgedwongen" of a setting or a contract, nor of traffic that does not pass the gate.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from stadspoort.apps.frameworks.attributes import FIELDS
from stadspoort.engines.frameworks.judging import Finding, Outcome, Ruling, Verdict
from stadspoort.engines.frameworks.library import packaged_library
from stadspoort.engines.frameworks.vocabulary import Deliverer, Reach

OUTCOMES = {
    Outcome.PROHIBITED: ("bad", "Verboden"),
    Outcome.CONTRADICTED: ("bad", "Weersproken"),
    Outcome.MISSING: ("warn", "Bewijs ontbreekt"),
    Outcome.EXPIRED: ("warn", "Bewijs verlopen"),
    Outcome.TO_CHECK: ("warn", "Nog te controleren"),
    Outcome.UNKNOWN: ("neutral", "Niet bekend"),
    Outcome.MET: ("ok", "Aangetoond"),
    Outcome.ENFORCED: ("ok", "Wordt op toegezien"),
    Outcome.SET_ASIDE: ("neutral", "Opzijgezet"),
    Outcome.NOT_APPLICABLE: ("neutral", "Geldt niet"),
}
"""Tone and words of each outcome, from worst to best."""

DELIVERERS = {
    Deliverer.SUPPLIER: "De leverancier",
    Deliverer.MUNICIPALITY: "De gemeente",
    Deliverer.GOVERNMENT: "De overheid of een toezichthouder",
    Deliverer.GATE: "De poort zelf",
}
_BASES = {
    "concept": "Concept: nog niet overgenomen",
    "adopted": "Overgenomen",
    "final": "Definitief",
    "set_aside": "Opzijgezet",
}
_PROMISES = {
    Reach.SETTING: "Instelling",
    Reach.CONTRACT: "Afspraak in het contract",
    Reach.INSTRUCTION: "Werkinstructie",
}
_ENFORCED = {
    Reach.GATE: "Afgedwongen door de poort",
    Reach.WORKBENCH: "Afgedwongen in de werkplek",
}
_NEEDS_EVIDENCE = "Niet afgedwongen: er is bewijs nodig"
_TWO = "De gemeente, door twee personen"
_FROM_SUPPLIER = ("supplier", "model")


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One requirement as it came out for one use.

    Attributes:
        outcome: Slug of the engine.
        tone: For the status.
        reach: How far it is enforced here, in Dutch.
        basis: Concept, adopted, final or set aside, with by whom and since when.
        evidence: Names of the evidence that was found.
    """

    requirement: str
    framework: str
    version: str
    article: str
    obligation: str
    outcome: str
    tone: str
    outcome_label: str
    reason: str
    reach: str
    basis: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MissingRow:
    """One thing that is missing, who can deliver it, and the articles that ask for it."""

    what: str
    who: str
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BasisRow:
    """A framework version that has a say, and by what authority; `requirements` of it."""

    framework: str
    version: str
    title: str
    basis: str
    requirements: int


def finding_row(finding: Finding) -> FindingRow:
    """Return a finding in Dutch."""
    tone, words = OUTCOMES[finding.outcome]
    return FindingRow(
        requirement=finding.requirement.id,
        framework=finding.framework,
        version=finding.version,
        article=finding.article,
        obligation=finding.requirement.obligation,
        outcome=finding.outcome.value,
        tone=tone,
        outcome_label=words,
        reason=finding.reason,
        reach=_reach(finding),
        basis=basis_label(finding),
        evidence=finding.evidence,
    )


def basis_label(finding: Finding) -> str:
    """Return by what authority a finding counts: who adopted it, and since when."""
    authority = finding.rests_on
    label = _BASES[authority.basis.value]
    by = f" door {authority.by}" if authority.by else ""
    on = f" op {authority.on:%d-%m-%Y}" if authority.on else ""
    return f"{label}{by}{on}"


def missing(findings: Iterable[Finding]) -> tuple[MissingRow, ...]:
    """Return what findings that leave no green lack, each once, what most articles ask first."""
    found: dict[tuple[str, str], set[str]] = {}
    for finding in findings:
        if finding.applies and finding.effect != Verdict.ALLOWED:
            for lack in _lacks(finding):
                found.setdefault(lack, set()).add(finding.article)
    rows = [MissingRow(*lack, tuple(sorted(articles))) for lack, articles in found.items()]
    return tuple(sorted(rows, key=lambda row: (-len(row.articles), row.what)))


def rests_on(rulings: Iterable[Ruling]) -> tuple[BasisRow, ...]:
    """Return the framework versions with a say in these rulings, and by what authority."""
    titles = {(each.framework, each.version): each.title for each in packaged_library().versions}
    found: dict[tuple[str, str, str], set[str]] = {}
    for ruling in rulings:
        for each in ruling.reasons:
            key = (each.framework, each.version, basis_label(each))
            found.setdefault(key, set()).add(each.requirement.id)
    return tuple(
        BasisRow(framework, version, titles[(framework, version)], basis, len(ids))
        for (framework, version, basis), ids in sorted(found.items())
    )


def _lacks(finding: Finding) -> Iterator[tuple[str, str]]:
    """Give what one finding lacks and who can deliver it."""
    words = packaged_library().vocabulary
    if finding.outcome == Outcome.UNKNOWN:
        for name in finding.missing:
            attribute = words.attributes.get(name) or FIELDS.get(name)
            is_theirs = name.partition(".")[0] in _FROM_SUPPLIER
            who = DELIVERERS[Deliverer.SUPPLIER if is_theirs else Deliverer.MUNICIPALITY]
            yield f"Kenmerk: {attribute.label if attribute else name}", who
    elif finding.outcome in (Outcome.MET, Outcome.ENFORCED):
        yield f"Overname van kader {finding.framework} {finding.version}", _TWO
    elif finding.outcome != Outcome.PROHIBITED:
        for accepted in finding.requirement.accepts:
            type_ = words.evidence_types[accepted.type]
            yield f"Bewijs: {type_.label}", DELIVERERS[type_.deliverer]


def _reach(finding: Finding) -> str:
    if finding.reach in _PROMISES:
        return _PROMISES[finding.reach]
    if finding.outcome == Outcome.ENFORCED:
        return _ENFORCED[finding.reach]
    return _NEEDS_EVIDENCE
