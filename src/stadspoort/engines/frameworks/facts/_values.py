"""What is judged, and what is known of it. An attribute that is not there is unknown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from stadspoort.engines.frameworks.conditions import Value
from stadspoort.engines.frameworks.records import (
    Adoption,
    Bearing,
    Decision,
    Evidence,
    ReadAs,
    Reliance,
    Via,
)


@dataclass(frozen=True, slots=True)
class Organisation:
    """The municipality. The names of attributes are without `org.` before them."""

    id: str
    name: str
    attributes: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SubProcessor:
    """A link in the chain behind a supplier.

    Attributes:
        supplier: Who.
        country: Where it works for this supplier; None for its own country.
        task: What for.
    """

    supplier: str
    country: str | None = None
    task: str | None = None


@dataclass(frozen=True, slots=True)
class Supplier:
    """A supplier.

    Attributes:
        id: Own id.
        name: As it writes itself.
        country: Two letters; None for unknown.
        attributes: Without `supplier.` before their names.
        subprocessors: None when nobody knows them; empty when there are none.
    """

    id: str
    name: str
    country: str | None = None
    attributes: Mapping[str, Value] = field(default_factory=dict)
    subprocessors: tuple[SubProcessor, ...] | None = None


@dataclass(frozen=True, slots=True)
class Application:
    """An application.

    Attributes:
        id: Own id.
        name: In words.
        supplier: Who delivers it; None for unknown, or for nobody when it is our own.
        kind: consumer, contracted, self_hosted or own.
        passes_gate: Whether its traffic to a model goes through the gate.
        models: Ids of its models; empty for unknown.
        attributes: Without `app.` before their names.
        unenforced: Conditions of use that the gate does not see to for it, though it passes.
    """

    id: str
    name: str
    supplier: str | None
    kind: str
    passes_gate: bool
    models: tuple[str, ...] = ()
    attributes: Mapping[str, Value] = field(default_factory=dict)
    unenforced: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Model:
    """A model; `supplier` is its maker."""

    id: str
    name: str
    supplier: str | None = None
    version: str | None = None
    attributes: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Use:
    """What an application is used for.

    Attributes:
        id: Own id.
        name: In words.
        data_classes: From the vocabulary; None for unknown.
        purpose: In words.
        affected: Whom it touches; None for unknown.
        help: What kind of help the machine gives.
        attributes: Without `use.` before their names.
        unenforced: Conditions of use that the gate does not see to here, as it was set up.
    """

    id: str
    name: str
    data_classes: frozenset[str] | None = None
    purpose: str | None = None
    affected: frozenset[str] | None = None
    help: str | None = None
    attributes: Mapping[str, Value] = field(default_factory=dict)
    unenforced: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Setting:
    """A switch in the municipality's own environment, with its days.

    Attributes:
        application: Of which application.
        name: Of the setting.
        value: As it stands there.
        since: First day.
        counts_as: The type of evidence that it is.
        until: Last day; None is still so.
        checked_by: Who looked; without a name it is to be checked.
        bearing: Whether this value supports or contradicts.
    """

    application: str
    name: str
    value: str
    since: date
    counts_as: str
    until: date | None = None
    checked_by: str | None = None
    bearing: Bearing = Bearing.FOR

    def as_evidence(self) -> Evidence:
        """Return the evidence that this setting is."""
        is_checked = self.checked_by is not None
        return Evidence(
            id=f"setting:{self.application}:{self.name}:{self.since}",
            type=self.counts_as,
            subject={"application": self.application},
            effective=self.since,
            read_as=ReadAs.FULL if is_checked else ReadAs.EXCERPT,
            via=Via.DOCUMENT if is_checked else Via.REPORT,
            bearing=self.bearing,
            reliance=Reliance.OWN_CHECK,
            ends=self.until,
            issuer=self.checked_by,
        )


@dataclass(frozen=True, slots=True)
class Facts:
    """All facts, by id where they have one."""

    organisation: Organisation
    suppliers: Mapping[str, Supplier] = field(default_factory=dict)
    applications: Mapping[str, Application] = field(default_factory=dict)
    models: Mapping[str, Model] = field(default_factory=dict)
    uses: Mapping[str, Use] = field(default_factory=dict)
    evidence: tuple[Evidence, ...] = ()
    settings: tuple[Setting, ...] = ()
    decisions: tuple[Decision, ...] = ()
    adoptions: tuple[Adoption, ...] = ()

    def all_evidence(self) -> tuple[Evidence, ...]:
        """Return the evidence, also that of settings."""
        return (*self.evidence, *(each.as_evidence() for each in self.settings))
