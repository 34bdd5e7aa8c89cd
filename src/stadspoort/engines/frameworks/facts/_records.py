"""Reading evidence, settings, decisions and adoptions."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from stadspoort.engines.frameworks._fields import NO_DAY, Fields
from stadspoort.engines.frameworks._tree import Scalar
from stadspoort.engines.frameworks._words import member
from stadspoort.engines.frameworks.facts._values import Setting
from stadspoort.engines.frameworks.library import Library
from stadspoort.engines.frameworks.records import (
    Adoption,
    Bearing,
    Decision,
    Evidence,
    ReadAs,
    Reliance,
    Via,
)

Known = Mapping[str, Collection[str]]


def evidence(records: Sequence[Fields], library: Library, known: Known) -> tuple[Evidence, ...]:
    """Return the evidence; ids occur once, and what annuls is there."""
    requirements = {each.id for version in library.versions for each in version.requirements}
    found: dict[str, Evidence] = {}
    for each in records:
        one = _one(each, library, known, requirements)
        if one.id in found:
            each.refuse("id", f"{one.id} staat er twee keer")
        found[one.id] = one
    for each in records:
        annuls = each.text_or_none("annulled_by")
        if annuls is not None and annuls not in found:
            each.refuse("annulled_by", f"het bewijs {annuls} staat niet in dit bestand")
        each.finish()
    return tuple(found.values())


def _one(fields: Fields, library: Library, known: Known, requirements: Collection[str]) -> Evidence:
    effective, ends = fields.day("effective"), _end(fields, "effective", "ends")
    return Evidence(
        id=fields.id("id"),
        type=_type(fields, "type", library),
        subject=_subject(fields, known),
        effective=effective,
        read_as=member(ReadAs, fields.choice("read_as", tuple(ReadAs))),
        via=member(Via, fields.choice("via", tuple(Via))),
        bearing=member(Bearing, fields.choice("bearing", tuple(Bearing))),
        reliance=member(Reliance, fields.choice("reliance", tuple(Reliance))),
        received=fields.day_or_none("received"),
        ends=ends,
        issuer=fields.text_or_none("issuer"),
        hash=fields.text_or_none("hash"),
        concerns=fields.chosen("concerns", requirements, "de eis"),
        withdrawn_on=fields.day_or_none("withdrawn_on"),
        annulled_by=fields.text_or_none("annulled_by"),
        source=fields.text_or_none("source"),
        note=fields.text_or_none("note"),
    )


def _type(fields: Fields, name: str, library: Library) -> str:
    text = fields.text(name)
    if text and text not in library.vocabulary.evidence_types:
        fields.refuse(name, f"de bewijssoort {text!r} is onbekend")
    return text


def _subject(fields: Fields, known: Known) -> dict[str, str]:
    inner = fields.record("subject")
    if inner is None:
        if not fields.has("subject"):
            fields.refuse("subject", "het veld subject ontbreekt; {} is: voor alles")
        return {}
    found: dict[str, str] = {}
    for kind, node in inner.entries().items():
        if kind not in known:
            inner.refuse(kind, f"{kind} bestaat niet; kies uit {', '.join(known)}")
        elif not isinstance(node, Scalar) or node.text not in known[kind]:
            inner.refuse(kind, f"dit is geen {kind} in dit bestand")
        else:
            found[kind] = node.text
    return found


def _end(fields: Fields, first: str, last: str) -> date | None:
    begin, end = fields.day_or_none(first), fields.day_or_none(last)
    if begin and end and NO_DAY < end < begin:
        fields.refuse(last, f"het einde {end} ligt voor het begin {begin}")
    return end


def settings(records: Iterable[Fields], library: Library, known: Known) -> tuple[Setting, ...]:
    """Return the settings."""
    found = []
    for each in records:
        found.append(
            Setting(
                application=_one_of(each, "application", known["application"]),
                name=each.text("name"),
                value=each.text("value"),
                since=each.day("since"),
                counts_as=_type(each, "counts_as", library),
                until=_end(each, "since", "until"),
                checked_by=each.text_or_none("checked_by"),
                bearing=member(
                    Bearing, each.choice("bearing", tuple(Bearing), default=Bearing.FOR)
                ),
            )
        )
        each.finish()
    return tuple(found)


def decisions(records: Iterable[Fields], known: Known) -> tuple[Decision, ...]:
    """Return the decisions."""
    found = []
    for each in records:
        use = _one_of(each, "use", known["use"]) if each.has("use") else None
        found.append(
            Decision(
                application=_one_of(each, "application", known["application"]),
                use=use,
                allows=each.flag("allows"),
                reason=each.text("reason"),
                by=each.text("by"),
                on=each.day("on"),
                until=_end(each, "on", "until"),
            )
        )
        each.finish()
    return tuple(found)


def adoptions(records: Iterable[Fields], library: Library) -> tuple[Adoption, ...]:
    """Return the adoptions; what is set aside has a reason and an end."""
    found = []
    for each in records:
        adopted = each.flag("adopted")
        reason, until = each.text_or_none("reason"), _end(each, "on", "until")
        if not adopted and (reason is None or until is None):
            each.refuse("adopted", "wie een eis terzijde legt, geeft een reden (reason) en een "
                        "einde (until)")  # fmt: skip
        framework, version = each.text("framework"), each.text("version")
        requirement = each.text_or_none("requirement")
        _refuse_unknown(each, library, f"{framework}@{version}", requirement)
        found.append(
            Adoption(
                framework=framework,
                version=version,
                adopted=adopted,
                by=each.text("by"),
                on=each.day("on"),
                requirement=requirement,
                reason=reason,
                until=until,
                advice=each.text_or_none("advice"),
            )
        )
        each.finish()
    return tuple(found)


def _refuse_unknown(fields: Fields, library: Library, name: str, requirement: str | None) -> None:
    version = next((each for each in library.versions if each.name == name), None)
    if version is None:
        fields.refuse("version", f"het kader {name} is er niet")
    elif requirement is not None and requirement not in {r.id for r in version.requirements}:
        fields.refuse("requirement", f"de eis {requirement} staat niet in {name}")


def _one_of(fields: Fields, name: str, known: Collection[str]) -> str:
    text = fields.text(name)
    if text and text not in known:
        fields.refuse(name, f"{name} {text!r} staat niet in dit bestand")
    return text
