"""Puts the demo register in place, through the same actions as everyone's work."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction

from stadspoort.apps.accounts.models import User
from stadspoort.apps.accounts.roles import Role
from stadspoort.apps.register import actions, demo_data, queries
from stadspoort.apps.register.facts import ModelFacts, PurposeFacts
from stadspoort.apps.register.models import ModelDeployment, Purpose, PurposeKind, Supplier
from stadspoort.engines.frameworks import Standing
from stadspoort.gate.values import EMBEDDED_MODEL, legal_day


@transaction.atomic
def fill_register(*, people: Mapping[Role, User], now: datetime) -> None:
    """Add suppliers, services, models, purposes and decisions of the demo municipality."""
    by = people[Role.FUNCTIONEEL_BEHEERDER]
    suppliers = {
        each.slug: actions.add_supplier(
            slug=each.slug, name=each.name, country=each.country, by=by, now=now
        )
        for each in demo_data.SUPPLIERS
    }
    _add_services(suppliers, by, now)
    _add_models(suppliers["demo-aanbieder"], by, now)
    for each in demo_data.PURPOSES:
        purpose = _add_purpose(each, people, now)
        _allow_quoting(purpose, by, now)


def _add_services(suppliers: Mapping[str, Supplier], by: User, now: datetime) -> None:
    for each in demo_data.SERVICES:
        application = actions.add_application(
            slug=each.slug,
            name=each.name,
            supplier=suppliers[each.supplier],
            kind=each.kind,
            is_contracted=False,  # Waterdam is invented: it has contracts with nobody
            by=by,
            now=now,
        )
        actions.assess(
            application=application,
            standing=each.standing,
            reason=each.reason,
            source=each.source,
            assessed_on=each.on,
            by=by,
            now=now,
        )


def _add_models(supplier: Supplier, by: User, now: datetime) -> None:
    """Add two invented endpoints that no decision allows; their names can never be looked up."""
    with_contract = actions.add_model(
        facts=ModelFacts(
            name=demo_data.CONTRACT_MODEL,
            base_url="https://met-contract.demo.invalid/v1",
            supplier=supplier,
            processor_agreement_on=legal_day(now),
        ),
        by=by,
        now=now,
    )
    _assess_model(with_contract, demo_data.CONTRACT_REASON, by, now)
    without = actions.add_model(
        facts=ModelFacts(
            name=demo_data.OPEN_MODEL,
            base_url="https://zonder-contract.demo.invalid/v1",
            supplier=supplier,
        ),
        by=by,
        now=now,
    )
    _assess_model(without, demo_data.OPEN_REASON, by, now)


def _assess_model(model: ModelDeployment, reason: str, by: User, now: datetime) -> None:
    actions.assess(
        model=model,
        standing=Standing.NIET_AANGETOOND,
        reason=reason,
        source=demo_data.DEMO_SOURCE,
        by=by,
        now=now,
    )


def _add_purpose(
    each: demo_data.DemoPurpose, people: Mapping[Role, User], now: datetime
) -> Purpose:
    is_experiment = each.days is not None
    facts = PurposeFacts(
        slug=each.slug,
        title=each.title,
        description=each.description,
        data_classes=each.data_classes,
        owner=people[Role.PROCESEIGENAAR],
        legal_basis=each.legal_basis,
        legal_article=each.legal_article,
        kind=PurposeKind.EXPERIMENT if is_experiment else PurposeKind.REGULAR,
        ends_on=legal_day(now) + timedelta(days=each.days) if each.days is not None else None,
        question=each.question,
        budget_tokens=each.budget_tokens,
        participants=tuple(people[role] for role in each.participants),
    )
    by = people[Role.FUNCTIONEEL_BEHEERDER]
    return actions.add_purpose(facts=facts, by=by, now=now)


def _allow_quoting(purpose: Purpose, by: User, now: datetime) -> None:
    """Let our own screens and links use the embedded model for a purpose, for half a year."""
    model = queries.model(EMBEDDED_MODEL)
    end = legal_day(now) + timedelta(days=demo_data.DECISION_DAYS)
    for slug in queries.OWN_APPLICATIONS:
        actions.decide(
            application=queries.application(slug),
            model=model,
            purpose=purpose,
            allows=True,
            reason=demo_data.DECISION_REASON,
            conditions=demo_data.CONDITIONS,
            valid_until=end,
            by=by,
            now=now,
        )
