"""What the starter catalogue says beside the facts that are judged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from stadspoort.engines.frameworks.facts import Facts


@dataclass(frozen=True, slots=True)
class Gap:
    """Evidence that public sources do not give, and who can.

    Attributes:
        type: A type of evidence.
        deliverer: In Dutch words.
    """

    type: str
    deliverer: str


@dataclass(frozen=True, slots=True)
class Question:
    """What is still to be asked, and of whom."""

    question: str
    deliverer: str


@dataclass(frozen=True, slots=True)
class Note:
    """About one supplier, application or model.

    Attributes:
        id: As in the facts.
        spellings: How it is written elsewhere.
        gaps: What nobody found in public.
        questions: What is still open.
        public_state: By standard use what public sources give: "excluded", "public_basis" or
            "unknown". Never a permission.
        words: Other remarks by name ("processed_in", "country"), as the sources have them.
    """

    id: str
    spellings: tuple[str, ...]
    gaps: tuple[Gap, ...] = ()
    questions: tuple[Question, ...] = ()
    public_state: Mapping[str, str] | None = None
    words: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """What a source says of all generative AI, or of a kind of it: shown, and never judged with."""

    id: str
    type: str
    effective: date
    bearing: str
    source: str
    note: str
    issuer: str = ""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Real applications and models with public evidence, for a municipality's first day.

    Attributes:
        facts: Suppliers, applications, models, five standard uses, and evidence with its source.
        as_of: The day on which the sources were read last.
        suppliers: Notes by id.
        applications: Notes by id.
        models: Notes by id.
        general: About all or many applications.
        to_check: Said from memory: supports nothing, and no evidence.
    """

    facts: Facts
    as_of: date
    suppliers: Mapping[str, Note]
    applications: Mapping[str, Note]
    models: Mapping[str, Note]
    general: tuple[Statement, ...]
    to_check: tuple[tuple[str, str], ...]
