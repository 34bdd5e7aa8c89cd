"""Whether evidence is about this application, use and model."""

from __future__ import annotations

from collections.abc import Mapping

from stadspoort.engines.frameworks.facts import Application, Facts, Model
from stadspoort.engines.frameworks.judging._evidence import Item, Weight
from stadspoort.engines.frameworks.library import Requirement


def asks_of_models(requirement: Requirement, names: frozenset[str]) -> bool:
    """Say whether a requirement is judged for each model apart.

    Args:
        requirement: The requirement.
        names: The attributes that it asks for on the day.
    """
    return requirement.subject == "model" or any(name.startswith("model.") for name in names)


def matches(
    item: Item,
    facts: Facts,
    application: Application,
    model: Model | None,
    requirement: Requirement,
) -> bool:
    """Say whether everything that an item names, but its use, is what is judged.

    Args:
        item: Evidence beside the requirement.
        facts: For the organisation.
        application: The application.
        model: The model that is judged; None when it is judged for all of them at once.
        requirement: Of a requirement about a model, the supplier is the maker of the model.
    """
    subject: Mapping[str, str] = item.evidence.subject
    supplier = application.supplier
    if requirement.subject == "model":
        supplier = model.supplier if model else None
    if subject.get("application", application.id) != application.id:
        return False
    if "supplier" in subject and subject["supplier"] != supplier:
        return False
    if subject.get("organisation", facts.organisation.id) != facts.organisation.id:
        return False
    named = subject.get("model")
    if named is None:
        return True
    if model is not None:
        return named == model.id
    if item.weight == Weight.AGAINST:
        return named in application.models
    return set(application.models) == {named}
