"""Reading the starter catalogue: facts and notes that fit each other, or nothing and why not."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import cache
from importlib.resources import files

from stadspoort.engines.frameworks._fields import Fields
from stadspoort.engines.frameworks._problems import Problem, Problems
from stadspoort.engines.frameworks._tree import Scalar, parse
from stadspoort.engines.frameworks.catalogue._values import (
    Catalogue,
    Gap,
    Note,
    Question,
    Statement,
)
from stadspoort.engines.frameworks.facts import Facts, read_facts
from stadspoort.engines.frameworks.library import Library, packaged_library
from stadspoort.errors import StadspoortError

SCHEMA = "stadspoort.catalogue/1"
FACTS_FILE = "facts.yaml"
NOTES_FILE = "notes.yaml"
STATES = ("excluded", "public_basis", "unknown")
_WORDS = ("country", "generative", "note", "open_weights", "placed_on_market", "processed_in")
_LISTS = ("models", "subprocessors")


class CatalogueRefusedError(StadspoortError):
    """The notes of a catalogue are wrong or do not fit its facts; none of it is used."""

    code = "frameworks.catalogue_refused"

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        first = self.problems[0]
        super().__init__(
            file=first.file, line=first.line, reason=first.reason, more=len(self.problems) - 1
        )


@cache
def packaged_catalogue() -> Catalogue:
    """Return the catalogue that comes with the package; read at the first call."""
    folder = files("stadspoort.engines.frameworks.catalogue") / "data"
    return read_catalogue(
        (folder / FACTS_FILE).read_bytes(), (folder / NOTES_FILE).read_bytes(), packaged_library()
    )


def read_catalogue(facts: bytes, notes: bytes, library: Library) -> Catalogue:
    """Return the catalogue in two files.

    Raises:
        FactsRefusedError: If the facts are wrong.
        CatalogueRefusedError: If the notes are, or speak of what is not in the facts; evidence
            without a source is refused too.
    """
    known = read_facts(facts, library, FACTS_FILE)
    problems = Problems(NOTES_FILE)
    record = parse(notes, problems)
    catalogue = None if record is None else _catalogue(Fields(record, problems), known, library)
    for evidence in known.evidence:
        if not evidence.source or not evidence.received:
            reason = f"het bewijs {evidence.id} heeft geen source of geen received (leesdatum)"
            problems.found.append(Problem(FACTS_FILE, 0, reason))
    if catalogue is None or problems.found:
        raise CatalogueRefusedError(problems.found)
    return catalogue


def _catalogue(fields: Fields, facts: Facts, library: Library) -> Catalogue:
    fields.choice("schema", (SCHEMA,))
    types = library.vocabulary.evidence_types
    catalogue = Catalogue(
        facts=facts,
        as_of=fields.day("as_of"),
        suppliers=_notes(fields, "suppliers", facts.suppliers, types, facts.uses),
        applications=_notes(fields, "applications", facts.applications, types, facts.uses),
        models=_notes(fields, "models", facts.models, types, facts.uses),
        general=tuple(_statement(each, types) for each in fields.records("general")),
        to_check=tuple(_from_memory(each) for each in fields.records("to_check")),
    )
    fields.finish()
    return catalogue


def _notes(
    fields: Fields,
    name: str,
    known: Collection[str],
    types: Collection[str],
    uses: Collection[str],
) -> Mapping[str, Note]:
    found: dict[str, Note] = {}
    for each in fields.records(name, is_needed=True):
        note = _note(each, types, uses)
        if note.id not in known:
            each.refuse("id", f"{note.id} staat niet bij {name} in {FACTS_FILE}")
        if note.id in found:
            each.refuse("id", f"{note.id} staat er twee keer")
        found[note.id] = note
    for id_ in known:
        if id_ not in found:
            fields.refuse(name, f"bij {name} ontbreekt {id_}")
    return found


def _note(fields: Fields, types: Collection[str], uses: Collection[str]) -> Note:
    words = {name: text for name in _WORDS if (text := fields.text_or_none(name))}
    words |= {name: ", ".join(texts) for name in _LISTS if (texts := fields.texts(name))}
    note = Note(
        id=fields.id("id"),
        spellings=fields.texts("spellings", is_needed=True),
        gaps=tuple(_gap(each, types) for each in fields.records("gaps")),
        questions=tuple(_question(each) for each in fields.records("questions")),
        public_state=_states(fields, uses),
        words=words,
    )
    fields.finish()
    return note


def _gap(fields: Fields, types: Collection[str]) -> Gap:
    gap = Gap(fields.choice("fact", types), fields.text("deliverer"))
    fields.finish()
    return gap


def _question(fields: Fields) -> Question:
    question = Question(fields.text("question"), fields.text("deliverer"))
    fields.finish()
    return question


def _states(fields: Fields, uses: Collection[str]) -> Mapping[str, str] | None:
    inner = fields.record("public_state")
    if inner is None:
        return None
    found: dict[str, str] = {}
    for use, node in inner.entries().items():
        if use not in uses:
            inner.refuse(use, f"het gebruik {use} staat niet in {FACTS_FILE}")
        elif not isinstance(node, Scalar) or node.text not in STATES:
            inner.refuse(use, f"{use}: kies uit {', '.join(STATES)}")
        else:
            found[use] = node.text
    return found


def _statement(fields: Fields, types: Collection[str]) -> Statement:
    statement = Statement(
        id=fields.id("id"),
        type=fields.choice("type", types),
        effective=fields.day("effective"),
        bearing=fields.choice("bearing", ("for", "against", "context")),
        source=fields.text("source"),
        note=fields.text("note"),
        issuer=fields.text_or_none("issuer") or "",
    )
    for name in ("received", "reliance", "via", "read_as"):
        fields.text(name)
    fields.texts("concerns")
    fields.finish()
    return statement


def _from_memory(fields: Fields) -> tuple[str, str]:
    fields.text("type")
    fields.record("subject")
    found = fields.id("id"), fields.text("note")
    fields.finish()
    return found
