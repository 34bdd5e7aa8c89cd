"""The values of attributes, also of those that follow from other facts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from stadspoort.engines.frameworks.conditions import All, Atom, Condition, Truth, Value
from stadspoort.engines.frameworks.facts import Application, Facts, Model, Supplier, Use
from stadspoort.engines.frameworks.vocabulary import Vocabulary

Values: TypeAlias = Mapping[str, Value | None]

EEA = frozenset(
    {
        "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE",
        "IS", "IT", "LI", "LT", "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK",
    }
)  # fmt: skip
"""The countries of the European Union with Iceland, Liechtenstein and Norway: AVG ch. V is about
the others (EEA agreement, annex XI). Switzerland and the United Kingdom are outside."""

PROCESSOR = "supplier.is_processor"
_PROCESSES = (
    Atom("use.personal_data", "is", True),
    Atom("app.cloud", "is", True),
    Atom("app.kind", "!=", "consumer"),
)
IS_PROCESSOR = Condition(All(_PROCESSES), frozenset(each.name for each in _PROCESSES))
"""AVG art. 4(8): whoever handles personal data for us on their own machines. A consumer service
does so for itself."""

_CLOUD_KINDS = ("consumer", "contracted")


def application_values(facts: Facts, application: Application) -> dict[str, Value | None]:
    """Return the values that depend on no use and no model, by full name."""
    supplier = facts.suppliers.get(application.supplier or "")
    cloud = _cloud(application)
    given = {
        **_named("org", facts.organisation.attributes),
        **(_named("supplier", supplier.attributes) if supplier else {}),
        **_named("app", application.attributes),
    }
    return given | {
        "app.kind": application.kind,
        "app.passes_gate": application.passes_gate,
        "app.contracted": application.kind == "contracted",
        "app.cloud": cloud,
        "app.third_country": _third_country(facts, supplier, cloud),
        "supplier.country": supplier.country if supplier else None,
    }


def use_values(use: Use, vocabulary: Vocabulary) -> dict[str, Value | None]:
    """Return the values of a use."""
    classes = use.data_classes
    return _named("use", use.attributes) | {
        "use.data_classes": classes,
        "use.personal_data": None
        if classes is None
        else bool(classes & vocabulary.personal_classes),
        "use.purpose": use.purpose,
        "use.affected": use.affected,
        "use.help": use.help,
    }


def model_values(model: Model | None) -> dict[str, Value | None]:
    """Return the values of a model; of none at all nothing is known."""
    if model is None:
        return {}
    return _named("model", model.attributes) | {"model.version": model.version}


def joined(application: Values, use: Values, model: Values) -> dict[str, Value | None]:
    """Return all values together, with what follows from two of them."""
    values = {**application, **use, **model}
    return values | {PROCESSOR: IS_PROCESSOR.truth(values.get)}


def _named(kind: str, attributes: Mapping[str, Value]) -> dict[str, Value | None]:
    return {f"{kind}.{name}": value for name, value in attributes.items()}


def _cloud(application: Application) -> Truth:
    if application.kind in _CLOUD_KINDS:
        return True
    given = application.attributes.get("cloud")
    return given if isinstance(given, bool) else None


def _third_country(facts: Facts, supplier: Supplier | None, cloud: Truth) -> Truth:
    """Say whether data goes outside the EEA; what runs at home goes nowhere."""
    if cloud is False:
        return False
    outside = _outside(facts, supplier)
    if outside is False:
        return False
    return True if cloud and outside else None


def _outside(facts: Facts, supplier: Supplier | None) -> Truth:
    """Look through the whole chain; one unknown country leaves it open, one outside decides it."""
    if supplier is None:
        return None
    is_open = supplier.subprocessors is None
    waiting = [(supplier, supplier.country)]
    seen: set[str] = set()
    while waiting:
        here, country = waiting.pop()
        if country is not None and country not in EEA:
            return True
        is_open = is_open or country is None
        if here.id in seen:
            continue
        seen.add(here.id)
        for link in here.subprocessors or ():
            behind = facts.suppliers.get(link.supplier)
            if behind is None:
                is_open = True
            else:
                waiting.append((behind, link.country or behind.country))
    return None if is_open else False
