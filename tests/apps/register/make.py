"""Rows for the tests of the register."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from stadspoort.apps.accounts.models import User
from stadspoort.apps.accounts.queries import system_user
from stadspoort.apps.register import actions, queries
from stadspoort.apps.register.facts import ModelFacts, PurposeFacts
from stadspoort.apps.register.models import (
    Application,
    ApplicationKind,
    Decision,
    ModelDeployment,
    Purpose,
)
from stadspoort.apps.register.starter import add_own_entries

NOW = datetime(2026, 11, 24, 11, 0, tzinfo=UTC)
TODAY = date(2026, 11, 24)

MODEL = ModelFacts(name="mock", base_url="https://model.voorbeeld.nl/v1", is_self_hosted=True)


def start() -> User:
    """Fill the register as `init` does; return the system user."""
    user = system_user()
    add_own_entries(by=user, now=NOW)
    return user


def model(facts: ModelFacts = MODEL, **changes: object) -> ModelDeployment:
    """Return a stored model on the municipality's own machines, unless changed."""
    return actions.add_model(facts=replace(facts, **changes), by=system_user(), now=NOW)


def purpose(slug: str = "brieven", **changes: object) -> Purpose:
    """Return a stored purpose with personal data, unless changed."""
    facts = PurposeFacts(
        slug=slug,
        title=slug.title(),
        data_classes=frozenset({"openbaar", "persoonsgegevens"}),
        owner=system_user(),
    )
    return actions.add_purpose(facts=replace(facts, **changes), by=system_user(), now=NOW)


def service(slug: str = "chatgpt-gratis") -> Application:
    """Return a stored free service."""
    supplier = actions.add_supplier(slug=f"van-{slug}", name=slug, by=system_user(), now=NOW)
    return actions.add_application(
        slug=slug,
        name=slug.title(),
        supplier=supplier,
        kind=ApplicationKind.CONSUMER,
        by=system_user(),
        now=NOW,
    )


def decide(
    model: ModelDeployment,
    purpose: Purpose,
    *,
    application: str = "api",
    allows: bool = True,
    until: date | None = date(2027, 1, 31),
    conditions: Sequence[str] = ("lees na",),
) -> Decision:
    """Return a stored decision."""
    return actions.decide(
        application=queries.application(application),
        model=model,
        purpose=purpose,
        allows=allows,
        reason="proef",
        valid_until=until,
        conditions=conditions,
        by=system_user(),
        now=NOW,
    )
