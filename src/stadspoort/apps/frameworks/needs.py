"""What a ruling asks people to do: deliver evidence, answer a question, renew what lapses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from stadspoort.apps.frameworks.choices import SubjectKind
from stadspoort.engines.frameworks.facts import Facts
from stadspoort.engines.frameworks.judging import Finding, Outcome, Ruling, Verdict
from stadspoort.engines.frameworks.library import packaged_library

REMINDER = timedelta(days=60)
"""So long before something lapses, somebody is asked to renew it."""

_KINDS = {
    "org": SubjectKind.ORGANISATION,
    "supplier": SubjectKind.SUPPLIER,
    "app": SubjectKind.APPLICATION,
    "model": SubjectKind.MODEL,
    "use": SubjectKind.USE,
}
_LACKING = (Outcome.MISSING, Outcome.EXPIRED, Outcome.TO_CHECK, Outcome.CONTRADICTED)
_OPEN = (Verdict.ALLOWED, Verdict.CONDITIONAL)


class NeedKind(StrEnum):
    """Why somebody is asked."""

    MISSING = "missing"
    ANSWER = "answer"
    LAPSES = "lapses"
    LAW = "law"


@dataclass(frozen=True, slots=True)
class Need:
    """Something that a person has to do.

    Attributes:
        kind: Why.
        of: The requirement, attribute or evidence that it is about.
        subject_kind: What kind of entry it is about.
        subject: Its slug or name; empty for the municipality.
        what: In Dutch, what is asked.
        deliverer: Who can deliver it; empty for who keeps the register.
        due: Last day it can wait; None when it is needed now.
    """

    kind: NeedKind
    of: str
    subject_kind: SubjectKind
    subject: str
    what: str
    deliverer: str = ""
    due: date | None = None

    @property
    def key(self) -> str:
        """Return what is the same as long as the same thing is asked of the same entry."""
        last = self.due.isoformat() if self.due else ""
        return f"{self.kind}:{self.of}:{self.subject_kind.value}:{self.subject}:{last}"


def needs(ruling: Ruling, facts: Facts, *, model: str | None) -> tuple[Need, ...]:
    """Return what a ruling asks for: what keeps it from being shown, or else what ends it soon."""
    about = _About(ruling, facts, model)
    if ruling.verdict in _OPEN:
        found = (*_lapsing(ruling, about), *_law(ruling))
    else:
        found = (*_evidence(ruling, about), *_answers(ruling, about))
    return tuple({each.key: each for each in found}.values())


class _About:
    """The names of the entries that a ruling is about, by kind."""

    def __init__(self, ruling: Ruling, facts: Facts, model: str | None) -> None:
        application = facts.applications[ruling.application]
        self.names: Mapping[SubjectKind, str] = {
            SubjectKind.ORGANISATION: "",
            SubjectKind.SUPPLIER: application.supplier or "",
            SubjectKind.APPLICATION: ruling.application,
            SubjectKind.MODEL: model or "",
            SubjectKind.USE: ruling.use,
        }

    def entry(self, kind: SubjectKind) -> tuple[SubjectKind, str]:
        """Return the entry of a kind; where none is known, the application that waits for it."""
        if kind == SubjectKind.ORGANISATION or self.names[kind]:
            return kind, self.names[kind]
        return SubjectKind.APPLICATION, self.names[SubjectKind.APPLICATION]


def _evidence(ruling: Ruling, about: _About) -> Iterator[Need]:
    types = packaged_library().vocabulary.evidence_types
    for each in ruling.reasons:
        if each.outcome not in _LACKING or each.effect.badness < Verdict.UNPROVEN.badness:
            continue
        accepts = [types[accepted.type] for accepted in each.requirement.accepts]
        asked = (" en " if each.requirement.needs_all else " of ").join(a.label for a in accepts)
        kind, subject = about.entry(SubjectKind(each.requirement.subject.value))
        yield Need(
            NeedKind.MISSING,
            each.requirement.id,
            kind,
            subject,
            f"{each.article}: lever {asked}",
            accepts[0].deliverer.value if accepts else "",
        )


def _answers(ruling: Ruling, about: _About) -> Iterator[Need]:
    attributes = packaged_library().vocabulary.attributes
    for name in dict.fromkeys(
        name for each in ruling.reasons if _is_open(each) for name in each.missing
    ):
        attribute = attributes.get(name)
        if attribute is None or attribute.question is None:
            continue  # it follows from something else that is asked
        kind, subject = about.entry(_KINDS[name.partition(".")[0]])
        yield Need(NeedKind.ANSWER, name, kind, subject, f"Beantwoord: {attribute.question}")


def _is_open(finding: Finding) -> bool:
    return finding.outcome == Outcome.UNKNOWN and finding.effect == Verdict.UNPROVEN


def _lapsing(ruling: Ruling, about: _About) -> Iterator[Need]:
    for each in ruling.reasons:
        is_soon = each.until is not None and each.until - ruling.day <= REMINDER
        if not is_soon or not each.evidence or each.requirement.severity == "info":
            continue
        kind, subject = about.entry(SubjectKind(each.requirement.subject.value))
        what = f"{each.article}: vernieuw {each.evidence[0]}"
        yield Need(NeedKind.LAPSES, each.evidence[0], kind, subject, what, due=each.until)


def _law(ruling: Ruling) -> Iterator[Need]:
    """Ask to look at a use that changes soon, and not because evidence of its own lapses."""
    until = ruling.valid_until
    if until is None or until - ruling.day > REMINDER:
        return
    if any(each.until == until for each in ruling.reasons):
        return
    what = f"Na {until:%d-%m-%Y} gelden andere eisen: beoordeel dit doel opnieuw"
    yield Need(NeedKind.LAW, ruling.application, SubjectKind.USE, ruling.use, what, due=until)
