"""Reading one framework version from YAML (schema stadspoort.framework/1)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from stadspoort.engines.frameworks._fields import NO_DAY, VERSION, Fields
from stadspoort.engines.frameworks._problems import Problems
from stadspoort.engines.frameworks._tree import Scalar, parse
from stadspoort.engines.frameworks._words import member
from stadspoort.engines.frameworks.conditions import Condition, ConditionError
from stadspoort.engines.frameworks.conditions import parse as parse_condition
from stadspoort.engines.frameworks.library import _requirements
from stadspoort.engines.frameworks.library._hashes import requirement_hash, version_hash
from stadspoort.engines.frameworks.library._values import (
    Application,
    Certainty,
    FrameworkKind,
    FrameworkVersion,
    OtherDate,
    Provision,
    Requirement,
    Source,
    Status,
)
from stadspoort.engines.frameworks.vocabulary import Vocabulary

SCHEMA = "stadspoort.framework/1"


@dataclass(frozen=True, slots=True)
class ReadVersion:
    """A version as read from a file, with the lines that later checks need.

    Attributes:
        file: Its name.
        value: The version.
        lines: The line of each requirement's id; `in_force` and `version` for the head.
    """

    file: str
    value: FrameworkVersion
    lines: Mapping[str, int] = field(default_factory=dict)


def read_version(data: bytes, vocabulary: Vocabulary, problems: Problems) -> ReadVersion | None:
    """Return the version in a file; None when it is refused, with its problems noted."""
    record = parse(data, problems)
    if record is None:
        return None
    fields = Fields(record, problems)
    fields.choice("schema", (SCHEMA,))
    framework, version = fields.id("framework"), fields.id("version", VERSION)
    first, last = _in_force(fields)
    provisions, provision_lines = _provisions(fields, vocabulary)
    requirements, lines = _requirements_of(fields, vocabulary, provisions)
    _each_used(provisions, requirements, provision_lines, problems)
    value = FrameworkVersion(
        framework=framework,
        title=fields.text("title"),
        kind=member(FrameworkKind, fields.choice("kind", tuple(FrameworkKind))),
        version=version,
        status=member(Status, fields.choice("status", tuple(Status))),
        first=first,
        last=last,
        sources=_sources(fields),
        provisions=tuple(provisions.values()),
        requirements=requirements,
        note=fields.text_or_none("note"),
        hash=version_hash(framework, version, first, tuple(provisions.values()), requirements),
    )
    fields.finish()
    heads = {"in_force": fields.line_of("in_force"), "version": fields.line_of("version")}
    return None if problems.found else ReadVersion(problems.file, value, {**heads, **lines})


def _in_force(fields: Fields) -> tuple[date, date | None]:
    inner = fields.record("in_force")
    if inner is None:
        fields.refuse("in_force", "het veld in_force ontbreekt: {from: JJJJ-MM-DD, to: null}")
        return NO_DAY, None
    first, last = _period(inner)
    inner.finish()
    return first, last


def _period(fields: Fields) -> tuple[date, date | None]:
    first, last = fields.day("from"), fields.day_or_none("to")
    if last is not None and NO_DAY < last < first:
        fields.refuse("to", f"het einde {last} ligt voor het begin {first}")
    return first, last


def _sources(fields: Fields) -> tuple[Source, ...]:
    found = []
    for each in fields.records("sources", is_needed=True):
        found.append(
            Source(
                id=each.text("id"),
                certainty=_certainty(each),
                read=each.day_or_none("read"),
                note=each.text_or_none("note"),
            )
        )
        each.finish()
    if not found:
        fields.refuse("sources", "er is minstens één bron nodig")
    return tuple(found)


def _certainty(fields: Fields) -> Certainty:
    return member(Certainty, fields.choice("certainty", tuple(Certainty)))


def _provisions(
    fields: Fields, vocabulary: Vocabulary
) -> tuple[dict[str, Provision], dict[str, int]]:
    found: dict[str, Provision] = {}
    lines: dict[str, int] = {}
    for each in fields.records("provisions", is_needed=True):
        name = each.id("id")
        if name in found:
            each.refuse("id", f"de bepaling {name} staat er twee keer, ook op regel {lines[name]}")
        entries = tuple(_entry(entry, vocabulary) for entry in each.records("applies"))
        if not entries:
            each.refuse("applies", f"de bepaling {name} heeft geen datum: vul applies in")
        found[name] = Provision(
            id=name,
            article=each.text("article"),
            title=each.text("title"),
            applies=entries,
            note=each.text_or_none("note"),
        )
        lines[name] = each.line_of("id")
        each.finish()
    return found, lines


def _entry(fields: Fields, vocabulary: Vocabulary) -> Application:
    first, last = _period(fields)
    actor = fields.choice("actor", tuple(vocabulary.actors))
    kind = fields.choice("kind", tuple(vocabulary.kinds), default="all")
    entry = Application(
        actor=actor,
        kind=kind,
        first=first,
        last=last,
        when=condition(fields, "when", vocabulary) if fields.has("when") else None,
        certainty=_certainty(fields),
        source=fields.text_or_none("source"),
        note=fields.text_or_none("note"),
        conflicts=tuple(_other_date(each) for each in fields.records("conflicts")),
    )
    fields.finish()
    return entry


def _other_date(fields: Fields) -> OtherDate:
    other = OtherDate(fields.day("from"), fields.text("source"), fields.text_or_none("note"))
    fields.finish()
    return other


def condition(fields: Fields, name: str, vocabulary: Vocabulary) -> Condition | None:
    """Return the condition in a field; None when it is refused."""
    text = fields.text(name)
    if not text:
        return None
    try:
        return parse_condition(text, vocabulary.attributes)
    except ConditionError as error:
        node = fields.node(name)
        line = node.line if isinstance(node, Scalar) else fields.line
        fields.problems.refuse(line, f"{name}: {error.reason}")
        return None


def _requirements_of(
    fields: Fields, vocabulary: Vocabulary, provisions: Mapping[str, Provision]
) -> tuple[tuple[Requirement, ...], dict[str, int]]:
    found: list[Requirement] = []
    lines: dict[str, int] = {}
    for each in fields.records("requirements", is_needed=True):
        name, line = each.id("id"), each.line_of("id")
        if name in lines:
            each.refuse("id", f"de eis {name} staat er twee keer, ook op regel {lines[name]}")
        provision = _provision_of(each, provisions)
        expression = condition(each, "condition", vocabulary)
        value = _requirements.read(each, vocabulary, provision, expression)
        lines[name] = line
        if value is not None and provision is not None:
            found.append(replace(value, hash=requirement_hash(value, provision)))
    if not lines:
        fields.refuse("requirements", "er is minstens één eis nodig")
    return tuple(found), lines


def _provision_of(fields: Fields, provisions: Mapping[str, Provision]) -> Provision | None:
    name = fields.text("provision")
    provision = provisions.get(name)
    if provision is None and name:
        fields.refuse("provision", f"de bepaling {name} staat niet in dit bestand")
    return provision


def _each_used(
    provisions: Mapping[str, Provision], requirements: Sequence[Requirement],
    lines: Mapping[str, int], problems: Problems,
) -> None:  # fmt: skip
    used = {each.provision for each in requirements}
    for name in provisions:
        if name not in used and not problems.found:
            problems.refuse(lines[name], f"geen enkele eis noemt de bepaling {name}")
