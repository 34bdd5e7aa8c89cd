"""Reading facts from YAML (schema stadspoort.facts/1): everything, or nothing and why not."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import Protocol, TypeVar

from stadspoort.engines.frameworks._fields import Fields
from stadspoort.engines.frameworks._problems import Problem, Problems
from stadspoort.engines.frameworks._tree import parse
from stadspoort.engines.frameworks.facts import _records
from stadspoort.engines.frameworks.facts._attributes import attributes, country
from stadspoort.engines.frameworks.facts._values import (
    Application,
    Facts,
    Model,
    Organisation,
    SubProcessor,
    Supplier,
    Use,
)
from stadspoort.engines.frameworks.library import Library
from stadspoort.engines.frameworks.vocabulary import Vocabulary
from stadspoort.errors import StadspoortError

SCHEMA = "stadspoort.facts/1"
KINDS = ("consumer", "contracted", "self_hosted", "own")


class FactsRefusedError(StadspoortError):
    """A file of facts is wrong; nothing in it is used.

    `problems` holds all that were found (at most 50), the context the first.
    """

    code = "frameworks.facts_refused"

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        first = self.problems[0]
        super().__init__(
            file=first.file, line=first.line, reason=first.reason, more=len(self.problems) - 1
        )


def read_facts(data: bytes, library: Library, file: str = "facts.yaml") -> Facts:
    """Return the facts in a file.

    Args:
        data: The file.
        library: Whose words, requirements and versions may be named.
        file: Its name, for problems.

    Raises:
        FactsRefusedError: If anything is wrong, with every problem.
    """
    problems = Problems(file)
    record = parse(data, problems)
    facts = None if record is None else _facts(Fields(record, problems), library)
    if facts is None or problems.found:
        raise FactsRefusedError(problems.found)
    return facts


class _Named(Protocol):
    @property
    def id(self) -> str: ...


_T = TypeVar("_T", bound=_Named)


def _facts(fields: Fields, library: Library) -> Facts:
    words = library.vocabulary
    fields.choice("schema", (SCHEMA,))
    organisation = _organisation(fields, words)
    links = fields.records("suppliers")
    suppliers = _by_id(links, lambda each: _supplier(each, words))
    _refuse_unknown_links(links, suppliers)
    models = _by_id(fields.records("models"), lambda each: _model(each, words, suppliers))
    applications = _by_id(
        fields.records("applications"), lambda each: _application(each, words, suppliers, models)
    )
    uses = _by_id(fields.records("uses"), lambda each: _use(each, words))
    known: dict[str, Collection[str]] = {
        "organisation": (organisation.id,),
        "supplier": suppliers,
        "application": applications,
        "model": models,
        "use": uses,
    }
    facts = Facts(
        organisation=organisation,
        suppliers=suppliers,
        applications=applications,
        models=models,
        uses=uses,
        evidence=_records.evidence(fields.records("evidence"), library, known),
        settings=_records.settings(fields.records("settings"), library, known),
        decisions=_records.decisions(fields.records("decisions"), known),
        adoptions=_records.adoptions(fields.records("adoptions"), library),
    )
    fields.text_or_none("note")
    fields.finish()
    return facts


def _by_id(records: Iterable[Fields], read: Callable[[Fields], _T]) -> dict[str, _T]:
    found: dict[str, _T] = {}
    for each in records:
        value = read(each)
        if value.id in found:
            each.refuse("id", f"{value.id} staat er twee keer")
        found[value.id] = value
        each.text_or_none("note")
        each.finish()
    return found


def _organisation(fields: Fields, words: Vocabulary) -> Organisation:
    inner = fields.record("organisation")
    if inner is None:
        fields.refuse("organisation", "het veld organisation ontbreekt")
        return Organisation("", "")
    organisation = Organisation(inner.id("id"), inner.text("name"), attributes(inner, "org", words))
    inner.finish()
    return organisation


def _supplier(fields: Fields, words: Vocabulary) -> Supplier:
    links = None
    if fields.has("subprocessors"):
        links = tuple(_link(each) for each in fields.records("subprocessors"))
    return Supplier(
        id=fields.id("id"),
        name=fields.text("name"),
        country=country(fields, "country"),
        attributes=attributes(fields, "supplier", words),
        subprocessors=links,
    )


def _link(fields: Fields) -> SubProcessor:
    link = SubProcessor(
        fields.text("supplier"), country(fields, "country"), fields.text_or_none("for")
    )
    fields.finish()
    return link


def _refuse_unknown_links(records: Iterable[Fields], suppliers: Collection[str]) -> None:
    """Look at the links when all suppliers are known: the chain may be in any order."""
    for each in records:
        for link in each.records("subprocessors"):
            name = link.text("supplier")
            if name not in suppliers:
                link.refuse("supplier", f"de leverancier {name} staat niet bij suppliers")


def _model(fields: Fields, words: Vocabulary, suppliers: Collection[str]) -> Model:
    return Model(
        id=fields.id("id"),
        name=fields.text("name"),
        supplier=_known_or_none(fields, "supplier", suppliers),
        version=fields.text_or_none("version"),
        attributes=attributes(fields, "model", words),
    )


def _application(
    fields: Fields, words: Vocabulary, suppliers: Collection[str], models: Collection[str]
) -> Application:
    return Application(
        id=fields.id("id"),
        name=fields.text("name"),
        supplier=_known_or_none(fields, "supplier", suppliers),
        kind=fields.choice("kind", KINDS),
        passes_gate=fields.flag("passes_gate"),
        models=fields.chosen("models", models, "het model"),
        attributes=attributes(fields, "app", words),
    )


def _use(fields: Fields, words: Vocabulary) -> Use:
    classes = affected = None
    if fields.has("data_classes"):
        classes = frozenset(fields.chosen("data_classes", words.data_classes, "de gegevensklasse"))
    if fields.has("affected"):
        affected = frozenset(fields.texts("affected"))
    return Use(
        id=fields.id("id"),
        name=fields.text("name"),
        data_classes=classes,
        purpose=fields.text_or_none("purpose"),
        affected=affected,
        help=fields.text_or_none("help"),
        attributes=attributes(fields, "use", words),
    )


def _known_or_none(fields: Fields, name: str, known: Collection[str]) -> str | None:
    text = fields.text_or_none(name)
    if text is not None and text not in known:
        fields.refuse(name, f"{name} {text!r} staat niet in dit bestand")
    return text
